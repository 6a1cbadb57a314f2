// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/rescue.h"
#include "views/session/background.h"

#include <QObject>

namespace gp::views {

class MainWindow;
struct MessageAction;

/// What the window does about a file that does not open: says why, offers what there is to offer (read-only,
/// recover, backups), and does it in the background.
class Rescue : public QObject
{
    Q_OBJECT

public:
    explicit Rescue(MainWindow &window);

    /// Says why a file did not open, at once, and a moment later with the buttons of what can be done.
    void offer(const QString &path, const Error &error);
    /// Adds "Show backups" to the message of a project that has just opened, where there are some.
    void offerBackups(const QString &path, const QString &message);
    [[nodiscard]] bool isRunning() const { return m_looking.isRunning() || m_working.isRunning(); }

private:
    [[nodiscard]] QList<MessageAction> actionsFor(const QList<store::Offer> &offers, const QString &path,
                                                  const Error &error);
    void openReadOnly(const QString &path, const QString &reason);
    void askRecover(const QString &path);
    void recover(const QString &path, const QString &target);
    void showBackups(const QString &path);
    void askCopy(const QString &backup);
    void copy(const QString &backup, const QString &target);
    void openLater(const QString &path);

    MainWindow &m_window;
    Latest m_looking;
    Latest m_working;
};

} // namespace gp::views
