// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/propertyrow.h"
#include "views/session/session.h"

class QPushButton;
class QVBoxLayout;

namespace gp::views {

class Findings;

/// The content of the inspector for one subject, built from top to bottom. Made anew when the subject or the
/// model changes, so it holds no state of its own but which rows are shown.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    InspectorPage(Session &session, QWidget *parent);

    [[nodiscard]] PropertyRow *row(const QString &property) const;
    [[nodiscard]] bool isEditing() const;

Q_SIGNALS:
    /// The user wants the unset properties to be shown (or not).
    void allWanted(bool all);
    void editorClosed();
    /// The user wants a property that these kinds do not have.
    void propertyWanted(const QStringList &kinds);
    /// The user wants to see an edit among the others.
    void historyWanted(qint64 historyId);

protected:
    void addTitle(const QString &title, const QString &subtitle);
    /// Rows with values, with `all` also those without, and a switch for them. `shortOnly` leaves out long
    /// texts, lists and tables, which have a page of their own.
    void addRows(const QList<Field> &fields, bool all, bool shortOnly = false);
    /// Below the rows: another property for these kinds.
    void addPropertyAdder(const QStringList &kinds);
    void addSection(const QString &title);
    void addText(const QString &text, const QString &look = QStringLiteral("muted"));
    /// A line that selects `target` (or calls `action`), with a badge behind it.
    void addLink(const QString &text, const Selection &target, const QString &badge = {},
                 const QColor &color = {});
    /// A line that reads like text and does something.
    QPushButton *addCommand(const QString &text, const std::function<void()> &action);
    /// Opens the NFR checklist of what is selected.
    void addChecklistButton();
    QPushButton *addButton(const QString &text, const QString &look, const std::function<void()> &action);
    void addSpace(int pixels);
    void finish();

    virtual void onEdited(const QString &property, const QJsonValue &value);
    virtual void onReverted(const QString &property);
    /// "Set Tier of Checkout to 2 at Target"
    void store(const Draft &draft, const Result<void> &edit, const QString &label, const QString &property);

    Session &m_session;
    QVBoxLayout *m_column;
    QList<PropertyRow *> m_rows;
};

/// One element at the plateau shown.
class ElementPage : public InspectorPage
{
    Q_OBJECT

public:
    ElementPage(Session &session, Findings *findings, ElementId id, bool all, QWidget *parent);

private:
    void addDescription(const ElementState &state);
    void addGone(const Element &element);
    void addFindings(Findings &findings);
    void addDecisions(const QString &key);
    void addControls(const PlateauModel &at);
    void addRelations(const PlateauModel &at);
    void addRelationGroup(const QString &title, const QList<ElementState> &ends);
    void addRecords(const QString &key);
    void addProvenance();
    [[nodiscard]] Field fieldFor(const metamodel::Property &property, const Element &element,
                                 const ElementState &state) const;
    [[nodiscard]] Field ownerFieldFor(const metamodel::Property &property, const PlateauModel &at) const;
    [[nodiscard]] std::optional<metamodel::Property> described(const QString &property) const;
    void onEdited(const QString &property, const QJsonValue &value) override;
    void onReverted(const QString &property) override;

    ElementId m_id;
    PlateauId m_at; ///< where it is looked at: the plateau shown, or the one before when it is gone
};

/// One relation.
class RelationPage : public InspectorPage
{
    Q_OBJECT

public:
    RelationPage(Session &session, RelationId id, bool all, QWidget *parent);

private:
    void onEdited(const QString &property, const QJsonValue &value) override;

    RelationId m_id;
};

/// One record: decision, work package, waiver…
class RecordPage : public InspectorPage
{
    Q_OBJECT

public:
    RecordPage(Session &session, RecordId id, bool all, QWidget *parent);

private:
    void addReferences(const metamodel::Kind &kind, const Record &record);
    void onEdited(const QString &property, const QJsonValue &value) override;

    RecordId m_id;
};

/// Nothing is selected: the project itself and its plateaus.
class ProjectPage : public InspectorPage
{
    Q_OBJECT

public:
    ProjectPage(Session &session, QWidget *parent);
};

/// The gap between the two compared plateaus, and what became of the selected element.
class GapPage : public InspectorPage
{
    Q_OBJECT

public:
    GapPage(Session &session, QWidget *parent);

private:
    void addHeader();
    void addItem(const compare::ElementGap &item);
    void addRelation(const compare::RelationGap &item);
    void addState(const QString &title, compare::State state);
    void addFields(const QList<compare::FieldChange> &fields, compare::State state, const QString &kindName);
    void addDecided(const compare::ElementGap &item);
};

} // namespace gp::views
