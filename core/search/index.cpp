// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/index.h"

#include "core/search/excerpt.h"
#include "core/search/query.h"
#include "core/search/shelf.h"

namespace gp::search {

namespace {

Place placeOf(PlateauId id)
{
    return {0, id.value()};
}
Place placeOf(ElementId id)
{
    return {1, id.value()};
}
Place placeOf(RecordId id)
{
    return {2, id.value()};
}
Place placeOf(ViewId id)
{
    return {3, id.value()};
}
constexpr int documentSort = 4;

using Edits = std::map<Place, EntryPointer>;

/// Looks again at everything a change names: what is there is put, what is not is taken away.
template<typename IdType, typename Make>
void addTouched(const Touched<IdType> &touched, Edits &edits, Make make)
{
    for (const auto *ids : {&touched.added, &touched.updated, &touched.removed}) {
        for (const IdType id : *ids)
            edits.insert_or_assign(placeOf(id), make(id));
    }
}

/// What is known of an entry that matches.
struct Candidate
{
    int score = 0;
    std::size_t span = 0; ///< the name that it is called by in the answer
    const Shelf::Slot *slot = nullptr;

    [[nodiscard]] const Entry &entry() const { return *slot->entry; }
    [[nodiscard]] const QString &title() const { return entry().titles.at(qsizetype(span)); }
};

/// Higher score first, then title without case and accents, title, key.
bool isBetter(const Candidate &a, const Candidate &b)
{
    if (a.score != b.score)
        return a.score > b.score;
    const auto lettersOf = [](const Candidate &c) {
        return c.entry().names.lettersOf(c.entry().names.spans[c.span]);
    };
    if (const int order = lettersOf(a).compare(lettersOf(b)); order != 0)
        return order < 0;
    return std::tie(a.title(), a.entry().key, a.slot->place) <
           std::tie(b.title(), b.entry().key, b.slot->place);
}

/// The best so many, as a heap with the worst of them on top.
class Best
{
public:
    explicit Best(qsizetype most)
        : m_most(std::size_t(most))
    {
    }

    void add(const Candidate &candidate)
    {
        if (m_heap.size() == m_most) {
            if (!isBetter(candidate, m_heap.front()))
                return;
            std::ranges::pop_heap(m_heap, isBetter);
            m_heap.pop_back();
        }
        m_heap.push_back(candidate);
        std::ranges::push_heap(m_heap, isBetter);
    }
    /// What does not reach this score is not among the best any more.
    [[nodiscard]] int leastScore() const { return m_heap.size() == m_most ? m_heap.front().score : 0; }
    [[nodiscard]] std::vector<Candidate> take()
    {
        std::ranges::sort_heap(m_heap, isBetter);
        return std::move(m_heap);
    }

private:
    std::size_t m_most;
    std::vector<Candidate> m_heap;
};

/// A text of several words that stands there as a whole is worth more than its words one by one.
int withPhrase(const Names &names, const Query &query, int score)
{
    constexpr int bonus = 60;
    const int whole = query.phrase ? findAsTyped(names, *query.phrase).points : 0;
    return whole > 0 ? std::max(score, whole) + bonus : score;
}

/// Whether all terms are found in a slot, and how well. Gives up early where that cannot be among the best.
std::optional<Candidate> matched(const Shelf::Slot &slot, const Query &query, int leastScore)
{
    Candidate candidate;
    candidate.slot = &slot;
    const auto count = int(query.terms.size());
    int left = count;
    int bestPointsSoFar = 0;
    for (const std::size_t i : query.byLength) {
        const Term &term = query.terms[i];
        --left;
        Found found;
        if (term.missing(slot.letters) <= term.edits)
            found = findInNames(slot.entry->names, term);
        if (found.points == 0) {
            const int reachable = (candidate.score + bestTextPoints + left * bestPoints) / count;
            if (reachable < leastScore || !slot.pairs.mayContain(term.pairs))
                return {};
            found.points = findInText(slot.entry->folded, term);
            if (found.points == 0)
                return {};
        }
        const bool isTitle =
            found.span >= 0 && std::size_t(found.span) < std::size_t(slot.entry->titles.size());
        if (isTitle && found.points > bestPointsSoFar) {
            bestPointsSoFar = found.points;
            candidate.span = std::size_t(found.span);
        }
        candidate.score += found.points;
    }
    candidate.score = withPhrase(slot.entry->names, query, candidate.score / count);
    return candidate;
}

} // namespace

struct Index::Private
{
    Shelf model;
    Shelf documents;
};

Index::Index()
    : d(std::make_shared<Private>())
{
}

Index::Index(const Model &model)
    : Index()
{
    const auto order = model.plateausInOrder();
    Edits edits;
    for (const auto &plateau : model.plateaus())
        edits.emplace(placeOf(plateau.id), makeEntry(plateau));
    for (const auto &element : model.elements())
        edits.emplace(placeOf(element.id), makeEntry(element, order));
    for (const auto &record : model.records())
        edits.emplace(placeOf(record.id), makeEntry(record));
    for (const auto &view : model.views())
        edits.emplace(placeOf(view.id), makeEntry(view));
    auto made = std::make_shared<Private>();
    made->model.apply(edits);
    d = std::move(made);
}

Index::Index(const Index &) = default;
Index::Index(Index &&) noexcept = default;
Index &Index::operator=(const Index &) = default;
Index &Index::operator=(Index &&) noexcept = default;
Index::~Index() = default;

void Index::update(const Model &model, const Change &change)
{
    const auto order = model.plateausInOrder();
    Edits edits;
    addTouched(change.plateaus, edits, [&](PlateauId id) {
        const auto *plateau = model.plateau(id);
        return plateau ? makeEntry(*plateau) : nullptr;
    });
    addTouched(change.elements, edits, [&](ElementId id) {
        const auto *element = model.element(id);
        return element ? makeEntry(*element, order) : nullptr;
    });
    addTouched(change.records, edits, [&](RecordId id) {
        const auto *record = model.record(id);
        return record ? makeEntry(*record) : nullptr;
    });
    addTouched(change.views, edits, [&](ViewId id) {
        const auto *view = model.view(id);
        return view ? makeEntry(*view) : nullptr;
    });
    if (!change.plateaus.isEmpty()) {
        // Names and texts come in the order of the plateaus, which may be another one now.
        for (const auto &element : model.elements()) {
            if (element.revisions.size() > 1)
                edits.insert_or_assign(placeOf(element.id), makeEntry(element, order));
        }
    }
    auto made = std::make_shared<Private>(*d);
    made->model.apply(edits);
    d = std::move(made);
}

void Index::setDocuments(const QList<Document> &documents)
{
    Edits edits;
    for (const auto &document : documents)
        edits.emplace(Place(documentSort, qint64(edits.size())), makeEntry(document));
    auto made = std::make_shared<Private>();
    made->model = d->model;
    made->documents.apply(edits);
    d = std::move(made);
}

QList<Hit> Index::find(QStringView text, qsizetype most) const
{
    const Query query(text);
    if (query.terms.empty() || most <= 0)
        return {};
    Best best(most);
    const auto visit = [&](const Shelf::Slot &slot) {
        if (const auto candidate = matched(slot, query, best.leastScore()))
            best.add(*candidate);
    };
    d->model.forEach(visit);
    d->documents.forEach(visit);
    QList<Hit> hits;
    for (const auto &candidate : best.take()) {
        const Entry &entry = candidate.entry();
        Hit hit;
        hit.subject = entry.subject;
        hit.kind = entry.kind;
        hit.key = entry.key;
        hit.title = candidate.title();
        hit.score = candidate.score;
        explain(entry, candidate.span, query, hit);
        hits.append(hit);
    }
    return hits;
}

qsizetype Index::size() const
{
    return d->model.size() + d->documents.size();
}

std::optional<Match> matchName(QStringView name, QStringView text)
{
    const Query query(text);
    if (query.terms.empty())
        return {};
    Names names;
    names.add(name, false);
    int score = 0;
    for (const Term &term : query.terms) {
        const auto found = findInNames(names, term);
        if (found.points == 0)
            return {};
        score += found.points;
    }
    score = withPhrase(names, query, score / int(query.terms.size()));
    return Match{score, marksIn(name, names, names.spans.front(), query)};
}

} // namespace gp::search
