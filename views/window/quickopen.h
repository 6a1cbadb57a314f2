// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/panels/lines.h"
#include "views/window/modelindex.h"
#include "views/window/settinglist.h"

#include <QLineEdit>
#include <QPointer>

class QAction;

namespace gp::views {

/// The search box of the top bar: everything in the project by name, key or text, the documents that can be
/// made of it, settings and commands, in a list that drops down from it. Looking goes on in the background;
/// Enter waits for the answer to what was typed.
class QuickOpen : public QLineEdit
{
    Q_OBJECT

public:
    /// `actions` are the commands that are offered.
    QuickOpen(Session &session, QList<QAction *> actions, QWidget *parent = nullptr);
    ~QuickOpen() override;

    [[nodiscard]] LinesView *list() const { return m_list; }
    /// Takes the focus with everything selected.
    void start();
    /// Something is being looked for, or the index is behind the project.
    [[nodiscard]] bool isRunning() const { return m_index.isRunning() || m_finding.isRunning(); }

Q_SIGNALS:
    void viewRequested(gp::ViewId id);
    void documentRequested(const QString &kind, const QString &path);
    void settingRequested(gp::views::Setting setting);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void resizeEvent(QResizeEvent *event) override;
    /// Something that can be chosen.
    struct Choice
    {
        Line line;
        int score = 0;
        bool isThing = false; ///< of the project, and no command
        std::function<void()> open;
    };

    void search();
    void showAnswer(const QString &text, const QList<search::Hit> &hits);
    void showChoices(const QString &text, QList<Choice> choices);
    void showList(const QList<Line> &lines, const QString &whenEmpty);
    [[nodiscard]] QList<Choice> firstChoices();
    [[nodiscard]] QList<Choice> commands(const QString &text) const;
    [[nodiscard]] QList<Choice> settings(const QString &text);
    void sayPlaceholder();
    /// Nothing for what the window has no place for.
    [[nodiscard]] std::optional<Choice> choiceOf(const search::Hit &hit);
    [[nodiscard]] std::optional<Choice> choiceOf(const search::Hit &hit, ElementId id);
    [[nodiscard]] Choice choiceOf(const search::Hit &hit, RecordId id);
    [[nodiscard]] QString placeOf(const search::Hit &hit) const;
    [[nodiscard]] PlateauId nearestPlateau(const Element &element) const;
    void makePopup();
    void place();
    void choose(qint64 index);
    void close();

    Session &m_session;
    QList<QAction *> m_actions;
    ModelIndex m_index;
    Latest m_finding;
    QList<Choice> m_choices;
    std::optional<QString> m_answered; ///< the text that m_choices answer
    bool m_chooseWhenAnswered = false;
    QPointer<QWidget> m_popup; ///< a child of the window, which may go first
    LinesView *m_list = nullptr;
};

} // namespace gp::views
