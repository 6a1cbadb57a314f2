// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace gp {

/// The identity of one thing of one sort; stays the same for life, whatever is renamed.
///
/// A positive number below 2^53 (so that it survives JSON), derived from what the thing was first called: two
/// people who add the same service on two machines mean the same element, and an import gives the same ids in
/// any order.
template<typename Tag>
class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(qint64 value)
        : m_value(value)
    {
    }

    [[nodiscard]] constexpr qint64 value() const { return m_value; }
    [[nodiscard]] constexpr bool isValid() const { return m_value > 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using PlateauId = Id<struct PlateauTag>;
using ElementId = Id<struct ElementTag>;
using RelationId = Id<struct RelationTag>;
using RecordId = Id<struct RecordTag>;
using ViewId = Id<struct ViewTag>;

/// The number for `seed` ("service/checkout"): the first 53 bits of its SHA-256, never 0. `attempt` gives the
/// next one where the first is taken.
[[nodiscard]] qint64 deriveIdValue(const QString &seed, int attempt = 0);

/// A key names a thing in files, queries and commands: lower-case letters, digits and . _ @ + - ; starts with
/// a letter or digit; at most 200 characters. Unique among the elements of a project (records: within their
/// kind).
[[nodiscard]] bool isValidKey(QStringView key);

/// A kind's name is ASCII letters, digits, - and _: kinds name folders of the text twin, as keys name its
/// files.
[[nodiscard]] bool isValidKind(QStringView kind);

/// The nearest valid key to any text: "Team Basket" -> "team-basket". Empty where nothing usable is left.
[[nodiscard]] QString toKey(QStringView text);

} // namespace gp
