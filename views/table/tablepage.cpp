// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tablepage.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/table/celldelegate.h"
#include "views/table/notestrip.h"
#include "views/table/tableview.h"
#include "views/window/settings.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

TablePage::TablePage(Session &session, ViewId view, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(view)
    , m_model(new TableModel(session, this))
    , m_shown(new TableFilter(m_model, this))
    , m_table(new TableView(this))
    , m_filter(new QLineEdit(this))
    , m_columns(new QToolButton(this))
    , m_columnsMenu(new QMenu(m_columns))
    , m_count(textLabel({}, u"muted"_s, this))
    , m_note(new NoteStrip(this))
{
    setLook(this, u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addBar();
    column->addWidget(hairline(this));
    column->addWidget(m_table, 1);
    column->addWidget(m_note);

    m_table->setModel(m_shown);
    m_table->setAccessibleName(tr("Elements of the view"));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setIconSize({8, 8});
    m_table->verticalHeader()->setDefaultSectionSize(30);
    auto *header = m_table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setResizeContentsPrecision(0); // what is seen is enough, and thousands of rows cost nothing
    header->setMinimumSectionSize(34);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    m_table->setSortingEnabled(true);
    setFocusProxy(m_table);
    connectParts();
}

void TablePage::addBar()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(gap);
    m_filter->setPlaceholderText(tr("Filter the rows"));
    m_filter->setAccessibleName(tr("Filter the rows"));
    m_filter->setToolTip(tr("Rows in which every word occurs, in whatever column (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(90);
    m_filter->setMaximumWidth(240);
    m_filter->installEventFilter(this);
    m_columns->setText(tr("Columns ▾"));
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setToolTip(tr("Choose the columns (also with the right button on a column's title)"));
    m_columns->setPopupMode(QToolButton::InstantPopup);
    m_columns->setMenu(m_columnsMenu);
    m_columns->setFocusPolicy(Qt::TabFocus);
    m_count->setWordWrap(false);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_columns);
    bar->addStretch(1);
    bar->addWidget(m_count);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
}

void TablePage::connectParts()
{
    const auto source = [this](const QModelIndex &cell) { return m_shown->mapToSource(cell); };
    CellEditing editing;
    editing.property = [this, source](const QModelIndex &cell) -> const metamodel::Property * {
        const auto at = source(cell);
        return m_model->isReadOnly() ? nullptr : m_model->propertyAt(at.row(), at.column());
    };
    editing.model = [this]() -> const Model & { return m_session.model(); };
    editing.take = [this](const QModelIndex &cell, const QJsonValue &value) { return edit(cell, value); };
    editing.refuse = [this](const QModelIndex &cell, const QString &why) { refuse(cell, why); };
    m_table->setItemDelegate(new CellDelegate(std::move(editing), m_table));

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        {
            // A row that goes takes the current cell along; that is no choice of the user's.
            const QScopedValueRollback following(m_isFollowing, true);
            m_shown->setWords(text);
        }
        onSelection();
        count();
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_columnsMenu, &QMenu::aboutToShow, this, &TablePage::fillColumns);
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_columnsMenu->popup(m_table->horizontalHeader()->mapToGlobal(at)); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &TablePage::openMenu);
    connect(m_table, &TableView::copyWanted, this, [this] { copy(); });
    connect(m_table, &TableView::pasteWanted, this, &TablePage::paste);
    connect(m_table, &TableView::clearWanted, this, &TablePage::clearCells);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_table->viewport()->update(); // the tint of the whole row
        onCurrent();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TablePage::count);
    connect(&m_session, &Session::changed, this, &TablePage::onChanged);
    connect(&m_session, &Session::plateauChanged, this, &TablePage::rebuild);
    connect(&m_session, &Session::selectionChanged, this, &TablePage::onSelection);
}

QString TablePage::note() const
{
    return m_note->text();
}

bool TablePage::isBusy() const
{
    return m_making.isRunning() || (m_isStale && isVisible());
}

void TablePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        rebuild();
}

void TablePage::onChanged(const Change &change)
{
    const bool isMine = change.views.touches(m_view);
    if (!isMine && change.elements.isEmpty() && change.relations.isEmpty() && change.plateaus.isEmpty() &&
        change.records.isEmpty())
        return;
    // A few elements show at once what was done to them; who is in the view and what refers to what follows.
    constexpr std::size_t few = 100;
    if (!m_isStale && change.elements.updated.size() <= few)
        m_model->refresh(change.elements.updated);
    rebuild();
}

void TablePage::rebuild()
{
    const auto *view = m_session.model().view(m_view);
    m_isStale = !isVisible();
    if (m_isStale || !view)
        return;
    TableSource source{m_session.model(), m_session.metamodel(), view->properties, m_session.plateau(),
                       m_session.compareFrom()};
    m_making.run(
        this, [source = std::move(source)] { return std::make_shared<const TableData>(makeTable(source)); },
        [this](const std::shared_ptr<const TableData> &made) { take(made); });
}

void TablePage::take(const std::shared_ptr<const TableData> &made)
{
    {
        const QScopedValueRollback following(m_isFollowing, true);
        m_model->setData(*made);
    }
    const QString plateau = m_session.plateauName(m_session.plateau());
    m_table->setEmptyText(made->rows.isEmpty() ? tr("Nothing in this view exists at %1.").arg(plateau)
                                               : tr("No row has all of these words."));
    showColumns();
    onSelection();
    count();
}

void TablePage::onSelection()
{
    const auto id = m_session.selectedElement();
    const auto current = m_table->currentIndex();
    if (current.isValid() && m_shown->row(current.row()).id == id)
        return;
    const QScopedValueRollback following(m_isFollowing, true);
    const int row = m_shown->shownRowOf(id);
    if (row < 0) {
        m_table->clearSelection();
        return;
    }
    const auto shown = m_table->shownColumns();
    const int column = current.isValid() ? current.column() : m_model->columnOf(u"name");
    const auto cell = m_shown->index(row, shown.contains(column) ? column : shown.value(0));
    m_table->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect |
                                                         QItemSelectionModel::Rows);
    m_table->scrollTo(cell);
}

void TablePage::onCurrent()
{
    const auto current = m_table->currentIndex();
    if (m_isFollowing || !current.isValid())
        return;
    m_session.select(m_shown->row(current.row()).id);
}

void TablePage::count()
{
    const int all = m_model->rowCount();
    const int shown = m_shown->rowCount();
    const auto selected = m_table->selectedRows().size();
    QString text = shown < all ? tr("%1 of %2 rows").arg(shown).arg(all)
                   : all == 1  ? tr("1 row")
                               : tr("%1 rows").arg(all);
    if (selected > 1)
        text += tr(" · %1 selected").arg(selected);
    if (m_model->isCompare())
        text += tr(" · read-only in a compare");
    m_count->setText(text);
}

bool TablePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape)
            m_filter->clear();
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_table->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
