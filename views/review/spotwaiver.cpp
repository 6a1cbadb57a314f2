// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/spotwaiver.h"

#include "core/review/board.h"
#include "core/review/verdicts.h"
#include "core/rules/rules.h"
#include "core/rules/waivers.h"
#include "views/session/words.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int waivedDays = 90;

QPlainTextEdit *lines(QWidget *parent)
{
    auto *field = new QPlainTextEdit(parent);
    setLook(field, u"field"_s);
    field->setTabChangesFocus(true);
    field->setFixedHeight(64);
    return field;
}

QComboBox *choice(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(24);
    return box;
}

/// What was chosen, or the key that was typed.
QString valueOf(const QComboBox *box)
{
    const int at = box->findText(box->currentText());
    return at >= 0 ? box->itemData(at).toString() : box->currentText().trimmed();
}

} // namespace

SpotWaiver::SpotWaiver(Session &session, const QString &review, const QList<ElementId> &elements,
                       const QStringList &by, QWidget *parent)
    : Dialog(tr("Grant a waiver"), tr("Grant"), parent)
    , m_session(session)
    , m_review(review)
    , m_by(by)
    , m_rule(choice(this))
    , m_element(choice(this))
    , m_reason(lines(this))
    , m_compensation(lines(this))
    , m_owner(new QLineEdit(this))
    , m_approver(new QLineEdit(this))
    , m_expires(new QDateEdit(this))
    , m_override(new QLineEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const Model &model = session.model();
    const auto rules = rules::RuleSet::of(model);
    for (const auto &rule : rules.rules())
        m_rule->addItem(u"%1 · %2"_s.arg(rule.id, rule.title), rule.id);
    for (const ElementId id : elements) {
        if (const auto *element = model.element(id))
            m_element->addItem(element->key, element->key);
    }
    m_rule->setCurrentIndex(-1);
    m_element->setCurrentIndex(m_element->count() > 0 ? 0 : -1);
    const auto *record = model.record(u"review"_s, review);
    m_approver->setText(record ? review::boardOf(*record).chair : QString());
    const QDate today = QDate::fromString(rules::projectDate(model), Qt::ISODate);
    m_expires->setDate(
        (record && review::dateOf(*record).isValid() ? review::dateOf(*record) : today).addDays(waivedDays));
    m_expires->setCalendarPopup(true);
    m_expires->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_override->setPlaceholderText(tr("Only where something stands in the way"));
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(8);
    const auto row = [&](const QString &label, QWidget *field) {
        const int at = grid->rowCount();
        auto *text = textLabel(label, u"muted"_s, this);
        text->setBuddy(field);
        field->setAccessibleName(label);
        grid->addWidget(text, at, 0, Qt::AlignTop);
        grid->addWidget(field, at, 1);
    };
    row(tr("Rule or NFR"), m_rule);
    row(tr("Element"), m_element);
    row(tr("Reason"), m_reason);
    row(tr("What makes up for it"), m_compensation);
    row(tr("Asked for by"), m_owner);
    row(tr("Approved by"), m_approver);
    row(tr("Until"), m_expires);
    row(tr("In spite of that, because"), m_override);
    grid->setColumnStretch(1, 1);
    content()->addLayout(grid);
    setMinimumWidth(520);
    connect(mainButton(), &QPushButton::clicked, this, &SpotWaiver::grant);
    m_rule->setFocus();
}

void SpotWaiver::grant()
{
    review::Deviation deviation;
    deviation.rule = valueOf(m_rule);
    deviation.element = valueOf(m_element);
    deviation.reason = m_reason->toPlainText();
    deviation.compensatingControl = m_compensation->toPlainText();
    deviation.owner = m_owner->text().trimmed();
    deviation.approver = m_approver->text().trimmed();
    deviation.expires = m_expires->date();
    review::Ruling ruling;
    ruling.verdict = review::Verdict::Accept;
    ruling.by = m_by;
    ruling.rationale = deviation.reason;
    ruling.override = m_override->text().trimmed();
    Draft draft(m_session.model());
    const auto key = review::grantOnTheSpot(draft, m_review, deviation, ruling);
    if (!key)
        return say(key.error().message);
    const auto *waiver = draft.model().record(u"waiver"_s, *key);
    // The dialog says itself why not.
    const auto stored = m_session.store().commit(draft, tr("Grant %1").arg(waiver ? titleOf(*waiver) : *key));
    if (!stored)
        return say(stored.error().message);
    Q_EMIT granted(*key);
    accept();
}

} // namespace gp::views
