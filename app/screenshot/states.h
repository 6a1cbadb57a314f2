// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace gp::views {
class MainWindow;
}

namespace gp::app {

/// A state of the window that can be looked at: how to get there, as a user would.
struct State
{
    QString name;
    QString help;
    bool needsProject = true;
    std::function<void(views::MainWindow &)> enter;
};

[[nodiscard]] const QList<State> &states();

/// Lets the event loop run until nothing is being made any more, at most `seconds`. False when it still is.
bool settle(const views::MainWindow &window, int seconds = 30);

} // namespace gp::app
