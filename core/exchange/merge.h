// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/import.h"
#include "core/metamodel/metamodel.h"

namespace gp::exchange {

/// What earlier imports of one format left in a model.
[[nodiscard]] Known knownFrom(const Model &model, const QString &format);

/// Brings what was found into a draft: finds or adds the elements, sets the properties that the files state,
/// writes evidence down. Use once.
class Merger
{
public:
    Merger(Draft &draft, PlateauId plateau, ImportReport &report);

    /// All formats of one import together, sorted by format.
    Result<void> merge(const QMap<QString, Graph> &graphs, const std::stop_token &stop);

private:
    struct Evidence
    {
        QList<Source> sources;
        QSet<QString> formats;
    };
    struct Link
    {
        QString kind;
        ElementId from;
        ElementId to;
        friend auto operator<=>(const Link &, const Link &) = default;
    };

    void findIdentitiesInBase();
    [[nodiscard]] QList<Thing> inOrder(const QMap<QString, Graph> &graphs) const;
    [[nodiscard]] ElementId elementFor(const Thing &thing);
    [[nodiscard]] ElementId addedFor(const Thing &thing, const QString &key);
    [[nodiscard]] ElementId workloadMeantBy(const Thing &thing) const;
    [[nodiscard]] bool isAlive(ElementId id);
    void collect(const QString &format, const Graph &graph);
    void collect(const Edge &edge, const QString &format);
    void mergeElement(ElementId id, const Evidence &evidence);
    void mergeRelation(const Link &link, const Evidence &evidence);
    void dropStaleRelations();
    void dropRelation(RelationId id, const QList<Source> &left);
    void mergeDangling(const QMap<QString, Graph> &graphs);
    void count(const QMap<QString, Graph> &graphs);
    [[nodiscard]] bool isStale(const Source &source, ElementId id) const;
    void warn(const Source &place, const QString &message);

    Draft &m_draft;
    PlateauId m_plateau;
    PlateauPath m_path;
    ImportReport &m_report;
    metamodel::Metamodel m_metamodel;
    QHash<QString, ElementId> m_elements;        ///< by format and identity
    QHash<ElementId, QSet<QString>> m_claims;    ///< formats that have an identity for an element
    QHash<QString, QString> m_meantSpaces;       ///< by name: the namespace that a catalogue points at
    QMap<ElementId, Evidence> m_elementEvidence; ///< what this import says
    QMap<Link, Evidence> m_relationEvidence;
    QHash<ElementId, QSet<QString>> m_restated; ///< format and file that state an element in this import
    QMap<RelationId, QSet<QString>> m_relationFormats;
    QMap<QString, int> m_removed; ///< relations, by format
};

} // namespace gp::exchange
