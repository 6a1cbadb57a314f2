// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/paths.h"

#include <limits>
#include <numeric>
#include <set>

namespace gp::layout {

namespace {

constexpr int separation = 9;
constexpr int cornerRoom = 12;     // a line does not meet a card at its rounded corner
constexpr int widestCentred = 170; // in wider gutters a piece stays where the search put it
constexpr int frameMargin = 6;
constexpr int far = 1 << 28;

/// Pieces that lie on one line and may stay on one. `across` is the coordinate that can be changed.
struct Unit
{
    std::set<LaneKey> keys;
    std::set<qint64> owners; ///< cards that it ends at
    int across = 0;
    int from = 0;
    int to = 0;
    int least = -far;
    int most = far;
    int wanted = 0;
    bool isPort = false;
    int port = 0; ///< the middle of the card's side; the target's where both ends are cards
    std::vector<std::pair<int, int>> ends; ///< where along, and to which side (-1, 1) the path goes on
    std::vector<std::pair<qsizetype, qsizetype>> pieces; ///< path, piece

    [[nodiscard]] bool overlaps(const Unit &other, int slack) const
    {
        return from <= other.to + slack && other.from <= to + slack;
    }
    [[nodiscard]] bool sharesKey(const Unit &other) const
    {
        return std::any_of(keys.begin(), keys.end(),
                           [&](const LaneKey &key) { return other.keys.contains(key); });
    }
};

/// One orientation at a time; `down` pieces are vertical ones, that can move in x.
class Spreader
{
public:
    Spreader(QList<Path> &paths, const Grid &grid, bool down)
        : m_paths(paths)
        , m_grid(grid)
        , m_down(down)
    {
    }

    void run()
    {
        collect();
        for (Unit &unit : m_units)
            bound(unit);
        gather();
        sortUnits();
        place();
        apply();
    }

private:
    int across(const QPoint &point) const { return m_down ? point.x() : point.y(); }
    int along(const QPoint &point) const { return m_down ? point.y() : point.x(); }

    void collect()
    {
        for (qsizetype p = 0; p < m_paths.size(); ++p) {
            const Path &path = m_paths[p];
            for (qsizetype i = 0; i + 1 < path.points.size(); ++i) {
                if (across(path.points[i]) != across(path.points[i + 1]) ||
                    path.points[i] == path.points[i + 1])
                    continue;
                add(unitOf(path, p, i));
            }
        }
    }

    Unit unitOf(const Path &path, qsizetype p, qsizetype i) const
    {
        const QPoint a = path.points[i];
        const QPoint b = path.points[i + 1];
        Unit unit;
        unit.across = across(a);
        unit.from = std::min(along(a), along(b));
        unit.to = std::max(along(a), along(b));
        unit.pieces = {{p, i}};
        unit.keys = {path.key(i)};
        const auto limitTo = [&](const QRect &card, qint64 node) {
            unit.isPort = true;
            unit.port = m_down ? card.center().x() : card.center().y();
            unit.owners.insert(node);
            unit.least = std::max(unit.least, (m_down ? card.left() : card.top()) + cornerRoom);
            unit.most = std::min(unit.most, (m_down ? card.right() : card.bottom()) - cornerRoom);
        };
        if (i == 0)
            limitTo(path.from, path.fromNode);
        else
            unit.ends.emplace_back(along(a), across(path.points[i - 1]) < unit.across ? -1 : 1);
        if (i + 2 == path.points.size()) {
            limitTo(path.to, path.toNode);
            unit.keys.insert(path.in);
        } else {
            unit.ends.emplace_back(along(b), across(path.points[i + 2]) < unit.across ? -1 : 1);
        }
        return unit;
    }

    void add(Unit unit)
    {
        for (size_t i = 0; i < m_units.size();) {
            Unit &other = m_units[i];
            if (other.across != unit.across || !other.overlaps(unit, 0) || !other.sharesKey(unit)) {
                ++i;
                continue;
            }
            unit.from = std::min(unit.from, other.from);
            unit.to = std::max(unit.to, other.to);
            unit.least = std::max(unit.least, other.least);
            unit.most = std::min(unit.most, other.most);
            unit.port = unit.isPort ? unit.port : other.port;
            unit.isPort |= other.isPort;
            unit.keys.merge(other.keys);
            unit.owners.merge(other.owners);
            unit.ends.insert(unit.ends.end(), other.ends.begin(), other.ends.end());
            unit.pieces.insert(unit.pieces.end(), other.pieces.begin(), other.pieces.end());
            m_units.erase(m_units.begin() + static_cast<std::ptrdiff_t>(i));
        }
        m_units.push_back(std::move(unit));
    }

    void bound(Unit &unit) const
    {

        for (const Obstacle &obstacle : m_grid.obstacles().all()) {
            if (unit.owners.contains(obstacle.owner))
                continue;
            const QRect &rect = obstacle.rect;
            const int margin = obstacle.owner ? clearance : 2;
            const int first = (m_down ? rect.top() : rect.left()) - margin;
            const int last = (m_down ? rect.bottom() : rect.right()) + margin;
            if (last < unit.from || first > unit.to)
                continue;
            const int low = (m_down ? rect.left() : rect.top()) - margin;
            const int high = (m_down ? rect.right() : rect.bottom()) + margin;
            if (low >= unit.across)
                unit.most = std::min(unit.most, low);
            else if (high <= unit.across)
                unit.least = std::max(unit.least, high);
        }
        for (const QRect &frame : m_grid.frames())
            keepOff(unit, frame);
        if (unit.least > unit.most)
            unit.least = unit.most = unit.across;
        if (unit.isPort)
            unit.wanted = std::clamp(unit.port, unit.least, unit.most);
        else if (unit.most - unit.least <= widestCentred)
            unit.wanted = (unit.least + unit.most) / 2;
        else
            unit.wanted = std::clamp(unit.across, unit.least, unit.most);
    }

    /// Lines that may lie on one do so where only a few pixels part them.
    void gather()
    {
        constexpr int near = 16;
        for (Unit &unit : m_units) {
            if (unit.isPort)
                continue;
            for (const Unit &port : m_units) {
                if (port.isPort && port.overlaps(unit, 2) && std::abs(port.wanted - unit.wanted) <= near &&
                    port.wanted >= unit.least && port.wanted <= unit.most && port.sharesKey(unit))
                    unit.wanted = port.wanted;
            }
        }
    }

    /// A line on a frame's line could not be told from it.
    void keepOff(Unit &unit, const QRect &frame) const
    {
        if ((m_down ? frame.bottom() : frame.right()) < unit.from ||
            (m_down ? frame.top() : frame.left()) > unit.to)
            return;
        for (int line : {m_down ? frame.left() : frame.top(), m_down ? frame.right() : frame.bottom()}) {
            if (line > unit.across)
                unit.most = std::min(unit.most, line - frameMargin);
            else
                unit.least = std::max(unit.least, line + frameMargin);
        }
    }

    /// How often two units cross when `left` lies before `right`.
    static int crossings(const Unit &left, const Unit &right)
    {
        int count = 0;
        for (const auto &[where, side] : right.ends)
            count += side < 0 && where > left.from && where < left.to;
        for (const auto &[where, side] : left.ends)
            count += side > 0 && where > right.from && where < right.to;
        return count;
    }

    void sortUnits()
    {
        const size_t count = m_units.size();
        std::vector<int> score(count);
        for (size_t i = 0; i < count; ++i) {
            for (size_t j = i + 1; j < count; ++j) {
                if (std::abs(m_units[i].wanted - m_units[j].wanted) > 2 ||
                    !m_units[i].overlaps(m_units[j], separation))
                    continue;
                const int better = crossings(m_units[i], m_units[j]) - crossings(m_units[j], m_units[i]);
                score[i] += better;
                score[j] -= better;
            }
        }
        std::vector<size_t> order(count);
        std::iota(order.begin(), order.end(), size_t(0));
        std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
            const Unit &p = m_units[a];
            const Unit &q = m_units[b];
            return std::tuple(p.wanted, score[a], p.from, p.pieces) <
                   std::tuple(q.wanted, score[b], q.from, q.pieces);
        });
        std::vector<Unit> sorted;
        sorted.reserve(count);
        for (size_t i : order)
            sorted.push_back(std::move(m_units[i]));
        m_units = std::move(sorted);
        m_before.resize(count);
        for (size_t i = 0; i < count; ++i)
            for (size_t j = 0; j < i; ++j)
                if (m_units[j].overlaps(m_units[i], separation - 2) && !m_units[j].sharesKey(m_units[i]))
                    m_before[i].push_back(j);
    }

    /// Pushes apart from the low side on, then moves each heap that came of it back to where it is wanted.
    void place()
    {
        const size_t count = m_units.size();
        std::vector<int> wanted(count);
        for (size_t i = 0; i < count; ++i)
            wanted[i] = m_units[i].wanted;
        for (int round = 0; round < 4; ++round) {
            std::vector<size_t> heap(count);
            for (size_t i = 0; i < count; ++i) {
                heap[i] = i;
                int at = wanted[i];
                for (size_t j : m_before[i]) {
                    if (m_units[j].across + separation > at) {
                        at = m_units[j].across + separation;
                        heap[i] = heap[j];
                    }
                }
                m_units[i].across = at;
            }
            std::vector<int> sum(count);
            std::vector<int> members(count);
            for (size_t i = 0; i < count; ++i) {
                sum[heap[i]] += m_units[i].across - m_units[i].wanted;
                ++members[heap[i]];
            }
            for (size_t i = 0; i < count; ++i)
                wanted[i] = m_units[i].across - sum[heap[i]] / members[heap[i]];
        }
        for (size_t i = 0; i < count; ++i)
            m_units[i].across = wanted[i];
        keepInside();
    }

    void keepInside()
    {
        for (size_t i = m_units.size(); i-- > 0;)
            m_units[i].across = std::min(m_units[i].across, m_units[i].most);
        for (size_t i = m_units.size(); i-- > 0;) {
            for (size_t j : m_before[i])
                m_units[j].across = std::min(m_units[j].across, m_units[i].across - separation);
        }
        for (size_t i = 0; i < m_units.size(); ++i) {
            int at = std::max(m_units[i].across, m_units[i].least);
            for (size_t j : m_before[i])
                at = std::max(at, m_units[j].across + separation);
            m_units[i].across = std::min(at, m_units[i].most);
        }
    }

    void apply()
    {
        for (const Unit &unit : m_units) {
            for (const auto &[p, i] : unit.pieces) {
                for (qsizetype end : {i, i + 1}) {
                    QPoint &point = m_paths[p].points[end];
                    if (m_down)
                        point.setX(unit.across);
                    else
                        point.setY(unit.across);
                }
            }
        }
    }

    QList<Path> &m_paths;
    const Grid &m_grid;
    bool m_down;
    std::vector<Unit> m_units;
    std::vector<std::vector<size_t>> m_before;
};

/// A small step between two ports that face each other becomes a straight line.
void straighten(Path &path)
{
    if (path.points.size() != 4 || path.enters != opposite(path.leaves))
        return;
    const bool across = isHorizontal(path.leaves);
    const int least =
        (across ? std::max(path.from.top(), path.to.top()) : std::max(path.from.left(), path.to.left())) +
        cornerRoom;
    const int most = (across ? std::min(path.from.bottom(), path.to.bottom())
                             : std::min(path.from.right(), path.to.right())) -
                     cornerRoom;
    const int step =
        across ? path.points[3].y() - path.points[0].y() : path.points[3].x() - path.points[0].x();
    if (least > most || std::abs(step) > 20)
        return;
    const int middle = across ? (path.points[0].y() + path.points[3].y()) / 2
                              : (path.points[0].x() + path.points[3].x()) / 2;
    const int at = std::clamp(middle, least, most);
    path.points = across ? QList<QPoint>{{path.points[0].x(), at}, {path.points[3].x(), at}}
                         : QList<QPoint>{{at, path.points[0].y()}, {at, path.points[3].y()}};
}

} // namespace

void spread(QList<Path> &paths, const Grid &grid)
{
    for (Path &path : paths)
        straighten(path);
    // Every lane is compared with every other; in pictures of that many edges nobody follows a single one.
    constexpr qsizetype mostPaths = 1500;
    if (paths.size() > mostPaths)
        return;
    Spreader(paths, grid, true).run();
    Spreader(paths, grid, false).run();
}

} // namespace gp::layout
