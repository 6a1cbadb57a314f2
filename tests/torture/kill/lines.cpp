// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "lines.h"

#include "core/metamodel/metamodel.h"

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

QString quoted(const QString &text)
{
    QString inner = text;
    inner.replace(u'\'', uR"('\'')"_s);
    return u'\'' + inner + u'\'';
}

const QStringList properties{u"name"_s,         u"description"_s, u"tags"_s,     u"tier"_s,
                             u"monthly_cost"_s, u"on_call"_s,     u"language"_s, u"slos"_s,
                             u"exposure"_s,     u"rollback"_s,    u"workload"_s};

} // namespace

Lines::Lines(QRandomGenerator &random, QString prefix, bool ownOnly)
    : m_random(random)
    , m_prefix(std::move(prefix))
    , m_ownOnly(ownOnly)
{
}

QString Lines::next(const Model &model, PlateauId plateau)
{
    const PlateauModel at(model, plateau);
    const QString key = anyKey(at);
    const int what = number(m_ownOnly ? 88 : 100);
    if (key.isEmpty() || what < 25)
        return add();
    if (what < 55)
        return u"set %1%2"_s.arg(key, assignments());
    const QString &property = properties.at(number(static_cast<int>(properties.size())));
    if (what < 60)
        return u"unset %1 %2"_s.arg(key, property);
    if (what < 65)
        return u"revert %1 %2"_s.arg(key, property);
    if (what < 70)
        return u"remove %1"_s.arg(key);
    if (what < 88)
        return relation(at);
    if (what < 94)
        return u"undo"_s;
    if (what < 97)
        return u"redo"_s;
    return u"snapshot '%1 snapshot %2'"_s.arg(m_prefix).arg(++m_count);
}

QString Lines::anyKey(const PlateauModel &at)
{
    QStringList keys;
    for (const ElementState &element : at.elements()) {
        if (!m_ownOnly || element.key.startsWith(m_prefix))
            keys.append(element.key);
    }
    return keys.isEmpty() ? QString() : keys.at(number(static_cast<int>(keys.size())));
}

QString Lines::value(const QString &property)
{
    static const QStringList words{
        u"checkout"_s, u"näh \"quoted\" \\"_s, u"it's"_s, u"日本"_s, u"# no comment"_s,
        u""_s,         u"null and void"_s,     u"[x"_s};
    const QString word = words.at(number(static_cast<int>(words.size())));
    if (property == u"tier")
        return QString::number(1 + number(4));
    if (property == u"monthly_cost")
        return QString::number(number(100'000) / 8.0);
    if (property == u"on_call")
        return number(2) == 0 ? u"true"_s : u"false"_s;
    if (property == u"tags")
        return uR"(["a", "tag %1"])"_s.arg(number(100));
    if (property == u"slos")
        return uR"([{"name": "availability", "objective": %1}])"_s.arg(number(100));
    if (property == u"exposure")
        return QStringList{u"internet"_s, u"partner"_s, u"internal"_s}.at(number(3));
    if (property == u"workload")
        return QStringList{u"api"_s, u"batch"_s, u"library"_s}.at(number(3));
    if (property == u"description")
        return word.repeated(1 + number(number(10) == 0 ? 500 : 5)) + u'.';
    return word + QString::number(number(1000));
}

QString Lines::assignments()
{
    QString text;
    const int first = number(static_cast<int>(properties.size()));
    for (int i = 0; i < 1 + number(4); ++i) {
        const QString &property = properties.at((first + i) % properties.size());
        text += u' ' + property + u'=' + quoted(value(property));
    }
    return text;
}

QString Lines::add()
{
    const QString kind = QStringList{u"service"_s,     u"service"_s,    u"service"_s, u"pipeline"_s,
                                     u"environment"_s, u"technology"_s, u"team"_s}
                             .at(number(7));
    const QString text = u"add %1 %2-%3"_s.arg(kind, m_prefix).arg(++m_count);
    return kind == u"service" ? QString(text + assignments())
                              : QString(text + u" name="_s + quoted(value(u"name"_s)));
}

QString Lines::relation(const PlateauModel &at)
{
    QList<RelationState> present;
    for (const RelationState &relation : at.relations()) {
        if (!m_ownOnly || at.element(relation.source)->key.startsWith(m_prefix))
            present.append(relation);
    }
    if (!present.isEmpty() && number(3) == 0) {
        const RelationState &relation = present.at(number(static_cast<int>(present.size())));
        return u"unrelate %1 %2 %3"_s.arg(at.element(relation.source)->key, relation.kind,
                                          at.element(relation.target)->key);
    }
    for (int attempt = 0; attempt < 50; ++attempt) {
        const auto any = [&] {
            return *std::next(at.elements().cbegin(), number(static_cast<int>(at.elements().size())));
        };
        const ElementState source = any();
        const ElementState target = any();
        if (m_ownOnly && (!source.key.startsWith(m_prefix) || !target.key.startsWith(m_prefix)))
            continue;
        const auto legal = metamodel::Metamodel::builtin().legalRelations(source.kind, target.kind);
        if (legal.isEmpty() || source.id == target.id)
            continue;
        const QString kind = legal.at(number(static_cast<int>(legal.size())))->name;
        return u"relate %1 %2 %3"_s.arg(source.key, kind, target.key) +
               (kind == u"dependsOn" ? u" protocol=HTTP/"_s + QString::number(number(4)) : QString());
    }
    return add();
}

} // namespace gp::torture
