// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/alignment.h"
#include "views/canvas/viewedits.h"

class QMenu;

namespace gp::views {

class ViewPage;

/// The menu of the right button: of a card, of several, of a relation, of the empty canvas at `at` (scene
/// pixels).
void fillCanvasMenu(QMenu *menu, ViewPage &page, QPoint at);
/// The legal relations of a drawn connection; those that are there already are greyed.
void fillOffers(QMenu *menu, ViewPage &page, const QList<Offer> &offers);

} // namespace gp::views
