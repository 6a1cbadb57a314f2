// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/statusline.h"

#include "views/governance/waiverfacts.h"
#include "views/panels/findings.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

StatusLine::StatusLine(Session &session, const Findings &findings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_findings(findings)
{
    setObjectName(u"statusLine"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(27);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 1, 14, 0);
    row->setSpacing(10);
    m_counts = addPart();
    m_saved = addPart();
    m_found = addPart();
    m_layout = addPart();
    row->addStretch();
    connect(&session, &Session::changed, this, &StatusLine::refresh);
    connect(&session, &Session::plateauChanged, this, &StatusLine::refresh);
    connect(&findings, &Findings::changed, this, &StatusLine::refresh);
    showLayoutTime({});
    refresh();
}

QLabel *StatusLine::addPart()
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    auto *label = textLabel({}, u"muted"_s, this);
    label->setWordWrap(false);
    label->setFont(diagram::tabularFont(12));
    if (row->count() > 0) {
        auto *bar = new QFrame(this);
        bar->setFixedSize(1, 14);
        bar->setAutoFillBackground(true);
        bar->setBackgroundRole(QPalette::Mid);
        row->addWidget(bar);
        label->setProperty("bar", QVariant::fromValue(bar));
    }
    row->addWidget(label);
    return label;
}

void StatusLine::showLayoutTime(std::chrono::milliseconds time)
{
    const bool isShown = time.count() > 0;
    m_layout->setText(isShown ? tr("Layout %1 ms").arg(time.count()) : QString());
    m_layout->setVisible(isShown);
    if (auto *bar = m_layout->property("bar").value<QFrame *>())
        bar->setVisible(isShown);
}

void StatusLine::refresh()
{
    QStringList counts;
    QHash<QString, qsizetype> byKind;
    for (const ElementState &element : m_session.state().elements())
        ++byKind[element.kind];
    for (const QString &name : {u"service"_s, u"pipeline"_s, u"environment"_s, u"control"_s}) {
        const auto *kind = m_session.metamodel().kind(name);
        const auto count = byKind.value(name);
        if (kind && count > 0)
            counts.append(u"%1 %2"_s.arg(count).arg(count == 1 ? kind->label : kind->plural.toLower()));
    }
    m_counts->setText(counts.isEmpty() ? tr("Nothing here yet") : counts.join(u" · "_s));
    m_saved->setText(m_session.store().isReadOnly() ? tr("Read-only") : tr("All changes saved"));
    m_saved->setToolTip(m_session.readOnlyReason());
    const QString plateau = m_session.plateauName(m_session.plateau());
    const int open = m_findings.openCount();
    const int waived = m_findings.waivedCount();
    QString text = m_findings.isRunning() && m_findings.all().isEmpty() ? tr("%1: checking…").arg(plateau)
                   : open == 1                                          ? tr("%1: 1 finding").arg(plateau)
                               : tr("%1: %2 findings").arg(plateau).arg(open);
    if (waived > 0)
        text += tr(", %1 waived").arg(waived);
    const auto &profile = m_findings.profile();
    const QString news = waiverNews(waiverRows(m_session.model(), m_session.plateau(), profile), profile);
    if (!news.isEmpty())
        text += u" · "_s + news;
    m_found->setText(text);
}

} // namespace gp::views
