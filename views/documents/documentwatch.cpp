// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/documentwatch.h"

#include "core/documents/template_store.h"
#include "views/documents/documentsource.h"
#include "views/window/settings.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int editPause = 600; // ms after the last edit

documents::FolderState neverGenerated(const Model &model, PlateauId plateau)
{
    documents::FolderState state;
    for (const auto &listed : documents::listDocuments(model, plateau))
        state.documents.append(
            {listed.kind, listed.path, listed.title, documents::Freshness::Missing, {}, {}, false});
    return state;
}

} // namespace

/// What would be generated, kept while neither the model nor a template changes: then only files are
/// compared.
struct DocumentWatch::Made
{
    QString stamp;
    QList<documents::Rendered> documents;
    documents::FolderState state;
    std::optional<Error> error;
};

DocumentWatch::DocumentWatch(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(editPause);
    connect(&m_wait, &QTimer::timeout, this, &DocumentWatch::work);
    connect(&session, &Session::changed, this, [this] {
        ++m_edits;
        wait();
    });
    connect(&session, &Session::plateauChanged, this, &DocumentWatch::wait);
}

DocumentWatch::~DocumentWatch() = default;

QString DocumentWatch::folder() const
{
    return Settings::documentFolder(m_session.store().path());
}

void DocumentWatch::setFolder(const QString &folder)
{
    Settings::setDocumentFolder(m_session.store().path(), folder);
    look();
}

QList<documents::Format> DocumentWatch::formats() const
{
    QList<documents::Format> formats;
    for (const QString &name : Settings::documentFormats(m_session.store().path())) {
        if (const auto format = documents::formatFrom(name))
            formats.append(*format);
    }
    return formats.isEmpty() ? documents::Request().formats : formats;
}

void DocumentWatch::setFormats(const QList<documents::Format> &formats)
{
    QStringList names;
    for (const auto &info : documents::allFormats()) {
        if (formats.contains(info.format))
            names.append(info.name);
    }
    Settings::setDocumentFormats(m_session.store().path(), names);
}

void DocumentWatch::setActive(bool isActive)
{
    m_isActive = isActive;
    if (!isActive)
        m_wait.stop();
    else
        look();
}

void DocumentWatch::look()
{
    m_isBehind = true;
    if (m_isActive && !m_working.isRunning())
        work();
}

void DocumentWatch::wait()
{
    m_isBehind = true;
    if (m_isActive)
        m_wait.start();
}

QString DocumentWatch::stamp() const
{
    QString stamp = u"%1 %2"_s.arg(m_edits).arg(m_session.plateau().value());
    for (const QString &folder : documents::templateFolders(m_session.store().path()).inOrder()) {
        for (const auto &info : documents::templates({folder, {}})) {
            const QFileInfo file(info.path);
            if (info.origin != documents::Origin::BuiltIn)
                stamp += u"\n%1 %2 %3"_s.arg(info.path)
                             .arg(file.size())
                             .arg(file.lastModified().toMSecsSinceEpoch());
        }
    }
    return stamp;
}

void DocumentWatch::work()
{
    if (m_working.isRunning())
        return; // goes on when that is done
    m_wait.stop();
    m_isBehind = false;
    const QString where = folder();
    if (where.isEmpty()) {
        m_state = neverGenerated(m_session.model(), m_session.plateau());
        m_error.reset();
        Q_EMIT changed();
        return;
    }
    m_working.run(
        this,
        [where, now = stamp(), known = m_made, source = DocumentSource::of(m_session),
         plateau = m_session.plateau()]() -> std::shared_ptr<const Made> {
            auto made = std::make_shared<Made>();
            made->stamp = now;
            if (known && known->stamp == now && !known->error)
                made->documents = known->documents;
            else if (auto rendered = source->render(source->request(plateau))) {
                made->documents = std::move(*rendered);
                for (auto &document : made->documents)
                    document.pictures.clear(); // only texts are compared
            } else {
                made->error = rendered.error();
                return made;
            }
            if (auto state = documents::compareWithFolder(made->documents, where))
                made->state = std::move(*state);
            else
                made->error = state.error();
            return made;
        },
        [this](const std::shared_ptr<const Made> &made) {
            m_made = made;
            m_state = made->state;
            m_error = made->error;
            if (m_isBehind && m_isActive)
                work();
            Q_EMIT changed();
            Q_EMIT runningChanged();
        });
    Q_EMIT runningChanged();
}

} // namespace gp::views
