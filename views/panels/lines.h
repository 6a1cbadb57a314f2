// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace gp::views {

/// What the first word of a line says, by its colour.
enum class Tone { Text, Muted, Added, Removed, Changed, Accent };

/// Where a line stands in a picture of branches: lanes from the left, a dot for the line, and what leads to
/// it and away. Plain value.
struct Rails
{
    int lane = -1; ///< of the dot; -1: there is no picture
    bool isFilled = true;
    bool fromAbove = false; ///< the dot's own lane comes from above
    bool goesOn = false;    ///< and goes on below
    QList<int> joining;     ///< lanes that come from above and end in the dot
    QList<int> passing;     ///< lanes that pass by

    friend bool operator==(const Rails &, const Rails &) = default;
};

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
    Rails rails;
    qint64 id = 0; ///< what the line stands for; its list knows

    friend bool operator==(const Line &, const Line &) = default;
};

/// Lines, handed over as a whole.
class LinesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    /// What stays keeps its place: the line one is on stays the current one.
    void setLines(const QList<Line> &lines);
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    /// How many lanes the lines' rails need.
    [[nodiscard]] int laneCount() const { return m_lanes; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Line> m_lines;
    int m_lanes = 0;
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
