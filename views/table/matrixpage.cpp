// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/matrixpage.h"

#include "core/metamodel/ownkinds.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/table/matrixparts.h"
#include "views/table/notestrip.h"
#include "views/table/relationtoggle.h"
#include "views/table/tableview.h"
#include "views/window/settings.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

MatrixPage::MatrixPage(Session &session, ViewId view, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(view)
    , m_model(new MatrixModel(session, this))
    , m_table(new TableView(this))
    , m_rows(new QComboBox(this))
    , m_columns(new QComboBox(this))
    , m_relations(new QComboBox(this))
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

    m_table->setHorizontalHeader(new MatrixHeader(Qt::Horizontal, m_table));
    m_table->setVerticalHeader(new MatrixHeader(Qt::Vertical, m_table));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new MatrixDelegate(m_table));
    m_table->setAccessibleName(tr("Relations of the view"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFocusProxy(m_table);

    const auto *shown = session.model().view(view);
    if (shown)
        m_choice =
            MatrixChoice::fromText(Settings::viewValue(session.store().path(), shown->key, u"matrix"_s));
    connect(m_rows, &QComboBox::activated, this, &MatrixPage::onKinds);
    connect(m_columns, &QComboBox::activated, this, &MatrixPage::onKinds);
    connect(m_relations, &QComboBox::activated, this, &MatrixPage::onRelation);
    // A double click is one click to those who are used to it.
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_isSecondClick = true; });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &cell) {
        if (!std::exchange(m_isSecondClick, false))
            toggle(cell);
    });
    connect(m_table, &TableView::toggleWanted, this, [this] { toggle(m_table->currentIndex()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_table->viewport()->update();
        m_table->horizontalHeader()->viewport()->update();
        m_table->verticalHeader()->viewport()->update();
        onCurrent();
    });
    connect(&session, &Session::changed, this, &MatrixPage::onChanged);
    connect(&session, &Session::metamodelChanged, this, &MatrixPage::rebuild);
    connect(&session, &Session::plateauChanged, this, &MatrixPage::rebuild);
    connect(&session, &Session::selectionChanged, this, &MatrixPage::onSelection);
}

void MatrixPage::addBar()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(gap);
    for (const auto &[box, name, tip] :
         {std::tuple(m_rows, tr("Rows"), tr("What stands at the left")),
          std::tuple(m_relations, tr("Relation"), tr("What a dot says of the row and the column")),
          std::tuple(m_columns, tr("Columns"), tr("What stands at the top"))}) {
        box->setAccessibleName(name);
        box->setToolTip(tip);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        bar->addWidget(box);
    }
    m_count->setWordWrap(false);
    bar->addStretch();
    bar->addWidget(m_count);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
}

QString MatrixPage::note() const
{
    return m_note->text();
}

bool MatrixPage::isBusy() const
{
    return m_making.isRunning() || (m_isStale && isVisible());
}

void MatrixPage::onKinds()
{
    const QString row = m_rows->currentData().toString();
    const QString column = m_columns->currentData().toString();
    const auto possible = choicesBetween(m_session.metamodel(), m_model->matrix().counts, row, column);
    if (possible.isEmpty()) {
        m_note->refuse(tr("No relation can run between %1 and %2.")
                           .arg(m_rows->currentText().toLower(), m_columns->currentText().toLower()));
        return fillBoxes();
    }
    // The relation stays where it can.
    const auto same = std::ranges::find_if(possible, [&](const MatrixChoice &choice) {
        return choice.relation == m_choice.relation && choice.isInverse == m_choice.isInverse;
    });
    choose(same == possible.end() ? possible.front() : *same);
}

void MatrixPage::onRelation()
{
    choose(MatrixChoice::fromText(m_relations->currentData().toString()));
}

void MatrixPage::choose(const MatrixChoice &choice)
{
    m_choice = choice;
    m_note->clear();
    if (const auto *view = m_session.model().view(m_view))
        Settings::setViewValue(m_session.store().path(), view->key, u"matrix"_s, choice.toText());
    rebuild();
}

void MatrixPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        rebuild();
}

void MatrixPage::onChanged(const Change &change)
{
    if (!change.views.touches(m_view) && change.elements.isEmpty() && change.relations.isEmpty() &&
        change.plateaus.isEmpty())
        return;
    constexpr std::size_t few = 100;
    if (!m_isStale && change.relations.size() <= few)
        m_model->refresh(change.relations);
    rebuild();
}

void MatrixPage::rebuild()
{
    const auto *view = m_session.model().view(m_view);
    m_isStale = !isVisible();
    if (m_isStale || !view)
        return;
    TableSource source{m_session.model(), m_session.metamodel(), view->properties, m_session.plateau(),
                       m_session.compareFrom()};
    m_making.run(
        this,
        [source = std::move(source), choice = m_choice] {
            return std::make_shared<const MatrixData>(makeMatrix(source, choice));
        },
        [this](const std::shared_ptr<const MatrixData> &made) { take(made); });
}

void MatrixPage::take(const std::shared_ptr<const MatrixData> &made)
{
    const auto before = m_table->currentIndex();
    const auto kept = before.isValid() ? MatrixPlace(m_model->matrix().rows[before.row()].id,
                                                     m_model->matrix().columns[before.column()].id)
                                       : MatrixPlace();
    {
        const QScopedValueRollback following(m_isFollowing, true);
        m_model->setData(*made);
        const auto row = std::ranges::find(made->rows, kept.first, &MatrixEnd::id) - made->rows.begin();
        const auto column =
            std::ranges::find(made->columns, kept.second, &MatrixEnd::id) - made->columns.begin();
        if (row < made->rows.size() && column < made->columns.size())
            m_table->setCurrentIndex(m_model->index(int(row), int(column)));
    }
    m_choice = made->choice;
    m_table->setEmptyText(
        made->choice.relation.isEmpty()
            ? tr("Nothing in this view can be related.")
            : tr("Nothing of these kinds exists at %1.").arg(m_session.plateauName(m_session.plateau())));
    const auto count = made->cells.size();
    const QString relations = count == 1 ? tr("1 relation") : tr("%1 relations").arg(count);
    m_count->setText(made->isCompare ? tr("%1 · read-only in a compare").arg(relations) : relations);
    fillBoxes();
    onSelection();
}

void MatrixPage::fillBoxes()
{
    const auto &made = m_model->matrix();
    const auto &metamodel = m_session.metamodel();
    for (auto *box : {m_rows, m_columns}) {
        const QSignalBlocker quiet(box);
        box->clear();
        for (const auto &name : made.kinds) {
            const auto *kind = metamodel.kind(name);
            box->addItem(kind ? kind->plural : name, name);
        }
        box->addItem(tr("Everything"), QString());
    }
    m_rows->setCurrentIndex(m_rows->findData(m_choice.rowKind));
    m_columns->setCurrentIndex(m_columns->findData(m_choice.columnKind));
    m_relations->clear();
    for (const auto &choice : choicesBetween(metamodel, made.counts, m_choice.rowKind, m_choice.columnKind)) {
        const auto *relation = metamodel.relationKind(choice.relation);
        const QString text = choice.isInverse ? relation->inverse : relation->label;
        const int have = made.counts.value(choice.toText());
        m_relations->addItem(have > 0 ? u"%1 · %2"_s.arg(text).arg(have) : text, choice.toText());
    }
    m_relations->setCurrentIndex(m_relations->findData(m_choice.toText()));
}

void MatrixPage::onSelection()
{
    const auto id = m_session.selectedElement();
    const auto current = m_table->currentIndex();
    const auto &made = m_model->matrix();
    if (!id.isValid() ||
        (current.isValid() && (made.rows[current.row()].id == id || made.columns[current.column()].id == id)))
        return;
    const auto row = std::ranges::find(made.rows, id, &MatrixEnd::id) - made.rows.begin();
    const auto column = std::ranges::find(made.columns, id, &MatrixEnd::id) - made.columns.begin();
    const QScopedValueRollback following(m_isFollowing, true);
    if (row < made.rows.size() && !made.columns.isEmpty())
        m_table->setCurrentIndex(m_model->index(int(row), std::max(0, current.column())));
    else if (column < made.columns.size() && !made.rows.isEmpty())
        m_table->setCurrentIndex(m_model->index(std::max(0, current.row()), int(column)));
}

void MatrixPage::onCurrent()
{
    const auto current = m_table->currentIndex();
    if (m_isFollowing || !current.isValid())
        return;
    if (const auto relation = m_model->relationAt(current); relation.isValid())
        m_session.select(relation);
    else
        m_session.select(m_model->matrix().rows[current.row()].id);
}

void MatrixPage::toggle(const QModelIndex &cell)
{
    if (!cell.isValid())
        return;
    if (m_model->isReadOnly())
        return m_note->inform(m_model->matrix().isCompare
                                  ? tr("A compare is read-only; show one plateau to edit it.")
                                  : m_session.readOnlyReason());
    const auto [source, target] = m_model->endsAt(cell);
    const bool isThere = m_model->relationAt(cell).isValid();
    const auto draft = toggled(m_session, m_model->matrix().choice.relation, source, target);
    if (!draft)
        return m_note->refuse(draft.error().message);
    if (const auto problems = metamodel::findProjectProblems(draft->model(), draft->change());
        !problems.isEmpty())
        return m_note->refuse(problems.front().message);
    m_note->clear();
    const QString plateau = m_session.plateauName(m_session.plateau());
    const QString sentence = m_model->sentenceAt(cell);
    if (m_session.commit(*draft, isThere ? tr("End in %1: %2").arg(plateau, sentence)
                                         : tr("Add in %1: %2").arg(plateau, sentence)))
        onCurrent();
}

} // namespace gp::views
