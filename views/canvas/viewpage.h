// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"
#include "views/canvas/canvas.h"
#include "views/session/session.h"

class QLabel;
class QPushButton;

namespace gp::views {

/// One saved view on a canvas: makes its scene in the background, lays it out once when it has no positions
/// yet, and stores what the user drags.
class ViewPage : public QWidget
{
    Q_OBJECT

public:
    ViewPage(Session &session, ViewId view, QWidget *parent = nullptr);
    ~ViewPage() override;

    [[nodiscard]] ViewId view() const { return m_view; }
    [[nodiscard]] Canvas *canvas() const { return m_canvas; }
    [[nodiscard]] QString title() const;
    /// Scene, layout or picture are still being made.
    [[nodiscard]] bool isBusy() const;
    /// True when the view shows the element at some plateau.
    [[nodiscard]] bool contains(ElementId id) const;
    /// Brings an element into sight, once there is a scene.
    void reveal(ElementId id);
    /// Places every card anew, as one edit.
    void layOutAnew();
    [[nodiscard]] ScenePtr scene() const { return m_canvas->scene(); }
    /// How long the last layout took; 0 when there was none.
    [[nodiscard]] std::chrono::milliseconds layoutTime() const { return m_layoutTime; }

Q_SIGNALS:
    void sceneChanged();

private:
    void onChanged(const Change &change);
    void onSelection();
    void buildAll();
    void buildScene();
    void take(ScenePtr scene);
    void startLayout();
    void onLayout(const layout::Arrangement &arrangement);
    void onLayoutFailed(const Error &error);
    void onMoved(ElementId id, QPoint corner);
    void say(const QString &text, bool canRetry = false);
    void placeNote();
    void resizeEvent(QResizeEvent *event) override;

    Session &m_session;
    ViewId m_view;
    Canvas *m_canvas;
    QWidget *m_note;
    QLabel *m_noteText;
    QPushButton *m_retry;
    Latest m_building;
    Latest m_sceneing;
    std::shared_ptr<const diagram::SceneBuilder> m_builder;
    std::unique_ptr<layout::Layouter> m_layouter;
    int m_ticket = 0;
    std::optional<layout::Arrangement> m_arrangement; ///< shown where the view has no positions of its own
    bool m_storeLayout = true;
    ElementId m_toReveal;
    std::chrono::milliseconds m_layoutTime{0};
};

} // namespace gp::views
