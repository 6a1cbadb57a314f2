// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/picture_split.h"

#include "core/documents/pdf_picture.h"
#include "core/documents/pictures.h"

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr qsizetype mostParts = 8;

struct Part
{
    QString title;
    QStringList elements;
    double textSize = 0; ///< points, on the page that suits it best
};
using Parts = QList<Part>;

class Splitter
{
public:
    Splitter(const PictureBasis &basis, const PictureRequest &request)
        : m_basis(basis)
        , m_request(request)
        , m_model(request.model ? *request.model : basis.model)
    {
    }

    [[nodiscard]] Result<Drawing> draw(const QStringList &elements, const QString &groupBy) const
    {
        PictureRequest request = m_request;
        request.elements = elements;
        request.groupBy = groupBy;
        return drawPicture(m_model, m_basis.metamodel, m_basis.plateau, request);
    }

    /// By domain or team: a picture for each group, small ones together.
    [[nodiscard]] std::optional<Parts> byGroups(const QString &groupBy) const
    {
        const auto whole = draw(m_request.elements, groupBy);
        if (!whole || whole->scene.groups.size() < 2)
            return {};
        // What is in no domain or team (a golden path, say) is in every picture.
        QStringList common;
        for (const diagram::Card &card : whole->scene.cards)
            if (!isDivided(whole->scene, card))
                common.append(card.key);
        Parts parts;
        for (qsizetype i = 0; i < whole->scene.groups.size(); ++i) {
            const diagram::Group &group = whole->scene.groups[i];
            if (!group.element.isValid())
                continue;
            QStringList keys;
            for (const diagram::Card &card : whole->scene.cards)
                if (card.group == i + 1)
                    keys.append(card.key);
            if (!parts.isEmpty()) {
                Part both{parts.last().title + u", "_s + group.title, parts.last().elements + keys, 0};
                if (fits(both, groupBy)) {
                    parts.last() = both;
                    continue;
                }
            }
            Part alone{group.title, common + keys, 0};
            if (parts.size() == mostParts || !fits(alone, groupBy))
                return {};
            parts.append(alone);
        }
        return parts.size() > 1 ? std::optional(parts) : std::nullopt;
    }

    /// Halves of the kind that has most elements, and halves of those, each with what it is related to, until
    /// all fit.
    [[nodiscard]] std::optional<Parts> byHalves() const
    {
        Parts parts;
        Part whole{{}, m_request.elements, 0};
        if (!halve(whole, parts, 0) || parts.size() < 2)
            return {};
        return parts;
    }

private:
    [[nodiscard]] static bool isDivided(const diagram::Scene &scene, const diagram::Card &card)
    {
        return card.group > 0 && scene.groups[card.group - 1].element.isValid();
    }

    [[nodiscard]] bool fits(Part &part, const QString &groupBy) const
    {
        const auto drawn = draw(part.elements, groupBy);
        if (!drawn) {
            // One element alone is no picture, and needs none.
            part.textSize = 0;
            return part.elements.size() < 2;
        }
        part.textSize = pdf::textSizeOnPage(drawn->size, drawn->smallestText);
        return part.textSize >= pdf::leastReadable;
    }

    bool halve(Part &part, Parts &parts, int depth) const
    {
        if (depth > 0 && fits(part, m_request.groupBy)) {
            parts.append(part);
            return parts.size() <= mostParts;
        }
        constexpr int deepest = 3;
        const auto drawn = draw(part.elements, m_request.groupBy);
        if (!drawn || depth == deepest)
            return false;
        QMap<QString, QList<const diagram::Card *>> kinds;
        for (const diagram::Card &card : drawn->scene.cards)
            kinds[card.kind].append(&card);
        QList<const diagram::Card *> most;
        for (const auto &cards : std::as_const(kinds))
            if (cards.size() > most.size())
                most = cards;
        // As they stand in the picture, so that neighbours stay together.
        std::ranges::sort(most, {}, [](const diagram::Card *card) {
            return std::tuple(card->rect.top(), card->rect.left(), card->key);
        });
        const qsizetype middle = most.size() / 2;
        for (const auto &half : {most.first(middle), most.sliced(middle)}) {
            Part share = shareOf(drawn->scene, half, part.title);
            if (!halve(share, parts, depth + 1))
                return false;
        }
        return true;
    }

    [[nodiscard]] static Part shareOf(const diagram::Scene &scene, const QList<const diagram::Card *> &cards,
                                      const QString &within)
    {
        QSet<ElementId> mine;
        for (const diagram::Card *card : cards)
            mine.insert(card->id);
        QSet<ElementId> related;
        for (const diagram::Edge &edge : scene.edges) {
            if (mine.contains(edge.source))
                related.insert(edge.target);
            if (mine.contains(edge.target))
                related.insert(edge.source);
        }
        Part part;
        if (cards.isEmpty())
            return part;
        part.title = cards.size() == 1 ? cards.first()->name
                                       : u"%1 to %2"_s.arg(cards.first()->name, cards.last()->name);
        if (!within.isEmpty())
            part.title = u"%1 with %2"_s.arg(within, part.title);
        const QString kind = cards.first()->kind;
        for (const diagram::Card &card : scene.cards)
            if (mine.contains(card.id) || (card.kind != kind && related.contains(card.id)))
                part.elements.append(card.key);
        return part;
    }

    const PictureBasis &m_basis;
    const PictureRequest &m_request;
    const Model &m_model;
};

QString sentence(const Parts &parts)
{
    QStringList texts;
    for (const Part &part : parts)
        texts.append(u"%1 (%2, %3 pt)"_s.arg(part.title,
                                             counted(part.elements.size(), u"element"_s, u"elements"_s),
                                             QString::number(part.textSize, 'f', 1)));
    return u"divided into %1 pictures it would fit: %2"_s.arg(QString::number(parts.size()),
                                                              texts.join(u"; "_s));
}

} // namespace

QString proposedSplit(const PictureBasis &basis, const PictureRequest &request)
{
    const Splitter splitter(basis, request);
    for (const QString &groupBy : {u"domain"_s, u"team"_s}) {
        if (const auto parts = splitter.byGroups(groupBy))
            return sentence(*parts);
    }
    const auto parts = splitter.byHalves();
    return parts ? sentence(*parts) : QString();
}

} // namespace gp::documents
