// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/historypanel.h"

#include "views/panels/branches.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/dialog.h"
#include "views/style/parts.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int portion = 500;

QString boundText(const store::HistoryBound &bound)
{
    QStringList parts;
    if (bound.edits > 0)
        parts.append(editsText(bound.edits));
    if (bound.bytes > 0)
        parts.append(sizeText(bound.bytes));
    return parts.isEmpty() ? HistoryPanel::tr("keeps everything")
                           : HistoryPanel::tr("keeps %1").arg(parts.join(HistoryPanel::tr(" or ")));
}

const store::HistoryEntry *entryOf(const QList<store::HistoryEntry> &entries, qint64 id)
{
    const auto it = std::ranges::find(entries, id, &store::HistoryEntry::id);
    return it == entries.end() ? nullptr : &*it;
}

QString labelOf(const store::HistoryEntry &entry)
{
    if (entry.edits < 2)
        return entry.label;
    return entry.edits == 2 ? HistoryPanel::tr("2 earlier edits")
                            : HistoryPanel::tr("%1 earlier edits").arg(QLocale().toString(entry.edits));
}

} // namespace

HistoryPanel::HistoryPanel(Session &session, const QList<QAction *> &commands, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_summary(textLabel({}, u"muted"_s, this))
    , m_list(new LinesView(tr("History"), this))
    , m_limit(portion)
{
    m_summary->setObjectName(u"historySummary"_s);
    m_summary->setWordWrap(false);
    m_summary->setFont(diagram::tabularFont(12));
    m_summary->setToolTip(
        tr("How many edits the project keeps apart, what they take in the file, and how much "
           "it keeps before the oldest are put together"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 2, 16, 2);
    row->setSpacing(16);
    row->addWidget(m_summary);
    row->addStretch();
    for (auto *action : commands) {
        auto *link = new Link(action->text().remove(u'&'), this);
        setLook(link, u"quiet"_s);
        link->setToolTip(action->toolTip());
        link->setEnabled(action->isEnabled());
        connect(action, &QAction::enabledChanged, link, &QWidget::setEnabled);
        connect(link, &QPushButton::clicked, action, &QAction::trigger);
        row->addWidget(link);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_list, 1);
    setFocusProxy(m_list);

    m_list->setEmptyText(tr("No edits yet. Everything you do is listed here and can be gone back to."));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &HistoryPanel::showMenu);
    connect(m_list, &LinesView::opened, this, &HistoryPanel::goTo);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &HistoryPanel::loadMore);
    connect(&session, &Session::changed, this, &HistoryPanel::refresh);
    connect(&session, &Session::historyChanged, this, &HistoryPanel::refresh);
}

QString HistoryPanel::summary() const
{
    return m_summary->text();
}

void HistoryPanel::reveal(qint64 historyId)
{
    if (m_isStale)
        fill();
    while (m_hasMore && !entryOf(m_entries, historyId)) {
        m_limit *= 2;
        fill();
    }
    const auto &lines = m_list->lines()->lines();
    const auto it = std::ranges::find(lines, historyId, &Line::id);
    if (it == lines.end())
        return;
    const auto index = m_list->model()->index(int(it - lines.begin()), 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void HistoryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        fill();
}

void HistoryPanel::refresh()
{
    // Nobody looks: nothing is read.
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    // At the top again, what was loaded for scrolling has done its service.
    if (m_list->verticalScrollBar()->value() == 0)
        m_limit = portion;
    fill();
}

void HistoryPanel::loadMore()
{
    const auto *bar = m_list->verticalScrollBar();
    if (!m_hasMore || bar->value() < bar->maximum() - bar->pageStep())
        return;
    m_limit += portion;
    fill();
}

Line HistoryPanel::lineFor(const store::HistoryEntry &entry) const
{
    Line line;
    line.id = entry.id;
    line.text = labelOf(entry);
    line.isCurrent = entry.isHead;
    line.isFaded = !entry.onPath;
    line.right = timeText(entry.time);
    if (!entry.author.isEmpty())
        line.right.prepend(entry.author + u" · "_s);
    line.tip = line.text + u'\n' + line.right + u" · "_s + sizeText(entry.size);
    if (entry.edits > 1)
        line.tip +=
            u'\n' + tr("Put together when the history had outgrown its bound: the state after them and "
                       "the one before can be gone to, those between cannot.");
    return line;
}

void HistoryPanel::fill()
{
    m_isStale = false;
    const auto &store = m_session.store();
    const auto entries = store.history(m_limit);
    m_entries = entries;
    const auto rails = railsOf(entries);
    const auto forks = forksOf(entries);
    const qint64 head = store.head();
    m_hasMore = entries.size() == m_limit;
    QHash<qint64, const store::HistoryEntry *> byId;
    for (const auto &entry : entries)
        byId.insert(entry.id, &entry);
    QList<Line> lines;
    lines.reserve(entries.size() + 1);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto &entry = entries[i];
        Line line = lineFor(entry);
        line.rails = rails[i];
        if (entry.isHead) {
            line.suffix = tr("now");
        } else if (!entry.onPath) {
            const auto fork = forks.constFind(entry.id);
            const auto *from = fork == forks.cend() ? nullptr : byId.value(*fork);
            line.suffix = fork == forks.cend() || *fork == head ? tr("undone")
                          : from ? tr("on a branch from %1").arg(quoted(labelOf(*from), 36))
                                 : tr("on a branch from the empty project");
        }
        lines.append(line);
    }
    if (!lines.isEmpty() && !m_hasMore) {
        Line first;
        first.text = tr("Empty project");
        first.isCurrent = head == 0;
        first.suffix = first.isCurrent ? tr("now") : QString();
        first.rails.lane = 0;
        first.rails.fromAbove = head != 0;
        for (qsizetype i = 0; i < entries.size(); ++i) {
            if (entries[i].parent == 0 && rails[i].lane != 0)
                first.rails.joining.append(rails[i].lane);
        }
        lines.append(first);
    }
    show(lines);
    const auto size = store.historySize();
    m_summary->setText(u"%1 · %2 · %3"_s.arg(editsText(size.entries), sizeText(size.bytes),
                                             boundText(store.historyBound())));
}

void HistoryPanel::show(const QList<Line> &lines)
{
    // The line one is on, and what one looks at, stay: an edit from elsewhere must not slide another line
    // under the mouse.
    const auto idOf = [](const QModelIndex &index) {
        return index.isValid() ? index.data(Qt::UserRole).toLongLong() : -1;
    };
    auto *bar = m_list->verticalScrollBar();
    const qint64 current = idOf(m_list->currentIndex());
    const auto top = m_list->indexAt(QPoint(0, 0));
    const qint64 topId = bar->value() > 0 ? idOf(top) : -1;
    const int before = top.row();
    m_list->setLines(lines);
    int shift = 0;
    for (int row = 0; row < lines.size(); ++row) {
        const auto index = m_list->model()->index(row, 0);
        if (lines[row].id == current && index != m_list->currentIndex())
            m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        if (lines[row].id == topId)
            shift = row - before;
    }
    if (shift != 0)
        bar->setValue(bar->value() + shift * m_list->sizeHintForRow(0));
}

void HistoryPanel::goTo(qint64 id)
{
    if (m_session.store().isReadOnly())
        Q_EMIT m_session.informed(
            tr("This project is open for reading only. Open a copy of the state to look at it."));
    else if (id != m_session.store().head())
        m_session.goTo(id);
}

void HistoryPanel::showMenu(const QPoint &at)
{
    const auto under = m_list->indexAt(at);
    const auto index = under.isValid() ? under : m_list->currentIndex();
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    const Line line = m_list->lines()->lines()[index.row()];
    const auto &store = m_session.store();
    const bool canWrite = !store.isReadOnly();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"historyMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *go = menu->addAction(tr("&Go to this state"), this, [this, id = line.id] { goTo(id); });
    go->setEnabled(canWrite && !line.isCurrent);
    menu->addAction(tr("&Open a copy of this state…"), this, [this, id = line.id] { Q_EMIT copyWanted(id); });
    menu->addAction(tr("&Copy label"), this,
                    [text = line.text] { QGuiApplication::clipboard()->setText(text); });
    menu->addSeparator();
    auto *away =
        menu->addAction(tr("&Throw this experiment away…"), this, [this, id = line.id] { askThrowAway(id); });
    // What was put together is no experiment: all of today's project stands on it.
    const auto *entry = entryOf(m_entries, line.id);
    away->setEnabled(canWrite && entry && entry->edits < 2);
    // Below the line, so that one sees what it is about.
    const QPoint corner = under.isValid() ? at : m_list->visualRect(index).bottomLeft() + QPoint(16, 0);
    menu->popup(m_list->viewport()->mapToGlobal(corner));
}

void HistoryPanel::askThrowAway(qint64 id)
{
    const auto entries = m_session.store().history();
    const auto *entry = entryOf(entries, id);
    if (!entry)
        return;
    const int edits = editsFrom(entries, id);
    QString text = edits == 1 ? tr("%1 goes for good.").arg(quoted(labelOf(*entry)))
                              : tr("%1 and all that was built on it go for good: %2.")
                                    .arg(quoted(labelOf(*entry)), editsText(edits));
    if (entry->onPath) {
        const auto *before = entryOf(entries, entry->parent);
        text +=
            u' ' + (before ? tr("The present state contains it, so you go back to %1 first.")
                                 .arg(quoted(labelOf(*before)))
                           : tr("The present state contains it, so you go back to the empty project first."));
    }
    text += u' ' + tr("This cannot be undone; everything else in the history stays.");
    auto *dialog = new ConfirmDialog(tr("Throw %1 away?").arg(editsText(edits)), text,
                                     tr("Throw %1 away").arg(editsText(edits)), window());
    connect(dialog, &QDialog::accepted, this, [this, id, edits] { throwAway(id, edits); });
    dialog->open();
}

void HistoryPanel::throwAway(qint64 id, int edits)
{
    if (m_session.discard(id))
        Q_EMIT m_session.informed(edits == 1 ? tr("1 edit was thrown away.")
                                             : tr("%1 were thrown away.").arg(editsText(edits)));
}

} // namespace gp::views
