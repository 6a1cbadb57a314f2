// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/properties.h"

namespace gp::exchange::adr {

/// Another decision as a file names it.
struct LinkText
{
    QString kind;
    std::optional<int> number;
    QString title;
    QString file; ///< relative to the file that it stands in; empty = it is in no file
};

/// What a decision's links say that the files do not, or no more.
struct LinkChanges
{
    QList<LinkText> added;
    QList<AdrLink> removed;
    QList<LinkText> successors; ///< who supersedes it now
    bool haveSuccessorsChanged = false;
};

/// The links of a whole project beside what the originals say; made once for many decisions.
class LinkBook
{
public:
    explicit LinkBook(const Model &model);

    [[nodiscard]] LinkChanges changesFor(const Record &decision) const;
    /// All links of a decision that is written anew.
    [[nodiscard]] QList<LinkText> linksOf(const Record &decision) const;
    [[nodiscard]] QList<LinkText> successorsOf(const Record &decision) const;

private:
    [[nodiscard]] LinkText textFor(const Record &from, const QString &kind, const QString &to) const;

    Model m_model;
    Resolver m_resolver;
    std::set<DecisionLink> m_stated;
    std::set<DecisionLink> m_linked;
};

struct Edited
{
    QString text;
    QStringList normalised; ///< what was written, and what could not be
};

/// The original with what the decision says now: a value that is as the original has it keeps its bytes; what
/// has changed is written in the original's dialect, in its own lines.
[[nodiscard]] Edited edit(const Record &decision, const Original &original, const LinkChanges &links);

/// The text that an export would write now, front matter and all.
[[nodiscard]] Edited current(const LinkBook &book, const Record &decision);
/// The file as an export would write it now. The decision has an original.
[[nodiscard]] QByteArray currentBytes(const LinkBook &book, const Record &decision);

/// How a dialect names another decision: "[ADR-0005](0005-x.md)", "[5. Use X](0005-x.md)", "[slug](slug.md)".
[[nodiscard]] QString linkMarkdown(const LinkText &link, Dialect dialect);
/// "superseded by [ADR-0005](0005-x.md)", "accepted".
[[nodiscard]] QString statusMarkdown(const QString &status, const QList<LinkText> &successors,
                                     Dialect dialect);
/// "Supersedes [ADR-0001](0001-y.md)".
[[nodiscard]] QString linkSentence(const LinkText &link, Dialect dialect);
/// `text` as the value of a YAML key, quoted where it must be.
[[nodiscard]] QString yamlScalar(const QString &text);

} // namespace gp::exchange::adr
