// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/page.h"

#include "core/metamodel/ownkinds.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/window/actions.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

InspectorPage::InspectorPage(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_column(new QVBoxLayout(this))
{
    setMinimumWidth(1); // the pane is as wide as it is; what does not fit wraps or elides
    m_column->setContentsMargins(16, 14, 14, 20);
    m_column->setSpacing(4);
}

PropertyRow *InspectorPage::row(const QString &property) const
{
    const auto it = std::ranges::find_if(
        m_rows, [&](const PropertyRow *row) { return row->field().property.name == property; });
    return it == m_rows.end() ? nullptr : *it;
}

bool InspectorPage::isEditing() const
{
    return std::ranges::any_of(m_rows, &PropertyRow::isEditing);
}

void InspectorPage::addTitle(const QString &title, const QString &subtitle)
{
    auto *label = heading(breakable(title), 16, this);
    label->setObjectName(u"inspectorTitle"_s);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(label);
    if (!subtitle.isEmpty()) {
        auto *line = textLabel(subtitle, u"muted"_s, this);
        line->setObjectName(u"inspectorSubtitle"_s);
        m_column->addWidget(line);
    }
    addSpace(4);
}

void InspectorPage::addRows(const QList<Field> &fields, bool all, bool shortOnly)
{
    int hidden = 0;
    for (const auto &field : fields) {
        const bool isSet = !field.value.isUndefined() && !field.value.isNull();
        using metamodel::PropertyType;
        static const QList<PropertyType> longOnes = {PropertyType::Markdown, PropertyType::List,
                                                     PropertyType::Table};
        const bool isElsewhere = shortOnly && longOnes.contains(field.property.type);
        if (isElsewhere || (!isSet && !all && field.note.isEmpty() && field.several.isEmpty())) {
            ++hidden;
            continue;
        }
        auto *row = new PropertyRow(field, m_session.model(), this);
        connect(row, &PropertyRow::edited, this, &InspectorPage::onEdited);
        connect(row, &PropertyRow::reverted, this, &InspectorPage::onReverted);
        connect(row, &PropertyRow::closed, this, &InspectorPage::editorClosed);
        m_column->addWidget(row);
        m_rows.append(row);
    }
    if (hidden == 0 && !all)
        return;
    auto *more = new Link(all ? tr("Only what is set") : tr("%1 more properties").arg(hidden), this);
    setLook(more, u"quiet"_s);
    more->setObjectName(u"moreProperties"_s);
    connect(more, &Link::clicked, this, [this, all] { Q_EMIT allWanted(!all); });
    m_column->addWidget(more);
}

void InspectorPage::addPropertyAdder(const QStringList &kinds)
{
    if (m_session.store().isReadOnly())
        return;
    auto *link = addCommand(tr("Add property…"), [this, kinds] { Q_EMIT propertyWanted(kinds); });
    setLook(link, u"quiet"_s);
    link->setObjectName(u"addProperty"_s);
    link->setToolTip(tr("Something more to say of all elements of this kind, in this project"));
}

void InspectorPage::addSection(const QString &title)
{
    addSpace(12);
    m_column->addWidget(heading(title, 12.5, this));
}

void InspectorPage::addText(const QString &text, const QString &look)
{
    m_column->addWidget(textLabel(text, look, this));
}

void InspectorPage::addLink(const QString &text, const Selection &target, const QString &badge,
                            const QColor &color)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *link = new Link(text, this);
    connect(link, &Link::clicked, this, [this, target] {
        if (const auto *record = std::get_if<RecordId>(&target))
            Q_EMIT m_session.pageRequested(*record);
        else if (const auto *element = std::get_if<ElementId>(&target))
            Q_EMIT m_session.revealRequested(*element, true);
        m_session.select(target);
    });
    line->addWidget(link);
    if (!badge.isEmpty())
        line->addWidget(new Badge(badge, color, this));
    line->addStretch();
    m_column->addLayout(line);
}

QPushButton *InspectorPage::addCommand(const QString &text, const std::function<void()> &action)
{
    auto *line = new QHBoxLayout;
    auto *link = new Link(text, this);
    link->setAccessibleName(text);
    connect(link, &Link::clicked, this, action);
    line->addWidget(link);
    line->addStretch();
    m_column->addLayout(line);
    return link;
}

void InspectorPage::addChecklistButton()
{
    addButton(tr("NFR checklist"), {}, [this] {
        if (const auto *actions = window()->findChild<Actions *>())
            (*actions)[Actions::OpenChecklist]->trigger();
    })->setToolTip(withKeys(tr("What applies, and the answers"), this, Actions::OpenChecklist));
}

QPushButton *InspectorPage::addButton(const QString &text, const QString &look,
                                      const std::function<void()> &action)
{
    auto *button = new QPushButton(text, this);
    setLook(button, look);
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, action);
    m_column->addWidget(button);
    return button;
}

void InspectorPage::addSpace(int pixels)
{
    m_column->addSpacing(pixels);
}

void InspectorPage::finish()
{
    m_column->addStretch(1);
}

void InspectorPage::onEdited(const QString &, const QJsonValue &) {}

void InspectorPage::onReverted(const QString &) {}

void InspectorPage::store(const Draft &draft, const Result<void> &edit, const QString &label,
                          const QString &property)
{
    const auto refuse = [&](const Error &error) {
        if (auto *field = row(property))
            field->refuse(error.message);
    };
    if (!edit)
        return refuse(edit.error());
    if (const auto problems = metamodel::findProjectProblems(draft.model(), draft.change());
        !problems.isEmpty())
        return refuse(problems.front());
    m_session.commit(draft, label);
}

} // namespace gp::views
