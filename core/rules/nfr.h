// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"
#include "core/rules/evaluation.h"

namespace gp::rules {

/// One requirement of a public framework: both as in resources/catalogue/frameworks.yaml.
struct FrameworkRef
{
    QString framework;
    QString requirement;

    friend bool operator==(const FrameworkRef &, const FrameworkRef &) = default;
};

/// Names of frameworks and titles of their requirements. Immutable value.
class Frameworks
{
public:
    [[nodiscard]] static Result<Frameworks> load(const QString &file);
    [[nodiscard]] static const Frameworks &builtin();

    /// The framework's key for a key or a name ("pci_dss_4_0_1", "PCI DSS", "PCI DSS 4.0.1"); empty if
    /// unknown.
    [[nodiscard]] QString keyOf(const QString &framework) const;
    /// Short name for people; what was given where it is unknown.
    [[nodiscard]] QString nameOf(const QString &framework) const;
    /// Title of a requirement; empty if unknown.
    [[nodiscard]] QString titleOf(const FrameworkRef &reference) const;
    [[nodiscard]] bool contains(const FrameworkRef &reference) const;
    /// Keys of all frameworks, sorted.
    [[nodiscard]] QStringList keys() const { return m_names.keys(); }
    /// Identifiers of a framework's requirements, in its own order; without those that only group others.
    [[nodiscard]] QStringList requirementsOf(const QString &key) const { return m_order.value(key); }
    /// A format of files or data, which no control can satisfy.
    [[nodiscard]] bool isFormat(const QString &key) const { return m_formats.contains(key); }

private:
    QMap<QString, QStringList> m_order;
    QStringList m_formats;
    QMap<QString, QString> m_names;
    QMap<QString, QStringList> m_aliases;
    QMap<QString, QMap<QString, QString>> m_titles;
};

/// An item of the NFR catalogue; see resources/catalogue/nfr/README.md.
struct NfrItem
{
    QString id;
    QString title;
    QString requirement;
    QString characteristic;
    QMap<QString, QString> targets; ///< by tier ("1") and "else"
    QString applies;                ///< SQL condition over one row of `services`
    QString because;
    QString verify;
    QString met;      ///< SQL expression; empty: the model cannot answer
    QString evidence; ///< SQL expression
    QList<FrameworkRef> frameworks;
    QStringList controls; ///< of the control catalogue, that satisfy it

    [[nodiscard]] QString target(const QVariant &tier) const;
};

class NfrCatalogue
{
public:
    /// Reads every *.yaml of a folder, by name. Errors name file and line.
    [[nodiscard]] static Result<NfrCatalogue> load(const QString &folder);
    [[nodiscard]] static const NfrCatalogue &builtin();

    /// In the order of the files' characteristics, then by number.
    [[nodiscard]] const QList<NfrItem> &items() const { return m_items; }
    [[nodiscard]] const NfrItem *item(const QString &id) const;
    [[nodiscard]] QStringList characteristics() const;

private:
    QList<NfrItem> m_items;
};

/// Who said the answer of a row; not a column of the public view.
enum class AnswerSource { Explicit, Shared, Waiver, Model, None };

/// One row of the public view `nfrs`.
struct NfrRow
{
    QString plateau;
    ElementId element;
    QString nfr;
    QString characteristic;
    QString appliesBecause;
    QString answer; ///< met, partly, not-met, not-applicable, waived, open
    QString target;
    QString owner; ///< key of a team, or a name
    QString due;
    QString evidence;
    AnswerSource source = AnswerSource::None;

    friend bool operator==(const NfrRow &, const NfrRow &) = default;
};

/// Which items apply to which services at a plateau, and what the answer is: an explicit answer for the
/// service, else a shared one, else what the model says, else open. A waiver in force covers an answer that
/// is neither met nor not applicable. Sorted by service key, then as the catalogue. An item with an SQL error
/// gives an Error that names it; the others are still there. `query` reads the same project as `model`; its
/// tables service, slo, delivery, stage, place, guard and link are set by this.
[[nodiscard]] Evaluation<NfrRow> nfrChecklist(store::Query &query, const NfrCatalogue &catalogue,
                                              const Model &model, PlateauId plateau);

/// The first half of that, which costs the most and only the graph and the project's date change: what
/// applies, and what the model alone says. `only`: the services to do it for; none for all.
[[nodiscard]] Evaluation<NfrRow> nfrsByModel(store::Query &query, const NfrCatalogue &catalogue,
                                             const Model &model, PlateauId plateau,
                                             const QList<ElementId> &only = {});
/// The second half: puts answers and waivers over what the model says.
[[nodiscard]] QList<NfrRow> withAnswers(QList<NfrRow> rows, const Model &model, PlateauId plateau);

/// The answers that are given once for all services and hold at a plateau, by NFR: properties of the
/// nfrAnswer record.
[[nodiscard]] QMap<QString, QJsonObject> sharedAnswers(const Model &model, PlateauId plateau);

/// For Query::setTable(u"nfrs", nfrColumns(), toCells(rows)).
[[nodiscard]] QStringList nfrColumns();
[[nodiscard]] QList<QVariantList> toCells(const QList<NfrRow> &rows);

} // namespace gp::rules
