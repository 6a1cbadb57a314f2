// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

#include <QPlainTextEdit>

class QCompleter;

namespace gp::views {

class Highlighting;
class ReferenceList;
class SpellMarks;

/// An element that a text can name as @key.
struct ReferenceChoice
{
    QString key;
    QString name;
    QString kind; ///< as people read it
};
/// All elements; their names at a plateau, or the last ones said where it is invalid or they are not there.
[[nodiscard]] QList<ReferenceChoice>
referenceChoices(const Model &model, const metamodel::Metamodel *metamodel = nullptr, PlateauId at = {});
/// Those that go with what was typed, the best first: by name, by key, by letters of them.
[[nodiscard]] QList<ReferenceChoice> matchingReferences(const QList<ReferenceChoice> &all,
                                                        const QString &typed, qsizetype most = 50);

/// An editor for Markdown, with colours. @key is a chip that says in its tooltip which element it means, and
/// is offered while one types; one that means none is underlined. Ctrl+B, Ctrl+I and Ctrl+K mark bold,
/// italic and a link; Enter goes on with a list, Tab and Shift+Tab indent in it and else move the focus. What
/// is misspelled is underlined; its context menu, or Shift+F7, has what may have been meant.
class MarkdownEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MarkdownEdit(QWidget *parent = nullptr);
    ~MarkdownEdit() override;

    void setReferences(const QList<ReferenceChoice> &references);
    [[nodiscard]] QCompleter *completer() const { return m_completer; }
    [[nodiscard]] SpellMarks *spelling() const { return m_spelling; }
    /// Takes a picture as PNG or JPEG, and gives the Markdown for it back; none: it was refused. Without,
    /// only text can be pasted.
    using TakePicture = std::function<std::optional<QString>(const QByteArray &bytes, const QString &name)>;
    void setTakePicture(TakePicture take) { m_takePicture = std::move(take); }

    /// Replaces the text and stays where it was: line, column and scroll.
    void setTextKeepingPlace(const QString &text);
    /// What the reference at a place means; empty where there is none.
    [[nodiscard]] QString tipAt(QPoint place) const;
    void complete(bool isAsked);

Q_SIGNALS:
    /// The focus went elsewhere, and not to a list or menu of this editor.
    void left();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    [[nodiscard]] bool isOwnKey(const QKeyEvent *event) const;
    /// Puts marks around what is selected, or takes them away.
    void wrap(const QString &mark);
    void makeLink();
    [[nodiscard]] bool continueList();
    [[nodiscard]] bool indentList(bool back);
    void insert(const QString &key);
    /// Where the reference begins that is being typed (its at sign); -1: none.
    [[nodiscard]] int referenceStart() const;

    QCompleter *m_completer;
    ReferenceList *m_offered;
    std::shared_ptr<QHash<QString, ReferenceChoice>> m_known;
    QList<ReferenceChoice> m_references;
    std::unique_ptr<Highlighting> m_highlighting;
    SpellMarks *m_spelling;
    TakePicture m_takePicture;
};

} // namespace gp::views
