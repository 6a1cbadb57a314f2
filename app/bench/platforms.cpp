// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "platforms.h"

#include <QSet>

#include <random>

using namespace Qt::StringLiterals;

namespace gp::platforms {

namespace {

class Maker
{
public:
    explicit Maker(const Recipe &recipe)
        : m_recipe(recipe)
        , m_chance(recipe.seed)
    {
    }

    layout::Request run()
    {
        addDomains();
        const QList<qint64> environments = addNodes(addGroup(u"Environments"_s), 4, 200);
        const QList<qint64> controls = addNodes(addGroup(u"Controls"_s), 6 + m_recipe.services / 60, 188);
        for (int i = 0; i < 3; ++i)
            addEdge(environments[i], environments[i + 1], 4);
        for (qsizetype i = 0; i < m_services.size(); ++i) {
            dependOn(i);
            addEdge(m_services[i], m_pipelines[i], 1);
            // Most get as far as production.
            addEdge(m_pipelines[i], environments[roll(10) < 7 ? 3 : roll(3)], 3);
            if (roll(2) == 0)
                addEdge(controls[roll(controls.size())], m_pipelines[i], 5);
        }
        if (m_recipe.hasTeams) {
            const QList<qint64> teams = addNodes(addGroup(u"Teams"_s), 1 + m_recipe.services / 12, 188);
            for (qsizetype i = 0; i < m_services.size(); ++i)
                addEdge(m_services[i], teams[i / 12], 6);
        }
        return m_request;
    }

private:
    /// The generator's own bytes: what the standard's distributions make of them differs between libraries.
    qsizetype roll(qsizetype sides)
    {
        return static_cast<qsizetype>(m_chance() % static_cast<quint32>(sides));
    }

    /// Ids look like those of the model: large and in no order.
    static qint64 scatter(qint64 number)
    {
        return (number * 2654435761LL * 97 + 12345) % ((1LL << 52) - 1) + 1;
    }

    qint64 addGroup(const QString &title, qint64 parent = 0)
    {
        m_request.groups.append(
            {m_request.groups.size() + 1, parent, title, 40 + 7 * static_cast<int>(title.size())});
        return m_request.groups.last().id;
    }

    QList<qint64> addNodes(qint64 group, qsizetype count, int width)
    {
        QList<qint64> ids;
        const int height = roll(2) == 0 ? 64 : 84;
        for (qsizetype i = 0; i < count; ++i) {
            ids.append(scatter(++m_lastNode));
            m_request.nodes.append({ids.last(), {width, height}, group});
        }
        return ids;
    }

    void addEdge(qint64 from, qint64 to, int bundle)
    {
        m_request.edges.append({scatter(1'000'000 + m_request.edges.size()), from, to, 1, bundle});
    }

    void addDomains()
    {
        while (m_services.size() < m_recipe.services) {
            const qsizetype left = m_recipe.services - m_services.size();
            const qsizetype count = left < 80 ? (left > 50 ? left / 2 : left) : 20 + roll(41);
            const qint64 group = addGroup(u"Domain %1"_s.arg(m_domains.size() + 1));
            const int width = 180 + 12 * static_cast<int>(roll(5));
            m_domains.append({m_services.size(), count});
            m_services += addNodes(group, count, width);
            const qint64 inner = m_recipe.hasInnerGroups ? addGroup(u"Pipelines"_s, group) : group;
            m_pipelines += addNodes(inner, count, width);
        }
    }

    void dependOn(qsizetype service)
    {
        const auto domain = std::ranges::find_if(
            m_domains, [&](const auto &range) { return service < range.first + range.second; });
        QSet<qsizetype> seen{service};
        for (qsizetype i = 2 + roll(3); i > 0; --i) {
            const bool isInside = roll(3) < 2;
            const qsizetype first = isInside ? domain->first : 0;
            const qsizetype count = isInside ? domain->second : m_services.size();
            // The lower of two throws: a few are used by many.
            const qsizetype other = first + std::min(roll(count), roll(count));
            if (seen.contains(other))
                continue;
            seen.insert(other);
            addEdge(m_services[service], m_services[other], 2);
        }
    }

    const Recipe &m_recipe;
    std::mt19937 m_chance;
    layout::Request m_request;
    QList<qint64> m_services;
    QList<qint64> m_pipelines;
    QList<std::pair<qsizetype, qsizetype>> m_domains; ///< first service, how many
    qint64 m_lastNode = 0;
};

} // namespace

layout::Request make(const Recipe &recipe)
{
    return Maker(recipe).run();
}

} // namespace gp::platforms
