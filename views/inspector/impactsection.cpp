// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/impactsection.h"

#include "views/newview/viewdrafts.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

ImpactSection::ImpactSection(Session &session, const PlateauModel &at, ElementId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_element(*at.element(id))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"impactSection"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    auto *title = heading(tr("Impact if it fails"), 12.5, this);
    title->setToolTip(tr(
        "Who fails with it, cannot be released or is left unprotected, directly or through others, at this "
        "plateau"));
    m_column->addWidget(title);
    m_latest.run(
        this, [at, id] { return metamodel::impactOf(at, id); },
        [this](const metamodel::Impact &impact) { show(impact); });
}

void ImpactSection::addLine(const QString &name, const QString &text, const QList<ElementState> &elements,
                            const QHash<ElementId, QString> &effects)
{
    if (elements.isEmpty())
        return;
    auto *line = new QHBoxLayout;
    auto *link = new Link(text, this);
    link->setObjectName(name);
    link->setAccessibleName(tr("Select %1").arg(text));
    constexpr qsizetype most = 12;
    QStringList names;
    for (const auto &element : elements.first(std::min(most, elements.size())))
        names.append(element.name() + effects.value(element.id));
    if (elements.size() > most)
        names.append(tr("and %1 more").arg(elements.size() - most));
    link->setToolTip(tr("Select them:") + u'\n' + names.join(u'\n'));
    QList<ElementId> ids;
    for (const auto &element : elements)
        ids.append(element.id);
    connect(link, &Link::clicked, this, [this, ids] { m_session.selectElements(ids); });
    line->addWidget(link);
    line->addStretch();
    m_column->addLayout(line);
}

void ImpactSection::draw(const metamodel::Impact &impact)
{
    QJsonArray keys{m_element.key};
    for (const auto &list : {impact.transitive, impact.owners}) {
        for (const auto &element : list)
            keys.append(element.key);
    }
    View view;
    const QString title = tr("Impact of %1").arg(m_element.name());
    view.properties = {{u"title"_s, title}, {u"include"_s, keys}};
    const auto made = withNewView(m_session.model(), view);
    if (!made)
        Q_EMIT m_session.failed(made.error());
    else if (m_session.commit(made->first, tr("Draw the impact of %1").arg(m_element.name())))
        Q_EMIT m_session.viewRequested(made->second);
}

void ImpactSection::show(const metamodel::Impact &impact)
{
    if (impact.transitive.isEmpty()) {
        m_column->addWidget(textLabel(tr("Nothing needs it here."), u"muted"_s, this));
        return;
    }
    QHash<ElementId, QString> effects; // behind the names, in the tips
    for (const auto &hit : impact.hits)
        effects.insert(hit.element.id, u": "_s + metamodel::effectText(hit.effect, hit.element.kind) +
                                           u" ("_s + hit.words + u')');
    addLine(u"impact-direct"_s, tr("Directly · %1").arg(impact.direct.size()), impact.direct, effects);
    if (impact.transitive.size() > impact.direct.size())
        addLine(u"impact-all"_s, tr("With what needs those · %1").arg(impact.transitive.size()),
                impact.transitive, effects);
    for (const auto &kind : m_session.metamodel().kinds()) {
        QList<ElementState> those;
        std::ranges::copy_if(impact.transitive, std::back_inserter(those),
                             [&](const ElementState &state) { return state.kind == kind.name; });
        if (those.size() < impact.transitive.size() || impact.transitive.size() > impact.direct.size())
            addLine(u"impact-"_s + kind.name, u"%1 · %2"_s.arg(kind.plural).arg(those.size()), those,
                    effects);
    }
    addLine(u"impact-owners"_s, tr("Owners to tell · %1").arg(impact.owners.size()), impact.owners);
    auto *drawing = new Link(tr("Draw it"), this);
    drawing->setObjectName(u"impact-draw"_s);
    drawing->setToolTip(tr("Make a view of what is hit and whom to tell"));
    drawing->setAccessibleName(tr("Draw the impact of %1").arg(m_element.name()));
    connect(drawing, &Link::clicked, this, [this, impact] { draw(impact); });
    m_column->addWidget(drawing, 0, Qt::AlignLeft);
}

} // namespace gp::views
