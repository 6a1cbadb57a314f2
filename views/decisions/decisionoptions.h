// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/optionnumbers.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace gp::views {

class OptionsModel;

/// The options of a decision as a table that can be edited, with the numbers that the model has for them.
class DecisionOptions : public QWidget
{
    Q_OBJECT

public:
    DecisionOptions(Session &session, RecordId id, QWidget *parent = nullptr);
    ~DecisionOptions() override;

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] OptionsModel *model() const { return m_options; }
    [[nodiscard]] QPushButton *addButton() const { return m_add; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] bool isWorking() const { return m_working.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void workOut();
    void add();
    void remove();
    void store(const QJsonArray &options, const QString &label);
    void say(const QString &problem);

    using Numbers = QList<std::optional<decisions::OptionNumbers>>;
    Session &m_session;
    RecordId m_id;
    OptionsModel *m_options;
    QTableView *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_problem;
    Latest m_working;
    bool m_isStale = true;
};

} // namespace gp::views
