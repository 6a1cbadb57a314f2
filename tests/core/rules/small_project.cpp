// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "small_project.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

template<typename T>
void check(const Result<T> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
}

} // namespace

SmallProject::SmallProject(const QByteArray &yaml)
{
    const auto parsed = yaml::parseStrict(yaml, u"small.yaml"_s);
    check(parsed);
    build(*parsed);
}

SmallProject::SmallProject(const yaml::Value &value)
{
    build(value);
}

void SmallProject::build(const yaml::Value &value)
{
    auto store = store::Store::create(m_dir.filePath(u"small.gplan"_s));
    check(store);
    m_store = std::move(*store);
    Draft draft(m_store->model());
    const auto addPlateau = [&](const QString &key, PlateauKind kind, PlateauId parent, int position,
                                const QDate &date) {
        if (const Plateau *known = draft.model().plateau(key))
            return known->id;
        const auto added = draft.addPlateau({{}, key, key, {}, kind, parent, position, date});
        check(added);
        return *added;
    };
    const PlateauId current = addPlateau(u"current"_s, PlateauKind::Current, {}, 0, QDate());
    const PlateauId wave = addPlateau(u"wave"_s, PlateauKind::Transition, current, 1, QDate(2027, 1, 31));
    addPlateau(u"target"_s, PlateauKind::Target, wave, 2, QDate(2027, 12, 31));

    check(
        draft.addRecord(u"project"_s, u"project"_s, {{u"name"_s, u"Shop"_s}, {u"date"_s, u"2026-11-23"_s}}));
    for (const yaml::Entry &entry : value[u"elements"].entries()) {
        const QStringList parts = entry.key.text().split(u'/');
        const bool late = parts.at(1).endsWith(u"@wave");
        check(draft.addElement(parts.at(0), QString(parts.at(1)).remove(u"@wave"_s), late ? wave : current,
                               entry.value.toJson().toObject()));
    }
    for (const yaml::Value &item : value[u"relations"].items()) {
        const QStringList words = item.text().split(u' ');
        const Element *source = draft.model().element(words.at(0));
        const Element *target = draft.model().element(words.at(2));
        Q_ASSERT(source && target);
        QJsonObject properties;
        if (words.size() > 3)
            properties.insert(words.at(3).section(u'=', 0, 0), words.at(3).section(u'=', 1));
        const PlateauId since =
            source->lifetime.since == wave || target->lifetime.since == wave ? wave : current;
        check(draft.addRelation(words.at(1), source->id, target->id, since, properties));
    }
    for (const yaml::Entry &entry : value[u"records"].entries()) {
        const QStringList parts = entry.key.text().split(u'/');
        check(draft.addRecord(parts.at(0), parts.at(1), entry.value.toJson().toObject()));
    }
    check(m_store->commit(draft, u"made"_s));
    auto query = store::Query::open(m_store->path());
    check(query);
    m_query = std::move(*query);
}
