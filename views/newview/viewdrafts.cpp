// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/newview/viewdrafts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString freeKey(const Model &model, const QString &title)
{
    QString base = toKey(title);
    if (base.isEmpty())
        base = u"view"_s;
    QString key = base;
    for (int number = 2; model.view(key); ++number)
        key = u"%1-%2"_s.arg(base).arg(number);
    return key;
}

int positionOf(const View &view)
{
    return view.properties.value("position"_L1).toInt();
}

Result<std::pair<Draft, ViewId>> added(const Model &model, const View &view)
{
    Draft draft(model);
    const auto id = draft.addView(view);
    if (!id)
        return std::unexpected(id.error());
    return std::pair(draft, *id);
}

} // namespace

QString titleOf(const View &view)
{
    const QString title = view.properties.value("title"_L1).toString();
    return title.isEmpty() ? view.key : title;
}

QSet<ElementId> surroundings(const PlateauModel &model, ElementId element, int steps,
                             const metamodel::ViewTemplate &over)
{
    QSet<ElementId> reached = {element};
    QList<ElementId> front = {element};
    for (int step = 0; step < steps && !front.isEmpty(); ++step) {
        QList<ElementId> next;
        const auto reach = [&](ElementId id) {
            if (reached.contains(id))
                return;
            reached.insert(id);
            next.append(id);
        };
        for (const auto id : std::as_const(front)) {
            for (const auto &relation : model.outgoing(id)) {
                if (over.through.contains(relation.kind))
                    reach(relation.target);
            }
            for (const auto &relation : model.incoming(id)) {
                if (over.through.contains(relation.kind) || over.into.contains(relation.kind))
                    reach(relation.source);
            }
        }
        front = next;
    }
    return reached;
}

QJsonObject propertiesOf(const NewView &wanted, const PlateauModel &model)
{
    using Asks = metamodel::ViewTemplate::Asks;
    QJsonObject properties = wanted.from.properties;
    properties.insert(u"title"_s, wanted.title);
    if (wanted.from.asks == Asks::Domain)
        properties.insert(u"domains"_s, QJsonArray{wanted.domain});
    if (wanted.from.asks == Asks::Element) {
        QStringList keys;
        for (const auto id : surroundings(model, wanted.element, wanted.steps, wanted.from)) {
            if (const auto *state = model.element(id))
                keys.append(state->key);
        }
        keys.sort();
        properties.insert(u"include"_s, QJsonArray::fromStringList(keys));
    }
    return properties;
}

Result<std::pair<Draft, ViewId>> withNewView(const Model &model, View view)
{
    int last = 0;
    for (const auto &there : model.views())
        last = std::max(last, positionOf(there));
    view.properties.insert(u"position"_s, last + 1);
    view.key = freeKey(model, view.properties.value("title"_L1).toString());
    return added(model, view);
}

Result<std::pair<Draft, ViewId>> withCopyOf(const Model &model, ViewId id, const QString &title)
{
    const auto *original = model.view(id);
    if (!original)
        return fail(ErrorCode::Invalid, u"This view is not there any more"_s);
    View copy = *original;
    copy.id = {};
    // Views of one position stand by their keys, and a key with a number behind comes next.
    copy.key = freeKey(model, original->key);
    copy.properties.insert(u"title"_s, title);
    return added(model, copy);
}

Result<Draft> withViewProperties(const Model &model, ViewId id, const QJsonObject &changes)
{
    const auto *found = model.view(id);
    if (!found)
        return fail(ErrorCode::Invalid, u"This view is not there any more"_s);
    View view = *found;
    for (auto it = changes.constBegin(); it != changes.constEnd(); ++it) {
        const bool isEmpty = it->isNull() || (it->isArray() && it->toArray().isEmpty());
        if (isEmpty)
            view.properties.remove(it.key());
        else
            view.properties.insert(it.key(), it.value());
    }
    Draft draft(model);
    if (const auto edit = draft.update(view); !edit)
        return std::unexpected(edit.error());
    return draft;
}

} // namespace gp::views
