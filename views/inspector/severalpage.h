// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/page.h"

class QAction;

namespace gp::views {

/// Several elements at the plateau shown: what they have in common. An edit goes to all of them, as one.
class SeveralPage : public InspectorPage
{
    Q_OBJECT

public:
    /// `commands` are offered as buttons: what can be done with all of them at once.
    SeveralPage(Session &session, const QList<ElementId> &elements, const QList<QAction *> &commands,
                bool all, QWidget *parent);

private:
    void addKinds();
    void addFields(bool all);
    void addCommands(const QList<QAction *> &commands);
    [[nodiscard]] Field fieldFor(const metamodel::Property &property) const;
    void onEdited(const QString &property, const QJsonValue &value) override;
    void onReverted(const QString &property) override;

    QList<ElementId> m_elements;
    QList<ElementState> m_states; ///< of those that are at the plateau shown
    QList<metamodel::Property> m_common;
};

/// The properties that all of the kinds have, in the order of the first: same name, type, values, unit and
/// bounds. Names and descriptions are each element's own and are left out.
[[nodiscard]] QList<metamodel::Property> commonProperties(const metamodel::Metamodel &metamodel,
                                                          const QStringList &kinds);

} // namespace gp::views
