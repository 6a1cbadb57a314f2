// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/rescue.h"

#include "views/window/mainwindow.h"
#include "views/window/messagebar.h"
#include "views/window/rescuedialogs.h"
#include "views/window/targetdialog.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

} // namespace

Rescue::Rescue(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
}

void Rescue::offer(const QString &path, const Error &error)
{
    m_window.messages()->show(error);
    m_looking.run(
        this, [path] { return store::offersFor(path); },
        [this, path, error](const QList<store::Offer> &offers) {
            // Only where the user still reads about this file.
            auto *bar = m_window.messages();
            if (!offers.isEmpty() && bar->isVisibleTo(bar->parentWidget()) && bar->text() == error.text())
                bar->show(error, actionsFor(offers, path, error));
        });
}

void Rescue::offerBackups(const QString &path, const QString &message)
{
    m_looking.run(
        this, [path] { return store::backupsOf(path); },
        [this, path, message](const QList<store::Backup> &backups) {
            auto *bar = m_window.messages();
            if (!backups.isEmpty() && bar->isVisibleTo(bar->parentWidget()) && bar->text() == message)
                bar->inform(message, tr("Show backups"), [this, path] { showBackups(path); });
        });
}

QList<MessageAction> Rescue::actionsFor(const QList<store::Offer> &offers, const QString &path,
                                        const Error &error)
{
    QList<MessageAction> actions;
    for (const auto offered : offers) {
        switch (offered) {
        case store::Offer::OpenReadOnly:
            actions.append(
                {tr("Open read-only"), [this, path, error] { openReadOnly(path, error.message); }});
            break;
        case store::Offer::Recover:
            actions.append({tr("Recover into a new file…"), [this, path] { askRecover(path); }});
            break;
        case store::Offer::ShowBackups:
            actions.append({tr("Show backups"), [this, path] { showBackups(path); }});
            break;
        }
    }
    return actions;
}

void Rescue::openReadOnly(const QString &path, const QString &reason)
{
    // Queued: what was clicked ends with the project that is open now.
    QMetaObject::invokeMethod(
        this, [this, path, reason] { m_window.openReadOnly(path, reason); }, Qt::QueuedConnection);
}

void Rescue::openLater(const QString &path)
{
    QMetaObject::invokeMethod(this, [this, path] { m_window.openProject(path); }, Qt::QueuedConnection);
}

void Rescue::askRecover(const QString &path)
{
    auto *dialog = new TargetDialog(
        tr("Recover into a new file"),
        tr("What can be read of %1 goes into a new project. %1 stays as it is.").arg(fileName(path)),
        tr("Recover"), freeNameBeside(path, tr("recovered")), &m_window);
    connect(dialog, &QDialog::accepted, this, [this, path, dialog] { recover(path, dialog->path()); });
    dialog->open();
}

void Rescue::recover(const QString &path, const QString &target)
{
    if (m_working.isRunning())
        return;
    m_window.messages()->inform(tr("Reading what can be read of %1… This may take a while; you can go on "
                                   "working meanwhile.")
                                    .arg(fileName(path)));
    using Done = std::shared_ptr<Result<store::Recovered>>;
    m_working.run(
        this,
        [path, target, options = MainWindow::storeOptions()] {
            return std::make_shared<Result<store::Recovered>>(store::recoverInto(path, target, options));
        },
        [this, path, target](const Done &done) {
            if (!*done)
                return m_window.messages()->show(done->error());
            m_window.messages()->inform(tr("%1 is recovered into %2.").arg(fileName(path), fileName(target)),
                                        tr("Open the project"), [this, target] { openLater(target); });
            auto *dialog = new RecoveredDialog(path, target, **done, &m_window);
            connect(dialog, &QDialog::accepted, this, [this, target] { openLater(target); });
            dialog->open();
        });
}

void Rescue::showBackups(const QString &path)
{
    m_looking.run(
        this, [path] { return store::backupsOf(path); },
        [this, path](const QList<store::Backup> &backups) {
            auto *dialog = new BackupsDialog(path, backups, &m_window);
            connect(dialog, &BackupsDialog::readOnlyWanted, this, [this](const QString &backup) {
                openReadOnly(backup, tr("%1 is a backup and opened for reading only.").arg(fileName(backup)));
            });
            connect(dialog, &BackupsDialog::copyWanted, this, &Rescue::askCopy);
            dialog->open();
        });
}

void Rescue::askCopy(const QString &backup)
{
    auto *dialog =
        new TargetDialog(tr("Open a backup as a copy"),
                         tr("A copy of %1 is written, and you go on working in it.").arg(fileName(backup)),
                         tr("Open the copy"), freeNameBeside(backup, tr("copy")), &m_window);
    connect(dialog, &QDialog::accepted, this, [this, backup, dialog] { copy(backup, dialog->path()); });
    dialog->open();
}

void Rescue::copy(const QString &backup, const QString &target)
{
    if (m_working.isRunning())
        return;
    m_window.messages()->inform(tr("Copying %1…").arg(fileName(backup)));
    m_working.run(
        this,
        [backup, target]() -> std::optional<Error> {
            store::Options options;
            options.readOnly = true;
            const auto source = store::Store::open(backup, options);
            if (!source)
                return source.error();
            const auto written = (*source)->saveCopy(target);
            return written ? std::nullopt : std::optional(written.error());
        },
        [this, target](const std::optional<Error> &error) {
            if (error)
                m_window.messages()->show(*error);
            else
                openLater(target);
        });
}

} // namespace gp::views
