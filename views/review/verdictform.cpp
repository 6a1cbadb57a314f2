// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The fields of the pane of verdicts, and what they show.
#include "core/decisions/life.h"
#include "core/review/board.h"
#include "core/rules/waivers.h"
#include "views/pages/prose.h"
#include "views/review/steptext.h"
#include "views/review/verdictpane.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/states.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyle>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using review::Subject;
using review::Verdict;

namespace {

constexpr int paneWidth = 304;
constexpr int rationaleHeight = 72;
constexpr qsizetype mostActions = 8;

struct VerdictButton
{
    Verdict verdict;
    QString text;
    QString look;
};

QList<VerdictButton> verdictButtons()
{
    return {{Verdict::Accept, VerdictPane::tr("Accept  A"), u"verdict-accept"_s},
            {Verdict::AcceptWithConditions, VerdictPane::tr("Accept with conditions  W"),
             u"verdict-conditions"_s},
            {Verdict::Defer, VerdictPane::tr("Defer  D"), u"verdict-defer"_s},
            {Verdict::Reject, VerdictPane::tr("Reject  R"), u"verdict-reject"_s}};
}

void empty(QVBoxLayout *column)
{
    while (QLayoutItem *item = column->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString trimmedText(const Record &record, QLatin1StringView property)
{
    return record.properties.value(property).toString().trimmed();
}

QString part(const QString &title, const QString &html)
{
    return html.isEmpty() ? QString() : QString(u"<h4>"_s + title.toHtmlEscaped() + u"</h4>"_s + html);
}

QString plain(const QString &text)
{
    return text.isEmpty() ? QString() : QString(u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s);
}

/// The first paragraph: a board reads it in a glance, the rest is on the decision's page.
QString firstOf(const QString &markdown)
{
    return markdown.section(u"\n\n"_s, 0, 0, QString::SectionSkipEmpty);
}

QString decisionFacts(const Session &session, const Record &decision)
{
    QString html;
    QString outcome = trimmedText(decision, "outcome"_L1);
    // People often begin with the name of what they chose.
    QString chosen = trimmedText(decision, "chosen"_L1);
    if (outcome.startsWith(chosen))
        chosen.clear();
    html += part(VerdictPane::tr("Outcome"),
                 plain(chosen) + (outcome.isEmpty() ? QString() : proseHtml(session, firstOf(outcome))));
    QStringList why = decision.properties.value("good_consequences"_L1).toVariant().toStringList();
    if (why.isEmpty())
        why = decision.properties.value("drivers"_L1).toVariant().toStringList();
    QString reasons;
    for (const QString &one : why.first(std::min<qsizetype>(why.size(), 3)))
        reasons += proseHtml(session, one);
    if (reasons.isEmpty() && !trimmedText(decision, "context"_L1).isEmpty())
        reasons = proseHtml(session, firstOf(trimmedText(decision, "context"_L1)));
    return html + part(VerdictPane::tr("Why"), reasons);
}

QString waiverFacts(const Session &session, const Record &waiver)
{
    const QString until = trimmedText(waiver, "expires"_L1);
    const QString reason = trimmedText(waiver, "reason"_L1);
    const QString instead = trimmedText(waiver, "compensating_control"_L1);
    return part(VerdictPane::tr("Why it is asked for"),
                reason.isEmpty() ? QString() : proseHtml(session, reason)) +
           part(VerdictPane::tr("What makes up for it"),
                instead.isEmpty() ? QString() : proseHtml(session, instead)) +
           part(VerdictPane::tr("Until"),
                plain(until.isEmpty() ? trimmedText(waiver, "expires_at_plateau"_L1) : until));
}

/// The style keeps what it found for a widget that was asked for its size already.
void setLookAnew(QWidget *widget, const QString &look)
{
    setLook(widget, look);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

/// As high as its text.
void fill(QTextBrowser *text, const QString &html)
{
    auto *document = text->document();
    document->setDefaultFont(diagram::font(12.5));
    document->setDocumentMargin(0);
    document->setDefaultStyleSheet(
        u"h3, h4 { font-size: 12.5px; font-weight: 600; margin: 10px 0 2px 0; } p { margin: 2px 0; } "
        "a { color: %1; text-decoration: none; }"_s.arg(currentTheme().accent.name()));
    text->setHtml(html);
    document->setTextWidth(paneWidth - 36);
    text->setFixedHeight(int(std::ceil(document->size().height())) + 2);
    text->setVisible(!html.isEmpty());
}

} // namespace

VerdictPane::VerdictPane(Session &session, const QString &review, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_review(review)
    , m_body(new QWidget(this))
    , m_column(new QVBoxLayout(m_body))
    , m_subjectBox(new QComboBox(m_body))
    , m_title(heading({}, 16, m_body))
    , m_status(new Badge({}, currentTheme().changed, m_body))
    , m_facts(new QTextBrowser(m_body))
    , m_effects(new QTextBrowser(m_body))
    , m_board(new QWidget(m_body))
    , m_recorded(textLabel({}, {}, m_board))
    , m_withdraw(new QPushButton(tr("Withdraw the verdict"), m_board))
    , m_problem(textLabel({}, u"error"_s, m_board))
    , m_rationale(new QPlainTextEdit(m_board))
    , m_overriding(new QWidget(m_board))
    , m_violations(textLabel({}, u"error"_s, m_overriding))
    , m_override(new QLineEdit(m_overriding))
    , m_memberColumn(new QVBoxLayout)
    , m_conditionColumn(new QVBoxLayout)
    , m_actionColumn(new QVBoxLayout)
{
    build();
    connect(&session, &Session::changed, this, [this] {
        m_pending.reset();
        refresh();
    });
}

void VerdictPane::build()
{
    setObjectName(u"verdictPane"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setFixedWidth(paneWidth + 24);
    setLook(m_body, u"panel"_s);
    m_body->setAttribute(Qt::WA_StyledBackground);
    setWidget(m_body);
    m_column->setContentsMargins(20, 28, 20, 20);
    m_column->setSpacing(8);
    m_subjectBox->setAccessibleName(tr("What the board decides on"));
    m_subjectBox->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_subjectBox, &QComboBox::currentIndexChanged, this, [this] {
        m_pending.reset();
        restore();
        refresh();
    });
    connect(m_subjectBox, &QComboBox::activated, this, &VerdictPane::left);
    for (auto *text : {m_facts, m_effects}) {
        setLookAnew(text, u"onPanel"_s);
        text->setFrameShape(QFrame::NoFrame);
        text->setFocusPolicy(Qt::NoFocus);
        text->setOpenLinks(false);
        text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    m_facts->setAccessibleName(tr("What it says"));
    m_effects->setAccessibleName(tr("What the change does"));
    for (QWidget *each : std::initializer_list<QWidget *>{m_subjectBox, m_title})
        m_column->addWidget(each);
    m_column->addWidget(m_status, 0, Qt::AlignLeft);
    m_column->addWidget(m_facts);
    m_column->addWidget(m_board);
    // Below the buttons: what a change does may be long, and the board decides in the same place at each
    // step.
    m_column->addWidget(m_effects);

    auto *board = new QVBoxLayout(m_board);
    board->setContentsMargins(0, 0, 0, 0);
    board->setSpacing(8);
    board->addWidget(heading(tr("The board decides"), 12.5, m_board));
    board->addWidget(m_recorded);
    for (const auto &[verdict, text, look] : verdictButtons()) {
        auto *button = new QPushButton(text, m_board);
        setLook(button, look);
        button->setAccessibleName(capitalised(review::wordOf(verdict)));
        connect(button, &QPushButton::clicked, this, [this, kind = verdict] { decide(kind); });
        board->addWidget(button);
        m_buttons.insert(verdict, button);
    }
    setLook(m_withdraw, u"link"_s);
    connect(m_withdraw, &QPushButton::clicked, this, &VerdictPane::withdraw);
    board->addWidget(m_withdraw, 0, Qt::AlignLeft);
    board->addWidget(m_problem);
    auto *overriding = new QVBoxLayout(m_overriding);
    overriding->setContentsMargins(0, 0, 0, 0);
    overriding->addWidget(m_violations);
    m_override->setPlaceholderText(tr("In spite of that, because…"));
    m_override->setAccessibleName(tr("Why it is decided in spite of what stands in the way"));
    overriding->addWidget(m_override);
    board->addWidget(m_overriding);
    board->addWidget(heading(tr("Note for the minutes"), 12.5, m_board));
    setLookAnew(m_rationale, u"field"_s);
    m_rationale->setTabChangesFocus(true);
    m_rationale->setFixedHeight(rationaleHeight);
    m_rationale->setAccessibleName(tr("Rationale, for the minutes"));
    m_rationale->setPlaceholderText(tr("Why; Ctrl+Enter stores the verdict"));
    board->addWidget(m_rationale);
    board->addLayout(m_conditionColumn);
    board->addWidget(heading(tr("Who decides"), 12.5, m_board));
    board->addLayout(m_memberColumn);
    for (auto *column : {m_memberColumn, m_conditionColumn, m_actionColumn})
        column->setSpacing(4);
    for (QWidget *field : std::initializer_list<QWidget *>{m_rationale, m_override})
        field->installEventFilter(this);

    m_column->addWidget(heading(tr("Actions"), 12.5, m_body));
    m_column->addLayout(m_actionColumn);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    for (const auto &[text, kind] : {std::pair(tr("Action…  T"), review::ActionKind::Action),
                                     std::pair(tr("Question…  Q"), review::ActionKind::Question)}) {
        auto *link = new Link(text, m_body);
        connect(link, &QPushButton::clicked, this, [this, what = kind] { askFor(what); });
        row->addWidget(link);
    }
    auto *waiver = new Link(tr("Waiver…  V"), m_body);
    connect(waiver, &QPushButton::clicked, this, &VerdictPane::askForWaiver);
    row->addWidget(waiver);
    row->addStretch(1);
    m_column->addLayout(row);
    m_column->addStretch(1);
}

void VerdictPane::refresh()
{
    const Record *held = record();
    if (!held)
        return;
    fillSubject();
    const auto about = subject();
    const auto said = about ? review::verdictOn(*held, *about) : std::nullopt;
    const bool isHeld = review::statusOf(*held) == review::ReviewStatus::Held;
    m_board->setVisible(about.has_value());
    QString recorded;
    if (said)
        recorded = tr("%1 by %2").arg(capitalised(review::wordOf(said->verdict)), said->by.join(u", "_s));
    else if (isHeld)
        recorded = tr("The review was held, and its minutes are closed.");
    else if (const QString reason = m_session.readOnlyReason(); !reason.isEmpty())
        recorded = reason;
    m_recorded->setText(recorded);
    m_recorded->setVisible(!recorded.isEmpty());
    for (auto *button : std::as_const(m_buttons))
        button->setEnabled(canDecide());
    m_withdraw->setVisible(said && canDecide());
    say({});
    fillMembers();
    fillConditions();
    sayViolations(m_pending.value_or(said ? said->verdict : Verdict::Accept));
    fillActions();
}

void VerdictPane::fillSubject()
{
    const auto about = subject();
    const auto &theme = currentTheme();
    const Model &model = m_session.model();
    const QString kind = about && about->kind == Subject::Kind::Waiver ? u"waiver"_s : u"decision"_s;
    const Record *shown = model.record(kind, about ? about->key : m_step.decision);
    m_subjectBox->setVisible(m_subjects.size() > 1);
    m_title->setVisible(shown);
    m_status->setVisible(shown);
    QString html;
    if (shown) {
        const bool isWaiver = kind == "waiver"_L1;
        m_title->setText(isWaiver ? tr("Deviation: %1").arg(titleOf(*shown)) : titleOf(*shown));
        QString status =
            isWaiver ? trimmedText(*shown, "status"_L1) : decisions::toString(decisions::statusOf(*shown));
        if (isWaiver)
            status = status == "requested"_L1 ? tr("asked for")
                     : status == "refused"_L1 ? tr("refused")
                                              : tr("granted");
        m_status->setText(status);
        m_status->setColor(isWaiver ? theme.changed : statusColor(status, theme));
        html = isWaiver ? waiverFacts(m_session, *shown) : decisionFacts(m_session, *shown);
    }
    fill(m_facts, html);
    // What a picture cannot say stands beside it; steps of text say it themselves.
    const bool isPicture = !m_step.stage.before.isEmpty() || !m_step.stage.after.isEmpty();
    fill(m_effects, isPicture && !m_step.lines.isEmpty() ? linesHtml(m_session, m_step.lines) : QString());
}

void VerdictPane::fillMembers()
{
    for (const auto *box : std::as_const(m_members)) {
        const QString name = box->property("member").toString();
        m_notDeciding.removeAll(name);
        if (!box->isChecked())
            m_notDeciding.append(name);
    }
    m_members.clear();
    empty(m_memberColumn);
    for (const auto board = review::boardOf(*record()); const auto &member : board.members) {
        if (!member.isPresent || !member.hasVote)
            continue;
        auto *box = new QCheckBox(member.name, m_board);
        box->setToolTip(member.role);
        box->setProperty("member", member.name);
        box->setChecked(!m_notDeciding.contains(member.name));
        connect(box, &QCheckBox::toggled, this,
                [this] { sayViolations(m_pending.value_or(Verdict::Accept)); });
        m_memberColumn->addWidget(box);
        m_members.append(box);
    }
    if (m_members.isEmpty())
        m_memberColumn->addWidget(textLabel(tr("Nobody with a vote is there: mark who is, in the speaker's "
                                               "window or on the review's page."),
                                            u"muted"_s, m_board));
}

void VerdictPane::fillConditions()
{
    empty(m_conditionColumn);
    if (!m_conditions.isEmpty())
        m_conditionColumn->addWidget(heading(tr("Conditions"), 12.5, m_board));
    for (qsizetype i = 0; i < m_conditions.size(); ++i) {
        const auto &condition = m_conditions.at(i);
        auto *row = new QWidget(m_board);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(textLabel(u"%1 · %2 · %3"_s.arg(condition.title, condition.owner,
                                                        condition.due.toString(Qt::ISODate)),
                                  {}, row),
                        1);
        auto *remove = new Link(tr("Remove"), row);
        remove->setAccessibleName(tr("Remove the condition %1").arg(condition.title));
        connect(remove, &QPushButton::clicked, this, [this, i] {
            m_conditions.removeAt(i);
            fillConditions();
        });
        line->addWidget(remove, 0, Qt::AlignTop);
        m_conditionColumn->addWidget(row);
    }
    auto *add = new Link(tr("Condition…"), m_board);
    connect(add, &QPushButton::clicked, this, [this] { askFor(review::ActionKind::Condition); });
    m_conditionColumn->addWidget(add, 0, Qt::AlignLeft);
}

void VerdictPane::fillActions()
{
    empty(m_actionColumn);
    auto actions = review::actionsOf(m_session.model(), m_review);
    if (m_step.kind == review::StepKind::Actions)
        actions += review::carriedOver(m_session.model(), m_review);
    for (const auto &action : actions.first(std::min(actions.size(), mostActions))) {
        const QString due = action.due.isValid() ? action.due.toString(Qt::ISODate) : QString();
        QStringList parts{action.title, action.owner, due};
        parts.removeAll(QString());
        auto *row = new QWidget(m_body);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        auto *box = new QCheckBox(row);
        box->setChecked(action.isDone);
        box->setAccessibleName(tr("Done: %1").arg(action.title));
        box->setEnabled(m_session.readOnlyReason().isEmpty());
        connect(box, &QCheckBox::toggled, this, [this, key = action.key, title = action.title](bool isDone) {
            const QDate day = QDate::fromString(rules::projectDate(m_session.model()), Qt::ISODate);
            Draft draft(m_session.model());
            if (const auto done = review::setDone(draft, key, isDone ? day : QDate()); !done)
                say({done.error().message});
            else
                m_session.commit(draft, isDone ? tr("Done: %1").arg(title) : tr("Open again: %1").arg(title));
        });
        line->addWidget(box, 0, Qt::AlignTop);
        line->addWidget(textLabel(parts.join(u" · "_s), {}, row), 1);
        m_actionColumn->addWidget(row);
    }
    if (actions.size() > mostActions)
        m_actionColumn->addWidget(
            textLabel(tr("and %1 more").arg(actions.size() - mostActions), u"muted"_s, m_body));
    if (actions.isEmpty())
        m_actionColumn->addWidget(textLabel(tr("None yet."), u"muted"_s, m_body));
}

} // namespace gp::views
