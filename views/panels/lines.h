// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace gp::views {

/// What the first word of a line says, by its colour.
enum class Tone { Text, Muted, Added, Removed, Changed, Accent };

/// One line of a list at the bottom: "error CTL-012 payment deploys … until 2027-01-31". Plain value.
struct Line
{
    QString lead; ///< semibold, in `tone`
    Tone tone = Tone::Text;
    QString text;
    QString suffix; ///< muted, after the text
    QString right;  ///< muted, at the right border
    QString tip;
    bool isCurrent = false;
    bool isFaded = false;
    qint64 id = 0; ///< what the line stands for; its list knows

    friend bool operator==(const Line &, const Line &) = default;
};

/// Lines, handed over as a whole.
class LinesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setLines(const QList<Line> &lines);
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Line> m_lines;
};

/// A list of lines, or a calm sentence where there are none.
class LinesView : public QListView
{
    Q_OBJECT

public:
    LinesView(const QString &accessibleName, QWidget *parent = nullptr);

    void setLines(const QList<Line> &lines) { m_model->setLines(lines); }
    [[nodiscard]] LinesModel *lines() const { return m_model; }
    /// Shown while the list is empty.
    void setEmptyText(const QString &text);

Q_SIGNALS:
    /// A click or Enter.
    void picked(qint64 id);
    void opened(qint64 id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    LinesModel *m_model;
    QString m_emptyText;
};

} // namespace gp::views
