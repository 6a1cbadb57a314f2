// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QPointer>

class QScreen;

namespace gp::views {

class Actions;
class SpeakerWindow;
class Walkthrough;

/// What is done with reviews, wherever it is asked for: a new one, and the walk through one.
class ReviewCommands : public QObject
{
    Q_OBJECT

public:
    /// `window` is what dialogs stand over.
    ReviewCommands(Session &session, const Actions &actions, QWidget *window, QObject *parent);
    ~ReviewCommands() override;

    /// A review of what is compared (else from where the platform is to the last plateau), with the decisions
    /// that are proposed; its page is opened.
    void create();
    /// Of the review that is selected, else of the next one that was not held yet.
    void walk();
    void walkThrough(const QString &review);
    void openSpeaker();
    [[nodiscard]] Walkthrough *walkthrough() const;
    [[nodiscard]] SpeakerWindow *speaker() const;
    [[nodiscard]] bool isRunning() const;

private:
    [[nodiscard]] QString chosen() const;
    void show(const QString &review, QScreen *screen);

    Session &m_session;
    QWidget *m_window;
    QPointer<Walkthrough> m_walkthrough;
    QPointer<SpeakerWindow> m_speaker;
};

} // namespace gp::views
