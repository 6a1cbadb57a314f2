// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/states.h"
#include "core/metamodel/metamodel.h"
#include "core/store/store.h"

#include <QObject>

#include <variant>

namespace gp::views {

/// What is selected, in every part of the window at once.
using Selection = std::variant<std::monostate, ElementId, RelationId, RecordId>;

/// What the parts of one window share: the project, the plateau shown or the two compared, and the selection.
/// The parts know this and not each other. Every edit of a view goes through commit().
class Session : public QObject
{
    Q_OBJECT

public:
    Session(std::unique_ptr<store::Store> store, metamodel::Metamodel metamodel, QObject *parent = nullptr);
    ~Session() override;

    [[nodiscard]] store::Store &store() { return *m_store; }
    [[nodiscard]] const store::Store &store() const { return *m_store; }
    [[nodiscard]] const Model &model() const { return m_store->model(); }
    /// The one given, with the kinds and properties that the project adds.
    [[nodiscard]] const metamodel::Metamodel &metamodel() const { return m_metamodel; }

    [[nodiscard]] QString projectName() const;
    [[nodiscard]] QString plateauName(PlateauId id) const;

    /// The plateau that is shown and edited; in a compare, the later of the two.
    [[nodiscard]] PlateauId plateau() const { return m_plateau; }
    [[nodiscard]] bool isComparing() const { return m_from.isValid(); }
    /// Invalid outside of a compare.
    [[nodiscard]] PlateauId compareFrom() const { return m_from; }
    /// What a compare starts with when nobody chose: from the root to the last plateau of the main line.
    [[nodiscard]] std::pair<PlateauId, PlateauId> defaultCompare() const;
    void showPlateau(PlateauId id);
    void compare(PlateauId from, PlateauId to);

    /// The model at plateau() (compareFrom()).
    [[nodiscard]] const PlateauModel &state() const;
    [[nodiscard]] const PlateauModel &stateFrom() const;
    /// Of every plateau, for those who go on with them in the background: what is known there is known here.
    [[nodiscard]] const compare::States &states() const { return m_states; }
    /// Between the two compared plateaus; empty outside of a compare.
    [[nodiscard]] const compare::Gap &gap() const;
    /// An element as it is to be shown: at plateau(), else at compareFrom(), else nothing.
    [[nodiscard]] const ElementState *shown(ElementId id) const;

    [[nodiscard]] const Selection &selection() const { return m_selection; }
    void select(const Selection &selection);
    /// Several at once; the first is the one the inspector shows.
    void selectElements(const QList<ElementId> &elements);
    [[nodiscard]] ElementId selectedElement() const;
    /// Every selected element, selectedElement() first.
    [[nodiscard]] QList<ElementId> selectedElements() const;

    /// Makes the draft durable; false where that is refused, after failed() said why. Who says it at another
    /// place (a dialog) asks the store itself.
    bool commit(const Draft &draft, const QString &label);
    void undo();
    void redo();
    void goTo(qint64 historyId);
    /// Throws an edit away with all that was built on it; false where that is refused, after failed().
    bool discard(qint64 historyId);

    /// Why nothing can be edited; empty where it can.
    [[nodiscard]] QString readOnlyReason() const;
    /// Where the one who opened it knows better than the store.
    void setReadOnlyReason(const QString &reason) { m_readOnlyReason = reason; }

    /// From now on a first picture is awaited, for three seconds at most.
    void expectPicture();
    void pictureShown();
    /// What nobody looks at yet (rules, the search index) waits for calmed() then: it would take the
    /// processors from what everybody looks at.
    [[nodiscard]] bool awaitsPicture() const { return m_awaitsPicture; }

    /// Records of a kind whose property (a list of keys or one key) names `key`, sorted by key.
    [[nodiscard]] QList<Record> recordsNaming(const QString &kind, const QString &property,
                                              const QString &key) const;

Q_SIGNALS:
    void changed(const gp::Change &change);
    /// The project's own kinds or properties are others; comes before the changed() of the same edit.
    void metamodelChanged();
    void plateauChanged();
    void selectionChanged();
    /// No picture is awaited any more.
    void calmed();
    /// The history or the snapshots are others, the model is the same.
    void historyChanged();
    void failed(const gp::Error &error);
    /// Something the user should know, one calm sentence.
    void informed(const QString &sentence);
    /// The same of an edit just made, with the offer to undo it.
    void edited(const QString &sentence);
    /// Asks the window to open the selection's page.
    void pageRequested(gp::RecordId id);
    /// Asks the window to open an element's own page, as a pipeline has one; else to show it on a view.
    void openRequested(gp::ElementId id);
    /// Asks the window to show a view.
    void viewRequested(gp::ViewId id);
    /// Asks the canvas to bring an element into sight; with `jump`, on another view where this one does not
    /// show it.
    void revealRequested(gp::ElementId id, bool jump);

private:
    void onChanged(const Change &change);
    void readDefinitions(const Change &change);
    void report(const Result<Change> &result);

    std::unique_ptr<store::Store> m_store;
    metamodel::Metamodel m_given;
    metamodel::Metamodel m_metamodel;
    QSet<RecordId> m_definitions; ///< that m_metamodel was made with
    PlateauId m_plateau;
    PlateauId m_from;
    QString m_readOnlyReason;
    bool m_awaitsPicture = false;
    Selection m_selection;
    QList<ElementId> m_further; ///< selected beside the one in m_selection
    compare::States m_states;   ///< of the model as it is now
};

} // namespace gp::views
