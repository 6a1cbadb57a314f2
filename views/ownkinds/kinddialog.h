// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

namespace gp::views {

/// A kind of element that the project adds: a new one, or one that is there. What it may be related to
/// follows a kind that it is like, and further relations one by one.
class KindDialog : public Dialog
{
    Q_OBJECT

public:
    explicit KindDialog(Session &session, QWidget *parent = nullptr);
    KindDialog(Session &session, const Record &definition, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *title() const { return m_title; }
    [[nodiscard]] QLineEdit *plural() const { return m_plural; }
    [[nodiscard]] QComboBox *like() const { return m_like; }
    [[nodiscard]] QComboBox *relation() const { return m_relation; }
    [[nodiscard]] QComboBox *other() const { return m_other; }
    [[nodiscard]] QPushButton *addRelationButton() const { return m_addRelation; }
    [[nodiscard]] QListWidget *relations() const { return m_relations; }
    /// The name in files and queries.
    [[nodiscard]] QString name() const;
    /// Stores it, or says what is wrong and stays.
    void accept() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildRelations();
    void fill();
    void addRelation(const QString &relation, bool isOutgoing, const QString &other);
    void removeRelation();
    void sayWhatFollows();
    [[nodiscard]] Record definition() const;

    Session &m_session;
    Record m_before; ///< without a key: a new one
    QLineEdit *m_title;
    QLineEdit *m_plural;
    QLabel *m_name;
    QComboBox *m_colour;
    QPlainTextEdit *m_help;
    QComboBox *m_like;
    QLabel *m_follows;
    QComboBox *m_relation;
    QComboBox *m_other;
    QPushButton *m_addRelation;
    QListWidget *m_relations;
};

} // namespace gp::views
