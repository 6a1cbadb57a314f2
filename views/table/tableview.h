// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableView>

namespace gp::views {

/// A table that is walked and edited like a spreadsheet: Enter, F2 or a letter edits, Delete empties, copy
/// and paste, Shift+Space takes whole rows. Says in a sentence why it is empty.
class TableView : public QTableView
{
    Q_OBJECT

public:
    /// True from a model's data where a letter begins what is written, and does not pick from a list.
    static constexpr int LettersRole = Qt::UserRole + 1;
    /// True where there is nothing to say: the row's kind has no such property.
    static constexpr int VoidRole = Qt::UserRole + 2;

    explicit TableView(QWidget *parent = nullptr);

    void setEmptyText(const QString &text);
    /// Rows that have a selected cell, from top to bottom.
    [[nodiscard]] QList<int> selectedRows() const;
    /// Columns that are shown, from left to right.
    [[nodiscard]] QList<int> shownColumns() const;

Q_SIGNALS:
    void copyWanted();
    void pasteWanted();
    void clearWanted();
    void toggleWanted(); ///< Space, or Enter where nothing can be edited

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool takes(QKeyEvent *event);
    void takeRows();

    QString m_emptyText;
};

} // namespace gp::views
