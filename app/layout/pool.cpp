// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "pool.h"
#include "graphviz.h"

#ifdef __linux__
#include <csignal>
#include <numeric>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#endif

namespace gp::layout {

namespace {

using Answer = gp::Result<QList<QPointF>>;

Answer missing()
{
    return fail(ErrorCode::Internal, QStringLiteral("Graphviz could not place this view."));
}

#ifdef __linux__

/// Whose share is what: the largest graphs first, each to whom has the least.
QList<QList<qsizetype>> shares(const QList<FlatGraph> &graphs, qsizetype count)
{
    const auto work = [&](qsizetype i) { return graphs[i].nodes.size() + graphs[i].edges.size(); };
    QList<qsizetype> order(graphs.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return work(a) > work(b); });
    QList<QList<qsizetype>> result(count);
    QList<qsizetype> load(count);
    for (qsizetype i : order) {
        const qsizetype least = std::min_element(load.begin(), load.end()) - load.begin();
        result[least].append(i);
        load[least] += work(i);
    }
    return result;
}

bool writeAll(int file, const void *data, size_t size)
{
    const char *at = static_cast<const char *>(data);
    while (size > 0) {
        const ssize_t written = ::write(file, at, size);
        if (written <= 0)
            return false;
        at += written;
        size -= static_cast<size_t>(written);
    }
    return true;
}

bool readAll(int file, void *data, size_t size)
{
    char *at = static_cast<char *>(data);
    while (size > 0) {
        const ssize_t got = ::read(file, at, size);
        if (got <= 0)
            return false;
        at += got;
        size -= static_cast<size_t>(got);
    }
    return true;
}

/// A process that places a share of the graphs and writes the centres, graph by graph, into a pipe.
class Child
{
public:
    Child(const QList<FlatGraph> &graphs, QList<qsizetype> share)
        : m_share(std::move(share))
    {
        int ends[2];
        if (::pipe(ends) != 0)
            return;
        m_process = ::fork();
        if (m_process == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            ::close(ends[0]);
            run(graphs, ends[1]);
        }
        ::close(ends[1]);
        m_pipe = ends[0];
    }
    Q_DISABLE_COPY_MOVE(Child)
    ~Child()
    {
        if (m_pipe >= 0)
            ::close(m_pipe);
        if (m_process > 0)
            ::waitpid(m_process, nullptr, 0);
    }

    void collect(const QList<FlatGraph> &graphs, QList<Answer> &answers) const
    {
        for (qsizetype i : m_share) {
            QList<QPointF> centres(graphs[i].nodes.size());
            if (m_process <= 0 ||
                !readAll(m_pipe, centres.data(), static_cast<size_t>(centres.size()) * sizeof(QPointF)))
                return;
            answers[i] = std::move(centres);
        }
    }

private:
    [[noreturn]] void run(const QList<FlatGraph> &graphs, int out) const
    {
        for (qsizetype i : m_share) {
            const Answer answer = placeWithDot(graphs[i]);
            if (!answer ||
                !writeAll(out, answer->constData(), static_cast<size_t>(answer->size()) * sizeof(QPointF)))
                break;
        }
        ::_exit(0); // nothing of the parent's is to be flushed or destroyed
    }

    QList<qsizetype> m_share;
    pid_t m_process = -1;
    int m_pipe = -1;
};

#endif

} // namespace

QList<gp::Result<QList<QPointF>>> placeAllWithDot(const QList<FlatGraph> &graphs)
{
    QList<Answer> answers(graphs.size(), missing());
#ifdef __linux__
    constexpr qsizetype mostProcesses = 8;
    const auto processors = std::max<qsizetype>(1, std::thread::hardware_concurrency());
    const QList<QList<qsizetype>> parts =
        shares(graphs, std::max<qsizetype>(1, std::min({graphs.size(), processors, mostProcesses})));
    std::vector<std::unique_ptr<Child>> children;
    for (const QList<qsizetype> &part : parts.mid(1))
        children.push_back(std::make_unique<Child>(graphs, part));
    for (qsizetype i : parts.first())
        answers[i] = placeWithDot(graphs[i]);
    for (const auto &child : children)
        child->collect(graphs, answers);
#else
    for (qsizetype i = 0; i < graphs.size(); ++i)
        answers[i] = placeWithDot(graphs[i]);
#endif
    return answers;
}

} // namespace gp::layout
