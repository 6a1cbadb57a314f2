// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisionfields.h"

#include "views/style/parts.h"

#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

const QString workPackages = u"work_packages"_s; ///< no property: those that name the decision

QStringList titlesOf(const Record &decision)
{
    QStringList titles;
    const QJsonArray rows = decision.properties.value("options"_L1).toArray();
    for (const auto &row : rows) {
        const QString title = row[u"title"_s].toString();
        if (!title.isEmpty())
            titles.append(title);
    }
    titles.removeDuplicates();
    return titles;
}

} // namespace

DecisionFieldsPage::DecisionFieldsPage(Session &session, RecordId id, const QStringList &properties,
                                       const QString &below, QWidget *parent)
    : InspectorPage(session, parent)
    , m_id(id)
{
    const auto *record = session.model().record(id);
    if (!record)
        return;
    QList<Field> fields;
    for (const QString &property : properties)
        fields.append(fieldFor(*record, property));
    addRows(fields, true);
    if (auto *more = findChild<Link *>(u"moreProperties"_s))
        more->hide(); // a form has all of them always
    if (!below.isEmpty()) {
        addSpace(8);
        auto *label = new QLabel(below, this);
        label->setObjectName(u"computed"_s);
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_column->addWidget(label);
    }
    finish();
}

Field DecisionFieldsPage::fieldFor(const Record &decision, const QString &property) const
{
    Field field;
    field.isReadOnly = !m_session.readOnlyReason().isEmpty();
    if (property == workPackages) {
        field.property.name = workPackages;
        field.property.type = metamodel::PropertyType::List;
        field.property.label = tr("Work packages");
        field.property.help = tr("Those that carry it out");
        field.property.refersTo = u"workPackage"_s;
        QJsonArray keys;
        for (const auto &record : m_session.recordsNaming(u"workPackage"_s, u"decisions"_s, decision.key))
            keys.append(record.key);
        if (!keys.isEmpty())
            field.value = keys;
        return field;
    }
    const auto *kind = m_session.metamodel().recordKind(decision.kind);
    const auto *described = kind ? kind->property(property) : nullptr;
    if (described)
        field.property = *described;
    field.property.name = property;
    field.value = decision.properties.value(property);
    // One of the options that there are, in their words; what is chosen already stays to be chosen.
    if (property == "chosen"_L1) {
        QStringList titles = titlesOf(decision);
        const QString chosen = field.value.toString();
        if (!chosen.isEmpty() && !titles.contains(chosen))
            titles.append(chosen);
        if (!titles.isEmpty()) {
            field.property.type = metamodel::PropertyType::Enum;
            for (const QString &title : std::as_const(titles)) {
                auto &value = field.property.values.emplaceBack();
                value.value = title;
                value.label = title;
            }
        }
    }
    return field;
}

void DecisionFieldsPage::onEdited(const QString &property, const QJsonValue &value)
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    if (property == workPackages)
        return setWorkPackages(*record, value);
    Record edited = *record;
    if (value.isNull())
        edited.properties.remove(property);
    else
        edited.properties.insert(property, value);
    Draft draft(m_session.model());
    const auto edit = draft.update(edited);
    store(draft, edit, tr("Edit %1 of %2").arg(row(property)->field().property.label, titleOf(*record)),
          property);
}

void DecisionFieldsPage::setWorkPackages(const Record &decision, const QJsonValue &keys)
{
    Draft draft(m_session.model());
    Result<void> edit;
    const QJsonArray wanted = keys.toArray();
    for (const auto &package : m_session.model().recordsOfKind(u"workPackage"_s)) {
        QJsonArray named = package.properties.value("decisions"_L1).toArray();
        const bool isWanted = wanted.contains(package.key);
        if (named.contains(decision.key) == isWanted)
            continue;
        if (isWanted) {
            named.append(decision.key);
        } else {
            for (qsizetype i = named.size() - 1; i >= 0; --i) {
                if (named.at(i) == decision.key)
                    named.removeAt(i);
            }
        }
        Record edited = package;
        if (named.isEmpty())
            edited.properties.remove(u"decisions"_s);
        else
            edited.properties.insert(u"decisions"_s, named);
        edit = draft.update(edited);
        if (!edit)
            break;
    }
    store(draft, edit, tr("Edit work packages of %1").arg(titleOf(decision)), workPackages);
}

DecisionFields::DecisionFields(Session &session, RecordId id, QStringList properties, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_id(id)
    , m_properties(std::move(properties))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&session, &Session::changed, this, &DecisionFields::refresh);
    refresh();
}

QStringList DecisionFields::formProperties(const metamodel::Metamodel &metamodel)
{
    static const QStringList elsewhere{u"number"_s,
                                       u"status"_s,
                                       u"options"_s,
                                       u"history"_s,
                                       u"basis_from"_s,
                                       u"basis_to"_s,
                                       u"basis_items"_s,
                                       u"links"_s,
                                       u"good_consequences"_s,
                                       u"bad_consequences"_s,
                                       u"neutral_consequences"_s};
    QStringList names;
    const auto *kind = metamodel.recordKind(u"decision"_s);
    for (const auto &property : kind ? kind->properties : QList<metamodel::Property>()) {
        if (!elsewhere.contains(property.name) && !property.name.startsWith("source_"_L1))
            names.append(property.name);
    }
    names.append(workPackages);
    return names;
}

void DecisionFields::setBelow(const QString &html)
{
    if (html == m_below)
        return;
    m_below = html;
    refresh();
}

void DecisionFields::refresh()
{
    if (m_page && m_page->isEditing()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    const int down = verticalScrollBar()->value();
    QString focused;
    for (QWidget *widget = m_page ? m_page->focusWidget() : nullptr; widget && widget != m_page;
         widget = widget->parentWidget()) {
        if (const auto *row = qobject_cast<PropertyRow *>(widget); row && m_page->focusWidget()->hasFocus())
            focused = row->field().property.name;
    }
    auto *old = takeWidget();
    m_page = new DecisionFieldsPage(m_session, m_id, m_properties, m_below, this);
    setLook(m_page, u"plain"_s);
    // Queued: what was edited is stored first, and then all is new anyway.
    connect(
        m_page, &InspectorPage::editorClosed, this,
        [this] {
            if (m_isStale)
                refresh();
        },
        Qt::QueuedConnection);
    setWidget(m_page);
    m_page->show();
    if (old) {
        old->hide();
        old->deleteLater(); // this can be called from within it
    }
    if (auto *row = focused.isEmpty() ? nullptr : m_page->row(focused))
        row->valueLabel()->setFocus(Qt::OtherFocusReason);
    verticalScrollBar()->setValue(down);
}

} // namespace gp::views
