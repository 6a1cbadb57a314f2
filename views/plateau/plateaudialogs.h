// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/merge_option.h"
#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace gp::views {

class LinesView;

/// Name and description of an option that branches off the plateau shown; shows it when it is made.
class NewOptionDialog : public Dialog
{
    Q_OBJECT

public:
    explicit NewOptionDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *name() const { return m_name; }
    [[nodiscard]] QPlainTextEdit *description() const { return m_description; }
    void accept() override;

private:
    Session &m_session;
    PlateauId m_base;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
};

/// Name and description of a plateau; its key stays, because scripts and records name it.
class RenamePlateauDialog : public Dialog
{
    Q_OBJECT

public:
    RenamePlateauDialog(Session &session, PlateauId plateau, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *name() const { return m_name; }
    [[nodiscard]] QPlainTextEdit *description() const { return m_description; }
    void accept() override;

private:
    Session &m_session;
    PlateauId m_plateau;
    QLineEdit *m_name;
    QPlainTextEdit *m_description;
};

/// Which two plateaus to put side by side: options, and what they branch off.
class CompareOptionsDialog : public Dialog
{
    Q_OBJECT

public:
    explicit CompareOptionsDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *left() const { return m_left; }
    [[nodiscard]] QComboBox *right() const { return m_right; }
    void accept() override;

private:
    Session &m_session;
    QComboBox *m_left;
    QComboBox *m_right;
};

/// Says what a merge will do (see mergeOption()), asks what becomes of the option's plateau, and does it.
class MergeOptionDialog : public Dialog
{
    Q_OBJECT

public:
    explicit MergeOptionDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *option() const { return m_option; }
    [[nodiscard]] QRadioButton *removes() const { return m_removes; }
    [[nodiscard]] QRadioButton *keeps() const { return m_keeps; }
    [[nodiscard]] QLabel *summary() const { return m_summary; }
    void accept() override;

private:
    void refresh();
    [[nodiscard]] PlateauId chosen() const;

    Session &m_session;
    QComboBox *m_option;
    QLabel *m_text;
    QLabel *m_summary;
    LinesView *m_changes;
    QLabel *m_heirs;
    QRadioButton *m_removes;
    QRadioButton *m_keeps;
};

/// "+ 2 added  − 1 removed  ~ 3 changed  → 1 replaced  5 relations"; without what there is none of. Rich
/// text, in the colours of the signs.
[[nodiscard]] QString countsText(const compare::Gap &whole);

} // namespace gp::views
