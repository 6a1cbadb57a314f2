// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/impact.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QWidget>

class QVBoxLayout;

namespace gp::views {

/// Who is hit when an element fails, by kind; a click selects them. Worked out in the background: in a big
/// model a technology can reach all of it.
class ImpactSection : public QWidget
{
    Q_OBJECT

public:
    ImpactSection(Session &session, const PlateauModel &at, ElementId id, QWidget *parent);

    [[nodiscard]] bool isLoading() const { return m_latest.isRunning(); }

private:
    void show(const metamodel::Impact &impact);
    /// A view of what is hit, with the elements themselves and whom to tell; one edit.
    void draw(const metamodel::Impact &impact);
    void addLine(const QString &name, const QString &text, const QList<ElementState> &elements,
                 const QHash<ElementId, QString> &effects = {});

    Session &m_session;
    ElementState m_element;
    QVBoxLayout *m_column;
    Latest m_latest;
};

} // namespace gp::views
