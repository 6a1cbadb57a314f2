// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/waiverspanel.h"

#include "views/governance/findingedits.h"
#include "views/governance/waiverdialog.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QPushButton *button(const QString &text, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    setLook(made, u"small"_s);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setAutoDefault(false);
    return made;
}

QString leftText(const WaiverRow &row)
{
    if (!row.daysLeft)
        return {};
    const int days = *row.daysLeft;
    if (days < 0)
        return days == -1 ? WaiversPanel::tr("1 day ago") : WaiversPanel::tr("%1 days ago").arg(-days);
    return days == 1 ? WaiversPanel::tr("1 day") : WaiversPanel::tr("%1 days").arg(days);
}

namespace WaiverColumn {
enum Column { Rule, Element, Reason, Approver, End, Left, State };
}

} // namespace

WaiversPanel::WaiversPanel(Session &session, Findings &findings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_findings(findings)
    , m_table(new QTableWidget(this))
    , m_empty(textLabel(
          tr("Nothing is waived. A waiver accepts a finding for a time, with a reason: W in the list "
             "of findings."),
          u"muted"_s, this))
    , m_counts(textLabel({}, u"muted"_s, this))
    , m_filter(new QLineEdit(this))
    , m_edit(button(tr("Change…"), tr("Reason, compensating control, approver and end (Enter)"), this))
    , m_end(
          button(tr("End now"), tr("The finding opens again; the waiver stays in the register (Del)"), this))
    , m_element(button(tr("Show the element"), tr("Select it and bring it into sight"), this))
{
    makeRows(m_table, tr("Waivers"),
             {tr("Rule"), tr("Element"), tr("Reason"), tr("Approver"), tr("End"), tr("Left"), tr("State")});
    m_table->horizontalHeader()->setSectionResizeMode(WaiverColumn::Rule, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(WaiverColumn::Reason, QHeaderView::Stretch);
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->installEventFilter(this);
    m_filter->setPlaceholderText(tr("Filter waivers"));
    m_filter->setAccessibleName(tr("Filter waivers"));
    m_filter->setToolTip(tr("Show only what contains this text"));
    m_filter->setClearButtonEnabled(true);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 2, 12, 0);
    row->setSpacing(6);
    m_filter->setMaximumWidth(260);
    m_counts->setWordWrap(false);
    row->addWidget(m_filter, 1);
    row->addWidget(m_counts, 1);
    row->addWidget(m_element);
    row->addWidget(m_edit);
    row->addWidget(m_end);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    m_empty->setContentsMargins(16, 4, 16, 4);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addStretch();
    connect(m_filter, &QLineEdit::textChanged, this, &WaiversPanel::fill);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &WaiversPanel::enable);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, &WaiversPanel::edit);
    connect(m_edit, &QPushButton::clicked, this, &WaiversPanel::edit);
    connect(m_end, &QPushButton::clicked, this, &WaiversPanel::end);
    connect(m_element, &QPushButton::clicked, this, &WaiversPanel::jump);
    connect(&session, &Session::changed, this, &WaiversPanel::fill);
    connect(&session, &Session::plateauChanged, this, &WaiversPanel::fill);
    connect(&findings, &Findings::changed, this, &WaiversPanel::fill); // the profile says what is soon
    fill();
}

RecordId WaiversPanel::selected() const
{
    const auto *item = m_table->currentRow() < 0 ? nullptr : m_table->item(m_table->currentRow(), 0);
    return item ? RecordId(item->data(Qt::UserRole).toLongLong()) : RecordId();
}

void WaiversPanel::setCells(int row, const WaiverRow &waiver)
{
    const auto &model = m_session.model();
    const auto *element = model.element(waiver.element());
    const auto text = [&waiver](const QString &property) {
        return waiver.record.properties.value(property).toString().simplified();
    };
    const auto *last = model.plateau(waiver.endPlateau);
    QString end = waiver.end.isValid() ? waiver.end.toString(Qt::ISODate) : QString();
    if (last)
        end = end.isEmpty() ? last->name : u"%1 (%2)"_s.arg(last->name, end);
    const QString sign = waiver.state == WaiverState::Expired       ? u"✕ "_s
                         : waiver.state == WaiverState::ExpiresSoon ? u"▲ "_s
                                                                    : u"○ "_s;
    setRow(m_table, row,
           {waiver.rule(), element ? nameOf(m_session, element->id) : waiver.element(), text(u"reason"_s),
            text(u"approver"_s), end, leftText(waiver), sign + toString(waiver.state)});
    const auto *rule = m_findings.rule(waiver.rule());
    if (rule)
        m_table->item(row, WaiverColumn::Rule)->setToolTip(rule->title);
    m_table->item(row, WaiverColumn::Reason)
        ->setToolTip(
            tr("%1\nCompensating control: %2").arg(text(u"reason"_s), text(u"compensating_control"_s)));
    m_table->item(row, WaiverColumn::Rule)->setData(Qt::UserRole, waiver.record.id.value());
    const auto &theme = currentTheme();
    m_table->item(row, WaiverColumn::State)
        ->setForeground(waiver.state == WaiverState::Expired       ? theme.removed
                        : waiver.state == WaiverState::ExpiresSoon ? theme.changed
                                                                   : theme.muted);
}

void WaiversPanel::fill()
{
    const auto before = selected();
    const auto &profile = m_findings.profile();
    auto rows = waiverRows(m_session.model(), m_session.plateau(), profile);
    const auto total = rows.size();
    const QString news = waiverNews(rows, profile);
    const QString day = waiverDay(m_session.model(), m_session.plateau()).toString(Qt::ISODate);
    m_counts->setText(news.isEmpty() ? tr("As of %1").arg(day) : tr("As of %1: %2").arg(day, news));
    const QString wanted = m_filter->text().trimmed();
    rows.removeIf([&](const WaiverRow &row) {
        const auto *element = m_session.model().element(row.element());
        const QString all = QStringList{row.rule(),
                                        row.element(),
                                        element ? nameOf(m_session, element->id) : QString(),
                                        row.record.properties.value("reason"_L1).toString(),
                                        row.record.properties.value("approver"_L1).toString(),
                                        toString(row.state)}
                                .join(u' ');
        return !all.contains(wanted, Qt::CaseInsensitive);
    });
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(int(rows.size()));
    int current = 0;
    for (int row = 0; row < rows.size(); ++row) {
        setCells(row, rows[row]);
        if (rows[row].record.id == before)
            current = row;
    }
    m_empty->setVisible(total == 0);
    m_table->setVisible(total > 0);
    if (!rows.isEmpty())
        m_table->selectRow(current);
    enable();
}

void WaiversPanel::enable()
{
    const auto *record = m_session.model().record(selected());
    const bool canWrite = record && !m_session.store().isReadOnly();
    bool holds = false;
    for (const auto &row : waiverRows(m_session.model(), m_session.plateau(), m_findings.profile()))
        holds = holds || (record && row.record.id == record->id && row.state != WaiverState::Expired);
    m_edit->setEnabled(canWrite);
    m_end->setEnabled(canWrite && holds);
    m_element->setEnabled(record &&
                          m_session.model().element(record->properties.value("element"_L1).toString()));
}

void WaiversPanel::edit()
{
    const auto *record = m_session.model().record(selected());
    if (record && m_edit->isEnabled())
        (new WaiverDialog(m_session, m_findings.profile(), *record, window()))->open();
}

void WaiversPanel::end()
{
    if (!m_end->isEnabled())
        return;
    const auto edit = endWaiver(m_session.model(), selected(), m_session.plateau());
    if (!edit.done)
        Q_EMIT m_session.failed(edit.done.error());
    else if (m_session.commit(edit.draft, edit.label))
        Q_EMIT m_session.edited(edit.label);
}

void WaiversPanel::jump()
{
    const auto *record = m_session.model().record(selected());
    const auto *element =
        record ? m_session.model().element(record->properties.value("element"_L1).toString()) : nullptr;
    if (!element)
        return;
    const ElementId id = element->id;
    m_session.select(id);
    Q_EMIT m_session.revealRequested(id, true);
}

bool WaiversPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            edit();
            return true;
        }
        if (key == Qt::Key_Delete) {
            end();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
