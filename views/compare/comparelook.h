// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

/// The ways to look at the difference between two plateaus on the canvas.
enum class Way {
    Overlay,    ///< one picture of both, with signs and colours
    Blink,      ///< the later one; the earlier one while a key is held
    Slider,     ///< the earlier one left of a line, the later one right of it
    SideBySide, ///< two canvases that move together
};

/// One line of what differs: an element, or a relation between two. Plain value.
struct GapChange
{
    Selection thing; ///< an ElementId or a RelationId
    compare::State state = compare::State::Kept;
    QString text;   ///< "jenkins-shared → golden-web"
    QString suffix; ///< "Pipeline · replaced: tool, signing"
};

/// What differs between the compared plateaus, in the order of the gap list: elements as Gap::items() has
/// them, then relations between what stays by state, kind and ends. Pure; `name` gives an element's name as
/// it is to be shown.
[[nodiscard]] QList<GapChange> changesOf(const compare::Gap &whole, const metamodel::Metamodel &metamodel,
                                         const std::function<QString(ElementId)> &name);

/// How one window looks at its compare, shared by all its views: the way, which of both states blink shows,
/// where the slider stands, and the change that is looked at. Belongs to the session.
class CompareLook : public QObject
{
    Q_OBJECT

public:
    /// The one of a session, made when it is first asked for.
    [[nodiscard]] static CompareLook &of(Session &session);
    /// Another one, for a picture that is looked at apart from the window: an overlay first, and what is
    /// chosen there is not what new windows begin with.
    CompareLook(Session &session, QObject *parent);

    [[nodiscard]] Way way() const { return m_way; }
    /// New windows begin with the way that was chosen last.
    void setWay(Way way);

    /// Blink: the earlier state is on the canvas. Holding the key turns over what the toggle says.
    [[nodiscard]] bool showsEarlier() const { return m_isHeld != m_isToggled; }
    [[nodiscard]] bool isToggled() const { return m_isToggled; }
    void hold(bool isHeld);
    void toggle(bool isEarlier);

    /// From 0 (all is later) to 1 (all is earlier).
    [[nodiscard]] double divider() const { return m_divider; }
    void setDivider(double at);

    /// See changesOf(); kept until the project or the compare changes.
    [[nodiscard]] const QList<GapChange> &changes();
    /// Index of the selected one among changes(); -1 where none is.
    [[nodiscard]] int currentChange();
    /// Selects a thing and brings it into sight.
    void jumpTo(const Selection &thing);
    /// To the next change (1) or the one before (-1), round and round.
    void step(int by);

    /// Compares what is shown with where the platform is now.
    void start();

Q_SIGNALS:
    void wayChanged();
    void blinked();
    void dividerMoved();
    /// Asks the centre to bring a relation into sight.
    void relationRevealRequested(gp::RelationId id);

private:
    void onPlateau();

    Session &m_session;
    bool m_isOfWindow;
    Way m_way;
    bool m_isHeld = false;
    bool m_isToggled = false;
    double m_divider = 0.5;
    std::optional<QList<GapChange>> m_changes;
};

} // namespace gp::views
