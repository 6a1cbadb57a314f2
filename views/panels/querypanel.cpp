// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/querypanel.h"

#include "core/rules/facttables.h"
#include "views/panels/queryview.h"
#include "views/panels/sqledit.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

void ResultModel::setResult(const store::QueryResult &result)
{
    beginResetModel();
    m_result = result;
    endResetModel();
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_result.rows.size());
}

int ResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_result.columns.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto cell = m_result.rows[index.row()].value(index.column());
    const bool isNumber = cell.typeId() == QMetaType::LongLong || cell.typeId() == QMetaType::Double;
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell.toString();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft)));
    return {};
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal ? QVariant(m_result.columns.value(section)) : QVariant(section + 1);
}

namespace {

/// The public views that a query can read, with their columns.
QMap<QString, QStringList> viewColumns()
{
    auto tables = rules::FactTables::columns();
    const auto views = store::Query::publicViews();
    tables.removeIf([&views](const auto &table) { return !views.contains(table.key()); });
    for (auto &columns : tables) {
        if (!columns.contains(u"plateau"_s))
            columns.append(u"plateau"_s);
    }
    return tables;
}

} // namespace

QueryPanel::QueryPanel(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_editor(new SqlEdit(this))
    , m_run(new QPushButton(tr("Run"), this))
    , m_makeView(new QPushButton(tr("Make a view"), this))
    , m_message(textLabel({}, u"muted"_s, this))
    , m_table(new QTableView(this))
    , m_model(new ResultModel(this))
{
    m_editor->setAccessibleName(tr("SQL"));
    m_editor->setWords(viewColumns(), {});
    m_editor->setPlainText(
        u"SELECT key, name, workload, tier, owner\nFROM services WHERE plateau = '%1'\nORDER BY tier, name"_s
            .arg(session.model().plateau(session.plateau()) ? session.model().plateau(session.plateau())->key
                                                            : u"current"_s));
    m_editor->setToolTip(tr("Public views: %1").arg(store::Query::publicViews().join(u", "_s)));
    m_editor->installEventFilter(this);
    m_run->setToolTip(tr("Run the query (Ctrl+Enter)"));
    m_run->setAccessibleName(tr("Run the query"));
    setLook(m_run, u"primary"_s);
    m_makeView->setToolTip(tr("A view of the elements that the answer names by key or id"));
    m_makeView->setEnabled(false);
    m_message->setWordWrap(true);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Query result"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);

    auto *left = new QVBoxLayout;
    left->setSpacing(gap);
    left->addWidget(m_editor, 1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_run);
    row->addWidget(m_makeView);
    row->addWidget(m_message, 1);
    left->addLayout(row);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(12, 8, 0, 8);
    columns->setSpacing(12);
    columns->addLayout(left, 2);
    columns->addWidget(m_table, 3);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_latest.isRunning())
            m_query->cancel();
        else
            run();
    });
    connect(m_makeView, &QPushButton::clicked, this, &QueryPanel::makeView);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) { pickRow(index.row()); });
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { pickRow(index.row()); });
    connect(&session, &Session::changed, this, &QueryPanel::offerView);
}

void QueryPanel::offerView()
{
    const auto count = elementsIn(m_model->result(), m_session.model()).size();
    m_makeView->setEnabled(count > 0 && !m_session.store().isReadOnly());
    m_makeView->setText(count > 0 ? tr("View of %n elements", nullptr, int(count)) : tr("Make a view"));
}

void QueryPanel::makeView()
{
    const auto ids = elementsIn(m_model->result(), m_session.model());
    const auto made = withViewOf(m_session.model(), ids, m_editor->toPlainText());
    if (!made)
        Q_EMIT m_session.failed(made.error());
    else if (m_session.commit(made->first,
                              tr("Make a view of %n elements of a query", nullptr, int(ids.size()))))
        Q_EMIT viewMade(made->second);
}

void QueryPanel::pickRow(int row)
{
    const auto ids = elementsIn(m_model->result(), row, m_session.model());
    if (ids.isEmpty())
        return;
    m_session.selectElements(ids);
    Q_EMIT m_session.revealRequested(ids.front(), false);
}

QueryPanel::~QueryPanel()
{
    if (m_query)
        m_query->cancel();
}

void QueryPanel::run()
{
    auto query = store::Query::open(m_session.store().path());
    if (!query)
        return show(std::unexpected(query.error()));
    m_query = std::shared_ptr<store::Query>(std::move(*query));
    m_run->setText(tr("Stop"));
    m_message->setText(tr("Running…"));
    m_latest.run(
        this,
        [query = m_query, sql = m_editor->toPlainText()] {
            return std::make_shared<Result<store::QueryResult>>(query->run(sql, {10'000, 5'000}));
        },
        [this](const std::shared_ptr<Result<store::QueryResult>> &result) { show(*result); });
}

void QueryPanel::show(const Result<store::QueryResult> &result)
{
    m_run->setText(tr("Run"));
    setLook(m_message, result ? u"muted"_s : u"error"_s);
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
    if (!result) {
        m_message->setText(result.error().message);
        return;
    }
    const auto count = result->rows.size();
    m_message->setText(result->truncated ? tr("The first %1 rows").arg(count)
                       : count == 1      ? tr("1 row")
                                         : tr("%1 rows").arg(count));
    m_model->setResult(*result);
    offerView();
    m_table->resizeColumnsToContents();
}

bool QueryPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers() & Qt::ControlModifier) {
            run();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
