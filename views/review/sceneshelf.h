// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/review/stagescenes.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QSizeF>

namespace gp::views {

/// The pictures of all steps of a review: made one after the other in the background, those of a view once
/// for all steps that it serves, and kept until the model is another one.
class SceneShelf : public QObject
{
    Q_OBJECT

public:
    explicit SceneShelf(Session &session, QObject *parent = nullptr);

    /// The steps that pictures are wanted of; what is made already stays.
    void setAgenda(const review::Agenda &agenda);
    /// Which one is wanted first, and the room that there is for it (widget pixels).
    void want(const QString &step, QSizeF viewport);
    /// nullptr where they are still to be made, or the step has none.
    [[nodiscard]] const StageScenes *of(const QString &step) const;
    [[nodiscard]] static bool hasPicture(const review::Step &step);
    [[nodiscard]] bool isBusy() const { return m_making.isRunning(); }
    /// Everything is to be made anew.
    void forget();

Q_SIGNALS:
    void made();

private:
    [[nodiscard]] QString shelfOf(const review::Step &step) const;
    [[nodiscard]] const review::Step *nextStep() const;
    void makeNext();

    Session &m_session;
    review::Agenda m_agenda;
    QString m_wanted;
    QSizeF m_viewport;
    std::optional<compare::States> m_states; ///< of the model that the last picture was made of
    QMap<QString, StageScenes> m_scenes;     ///< by place, see shelfOf()
    Latest m_making;
};

} // namespace gp::views
