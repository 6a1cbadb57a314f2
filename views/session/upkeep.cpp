// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/session/upkeep.h"

#include "views/session/words.h"

#include <QTimer>

using namespace std::chrono_literals;

namespace gp::views {

namespace {

constexpr int changesBetween = 100;
constexpr auto afterOpening = 2s; // the first picture goes first

} // namespace

Upkeep::Upkeep(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    if (session.store().isReadOnly())
        return;
    connect(&session, &Session::changed, this, [this] {
        if (++m_changes < changesBetween)
            return;
        m_changes = 0;
        look();
    });
    QTimer::singleShot(afterOpening, this, &Upkeep::look);
}

Upkeep::~Upkeep()
{
    *m_cancelled = true;
    m_work.waitForFinished();
}

void Upkeep::look()
{
    if (!m_session.store().isReadOnly() && !isRunning() && m_session.store().historySize().isOver)
        start(false);
}

void Upkeep::compactNow()
{
    if (m_session.store().isReadOnly())
        return;
    if (isRunning())
        m_isAsked = true; // what runs already is said, too
    else
        start(true);
}

void Upkeep::start(bool isAsked)
{
    m_isAsked = isAsked;
    m_work = m_latest.run(
        this,
        [path = m_session.store().path(), cancelled = m_cancelled] {
            return std::make_shared<Result<store::Compacted>>(store::compactHistory(path, cancelled.get()));
        },
        [this](const Done &done) { finish(*done); });
}

void Upkeep::finish(const Result<store::Compacted> &done)
{
    const bool isAsked = std::exchange(m_isAsked, false);
    // Not told in the background: somebody else may be at it, and the next look tries again.
    if (!done) {
        if (isAsked)
            Q_EMIT m_session.failed(done.error());
        return;
    }
    if (const auto seen = m_session.store().refresh(); !seen)
        Q_EMIT m_session.failed(seen.error());
    if (!isAsked)
        return;
    if (done->folded == 0 && done->discarded == 0)
        Q_EMIT m_session.informed(
            tr("The history is within its bound already; there was nothing to compact."));
    else
        Q_EMIT m_session.informed(
            tr("Compacted: the oldest %1 are one entry now, and %2 of the file are free for what comes.")
                .arg(editsText(done->folded), sizeText(done->bytesFreed)));
}

} // namespace gp::views
