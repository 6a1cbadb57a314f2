// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/newview/viewdrafts.h"
#include "views/session/background.h"
#include "views/session/session.h"
#include "views/style/dialog.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace gp::views {

/// A new view: its title and what it starts from, each template with a sentence about it. Says how many
/// elements it will show.
class NewViewDialog : public Dialog
{
    Q_OBJECT

public:
    NewViewDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *title() const { return m_title; }
    [[nodiscard]] QRadioButton *templateButton(const QString &name) const;
    [[nodiscard]] QComboBox *domains() const { return m_domain; }
    [[nodiscard]] QComboBox *elements() const { return m_element; }
    [[nodiscard]] QSpinBox *steps() const { return m_steps; }
    [[nodiscard]] QString preview() const;
    /// The view made, after the dialog was accepted.
    [[nodiscard]] ViewId made() const { return m_made; }
    /// Lays the view out in the background and stores it with that, as one edit; or says what is wrong and
    /// stays.
    void accept() override;

private:
    void addTemplates();
    void addChoices();
    void onChoice();
    void store(const View &view);
    void fillElements();
    [[nodiscard]] NewView wanted() const;
    [[nodiscard]] QString missing() const;

    Session &m_session;
    QLineEdit *m_title;
    QButtonGroup *m_templates;
    QWidget *m_domainRow;
    QComboBox *m_domain;
    QWidget *m_elementRow;
    QComboBox *m_element;
    QSpinBox *m_steps;
    QLabel *m_preview;
    Latest m_counting;
    Latest m_layingOut;
    bool m_isOwnTitle = false; ///< the user wrote one
    ViewId m_made;
};

} // namespace gp::views
