// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/tree/modeltree.h"

#include <QCollator>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

class TreeMaker
{
public:
    explicit TreeMaker(const Session &session)
        : m_session(session)
    {
        const auto take = [this](const PlateauModel &state) {
            for (const auto &element : state.elements())
                m_elements.insert(element.id, m_elements.value(element.id, element));
            for (const auto &relation : state.relations()) {
                if (relation.kind == "partOf"_L1)
                    m_parents[relation.source].append(relation.target);
            }
        };
        take(session.state());
        if (session.isComparing())
            take(session.stateFrom());
        m_collator.setNumericMode(true);
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    }

    QList<TreeNode> make()
    {
        QList<TreeNode> sections = domains();
        for (const auto &kind : m_session.metamodel().kinds()) {
            if (kind.name != "group"_L1)
                addKind(sections, kind.name, kind.plural);
        }
        addKind(sections, u"group"_s, QObject::tr("Groups"));
        QStringList known;
        for (const auto &kind : m_session.metamodel().kinds())
            known.append(kind.name);
        for (const auto &element : std::as_const(m_elements)) {
            if (!known.contains(element.kind)) {
                known.append(element.kind);
                addKind(sections, element.kind, element.kind);
            }
        }
        for (const auto &kind : m_session.metamodel().recordKinds()) {
            static const QStringList shown = {u"decision"_s, u"workPackage"_s, u"waiver"_s, u"risk"_s,
                                              u"kpi"_s};
            if (shown.contains(kind.name))
                addRecords(sections, kind.name, kind.plural);
        }
        return sections;
    }

private:
    TreeNode nodeOf(const ElementState &element) const
    {
        TreeNode node;
        node.text = element.name();
        node.kind = element.kind;
        node.target = element.id;
        if (m_session.isComparing())
            node.state = m_session.gap().stateOf(element.id);
        return node;
    }

    void sort(QList<TreeNode> &nodes) const
    {
        // Keys, not comparisons: there can be ten thousand rows.
        QList<std::pair<QCollatorSortKey, qsizetype>> order;
        order.reserve(nodes.size());
        for (qsizetype i = 0; i < nodes.size(); ++i)
            order.append({m_collator.sortKey(nodes[i].text), i});
        std::ranges::stable_sort(order,
                                 [](const auto &x, const auto &y) { return x.first.compare(y.first) < 0; });
        QList<TreeNode> sorted;
        sorted.reserve(nodes.size());
        for (const auto &[key, index] : std::as_const(order))
            sorted.append(std::move(nodes[index]));
        nodes = std::move(sorted);
    }

    /// Pipelines, environments and stages of delivery have an order of their own that names do not.
    void sortEnvironments(QList<TreeNode> &nodes) const
    {
        static const QStringList order = {u"dev"_s, u"test"_s, u"preview"_s, u"stage"_s, u"prod"_s};
        const auto rank = [this](const TreeNode &node) {
            const auto type =
                m_elements.value(std::get<ElementId>(node.target)).properties.value("type"_L1).toString();
            const auto at = order.indexOf(type);
            return at < 0 ? order.size() : at;
        };
        std::ranges::stable_sort(nodes, {}, rank);
    }

    QList<TreeNode> domains()
    {
        QList<TreeNode> sections;
        for (const auto &element : std::as_const(m_elements)) {
            if (element.kind != "group"_L1 || element.properties.value("type"_L1).toString() != "domain"_L1)
                continue;
            TreeNode section;
            section.text = element.name();
            section.target = element.id;
            for (const auto &member : std::as_const(m_elements)) {
                if (member.kind == "service"_L1 && m_parents.value(member.id).contains(element.id)) {
                    section.children.append(nodeOf(member));
                    m_placed.insert(member.id);
                }
            }
            m_placed.insert(element.id);
            sort(section.children);
            sections.append(section);
        }
        sort(sections);
        return sections;
    }

    void addKind(QList<TreeNode> &sections, const QString &kind, const QString &title)
    {
        TreeNode section;
        section.text = title;
        for (const auto &element : std::as_const(m_elements)) {
            if (element.kind == kind && !m_placed.contains(element.id))
                section.children.append(nodeOf(element));
        }
        if (section.children.isEmpty())
            return;
        sort(section.children);
        if (kind == "environment"_L1)
            sortEnvironments(section.children);
        sections.append(section);
    }

    void addRecords(QList<TreeNode> &sections, const QString &kind, const QString &title) const
    {
        TreeNode section;
        section.text = title;
        for (const auto &record : m_session.model().recordsOfKind(kind)) {
            TreeNode node;
            node.text = titleOf(record);
            node.kind = kind;
            node.note = record.properties.value("status"_L1).toString();
            node.target = record.id;
            section.children.append(node);
        }
        if (section.children.isEmpty())
            return;
        sort(section.children);
        sections.append(section);
    }

    const Session &m_session;
    QMap<ElementId, ElementState> m_elements;
    QHash<ElementId, QList<ElementId>> m_parents;
    QSet<ElementId> m_placed;
    QCollator m_collator;
};

} // namespace

QList<TreeNode> treeOf(const Session &session)
{
    return TreeMaker(session).make();
}

} // namespace gp::views
