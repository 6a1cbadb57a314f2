// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"

#include <optional>

/// Architecture decision records as teams keep them: Markdown files in a folder.
namespace gp::exchange::adr {

/// Who wrote the template. MADR: github.com/adr/madr; Nygard: adr-tools; log4brains: MADR 2 with dates as
/// numbers and tags.
enum class Dialect { Madr2, Madr3, Madr4, Nygard, Log4brains, Freeform };

[[nodiscard]] QString nameOf(Dialect dialect);
/// Freeform for an unknown name.
[[nodiscard]] Dialect dialectOf(const QString &name);
[[nodiscard]] bool isMadr(Dialect dialect); ///< also log4brains, which has the same sections

struct AdrOption
{
    QString title;
    QString description;
    QStringList pros;
    QStringList cons;
    QStringList neutral;

    friend bool operator==(const AdrOption &, const AdrOption &) = default;
};

/// What a record says of another one, as it stands there.
struct AdrLink
{
    QString kind;           ///< supersedes, amends, refines or relates-to
    bool isInverse = false; ///< the other one supersedes (amends, refines) this one
    QString file;           ///< where the link leads; empty = not a link
    QString label;          ///< "ADR-0005", "2. Use Postgres", a slug or a title
    int line = 0;
    bool isMention = false; ///< a link in a sentence, not a statement of its own

    friend bool operator==(const AdrLink &, const AdrLink &) = default;
};

/// Something that has no place in a decision record and stays in the file.
struct AdrUnknown
{
    QString name; ///< heading, front matter key, or empty for text before the first heading
    QString text;
    int line = 0;

    friend bool operator==(const AdrUnknown &, const AdrUnknown &) = default;
};

/// One decision record, whatever its dialect.
struct AdrDocument
{
    Dialect dialect = Dialect::Freeform;
    std::optional<int> number;
    QString slug; ///< of the file's name, without number or date
    QString title;
    QString status;     ///< draft, proposed, accepted, rejected, deprecated or superseded
    QString statusText; ///< as it stood; empty = the file says none
    QString date;       ///< ISO; empty = none, or none that can be read
    QStringList deciders;
    QStringList consulted;
    QStringList informed;
    QStringList tags;
    QString context;
    QStringList drivers;
    QList<AdrOption> options;
    QString chosen;
    QString justification; ///< the outcome without the sentence part that names the choice
    QStringList goodConsequences;
    QStringList badConsequences;
    QStringList neutralConsequences; ///< also those that are told without a judgement
    QString confirmation;
    QString moreInformation;
    QList<AdrLink> links;
    QList<AdrUnknown> unknown;
    QList<Note> notes; ///< what had to be guessed or could not be read

    friend bool operator==(const AdrDocument &, const AdrDocument &) = default;
};

/// What a file's name says. "0005-use-x.md": 5 and use-x; "20200924-use-x.md": the date and use-x;
/// "dir/0003-y/README.md" goes by its folder.
struct FileName
{
    std::optional<int> number;
    QString date; ///< ISO
    QString slug;
    bool isDated = false;
};
[[nodiscard]] FileName readFileName(const QString &path);

/// Why a file is not taken for a decision by its name; empty = it may be one.
[[nodiscard]] QString whyNoDecision(const QString &path);

/// The status that a text means; empty where none is recognised.
[[nodiscard]] QString statusOf(const QString &text);
/// A date as ISO: 2020-09-24, 24/09/2020, 2020/09/24, 24.09.2020; empty where it is none.
[[nodiscard]] QString dateOf(const QString &text);
/// Without links and emphasis: "[MADR](https://…) 4" is "MADR 4".
[[nodiscard]] QString plainText(const QString &markdown);
/// For comparing titles: plain, lower case, without quotes.
[[nodiscard]] QString foldedTitle(const QString &title);

} // namespace gp::exchange::adr
