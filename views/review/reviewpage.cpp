// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/reviewpage.h"

#include "core/documents/deck.h"
#include "core/review/board.h"
#include "core/review/verdicts.h"
#include "core/rules/waivers.h"
#include "views/pages/recordview.h"
#include "views/review/agendaeditor.h"
#include "views/review/queuepanel.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString wordOf(review::ReviewStatus status)
{
    switch (status) {
    case review::ReviewStatus::Submitted:
        return ReviewPage::tr("submitted");
    case review::ReviewStatus::Scheduled:
        return ReviewPage::tr("scheduled");
    case review::ReviewStatus::Held:
        break;
    }
    return ReviewPage::tr("held");
}

} // namespace

ReviewPage::ReviewPage(Session &session, RecordId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_id(id)
    , m_key(session.model().record(id) ? session.model().record(id)->key : QString())
    , m_status(textLabel({}, {}, this))
    , m_walk(new QPushButton(tr("Walk through"), this))
    , m_pack(new QPushButton(tr("Board pack…"), this))
    , m_slides(new QPushButton(tr("Slides…"), this))
    , m_minutes(new QPushButton(tr("Minutes…"), this))
    , m_close(new QPushButton(this))
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_agenda(new AgendaEditor(session, m_key, m_stack))
    , m_page(new RecordView(session, id, m_stack))
    , m_queue(new QueuePanel(session, m_stack))
{
    build();
    connect(&session, &Session::changed, this, &ReviewPage::refresh);
    refresh();
}

void ReviewPage::build()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_status, 1);
    for (auto *button : {m_minutes, m_slides, m_pack, m_close, m_walk})
        row->addWidget(button);
    setLook(m_walk, u"primary"_s);
    m_slides->setToolTip(tr("A PDF of 16:9 pages, among the documents that are generated"));
    for (const auto &[index, title] :
         {std::pair(Agenda, tr("Agenda")), std::pair(Board, tr("Review")), std::pair(Queue, tr("Queue"))})
        m_tabs->insertTab(index, title);
    m_tabs->setAccessibleName(tr("Parts of the review"));
    for (QWidget *page : std::initializer_list<QWidget *>{m_agenda, m_page, m_queue})
        m_stack->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(8, 0, 8, 0);
    tabs->addWidget(m_tabs);
    tabs->addStretch(1);
    column->addLayout(tabs);
    column->addWidget(hairline(this));
    column->addWidget(m_stack, 1);
    setFocusProxy(m_agenda);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_agenda->keepNotes();
        m_stack->setCurrentIndex(index);
    });
    connect(m_walk, &QPushButton::clicked, this, [this] { Q_EMIT walkWanted(m_key); });
    connect(m_pack, &QPushButton::clicked, this, [this] {
        if (const auto *record = m_session.model().record(m_id))
            Q_EMIT documentWanted(u"board-pack"_s, documents::packPath(*record));
    });
    connect(m_minutes, &QPushButton::clicked, this, [this] {
        if (const auto *record = m_session.model().record(m_id))
            Q_EMIT documentWanted(u"minutes"_s, documents::minutesPath(*record));
    });
    connect(m_slides, &QPushButton::clicked, this, &ReviewPage::generateWanted);
    connect(m_close, &QPushButton::clicked, this, &ReviewPage::closeMeeting);
    connect(m_agenda, &AgendaEditor::changed, this, &ReviewPage::refresh);
}

void ReviewPage::refresh()
{
    const Model &model = m_session.model();
    const auto *record = model.record(m_id);
    if (!record)
        return;
    const auto status = review::statusOf(*record);
    const bool isHeld = status == review::ReviewStatus::Held;
    const auto board = review::boardOf(*record);
    QStringList parts{tr("Status: %1").arg(wordOf(status))};
    if (const QDate date = review::dateOf(*record); date.isValid())
        parts.append(date.toString(Qt::ISODate));
    if (const auto scope = review::scopeOf(model, m_key))
        parts.append(tr("%1 → %2").arg(m_session.plateauName(scope->from), m_session.plateauName(scope->to)));
    parts.append(tr("%1 of %2 decided")
                     .arg(review::verdictsOf(*record).size())
                     .arg(review::subjectsOf(model, *record).size()));
    parts.append(board.quorum > 0
                     ? tr("%1 with a vote are there, quorum %2").arg(board.present()).arg(board.quorum)
                     : tr("no quorum"));
    m_status->setText(parts.join(u" · "_s));
    m_pack->setEnabled(documents::hasPack(model, *record));
    m_pack->setToolTip(m_pack->isEnabled() ? tr("The document that the board reads before")
                                           : tr("Say first between which plateaus it goes"));
    m_minutes->setEnabled(documents::hasMinutes(*record));
    m_minutes->setToolTip(m_minutes->isEnabled() ? tr("Attendance, verdicts, conditions and actions")
                                                 : tr("There are none before the first verdict"));
    m_close->setText(isHeld ? tr("Reopen") : tr("Close the meeting"));
    const QString readOnly = m_session.readOnlyReason();
    m_close->setEnabled(readOnly.isEmpty());
    m_close->setToolTip(!readOnly.isEmpty() ? readOnly
                        : isHeld            ? tr("Verdicts can be given and changed again")
                                 : tr("It was held: attendance and agenda are written down, no verdict "
                                      "changes any more"));
}

void ReviewPage::closeMeeting()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    m_agenda->keepNotes();
    record = m_session.model().record(m_id);
    Draft draft(m_session.model());
    const bool isHeld = review::statusOf(*record) == review::ReviewStatus::Held;
    QStringList titles;
    for (const auto steps = m_agenda->agenda().shown(); const auto &step : steps)
        titles.append(step.title);
    QDate date = review::dateOf(*record);
    if (!date.isValid())
        date = QDate::fromString(rules::projectDate(m_session.model()), Qt::ISODate);
    const auto done = isHeld ? review::reopen(draft, m_key) : review::close(draft, m_key, date, titles);
    if (!done)
        Q_EMIT m_session.informed(done.error().message);
    else
        m_session.commit(draft, (isHeld ? tr("Reopen %1") : tr("Close %1")).arg(titleOf(*record)));
}

bool ReviewPage::isWorking() const
{
    return m_agenda->isWorking() || m_queue->isWorking();
}

bool ReviewPage::leave()
{
    m_agenda->keepNotes();
    return true;
}

void ReviewPage::open(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

} // namespace gp::views
