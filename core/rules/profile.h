// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"

namespace gp::rules {

/// How strict an organisation wants to be; see resources/profiles/README.md. Value type. One that is empty
/// leaves the rules as they are shipped.
struct Profile
{
    QStringList ids; ///< the profiles it is made of
    QString title;
    QString description;
    QStringList controls;                              ///< ids of the catalogue that are mandatory, sorted
    QMap<QString, std::optional<Severity>> severities; ///< by rule; without a value: off
    QMap<QString, QVariant> parameters;                ///< by "rule.parameter"
    int maxWaiverDays = 0;                             ///< 0: no cap
    int expiringDays = 30;                             ///< an end is announced so long before
    QMap<QString, double> targets;                     ///< percent: conformance, adoption, template_coverage

    /// What a rule counts as; without a value it is off.
    [[nodiscard]] std::optional<Severity> severityOf(const Rule &rule) const;
    [[nodiscard]] QVariantMap parametersOf(const Rule &rule) const;
};

class Profiles
{
public:
    [[nodiscard]] static Result<Profiles> load(const QString &folder);
    [[nodiscard]] static const Profiles &builtin();

    /// By id; each holds what it extends.
    [[nodiscard]] const QMap<QString, Profile> &all() const { return m_all; }
    /// Several together: the stricter severity and duration, all controls, the last named parameter.
    /// Usage where one is unknown.
    [[nodiscard]] Result<Profile> combined(const QStringList &ids) const;

private:
    QMap<QString, Profile> m_all;
};

/// What the project has chosen (property `profiles` of the project's record); empty where it has not, or
/// where none of them is known.
[[nodiscard]] Profile profileOf(const Model &model);

} // namespace gp::rules
