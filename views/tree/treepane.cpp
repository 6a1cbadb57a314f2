// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/tree/treepane.h"

#include "views/style/appearance.h"
#include "views/tree/treedelegate.h"
#include "views/window/actions.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

TreePane::TreePane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new ModelTree(session, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_view(new BandTree(this))
{
    setObjectName(u"sidePane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setPlaceholderText(tr("Filter the model"));
    m_filter->setAccessibleName(tr("Filter the model"));
    m_filter->setToolTip(tr("Show only what contains this text"));
    m_filter->setClearButtonEnabled(false);
    m_filter->installEventFilter(this);

    m_proxy->setSourceModel(m_model);
    m_proxy->setRecursiveFilteringEnabled(true);
    m_proxy->setAutoAcceptChildRows(true);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new TreeDelegate(m_view));
    m_view->setHeaderHidden(true);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setUniformRowHeights(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setIndentation(18);
    m_view->setExpandsOnDoubleClick(true);
    m_view->setAccessibleName(tr("Model"));
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 1, 0);
    column->setSpacing(gap);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(10, 0, 10, 0);
    top->addWidget(m_filter);
    column->addLayout(top);
    column->addWidget(m_view);

    connect(m_filter, &QLineEdit::textChanged, this, &TreePane::onFilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TreePane::onCurrent);
    connect(m_view, &QTreeView::clicked, this, &TreePane::onCurrent);
    connect(m_view, &QTreeView::activated, this, &TreePane::onActivated);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TreePane::openMenu);
    connect(m_model, &ModelTree::marked, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &TreePane::rememberOpen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TreePane::restoreOpen);
    connect(&session, &Session::selectionChanged, this, &TreePane::showSelection);

    // Open at first: the first domain and what everything runs through.
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString title = m_model->index(row, 0).data().toString();
        const bool isRunThrough = title == tr("Pipelines") || title == tr("Environments");
        if (row == 0 || isRunThrough)
            m_open.insert(title);
    }
    restoreOpen();
}

void TreePane::onFilter(const QString &text)
{
    if (text.isEmpty()) {
        m_proxy->setFilterFixedString({});
        m_view->collapseAll();
        restoreOpen();
        return;
    }
    if (m_proxy->filterRegularExpression().pattern().isEmpty())
        rememberOpen();
    m_proxy->setFilterFixedString(text);
    m_view->expandAll();
}

void TreePane::onCurrent(const QModelIndex &current)
{
    if (m_following || !current.isValid())
        return;
    const auto target = m_model->targetOf(m_proxy->mapToSource(current));
    if (std::holds_alternative<std::monostate>(target))
        return;
    m_session.select(target);
    if (const auto *element = std::get_if<ElementId>(&target))
        Q_EMIT m_session.revealRequested(*element, false);
}

void TreePane::onActivated(const QModelIndex &index)
{
    const auto target = m_model->targetOf(m_proxy->mapToSource(index));
    if (const auto *record = std::get_if<RecordId>(&target))
        Q_EMIT m_session.pageRequested(*record);
    const auto *element = std::get_if<ElementId>(&target);
    const auto *found = element ? m_session.model().element(*element) : nullptr;
    if (found && found->kind == "pipeline"_L1)
        Q_EMIT m_session.openRequested(found->id);
}

void TreePane::openMenu(const QPoint &at)
{
    const auto index = m_view->indexAt(at).isValid() ? m_view->indexAt(at) : m_view->currentIndex();
    const auto target = index.isValid() ? m_model->targetOf(m_proxy->mapToSource(index)) : Selection();
    const auto *element = std::get_if<ElementId>(&target);
    const auto *record = std::get_if<RecordId>(&target);
    auto *actions = window()->findChild<Actions *>();
    if ((!element && !record) || !actions)
        return;
    m_session.select(target);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"treeMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto *known = element ? m_session.model().element(*element) : nullptr;
    const auto *read = record ? m_session.model().record(*record) : nullptr;
    if (element)
        connect(menu->addAction(tr("Show it on a view")), &QAction::triggered, this,
                [this, id = *element] { Q_EMIT m_session.revealRequested(id, true); });
    if (known && known->kind == "pipeline"_L1)
        menu->addAction((*actions)[Actions::OpenStages]);
    if (record)
        connect(menu->addAction(tr("Read as a page")), &QAction::triggered, this,
                [this, id = *record] { Q_EMIT m_session.pageRequested(id); });
    if (read && read->kind == "decision"_L1)
        menu->addAction((*actions)[Actions::PublishDecision]);
    if ((known && known->kind == "service"_L1) || (read && read->kind == "review"_L1)) {
        auto *checklist = menu->addAction(tr("NFR checklist"));
        connect(checklist, &QAction::triggered, (*actions)[Actions::OpenChecklist], &QAction::trigger);
    }
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void TreePane::showSelection()
{
    // A thing can have several rows; the one that was chosen stays the current one.
    const auto now = m_view->currentIndex();
    if (now.isValid() && m_model->targetOf(m_proxy->mapToSource(now)) == m_session.selection())
        return;
    const auto index = m_proxy->mapFromSource(m_model->find(m_session.selection()));
    m_following = true;
    if (index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    } else {
        m_view->setCurrentIndex({});
        m_view->clearSelection();
    }
    m_following = false;
}

void TreePane::rememberOpen()
{
    if (!m_filter->text().isEmpty() && !m_proxy->filterRegularExpression().pattern().isEmpty())
        return; // what a filter opened is not what the user opened
    m_open.clear();
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const auto index = m_proxy->index(row, 0);
        if (m_view->isExpanded(index))
            m_open.insert(index.data().toString());
    }
}

void TreePane::restoreOpen()
{
    const bool isFiltered = !m_filter->text().isEmpty();
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const auto index = m_proxy->index(row, 0);
        m_view->setExpanded(index, isFiltered || m_open.contains(index.data().toString()));
    }
    showSelection();
}

bool TreePane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
            m_view->setFocus(Qt::ShortcutFocusReason);
            auto first = m_proxy->index(0, 0);
            if (const auto child = m_proxy->index(0, 0, first);
                child.isValid() && !m_filter->text().isEmpty())
                first = child;
            if (!m_view->currentIndex().isValid() || !m_filter->text().isEmpty())
                m_view->setCurrentIndex(first);
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
