// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/findingdetails.h"

#include "core/rules/nfr.h"
#include "core/rules/waivers.h"
#include "views/governance/findingedits.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QMenu>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using rules::Finding;

namespace {

/// Nothing is ever loaded.
class PlainBrowser : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

QString escaped(const QString &text)
{
    return text.simplified().toHtmlEscaped();
}

/// "runtime_version" -> "runtime version"
QString readable(QString column)
{
    return column.replace(u'_', u' ');
}

QString toHex(const QColor &color)
{
    return color.name();
}

} // namespace

FindingDetails::FindingDetails(Session &session, Findings &findings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_findings(findings)
    , m_text(new PlainBrowser(this))
    , m_bar(new QWidget(this))
{
    setLook(this, u"panel"_s);
    m_text->setOpenLinks(false);
    m_text->setAccessibleName(tr("About the finding"));
    m_text->setFont(diagram::font(12.5));
    m_text->setStyleSheet(u"QTextBrowser { background: transparent; }"_s);
    m_text->document()->setDocumentMargin(0);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_fix = add(tr("Fix…"), Qt::Key_F, tr("Shows what will be changed first"),
                [this] { Q_EMIT m_findings.fixWanted(m_finding); });
    m_waive = add(tr("Waive…"), Qt::Key_W, tr("Accept it for a time, with a reason"),
                  [this] { Q_EMIT m_findings.waiveWanted(m_finding); });
    m_package = add(tr("Work package"), Qt::Key_P, tr("Plan the work that puts it right"),
                    [this] { Q_EMIT m_findings.workPackageWanted(m_finding); });
    m_rule = add(tr("Open rule"), Qt::Key_R, tr("The rule itself: its text, its query"),
                 [this] { Q_EMIT m_findings.ruleWanted(m_finding.rule); });
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 4, 8, 6);
    column->setSpacing(6);
    column->addWidget(m_bar);
    column->addWidget(m_text, 1);
    connect(m_text, &QTextBrowser::anchorClicked, this, &FindingDetails::follow);
    show({});
}

QAction *FindingDetails::add(const QString &text, Qt::Key key, const QString &tip, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    const QString letter = QKeySequence(key).toString();
    action->setToolTip(u"%1 (%2)"_s.arg(tip, letter));
    action->setData(letter);
    connect(action, &QAction::triggered, this, std::move(run));
    auto *button = new QPushButton(text, m_bar);
    setLook(button, u"small"_s);
    button->setAutoDefault(false);
    button->setAccessibleName(text);
    button->setToolTip(action->toolTip());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [action, button] {
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(action->toolTip());
    });
    m_bar->layout()->addWidget(button);
    m_byKey.insert(key, action);
    m_buttons.insert(action, button);
    return action;
}

void FindingDetails::addActions(QMenu *menu) const
{
    for (auto *action : {m_fix, m_waive, m_package, m_rule}) {
        auto *copy = menu->addAction(action->text() + u'\t' + action->data().toString());
        copy->setEnabled(action->isEnabled());
        copy->setVisible(action->isVisible());
        copy->setToolTip(action->toolTip());
        connect(copy, &QAction::triggered, action, &QAction::trigger);
    }
}

bool FindingDetails::runKey(int key)
{
    auto *action = m_byKey.value(key);
    if (action && action->isEnabled() && action->isVisible())
        action->trigger();
    return action != nullptr;
}

void FindingDetails::show(const Finding &finding)
{
    const bool isSame = finding.fingerprint == m_finding.fingerprint;
    m_finding = finding;
    if (!isSame)
        m_because.clear();
    enable();
    write();
    if (!isSame)
        m_text->verticalScrollBar()->setValue(0);
    if (m_finding.rule.isEmpty())
        return;
    m_findings.because(finding, this, [this, fingerprint = finding.fingerprint](const QString &because) {
        if (fingerprint != m_finding.fingerprint || because == m_because)
            return;
        m_because = because;
        write();
    });
}

void FindingDetails::enable()
{
    const auto *rule = m_findings.rule(m_finding.rule);
    const bool canWrite = !m_session.store().isReadOnly();
    m_bar->setVisible(rule != nullptr);
    m_fix->setVisible(rule && !rule->fix.query.isEmpty());
    m_fix->setEnabled(canWrite && m_finding.isOpen() && !m_session.isComparing());
    m_fix->setToolTip(m_session.isComparing() ? tr("Elements are not edited in a compare")
                                              : tr("Shows what will be changed first (F)"));
    m_waive->setEnabled(canWrite && m_finding.isOpen() && m_finding.element.isValid());
    m_waive->setToolTip(!m_finding.element.isValid()
                            ? tr("It is about the whole project; only a finding of an element can be waived")
                        : !m_finding.isOpen() ? tr("It is waived already")
                                              : tr("Accept it for a time, with a reason (W)"));
    m_package->setEnabled(canWrite && rule);
    m_rule->setEnabled(rule != nullptr);
}

QString FindingDetails::html() const
{
    const auto &theme = currentTheme();
    const auto *rule = m_findings.rule(m_finding.rule);
    QString rows;
    const auto add = [&](const QString &label, const QString &content) {
        if (!content.isEmpty())
            rows += u"<tr><td class='label'>%1</td><td>%2</td></tr>"_s.arg(label.toHtmlEscaped(), content);
    };
    const auto link = [this](ElementId id) -> QString {
        return id.isValid()
                   ? u"<a href='element:%1'>%2</a>"_s.arg(id.value()).arg(escaped(nameOf(m_session, id)))
                   : QString();
    };
    if (!m_finding.isOpen()) {
        const auto *waiver = m_session.model().record(u"waiver"_s, m_finding.waivedBy);
        const QString reason = waiver ? waiver->properties.value("reason"_L1).toString() : QString();
        const QString end = waiver ? rules::endOf(m_session.model(), *waiver) : QString();
        add(tr("Waived"), u"<a href='waiver:'>%1</a> %2"_s.arg(
                              escaped(end.isEmpty() ? m_finding.waivedBy : end), escaped(reason)));
    }
    add(tr("Element"), link(m_finding.element));
    add(tr("Also about"), link(m_finding.related));
    add(tr("Applies because"), escaped(m_because));
    QStringList facts;
    for (const auto &[column, value] : m_finding.facts)
        facts.append(u"%1: <b>%2</b>"_s.arg(escaped(readable(column)), escaped(value)));
    add(tr("Found"), facts.join(u"<br>"_s));
    if (rule) {
        add(tr("What to do"), escaped(rule->remediation));
        add(tr("Why"), escaped(rule->rationale));
        QStringList references;
        const auto &frameworks = rules::Frameworks::builtin();
        for (const auto &reference : rule->references)
            references.append(
                escaped(u"%1 %2 %3"_s.arg(frameworks.nameOf(reference.framework), reference.requirement,
                                          frameworks.titleOf(reference))));
        add(tr("References"), references.join(u"<br>"_s));
    }
    const auto [word, tone] = wordFor(m_finding);
    const QColor ink = tone == Tone::Removed   ? theme.removed
                       : tone == Tone::Changed ? theme.changed
                       : tone == Tone::Accent  ? theme.accent
                                               : theme.muted;
    return u"<html><head><style>body { color: %1; } a { color: %2; text-decoration: none; } "
           "p { margin: 0 0 4px 0; } td { padding: 0 12px 5px 0; } .label { color: %3; white-space: nowrap; }"
           "</style></head><body><p><span style='color: %4; font-weight: 600;'>%5</span> "
           "<b>%6</b> <span style='color: %3;'>%7</span></p><p>%8</p>"
           "<table cellspacing='0' cellpadding='0' style='margin-top: 6px;'>%9</table></body></html>"_s.arg(
               toHex(theme.text), toHex(theme.accent), toHex(theme.muted), toHex(ink), escaped(word),
               escaped(rule ? rule->title : m_finding.rule), escaped(m_finding.rule),
               escaped(m_finding.message), rows);
}

void FindingDetails::write()
{
    if (m_finding.rule.isEmpty()) {
        m_text->setHtml(u"<p style='color: %1'>%2</p>"_s.arg(
            toHex(currentTheme().muted), tr("Choose a finding to see why it is one, and what can be done.")));
        return;
    }
    const int position = m_text->verticalScrollBar()->value();
    m_text->setHtml(html());
    m_text->verticalScrollBar()->setValue(position);
}

void FindingDetails::follow(const QUrl &link)
{
    if (link.scheme() == "element"_L1) {
        const ElementId id(link.path().toLongLong());
        if (!m_session.model().element(id))
            return;
        m_session.select(id);
        Q_EMIT m_session.revealRequested(id, true);
    } else if (link.scheme() == "waiver"_L1) {
        if (const auto *waiver = m_session.model().record(u"waiver"_s, m_finding.waivedBy)) {
            m_session.select(waiver->id);
            Q_EMIT m_session.pageRequested(waiver->id);
        }
    }
}

void FindingDetails::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        write();
    QWidget::changeEvent(event);
}

} // namespace gp::views
