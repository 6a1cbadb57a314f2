// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/viewpage.h"

#include <QFrame>

class QAbstractButton;
class QButtonGroup;
class QStackedWidget;

namespace gp::views {

class MatrixPage;
class TablePage;

/// How a view is looked at. All three show the same elements at the same plateau.
enum class Twin { Diagram, Table, Matrix };

/// One saved view as diagram, table and matrix. Remembers for each view of a project what it was last looked
/// at as; table and matrix are made when they are first looked at.
class Twins : public QWidget
{
    Q_OBJECT

public:
    Twins(Session &session, ViewId view, QWidget *parent = nullptr);

    [[nodiscard]] ViewId view() const { return m_diagram->view(); }
    [[nodiscard]] Twin twin() const { return m_twin; }
    void show(Twin twin);
    using QWidget::show;
    [[nodiscard]] ViewPage *diagram() const { return m_diagram; }
    /// nullptr where it was never looked at.
    [[nodiscard]] TablePage *table() const { return m_table; }
    [[nodiscard]] MatrixPage *matrix() const { return m_matrix; }
    [[nodiscard]] bool isBusy() const;

private:
    [[nodiscard]] QWidget *pageFor(Twin twin);

    Session &m_session;
    QStackedWidget *m_stack;
    ViewPage *m_diagram;
    TablePage *m_table = nullptr;
    MatrixPage *m_matrix = nullptr;
    Twin m_twin = Twin::Diagram;
};

/// The three words that switch between the twins, beside the tabs.
class TwinSwitch : public QFrame
{
    Q_OBJECT

public:
    explicit TwinSwitch(QWidget *parent = nullptr);

    void setCurrent(Twin twin);
    /// Signs in place of words, where there is little room.
    void setCompact(bool isCompact);
    [[nodiscard]] QAbstractButton *button(Twin twin) const;

Q_SIGNALS:
    void chosen(gp::views::Twin twin);

private:
    QButtonGroup *m_group;
    bool m_isCompact = false;
};

} // namespace gp::views
