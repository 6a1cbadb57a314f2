// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/referencelist.h"
#include "core/model/at.h"
#include "core/search/index.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// The name that was said last, along the way to the plateau where it is there.
QString nameOf(const Element &element, const std::optional<PlateauPath> &path)
{
    QString name;
    if (path)
        name = effectiveProperties(element.revisions, *path).value("name"_L1).toString();
    for (const auto &revision : element.revisions) {
        if (name.isEmpty())
            name = revision.value("name"_L1).toString();
    }
    return name.isEmpty() ? element.key : name;
}

} // namespace

QList<ReferenceChoice> referenceChoices(const Model &model, const metamodel::Metamodel *metamodel,
                                        PlateauId at)
{
    std::optional<PlateauPath> path;
    if (at.isValid())
        path = model.pathTo(at);
    QList<ReferenceChoice> choices;
    for (const auto &element : model.elements()) {
        const auto *kind = metamodel ? metamodel->kind(element.kind) : nullptr;
        choices.append({element.key, nameOf(element, path), kind ? kind->label : element.kind});
    }
    std::ranges::sort(choices, [](const ReferenceChoice &a, const ReferenceChoice &b) {
        const int order = a.name.compare(b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.key < b.key;
    });
    return choices;
}

QList<ReferenceChoice> matchingReferences(const QList<ReferenceChoice> &all, const QString &typed,
                                          qsizetype most)
{
    if (typed.isEmpty())
        return all.first(std::min(most, all.size()));
    QList<std::pair<int, qsizetype>> found;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const auto byName = search::matchName(all[i].name, typed);
        const auto byKey = search::matchName(all[i].key, typed);
        const int score = std::max(byName ? byName->score : 0, byKey ? byKey->score : 0);
        if (score > 0)
            found.append({-score, i});
    }
    std::ranges::sort(found);
    QList<ReferenceChoice> choices;
    for (const auto &[score, i] : std::as_const(found).first(std::min(most, found.size())))
        choices.append(all[i]);
    return choices;
}

QVariant ReferenceList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &choice = m_choices[index.row()];
    if (role == Qt::DisplayRole)
        return u"%1   %2 · @%3"_s.arg(choice.name, choice.kind, choice.key);
    if (role == Qt::EditRole)
        return choice.key;
    return {};
}

} // namespace gp::views
