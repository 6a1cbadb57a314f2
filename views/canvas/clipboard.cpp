// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/clipboard.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace gp::views::clipboard {

namespace {

constexpr qsizetype mostBytes = 20'000'000; ///< another program can put anything there
constexpr qsizetype mostElements = 5'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Clipboard", text);
}

std::unexpected<Error> refuse(const QString &why)
{
    return std::unexpected(Error{ErrorCode::Refused, why, {}, {}, 0});
}

int placeOf(const QJsonValue &value)
{
    return int(std::clamp(value.toDouble(), -double(View::farthest), double(View::farthest)));
}

/// One pasting: what joins, what is made, and the relations among them.
class Pasting
{
public:
    Pasting(const EditPlace &place, const QJsonObject &content, QPoint at)
        : m_place(place)
        , m_content(content)
        , m_at(at)
        , m_edit{Draft(place.model), {}, {}}
    {
    }

    Result<Edit> paste()
    {
        const QJsonArray elements = m_content.value("elements"_L1).toArray();
        if (elements.isEmpty() || elements.size() > mostElements)
            return refuse(elements.isEmpty() ? tr("There are no elements on the clipboard")
                                             : tr("There are %1 elements on the clipboard; %2 can be pasted "
                                                  "at once. Import them instead.")
                                                   .arg(elements.size())
                                                   .arg(mostElements));
        for (const auto &value : elements) {
            if (const auto done = take(value.toObject()); !done)
                return std::unexpected(done.error());
        }
        if (m_corners.isEmpty())
            return refuse(tr("All of it is in this view already"));
        for (const auto &value : m_content.value("relations"_L1).toArray()) {
            if (const auto done = relate(value.toObject()); !done)
                return std::unexpected(done.error());
        }
        if (const auto done = edits::takeIn(m_edit.draft, m_place, m_corners); !done)
            return std::unexpected(done.error());
        const QString what = m_corners.size() == 1 ? m_name : tr("%1 elements").arg(m_corners.size());
        m_edit.label = tr("Paste %1").arg(what);
        m_edit.made = m_corners.keys();
        return m_edit;
    }

private:
    Result<void> take(const QJsonObject &item)
    {
        const QString key = item.value("key"_L1).toString();
        const QString kind = item.value("kind"_L1).toString();
        const QPoint from(placeOf(item.value("x"_L1)), placeOf(item.value("y"_L1)));
        if (!m_first)
            m_first = from;
        const QPoint corner = m_at + from - *m_first;
        QJsonObject properties = item.value("properties"_L1).toObject();
        m_name = properties.value("name"_L1).toString(key);
        const Element *present = m_place.model.element(key);
        if (present && present->kind == kind && stateAt(m_place.model, m_place.plateau, present->id) &&
            (m_isDrag || !m_place.builder.elements().contains(present->id))) {
            m_ids.insert(key, present->id);
            m_corners.insert(present->id, corner);
            return {};
        }
        if (!m_place.metamodel.kind(kind))
            return refuse(tr("%1 is a “%2”, a kind that this project does not know").arg(m_name, kind));
        if (present)
            properties.insert(u"name"_s, tr("%1 (copy)").arg(m_name));
        const auto made = m_edit.draft.addElement(kind, {}, m_place.plateau, properties);
        if (!made)
            return std::unexpected(made.error());
        m_ids.insert(key, *made);
        m_made.insert(*made);
        m_corners.insert(*made, corner);
        return {};
    }

    /// Only what is made anew needs its relations made.
    Result<void> relate(const QJsonObject &item)
    {
        const ElementId source = m_ids.value(item.value("source"_L1).toString());
        const ElementId target = m_ids.value(item.value("target"_L1).toString());
        if (!source.isValid() || !target.isValid() || (!m_made.contains(source) && !m_made.contains(target)))
            return {};
        const auto made = m_edit.draft.addRelation(item.value("kind"_L1).toString(), source, target,
                                                   m_place.plateau, item.value("properties"_L1).toObject());
        return made ? Result<void>() : std::unexpected(made.error());
    }

    const EditPlace &m_place;
    const QJsonObject m_content;
    const bool m_isDrag = m_content.value("isDrag"_L1).toBool();
    QPoint m_at;
    Edit m_edit;
    QString m_name;
    std::optional<QPoint> m_first;
    QMap<QString, ElementId> m_ids;
    QSet<ElementId> m_made;
    QMap<ElementId, QPoint> m_corners;
};

QMimeData *pack(const PlateauModel &state, const QList<ElementId> &ids,
                const QMap<ElementId, QPoint> &corners, bool isDrag)
{
    QJsonArray elements;
    QJsonArray relations;
    QStringList names;
    int row = 0;
    const QSet<ElementId> all(ids.cbegin(), ids.cend());
    for (const ElementId id : ids) {
        const auto *element = state.element(id);
        if (!element)
            continue;
        constexpr int below = 96;
        const QPoint corner = corners.value(id, QPoint(0, below * row++));
        elements.append(QJsonObject{{u"key"_s, element->key},
                                    {u"kind"_s, element->kind},
                                    {u"properties"_s, element->properties},
                                    {u"x"_s, corner.x()},
                                    {u"y"_s, corner.y()}});
        names.append(element->name());
        for (const auto &relation : state.outgoing(id)) {
            if (all.contains(relation.target))
                relations.append(QJsonObject{{u"kind"_s, relation.kind},
                                             {u"source"_s, element->key},
                                             {u"target"_s, state.element(relation.target)->key},
                                             {u"properties"_s, relation.properties}});
        }
    }
    auto *data = new QMimeData;
    const QJsonObject content{{u"elements"_s, elements}, {u"relations"_s, relations}, {u"isDrag"_s, isDrag}};
    data->setData(QLatin1StringView(format), QJsonDocument(content).toJson(QJsonDocument::Compact));
    data->setText(names.join(u'\n'));
    return data;
}

} // namespace

QMimeData *copy(const PlateauModel &state, const QList<ElementId> &ids,
                const QMap<ElementId, QPoint> &corners)
{
    return pack(state, ids, corners, false);
}

QMimeData *drag(const PlateauModel &state, const QList<ElementId> &ids)
{
    return pack(state, ids, {}, true);
}

Result<Edit> paste(const EditPlace &place, const QMimeData &data, QPoint at)
{
    const QByteArray bytes = data.data(QLatin1StringView(format));
    if (bytes.isEmpty() || bytes.size() > mostBytes)
        return refuse(tr("There are no elements on the clipboard"));
    return Pasting(place, QJsonDocument::fromJson(bytes).object(), at).paste();
}

} // namespace gp::views::clipboard
