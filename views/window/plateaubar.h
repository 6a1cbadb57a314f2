// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace gp::views {

/// The plateaus of the main line as one segmented control, the options in a menu, and Compare.
class PlateauBar : public QFrame
{
    Q_OBJECT

public:
    explicit PlateauBar(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *button(const QString &plateauKey) const;
    [[nodiscard]] QPushButton *compareButton() const { return m_compare; }

private:
    void rebuild();
    void showState();
    void addOptions(const QList<Plateau> &options);
    QPushButton *addSegment(const QString &text, const QString &tip);

    Session &m_session;
    QHBoxLayout *m_row;
    QButtonGroup *m_group = nullptr;
    QMap<QString, QPushButton *> m_buttons;
    QPushButton *m_options = nullptr;
    QPushButton *m_compare = nullptr;
};

} // namespace gp::views
