// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/cardmenu.h"

#include "views/canvas/viewpage.h"
#include "views/style/icons.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QAction *add(QMenu *menu, const QString &text, ViewPage &page, const std::function<void()> &what,
             const QString &shortcut = {})
{
    auto *action = menu->addAction(text);
    if (!shortcut.isEmpty()) // shown only: the key itself belongs to the window or the canvas
        action->setText(text + u'\t' + QKeySequence(shortcut).toString(QKeySequence::NativeText));
    QObject::connect(action, &QAction::triggered, &page, what);
    return action;
}

void addSeveral(QMenu *menu, ViewPage &page)
{
    auto *align = menu->addMenu(ViewPage::tr("Align"));
    for (const auto &[text, alignment] :
         {std::pair(ViewPage::tr("Left"), Alignment::Left),
          std::pair(ViewPage::tr("Centre"), Alignment::Centre),
          std::pair(ViewPage::tr("Right"), Alignment::Right), std::pair(ViewPage::tr("Top"), Alignment::Top),
          std::pair(ViewPage::tr("Middle"), Alignment::Middle),
          std::pair(ViewPage::tr("Bottom"), Alignment::Bottom)})
        add(align, text, page, [&page, alignment] { page.align(alignment); });
    auto *distribute = menu->addMenu(ViewPage::tr("Distribute"));
    add(distribute, ViewPage::tr("Across"), page, [&page] { page.distribute(Qt::Horizontal); });
    add(distribute, ViewPage::tr("Down"), page, [&page] { page.distribute(Qt::Vertical); });
    distribute->setEnabled(page.selectedCards().size() > 2);
}

void addCard(QMenu *menu, ViewPage &page)
{
    const auto cards = page.selectedCards();
    const bool isOne = cards.size() == 1;
    if (isOne) {
        add(menu, ViewPage::tr("Connect to…"), page, [&page] { page.canvas()->startConnecting(); }, u"C"_s);
        add(menu, ViewPage::tr("Replace by…"), page, [&page] { page.askReplacement(); }, u"Ctrl+R"_s);
    } else {
        addSeveral(menu, page);
    }
    menu->addSeparator();
    add(menu, ViewPage::tr("Duplicate"), page, [&page] { page.duplicateSelected(); }, u"Ctrl+D"_s);
    add(
        menu, ViewPage::tr("Take out of this view"), page, [&page] { page.hideSelected(); },
        u"Ctrl+Backspace"_s);
    add(
        menu, ViewPage::tr("Delete in %1").arg(page.plateauName()), page, [&page] { page.deleteSelected(); },
        u"Del"_s);
}

} // namespace

void fillCanvasMenu(QMenu *menu, ViewPage &page, QPoint at)
{
    const auto cards = page.selectedCards();
    const bool canEdit = page.canEdit();
    if (!cards.isEmpty() && canEdit)
        addCard(menu, page);
    else if (page.hasSelectedRelation() && canEdit)
        add(
            menu, ViewPage::tr("Delete the relation in %1").arg(page.plateauName()), page,
            [&page] { page.deleteSelected(); }, u"Del"_s);
    else if (cards.isEmpty() && canEdit)
        add(menu, ViewPage::tr("New element here…"), page, [&page, at] { page.askNew(at); }, u"N"_s);
    if (!cards.isEmpty()) {
        menu->addSeparator();
        add(
            menu, ViewPage::tr("Show what is around it"), page, [&page] { page.focusOnSelected(1); },
            u"Ctrl+J"_s);
        add(menu, ViewPage::tr("… two steps around"), page, [&page] { page.focusOnSelected(2); });
    }
    if (page.isFocused())
        add(
            menu, ViewPage::tr("Show everything again"), page, [&page] { page.focusOnSelected(0); },
            u"Esc"_s);
    menu->addSeparator();
    add(menu, ViewPage::tr("Fit the view"), page, [&page] { page.canvas()->fit(); }, u"F"_s);
    if (canEdit && cards.isEmpty())
        add(menu, ViewPage::tr("Lay out anew"), page, [&page] { page.layOutAnew(); });
}

void fillOffers(QMenu *menu, ViewPage &page, const QList<Offer> &offers)
{
    ElementId first;
    for (const auto &offer : offers) {
        if (first.isValid() && offer.source != first && !menu->isEmpty())
            menu->addSeparator();
        first = offer.source;
        QString text = offer.text;
        if (offer.isThere)
            text = ViewPage::tr("%1 (there already)").arg(offer.text);
        auto *action = menu->addAction(text.replace(u'&', u"&&"_s));
        action->setEnabled(!offer.isThere);
        QObject::connect(action, &QAction::triggered, &page, [&page, offer] { page.connectAs(offer); });
    }
}

} // namespace gp::views
