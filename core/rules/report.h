// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/workbench.h"

#include <QJsonObject>

namespace gp::rules {

/// What a check found, ready to be written in any form. Value type.
struct Report
{
    /// A finding with the words that stand on their own, without the model.
    struct Item
    {
        Finding finding;
        QString elementKey;
        QString elementName;
        QString elementKind;
        QString relatedKey;
        QString file; ///< where an import found the element; empty: it was made here
        int line = 0;
        QString waiverReason;
        QString waiverEnd;    ///< "until 2027-03-31"
        bool isKnown = false; ///< in the baseline: does not fail
        friend bool operator==(const Item &, const Item &) = default;
    };

    QString projectFile; ///< name, without a folder
    QString projectName;
    QString plateau;
    QString plateauName;
    QString profile; ///< titles; empty: rules as they are shipped
    QString version; ///< of the program
    QList<Item> items;
    QList<Rule> rules; ///< those that ran
    QList<Error> errors;
    Score score;

    /// Open, not known and at or above a level.
    [[nodiscard]] bool fails(const Item &item, Severity level) const;
    [[nodiscard]] qsizetype failing(Severity level) const;
};

[[nodiscard]] Report makeReport(const Workbench &workbench, const Model &model, PlateauId plateau,
                                const QString &projectFile, const QString &version);

/// Fingerprints of a baseline file: one that writeBaseline made, a JSON report or a SARIF report. Unreadable
/// where it is none of them.
[[nodiscard]] Result<QSet<QString>> readBaseline(const QByteArray &bytes, const QString &file);
[[nodiscard]] QByteArray writeBaseline(const Report &report);
/// Marks what the baseline knows.
void applyBaseline(Report &report, const QSet<QString> &known);

/// Only findings of at least this severity, in every form.
void keepFrom(Report &report, Severity level);

[[nodiscard]] QString toText(const Report &report, Severity level);
[[nodiscard]] QString toMarkdown(const Report &report, Severity level);
[[nodiscard]] QJsonObject toJson(const Report &report, Severity level);
/// SARIF 2.1.0. An element has a logical location, and as physical one the file that it was imported from or
/// else the project's file.
[[nodiscard]] QByteArray toSarif(const Report &report);
/// One test case for each finding and for each rule that found nothing; waived and known ones are skipped.
[[nodiscard]] QByteArray toJUnit(const Report &report, Severity level);

/// A report of Groundplan read back from its SARIF. Unreadable where the file is no SARIF, or another tool's.
[[nodiscard]] Result<Report> fromSarif(const QByteArray &bytes, const QString &file);

} // namespace gp::rules
