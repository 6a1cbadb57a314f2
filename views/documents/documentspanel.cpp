// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/documentspanel.h"

#include "views/publish/publishwatch.h"
#include "views/publish/publishwords.h"
#include "views/style/appearance.h"
#include "views/style/dialog.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QAction>
#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableWidget>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gp::views {

using documents::DocumentState;
using documents::Freshness;

namespace {

enum Column { Document, Kind, State, Changes, Page };

/// A sign and a word, so that colour is never alone.
QString stateText(Freshness state)
{
    switch (state) {
    case Freshness::Fresh:
        return DocumentsPanel::tr("✓ up to date");
    case Freshness::Stale:
        return DocumentsPanel::tr("~ out of date");
    case Freshness::Missing:
        return DocumentsPanel::tr("○ not generated");
    case Freshness::Edited:
        return DocumentsPanel::tr("▲ edited by hand");
    case Freshness::Leftover:
        return DocumentsPanel::tr("− left over");
    }
    return {};
}

QColor stateColor(Freshness state)
{
    const auto &theme = currentTheme();
    switch (state) {
    case Freshness::Fresh:
        return theme.added;
    case Freshness::Stale:
        return theme.changed;
    case Freshness::Missing:
        return theme.muted;
    case Freshness::Edited:
    case Freshness::Leftover:
        return theme.removed;
    }
    return theme.text;
}

QString kindTitle(const DocumentState &document)
{
    const auto *kind = documents::documentKind(document.kind);
    return kind                                    ? kind->title
           : document.state == Freshness::Leftover ? DocumentsPanel::tr("of what is gone")
                                                   : DocumentsPanel::tr("Index page");
}

} // namespace

DocumentsPanel::DocumentsPanel(Session &session, QAction *templates, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_watch(new DocumentWatch(session, this))
    , m_table(new QTableWidget(this))
    , m_filter(new QLineEdit(this))
    , m_summary(textLabel({}, u"muted"_s, this))
    , m_folder(new Link({}, this))
{
    makeRows(m_table, tr("Documents"),
             {tr("Document"), tr("Kind"), tr("State"), tr("What changed"), tr("Confluence")});
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setSectionResizeMode(Document, QHeaderView::Interactive);
    m_table->horizontalHeader()->setSectionResizeMode(Changes, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(Document, 260);
    m_table->horizontalHeader()->moveSection(Page, Changes); // beside the state of the file
    m_table->setColumnHidden(Page, true);                    // until the project publishes somewhere
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->installEventFilter(this);
    m_filter->setPlaceholderText(tr("Filter documents"));
    m_filter->setAccessibleName(tr("Filter documents"));
    m_filter->setToolTip(tr("Show only what contains this text; \"out of date\" works as well"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(200);
    m_summary->setWordWrap(false);
    m_folder->setAccessibleName(tr("Folder of the documents"));

    addButton(u"prune"_s, tr("Remove left over…"),
              tr("Files of documents that are not made any more, but for those somebody edited"),
              [this] { prune(); });
    addButton(u"templates"_s, tr("Templates…"), templates->toolTip(), [templates] { templates->trigger(); });
    addButton(u"show"_s, tr("Show in folder"), tr("Open the folder with the files of the document"),
              [this] { showInFolder(); });
    addButton(u"selected"_s, tr("Generate selected"), tr("Write the documents that are selected"),
              [this] { generate(true); });
    addButton(u"site"_s, tr("Look at the site"),
              tr("Compare all documents with their pages in Confluence; writes nothing"),
              [this] { Q_EMIT siteWanted(); });
    addButton(u"publishSelected"_s, tr("Publish selected…"),
              tr("Shows what would be done with the pages of these documents"),
              [this] { publishSelected(); });
    addButton(u"publish"_s, tr("Publish all…"),
              tr("Shows what would be done with each page, before anything is"),
              [this] { Q_EMIT publishWanted({}); });
    addButton(u"all"_s, tr("Generate all"),
              tr("Write every document; files that would not change stay untouched"),
              [this] { generate(false); });

    auto *first = new QHBoxLayout;
    first->setContentsMargins(12, 2, 12, 0);
    first->setSpacing(6);
    first->addWidget(m_filter, 1);
    first->addWidget(m_summary, 1);
    for (const auto &name : {u"prune"_s, u"templates"_s, u"show"_s, u"selected"_s, u"all"_s})
        first->addWidget(m_buttons[name]);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(12, 0, 12, 0);
    second->setSpacing(12);
    second->addWidget(m_folder, 1, Qt::AlignLeft);
    const auto chosen = m_watch->formats();
    for (const auto &info : documents::allFormats()) {
        // All of them in one row: the first word says which, the tooltip all.
        auto *box = new QCheckBox(info.label.section(u' ', 0, 0), this);
        box->setAccessibleName(info.label);
        box->setToolTip(tr("Generate documents as %1").arg(info.label));
        box->setChecked(chosen.contains(info.format));
        connect(box, &QCheckBox::clicked, this, &DocumentsPanel::chooseFormats);
        m_formats.insert(info.name, box);
        second->addWidget(box);
    }
    auto *third = new QHBoxLayout; // of a project that publishes somewhere
    third->setContentsMargins(12, 0, 12, 0);
    third->setSpacing(6);
    third->addStretch(1);
    for (const auto &name : {u"site"_s, u"publishSelected"_s, u"publish"_s}) {
        m_buttons[name]->hide();
        third->addWidget(m_buttons[name]);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    column->addLayout(third);
    column->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &DocumentsPanel::fill);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &DocumentsPanel::enable);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, &DocumentsPanel::openCurrent);
    connect(m_folder, &QPushButton::clicked, this, &DocumentsPanel::askFolder);
    connect(m_watch, &DocumentWatch::changed, this, &DocumentsPanel::fill);
    connect(m_watch, &DocumentWatch::runningChanged, this, &DocumentsPanel::showState);
    connect(&session, &Session::changed, this, &DocumentsPanel::showState);
    showState();
}

void DocumentsPanel::addButton(const QString &name, const QString &text, const QString &tip,
                               const std::function<void()> &action)
{
    auto *made = new QPushButton(text, this);
    setLook(made, u"small"_s);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, action);
    m_buttons.insert(name, made);
}

QPushButton *DocumentsPanel::folderLink() const
{
    return m_folder;
}

QString DocumentsPanel::summary() const
{
    return m_summary->text();
}

void DocumentsPanel::setCells(int row, const DocumentState &document)
{
    setRow(m_table, row,
           {document.title.isEmpty() ? document.path : document.title, kindTitle(document),
            stateText(document.state), document.changes.join(u", "_s), standingOf(document)});
    m_table->item(row, Document)->setToolTip(document.path);
    m_table->item(row, Changes)->setToolTip(document.changes.join(u'\n'));
    m_table->item(row, State)->setForeground(stateColor(document.state));
    m_table->item(row, Kind)->setForeground(currentTheme().muted);
    if (standingOf(document).isEmpty())
        return;
    const auto &standings = m_publishing->standings();
    const auto standing = standings.documents.value(document.path);
    m_table->item(row, Page)->setForeground(standingColor(standing.standing));
    m_table->item(row, Page)->setToolTip(standingTip(standing, standings.looked));
}

void DocumentsPanel::fill()
{
    const QStringList before = selectedPaths();
    const QString current = m_rows.value(m_table->currentRow()).path;
    const QString wanted = m_filter->text().trimmed();
    m_rows.clear();
    for (const DocumentState &document : m_watch->state().documents) {
        const QString all = QStringList{document.title,
                                        document.path,
                                        kindTitle(document),
                                        stateText(document.state),
                                        document.changes.join(u' '),
                                        standingOf(document)}
                                .join(u' ');
        if (all.contains(wanted, Qt::CaseInsensitive))
            m_rows.append(document);
    }
    const QSignalBlocker quiet(m_table);
    const Filling filling(m_table);
    m_table->setRowCount(int(m_rows.size()));
    m_table->clearSelection();
    int now = 0;
    for (int row = 0; row < m_rows.size(); ++row) {
        setCells(row, m_rows[row]);
        if (m_rows[row].path == current)
            now = row;
    }
    if (!m_rows.isEmpty())
        m_table->setCurrentCell(now, 0);
    for (int row = 0; row < m_rows.size(); ++row) {
        if (before.contains(m_rows[row].path))
            m_table->selectionModel()->select(m_table->model()->index(row, 0),
                                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    showState();
}

void DocumentsPanel::showState()
{
    const auto &state = m_watch->state();
    const QString folder = m_watch->folder();
    m_folder->setText(folder.isEmpty() ? tr("Choose a folder…")
                                       : tr("In %1").arg(QDir::toNativeSeparators(folder)));
    m_folder->setToolTip(tr("Choose where the documents of this project lie"));
    QStringList parts;
    if (m_watch->error())
        parts.append(m_watch->error()->text());
    else if (m_watch->isRunning())
        parts.append(tr("Comparing…"));
    else if (folder.isEmpty())
        parts.append(tr("Never generated"));
    else {
        for (const auto &[kind, text] : {std::pair(Freshness::Stale, tr("%1 out of date")),
                                         std::pair(Freshness::Edited, tr("%1 edited")),
                                         std::pair(Freshness::Missing, tr("%1 not generated")),
                                         std::pair(Freshness::Leftover, tr("%1 left over"))}) {
            if (const int count = state.count(kind); count > 0)
                parts.append(text.arg(count));
        }
        if (parts.isEmpty())
            parts.append(tr("All %1 are up to date").arg(state.documents.size()));
    }
    m_summary->setText(parts.join(u", "_s));
    QStringList told = parts;
    for (const Error &warning : state.warnings)
        told.append(warning.text());
    m_summary->setToolTip(told.join(u'\n'));
    enable();
}

QStringList DocumentsPanel::selectedPaths() const
{
    QStringList paths;
    for (const auto &index : m_table->selectionModel()->selectedRows()) {
        if (index.row() < m_rows.size())
            paths.append(m_rows[index.row()].path);
    }
    return paths;
}

void DocumentsPanel::enable()
{
    bool canMake = false;
    for (const auto &index : m_table->selectionModel()->selectedRows())
        canMake = canMake || m_rows.value(index.row()).state != Freshness::Leftover;
    m_buttons[u"selected"_s]->setEnabled(canMake);
    m_buttons[u"publishSelected"_s]->setEnabled(canMake);
    m_buttons[u"show"_s]->setEnabled(!m_watch->folder().isEmpty());
    m_buttons[u"prune"_s]->setVisible(m_watch->state().count(Freshness::Leftover) > 0);
}

void DocumentsPanel::setFolder(const QString &folder)
{
    m_watch->setFolder(folder);
    showState();
}

bool DocumentsPanel::askFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(window(), tr("Folder for the documents"), m_watch->folder());
    if (!folder.isEmpty())
        setFolder(folder);
    return !folder.isEmpty();
}

void DocumentsPanel::generate(bool onlySelected)
{
    QStringList paths;
    if (onlySelected) {
        for (const QString &path : selectedPaths()) {
            const auto row = std::ranges::find(m_rows, path, &DocumentState::path);
            if (row->state != Freshness::Leftover)
                paths.append(path);
        }
        if (paths.isEmpty())
            return;
    }
    if (m_watch->folder().isEmpty() && !askFolder())
        return;
    Q_EMIT generateWanted(m_watch->folder(), paths);
}

void DocumentsPanel::openCurrent()
{
    const DocumentState document = m_rows.value(m_table->currentRow());
    if (document.state == Freshness::Leftover)
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(QDir(m_watch->folder()).filePath(document.files.value(0))));
    else if (!document.path.isEmpty())
        Q_EMIT documentWanted(document.kind, document.path);
}

void DocumentsPanel::showInFolder()
{
    const QString path = m_rows.value(m_table->currentRow()).path;
    const QString inside = path.contains(u'/') ? path.section(u'/', 0, -2) : QString();
    const QString folder = QDir(m_watch->folder()).filePath(inside);
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo::exists(folder) ? folder : m_watch->folder()));
}

void DocumentsPanel::prune()
{
    QStringList files;
    for (const DocumentState &document : m_watch->state().documents) {
        if (document.state == Freshness::Leftover && !document.isEdited)
            files += document.files;
    }
    auto *dialog = new ConfirmDialog(
        tr("Remove what is left over?"),
        files.isEmpty()
            ? tr("All of it was edited by hand and stays.")
            : tr("These files are deleted: %1. What somebody edited stays.").arg(files.join(u", "_s)),
        tr("Remove"), window());
    connect(dialog, &QDialog::accepted, this, [this] {
        const auto done = documents::removeLeftovers(m_watch->state(), m_watch->folder());
        Q_EMIT pruned(done.removed, done.warnings);
        m_watch->look();
    });
    dialog->open();
}

void DocumentsPanel::setPublishing(PublishWatch *watch)
{
    m_publishing = watch;
    for (const auto &name : {u"publishSelected"_s, u"publish"_s})
        m_buttons[name]->show();
    connect(watch, &PublishWatch::changed, this, &DocumentsPanel::showPublishing);
    connect(watch, &PublishWatch::targetChanged, this, &DocumentsPanel::showPublishing);
    if (isVisible())
        watch->addLooker(this);
    showPublishing();
}

void DocumentsPanel::showPublishing()
{
    const bool isSet = m_publishing->target().isSet();
    m_buttons[u"site"_s]->setVisible(isSet);
    m_table->setColumnHidden(Page, !isSet);
    fill();
}

QString DocumentsPanel::standingOf(const DocumentState &document) const
{
    if (!m_publishing || !m_publishing->target().isSet() || document.state == Freshness::Leftover)
        return {};
    const auto found = m_publishing->standings().documents.constFind(document.path);
    return found != m_publishing->standings().documents.constEnd() ? standingText(found->standing)
                                                                   : QString();
}

void DocumentsPanel::publishSelected()
{
    QStringList paths;
    for (const QString &path : selectedPaths()) {
        const auto row = std::ranges::find(m_rows, path, &DocumentState::path);
        if (row->state != Freshness::Leftover)
            paths.append(path);
    }
    if (!paths.isEmpty())
        Q_EMIT publishWanted(paths);
}

void DocumentsPanel::chooseFormats()
{
    QList<documents::Format> formats;
    for (const auto &info : documents::allFormats()) {
        if (m_formats[info.name]->isChecked())
            formats.append(info.format);
    }
    if (formats.isEmpty()) { // something has to be written
        for (const auto &info : documents::allFormats())
            m_formats[info.name]->setChecked(m_watch->formats().contains(info.format));
        return;
    }
    m_watch->setFormats(formats);
}

bool DocumentsPanel::event(QEvent *event)
{
    // Who comes back may have edited a file or a template elsewhere.
    if (event->type() == QEvent::WindowActivate && isVisible())
        m_watch->look();
    else if (event->type() == QEvent::PaletteChange && !m_rows.isEmpty())
        fill();
    return QWidget::event(event);
}

void DocumentsPanel::showEvent(QShowEvent *event)
{
    m_watch->setActive(true);
    if (m_publishing)
        m_publishing->addLooker(this);
    QWidget::showEvent(event);
}

void DocumentsPanel::hideEvent(QHideEvent *event)
{
    m_watch->setActive(false);
    if (m_publishing)
        m_publishing->removeLooker(this);
    QWidget::hideEvent(event);
}

bool DocumentsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
