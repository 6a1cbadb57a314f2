// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/compare/canvaspair.h"
#include "views/review/stagescenes.h"
#include "views/session/session.h"

class QLabel;
class QStackedLayout;
class QTextBrowser;
class QVariantAnimation;

namespace gp::views {

/// The middle of a walkthrough: a picture that the camera flies through in parts that can be read, or lines
/// of text in big type.
class StageView : public QWidget
{
    Q_OBJECT

public:
    /// How the two states are looked at.
    enum class Look { Overlay, Earlier, Later, Slider };

    explicit StageView(Session &session, QWidget *parent = nullptr);

    void setNames(const QString &earlier, const QString &later);
    /// The first or the last part of what is in `focus`; all else is dimmed. `isFlown`: the camera moves
    /// there where the picture is the same.
    void showPicture(const StageScenes &scenes, const QSet<ElementId> &focus, Look look, bool fromEnd,
                     bool isFlown);
    void showText(const QString &html);
    void showNotice(const QString &text);

    [[nodiscard]] bool isPicture() const;
    [[nodiscard]] Look look() const { return m_look; }
    void setLook(Look look);
    /// From 0; -1 where there is no picture.
    [[nodiscard]] int part() const { return m_part; }
    [[nodiscard]] int partCount() const { return int(m_parts.size()); }
    /// False where there is none further in that direction.
    bool stepPart(int by);
    /// Flies to a card and back to the part. False where the picture does not show it.
    bool showElement(ElementId id);
    void backToPart();
    void scrollText(int by);
    void zoomBy(double factor);

    [[nodiscard]] Canvas *canvas() const { return m_pair->later(); }
    [[nodiscard]] CanvasPair *pair() const { return m_pair; }
    [[nodiscard]] QTextBrowser *text() const { return m_text; }
    [[nodiscard]] CompareLook &compareLook() { return *m_compare; }
    /// Scene pixels to screen pixels of what is shown, once the camera has arrived.
    [[nodiscard]] double scale() const { return m_target.scale(); }
    [[nodiscard]] bool isBusy() const;
    /// The camera is on its way.
    [[nodiscard]] bool isFlying() const;
    /// The pictures that may come next are painted while nothing else is done.
    void expect(const QList<ScenePtr> &scenes);

Q_SIGNALS:
    void partChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fly(const QRectF &to, bool isFlown);
    void split(bool fromEnd);
    void arrange();

    Session &m_session;
    CompareLook *m_compare;
    CanvasPair *m_pair;
    QTextBrowser *m_text;
    QLabel *m_notice;
    QStackedLayout *m_stack;
    QVariantAnimation *m_flight;
    Camera m_start;
    Camera m_target;
    QString m_earlierName;
    QString m_laterName;
    StageScenes m_scenes;
    QSet<ElementId> m_focus;
    QList<QRectF> m_parts;
    int m_part = -1;
    Look m_look = Look::Overlay;
};

} // namespace gp::views
