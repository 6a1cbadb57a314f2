// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/findings.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using rules::Finding;
using rules::Severity;

Findings::Findings(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(120);
    connect(&m_wait, &QTimer::timeout, this, &Findings::run);
    connect(&session, &Session::changed, &m_wait, qOverload<>(&QTimer::start));
    connect(&session, &Session::plateauChanged, &m_wait, qOverload<>(&QTimer::start));
    m_wait.start();
}

void Findings::run()
{
    using Evaluation = rules::Evaluation<Finding>;
    m_latest.run(
        this,
        [model = m_session.model(), plateau = m_session.plateau()]() -> Evaluation {
            return rules::evaluateRules(model, rules::RuleSet::of(model), plateau);
        },
        [this](const Evaluation &evaluation) {
            m_all = evaluation.rows;
            m_errors = evaluation.errors;
            std::ranges::stable_partition(m_all,
                                          [](const Finding &finding) { return finding.waivedBy.isEmpty(); });
            Q_EMIT changed();
        });
}

QList<Finding> Findings::of(ElementId id) const
{
    QList<Finding> result;
    std::ranges::copy_if(m_all, std::back_inserter(result),
                         [id](const Finding &finding) { return finding.element == id; });
    return result;
}

int Findings::openCount() const
{
    return int(
        std::ranges::count_if(m_all, [](const Finding &finding) { return finding.waivedBy.isEmpty(); }));
}

int Findings::waivedCount() const
{
    return int(m_all.size()) - openCount();
}

std::pair<QString, Tone> wordFor(const Finding &finding)
{
    if (!finding.waivedBy.isEmpty())
        return {QObject::tr("waived"), Tone::Muted};
    switch (finding.severity) {
    case Severity::Error:
        return {QObject::tr("error"), Tone::Removed};
    case Severity::Warning:
        return {QObject::tr("warn"), Tone::Changed};
    case Severity::Info:
        break;
    }
    return {QObject::tr("info"), Tone::Accent};
}

FindingBox::FindingBox(const Finding &finding, QWidget *parent)
    : QFrame(parent)
    , m_finding(finding)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 6, 8, 6);
    column->setSpacing(1);
    const QString sign = finding.waivedBy.isEmpty() ? u"▲ "_s : u"○ "_s;
    column->addWidget(textLabel(sign + finding.rule + u' ' + finding.message, {}, this));
    const auto *rule = rules::RuleSet::builtin().rule(finding.rule);
    if (!finding.waivedBy.isEmpty())
        column->addWidget(textLabel(tr("Waived by %1").arg(finding.waivedBy), u"muted"_s, this));
    else if (rule && !rule->remediation.isEmpty())
        column->addWidget(textLabel(rule->remediation.simplified(), u"muted"_s, this));
    if (rule)
        setToolTip(rule->rationale);
}

void FindingBox::paintEvent(QPaintEvent *)
{
    const auto &theme = currentTheme();
    const bool isWaived = !m_finding.waivedBy.isEmpty();
    const QColor color = isWaived                                  ? theme.muted
                         : m_finding.severity == Severity::Error   ? theme.removed
                         : m_finding.severity == Severity::Warning ? theme.changed
                                                                   : theme.accent;
    QPainter painter(this);
    painter.fillRect(rect(), diagram::blend(color, theme.panel, 0.06));
    painter.fillRect(QRect(0, 0, 3, height()), color);
}

FindingsPanel::FindingsPanel(Session &session, Findings &findings, QWidget *parent)
    : LinesView(tr("Findings"), parent)
    , m_session(session)
    , m_findings(findings)
{
    connect(&findings, &Findings::changed, this, &FindingsPanel::show);
    connect(this, &LinesView::picked, this, [this](qint64 row) {
        const auto element = m_findings.all().value(row).element;
        if (!element.isValid())
            return;
        m_session.select(element);
        Q_EMIT m_session.revealRequested(element, true);
    });
    setEmptyText(tr("Checking the rules…"));
    if (!findings.isRunning())
        show();
}

void FindingsPanel::show()
{
    QList<Line> lines;
    for (qsizetype row = 0; row < m_findings.all().size(); ++row) {
        const auto &finding = m_findings.all()[row];
        Line line;
        std::tie(line.lead, line.tone) = wordFor(finding);
        line.text = finding.rule + u' ' + finding.message;
        line.isFaded = !finding.waivedBy.isEmpty();
        line.suffix = finding.waivedBy.isEmpty() ? QString() : tr("waived by %1").arg(finding.waivedBy);
        if (const auto *rule = rules::RuleSet::builtin().rule(finding.rule))
            line.tip = rule->rationale.simplified();
        line.id = row;
        lines.append(line);
    }
    for (const auto &error : m_findings.errors()) {
        Line line;
        line.lead = tr("rule failed");
        line.tone = Tone::Removed;
        line.text = error.message;
        line.id = -1;
        lines.append(line);
    }
    setLines(lines);
    setEmptyText(tr("No findings in %1.").arg(m_session.plateauName(m_session.plateau())));
}

} // namespace gp::views
