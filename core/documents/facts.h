// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/states.h"
#include "core/metamodel/metamodel.h"
#include "core/model/counted.h"
#include "core/rules/nfr.h"
#include "core/rules/workbench.h"

#include <QVariantHash>

#include <functional>

namespace gp::documents {

/// The model at one plateau with what was computed from it.
struct Evaluated
{
    PlateauModel at;
    QList<rules::NfrRow> nfrs;
    QList<rules::Finding> findings;
    rules::RuleSet rules; ///< the shipped ones and the project's own
    rules::Score score;
    QHash<ElementId, QList<rules::NfrRow>> nfrsOf; ///< the same rows by service
};

/// Who refers to a decision, found once for all documents.
class DecisionReferences
{
public:
    explicit DecisionReferences(const Model &model);

    /// Decisions whose links of a kind ("supersedes") point at `decision`, by key.
    [[nodiscard]] QList<Record> linkedFrom(const QString &decision, const QString &linkKind) const;
    /// Records of a kind that name it in their list `decisions`, by key.
    [[nodiscard]] QList<Record> namedBy(const QString &decision, const QString &recordKind) const;

private:
    QHash<std::pair<QString, QString>, QList<Record>> m_links;
    QHash<std::pair<QString, QString>, QList<Record>> m_names;
};

/// Which documents one run makes, so that they can link to each other.
class Links
{
public:
    /// `path` without suffix, relative to the output folder.
    void add(const QString &kind, const QString &key, const QString &path);
    /// From one document to another, as Markdown files; empty where it is not made in this run.
    [[nodiscard]] QString href(const QString &kind, const QString &key, const QString &fromPath) const;
    /// Names of elements without a document are links as well (Request::linksElements).
    void setLeadToElements(bool lead) { m_leadToElements = lead; }
    [[nodiscard]] bool leadToElements() const { return m_leadToElements; }

private:
    bool m_leadToElements = false;
    QHash<std::pair<QString, QString>, QString> m_paths;
};

/// What the contexts of all kinds are made from, and the small texts that they share. One per document: it
/// knows where the document stands. Everything it returns is either plain text (which templates escape) or
/// marked as Markdown.
class Facts
{
public:
    using EvaluatedAt = std::function<const Evaluated &(PlateauId)>;

    /// `evaluate` runs the rules, which takes time: it is asked only where their answer is in the document.
    Facts(const compare::States &states, const metamodel::Metamodel &metamodel, PlateauId plateau,
          EvaluatedAt evaluate, const Links &links, const DecisionReferences &references, QString path);

    [[nodiscard]] const Model &model() const { return m_states.model(); }
    [[nodiscard]] const metamodel::Metamodel &metamodel() const { return m_metamodel; }
    /// Of the document, without suffix.
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] PlateauId plateau() const { return m_plateau; }
    [[nodiscard]] const PlateauModel &at() const { return m_states.at(m_plateau); }
    [[nodiscard]] const compare::Gap &gap(PlateauId from, PlateauId to) const
    {
        return m_states.between(from, to);
    }
    [[nodiscard]] const Evaluated &evaluated() const { return m_evaluate(m_plateau); }
    [[nodiscard]] const Evaluated &evaluatedAt(PlateauId plateau) const { return m_evaluate(plateau); }
    [[nodiscard]] const DecisionReferences &references() const { return m_references; }
    [[nodiscard]] QString plateauName(PlateauId plateau) const;

    /// What every document says of itself: project, organisation, plateau, date. `state` is added when its
    /// text is there.
    [[nodiscard]] QVariantHash header(const QString &title) const;

    /// Markdown of a person, safe to print, with @keys turned into names; invalid when empty.
    [[nodiscard]] QVariant text(const QString &markdown, int level) const;
    [[nodiscard]] QVariant line(const QString &markdown) const; ///< for one cell or list item
    [[nodiscard]] QVariant text(const QJsonObject &properties, const QString &name, int level) const;
    /// Every entry of a list property as a line.
    [[nodiscard]] QVariantList lines(const QJsonObject &properties, const QString &name) const;

    /// A property as people read it (label of an enum, number with unit); empty where it is not set.
    [[nodiscard]] QString value(const ElementState &element, const QString &property) const;
    [[nodiscard]] QString value(const Record &record, const QString &property) const;

    /// The name, as a link where the element has a document.
    [[nodiscard]] QVariant ref(const ElementState &element) const;
    /// To another document of this run; invalid where it is not made. Documents about the whole project have
    /// an empty key.
    [[nodiscard]] QVariant linkTo(const QString &kind, const QString &key, const QString &words) const;
    [[nodiscard]] QVariant refs(const QList<ElementState> &elements) const; ///< joined by commas
    [[nodiscard]] QVariant decisionRef(const Record &decision) const;       ///< "ADR-0011 Title", linked
    /// A team's name for its key; the text itself where there is no such team.
    [[nodiscard]] QString teamName(const QString &keyOrName) const;
    [[nodiscard]] QString owner(ElementId id) const; ///< names of the owning teams
    [[nodiscard]] const ElementState *byKey(const QString &key) const;
    [[nodiscard]] QList<ElementState>
    byKeys(const QJsonArray &keys) const; ///< those that exist at the plateau

    /// "1,240 €" with the project's currency.
    [[nodiscard]] QString money(double amount) const;

    /// Rows {rule, severity, message, waived} of the findings on these elements.
    [[nodiscard]] QVariantList findingsOn(const std::function<bool(ElementId)> &wanted) const;
    /// Rows {key, subject, rule, reason, compensating, approver, until, in_force} of the waivers on these
    /// elements.
    [[nodiscard]] QVariantList waiversOn(const std::function<bool(const QString &key)> &wanted) const;

private:
    [[nodiscard]] QString withNames(const QString &markdown) const;

    const compare::States &m_states;
    const metamodel::Metamodel &m_metamodel;
    PlateauId m_plateau;
    EvaluatedAt m_evaluate;
    const Links &m_links;
    const DecisionReferences &m_references;
    QString m_path;
};

/// The name of an element that may not be there at the plateau; the key where it has none.
[[nodiscard]] QString lastName(const Model &model, const QString &key);
/// "one", "one and two", "one, two and three".
[[nodiscard]] QString sentenceList(const QStringList &parts);
/// A number without superfluous digits, '.' as decimal point.
[[nodiscard]] QString number(double value);
/// "ADR-0011", or empty where the decision has no number yet.
[[nodiscard]] QString decisionNumber(const Record &decision);
/// "PCI DSS 4.0.1: 6.3.2, 6.5.5; SLSA build track 1.2: Provenance exists".
[[nodiscard]] QString requirementTexts(const QList<rules::FrameworkRef> &references);
/// "✓ met" for "met", and so on: a sign and a word.
[[nodiscard]] QString answerText(const QString &answer);

} // namespace gp::documents
