// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/newview/viewdialogs.h"

#include "core/diagram/selection.h"
#include "views/newview/viewdrafts.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

TickList::TickList(const QString &accessibleName, QList<std::pair<QString, QString>> offered,
                   const QJsonArray &ticked, QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(accessibleName);
    setSpacing(3);
    for (const auto &item : ticked) {
        if (!std::ranges::contains(offered, item.toString(), &std::pair<QString, QString>::first))
            offered.prepend({item.toString(), item.toString()});
    }
    std::ranges::stable_partition(offered, [&](const auto &one) { return ticked.contains(one.first); });
    for (const auto &[key, label] : std::as_const(offered)) {
        auto *item = new QListWidgetItem(label, this);
        item->setData(Qt::UserRole, key);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(key) ? Qt::Checked : Qt::Unchecked);
    }
    if (count() > 0)
        setCurrentRow(0, QItemSelectionModel::NoUpdate);
}

QJsonArray TickList::ticked() const
{
    QJsonArray keys;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->checkState() == Qt::Checked)
            keys.append(item(row)->data(Qt::UserRole).toString());
    }
    return keys;
}

RenameViewDialog::RenameViewDialog(Session &session, ViewId view, QWidget *parent)
    : Dialog(tr("Rename the view"), tr("Rename"), parent)
    , m_session(session)
    , m_view(view)
    , m_title(new QLineEdit(this))
{
    const auto *shown = session.model().view(view);
    auto *label = textLabel(tr("Title"), u"muted"_s, this);
    label->setBuddy(m_title);
    m_title->setAccessibleName(label->text());
    m_title->setMinimumWidth(360);
    m_title->setText(shown ? titleOf(*shown) : QString());
    m_title->selectAll();
    content()->addWidget(label);
    content()->addWidget(m_title);
    m_title->setFocus();
}

void RenameViewDialog::accept()
{
    const QString title = m_title->text().trimmed();
    if (title.isEmpty())
        return say(tr("Give it a title."));
    const auto *shown = m_session.model().view(m_view);
    if (shown && titleOf(*shown) == title)
        return Dialog::accept();
    const auto draft = withViewProperties(m_session.model(), m_view, {{u"title"_s, title}});
    if (!draft)
        return say(draft.error().message);
    const auto stored = m_session.store().commit(
        *draft, tr("Rename the view %1 to %2").arg(shown ? titleOf(*shown) : QString(), title));
    if (!stored)
        return say(stored.error().message);
    Dialog::accept();
}

EditViewDialog::EditViewDialog(Session &session, ViewId view, QWidget *parent)
    : Dialog(tr("What the view shows"), tr("Save"), parent)
    , m_session(session)
    , m_view(view)
    , m_preview(textLabel({}, u"muted"_s, this))
{
    if (const auto *shown = session.model().view(view))
        m_properties = shown->properties;
    QList<std::pair<QString, QString>> kinds;
    for (const auto &kind : session.metamodel().kinds())
        kinds.append({kind.name, kind.plural});
    QList<std::pair<QString, QString>> domains;
    for (const auto &group : session.state().ofKind(u"group"_s)) {
        if (group.properties.value("type"_L1).toString() == "domain"_L1)
            domains.append({group.key, group.name()});
    }
    QList<std::pair<QString, QString>> relations;
    for (const auto &relation : session.metamodel().relationKinds())
        relations.append({relation.name, relation.label});
    auto *lists = new QHBoxLayout;
    lists->setSpacing(12);
    m_kinds = addTicks(lists, u"kinds"_s, kinds);
    m_domains = addTicks(lists, u"domains"_s, domains);
    m_relations = addTicks(lists, u"relations"_s, relations);
    content()->addLayout(lists, 1);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(12);
    m_groupBy = addChoice(choices, u"group_by"_s);
    m_direction = addChoice(choices, u"direction"_s);
    content()->addLayout(choices);
    content()->addWidget(m_preview);
    for (auto *list : {m_kinds, m_domains, m_relations})
        connect(list, &QListWidget::itemChanged, this, &EditViewDialog::count);
    resize(640, 520);
    m_kinds->setFocus();
    count();
}

TickList *EditViewDialog::addTicks(QLayout *row, const QString &property,
                                   const QList<std::pair<QString, QString>> &offered)
{
    const auto *kind = m_session.metamodel().recordKind(u"view"_s);
    const auto *described = kind ? kind->property(property) : nullptr;
    const QString title = described ? described->label : property;
    auto *list = new TickList(title, offered, m_properties.value(property).toArray(), this);
    list->setToolTip(tr("Space ticks"));
    auto *label = textLabel(title, u"strong"_s, this);
    label->setBuddy(list);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(list, 1);
    column->addWidget(textLabel(described ? described->help : QString(), u"muted"_s, this));
    static_cast<QHBoxLayout *>(row)->addLayout(column, 1);
    return list;
}

QComboBox *EditViewDialog::addChoice(QLayout *row, const QString &property)
{
    const auto *kind = m_session.metamodel().recordKind(u"view"_s);
    const auto *described = kind ? kind->property(property) : nullptr;
    auto *box = new QComboBox(this);
    if (described) {
        box->setAccessibleName(described->label);
        for (const auto &value : described->values)
            box->addItem(value.label, value.value);
    }
    box->setCurrentIndex(std::max(0, box->findData(m_properties.value(property).toString())));
    auto *label = textLabel(described ? described->label : property, u"muted"_s, this);
    label->setWordWrap(false);
    label->setBuddy(box);
    row->addWidget(label);
    row->addWidget(box);
    static_cast<QHBoxLayout *>(row)->addStretch();
    return box;
}

QJsonObject EditViewDialog::changes() const
{
    QJsonObject wanted = {{u"kinds"_s, m_kinds->ticked()},
                          {u"domains"_s, m_domains->ticked()},
                          {u"relations"_s, m_relations->ticked()},
                          {u"group_by"_s, m_groupBy->currentData().toString()},
                          {u"direction"_s, m_direction->currentData().toString()}};
    // What is as it was is left as it was written, or not written.
    QJsonObject changes;
    for (auto it = wanted.constBegin(); it != wanted.constEnd(); ++it) {
        const auto before = m_properties.value(it.key());
        const bool wasUnset = before.isUndefined() || before.toArray().isEmpty();
        const auto *box = it.key() == "group_by"_L1 ? m_groupBy : m_direction;
        const bool isFirst = it->isString() && it->toString() == box->itemData(0).toString();
        const bool isUnset =
            it->isArray() ? it->toArray().isEmpty() && wasUnset : before.isUndefined() && isFirst;
        if (!isUnset && before != it.value())
            changes.insert(it.key(), it.value());
    }
    return changes;
}

void EditViewDialog::count()
{
    QJsonObject properties = m_properties;
    const auto edits = changes();
    for (auto it = edits.constBegin(); it != edits.constEnd(); ++it)
        properties.insert(it.key(), it.value());
    m_counting.run(
        this,
        [properties, model = m_session.model(), plateau = m_session.plateau()] {
            return diagram::select(PlateauModel(model, plateau), diagram::ViewRules(properties))
                .elements.size();
        },
        [this](qsizetype shown) {
            const QString plateau = m_session.plateauName(m_session.plateau());
            m_preview->setText(shown == 1 ? tr("It shows 1 element at %1.").arg(plateau)
                                          : tr("It shows %1 elements at %2.").arg(shown).arg(plateau));
        });
}

void EditViewDialog::accept()
{
    const auto edits = changes();
    const auto *shown = m_session.model().view(m_view);
    if (edits.isEmpty() || !shown)
        return Dialog::accept();
    const auto draft = withViewProperties(m_session.model(), m_view, edits);
    if (!draft)
        return say(draft.error().message);
    const auto stored = m_session.store().commit(*draft, tr("Change what %1 shows").arg(titleOf(*shown)));
    if (!stored)
        return say(stored.error().message);
    Dialog::accept();
}

} // namespace gp::views
