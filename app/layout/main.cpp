// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
//
// groundplan-layout: reads one request from stdin, writes one answer to stdout (see core/layout/wire.h), and
// ends. Exit status 0: an arrangement; 3: the request cannot be read; 5: Graphviz failed. In both of the
// latter the answer is an error that says why.
#include "core/layout/wire.h"
#include "graphviz.h"
#include "pool.h"

#include <QFile>

#ifdef __linux__
#include <csignal>
#include <sys/prctl.h>
#endif

namespace {

int answer(const QByteArray &json, int status)
{
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return 5;
    const QByteArray frame = gp::layout::toFrame(json);
    return out.write(frame) == frame.size() && out.flush() ? status : 5;
}

} // namespace

int main()
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a layout nobody waits for any more must not go on
#endif
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return 5;
    const auto request = gp::layout::fromFrame(in.readAll()).and_then(gp::layout::decodeRequest);
    if (!request)
        return answer(gp::layout::encode(request.error()), 3);
    const auto arrangement =
        gp::layout::arrange(*request, gp::layout::placeWithDot, gp::layout::placeAllWithDot);
    if (!arrangement)
        return answer(gp::layout::encode(arrangement.error()), 5);
    return answer(gp::layout::encode(*arrangement), 0);
}
