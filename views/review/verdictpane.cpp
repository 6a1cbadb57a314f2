// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/verdictpane.h"

#include "core/decisions/life.h"
#include "core/review/board.h"
#include "core/rules/waivers.h"
#include "views/review/actiondialog.h"
#include "views/review/spotwaiver.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/states.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using review::Subject;
using review::Verdict;

namespace {

constexpr int usualDays = 30; ///< that a condition or an action is due in

QString nameOf(const Subject &subject)
{
    return (subject.kind == Subject::Kind::Decision ? u"decision/"_s : u"waiver/"_s) + subject.key;
}

QString labelOf(const Model &model, const Subject &subject, Verdict verdict)
{
    return VerdictPane::tr("%1: %2").arg(review::titleOf(model, subject), review::wordOf(verdict));
}

} // namespace

const Record *VerdictPane::record() const
{
    return m_session.model().record(u"review"_s, m_review);
}

std::optional<Subject> VerdictPane::subject() const
{
    const int at = m_subjectBox->currentIndex();
    return at >= 0 && at < m_subjects.size() ? std::optional(m_subjects.at(at)) : std::nullopt;
}

void VerdictPane::setSubject(const Subject &subject)
{
    if (const auto at = m_subjects.indexOf(subject); at >= 0)
        m_subjectBox->setCurrentIndex(int(at));
}

void VerdictPane::setStep(const review::Step &step)
{
    keep();
    const auto before = subject();
    const bool isSame = step.id == m_step.id;
    m_step = step;
    m_subjects.clear();
    const Model &model = m_session.model();
    if (const Record *held = record()) {
        const auto asked = review::subjectsOf(model, *held);
        const Subject own{Subject::Kind::Decision, step.decision};
        const Record *decision = model.record(u"decision"_s, step.decision);
        if (decision &&
            (asked.contains(own) || decisions::statusOf(*decision) == decisions::Status::Proposed))
            m_subjects.append(own);
        for (const Subject &one : asked) {
            const bool isWaiver = one.kind == Subject::Kind::Waiver;
            const bool isHere =
                step.kind == review::StepKind::Decisions ||
                (isWaiver && (step.kind == review::StepKind::Risks || step.effect.waivers.contains(one.key)));
            if (isHere && !m_subjects.contains(one))
                m_subjects.append(one);
        }
    }
    {
        const QSignalBlocker quiet(m_subjectBox);
        m_subjectBox->clear();
        for (const Subject &one : std::as_const(m_subjects))
            m_subjectBox->addItem(review::titleOf(model, one));
        const auto at = isSame && before ? m_subjects.indexOf(*before) : -1;
        m_subjectBox->setCurrentIndex(m_subjects.isEmpty() ? -1 : int(std::max<qsizetype>(at, 0)));
    }
    m_pending.reset();
    if (!isSame || before != subject()) // else somebody may be typing
        restore();
    refresh();
}

bool VerdictPane::canDecide() const
{
    const Record *held = record();
    return subject() && held && review::statusOf(*held) != review::ReviewStatus::Held &&
           m_session.readOnlyReason().isEmpty();
}

review::Ruling VerdictPane::ruling(Verdict verdict) const
{
    review::Ruling said;
    said.subject = subject().value_or(Subject());
    said.verdict = verdict;
    said.by = deciders();
    said.rationale = m_rationale->toPlainText().trimmed();
    if (verdict == Verdict::AcceptWithConditions)
        said.conditions = m_conditions;
    said.override = m_override->text().trimmed();
    return said;
}

QStringList VerdictPane::deciders() const
{
    QStringList names;
    for (const auto *box : m_members) {
        if (box->isChecked())
            names.append(box->property("member").toString());
    }
    return names;
}

bool VerdictPane::decide(Verdict verdict)
{
    if (!canDecide())
        return false;
    m_pending = verdict;
    if (verdict == Verdict::AcceptWithConditions && m_conditions.isEmpty()) {
        askFor(review::ActionKind::Condition);
        return false;
    }
    const review::Ruling said = ruling(verdict);
    const Model &model = m_session.model();
    if (const QStringList missing = review::obstacles(model, m_review, said); !missing.isEmpty()) {
        say(missing);
        sayViolations(verdict);
        if (said.rationale.isEmpty())
            m_rationale->setFocus();
        return false;
    }
    if (said.override.isEmpty() && !review::violations(model, m_review, said).isEmpty()) {
        sayViolations(verdict);
        say({tr("Say why it is decided in spite of that, or change who decides.")});
        m_override->setFocus();
        return false;
    }
    Draft draft(model);
    if (const auto done = review::decide(draft, m_review, said); !done) {
        say({done.error().message});
        return false;
    }
    m_pending.reset();
    m_typed.remove(nameOf(said.subject));
    if (!m_session.commit(draft, labelOf(model, said.subject, verdict)))
        return false;
    Q_EMIT left();
    return true;
}

bool VerdictPane::withdraw()
{
    const auto about = subject();
    if (!about || !canDecide())
        return false;
    Draft draft(m_session.model());
    if (const auto done = review::withdraw(draft, m_review, *about); !done) {
        say({done.error().message});
        return false;
    }
    const bool isStored = m_session.commit(
        draft, tr("Withdraw the verdict on %1").arg(review::titleOf(m_session.model(), *about)));
    if (isStored)
        Q_EMIT left();
    return isStored;
}

QStringList VerdictPane::owners() const
{
    QStringList names;
    if (const Record *held = record()) {
        for (const auto board = review::boardOf(*held); const auto &member : board.members)
            names.append(member.name);
    }
    for (const auto &person : m_session.model().recordsOfKind(u"stakeholder"_s))
        names.append(titleOf(person));
    names.removeDuplicates();
    return names;
}

QDate VerdictPane::usualDue() const
{
    const Record *held = record();
    const QDate meeting = held ? review::dateOf(*held) : QDate();
    const QDate day =
        meeting.isValid() ? meeting : QDate::fromString(rules::projectDate(m_session.model()), Qt::ISODate);
    return (day.isValid() ? day : QDate::currentDate()).addDays(usualDays);
}

void VerdictPane::askFor(review::ActionKind kind)
{
    if (!m_session.readOnlyReason().isEmpty())
        return say({m_session.readOnlyReason()});
    const auto about = subject();
    const bool isCondition = kind == review::ActionKind::Condition;
    if (isCondition && !about)
        return;
    const auto put = [this, about, isCondition](const review::NewAction &given) -> Result<void> {
        if (isCondition) {
            m_conditions.append({given.title, given.owner, given.due});
            fillConditions();
            return {};
        }
        review::NewAction action = given;
        action.about = about.value_or(Subject());
        Draft draft(m_session.model());
        if (const auto key = review::addAction(draft, m_review, action); !key)
            return std::unexpected(key.error());
        const auto stored = m_session.store().commit(draft, tr("Add “%1”").arg(action.title));
        return stored ? Result<void>() : std::unexpected(stored.error());
    };
    auto *dialog = new ActionDialog(kind, owners(), usualDue(), put, window());
    if (isCondition) {
        connect(dialog, &QDialog::accepted, this, [this] {
            // Why is the next thing to be said of it.
            window()->activateWindow();
            if (m_rationale->toPlainText().trimmed().isEmpty())
                m_rationale->setFocus();
            else if (m_pending == Verdict::AcceptWithConditions)
                decide(Verdict::AcceptWithConditions);
        });
        connect(dialog, &QDialog::rejected, this, &VerdictPane::left);
    } else {
        connect(dialog, &QDialog::finished, this, &VerdictPane::left);
    }
    dialog->open();
}

void VerdictPane::askForWaiver()
{
    if (!m_session.readOnlyReason().isEmpty())
        return say({m_session.readOnlyReason()});
    QList<ElementId> elements = m_step.stage.before;
    for (const ElementId id : std::as_const(m_step.stage.after)) {
        if (!elements.contains(id))
            elements.append(id);
    }
    auto *dialog = new SpotWaiver(m_session, m_review, elements, deciders(), window());
    connect(dialog, &QDialog::finished, this, &VerdictPane::left);
    dialog->open();
}

void VerdictPane::keep()
{
    if (const auto about = subject())
        m_typed.insert(nameOf(*about), {m_rationale->toPlainText(), m_override->text(), m_conditions});
}

void VerdictPane::restore()
{
    const auto about = subject();
    Typed typed = about ? m_typed.value(nameOf(*about)) : Typed();
    const Record *held = record();
    // A verdict that is changed begins with what was said before.
    if (about && held && typed.rationale.isEmpty() && typed.conditions.isEmpty()) {
        if (const auto said = review::verdictOn(*held, *about)) {
            typed.rationale = said->rationale;
            for (const auto &condition : review::conditionsOf(m_session.model(), m_review, *about))
                typed.conditions.append({condition.title, condition.owner, condition.due});
        }
    }
    m_rationale->setPlainText(typed.rationale);
    m_override->setText(typed.override);
    m_conditions = typed.conditions;
}

QString VerdictPane::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void VerdictPane::say(const QStringList &problems)
{
    m_problem->setText(sentences(problems));
    m_problem->setVisible(!problems.isEmpty());
    if (!problems.isEmpty())
        ensureWidgetVisible(m_problem);
}

void VerdictPane::sayViolations(Verdict verdict)
{
    const auto about = subject();
    const QStringList against =
        about ? review::violations(m_session.model(), m_review, ruling(verdict)) : QStringList();
    m_violations->setText(against.join(u'\n'));
    m_overriding->setVisible(!against.isEmpty());
}

bool VerdictPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QScrollArea::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    if (isEnter && m_pending && (key->modifiers() & Qt::ControlModifier || watched == m_override)) {
        decide(*m_pending);
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace gp::views
