// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistdetails.h"

#include "core/rules/answers.h"
#include "core/rules/controls.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

ChecklistDetails::ChecklistDetails(Session &session, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("About the item"));
    auto *content = new QWidget(this);
    setLook(content, u"panel"_s);
    content->setAttribute(Qt::WA_StyledBackground);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(16, 12, 16, 16);
    m_column->setSpacing(4);
    m_title = heading({}, 16, content);
    m_subtitle = textLabel({}, u"muted"_s, content);
    m_column->addWidget(m_title);
    m_column->addWidget(m_subtitle);
    m_requirement = addSection({});
    m_why = addSection(tr("Why it applies"));
    m_target = addSection(tr("Target"));
    m_answer = addSection(tr("Answer"));
    m_verify = addSection(tr("How to verify"));
    m_controls = addSection(tr("Controls that do it"));
    m_frameworks = addSection(tr("Asked for by"));
    m_column->addStretch();
    setWidget(content);
}

QLabel *ChecklistDetails::addSection(const QString &title)
{
    QLabel *head = nullptr;
    if (!title.isEmpty()) {
        head = textLabel(title, u"muted"_s, widget());
        head->setFont(diagram::font(11, QFont::DemiBold));
        head->setContentsMargins(0, 8, 0, 0);
        m_column->addWidget(head);
    }
    auto *text = textLabel({}, {}, widget());
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(text);
    m_sections.append(std::pair(head, text));
    return text;
}

void ChecklistDetails::fill(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QString ChecklistDetails::answerText(const ChecklistData &list, const ChecklistRow &row) const
{
    QStringList lines;
    QString first = u"%1 %2"_s.arg(signOf(row.answer), wordOf(row.answer));
    const auto &key = list.services[row.service].key;
    const rules::AnswersAt answers(m_session.model(), m_session.plateau());
    const auto *record = answers.own(row.nfr.nfr, key);
    const bool isOwn = record != nullptr;
    if (!record)
        record = answers.shared(row.nfr.nfr);
    const auto *given =
        record ? m_session.model().plateau(record->properties.value("plateau"_L1).toString()) : nullptr;
    if (row.nfr.source == rules::AnswerSource::Waiver)
        first = tr("%1, by a waiver").arg(first);
    else if (isOwn)
        first = given ? tr("%1, its own answer since %2").arg(first, m_session.plateauName(given->id))
                      : tr("%1, its own answer").arg(first);
    else if (record)
        first =
            given ? tr("%1, %2 since %3").arg(first, sourceText(list, row), m_session.plateauName(given->id))
                  : tr("%1, %2").arg(first, sourceText(list, row));
    else if (row.nfr.source == rules::AnswerSource::Model)
        first = tr("%1, %2").arg(first, sourceText(list, row));
    lines.append(first);
    if (!row.nfr.evidence.isEmpty())
        lines.append(row.nfr.evidence);
    if (const QString owner = list.ownerOf(row); !owner.isEmpty())
        lines.append(row.nfr.due.isEmpty() ? owner : tr("%1, due %2").arg(owner, row.nfr.due));
    return lines.join(u'\n');
}

QString ChecklistDetails::controlsText(const ChecklistData &list, const ChecklistRow &row) const
{
    const auto &item = rules::NfrCatalogue::builtin().items()[row.item];
    if (item.controls.isEmpty())
        return {};
    QMap<QString, QString> modes;
    for (const auto &control : rules::controlsOf(m_session.state(), list.services[row.service].id)) {
        const auto *known = rules::ControlCatalogue::builtin().itemOf(control);
        const QString id = known ? known->id : control.properties.value("catalogue"_L1).toString();
        if (!id.isEmpty())
            modes.insert(id, control.properties.value("mode"_L1).toString());
    }
    QStringList lines;
    for (const auto &id : item.controls) {
        const auto *known = rules::ControlCatalogue::builtin().control(id);
        const QString mode = modes.contains(id) ? modes.value(id) : tr("not here");
        lines.append(u"%1 %2: %3"_s.arg(id, known ? known->title : QString(), mode));
    }
    return lines.join(u'\n');
}

void ChecklistDetails::show(const ChecklistData &list, const ChecklistRow *row)
{
    if (!row) {
        m_title->setText(tr("No item"));
        m_subtitle->setText(tr("Go to a line to read what it asks for."));
        for (const auto &[head, text] : std::as_const(m_sections))
            fill(text, {});
    } else {
        const auto &item = rules::NfrCatalogue::builtin().items()[row->item];
        m_title->setText(item.title);
        m_subtitle->setText(
            u"%1 · %2 · %3"_s.arg(item.id, item.characteristic, list.services[row->service].name));
        fill(m_requirement, item.requirement);
        fill(m_why, row->nfr.appliesBecause);
        fill(m_target, row->nfr.target);
        fill(m_answer, answerText(list, *row));
        fill(m_verify, item.verify);
        fill(m_controls, controlsText(list, *row));
        QStringList frameworks;
        for (const auto &reference : item.frameworks) {
            const auto &known = rules::Frameworks::builtin();
            frameworks.append(u"%1 %2 %3"_s.arg(known.nameOf(reference.framework), reference.requirement,
                                                known.titleOf(reference)));
        }
        fill(m_frameworks, frameworks.join(u'\n'));
    }
    for (const auto &[head, text] : std::as_const(m_sections)) {
        if (head)
            head->setVisible(!text->isHidden());
    }
}

QString ChecklistDetails::text() const
{
    QStringList parts = {m_title->text(), m_subtitle->text()};
    for (const auto &[head, text] : m_sections) {
        if (!text->text().isEmpty())
            parts.append(head ? u"%1: %2"_s.arg(head->text(), text->text()) : text->text());
    }
    return parts.join(u'\n');
}

} // namespace gp::views
