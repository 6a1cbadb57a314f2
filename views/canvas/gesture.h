// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/backing.h"

#include <functional>

namespace gp::views {

/// What the mouse does from a press to its release. Knows the scene and no model; what comes of it, if
/// anything, is said once, by finish(). All points are scene pixels; `pixel` is the width of one widget pixel
/// in them.
class Gesture
{
public:
    virtual ~Gesture() = default;
    virtual void moveTo(QPointF to, double pixel, Qt::KeyboardModifiers keys) = 0;
    virtual void finish() = 0;
    /// Drawn over the picture.
    virtual void paint(QPainter &, const diagram::Theme &, double pixel) const = 0;
    /// What is shown beneath in place of the whole scene; nullptr: the whole.
    [[nodiscard]] virtual ScenePtr beneath() const { return nullptr; }
    [[nodiscard]] virtual Qt::CursorShape cursor() const = 0;
    /// Why nothing would come of a release here; empty where something would, or nothing needs to be said.
    [[nodiscard]] virtual QString objection() const { return {}; }
};

/// A frame that selects what it touches.
class BandGesture : public Gesture
{
public:
    using Done = std::function<void(const QList<ElementId> &)>;
    BandGesture(ScenePtr scene, QPointF from, Done done);

    void moveTo(QPointF to, double pixel, Qt::KeyboardModifiers keys) override;
    void finish() override;
    void paint(QPainter &painter, const diagram::Theme &theme, double pixel) const override;
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    [[nodiscard]] QList<ElementId> touched() const;

    ScenePtr m_scene;
    QPointF m_from;
    QPointF m_to;
    Done m_done;
};

/// Cards that go with the pointer and line up with the others. Alt: without lining up. Shift: along one axis
/// only.
class MoveGesture : public Gesture
{
public:
    struct Moved
    {
        QMap<ElementId, QPoint> corners; ///< the new top left ones
        int group =
            -1; ///< the frame that the cards were dropped into from outside; an index into Scene::groups
    };
    using Done = std::function<void(const Moved &)>;
    MoveGesture(ScenePtr scene, const QSet<ElementId> &cards, QPointF from, Done done);

    void moveTo(QPointF to, double pixel, Qt::KeyboardModifiers keys) override;
    void finish() override;
    void paint(QPainter &painter, const diagram::Theme &theme, double pixel) const override;
    [[nodiscard]] ScenePtr beneath() const override { return m_rest; }
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::ClosedHandCursor; }

private:
    [[nodiscard]] int enteredGroup() const;

    ScenePtr m_scene;
    QSet<ElementId> m_cards;
    QPointF m_from;
    QPointF m_by;
    Done m_done;
    ScenePtr m_rest;
    diagram::Scene m_part;
    QRectF m_frame;         ///< around the cards where they stood
    QList<QRectF> m_others; ///< what they line up with
    QList<QLineF> m_guides;
};

/// A note that goes with the pointer.
class NoteGesture : public Gesture
{
public:
    using Done = std::function<void(int note, QPoint to)>;
    NoteGesture(ScenePtr scene, int note, QPointF from, Done done);

    void moveTo(QPointF to, double pixel, Qt::KeyboardModifiers keys) override;
    void finish() override;
    void paint(QPainter &painter, const diagram::Theme &theme, double pixel) const override;
    [[nodiscard]] ScenePtr beneath() const override { return m_rest; }
    [[nodiscard]] Qt::CursorShape cursor() const override { return Qt::ClosedHandCursor; }

private:
    int m_note;
    QPointF m_from;
    QPointF m_by;
    diagram::Scene m_part;
    ScenePtr m_rest;
    Done m_done;
};

/// A line from a card to another one, or to an empty place.
class ConnectGesture : public Gesture
{
public:
    /// Why two cards cannot be connected; empty where they can.
    using Judge = std::function<QString(ElementId from, ElementId to)>;
    /// `to` is invalid where the line ends at an empty place.
    using Done = std::function<void(ElementId from, ElementId to, QPointF at)>;
    ConnectGesture(ScenePtr scene, ElementId from, Judge judge, Done done);

    void moveTo(QPointF to, double pixel, Qt::KeyboardModifiers keys) override;
    void finish() override;
    void paint(QPainter &painter, const diagram::Theme &theme, double pixel) const override;
    [[nodiscard]] Qt::CursorShape cursor() const override;
    [[nodiscard]] QString objection() const override { return m_objection; }

private:
    ScenePtr m_scene;
    ElementId m_source;
    ElementId m_target;
    QPointF m_to;
    QString m_objection;
    bool m_isOut = false; ///< the pointer has left the card it began at
    Judge m_judge;
    Done m_done;
};

} // namespace gp::views
