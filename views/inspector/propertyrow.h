// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/editors.h"

#include <QLabel>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace gp::views {

/// Text that can be edited: takes the focus, asks for an editor on Enter, F2, a click or the first letter
/// typed, and to be cleared on Del.
class ValueLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ValueLabel(QWidget *parent = nullptr);
    void setEditable(bool editable);

Q_SIGNALS:
    void editRequested();
    void clearRequested();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool m_isEditable = true;
};

/// What a row shows.
struct Field
{
    metamodel::Property property;
    QJsonValue value;
    QString note;     ///< muted, below the value: "changed in Target"
    QString noteTip;  ///< what it was before
    QString revertTo; ///< the value that a revert brings back; empty: nothing to revert
    /// Not empty where it stands for several elements that differ: who has which value, for the tooltip.
    QString several;
    QString source; ///< the plateau that the value comes from, for the tooltip
    bool canRevert = false;
    bool canClear = false; ///< offers to clear it everywhere
    bool isReadOnly = false;
};

/// One property: its label, its value, the editor while it is edited, where the value comes from, and what is
/// wrong.
class PropertyRow : public QWidget
{
    Q_OBJECT

public:
    PropertyRow(const Field &field, const Model &model, QWidget *parent = nullptr);

    [[nodiscard]] const Field &field() const { return m_field; }
    [[nodiscard]] ValueLabel *valueLabel() const { return m_value; }
    [[nodiscard]] bool isEditing() const { return m_editor != nullptr; }
    /// Replaces the value by its editor.
    void edit();
    /// Says below the field why a value was not taken, and keeps the editor.
    void refuse(const QString &problem);

Q_SIGNALS:
    /// A value that the property's type allows; null for "not set".
    void edited(const QString &property, const QJsonValue &value);
    void reverted(const QString &property);
    /// The editor is gone; what it said follows as edited().
    void closed();

private:
    void addOpener(QHBoxLayout *row);
    void addClearer(QHBoxLayout *row);
    /// Leaves it unset from here on.
    void clear();
    void addNote(QVBoxLayout *column);
    [[nodiscard]] QPushButton *addQuiet(QHBoxLayout *line, const QString &text, const QString &name);
    void finish();
    /// Says below the field what is wrong with what is entered so far.
    void check();
    void close();

    Field m_field;
    Model m_model;
    QVBoxLayout *m_column;
    ValueLabel *m_value;
    QLabel *m_problem;
    ValueEditor *m_editor = nullptr;
    /// What the editor says before anything is entered: leaving it so changes nothing.
    std::expected<QJsonValue, QString> m_untouched;
};

/// Text that can be broken at slashes, dots and dashes, so that no long address runs out of its column.
[[nodiscard]] QString breakable(QString text);

} // namespace gp::views
