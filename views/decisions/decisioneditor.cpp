// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisioneditor.h"

#include "core/decisions/life.h"
#include "views/decisions/basishtml.h"
#include "views/decisions/decisionfields.h"
#include "views/decisions/decisionlinks.h"
#include "views/decisions/decisionoptions.h"
#include "views/decisions/decisionpreview.h"
#include "views/decisions/decisiontext.h"
#include "views/editor/markdownedit.h"
#include "views/inspector/editors.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/states.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

DecisionEditor::DecisionEditor(Session &session, RecordId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_id(id)
    , m_place(textLabel({}, u"muted"_s, this))
    , m_title(heading({}, 24, this))
    , m_status(new QHBoxLayout)
    , m_facts(new QLabel(this))
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_text(new DecisionText(session, id, m_stack))
    , m_form(new DecisionFields(session, id, DecisionFields::formProperties(session.metamodel()), m_stack))
    , m_options(new DecisionOptions(session, id, m_stack))
    , m_consequences(new DecisionFields(
          session, id, {u"good_consequences"_s, u"bad_consequences"_s, u"neutral_consequences"_s}, m_stack))
    , m_links(new DecisionLinks(session, id, m_stack))
    , m_history(new QLabel(m_stack))
    , m_preview(new DecisionPreview(session, this))
{
    m_title->setWordWrap(true);
    m_title->setObjectName(u"decisionTitle"_s);
    setAttribute(Qt::WA_StyledBackground);
    setLook(this, u"canvas"_s);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setWordWrap(true);
    m_history->setTextFormat(Qt::RichText);
    m_history->setWordWrap(true);
    m_history->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_history->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tabs->setAccessibleName(tr("Parts of the decision"));
    const QList<std::pair<QString, QString>> tabs{
        {tr("Text"), tr("All that is written, as Markdown")},
        {tr("Form"), tr("Everything as fields")},
        {tr("Options"), tr("The options side by side, with scores and numbers")},
        {tr("Consequences"), tr("What people expect, and what the model says")},
        {tr("Links"), tr("Other decisions and elements")},
        {tr("History"), tr("How it came to its status")}};
    for (const auto &[name, tip] : tabs)
        m_tabs->setTabToolTip(m_tabs->addTab(name), tip);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_text, m_form, m_options, m_consequences, m_links, m_history})
        m_stack->addWidget(page);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);

    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(24, 12, 16, 12);
    column->setSpacing(4);
    column->addWidget(m_place);
    column->addWidget(m_title);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(12);
    facts->addLayout(m_status);
    facts->addWidget(m_facts, 1);
    column->addLayout(facts);
    column->addSpacing(4);
    column->addWidget(m_tabs);
    column->addWidget(hairline(left));
    column->addSpacing(4);
    column->addWidget(m_stack, 1);
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(m_preview);
    split->setSizes({500, 500});
    left->setMinimumWidth(320);
    m_preview->setMinimumWidth(280);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    setFocusProxy(m_text);
    const auto preview = [this] {
        if (const auto record = m_text->typed())
            m_preview->setDecision(*record);
    };
    connect(m_text, &DecisionText::edited, this, preview);
    connect(&session, &Session::changed, this, [this, preview] {
        refresh();
        preview();
    });
    connect(&session, &Session::plateauChanged, this, preview);
    refresh();
    preview();
}

void DecisionEditor::open(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
    m_stack->currentWidget()->setFocus();
}

bool DecisionEditor::isWorking() const
{
    return m_preview->isWorking() || m_options->isWorking();
}

QString DecisionEditor::factsHtml(const Record &decision) const
{
    const auto *kind = m_session.metamodel().recordKind(decision.kind);
    QStringList facts;
    for (const QString &property : {u"reach"_s, u"deciders"_s, u"review_by"_s, u"reversibility"_s}) {
        const auto *described = kind ? kind->property(property) : nullptr;
        const QJsonValue value = decision.properties.value(property);
        if (!described || value.isUndefined() || value.isNull())
            continue;
        QString shown = shownText(*described, value, m_session.model()).toHtmlEscaped();
        if (!value.isArray()) // several names may be broken between them
            shown.replace(u' ', "&nbsp;"_L1).replace(u'-', u"&#8209;"_s);
        facts.append(u"<span style=\"color:%1\">%2</span>&nbsp;<b>%3</b>"_s.arg(
            currentTheme().muted.name(), described->label.toHtmlEscaped().replace(u' ', "&nbsp;"_L1), shown));
    }
    return facts.join(u" &nbsp;&nbsp; "_s);
}

QString DecisionEditor::historyHtml(const Record &decision) const
{
    QString html = u"<table cellspacing=\"0\" cellpadding=\"4\"><tr>"_s;
    for (const QString &head : {tr("Status"), tr("Date"), tr("By"), tr("Why")})
        html += u"<th align=\"left\" style=\"color:%1\">%2</th>"_s.arg(currentTheme().muted.name(), head);
    html += u"</tr>"_s;
    for (const auto &step : decisions::historyOf(decision))
        html += u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td></tr>"_s.arg(
            decisions::toString(step.status), step.date.toString(Qt::ISODate), step.by.toHtmlEscaped(),
            step.note.toHtmlEscaped());
    return html + u"</table>"_s;
}

void DecisionEditor::refresh()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    const QString number = numberOf(*record);
    m_place->setText(u"%1 › %2"_s.arg(tr("Decisions"), number.isEmpty() ? record->key : number));
    m_title->setText(record->properties.value("title"_L1).toString());
    while (QLayoutItem *item = m_status->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const QString status = decisions::toString(decisions::statusOf(*record));
    m_status->addWidget(new Badge(status, statusColor(status, currentTheme()), this), 0, Qt::AlignTop);
    m_facts->setText(factsHtml(*record));
    const auto counted = [](const QString &word, qsizetype count) {
        return count > 0 ? u"%1 %2"_s.arg(word).arg(count) : word;
    };
    m_tabs->setTabText(Options,
                       counted(tr("Options"), record->properties.value("options"_L1).toArray().size()));
    m_tabs->setTabText(Links, counted(tr("Links"), DecisionLinks::countOf(m_session.model(), *record)));
    m_history->setText(historyHtml(*record));
}

void DecisionEditor::setBasis(const Result<decisions::Basis> &basis)
{
    m_consequences->setBelow(basis ? consequencesHtml(*basis, currentTheme())
                                   : basis.error().message.toHtmlEscaped());
}

bool DecisionEditor::leave()
{
    if (m_text->store())
        return true;
    open(Text);
    return false;
}

} // namespace gp::views
