// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/ownkinds/ownkindsdialog.h"

#include "core/metamodel/ownkinds.h"
#include "views/ownkinds/definitionedits.h"
#include "views/ownkinds/kinddialog.h"
#include "views/ownkinds/propertydialog.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QPushButton *button(const QString &text, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setAutoDefault(false);
    return made;
}

QList<Record> definitionsOf(const Model &model)
{
    return model.recordsOfKind(metamodel::ownKindRecord) + model.recordsOfKind(metamodel::ownPropertyRecord);
}

/// Why a definition does not count; empty where it does.
QString problemOf(const Model &model, const Record &definition)
{
    const QString start = u"%1 '%2'"_s.arg(definition.kind, definition.key);
    for (const auto &problem : metamodel::extended(metamodel::Metamodel::builtin(), model).problems) {
        if (problem.message.startsWith(start))
            return problem.message;
    }
    return {};
}

/// "choice, for Services, Pipelines"
QString whatItIs(const metamodel::Metamodel &metamodel, const Record &definition)
{
    if (definition.kind == metamodel::ownKindRecord) {
        const auto *like = metamodel.kind(definition.properties.value("like"_L1).toString());
        return like ? QObject::tr("kind, related like a %1").arg(like->label) : QObject::tr("kind");
    }
    const auto *described = metamodel.recordKind(metamodel::ownPropertyRecord);
    const QString type =
        described->property(u"type"_s)->labelOf(definition.properties.value("type"_L1).toString());
    QStringList kinds;
    for (const auto &item : definition.properties.value("kinds"_L1).toArray()) {
        const auto *kind = metamodel.kind(item.toString());
        kinds.append(kind ? kind->plural : item.toString());
    }
    return kinds.isEmpty() ? QObject::tr("%1, for every kind").arg(type)
                           : QObject::tr("%1, for %2").arg(type, kinds.join(u", "_s));
}

} // namespace

OwnKindsDialog::OwnKindsDialog(Session &session, QWidget *parent)
    : Dialog(tr("Kinds and properties of this project"), {}, parent)
    , m_session(session)
    , m_table(new QTableWidget(this))
    , m_empty(textLabel(
          tr("Nothing of its own yet. Add a kind of element or a property that the built-in ones do "
             "not have; they are part of the project and go where it goes."),
          u"muted"_s, this))
    , m_problem(textLabel({}, u"error"_s, this))
    , m_addKind(button(tr("Add kind…"), tr("A kind of element that only this project has"), this))
    , m_addProperty(button(tr("Add property…"), tr("Something more to say of elements"), this))
    , m_change(button(tr("Change…"), tr("Look at it and change it (Enter)"), this))
    , m_remove(button(tr("Remove"), tr("Take it away, where nobody uses it (Del)"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    makeRows(m_table, tr("Kinds and properties"),
             {tr("Title"), tr("Name in files"), tr("What it is"), tr("Used by")});
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    for (auto *one : {m_addKind, m_addProperty, m_change, m_remove})
        row->addWidget(one);
    row->addStretch();
    content()->addWidget(m_empty);
    content()->addWidget(m_table, 1);
    content()->addWidget(m_problem);
    content()->addLayout(row);
    resize(760, 440);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &OwnKindsDialog::showState);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, &OwnKindsDialog::change);
    connect(m_addKind, &QPushButton::clicked, this, [this] { (new KindDialog(m_session, this))->open(); });
    connect(m_addProperty, &QPushButton::clicked, this, [this] {
        const auto *record = m_session.model().record(selected());
        const bool isKind = record && record->kind == metamodel::ownKindRecord;
        (new PropertyDialog(m_session, isKind ? QStringList{record->key} : QStringList(), this))->open();
    });
    connect(m_change, &QPushButton::clicked, this, &OwnKindsDialog::change);
    connect(m_remove, &QPushButton::clicked, this, &OwnKindsDialog::remove);
    connect(&session, &Session::changed, this, &OwnKindsDialog::fill);
    fill();
    (m_table->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_addKind)->setFocus();
}

void OwnKindsDialog::fill()
{
    const auto before = selected();
    const auto definitions = definitionsOf(m_session.model());
    m_table->setRowCount(int(definitions.size()));
    int current = 0;
    for (int row = 0; row < definitions.size(); ++row) {
        const auto &definition = definitions[row];
        const auto users = metamodel::usersOf(m_session.model(), definition).size();
        const QString problem = problemOf(m_session.model(), definition);
        setRow(m_table, row,
               {(problem.isEmpty() ? QString() : u"⚠ "_s) + capitalised(titleOf(definition)), definition.key,
                whatItIs(m_session.metamodel(), definition),
                users == 0   ? tr("nobody")
                : users == 1 ? tr("1 element")
                             : tr("%1 elements").arg(users)});
        m_table->item(row, 0)->setData(Qt::UserRole, definition.id.value());
        if (!problem.isEmpty())
            m_table->item(row, 0)->setToolTip(problem);
        if (definition.id == before)
            current = row;
    }
    m_empty->setVisible(definitions.isEmpty());
    m_table->setVisible(!definitions.isEmpty());
    if (!definitions.isEmpty())
        m_table->selectRow(current);
    say({});
    showState();
}

RecordId OwnKindsDialog::selected() const
{
    const auto *item = m_table->currentRow() < 0 ? nullptr : m_table->item(m_table->currentRow(), 0);
    return item ? RecordId(item->data(Qt::UserRole).toLongLong()) : RecordId();
}

QString OwnKindsDialog::problem() const
{
    return m_problem->isVisibleTo(this) ? m_problem->text() : QString();
}

void OwnKindsDialog::showState()
{
    const auto *record = m_session.model().record(selected());
    const bool canWrite = !m_session.store().isReadOnly();
    for (auto *adding : {m_addKind, m_addProperty})
        adding->setEnabled(canWrite);
    for (auto *changing : {m_change, m_remove})
        changing->setEnabled(canWrite && record);
    const QString problem = record ? problemOf(m_session.model(), *record) : QString();
    m_problem->setText(problem.isEmpty() ? QString() : tr("It does not count: %1").arg(problem));
    m_problem->setVisible(!problem.isEmpty());
    say({});
}

void OwnKindsDialog::change()
{
    const auto *record = m_session.model().record(selected());
    if (!record || m_session.store().isReadOnly())
        return;
    if (record->kind == metamodel::ownKindRecord)
        (new KindDialog(m_session, *record, this))->open();
    else
        (new PropertyDialog(m_session, *record, this))->open();
}

void OwnKindsDialog::remove()
{
    if (m_session.store().isReadOnly())
        return;
    const auto edit = removeDefinition(m_session.model(), selected());
    if (!edit.done)
        return say(edit.done.error().message);
    if (const auto done = m_session.store().commit(edit.draft, edit.label); !done)
        say(done.error().message);
}

bool OwnKindsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            change();
            return true;
        }
        if (key == Qt::Key_Delete) {
            remove();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace gp::views
