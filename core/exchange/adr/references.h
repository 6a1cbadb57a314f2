// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/layout.h"

namespace gp::exchange::adr {

/// What one line says of other decisions: "Superseded by [3. X](0003-x.md)", "* [Refines] ADR-0005". A link
/// to a Markdown file without a verb is relates-to. In a status a verb may stand anywhere and be followed by
/// a title; in a text it begins the line, and what it names is a link or a number.
[[nodiscard]] QList<AdrLink> linksIn(QStringView line, int lineNumber, bool isStatus);

/// Collects the links of a parsed file: in its status, and in the sections for links.
void readLinks(Parsed &parsed);

/// Finds the decision that a link means.
class Resolver
{
public:
    /// `file`: the path as FoundFile has it; empty for a decision that is in no file.
    void add(const QString &key, const QString &file, std::optional<int> number, const QString &slug,
             const QString &title);
    /// The key; empty where there is none, or where a number, slug or title means several.
    [[nodiscard]] QString find(const AdrLink &link, const QString &fromFile) const;

private:
    [[nodiscard]] QString byLabel(const QString &label, const QString &folder) const;

    QHash<QString, QString> m_byFile;
    QMultiHash<QString, QString> m_byNumber; ///< the folder and the number
    QMultiHash<QString, QString> m_bySlug;
    QMultiHash<QString, QString> m_byTitle;
};

} // namespace gp::exchange::adr
