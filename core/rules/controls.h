// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"
#include "core/rules/nfr.h"

namespace gp::rules {

/// An item of the catalogue of controls; see resources/catalogue/controls/README.md.
struct CatalogueControl
{
    QString id;
    QString key; ///< of the element that is made from it
    QString title;
    QString objective;
    QString stops;
    QString enforcementPoint;
    QString mode;
    QStringList guards; ///< kinds
    QString stage;      ///< type of a pipeline's stage; may be empty
    QStringList tools;
    QString evidence;
    int evidenceDays = 0; ///< how long one piece of evidence is valid
    QString verify;
    QString area; ///< the file's name
    QList<FrameworkRef> frameworks;
};

class ControlCatalogue
{
public:
    /// Reads every *.yaml of a folder, by name. Errors name file and line.
    [[nodiscard]] static Result<ControlCatalogue> load(const QString &folder);
    [[nodiscard]] static const ControlCatalogue &builtin();

    [[nodiscard]] const QList<CatalogueControl> &controls() const { return m_controls; }
    [[nodiscard]] const CatalogueControl *control(const QString &id) const;
    /// The item that a control of a model is made from: its property `catalogue`, or the one with its key.
    [[nodiscard]] const CatalogueControl *itemOf(const ElementState &control) const;

private:
    QList<CatalogueControl> m_controls;
    QHash<QString, qsizetype> m_byId;
    QHash<QString, qsizetype> m_byKey;
};

/// The element that is made from an item: properties of kind `control`.
[[nodiscard]] QJsonObject propertiesFrom(const CatalogueControl &item);

/// How well a requirement is covered by the controls of a model at a plateau.
enum class Coverage { None, Planned, Warns, Enforced };

struct RequirementRow
{
    FrameworkRef requirement;
    QString title;
    Coverage coverage = Coverage::None;
    QList<ElementId> controls; ///< that satisfy it, sorted by key
    /// Of those controls, pieces of evidence that are valid and passed, by the project's date.
    int validEvidence = 0;

    friend bool operator==(const RequirementRow &, const RequirementRow &) = default;
};

/// Controls by requirement of one framework, in the framework's order.
[[nodiscard]] QList<RequirementRow> coverageOf(const Model &model, const PlateauModel &at,
                                               const QString &framework);
/// Frameworks that at least one control of the model refers to, by key.
[[nodiscard]] QStringList frameworksIn(const PlateauModel &at);

/// Which controls hold for a service: that guard it, a pipeline that delivers it, an environment it runs in
/// or is deployed to, or its golden path; or that a stage of its pipeline names. Sorted by key.
[[nodiscard]] QList<ElementState> controlsOf(const PlateauModel &at, ElementId service);

/// What a plateau gains or loses against another one, of one framework.
struct CoverageChange
{
    RequirementRow before;
    RequirementRow after;
};
[[nodiscard]] QList<CoverageChange> coverageChanges(const Model &model, const PlateauModel &from,
                                                    const PlateauModel &to, const QString &framework);

[[nodiscard]] QString toString(Coverage coverage);
/// The requirements of a control of the model: its own, as the frameworks' keys where they are known.
[[nodiscard]] QList<FrameworkRef> requirementsOf(const ElementState &control);

} // namespace gp::rules
