// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "child.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gp::torture {

namespace {

constexpr int pipeSize = 1024 * 1024; ///< all of a script and all of its answers fit
constexpr std::chrono::minutes patience{5};

[[noreturn]] void giveUp(const char *what)
{
    std::perror(what);
    std::exit(2);
}

struct Pipe
{
    std::array<int, 2> ends{-1, -1};

    Pipe()
    {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            giveUp("pipe");
        (void)::fcntl(ends[1], F_SETPIPE_SZ, pipeSize);
    }
    [[nodiscard]] int read() const { return ends[0]; }
    [[nodiscard]] int write() const { return ends[1]; }
};

void drain(int file, QByteArray &into)
{
    std::array<char, 16384> buffer{};
    for (;;) {
        const ssize_t count = ::read(file, buffer.data(), buffer.size());
        if (count <= 0)
            return;
        into.append(buffer.data(), count);
    }
}

} // namespace

Child::Child(const QStringList &arguments, const QByteArray &input)
{
    std::vector<QByteArray> words{QByteArray(GROUNDPLAN_BIN_DIR "/groundplan-cli")};
    for (const QString &argument : arguments)
        words.push_back(argument.toUtf8());
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    const Pipe in;
    const Pipe out;
    const Pipe err;
    m_start = Clock::now();
    m_process = ::fork();
    if (m_process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(in.read(), STDIN_FILENO);
        ::dup2(out.write(), STDOUT_FILENO);
        ::dup2(err.write(), STDERR_FILENO);
        ::execv(argv.front(), argv.data());
        ::_exit(127);
    }
    if (m_process < 0)
        giveUp("fork");
    m_handle = static_cast<int>(::syscall(SYS_pidfd_open, m_process, 0));
    if (m_handle < 0)
        giveUp("pidfd_open");
    ::close(in.read());
    ::close(out.write());
    ::close(err.write());
    m_out = out.read();
    m_err = err.read();
    ::fcntl(m_out, F_SETFL, O_NONBLOCK);
    ::fcntl(m_err, F_SETFL, O_NONBLOCK);
    ::fcntl(in.write(), F_SETFL, O_NONBLOCK);
    if (::write(in.write(), input.constData(), static_cast<size_t>(input.size())) != input.size())
        giveUp("writing the script");
    ::close(in.write());
}

Child::~Child()
{
    if (m_process > 0)
        (void)finish(KillPlan{});
}

qsizetype Child::answered()
{
    drain(m_out, m_ended.out);
    return m_ended.out.count('\n');
}

Ended Child::finish(const std::optional<KillPlan> &plan)
{
    Ended ended = std::exchange(m_ended, {});
    std::optional<Clock::time_point> deadline;
    if (plan && plan->afterLines == 0)
        deadline = m_start + plan->delay;
    const Clock::time_point last = Clock::now() + patience;
    bool isKilled = false;
    for (bool isOver = false; !isOver;) {
        const auto left = deadline.value_or(last) - Clock::now();
        const auto nanoseconds =
            std::max<qint64>(std::chrono::duration_cast<std::chrono::nanoseconds>(left).count(), 0);
        const timespec timeout{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
        std::array<pollfd, 3> files{{{m_out, POLLIN, 0}, {m_err, POLLIN, 0}, {m_handle, POLLIN, 0}}};
        (void)::ppoll(files.data(), files.size(), &timeout, nullptr);
        drain(m_out, ended.out);
        drain(m_err, ended.err);
        isOver = (files[2].revents & POLLIN) != 0;
        if (plan && !deadline && ended.out.count('\n') + ended.err.count('\n') >= plan->afterLines)
            deadline = Clock::now() + plan->delay;
        if (!isOver && Clock::now() >= deadline.value_or(last)) {
            ended.hung = !deadline;
            ::kill(m_process, SIGKILL);
            isKilled = true;
            isOver = true;
        }
    }
    int status = 0;
    ::waitpid(m_process, &status, 0);
    ended.took = std::chrono::duration_cast<Microseconds>(Clock::now() - m_start);
    drain(m_out, ended.out);
    drain(m_err, ended.err);
    ::close(m_out);
    ::close(m_err);
    ::close(m_handle);
    m_process = -1;
    ended.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ended.wasKilled = isKilled && ended.signal == SIGKILL;
    return ended;
}

} // namespace gp::torture
