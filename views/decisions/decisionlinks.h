// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QScrollArea>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gp::views {

class DecisionFields;

/// What a decision is linked to: other decisions, both ways, and elements. A link that would close a cycle is
/// refused, and the way that it would close is said.
class DecisionLinks : public QWidget
{
    Q_OBJECT

public:
    DecisionLinks(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *kind() const { return m_kind; }
    [[nodiscard]] QComboBox *target() const { return m_target; }
    [[nodiscard]] QPushButton *addButton() const { return m_add; }
    [[nodiscard]] QLabel *problem() const { return m_problem; }
    /// Links and elements together.
    [[nodiscard]] static qsizetype countOf(const Model &model, const Record &decision);

private:
    void refresh();
    void add();
    void remove(const QString &kind, const QString &target);
    void addLine(const QString &words, const Record &other, const QString &removableKind);
    void say(const QString &problem);

    Session &m_session;
    RecordId m_id;
    QVBoxLayout *m_lines;
    QComboBox *m_kind;
    QComboBox *m_target;
    QPushButton *m_add;
    QLabel *m_problem;
    DecisionFields *m_elements;
};

} // namespace gp::views
