// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/answers.h"
#include "views/checklist/checklistmodel.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;

namespace gp::views {

class AnswerBar;
class ChecklistDetails;
class ChecklistTable;
class NameBox;
class NoteStrip;

/// NFR answers as a grid: of one service, or of those of a view, a plateau or a review, at the plateau shown.
/// One key an answer; each is one edit (docs/design/documents.md). Rows are made in the background.
class ChecklistPage : public QWidget
{
    Q_OBJECT

public:
    ChecklistPage(Session &session, const ChecklistSubject &subject, QWidget *parent = nullptr);

    [[nodiscard]] const ChecklistSubject &subject() const { return m_subject; }
    [[nodiscard]] ChecklistTable *table() const { return m_table; }
    [[nodiscard]] ChecklistModel *model() const { return m_model; }
    [[nodiscard]] AnswerBar *answers() const { return m_answers; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] QComboBox *characteristic() const { return m_characteristic; }
    [[nodiscard]] QPushButton *onlyOpen() const { return m_onlyOpen; }
    [[nodiscard]] QPushButton *byItem() const { return m_byItem; }
    [[nodiscard]] ChecklistDetails *details() const { return m_details; }
    /// Where a reason is asked for.
    [[nodiscard]] NameBox *box() const { return m_box; }
    /// The button at the bottom that does the same as a key.
    [[nodiscard]] QPushButton *buttonFor(int key) const { return m_buttons.value(key); }
    [[nodiscard]] QString crumb() const;
    [[nodiscard]] QString about() const;
    [[nodiscard]] QString note() const;
    [[nodiscard]] bool isBusy() const;
    /// Why nothing can be answered now; empty where it can.
    [[nodiscard]] QString objection() const;
    void showDetails(bool shows);
    /// What can be done with the chosen lines.
    void fillMenu(QMenu *menu);
    /// What the key S offers.
    void fillShareMenu(QMenu *menu);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addHead();
    void addBar();
    void addKeys();
    void fitColumns();
    void connectParts();
    void onChanged(const Change &change);
    void rebuild();
    void refilter();
    void take(const ChecklistModel::Data &list, const ChecklistLines &lines);
    void showHead();
    void showCount();
    void onCurrent();
    void onKey(int key);
    void activate(int line);
    void fold(int line, std::optional<bool> isFolded = {});
    [[nodiscard]] ChecklistFilter wanted() const;
    [[nodiscard]] QPoint below(int line) const;

    // Edits: checklistanswers.cpp. Of the chosen lines those that are rows.
    [[nodiscard]] QList<int> chosenRows() const;
    [[nodiscard]] QList<rules::AnswerSubject> subjectsOf(const QList<int> &lines) const;
    /// "NFR-REL-001 of Checkout", "5 NFRs of Checkout", "7 answers".
    [[nodiscard]] QString whatOf(const QList<int> &lines) const;
    [[nodiscard]] bool mayEdit();
    void answer(const QString &word);
    void askReason(const QString &title, const std::function<QString(const QString &)> &done, int line);
    void clearChosen();
    void waive();
    void openShareMenu();
    void shareOwn();
    void putShared(const QString &word);
    void startEditing(int column);
    bool edit(const QModelIndex &cell, const QJsonValue &value);
    /// What is wrong; empty where it is stored.
    QString store(const Result<rules::AnswerEdit> &edit, const QString &label, bool tells);
    /// The line after these, by what it is; the last one where nothing follows.
    [[nodiscard]] QString nextOf(const QList<int> &lines) const;
    void goOn(const QString &identity);
    void copy();
    void paste();
    [[nodiscard]] const metamodel::Property *propertyOf(int column) const;
    [[nodiscard]] static QString keyTextOf(int key);

    Session &m_session;
    ChecklistSubject m_subject;
    ChecklistModel *m_model;
    QLabel *m_crumb;
    QLabel *m_title;
    QLabel *m_about;
    AnswerBar *m_answers;
    QLineEdit *m_filter;
    QComboBox *m_characteristic;
    QPushButton *m_onlyOpen;
    QPushButton *m_byService;
    QPushButton *m_byItem;
    QLabel *m_count;
    QPushButton *m_detailsSwitch;
    QSplitter *m_splitter;
    ChecklistTable *m_table;
    ChecklistDetails *m_details;
    NoteStrip *m_note;
    NameBox *m_box;
    QMap<int, QPushButton *> m_buttons;
    QMap<int, metamodel::Property> m_properties; ///< by column
    ChecklistModel::Data m_data;
    std::shared_ptr<ModelAnswers> m_modelAnswers;
    bool m_isFolded = false;
    QSet<QString> m_toggled; ///< groups that are the other way
    bool m_isFirst = true;   ///< nothing has been shown yet
    bool m_isStale = true;
    QTimer m_telling; ///< who runs through the lines does not wait for the details of each
    Latest m_making;
    Latest m_sifting;
};

} // namespace gp::views
