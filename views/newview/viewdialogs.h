// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/background.h"
#include "views/session/session.h"
#include "views/style/dialog.h"

#include <QListWidget>

class QComboBox;
class QLineEdit;

namespace gp::views {

/// A list of which several are ticked.
class TickList : public QListWidget
{
    Q_OBJECT

public:
    /// `ticked` come first; those that `offered` (key, label) does not know stay.
    TickList(const QString &accessibleName, QList<std::pair<QString, QString>> offered,
             const QJsonArray &ticked, QWidget *parent);

    [[nodiscard]] QJsonArray ticked() const;
};

/// Gives a view another title.
class RenameViewDialog : public Dialog
{
    Q_OBJECT

public:
    RenameViewDialog(Session &session, ViewId view, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *title() const { return m_title; }
    void accept() override;

private:
    Session &m_session;
    ViewId m_view;
    QLineEdit *m_title;
};

/// What a view shows and how: kinds, domains, relations, grouping, direction.
class EditViewDialog : public Dialog
{
    Q_OBJECT

public:
    EditViewDialog(Session &session, ViewId view, QWidget *parent = nullptr);

    [[nodiscard]] TickList *kinds() const { return m_kinds; }
    [[nodiscard]] TickList *domains() const { return m_domains; }
    [[nodiscard]] TickList *relations() const { return m_relations; }
    [[nodiscard]] QComboBox *groupBy() const { return m_groupBy; }
    [[nodiscard]] QComboBox *direction() const { return m_direction; }
    void accept() override;

private:
    TickList *addTicks(QLayout *row, const QString &property,
                       const QList<std::pair<QString, QString>> &offered);
    QComboBox *addChoice(QLayout *row, const QString &property);
    void count();
    [[nodiscard]] QJsonObject changes() const;

    Session &m_session;
    ViewId m_view;
    QJsonObject m_properties; ///< as they were
    TickList *m_kinds = nullptr;
    TickList *m_domains = nullptr;
    TickList *m_relations = nullptr;
    QComboBox *m_groupBy = nullptr;
    QComboBox *m_direction = nullptr;
    QLabel *m_preview;
    Latest m_counting;
};

} // namespace gp::views
