// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/search/index.h"
#include "core/search/names.h"

namespace gp::search {

/// One thing that can be found, made ready. Never changed once it is made: copies of an index share it.
///
/// What is indexed of one thing is bounded, so that a hostile or broken project neither fills the memory nor
/// makes typing slow: 512 characters of each name and key, 32 names, 16,384 characters of each text, 131,072
/// of all texts together, 4,096 values, 32 levels of nesting. What is beyond that is not found.
struct Entry
{
    /// One text: in `text`, the property's name runs from `where` to `begin`, the text itself to `end`.
    struct Field
    {
        quint32 where = 0;
        quint32 begin = 0;
        quint32 end = 0;
    };

    Subject subject;
    QString kind;
    QString key;
    QStringList titles; ///< the span of each in `names` has the same index; the key's span comes last
    Names names;
    QString text;              ///< names of properties and their texts, one behind the other
    std::vector<Field> fields; ///< in the order of `folded`
    QByteArray folded;         ///< the texts, folded, each ended by '\n'
    Pairs pairs;               ///< in `folded`

    [[nodiscard]] QStringView where(const Field &field) const
    {
        return QStringView(text).sliced(field.where, field.begin - field.where);
    }
    [[nodiscard]] QStringView textOf(const Field &field) const
    {
        return QStringView(text).sliced(field.begin, field.end - field.begin);
    }
};

using EntryPointer = std::shared_ptr<const Entry>;

[[nodiscard]] EntryPointer makeEntry(const Plateau &plateau);
/// `order`: the plateaus as they are shown; an element's names and texts come in that order.
[[nodiscard]] EntryPointer makeEntry(const Element &element, const QList<Plateau> &order);
[[nodiscard]] EntryPointer makeEntry(const Record &record);
[[nodiscard]] EntryPointer makeEntry(const View &view);
[[nodiscard]] EntryPointer makeEntry(const Document &document);

} // namespace gp::search
