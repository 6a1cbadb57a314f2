// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/dialog.h"
#include "views/window/settinglist.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace gp::views {

class Actions;
class Appearance;
class KeysPage;
class Spelling;
class UnderlineTabs;

/// What can be set for the program as a whole. Everything applies at once; there is nothing to confirm.
class SettingsDialog : public Dialog
{
    Q_OBJECT

public:
    SettingsDialog(Actions &actions, Appearance &appearance, Spelling &spelling, QWidget *parent = nullptr);

    /// Opens the page of a setting, with the focus in it.
    void show(Setting setting);
    using QWidget::show;
    [[nodiscard]] QWidget *fieldOf(Setting setting) const;
    [[nodiscard]] KeysPage *keys() const { return m_keys; }
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }

Q_SIGNALS:
    void authorChanged();
    void sitesWanted();

private:
    [[nodiscard]] QWidget *makeGeneral();
    void fillDictionaries();

    Actions &m_actions;
    Appearance &m_appearance;
    Spelling &m_spelling;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    QLineEdit *m_author;
    QComboBox *m_theme;
    QComboBox *m_motion;
    QCheckBox *m_map;
    QWidget *m_language;
    QComboBox *m_dictionary;
    QPushButton *m_sites;
    KeysPage *m_keys;
};

} // namespace gp::views
