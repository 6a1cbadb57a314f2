// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace gp::views {

class Actions;

/// The plateaus of the main line as one segmented control, the options and what can be done with plateaus in
/// a menu, and Compare. Where there is little room long names are shortened, and their tooltips say them all.
class PlateauBar : public QFrame
{
    Q_OBJECT

public:
    PlateauBar(Session &session, const Actions &actions, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *button(const QString &plateauKey) const;
    [[nodiscard]] QPushButton *compareButton() const { return m_compare; }
    /// nullptr where there are no options and none can be made.
    [[nodiscard]] QPushButton *optionsButton() const { return m_options; }

    /// What all the names need.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Segment
    {
        QPushButton *button = nullptr;
        QString text;    ///< all of it
        int natural = 0; ///< width with all of it
    };

    void rebuild();
    void showState();
    void addOptions(const QList<Plateau> &options);
    QPushButton *addSegment(const QString &text, const QString &tip);
    void setText(QPushButton *button, const QString &text);
    void fit();

    Session &m_session;
    const Actions &m_actions;
    QHBoxLayout *m_row;
    QButtonGroup *m_group = nullptr;
    QMap<QString, QPushButton *> m_buttons;
    QPushButton *m_options = nullptr;
    QPushButton *m_compare = nullptr;
    QList<Segment> m_segments;
};

} // namespace gp::views
