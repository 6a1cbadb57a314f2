// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/queuepanel.h"

#include "core/review/intake.h"
#include "core/rules/waivers.h"
#include "core/store/query.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QTableWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

struct QueuePanel::Shown
{
    QList<review::Waiting> waiting;
    review::Throughput throughput;
    review::Overdue overdue;
};

namespace {

constexpr int keyRole = Qt::UserRole;

QString daysText(const std::optional<int> &days)
{
    return days ? QueuePanel::tr("%1 of %2 days").arg(*days).arg(review::bar) : QString();
}

/// A heading with lines; nothing where there are none.
QString part(const QString &title, const QStringList &lines)
{
    QString html;
    for (const QString &line : lines)
        html += u"<p>"_s + line.toHtmlEscaped() + u"</p>"_s;
    return lines.isEmpty() ? QString() : QString(u"<h3>"_s + title.toHtmlEscaped() + u"</h3>"_s + html);
}

} // namespace

QueuePanel::QueuePanel(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_head(textLabel({}, {}, this))
    , m_table(new QTableWidget(this))
    , m_overdue(new QTextBrowser(this))
{
    makeRows(m_table, tr("Designs that wait for the board"),
             {tr("Design"), tr("Complete"), tr("Reviewers"), tr("Submitted"), tr("Meets"), tr("Waits"),
              tr("At the meeting")});
    m_overdue->setFrameShape(QFrame::NoFrame);
    m_overdue->setOpenLinks(false);
    m_overdue->setAccessibleName(tr("What is overdue"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addWidget(m_head);
    column->addWidget(m_table, 1);
    column->addWidget(m_overdue, 1);
    connect(m_table, &QTableWidget::itemActivated, this, [this](QTableWidgetItem *item) {
        const auto *record =
            m_session.model().record(u"review"_s, m_table->item(item->row(), 0)->data(keyRole).toString());
        if (record)
            Q_EMIT m_session.pageRequested(record->id);
    });
    connect(&session, &Session::changed, this, [this] {
        m_isStale = true;
        if (isVisible())
            workOut();
    });
}

void QueuePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        workOut();
}

void QueuePanel::workOut()
{
    m_isStale = false;
    // Values: the session may go on meanwhile.
    m_working.run(
        this,
        [model = m_session.model(), path = m_session.store().path()] {
            const QDate today = QDate::fromString(rules::projectDate(model), Qt::ISODate);
            const auto opened = store::Query::open(path);
            review::NfrsAt nfrsAt;
            if (opened)
                nfrsAt = [&](PlateauId plateau) {
                    return rules::nfrChecklist(**opened, rules::NfrCatalogue::builtin(), model, plateau).rows;
                };
            return Shown{review::queueOf(model, today, nfrsAt), review::throughputOf(model),
                         review::overdueAt(model, today)};
        },
        [this](const Shown &shown) { show(shown); });
}

void QueuePanel::show(const Shown &shown)
{
    const auto &throughput = shown.throughput;
    const QLocale locale = QLocale::c();
    m_head->setText(
        throughput.cycles.isEmpty()
            ? tr("%1 wait. No review with both dates was held yet.").arg(shown.waiting.size())
            : tr("%1 wait. %2 were held: %3 business days on average, half of them within %4; %5 took longer "
                 "than %6.")
                  .arg(shown.waiting.size())
                  .arg(throughput.cycles.size())
                  .arg(locale.toString(throughput.mean, 'f', 1), locale.toString(throughput.median, 'f', 1))
                  .arg(throughput.late)
                  .arg(review::bar));
    m_table->setRowCount(int(shown.waiting.size()));
    int row = 0;
    for (const auto &one : shown.waiting) {
        setRow(m_table, row,
               {one.title, tr("%1 %").arg(one.complete), one.reviewers.join(u", "_s),
                one.submitted.toString(Qt::ISODate), one.date.toString(Qt::ISODate), daysText(one.waited),
                daysText(one.planned)});
        QStringList missing;
        for (const auto &check : one.checks) {
            if (!check.isMet)
                missing.append(check.missing.isEmpty() ? check.text : check.missing);
        }
        m_table->item(row, 0)->setData(keyRole, one.key);
        m_table->item(row, 1)->setToolTip(missing.isEmpty() ? tr("Nothing is missing") : missing.join(u'\n'));
        if (one.isLate)
            m_table->item(row, 6)->setForeground(currentTheme().removed);
        ++row;
    }
    QStringList actions;
    for (const auto &action : shown.overdue.actions)
        actions.append(tr("%1: %2, %3").arg(action.due.toString(Qt::ISODate), action.title, action.owner));
    QStringList decisions;
    for (const auto &decision : shown.overdue.decisions)
        decisions.append(titleOf(decision));
    const QString html =
        part(tr("Overdue conditions and actions"), actions) + part(tr("Decisions due for review"), decisions);
    m_overdue->setHtml(html.isEmpty() ? u"<p>"_s + tr("Nothing is overdue.").toHtmlEscaped() + u"</p>"_s
                                      : html);
}

} // namespace gp::views
