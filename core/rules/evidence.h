// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QDate>
#include <QJsonObject>
#include <QString>

namespace gp::rules {

/// What a tool's report says, as evidence of a control.
struct EvidenceReport
{
    QString kind;    ///< "SARIF report of Trivy 0.50", "JUnit report: unit tests"
    QDate collected; ///< by the report; may be invalid
    int passed = 0;
    int failed = 0;  ///< errors of a scanner, failed and broken tests
    int minor = 0;   ///< warnings and notes
    int skipped = 0; ///< suppressed results, skipped tests
    bool ran = true; ///< false: the report is of no run at all
    int said = -1;   ///< tests by the report's own count, where that is not how many it holds

    /// "pass", "partial" (nothing failed, and there are warnings, or nothing was run), "fail".
    [[nodiscard]] QString result() const;
    /// "2 failed, 120 passed, 3 skipped".
    [[nodiscard]] QString summary() const;
    friend bool operator==(const EvidenceReport &, const EvidenceReport &) = default;
};

/// Reads SARIF 2.x or JUnit XML, whichever it is; untrusted. Unreadable with the line where it is neither.
/// Any thread.
[[nodiscard]] Result<EvidenceReport> readEvidence(const QByteArray &bytes, const QString &file);

struct EvidenceFor
{
    QString control;  ///< keys
    QString subject;  ///< may be empty
    QString location; ///< where the report lies
    QDate collected;  ///< where the report does not say
    int validDays = 90;
};

/// Properties of an `evidence` record.
[[nodiscard]] QJsonObject evidenceProperties(const EvidenceReport &report, const EvidenceFor &about);

} // namespace gp::rules
