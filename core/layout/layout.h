// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QPoint>
#include <QRect>
#include <QSize>
#include <QString>

#include <chrono>

/// Graph in, positions out: plain values, no Graphviz type and no window. Placing runs in a worker process
/// (groundplan-layout), see Layouter; routing edges around cards that stand already is a plain function,
/// routeAll().
namespace gp::layout {

enum class Direction { LeftToRight, TopToBottom };

/// A card. All lengths are whole scene pixels.
struct Node
{
    qint64 id = 0;
    QSize size;
    qint64 group = 0; ///< 0: in no group

    friend bool operator==(const Node &, const Node &) = default;
};

struct Edge
{
    qint64 id = 0;
    qint64 from = 0;
    qint64 to = 0;
    int weight = 1; ///< heavier edges are kept shorter and straighter
    int bundle = 0; ///< edges of one bundle that share an end may share a line there

    friend bool operator==(const Edge &, const Edge &) = default;
};

struct Group
{
    qint64 id = 0;
    qint64 parent = 0; ///< 0: at the top
    QString title;
    int titleWidth = 0; ///< as measured; the frame is at least as wide

    friend bool operator==(const Group &, const Group &) = default;
};

struct Options
{
    Direction direction = Direction::LeftToRight;
    int nodeGap = 36;      ///< between cards of one rank
    int rankGap = 96;      ///< between ranks
    int groupGap = 88;     ///< between frames
    int groupPadding = 20; ///< between a frame and what is in it
    int groupHeader = 38;  ///< the same at the top, where the title stands
    double aspect = 1.6;   ///< wanted width : height of the whole

    friend bool operator==(const Options &, const Options &) = default;
};

/// What is to be laid out. Ids are unique within their list and positive.
struct Request
{
    QList<Node> nodes;
    QList<Edge> edges;
    QList<Group> groups;
    Options options;

    friend bool operator==(const Request &, const Request &) = default;
};

/// Cubic Bézier: start, then two controls and an end per piece.
using Route = QList<QPoint>;
using Positions = QMap<qint64, QPoint>;
using Routes = QMap<qint64, Route>;

/// The answer. The top left corner of the whole is (0, 0).
struct Arrangement
{
    Positions positions; ///< top left corner of each node
    Routes routes;       ///< one for each edge
    QMap<qint64, QRect> groups;
    QSize size;
    std::chrono::milliseconds elapsed{0}; ///< measured by the caller's side; not part of the answer's bytes
};

/// The first thing wrong with a request (unknown end, doubled id, group inside itself, absurd size); empty if
/// sound.
[[nodiscard]] QString findFault(const Request &request);

/// Routes every edge of `request` whose ends have a position, around all placed cards and group titles. Pure
/// and deterministic, a few milliseconds for a hundred cards; used when a card was moved.
[[nodiscard]] Routes routeAll(const Request &request, const Positions &positions);

/// The frame of every non-empty group around its placed nodes and inner groups.
[[nodiscard]] QMap<qint64, QRect> groupFrames(const Request &request, const Positions &positions);

/// Where groundplan-layout is: GROUNDPLAN_LAYOUT_WORKER, else beside the running program, else in its libexec
/// folder.
[[nodiscard]] QString workerPath();

/// Runs layouts in worker processes, several side by side, without blocking. Lives in one thread with an
/// event loop.
class Layouter : public QObject
{
    Q_OBJECT

public:
    explicit Layouter(QObject *parent = nullptr);
    /// With a worker other than workerPath().
    explicit Layouter(QString worker, QObject *parent = nullptr);
    ~Layouter() override;

    /// Starts one layout and returns its ticket (> 0). Exactly one of finished() and failed() follows, later,
    /// from the event loop; none after cancel().
    int start(const Request &request, std::chrono::milliseconds timeout = std::chrono::seconds(60));
    /// Kills the worker of one layout; unknown and finished tickets are ignored.
    void cancel(int ticket);
    void cancelAll();
    [[nodiscard]] int running() const;

Q_SIGNALS:
    void finished(int ticket, const gp::layout::Arrangement &arrangement);
    void failed(int ticket, const gp::Error &error);

private:
    class Job;

    QString m_worker;
    QMap<int, Job *> m_jobs;
    int m_lastTicket = 0;
};

/// The same, blocking: for the command line. Needs no event loop.
[[nodiscard]] gp::Result<Arrangement> layOut(const Request &request,
                                             std::chrono::milliseconds timeout = std::chrono::seconds(60),
                                             const QString &worker = {});

} // namespace gp::layout
