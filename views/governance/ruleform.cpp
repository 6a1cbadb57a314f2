// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/ruleform.h"

#include "core/rules/facttables.h"
#include "views/governance/ownrules.h"
#include "views/ownkinds/formparts.h"
#include "views/panels/sqledit.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using rules::Rule;
using rules::Severity;

namespace {

/// "max_days = 90", a line each.
QString linesFrom(const QVariantMap &parameters)
{
    QStringList lines;
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        lines.append(it.key() + u" = "_s + it.value().toString());
    return lines.join(u'\n');
}

const QRegularExpression &parameterLine()
{
    static const QRegularExpression line(u"\\A\\s*([A-Za-z_]\\w*)\\s*=\\s*(\\S.*?)\\s*\\z"_s);
    return line;
}

QVariantMap parametersFrom(const QString &text)
{
    QVariantMap parameters;
    for (const auto &line : text.split(u'\n')) {
        const auto match = parameterLine().match(line);
        if (!match.hasMatch())
            continue;
        bool isNumber = false;
        const double number = match.captured(2).toDouble(&isNumber);
        parameters.insert(match.captured(1), isNumber ? QVariant(number) : QVariant(match.captured(2)));
    }
    return parameters;
}

bool sameText(const Rule &a, const Rule &b)
{
    return rules::toRecord(a) == rules::toRecord(b);
}

} // namespace

RuleForm::RuleForm(const metamodel::Metamodel &metamodel, QWidget *parent)
    : QWidget(parent)
    , m_id(new QLineEdit(this))
    , m_title(new QLineEdit(this))
    , m_severity(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_where(new QLineEdit(this))
    , m_because(new QLineEdit(this))
    , m_query(new SqlEdit(this))
    , m_rationale(linesField(tr("Why it matters, in one or two sentences"), 3, this))
    , m_remediation(linesField(tr("What to do about it"), 3, this))
    , m_references(textLabel({}, u"muted"_s, this))
    , m_parameters(linesField(tr("max_days = 90"), 3, this))
    , m_fixTitle(new QLineEdit(this))
    , m_fixQuery(new SqlEdit(this))
    , m_tabs(new UnderlineTabs(this))
{
    m_id->setPlaceholderText(u"OUR-001"_s);
    m_id->setToolTip(tr("Letters, a dash, a number. The id of a shipped rule puts this one in its place."));
    m_id->setMaximumWidth(150);
    m_title->setPlaceholderText(tr("What is wrong, in a few words"));
    for (const auto &[severity, text] :
         {std::pair(Severity::Error, tr("error")), std::pair(Severity::Warning, tr("warning")),
          std::pair(Severity::Info, tr("info"))})
        m_severity->addItem(text, rules::toString(severity));
    m_kind->addItem(tr("The whole project"), QString());
    m_kind->addItem(tr("Elements of any kind"), u"any"_s);
    for (const auto &kind : metamodel.kinds())
        m_kind->addItem(kind.plural, kind.name);
    m_kind->setToolTip(tr("What the rule is about; the query has them as the table :applies"));
    m_where->setPlaceholderText(tr("tier <= 2"));
    m_where->setToolTip(tr("SQL condition over the columns of the kind; empty: all of them"));
    m_because->setPlaceholderText(tr("It is tier {tier}"));
    m_because->setToolTip(tr("Why the rule applies to an element, with {column} filled in"));
    m_query->setToolTip(
        tr("Returns element_id and message; may return related_id; all further columns are facts. "
           "Ctrl+Space completes, Ctrl+Enter runs."));
    m_parameters->setToolTip(
        tr("Thresholds that a profile may set, a line each; the query writes :max_days"));
    m_fixTitle->setPlaceholderText(tr("set the rollback to automatic"));
    m_fixQuery->setToolTip(
        tr("Returns element_id, property, value to set a property, or element_id, relation, "
           "target_id to relate; :element stands for the element"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(labelled(tr("Id"), m_id, this), 0, Qt::AlignTop);
    row->addWidget(labelled(tr("Title"), m_title, this), 1, Qt::AlignTop);
    row->addWidget(labelled(tr("Severity"), m_severity, this), 0, Qt::AlignTop);
    column->addLayout(row);
    auto *stack = new QStackedWidget(this);
    stack->addWidget(queryPage());
    stack->addWidget(textPage());
    stack->addWidget(fixPage());
    m_tabs->setAccessibleName(tr("Parts of the rule"));
    for (const auto &title : {tr("Query"), tr("Why and what to do"), tr("Parameters and fix")})
        m_tabs->addTab(title);
    connect(m_tabs, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    column->addWidget(m_tabs);
    column->addWidget(stack, 1);

    const auto onChange = [this] {
        if (!m_isFilling)
            Q_EMIT changed();
    };
    for (auto *line : {m_id, m_title, m_where, m_because, m_fixTitle})
        connect(line, &QLineEdit::textChanged, this, onChange);
    for (auto *text : {m_rationale, m_remediation, m_parameters, static_cast<QPlainTextEdit *>(m_query),
                       static_cast<QPlainTextEdit *>(m_fixQuery)})
        connect(text, &QPlainTextEdit::textChanged, this, onChange);
    for (auto *box : {m_severity, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, onChange);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RuleForm::offerWords);
    connect(m_parameters, &QPlainTextEdit::textChanged, this, &RuleForm::offerWords);
    offerWords();
}

QWidget *RuleForm::queryPage()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(labelled(tr("Applies to"), m_kind, page), 0, Qt::AlignTop);
    row->addWidget(labelled(tr("Where"), m_where, page), 2, Qt::AlignTop);
    row->addWidget(labelled(tr("Because"), m_because, page), 3, Qt::AlignTop);
    column->addLayout(row);
    m_query->setAccessibleName(tr("Query"));
    m_query->setMinimumHeight(90);
    column->addWidget(m_query, 1);
    return page;
}

QWidget *RuleForm::textPage()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(labelled(tr("Why"), m_rationale, page));
    column->addWidget(labelled(tr("What to do"), m_remediation, page));
    column->addWidget(m_references);
    column->addStretch();
    return page;
}

QWidget *RuleForm::fixPage()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    m_fixQuery->setMinimumHeight(70);
    column->addWidget(labelled(tr("Parameters"), m_parameters, page));
    column->addWidget(labelled(tr("What the fix does"), m_fixTitle, page));
    column->addWidget(labelled(tr("Query of the fix"), m_fixQuery, page), 1);
    return page;
}

void RuleForm::offerWords()
{
    const QString kind = m_kind->currentData().toString();
    QStringList placeholders{u":plateau"_s, u":date"_s};
    for (const auto &name : parametersFrom(m_parameters->toPlainText()).keys())
        placeholders.append(u':' + name);
    const auto &tables = rules::FactTables::columns();
    m_fixQuery->setWords(tables, placeholders + QStringList{u":element"_s});
    if (!kind.isEmpty())
        placeholders.prepend(u":applies"_s);
    m_query->setWords(tables, placeholders);
    m_query->setAppliesTable(kind.isEmpty() ? QString() : rules::FactTables::tableOf(kind));
    m_where->setEnabled(!kind.isEmpty());
    m_because->setEnabled(!kind.isEmpty());
}

void RuleForm::setRule(const Rule &rule, bool canWrite)
{
    m_isFilling = true;
    m_rule = rule;
    m_id->setText(rule.id);
    m_title->setText(rule.title);
    m_severity->setCurrentIndex(m_severity->findData(rules::toString(rule.severity)));
    if (m_kind->findData(rule.applies.kind) < 0)
        m_kind->addItem(rule.applies.kind, rule.applies.kind);
    m_kind->setCurrentIndex(m_kind->findData(rule.applies.kind));
    m_where->setText(rule.applies.where);
    m_because->setText(rule.applies.because);
    m_query->setPlainText(rule.query);
    m_query->showError(-1);
    m_rationale->setPlainText(rule.rationale);
    m_remediation->setPlainText(rule.remediation);
    QStringList references;
    for (const auto &one : rule.references)
        references.append(
            u"%1 %2"_s.arg(rules::Frameworks::builtin().nameOf(one.framework), one.requirement));
    m_references->setText(references.isEmpty() ? QString()
                                               : tr("References: %1").arg(references.join(u", "_s)));
    m_parameters->setPlainText(linesFrom(rule.parameters));
    m_fixTitle->setText(rule.fix.title);
    m_fixQuery->setPlainText(rule.fix.query);
    for (auto *line : {m_id, m_title, m_where, m_because, m_fixTitle}) {
        line->setReadOnly(!canWrite);
        line->setCursorPosition(0);
    }
    for (auto *text : {m_rationale, m_remediation, m_parameters, static_cast<QPlainTextEdit *>(m_query),
                       static_cast<QPlainTextEdit *>(m_fixQuery)})
        text->setReadOnly(!canWrite);
    m_severity->setEnabled(canWrite);
    m_kind->setEnabled(canWrite);
    m_isFilling = false;
    offerWords();
    m_asSet = this->rule();
}

Rule RuleForm::rule() const
{
    Rule rule = m_rule;
    rule.id = m_id->text().trimmed().toUpper();
    rule.title = m_title->text().trimmed();
    rule.severity = rules::severityFrom(m_severity->currentData().toString()).value_or(Severity::Warning);
    rule.applies.kind = m_kind->currentData().toString();
    rule.applies.where = rule.applies.kind.isEmpty() ? QString() : m_where->text().trimmed();
    rule.applies.because = rule.applies.kind.isEmpty() ? QString() : m_because->text().trimmed();
    rule.query = m_query->toPlainText().trimmed();
    rule.rationale = m_rationale->toPlainText().trimmed();
    rule.remediation = m_remediation->toPlainText().trimmed();
    rule.parameters = parametersFrom(m_parameters->toPlainText());
    rule.fix.title = m_fixTitle->text().trimmed();
    rule.fix.query = m_fixQuery->toPlainText().trimmed();
    return rule;
}

bool RuleForm::shows(const Rule &rule, bool canWrite) const
{
    return canWrite == !m_query->isReadOnly() && sameText(rule, m_rule);
}

bool RuleForm::isChanged() const
{
    return !sameText(rule(), m_asSet);
}

QString RuleForm::problem() const
{
    const auto known = rule();
    if (const QString wrong = problemWithId(known.id); !wrong.isEmpty())
        return wrong;
    if (known.title.isEmpty())
        return tr("Give it a title.");
    if (known.query.isEmpty())
        return tr("Write the query that finds what is wrong.");
    // Without these two it could not be shared: a pack needs them.
    if (known.rationale.isEmpty())
        return tr("Say why it matters (under “Why and what to do”).");
    if (known.remediation.isEmpty())
        return tr("Say what to do about it (under “Why and what to do”).");
    for (const auto &line : m_parameters->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty() && !parameterLine().match(line).hasMatch())
            return tr("A parameter is written as name = value; “%1” is not.").arg(line.trimmed());
    }
    return {};
}

} // namespace gp::views
