// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QJsonArray>
#include <QTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace gp::views {

class MarkdownEdit;

/// A decision as its text. What is typed is stored after a pause, when the focus goes and when the page does;
/// nothing typed is dropped: where it cannot be stored, it stays and the reason stands below. Where the
/// decision was changed elsewhere meanwhile, the text follows, or asks where it has changes of its own.
class DecisionText : public QWidget
{
    Q_OBJECT

public:
    DecisionText(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] MarkdownEdit *edit() const { return m_edit; }
    [[nodiscard]] QLabel *problem() const { return m_problem; }
    /// "Changed elsewhere"; shown while somebody has to choose.
    [[nodiscard]] QWidget *conflict() const;
    [[nodiscard]] QPushButton *keepMine() const { return m_mine; }
    [[nodiscard]] QPushButton *takeTheirs() const { return m_theirs; }
    /// Gives up what cannot be stored; shown with problem().
    [[nodiscard]] QPushButton *discard() const { return m_discard; }

    [[nodiscard]] bool isDirty() const;
    /// Stores what was typed; false where it stays unstored, and why stands below the text.
    bool store();
    /// The decision with the text as it is now, for a preview; none where it cannot be read.
    [[nodiscard]] std::optional<Record> typed() const;

Q_SIGNALS:
    void edited();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void follow();
    void offerNames();
    void load(const QString &text);
    void say(const QString &problem);
    [[nodiscard]] Result<void> commit(const Record &before, const Record &after);
    [[nodiscard]] std::optional<QString> attach(const QByteArray &bytes, const QString &name);
    void rememberOptions(const Record &before, const Record &after);

    Session &m_session;
    RecordId m_id;
    MarkdownEdit *m_edit;
    QLabel *m_problem;
    QFrame *m_conflict;
    QPushButton *m_mine;
    QPushButton *m_theirs;
    QPushButton *m_discard;
    QTimer m_pause;
    QString m_stored;  ///< the text that the decision has, as far as this editor knows
    QString m_known;   ///< the text that was worked out of it then
    QJsonArray m_gone; ///< options that went away in this sitting, with what a text cannot hold of them
    bool m_isStoring = false;
    bool m_areNamesStale = true; ///< elements are others since they were offered last
};

} // namespace gp::views
