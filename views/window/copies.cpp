// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/copies.h"

#include "views/session/words.h"
#include "views/window/mainwindow.h"
#include "views/window/messagebar.h"
#include "views/window/targetdialog.h"
#include "views/window/workspace.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

/// A snapshot's name as a part of a file's.
QString asFileName(const QString &name)
{
    QString result;
    for (const QChar c : name.simplified())
        result += c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_' ? c : QChar(u'-');
    return result.left(60);
}

} // namespace

Copies::Copies(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
}

void Copies::ask(const QString &title, const QString &text, const QString &proposed, const Write &write,
                 const std::function<void()> &afterwards)
{
    auto *dialog = new TargetDialog(title, text, tr("Open the copy"), proposed, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, write, afterwards] {
        const QString path = dialog->path();
        if (const auto written = write(path); !written)
            return m_window.messages()->show(written.error());
        // Queued: the dialog has ended when the project goes.
        QMetaObject::invokeMethod(
            this, [this, path, afterwards] { open(path, afterwards); }, Qt::QueuedConnection);
    });
    dialog->open();
}

void Copies::open(const QString &copy, const std::function<void()> &afterwards)
{
    if (!m_window.workspace())
        return;
    const QString from = m_window.workspace()->session().store().path();
    if (!m_window.openProject(copy))
        return;
    if (afterwards)
        afterwards();
    m_window.messages()->inform(
        tr("You are in %1 now. %2 stays as it is.").arg(fileName(copy), fileName(from)),
        tr("Back to %1").arg(fileName(from)), [this, from] {
            QMetaObject::invokeMethod(
                &m_window, [this, from] { m_window.openProject(from); }, Qt::QueuedConnection);
        });
}

void Copies::askCopy()
{
    if (!m_window.workspace())
        return;
    const auto &store = m_window.workspace()->session().store();
    ask(tr("Open a copy"),
        tr("A copy of %1 with its whole history is written, and you go on working in it.")
            .arg(fileName(store.path())),
        freeNameBeside(store.path(), tr("copy")),
        [&store](const QString &path) { return store.saveCopy(path); });
}

void Copies::askState(qint64 historyId)
{
    if (!m_window.workspace())
        return;
    const auto &store = m_window.workspace()->session().store();
    const auto entries = store.history();
    const auto entry = std::ranges::find(entries, historyId, &store::HistoryEntry::id);
    const QString label = entry == entries.end() ? tr("the empty project") : quoted(entry->label);
    ask(
        tr("Open a copy of this state"),
        tr("A copy of %1 is written that stands at %2, and you go on working in it.")
            .arg(fileName(store.path()), label),
        freeNameBeside(store.path(), tr("then")),
        [&store](const QString &path) { return store.saveCopy(path); },
        [this, historyId] {
            auto &session = m_window.workspace()->session();
            if (session.store().head() != historyId)
                session.goTo(historyId);
        });
}

void Copies::askSnapshot(const QString &name)
{
    if (!m_window.workspace())
        return;
    const auto &store = m_window.workspace()->session().store();
    ask(tr("Open a snapshot as a copy"),
        tr("The snapshot %1 becomes a project of its own, without history, and you go on working in it.")
            .arg(quoted(name)),
        freeNameBeside(store.path(), asFileName(name)),
        [&store, name](const QString &path) { return store.exportSnapshot(name, path); });
}

} // namespace gp::views
