// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/queryview.h"

#include "views/newview/viewdrafts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::views {

QList<ElementId> elementsIn(const store::QueryResult &result, qsizetype row, const Model &model)
{
    static const QRegularExpression byKey(
        u"^(key|element|service|pipeline|environment|control|owner|source|target)$|_key$"_s);
    static const QRegularExpression byId(u"^(id|(element|source|target|service)_id)$"_s);
    QList<ElementId> found;
    for (qsizetype column = 0; column < result.columns.size(); ++column) {
        const QString &name = result.columns.at(column);
        const QVariant &cell = result.rows.at(row).at(column);
        const Element *element = byId.match(name).hasMatch()    ? model.element(ElementId(cell.toLongLong()))
                                 : byKey.match(name).hasMatch() ? model.element(cell.toString())
                                                                : nullptr;
        if (element && !found.contains(element->id))
            found.append(element->id);
    }
    return found;
}

QList<ElementId> elementsIn(const store::QueryResult &result, const Model &model)
{
    QList<ElementId> ids;
    QSet<ElementId> seen;
    for (qsizetype row = 0; row < result.rows.size(); ++row) {
        for (const ElementId id : elementsIn(result, row, model)) {
            if (!seen.contains(id))
                ids.append(id);
            seen.insert(id);
        }
    }
    return ids;
}

Result<std::pair<Draft, ViewId>> withViewOf(const Model &model, const QList<ElementId> &elements,
                                            const QString &sql)
{
    QJsonArray keys;
    for (const ElementId id : elements)
        keys.append(model.element(id)->key);
    const QString title =
        QCoreApplication::translate("QueryPanel", "%n elements of a query", nullptr, int(keys.size()));
    View view;
    view.properties = {{u"title"_s, title},
                       {u"description"_s, u"```sql\n%1\n```"_s.arg(sql.trimmed())},
                       {u"include"_s, keys}};
    return withNewView(model, view);
}

} // namespace gp::views
