// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/look.h"
#include "core/diagram/scene.h"

#include <QFrame>

class QMenu;
class QToolButton;
class QVBoxLayout;

namespace gp::views {

class Link;

/// What the colours of a canvas mean, how many cards have each, and how much is hidden; the place to change
/// both.
class LegendBox : public QFrame
{
    Q_OBJECT

public:
    explicit LegendBox(QWidget *parent);

    void show(const diagram::Scene &scene, diagram::ColourBy by);
    [[nodiscard]] QToolButton *colours() const { return m_colours; }
    [[nodiscard]] Link *hiddenLink() const { return m_hidden; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    void setOpen(bool open);

Q_SIGNALS:
    void colourByWanted(gp::diagram::ColourBy by);
    void showAllWanted();
    void sizeChanged();

private:
    [[nodiscard]] static QString capitalisedText(diagram::ColourBy by);
    void fill(const QList<diagram::LegendEntry> &entries);

    QToolButton *m_colours;
    QWidget *m_entries;
    QVBoxLayout *m_column;
    Link *m_hidden;
    bool m_isOpen = false;
    diagram::ColourBy m_by = diagram::ColourBy::Kind;
    QList<diagram::LegendEntry> m_shown;
};

} // namespace gp::views
