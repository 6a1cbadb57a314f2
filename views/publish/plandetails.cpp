// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/plandetails.h"

#include "core/publish/storage.h"
#include "views/documents/difftext.h"
#include "views/publish/publishrun.h"
#include "views/publish/publishwords.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using publish::Action;
using publish::Choice;

namespace {

QPlainTextEdit *makeText(const QString &name, QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    setLook(text, u"field"_s);
    text->setReadOnly(true);
    text->setAccessibleName(name);
    return text;
}

QString asText(const QString &storage)
{
    return publish::storageLines(storage).join(u'\n');
}

} // namespace

PlanDetails::PlanDetails(PublishRun &run, QWidget *parent)
    : QWidget(parent)
    , m_run(run)
    , m_title(heading({}, 16, this))
    , m_place(textLabel({}, u"muted"_s, this))
    , m_reason(textLabel({}, {}, this))
    , m_choosing(new QWidget(this))
    , m_take(new QPushButton(tr("Take into the decision"), this))
    , m_notes(new QPushButton(tr("Bring comments in as review notes"), this))
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_difference(new DiffText(this))
    , m_theirs(makeText(tr("Text there"), this))
    , m_ours(makeText(tr("Text here"), this))
{
    auto *choices = new QVBoxLayout(m_choosing);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(4);
    addChoice(Choice::LeaveAlone, tr("Leave it alone"), tr("Nothing is written; it is told again next time"));
    addChoice(Choice::KeepTheirs, tr("Keep theirs"),
              tr("Their text stays and is no conflict any more, until one side changes again"));
    addChoice(Choice::PublishOurs, tr("Publish ours"),
              tr("A new version over theirs, which stays in the history of the page"));
    addChoice(Choice::Archive, tr("Archive the page"), tr("It leaves the tree of pages and can be restored"));
    m_taking = makeTaking();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 0, 0, 0);
    column->setSpacing(gap);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_place);
    column->addWidget(m_reason);
    column->addWidget(m_choosing);
    column->addWidget(m_taking);
    column->addWidget(makeTexts(), 1);
    connect(&run, &PublishRun::theirTextKnown, this, [this](qsizetype index) {
        if (index == m_index)
            showTexts();
    });
    connect(&run, &PublishRun::takeBackKnown, this, [this](qsizetype index) {
        if (index == m_index)
            showParts();
    });
    showItem(-1);
}

void PlanDetails::addChoice(Choice choice, const QString &text, const QString &tip)
{
    auto *button = new QRadioButton(text, m_choosing);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    connect(button, &QRadioButton::clicked, this, [this, choice] { m_run.setChoice(m_index, choice); });
    m_choosing->layout()->addWidget(button);
    m_choices.insert(choice, button);
}

QWidget *PlanDetails::makeTaking()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_takingText = textLabel({}, u"muted"_s, box);
    column->addWidget(m_takingText);
    m_partsColumn = new QVBoxLayout;
    m_partsColumn->setSpacing(4);
    column->addLayout(m_partsColumn);
    auto *row = new QHBoxLayout;
    for (auto *button : {m_take, m_notes}) {
        button->setAutoDefault(false);
        button->setAccessibleName(button->text());
        setLook(button, u"small"_s);
        row->addWidget(button);
    }
    m_take->setToolTip(tr("The ticked parts become the decision's text, as one edit that can be undone"));
    m_notes->setToolTip(tr("Open comments of the page, to read and tick off at the decision"));
    row->addStretch();
    column->addLayout(row);
    connect(m_take, &QPushButton::clicked, this, &PlanDetails::takeParts);
    connect(m_notes, &QPushButton::clicked, this, [this] { m_run.bringNotes(m_index); });
    return box;
}

QWidget *PlanDetails::makeTexts()
{
    auto *box = new QWidget(this);
    m_tabs->setAccessibleName(tr("How the texts are shown"));
    m_tabs->setTabToolTip(m_tabs->addTab(tr("Difference")),
                          tr("− goes away there, + comes, if ours is published"));
    m_tabs->addTab(tr("Side by side"));
    m_difference->setAccessibleName(tr("Difference"));
    m_difference->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    auto *beside = new QWidget(m_stack);
    auto *row = new QHBoxLayout(beside);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gap);
    for (const auto &[title, text] : {std::pair(tr("There now"), m_theirs), std::pair(tr("Here"), m_ours)}) {
        auto *side = new QVBoxLayout;
        side->setSpacing(4);
        side->addWidget(textLabel(title, u"muted"_s, beside));
        side->addWidget(text, 1);
        row->addLayout(side, 1);
    }
    m_stack->addWidget(m_difference);
    m_stack->addWidget(beside);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_tabs, 0, Qt::AlignLeft);
    column->addWidget(m_stack, 1);
    return box;
}

void PlanDetails::showItem(qsizetype index)
{
    const auto &items = m_run.plan().items;
    m_index = index < items.size() ? index : -1;
    const bool isAny = m_index >= 0;
    m_tabs->parentWidget()->setVisible(isAny);
    for (QWidget *each : std::initializer_list<QWidget *>{m_title, m_place, m_reason})
        each->setVisible(isAny);
    m_choosing->setVisible(false);
    m_taking->setVisible(false);
    if (!isAny)
        return;
    const publish::PlanItem &item = items.at(m_index);
    m_title->setText(item.title);
    m_place->setText(item.parent.isEmpty() ? item.path : tr("%1, below %2").arg(item.path, item.parent));
    QStringList said{actionText(item.action) + u'.'};
    if (!item.oldTitle.isEmpty())
        said.append(tr("It is called “%1” there now.").arg(item.oldTitle));
    if (!item.reason.isEmpty())
        said.append(item.reason);
    if (item.action == Action::Refused && !item.isTitleProposed)
        said.append(tr("Change the document and plan again."));
    for (const publish::PageFile &file : item.files)
        said.append(tr("Attachment: %1.").arg(file.name));
    m_reason->setText(said.join(u' '));
    showChoices(item);
    const bool isDecision = m_run.isDecision(item.path) && !item.page.isEmpty();
    m_taking->setVisible(isDecision);
    m_takingText->clear();
    showParts();
    if (item.action == Action::Conflict && isDecision && !item.theirStorage.isEmpty())
        m_run.askTakeBack(m_index);
    showTexts();
    if (item.action == Action::Update || item.action == Action::Conflict || item.action == Action::Skip)
        m_run.askTheirText(m_index);
}

void PlanDetails::showChoices(const publish::PlanItem &item)
{
    const bool isConflict = item.action == Action::Conflict;
    const bool isOrphan = item.action == Action::Orphan;
    m_choosing->setVisible(isConflict || isOrphan);
    m_choices[Choice::KeepTheirs]->setVisible(isConflict && item.theirVersion > 0 &&
                                              !item.theirTitle.isEmpty());
    m_choices[Choice::PublishOurs]->setVisible(isConflict);
    m_choices[Choice::Archive]->setVisible(isOrphan);
    if (auto *now = m_choices.value(item.choice))
        now->setChecked(true);
}

void PlanDetails::showTexts()
{
    const publish::PlanItem &item = m_run.plan().items.at(m_index);
    const auto theirs = m_run.theirText(m_index);
    const QString here = asText(item.storage);
    m_ours->setPlainText(here);
    if (item.action == Action::Create) {
        m_theirs->setPlainText({});
        m_difference->setTexts({}, here, tr("There is no text."));
    } else if (item.action == Action::Orphan) {
        m_theirs->setPlainText({});
        m_difference->setPlainText(tr("No document makes this page any more."));
    } else if (theirs) {
        m_theirs->setPlainText(asText(*theirs));
        m_difference->setTexts(asText(*theirs), here, tr("The text is the same."));
    } else {
        m_theirs->setPlainText({});
        m_difference->setPlainText(item.page.isEmpty() ? tr("There is no page to compare with.")
                                                       : tr("Reading the page…"));
    }
}

void PlanDetails::showParts()
{
    while (QLayoutItem *gone = m_partsColumn->takeAt(0)) {
        gone->widget()->hide();
        gone->widget()->deleteLater();
        delete gone;
    }
    m_parts.clear();
    m_take->setVisible(false);
    const auto *known = m_run.takeBack(m_index);
    if (!known)
        return;
    if (!*known)
        return m_takingText->setText(known->error().text());
    for (const publish::TakenPart &part : (*known)->parts) {
        auto *box = new QCheckBox(part.section.isEmpty() ? part.property : part.section, m_taking);
        box->setChecked(true);
        box->setToolTip(tr("There: %1").arg(part.theirs.left(600)));
        box->setAccessibleDescription(part.theirs.left(600));
        m_partsColumn->addWidget(box);
        m_parts.insert(part.property, box);
    }
    QStringList said;
    if (!m_parts.isEmpty())
        said.append(tr("What was changed there can become part of the decision:"));
    said += (*known)->unmapped;
    m_takingText->setText(said.join(u'\n'));
    m_take->setVisible(!m_parts.isEmpty());
}

void PlanDetails::takeParts()
{
    QStringList properties;
    for (auto it = m_parts.cbegin(); it != m_parts.cend(); ++it) {
        if (it.value()->isChecked())
            properties.append(it.key());
    }
    m_run.take(m_index, properties);
}

QString PlanDetails::text() const
{
    return QStringList{m_title->text(), m_place->text(), m_reason->text(), m_takingText->text()}.join(u'\n');
}

} // namespace gp::views
