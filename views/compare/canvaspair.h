// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/canvas.h"
#include "views/compare/comparelook.h"

class QLabel;

namespace gp::views {

class Divider;

/// The canvas of a view, and in a compare a second one with the earlier state: on top of the first (blink),
/// over its left part (slider) or beside it. Both show the same part of the picture at the same scale, and
/// what is pointed at in one is marked in the other.
class CanvasPair : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasPair(CompareLook &look, QWidget *parent = nullptr);

    /// The one that is always there.
    [[nodiscard]] Canvas *later() const { return m_later; }
    [[nodiscard]] Canvas *earlier() const { return m_earlier; }
    [[nodiscard]] Divider *divider() const { return m_divider; }

    /// One canvas with one picture.
    void showOne(ScenePtr scene);
    /// Both states as the look says, with the names of their plateaus.
    void showBoth(ScenePtr earlier, ScenePtr later, const QString &earlierName, const QString &laterName);
    [[nodiscard]] bool isSplit() const { return m_isSplit; }
    /// What the user sees at once: one canvas or two.
    [[nodiscard]] QList<Canvas *> shown() const;
    [[nodiscard]] bool isBusy() const;
    /// Brings a place into sight. Where the slider hides what is on `onEarlier` (else the later) side, it
    /// makes room.
    void reveal(const QRectF &scene, bool onEarlier);

private:
    void arrange();
    void placeMask();
    void placeChips();
    void prepareHidden();
    void link(Canvas *from, Canvas *to);
    [[nodiscard]] int dividerX() const;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

    CompareLook &m_look;
    Canvas *m_later;
    Canvas *m_earlier;
    Divider *m_divider;
    QLabel *m_earlierChip;
    QLabel *m_laterChip;
    QTimer m_prepare;
    bool m_isSplit = false;
    bool m_isHalved = false; ///< the canvases stand side by side
};

} // namespace gp::views
