// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/newview/viewdialogs.h"
#include "views/session/session.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace gp::views {

/// A property that the project adds to kinds: a new one, or one that is there.
class PropertyDialog : public Dialog
{
    Q_OBJECT

public:
    /// A new one, offered for `kinds`.
    PropertyDialog(Session &session, const QStringList &kinds, QWidget *parent = nullptr);
    PropertyDialog(Session &session, const Record &definition, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *title() const { return m_title; }
    [[nodiscard]] QComboBox *type() const { return m_type; }
    [[nodiscard]] QPlainTextEdit *values() const { return m_values; }
    [[nodiscard]] TickList *kinds() const { return m_kinds; }
    /// The name in files and queries.
    [[nodiscard]] QString name() const;
    /// Stores it, or says what is wrong and stays.
    void accept() override;

Q_SIGNALS:
    /// It is part of the project now.
    void stored(const QString &name);

private:
    void build(const QStringList &kinds);
    void fill();
    void onType();
    [[nodiscard]] Record definition() const;

    Session &m_session;
    Record m_before; ///< without a key: a new one
    QLineEdit *m_title;
    QLabel *m_name;
    QComboBox *m_type;
    QLineEdit *m_unit;
    QLineEdit *m_minimum;
    QLineEdit *m_maximum;
    QWidget *m_numbers; ///< unit and bounds
    QPlainTextEdit *m_values;
    QWidget *m_valuesField;
    QComboBox *m_refersTo;
    QWidget *m_refersToField;
    TickList *m_kinds = nullptr;
    QPlainTextEdit *m_help;
};

} // namespace gp::views
