// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/publishwatch.h"

#include "core/publish/pages.h"
#include "views/documents/documentsource.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int debounce = 600; // ms after the last edit

} // namespace

/// Kept while the model stays as it is: then only the project file is looked at again.
struct PublishWatch::Made
{
    int edits = 0;
    PlateauId plateau;
    QList<publish::WantedPage> pages;
    publish::Standings standings;
    std::optional<Error> error;
};

Result<QList<publish::WantedPage>> wantedPages(DocumentSource &source, PlateauId plateau)
{
    auto request = source.request(plateau);
    request.formats = {documents::Format::Confluence};
    return source.render(request).transform(
        [](const QList<documents::Rendered> &rendered) { return publish::pagesOf(rendered); });
}

QString placeOf(const publish::Target &target)
{
    publish::Site site;
    site.base = QUrl(target.site);
    return publish::placeOf(site, target.space, target.root);
}

PublishWatch::PublishWatch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(debounce);
    connect(&m_wait, &QTimer::timeout, this, &PublishWatch::work);
    connect(&session, &Session::changed, this, [this] {
        ++m_edits;
        wait();
    });
    connect(&session, &Session::plateauChanged, this, &PublishWatch::wait);
    m_reading.run(
        this,
        [path = session.store().path()] {
            return std::make_shared<Result<publish::Target>>(publish::targetOf(path));
        },
        [this](const std::shared_ptr<Result<publish::Target>> &read) {
            if (!*read || m_target.isSet())
                return; // an older file: it publishes nowhere
            m_target = **read;
            Q_EMIT targetChanged();
            look();
        });
}

void PublishWatch::setTarget(const publish::Target &target)
{
    if (target == m_target)
        return;
    if (const QString reason = m_session.readOnlyReason(); !reason.isEmpty()) {
        Q_EMIT m_session.informed(reason);
        return;
    }
    m_reading.drop();
    if (placeOf(target) != placeOf(m_target))
        m_standings = {};
    m_target = target;
    Q_EMIT targetChanged();
    m_writing.run(
        this,
        [path = m_session.store().path(), target] {
            const auto set = publish::setTarget(path, target);
            return set ? std::optional<Error>() : std::optional(set.error());
        },
        [this](const std::optional<Error> &error) {
            if (error)
                Q_EMIT m_session.failed(*error);
            look();
        });
}

void PublishWatch::addLooker(QObject *looker)
{
    if (m_lookers.contains(looker))
        return;
    m_lookers.insert(looker);
    connect(looker, &QObject::destroyed, this, &PublishWatch::removeLooker);
    if (m_isBehind)
        work();
}

void PublishWatch::removeLooker(QObject *looker)
{
    m_lookers.remove(looker);
    looker->disconnect(this);
    if (m_lookers.isEmpty())
        m_wait.stop();
}

void PublishWatch::look()
{
    m_isBehind = true;
    work();
}

void PublishWatch::wait()
{
    m_isBehind = true;
    if (isWanted())
        m_wait.start();
}

void PublishWatch::work()
{
    if (!isWanted() || m_working.isRunning())
        return; // goes on when that is done
    m_wait.stop();
    m_isBehind = false;
    m_working.run(
        this,
        [path = m_session.store().path(), place = placeOf(m_target), edits = m_edits,
         plateau = m_session.plateau(), known = m_made,
         source = DocumentSource::of(m_session)]() -> std::shared_ptr<const Made> {
            auto made = std::make_shared<Made>();
            made->edits = edits;
            made->plateau = plateau;
            if (known && known->edits == edits && known->plateau == plateau && !known->error) {
                made->pages = known->pages;
            } else if (auto pages = wantedPages(*source, plateau)) {
                made->pages = std::move(*pages);
            } else {
                made->error = pages.error();
                return made;
            }
            if (auto standings = publish::standingsOf(path, place, made->pages))
                made->standings = std::move(*standings);
            else
                made->error = standings.error();
            return made;
        },
        [this](const std::shared_ptr<const Made> &made) {
            m_made = made;
            m_standings = made->standings;
            m_error = made->error;
            if (m_isBehind)
                work();
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

} // namespace gp::views
