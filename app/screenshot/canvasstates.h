// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/window/actions.h"
#include "views/window/mainwindow.h"
#include "views/window/workspace.h"

namespace gp::app {

// What states have in common.
void trigger(views::MainWindow &window, views::Actions::Id id);
[[nodiscard]] views::Session &session(views::MainWindow &window);
/// A service that has much to show.
[[nodiscard]] ElementId richService(views::MainWindow &window);
void selectService(views::MainWindow &window);

// States of a view: as a picture, a table and a matrix.
void selectSeveral(views::MainWindow &window);
void foldGroups(views::MainWindow &window);
void colourCards(views::MainWindow &window);
void drawConnection(views::MainWindow &window);
void askForNew(views::MainWindow &window);
void showTable(views::MainWindow &window);
void refuseCell(views::MainWindow &window);
void showMatrix(views::MainWindow &window);

} // namespace gp::app
