// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/proposal.h"
#include "views/session/session.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace gp::views {

class DecisionFields;
class DecisionLinks;
class DecisionOptions;
class DecisionPreview;
class DecisionText;
class UnderlineTabs;

/// A decision while it is edited: on the left its text and its fields, which are one thing, on the right what
/// becomes of it.
class DecisionEditor : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Text, Form, Options, Consequences, Links, History };

    DecisionEditor(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }
    void open(Tab tab);
    [[nodiscard]] DecisionText *text() const { return m_text; }
    [[nodiscard]] DecisionFields *form() const { return m_form; }
    [[nodiscard]] DecisionOptions *options() const { return m_options; }
    [[nodiscard]] DecisionFields *consequences() const { return m_consequences; }
    [[nodiscard]] DecisionLinks *links() const { return m_links; }
    [[nodiscard]] QLabel *history() const { return m_history; }
    [[nodiscard]] DecisionPreview *preview() const { return m_preview; }
    [[nodiscard]] bool isWorking() const;

    /// What the model says of the change; shown below the consequences that people wrote.
    void setBasis(const Result<decisions::Basis> &basis);
    /// Stores what was typed; false where it stays unstored, and then it is shown, with the reason.
    [[nodiscard]] bool leave();

private:
    void refresh();
    [[nodiscard]] QString factsHtml(const Record &decision) const;
    [[nodiscard]] QString historyHtml(const Record &decision) const;

    Session &m_session;
    RecordId m_id;
    QLabel *m_place;
    QLabel *m_title;
    QHBoxLayout *m_status;
    QLabel *m_facts;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    DecisionText *m_text;
    DecisionFields *m_form;
    DecisionOptions *m_options;
    DecisionFields *m_consequences;
    DecisionLinks *m_links;
    QLabel *m_history;
    DecisionPreview *m_preview;
};

} // namespace gp::views
