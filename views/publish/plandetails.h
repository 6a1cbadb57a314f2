// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/takeback.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QStackedWidget;
class QVBoxLayout;

namespace gp::views {

class DiffText;
class PublishRun;
class UnderlineTabs;

/// One page of a plan: what would become of it, what its text says there and here, and what to do where
/// both sides have something to say.
class PlanDetails : public QWidget
{
    Q_OBJECT

public:
    explicit PlanDetails(PublishRun &run, QWidget *parent = nullptr);

    /// -1: nothing.
    void showItem(qsizetype index);
    [[nodiscard]] qsizetype index() const { return m_index; }

    [[nodiscard]] QRadioButton *choice(publish::Choice choice) const { return m_choices.value(choice); }
    /// By property of the decision; null where it does not differ.
    [[nodiscard]] QCheckBox *part(const QString &property) const { return m_parts.value(property); }
    [[nodiscard]] QPushButton *takeButton() const { return m_take; }
    [[nodiscard]] QPushButton *notesButton() const { return m_notes; }
    [[nodiscard]] DiffText *difference() const { return m_difference; }
    [[nodiscard]] QPlainTextEdit *theirs() const { return m_theirs; }
    [[nodiscard]] QPlainTextEdit *ours() const { return m_ours; }
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }
    [[nodiscard]] QString text() const;

private:
    void addChoice(publish::Choice choice, const QString &text, const QString &tip);
    [[nodiscard]] QWidget *makeTaking();
    [[nodiscard]] QWidget *makeTexts();
    void showChoices(const publish::PlanItem &item);
    void showTexts();
    void showParts();
    void takeParts();

    PublishRun &m_run;
    qsizetype m_index = -1;
    QLabel *m_title;
    QLabel *m_place;
    QLabel *m_reason;
    QWidget *m_choosing;
    QMap<publish::Choice, QRadioButton *> m_choices;
    QWidget *m_taking;
    QLabel *m_takingText;
    QVBoxLayout *m_partsColumn;
    QMap<QString, QCheckBox *> m_parts;
    QPushButton *m_take;
    QPushButton *m_notes;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    DiffText *m_difference;
    QPlainTextEdit *m_theirs;
    QPlainTextEdit *m_ours;
};

} // namespace gp::views
