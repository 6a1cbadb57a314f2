// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/transfers.h"

#include "core/diagram/export.h"
#include "core/exchange/import.h"
#include "views/documents/documentsource.h"
#include "views/pipeline/pipelinepage.h"
#include "views/window/centre.h"
#include "views/window/dialogs.h"
#include "views/window/documentdialog.h"
#include "views/window/messagebar.h"
#include "views/window/settings.h"

#include <QDesktopServices>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace gp::views {

Transfers::Transfers(Session &session, Centre *centre, MessageBar *messages, QWidget *parent)
    : QObject(parent)
    , m_session(session)
    , m_centre(centre)
    , m_messages(messages)
    , m_parent(parent)
{
}

Transfers::~Transfers()
{
    m_stop.request_stop();
}

bool Transfers::isRunning() const
{
    return m_importing.isRunning() || m_exporting.isRunning() || m_generating.isRunning() ||
           m_rendering.isRunning();
}

void Transfers::importSources(const QStringList &paths)
{
    if (m_importing.isRunning())
        return;
    if (m_session.store().isReadOnly()) // dropped onto the window
        return m_messages->inform(m_session.readOnlyReason());
    exchange::ImportOptions options;
    options.plateau = m_session.plateau();
    options.stop = m_stop.get_token();
    m_messages->inform(tr("Importing…"));
    using Imported = std::shared_ptr<Result<exchange::ImportResult>>;
    m_importing.run(
        this,
        [paths, options, model = m_session.model()]() -> Imported {
            return std::make_shared<Result<exchange::ImportResult>>(
                exchange::importSources(paths, options, model));
        },
        [this, paths](const Imported &imported) {
            if (!*imported)
                return m_messages->show(imported->error());
            const auto &report = (*imported)->report;
            const auto showReport = [this, text = exchange::toText(report)] {
                auto *dialog = new ReportDialog(tr("Import report"), text, m_parent);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
            };
            const auto change = (*imported)->draft.change();
            if (change.isEmpty())
                return m_messages->inform(tr("Nothing new in these %1 files.").arg(report.filesSeen),
                                          tr("Report"), showReport);
            const QString name = QFileInfo(paths.front()).fileName();
            if (!m_session.commit((*imported)->draft, tr("Import %1").arg(name)))
                return;
            m_messages->inform(
                tr("Imported %1: %2 elements and %3 relations are new, %4 files were left out.")
                    .arg(name)
                    .arg(change.elements.added.size())
                    .arg(change.relations.added.size())
                    .arg(report.skipped.size()),
                tr("Report"), showReport);
            Q_EMIT importStored();
        });
}

void Transfers::exportPicture(const QString &path)
{
    const bool isPng = path.endsWith(".png"_L1, Qt::CaseInsensitive);
    std::function<Result<QByteArray>()> render;
    if (const auto *page = m_centre->viewPage(); page && page->scene())
        render = [isPng, scene = page->wholeScene()] {
            return isPng ? diagram::renderPng(*scene, 2.0) : diagram::renderSvg(*scene);
        };
    else if (const auto *stages = m_centre->pipelinePage())
        render = [isPng, picture = stages->picture()] {
            return isPng ? diagram::renderPng(picture, 2.0) : diagram::renderSvg(picture);
        };
    if (!render)
        return;
    m_exporting.run(
        this,
        [path, render] {
            const auto bytes = render();
            if (!bytes)
                return std::optional<Error>(bytes.error());
            QSaveFile file(path);
            if (file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size() && file.commit())
                return std::optional<Error>();
            return std::optional(Error{ErrorCode::Refused,
                                       tr("The picture could not be written: %1").arg(file.errorString()),
                                       {},
                                       path,
                                       0});
        },
        [this, path](const std::optional<Error> &error) {
            if (error)
                m_messages->show(*error);
            else
                m_messages->inform(tr("The picture is in %1.").arg(QDir::toNativeSeparators(path)));
        });
}

void Transfers::showDocument(const QString &, const QString &path)
{
    using Made = std::shared_ptr<Result<QList<documents::Rendered>>>;
    m_rendering.run(
        this,
        [path, source = DocumentSource::of(m_session), plateau = m_session.plateau()]() -> Made {
            auto request = source->request(plateau);
            request.formats = {documents::Format::Markdown};
            request.paths = {path};
            return std::make_shared<Result<QList<documents::Rendered>>>(source->render(request));
        },
        [this, path](const Made &made) {
            if (!*made)
                return m_messages->show(made->error());
            const auto it = std::ranges::find(**made, path, &documents::Rendered::path);
            if (it == (*made)->end())
                return m_messages->inform(tr("There is no such document at this plateau."));
            auto *dialog = new DocumentDialog(*it, m_parent->window());
            connect(dialog, &DocumentDialog::generateWanted, this, &Transfers::generateWanted);
            dialog->open();
        });
}

void Transfers::generateDocuments(const QString &folder, const QStringList &paths)
{
    if (m_generating.isRunning())
        return;
    Settings::setDocumentFolder(m_session.store().path(), folder);
    QList<documents::Format> formats;
    for (const QString &name : Settings::documentFormats(m_session.store().path())) {
        if (const auto format = documents::formatFrom(name))
            formats.append(*format);
    }
    m_messages->inform(tr("Generating documents…"));
    using Made = std::shared_ptr<Result<documents::Report>>;
    m_generating.run(
        this,
        [folder, paths, formats, source = DocumentSource::of(m_session),
         plateau = m_session.plateau()]() -> Made {
            auto request = source->request(plateau);
            request.outDir = folder;
            request.paths = paths;
            if (!formats.isEmpty())
                request.formats = formats;
            return std::make_shared<Result<documents::Report>>(source->generate(request));
        },
        [this, folder](const Made &made) {
            if (!*made) {
                m_messages->show(made->error());
                Q_EMIT documentsGenerated();
                return;
            }
            const auto &report = **made;
            QString sentence = tr("%1 documents are in %2, %3 of them new or changed.")
                                   .arg(report.written.size() + report.unchanged.size())
                                   .arg(QDir::toNativeSeparators(folder))
                                   .arg(report.written.size());
            if (!report.warnings.isEmpty())
                sentence +=
                    u' ' + (report.warnings.size() == 1 ? tr("%1.").arg(report.warnings.first().text())
                                                        : tr("%1, and %2 more to know.")
                                                              .arg(report.warnings.first().text())
                                                              .arg(report.warnings.size() - 1));
            m_messages->inform(sentence, tr("Open the folder"),
                               [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
            Q_EMIT documentsGenerated();
        });
}

} // namespace gp::views
