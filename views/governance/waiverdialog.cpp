// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/waiverdialog.h"

#include "views/governance/findingedits.h"
#include "views/ownkinds/formparts.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int usualDays = 90; // offered where nothing caps it shorter

QString nameOfKey(const Session &session, const QString &key)
{
    const auto *element = session.model().element(key);
    return element ? nameOf(session, element->id) : key;
}

/// Those who approved before, and the stakeholders.
QStringList approversIn(const Model &model)
{
    QStringList names;
    for (const auto &waiver : model.recordsOfKind(u"waiver"_s))
        names.append(waiver.properties.value("approver"_L1).toString());
    for (const auto &person : model.recordsOfKind(u"stakeholder"_s))
        names.append(person.properties.value("name"_L1).toString());
    names.removeAll(QString());
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    return names;
}

} // namespace

WaiverDialog::WaiverDialog(Session &session, const rules::Profile &profile, const QList<rules::Finding> &open,
                           qsizetype choice, QWidget *parent)
    : Dialog(open.isEmpty() ? tr("Waive a finding")
                            : tr("Waive a finding of %1").arg(nameOf(session, open.value(choice).element)),
             tr("Waive"), parent)
    , m_session(session)
    , m_profile(profile)
{
    const auto *element = open.isEmpty() ? nullptr : session.model().element(open.value(choice).element);
    m_element = element ? element->key : QString();
    build(tr("It stays in the list as waived, counts in the score before waivers, and opens again when the "
             "waiver ends."));
    for (const auto &finding : open) {
        if (m_rule->findData(finding.rule) < 0)
            m_rule->addItem(u"%1 · %2"_s.arg(finding.rule, finding.message), finding.rule);
    }
    m_rule->setCurrentIndex(std::max(0, m_rule->findData(open.value(choice).rule)));
    m_rule->setEnabled(m_rule->count() > 1);
    m_rule->setToolTip(m_rule->currentText());
    const int days = m_profile.maxWaiverDays > 0 ? std::min(m_profile.maxWaiverDays, usualDays) : usualDays;
    m_date->setDate(waiverDay(session.model(), session.plateau()).addDays(days));
    m_reason->setFocus();
}

WaiverDialog::WaiverDialog(Session &session, const rules::Profile &profile, const Record &waiver,
                           QWidget *parent)
    : Dialog(tr("Change a waiver"), tr("Save"), parent)
    , m_session(session)
    , m_profile(profile)
    , m_before(waiver)
{
    const auto known = inputFrom(waiver, session.model());
    m_element = known.element;
    build(tr("%1 for %2").arg(known.rule, nameOfKey(session, known.element)));
    m_rule->addItem(known.rule, known.rule);
    m_rule->setEnabled(false);
    m_reason->setPlainText(known.reason);
    m_compensation->setPlainText(known.compensation);
    m_approver->setText(known.approver);
    m_date->setDate(known.end.isValid() ? known.end : waiverDay(session.model(), session.plateau()));
    if (const auto *last = session.model().plateau(known.endPlateau)) {
        if (m_plateau->findData(last->key) < 0)
            m_plateau->addItem(last->name, last->key);
        m_plateau->setCurrentIndex(m_plateau->findData(last->key));
        m_endsBy->setCurrentIndex(1);
    }
    m_reason->setFocus();
}

void WaiverDialog::build(const QString &intro)
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_rule = new QComboBox(this);
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rule->setMinimumContentsLength(30);
    m_reason = linesField(tr("Why it cannot be put right now"), 3, this);
    m_compensation = linesField(tr("What keeps the risk small meanwhile"), 2, this);
    m_approver = new QLineEdit(this);
    m_approver->setPlaceholderText(tr("Who answers for it"));
    auto *completer = new QCompleter(approversIn(m_session.model()), m_approver);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_approver->setCompleter(completer);
    m_endsBy = new QComboBox(this);
    m_endsBy->addItem(tr("On a date"));
    m_endsBy->addItem(tr("With a plateau"));
    m_endsBy->setAccessibleName(tr("How it ends"));
    m_date = new QDateEdit(this);
    m_date->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_date->setCalendarPopup(true);
    m_date->setAccessibleName(tr("Last day"));
    m_plateau = new QComboBox(this);
    m_plateau->setAccessibleName(tr("Plateau that ends it"));
    fillPlateaus();
    m_cap = textLabel({}, u"muted"_s, this);
    m_cap->setVisible(m_profile.maxWaiverDays > 0);
    m_cap->setText(
        tr("The profile %1 allows at most %2.").arg(m_profile.title, daysText(m_profile.maxWaiverDays)));

    content()->addWidget(textLabel(intro, u"muted"_s, this));
    addField(tr("Finding"), m_rule);
    addField(tr("Reason"), m_reason);
    addField(tr("Compensating control"), m_compensation);
    auto *ends = new QWidget(this);
    auto *line = new QHBoxLayout(ends);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(gap);
    line->addWidget(m_endsBy);
    line->addWidget(m_date, 1);
    line->addWidget(m_plateau, 1);
    addField(tr("Approver"), m_approver);
    addField(tr("End"), ends);
    m_problems.insert(m_date, m_problems.value(ends));
    m_problems.insert(m_plateau, m_problems.value(ends));
    content()->addWidget(m_cap);
    content()->addStretch();
    resize(560, 480);
    fit();

    const auto recheck = [this] {
        if (m_isChecked)
            check();
    };
    connect(m_endsBy, &QComboBox::currentIndexChanged, this, [this, recheck] {
        showEnd();
        recheck();
    });
    connect(m_rule, &QComboBox::currentIndexChanged, this,
            [this] { m_rule->setToolTip(m_rule->currentText()); });
    connect(m_reason, &QPlainTextEdit::textChanged, this, recheck);
    connect(m_compensation, &QPlainTextEdit::textChanged, this, recheck);
    connect(m_approver, &QLineEdit::textChanged, this, recheck);
    connect(m_date, &QDateEdit::dateChanged, this, recheck);
    connect(m_plateau, &QComboBox::currentIndexChanged, this, recheck);
    showEnd();
}

void WaiverDialog::addField(const QString &title, QWidget *field)
{
    auto *box = labelled(title, field, this);
    auto *problem = textLabel({}, u"error"_s, box);
    problem->hide();
    static_cast<QVBoxLayout *>(box->layout())->addWidget(problem);
    m_problems.insert(field, problem);
    content()->addWidget(box);
}

void WaiverDialog::fillPlateaus()
{
    // Those that are still to come, on the way of the plateau shown.
    const auto &model = m_session.model();
    for (const auto &plateau : model.plateausInOrder()) {
        if (plateau.id != m_session.plateau() && model.pathTo(plateau.id).contains(m_session.plateau()))
            m_plateau->addItem(plateau.name.isEmpty() ? plateau.key : plateau.name, plateau.key);
    }
    if (m_plateau->count() > 0)
        return;
    m_plateau->addItem(tr("No plateau comes after this one"), QString());
}

void WaiverDialog::showEnd()
{
    const bool isDate = m_endsBy->currentIndex() == 0;
    m_date->setVisible(isDate);
    m_plateau->setVisible(!isDate);
}

WaiverInput WaiverDialog::input() const
{
    WaiverInput input;
    input.rule = m_rule->currentData().toString();
    input.element = m_element;
    input.reason = m_reason->toPlainText();
    input.compensation = m_compensation->toPlainText();
    input.approver = m_approver->text();
    if (m_endsBy->currentIndex() == 0) {
        input.end = m_date->date();
    } else if (const auto *last =
                   m_session.model().plateau(QStringView(m_plateau->currentData().toString()))) {
        input.endPlateau = last->id;
    }
    return input;
}

bool WaiverDialog::check()
{
    const auto problems = problemsOf(input(), m_session.model(), m_session.plateau(), m_profile);
    const auto tell = [this](QWidget *field, const QString &problem) {
        auto *label = m_problems.value(field);
        label->setText(problem);
        label->setVisible(!problem.isEmpty());
        field->setAccessibleDescription(problem);
    };
    tell(m_rule, problems.rule);
    tell(m_reason, problems.reason);
    tell(m_compensation, problems.compensation);
    tell(m_approver, problems.approver);
    tell(m_endsBy->currentIndex() == 0 ? static_cast<QWidget *>(m_date) : m_plateau, problems.end);
    fit();
    return problems.isEmpty();
}

void WaiverDialog::fit()
{
    // What is said below the fields needs room of its own; nothing is squeezed for it.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

QString WaiverDialog::problemAt(const QWidget *field) const
{
    const auto *label = m_problems.value(field);
    return label && !label->isHidden() ? label->text() : QString();
}

void WaiverDialog::accept()
{
    m_isChecked = true;
    if (!check()) {
        // To the first that needs something.
        for (auto *field : {static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_compensation),
                            static_cast<QWidget *>(m_approver)}) {
            if (!problemAt(field).isEmpty())
                return field->setFocus();
        }
        return (m_endsBy->currentIndex() == 0 ? static_cast<QWidget *>(m_date) : m_plateau)->setFocus();
    }
    const auto edit = putWaiver(m_session.model(), input(), m_session.plateau(), m_before);
    if (!edit.done)
        return say(edit.done.error().message);
    if (const auto done = m_session.store().commit(edit.draft, edit.label); !done)
        return say(done.error().message);
    Q_EMIT m_session.edited(edit.label);
    Dialog::accept();
}

} // namespace gp::views
