// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QLineEdit;

namespace gp::views {

/// Where a new project goes and what it starts from.
class NewProjectDialog : public Dialog
{
    Q_OBJECT

public:
    NewProjectDialog(const QString &templateName, QWidget *parent = nullptr);

    [[nodiscard]] QString path() const;
    [[nodiscard]] QString templateName() const;
    void accept() override;

private:
    QComboBox *m_template;
    QLineEdit *m_path;
};

/// A new element at the plateau shown.
class AddElementDialog : public Dialog
{
    Q_OBJECT

public:
    AddElementDialog(Session &session, QWidget *parent = nullptr);
    /// Stores it, or says what is wrong and stays.
    void accept() override;

private:
    void onKind();

    Session &m_session;
    QComboBox *m_kind;
    QLineEdit *m_name;
    QComboBox *m_domain;
};

/// A relation from the selected element; only what the metamodel allows is offered.
class AddRelationDialog : public Dialog
{
    Q_OBJECT

public:
    AddRelationDialog(Session &session, ElementId from, QWidget *parent = nullptr);
    void accept() override;

private:
    void fillKinds();
    void fillTargets();

    Session &m_session;
    QComboBox *m_from;
    QComboBox *m_kind;
    QComboBox *m_to;
};

/// Version, licence and what it is built with.
class AboutDialog : public Dialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);
};

/// A longer text to read: an import's report.
class ReportDialog : public Dialog
{
    Q_OBJECT

public:
    ReportDialog(const QString &title, const QString &text, QWidget *parent = nullptr);
};

} // namespace gp::views
