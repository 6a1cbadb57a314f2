// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/historysection.h"

#include "views/session/words.h"
#include "views/style/parts.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {
constexpr int most = 50;
}

HistorySection::HistorySection(Session &session, ElementId id, QWidget *parent)
    : FoldSection(tr("History"), parent)
    , m_session(session)
    , m_id(id)
    , m_cancelled(std::make_shared<std::atomic_bool>(false))
{
    setObjectName(u"historySection"_s);
    header()->setToolTip(tr("The edits that touched this element or its relations"));
}

HistorySection::~HistorySection()
{
    m_cancelled->store(true);
}

void HistorySection::load()
{
    content()->addWidget(textLabel(tr("Looking through the history…"), u"muted"_s, this));
    const auto &model = m_session.model();
    using Found = std::shared_ptr<Result<QList<store::HistoryEntry>>>;
    m_latest.run(
        this,
        [path = m_session.store().path(), id = m_id, relations = model.outgoing(m_id) + model.incoming(m_id),
         cancelled = m_cancelled]() -> Found {
            return std::make_shared<Result<QList<store::HistoryEntry>>>(
                store::historyOf(path, id, relations, most + 1, cancelled.get()));
        },
        [this](const Found &found) { show(*found); });
}

void HistorySection::show(const Result<QList<store::HistoryEntry>> &found)
{
    clear();
    if (!found) {
        content()->addWidget(textLabel(found.error().message, u"error"_s, this));
        return;
    }
    setTitle(
        tr("History · %1").arg(found->size() > most ? u"%1+"_s.arg(most) : QString::number(found->size())));
    for (const auto &entry : found->first(std::min<qsizetype>(most, found->size()))) {
        const QString label =
            entry.edits > 1 ? tr("Among %1 earlier edits").arg(QLocale().toString(entry.edits)) : entry.label;
        auto *link = new Link(label, this);
        link->setObjectName(u"historyEntry"_s);
        link->setAccessibleName(label);
        QString line = timeText(entry.time);
        if (!entry.author.isEmpty())
            line.prepend(entry.author + u" · "_s);
        if (!entry.onPath)
            line.append(tr(" · undone"));
        link->setToolTip(label + u'\n' + tr("Show it in the history panel"));
        connect(link, &Link::clicked, this, [this, id = entry.id] { Q_EMIT entryWanted(id); });
        auto *when = textLabel(line, u"muted"_s, this);
        when->setContentsMargins(2, 0, 0, 6); // in line with the text of the link
        content()->addWidget(link, 0, Qt::AlignLeft);
        content()->addWidget(when);
    }
    if (found->isEmpty())
        content()->addWidget(textLabel(tr("No edit touched it."), u"muted"_s, this));
    else if (found->size() > most)
        content()->addWidget(textLabel(tr("Older ones are in the history panel."), u"muted"_s, this));
}

} // namespace gp::views
