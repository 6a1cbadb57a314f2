// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::layout {

namespace {

constexpr QByteArrayView frameHead = "groundplan-layout 1 ";
constexpr qint64 largestLength = 1 << 20;     // pixels
constexpr qint64 largestId = (1LL << 53) - 1; // what a JSON number holds
constexpr int largestFrame = 256 << 20;

gp::Error bad(const QString &what)
{
    return {ErrorCode::Unreadable,
            u"The layout worker and the program do not understand each other: %1"_s.arg(what),
            {},
            {},
            0};
}

/// Reads rows of integers; anything else, or a number out of range, makes the reader fail for good.
class Reader
{
public:
    explicit Reader(const QJsonObject &object)
        : m_object(object)
    {
    }

    QList<QList<qint64>> rows(const QString &name, int atLeast)
    {
        QList<QList<qint64>> result;
        const QJsonValue value = m_object.value(name);
        if (!value.isArray())
            return fail(u"no list '%1'"_s.arg(name)), result;
        for (const auto &row : value.toArray()) {
            QList<qint64> numbers;
            for (const auto &cell : row.toArray())
                numbers.append(number(cell, name));
            if (numbers.size() < atLeast)
                fail(u"a short row in '%1'"_s.arg(name));
            if (!m_fault.isEmpty())
                return {};
            result.append(numbers);
        }
        return result;
    }

    qint64 number(const QJsonValue &value, const QString &where)
    {
        const double real = value.toDouble(0.5);
        if (!(real > -9.1e15 && real < 9.1e15) || real != std::floor(real)) {
            fail(u"something that is no whole number in '%1'"_s.arg(where));
            return 0;
        }
        return static_cast<qint64>(real);
    }

    void fail(const QString &why)
    {
        if (m_fault.isEmpty())
            m_fault = why;
    }

    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    QJsonObject m_object;
    QString m_fault;
};

int toInt(qint64 value)
{
    return static_cast<int>(std::clamp<qint64>(value, -(1LL << 30), 1LL << 30));
}

gp::Result<QJsonObject> parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return std::unexpected(bad(error.errorString()));
    return document.object();
}

QJsonObject toJson(const Options &options)
{
    return {{u"direction"_s, options.direction == Direction::LeftToRight ? u"LR"_s : u"TB"_s},
            {u"nodeGap"_s, options.nodeGap},
            {u"rankGap"_s, options.rankGap},
            {u"groupGap"_s, options.groupGap},
            {u"groupPadding"_s, options.groupPadding},
            {u"groupHeader"_s, options.groupHeader},
            {u"aspectPercent"_s, qRound(options.aspect * 100)}};
}

Options optionsFrom(const QJsonObject &object, Reader &reader)
{
    Options options;
    options.direction =
        object.value(u"direction"_s) == u"TB"_s ? Direction::TopToBottom : Direction::LeftToRight;
    const auto read = [&](const QString &name, int &value) {
        if (object.contains(name))
            value = toInt(reader.number(object.value(name), name));
        if (value < 0 || value > 4096)
            reader.fail(u"'%1' out of range"_s.arg(name));
    };
    read(u"nodeGap"_s, options.nodeGap);
    read(u"rankGap"_s, options.rankGap);
    read(u"groupGap"_s, options.groupGap);
    read(u"groupPadding"_s, options.groupPadding);
    read(u"groupHeader"_s, options.groupHeader);
    int percent = qRound(options.aspect * 100);
    read(u"aspectPercent"_s, percent);
    options.aspect = std::clamp(percent, 10, 1000) / 100.0;
    return options;
}

template<typename Items>
QString findIdFault(const Items &items, QLatin1StringView what)
{
    QSet<qint64> seen;
    for (const auto &item : items) {
        if (item.id <= 0 || item.id > largestId)
            return u"%1 with the id %2, which is out of range"_s.arg(what).arg(item.id);
        if (seen.contains(item.id))
            return u"two %1s with the id %2"_s.arg(what).arg(item.id);
        seen.insert(item.id);
    }
    return {};
}

QString findGroupFault(const Request &request)
{
    QMap<qint64, qint64> parents;
    for (const Group &group : request.groups)
        parents.insert(group.id, group.parent);
    for (const Group &group : request.groups) {
        if (group.titleWidth < 0 || group.titleWidth > largestLength)
            return u"a title width of %1"_s.arg(group.titleWidth);
        qint64 up = group.parent;
        for (qsizetype steps = 0; up != 0; up = parents.value(up), ++steps) {
            if (!parents.contains(up))
                return u"group %1 inside the unknown group %2"_s.arg(group.id).arg(up);
            if (steps > request.groups.size())
                return u"group %1 inside itself"_s.arg(group.id);
        }
    }
    for (const Node &node : request.nodes) {
        if (node.group != 0 && !parents.contains(node.group))
            return u"node %1 in the unknown group %2"_s.arg(node.id).arg(node.group);
    }
    return {};
}

} // namespace

QString findFault(const Request &request)
{
    for (const QString &fault : {findIdFault(request.nodes, "node"_L1), findIdFault(request.edges, "edge"_L1),
                                 findIdFault(request.groups, "group"_L1), findGroupFault(request)}) {
        if (!fault.isEmpty())
            return fault;
    }
    QSet<qint64> nodes;
    for (const Node &node : request.nodes) {
        if (node.size.width() < 1 || node.size.height() < 1 || node.size.width() > largestLength ||
            node.size.height() > largestLength)
            return u"node %1 of %2 x %3 pixels"_s.arg(node.id).arg(node.size.width()).arg(node.size.height());
        nodes.insert(node.id);
    }
    for (const Edge &edge : request.edges) {
        if (!nodes.contains(edge.from) || !nodes.contains(edge.to))
            return u"edge %1 with an unknown end"_s.arg(edge.id);
        if (edge.weight < 0 || edge.weight > 1000)
            return u"edge %1 with the weight %2"_s.arg(edge.id).arg(edge.weight);
    }
    return {};
}

QByteArray toFrame(const QByteArray &json)
{
    return frameHead.toByteArray() + QByteArray::number(json.size()) + '\n' + json;
}

gp::Result<QByteArray> fromFrame(const QByteArray &frame)
{
    const qsizetype end = frame.indexOf('\n');
    if (end < 0 || end > 40 || !frame.startsWith(frameHead))
        return std::unexpected(bad(u"the message has no head"_s));
    bool isNumber = false;
    const int length = frame.sliced(frameHead.size(), end - frameHead.size()).toInt(&isNumber);
    if (!isNumber || length < 0 || length > largestFrame)
        return std::unexpected(bad(u"the message has no valid length"_s));
    if (frame.size() - end - 1 != length)
        return std::unexpected(
            bad(u"the message has %1 bytes in place of %2"_s.arg(frame.size() - end - 1).arg(length)));
    return frame.sliced(end + 1);
}

QByteArray encode(const Request &request)
{
    QJsonArray nodes;
    for (const Node &node : request.nodes)
        nodes.append(QJsonArray{node.id, node.size.width(), node.size.height(), node.group});
    QJsonArray edges;
    for (const Edge &edge : request.edges)
        edges.append(QJsonArray{edge.id, edge.from, edge.to, edge.weight, edge.bundle});
    QJsonArray groups;
    for (const Group &group : request.groups)
        groups.append(QJsonArray{group.id, group.parent, group.titleWidth});
    const QJsonObject object{{u"nodes"_s, nodes},
                             {u"edges"_s, edges},
                             {u"groups"_s, groups},
                             {u"options"_s, toJson(request.options)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

gp::Result<Request> decodeRequest(const QByteArray &json)
{
    const auto object = parse(json);
    if (!object)
        return std::unexpected(object.error());
    Reader reader(*object);
    Request request;
    for (const auto &row : reader.rows(u"nodes"_s, 4))
        request.nodes.append({row[0], {toInt(row[1]), toInt(row[2])}, row[3]});
    for (const auto &row : reader.rows(u"edges"_s, 5))
        request.edges.append({row[0], row[1], row[2], toInt(row[3]), toInt(row[4])});
    for (const auto &row : reader.rows(u"groups"_s, 3))
        request.groups.append({row[0], row[1], {}, toInt(row[2])});
    request.options = optionsFrom(object->value(u"options"_s).toObject(), reader);
    const QString fault = reader.fault().isEmpty() ? findFault(request) : reader.fault();
    if (!fault.isEmpty())
        return std::unexpected(bad(fault));
    return request;
}

QByteArray encode(const Arrangement &arrangement)
{
    QJsonArray positions;
    for (const auto &[id, point] : arrangement.positions.asKeyValueRange())
        positions.append(QJsonArray{id, point.x(), point.y()});
    QJsonArray routes;
    for (const auto &[id, route] : arrangement.routes.asKeyValueRange()) {
        QJsonArray row{id};
        for (const QPoint &point : route) {
            row.append(point.x());
            row.append(point.y());
        }
        routes.append(row);
    }
    QJsonArray groups;
    for (const auto &[id, rect] : arrangement.groups.asKeyValueRange())
        groups.append(QJsonArray{id, rect.x(), rect.y(), rect.width(), rect.height()});
    const QJsonArray size{QJsonArray{arrangement.size.width(), arrangement.size.height()}};
    return QJsonDocument(QJsonObject{{u"positions"_s, positions},
                                     {u"routes"_s, routes},
                                     {u"groups"_s, groups},
                                     {u"size"_s, size}})
        .toJson(QJsonDocument::Compact);
}

QByteArray encode(const gp::Error &error)
{
    return QJsonDocument(QJsonObject{{u"error"_s, error.message}, {u"detail"_s, error.detail}})
        .toJson(QJsonDocument::Compact);
}

gp::Result<Arrangement> decodeArrangement(const QByteArray &json, const Request &request)
{
    const auto object = parse(json);
    if (!object)
        return std::unexpected(object.error());
    if (object->contains(u"error"_s))
        return fail(ErrorCode::Internal, object->value(u"error"_s).toString(),
                    object->value(u"detail"_s).toString());
    Reader reader(*object);
    Arrangement arrangement;
    for (const auto &row : reader.rows(u"positions"_s, 3))
        arrangement.positions.insert(row[0], {toInt(row[1]), toInt(row[2])});
    for (const auto &row : reader.rows(u"routes"_s, 9)) {
        Route route;
        for (qsizetype i = 1; i + 1 < row.size(); i += 2)
            route.append({toInt(row[i]), toInt(row[i + 1])});
        if (route.size() % 3 != 1)
            reader.fail(u"a route of %1 points"_s.arg(route.size()));
        arrangement.routes.insert(row[0], route);
    }
    for (const auto &row : reader.rows(u"groups"_s, 5))
        arrangement.groups.insert(row[0], {toInt(row[1]), toInt(row[2]), toInt(row[3]), toInt(row[4])});
    for (const auto &row : reader.rows(u"size"_s, 2))
        arrangement.size = {toInt(row[0]), toInt(row[1])};
    for (const Node &node : request.nodes) {
        if (!arrangement.positions.contains(node.id))
            reader.fail(u"no place for node %1"_s.arg(node.id));
    }
    for (const Edge &edge : request.edges) {
        if (!arrangement.routes.contains(edge.id))
            reader.fail(u"no route for edge %1"_s.arg(edge.id));
    }
    if (!reader.fault().isEmpty())
        return std::unexpected(bad(reader.fault()));
    return arrangement;
}

} // namespace gp::layout
