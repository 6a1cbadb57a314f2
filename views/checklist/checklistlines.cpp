// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistdata.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

class Sieve
{
public:
    Sieve(const ChecklistData &data, const ChecklistFilter &filter)
        : m_data(data)
        , m_filter(filter)
        , m_words(filter.text.toLower().split(u' ', Qt::SkipEmptyParts))
    {
    }

    [[nodiscard]] bool leaves(const ChecklistRow &row) const
    {
        if (!m_filter.answers.isEmpty() && !m_filter.answers.contains(row.answer))
            return false;
        if (!m_filter.characteristic.isEmpty() && row.nfr.characteristic != m_filter.characteristic)
            return false;
        if (m_words.isEmpty())
            return true;
        const auto &item = rules::NfrCatalogue::builtin().items()[row.item];
        const QStringList texts = {row.nfr.nfr,         item.title,     row.nfr.characteristic,
                                   wordOf(row.answer),  row.nfr.target, row.nfr.evidence,
                                   m_data.ownerOf(row), row.nfr.due,    m_data.services[row.service].name};
        return std::ranges::all_of(m_words, [&](const QString &word) {
            return std::ranges::any_of(
                texts, [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
        });
    }

private:
    const ChecklistData &m_data;
    const ChecklistFilter &m_filter;
    QStringList m_words;
};

} // namespace

ChecklistLines arrange(const ChecklistData &data, const ChecklistFilter &filter)
{
    ChecklistLines result;
    result.grouping = data.services.size() > 1 ? filter.grouping : Grouping::None;
    const Sieve sieve(data, filter);
    // Rows by what they are grouped by; in their own order within it.
    QMap<int, QList<int>> groups;
    for (int i = 0; i < data.rows.size(); ++i) {
        const auto &row = data.rows[i];
        if (!sieve.leaves(row))
            continue;
        ++result.rowCount;
        switch (result.grouping) {
        case Grouping::None:
            result.lines.append(i);
            break;
        case Grouping::Service:
            groups[row.service].append(i);
            break;
        case Grouping::Item:
            groups[row.item].append(i);
            break;
        }
    }
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        ChecklistGroup group;
        if (result.grouping == Grouping::Service) {
            const auto &service = data.services[it.key()];
            group.key = service.key;
            group.title = service.name;
            group.about = service.about;
        } else {
            const auto &item = rules::NfrCatalogue::builtin().items()[it.key()];
            group.key = item.id;
            group.title = item.id;
            group.about = item.title;
        }
        for (const int row : it.value())
            group.counts.add(data.rows[row].answer);
        group.isFolded = filter.isFolded != filter.toggled.contains(group.key);
        result.lines.append(~int(result.groups.size()));
        if (!group.isFolded)
            result.lines += it.value();
        result.groups.append(group);
    }
    return result;
}

} // namespace gp::views
