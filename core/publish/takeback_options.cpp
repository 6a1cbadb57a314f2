// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/takeback_options.h"

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

struct Place
{
    QString title;
    qsizetype row = -1;    ///< in the model; -1: new
    qsizetype detail = -1; ///< in theirs
};

/// Where as many went as came, they were renamed, in their order.
void pairRest(QList<qsizetype> &rows, QList<qsizetype> gone)
{
    if (gone.size() != rows.count(-1))
        return;
    for (qsizetype &row : rows) {
        if (row == -1)
            row = gone.takeFirst();
    }
}

QString markdownOf(const QJsonArray &rows)
{
    QStringList parts;
    for (const QJsonValue &row : rows) {
        QStringList lines{u"### "_s + row["title"_L1].toString()};
        if (const QString text = row["description"_L1].toString(); !text.isEmpty())
            lines.append(u'\n' + text);
        QStringList reasons;
        const auto add = [&](const QString &words, QLatin1StringView column) {
            const QStringList texts = row[column].toVariant().toStringList();
            for (const QString &text : texts)
                reasons.append(u"* %1, because %2"_s.arg(words, text));
        };
        add(u"Good"_s, "pros"_L1);
        add(u"Neutral"_s, "neutral"_L1);
        add(u"Bad"_s, "cons"_L1);
        if (!reasons.isEmpty())
            lines.append(u'\n' + reasons.join(u'\n'));
        parts.append(lines.join(u'\n'));
    }
    return parts.join(u"\n\n"_s);
}

class OptionsMerge
{
public:
    OptionsMerge(Merger &merger, const QJsonArray &rows, const PageSections &ours, const PageSections &theirs,
                 QStringList &told)
        : m_merger(merger)
        , m_rows(rows)
        , m_ours(ours)
        , m_theirs(theirs)
        , m_ourDetails(optionsOf(ours))
        , m_theirDetails(optionsOf(theirs))
        , m_told(told)
    {
        for (const QJsonValue &row : rows)
            m_titles.append(row["title"_L1].toString());
    }

    MergedOptions run()
    {
        readTitles();
        matchDetails();
        MergedOptions merged;
        for (const Place &place : std::as_const(m_places)) {
            QJsonObject row = place.row >= 0 ? m_rows.at(place.row).toObject() : QJsonObject();
            const QString before = row.value("title"_L1).toString();
            if (before != place.title) {
                row.insert(u"title"_s, place.title);
                if (!before.isEmpty())
                    merged.renamed.insert(before, place.title);
            }
            takeDetail(place, row);
            merged.value.append(row);
        }
        merged.isChanged = merged.value != m_rows;
        if (merged.isChanged) {
            merged.ours = markdownOf(m_rows);
            merged.theirs = markdownOf(merged.value);
        }
        return merged;
    }

private:
    [[nodiscard]] bool isSameTitle(const QString &a, const QString &b) const
    {
        return m_merger.wordsOf(a).toCaseFolded() == m_merger.wordsOf(b).toCaseFolded();
    }
    [[nodiscard]] qsizetype rowTitled(const QString &title) const
    {
        for (qsizetype i = 0; i < m_titles.size(); ++i) {
            if (isSameTitle(m_titles.at(i), title))
                return i;
        }
        return -1;
    }

    void readTitles()
    {
        const MergedList list =
            m_merger.list(m_theirs.heading(Section::Options, u"Considered Options"_s), m_titles, {},
                          m_ours.blocks.value(Section::Options), m_theirs.blocks.value(Section::Options));
        QList<qsizetype> rows;
        for (const MergedItem &item : list.items)
            rows.append(item.source);
        // An option that was moved is the same one.
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (rows.at(i) >= 0)
                continue;
            const qsizetype row = rowTitled(list.items.at(i).value);
            if (row >= 0 && !rows.contains(row))
                rows[i] = row;
        }
        QList<qsizetype> gone;
        for (const qsizetype row : list.gone) {
            if (!rows.contains(row))
                gone.append(row);
        }
        pairRest(rows, gone);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const QString title =
                list.items.at(i).source >= 0 ? m_titles.at(rows.at(i)) : list.items.at(i).value;
            const bool isMoved = rows.at(i) >= 0 && isSameTitle(title, m_titles.at(rows.at(i)));
            m_places.append({isMoved ? m_titles.at(rows.at(i)) : title, rows.at(i), -1});
        }
        // Options that our page does not list (no title, or not found again) stay as they are.
        for (qsizetype row = 0; row < m_titles.size(); ++row) {
            const bool isKnown = rows.contains(row) || list.gone.contains(row);
            if (!isKnown)
                m_places.insert(std::min(row, m_places.size()), {m_titles.at(row), row, -1});
        }
    }

    /// Which heading there is which option.
    void matchDetails()
    {
        QList<qsizetype> rows;
        for (const OptionText &detail : std::as_const(m_theirDetails))
            rows.append(rowTitled(detail.title));
        QList<qsizetype> gone;
        for (const OptionText &detail : std::as_const(m_ourDetails)) {
            const qsizetype row = rowTitled(detail.title);
            if (row >= 0 && !rows.contains(row))
                gone.append(row);
        }
        QList<qsizetype> unknown = rows;
        for (qsizetype i = 0; i < m_theirDetails.size(); ++i) {
            const auto place = std::ranges::find_if(m_places, [&](const Place &each) {
                return each.detail < 0 && isSameTitle(each.title, m_theirDetails.at(i).title);
            });
            if (place != m_places.end()) {
                place->detail = i;
                gone.removeAll(place->row);
                unknown[i] = -2;
            }
        }
        pairRest(unknown, gone);
        for (qsizetype i = 0; i < m_theirDetails.size(); ++i) {
            if (unknown.at(i) == -2)
                continue;
            const QString title = m_theirDetails.at(i).title;
            const qsizetype row = unknown.at(i);
            const auto place = std::ranges::find_if(
                m_places, [&](const Place &each) { return row >= 0 && each.row == row && each.detail < 0; });
            if (place != m_places.end()) {
                // Renamed in one of the two places: that one has the say.
                if (isSameTitle(place->title, m_titles.at(row)))
                    place->title = title;
                place->detail = i;
            } else {
                if (row >= 0)
                    m_told.append(
                        u"The option '%1' was taken out of the list, but still has its reasons; it stays."_s
                            .arg(title));
                m_places.append({title, row, i});
            }
        }
    }

    void takeDetail(const Place &place, QJsonObject &row)
    {
        QList<PageBlock> ours;
        bool hasOurs = false;
        for (const OptionText &detail : std::as_const(m_ourDetails)) {
            if (place.row >= 0 && isSameTitle(detail.title, m_titles.at(place.row))) {
                ours = detail.blocks;
                hasOurs = true;
            }
        }
        if (place.detail < 0 && !hasOurs)
            return;
        const QList<PageBlock> theirs =
            place.detail >= 0 ? m_theirDetails.at(place.detail).blocks : QList<PageBlock>();
        const auto isReason = [](const PageBlock &block) {
            return block.kind == PageBlock::Item && judged(block.text).verdict != Judgement::None;
        };
        QList<PageBlock> sides[2];
        QList<PageBlock> reasons[2];
        for (int side = 0; side < 2; ++side) {
            bool isAfter = false;
            for (const PageBlock &block : side == 0 ? ours : theirs) {
                isAfter = isAfter || isReason(block);
                (isAfter ? reasons : sides)[side].append(block);
            }
        }
        const QString section = place.title;
        const MergedText text =
            m_merger.text(section, 3, row.value("description"_L1).toString(), sides[0], sides[1]);
        if (text.isChanged)
            set(row, u"description"_s, text.value.isEmpty() ? QJsonValue() : QJsonValue(text.value));
        takeReasons(section, row, reasons[0], reasons[1]);
    }

    void takeReasons(const QString &section, QJsonObject &row, const QList<PageBlock> &ours,
                     const QList<PageBlock> &theirs)
    {
        static const QStringList columns{u"pros"_s, u"neutral"_s, u"cons"_s};
        static const QStringList words{u"Good, because "_s, u"Neutral, because "_s, u"Bad, because "_s};
        QStringList items;
        QStringList prefixes;
        QList<qsizetype> columnOf;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            for (const QString &text : row.value(columns.at(i)).toVariant().toStringList()) {
                items.append(text);
                prefixes.append(words.at(i));
                columnOf.append(i);
            }
        }
        const MergedList list = m_merger.list(section, items, prefixes, ours, theirs);
        if (!list.isChanged)
            return;
        QList<QJsonArray> made(columns.size());
        for (const MergedItem &item : list.items) {
            if (item.source >= 0) {
                made[columnOf.at(item.source)].append(item.value);
                continue;
            }
            const Judged said = judged(item.value);
            made[said.verdict == Judgement::Good  ? 0
                 : said.verdict == Judgement::Bad ? 2
                                                  : 1]
                .append(said.reason);
        }
        for (qsizetype i = 0; i < columns.size(); ++i)
            set(row, columns.at(i), made.at(i).isEmpty() ? QJsonValue() : QJsonValue(made.at(i)));
    }

    static void set(QJsonObject &row, const QString &column, const QJsonValue &value)
    {
        if (value.isNull())
            row.remove(column);
        else
            row.insert(column, value);
    }

    Merger &m_merger;
    QJsonArray m_rows;
    const PageSections &m_ours;
    const PageSections &m_theirs;
    QList<OptionText> m_ourDetails;
    QList<OptionText> m_theirDetails;
    QStringList &m_told;
    QStringList m_titles;
    QList<Place> m_places;
};

} // namespace

MergedOptions mergeOptions(Merger &merger, const QJsonArray &rows, const PageSections &ours,
                           const PageSections &theirs, QStringList &told)
{
    return OptionsMerge(merger, rows, ours, theirs, told).run();
}

} // namespace gp::publish
