// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <memory>
#include <optional>
#include <variant>

namespace gp::search {

/// What a hit is about. A document is named by the id that it was given to the index with.
using Subject = std::variant<PlateauId, ElementId, RecordId, ViewId, QString>;

struct Hit
{
    Subject subject;
    QString kind; ///< kind of the element or record; "plateau", "view" or "document"
    QString key;
    QString title;   ///< the name that matched where a thing has several over the plateaus
    QString where;   ///< the property whose text matched; empty: title or key
    QString excerpt; ///< a piece of that text around the match; empty where title or key matched
    /// What to light up, (start, length) in `excerpt` where there is one, else in `title`; sorted. Empty
    /// where the key or a misspelt word matched.
    QList<std::pair<qsizetype, qsizetype>> marks;
    int score = 0; ///< higher is better; only to be compared within one answer
};

/// Something that can be found beside the model: a document that can be generated.
struct Document
{
    QString id;
    QString title;
    QString text; ///< what else it is found by
};

/// Search over names, keys, properties (all plateaus), decisions and other records, views and documents; in
/// memory, as you type. Case and accents do not matter; every word must be found; a word is found as a whole,
/// as a beginning, inside, as initials or scattered letters of a name, or misspelt by a letter or two. A
/// value: copies share. Const functions may run in any thread.
///
/// What is indexed of one thing is bounded (see entry.h), and so is what is looked for: the first 16
/// different words, 64 letters of each. Relations have no name: they are found through their ends.
class Index
{
public:
    Index();
    explicit Index(const Model &model);
    Index(const Index &);
    Index(Index &&) noexcept;
    Index &operator=(const Index &);
    Index &operator=(Index &&) noexcept;
    ~Index();

    /// Takes over an edit; costs what it touches. `model` is the one after it.
    void update(const Model &model, const Change &change);
    void setDocuments(const QList<Document> &documents);

    /// Best first, at most `most`; among equals by title, then key: the same answer every time. An empty text
    /// finds nothing.
    [[nodiscard]] QList<Hit> find(QStringView text, qsizetype most = 50) const;
    [[nodiscard]] qsizetype size() const;

private:
    struct Private;
    std::shared_ptr<const Private> d;
};

/// How well a plain text (a command's name) matches, by the same rules as a title in an Index.
struct Match
{
    int score = 0;                                ///< comparable with Hit::score for the same `text`
    QList<std::pair<qsizetype, qsizetype>> marks; ///< (start, length) in the name, sorted
};
/// Nothing where a word of `text` is not in `name`, or `text` is empty.
[[nodiscard]] std::optional<Match> matchName(QStringView name, QStringView text);

} // namespace gp::search
