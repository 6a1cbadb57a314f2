// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/yaml.h"
#include "core/rules/controls.h"
#include "core/rules/nfr.h"
#include "core/rules/resources.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

Result<NfrItem> itemFrom(const yaml::Value &value, const QString &characteristic, const QString &file)
{
    NfrItem item;
    item.id = value[u"id"].text();
    item.title = value[u"title"].text();
    item.requirement = value[u"requirement"].text();
    item.characteristic = characteristic;
    item.applies = value[u"applies"].text();
    item.because = value[u"because"].text();
    item.verify = value[u"verify"].text();
    item.met = value[u"auto"][u"met"].text();
    item.evidence = value[u"auto"][u"evidence"].text();
    const yaml::Value target = value[u"target"];
    if (target.isScalar())
        item.targets.insert(u"else"_s, target.text());
    for (const yaml::Entry &entry : target.entries())
        item.targets.insert(entry.key.text(), entry.value.text());
    for (const yaml::Entry &framework : value[u"frameworks"].entries()) {
        for (const yaml::Value &requirement : framework.value.items())
            item.frameworks.append({framework.key.text(), requirement.text()});
    }
    for (const yaml::Value &control : value[u"controls"].items()) {
        if (!ControlCatalogue::builtin().control(control.text()))
            return std::unexpected(yaml::errorAt(
                control, file,
                u"'%1' names the control '%2', which the catalogue of controls does not have"_s.arg(
                    item.id, control.text())));
        item.controls.append(control.text());
    }
    for (const QString &text :
         {item.id, item.title, item.requirement, item.applies, item.because, item.verify}) {
        if (text.isEmpty())
            return std::unexpected(yaml::errorAt(
                value, file, u"an item needs id, title, requirement, applies, because and verify"_s));
    }
    if (item.targets.isEmpty())
        return std::unexpected(yaml::errorAt(value, file, u"'%1' has no target"_s.arg(item.id)));
    return item;
}

} // namespace

QString NfrItem::target(const QVariant &tier) const
{
    return targets.value(tier.toString(), targets.value(u"else"_s));
}

Result<NfrCatalogue> NfrCatalogue::load(const QString &folder)
{
    // The order in which a reviewer asks; what is not named here comes last.
    static const QStringList order{u"REL"_s, u"SEC"_s, u"DAT"_s, u"SUP"_s, u"PERF"_s,
                                   u"OBS"_s, u"DEL"_s, u"OPS"_s, u"SAF"_s, u"FIT"_s,
                                   u"INT"_s, u"MNT"_s, u"CMP"_s, u"FLX"_s, u"COST"_s};
    QMap<std::pair<qsizetype, QString>, QList<NfrItem>> byArea;
    QStringList seen;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return fail(ErrorCode::Unreadable, u"There is no NFR catalogue in '%1'."_s.arg(folder));
    for (const QString &name : names) {
        const QString file = dir.filePath(name);
        const auto root = yaml::readStrict(file);
        if (!root)
            return std::unexpected(root.error());
        const QString area = (*root)[u"area"].text();
        const qsizetype place = order.contains(area) ? order.indexOf(area) : order.size();
        for (const yaml::Value &value : (*root)[u"items"].items()) {
            const auto item = itemFrom(value, (*root)[u"characteristic"].text(), file);
            if (!item)
                return std::unexpected(item.error());
            if (seen.contains(item->id))
                return std::unexpected(yaml::errorAt(value, file, u"'%1' is there twice"_s.arg(item->id)));
            seen.append(item->id);
            byArea[{place, name}].append(*item);
        }
    }
    NfrCatalogue catalogue;
    for (const QList<NfrItem> &items : std::as_const(byArea))
        catalogue.m_items += items;
    return catalogue;
}

const NfrCatalogue &NfrCatalogue::builtin()
{
    static const NfrCatalogue instance = [] {
        initRulesResources();
        auto loaded = load(u":/groundplan/catalogue/nfr"_s);
        Q_ASSERT_X(loaded, "NfrCatalogue", qPrintable(loaded ? QString() : loaded.error().text()));
        return loaded.value_or(NfrCatalogue());
    }();
    return instance;
}

const NfrItem *NfrCatalogue::item(const QString &id) const
{
    const auto it = std::ranges::find(m_items, id, &NfrItem::id);
    return it == m_items.end() ? nullptr : &*it;
}

QStringList NfrCatalogue::characteristics() const
{
    QStringList names;
    for (const NfrItem &item : m_items)
        names.append(item.characteristic);
    names.removeDuplicates();
    return names;
}

Result<Frameworks> Frameworks::load(const QString &file)
{
    const auto root = yaml::readStrict(file);
    if (!root)
        return std::unexpected(root.error());
    Frameworks frameworks;
    for (const yaml::Entry &entry : (*root)[u"frameworks"].entries()) {
        const QString key = entry.key.text();
        frameworks.m_names.insert(key, entry.value[u"name"].text());
        for (const yaml::Value &alias : entry.value[u"aliases"].items())
            frameworks.m_aliases[key].append(alias.text());
        QStringList headings;
        for (const yaml::Value &heading : entry.value[u"headings"].items())
            headings.append(heading.text());
        if (entry.value[u"kind"].text() == "format"_L1)
            frameworks.m_formats.append(key);
        for (const yaml::Entry &requirement : entry.value[u"requirements"].entries()) {
            frameworks.m_titles[key].insert(requirement.key.text(), requirement.value.text());
            if (!headings.contains(requirement.key.text()))
                frameworks.m_order[key].append(requirement.key.text());
        }
        if (frameworks.m_names.value(key).isEmpty())
            return std::unexpected(yaml::errorAt(entry.key, file, u"framework '%1' has no name"_s.arg(key)));
    }
    return frameworks;
}

const Frameworks &Frameworks::builtin()
{
    static const Frameworks instance = [] {
        initRulesResources();
        auto loaded = load(u":/groundplan/catalogue/frameworks.yaml"_s);
        Q_ASSERT_X(loaded, "Frameworks", qPrintable(loaded ? QString() : loaded.error().text()));
        return loaded.value_or(Frameworks());
    }();
    return instance;
}

QString Frameworks::keyOf(const QString &framework) const
{
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        if (it.key() == framework || it->compare(framework, Qt::CaseInsensitive) == 0 ||
            m_aliases.value(it.key()).contains(framework, Qt::CaseInsensitive))
            return it.key();
    }
    return {};
}

QString Frameworks::nameOf(const QString &framework) const
{
    const QString key = keyOf(framework);
    return key.isEmpty() ? framework : m_names.value(key);
}

QString Frameworks::titleOf(const FrameworkRef &reference) const
{
    return m_titles.value(keyOf(reference.framework)).value(reference.requirement);
}

bool Frameworks::contains(const FrameworkRef &reference) const
{
    return m_titles.value(keyOf(reference.framework)).contains(reference.requirement);
}

} // namespace gp::rules
