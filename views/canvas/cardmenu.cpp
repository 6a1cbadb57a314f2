// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/cardmenu.h"

#include "views/canvas/viewpage.h"
#include "views/style/icons.h"
#include "views/window/actions.h"

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

QString keysOf(const ViewPage &page, Actions::Id id)
{
    const auto *actions = page.window()->findChild<Actions *>();
    return actions ? (*actions)[id]->shortcut().toString() : QString();
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

/// To look at answers, no right to edit is needed.
void addChecklist(QMenu *menu, ViewPage &page)
{
    auto *actions = page.window()->findChild<Actions *>();
    if (!actions || !page.hasSelectedService())
        return;
    add(
        menu, ViewPage::tr("NFR checklist"), page,
        [actions] { (*actions)[Actions::OpenChecklist]->trigger(); }, keysOf(page, Actions::OpenChecklist));
}

void addCard(QMenu *menu, ViewPage &page)
{
    const auto cards = page.selectedCards();
    const bool isOne = cards.size() == 1;
    if (isOne) {
        add(menu, ViewPage::tr("Connect to…"), page, [&page] { page.canvas()->startConnecting(); }, u"C"_s);
        add(
            menu, ViewPage::tr("Replace by…"), page, [&page] { page.askReplacement(); },
            keysOf(page, Actions::Replace));
        // The same command as in the Edit menu: who shows cards knows nothing of findings.
        if (auto *actions = page.window()->findChild<Actions *>())
            add(
                menu, ViewPage::tr("Waive a finding…"), page,
                [actions] { (*actions)[Actions::WaiveFinding]->trigger(); },
                keysOf(page, Actions::WaiveFinding));
    } else {
        addSeveral(menu, page);
    }
    menu->addSeparator();
    add(
        menu, ViewPage::tr("Duplicate"), page, [&page] { page.duplicateSelected(); },
        keysOf(page, Actions::Duplicate));
    add(
        menu, ViewPage::tr("Take out of this view"), page, [&page] { page.hideSelected(); },
        keysOf(page, Actions::TakeOut));
    add(
        menu, ViewPage::tr("Delete in %1").arg(page.plateauName()), page, [&page] { page.deleteSelected(); },
        keysOf(page, Actions::Remove));
}

/// Everything that a view can be looked at without, and what is hidden already.
void fillHiding(QMenu *hiding, ViewPage &page)
{
    hiding->clear();
    const auto traits = page.traits();
    for (const auto &[what, title] :
         {std::pair(u"kind"_s, ViewPage::tr("Kinds")), std::pair(u"tag"_s, ViewPage::tr("Tags")),
          std::pair(u"team"_s, ViewPage::tr("Teams")),
          std::pair(u"technology"_s, ViewPage::tr("Technologies"))}) {
        const auto those = traits.value(what);
        if (those.isEmpty())
            continue;
        auto *part = hiding->addMenu(title);
        for (const auto &trait : those) {
            QString text = u"%1 (%2)"_s.arg(trait.text).arg(trait.count);
            auto *action = add(part, text.replace(u'&', u"&&"_s), page, [&page, trait] {
                if (trait.isHidden)
                    page.showBy(trait.trait);
                else
                    page.hideBy(trait.trait);
            });
            action->setCheckable(true);
            action->setChecked(!trait.isHidden);
        }
    }
    hiding->addSeparator();
    add(hiding, ViewPage::tr("Show everything"), page, [&page] {
        page.showEverything();
    })->setEnabled(!page.look().hidden.isEmpty());
}

void addHiding(QMenu *menu, ViewPage &page)
{
    auto *hiding = menu->addMenu(ViewPage::tr("Hide and show"));
    // What there is to hide is looked for in the whole view, so only once somebody wants to know.
    QObject::connect(hiding, &QMenu::aboutToShow, &page, [hiding, &page] { fillHiding(hiding, page); });
}

void addFolding(QMenu *menu, ViewPage &page)
{
    const auto scene = page.scene();
    if (!scene || scene->groups.isEmpty())
        return;
    const int group = page.groupOfSelection();
    if (group >= 0) {
        const auto &frame = scene->groups[group];
        QString title = frame.title;
        title.replace(u'&', u"&&"_s);
        if (page.look().folded.contains(frame.key))
            add(menu, ViewPage::tr("Unfold %1").arg(title), page,
                [&page, group] { page.unfoldGroup(group); });
        else
            add(menu, ViewPage::tr("Fold %1 into one card").arg(title), page,
                [&page, group] { page.foldGroup(group); });
    }
    if (page.selectedCards().isEmpty()) {
        add(menu, ViewPage::tr("Fold all groups"), page, [&page] { page.foldAll(); });
        add(menu, ViewPage::tr("Unfold all groups"), page, [&page] {
            page.unfoldAll();
        })->setEnabled(!page.look().folded.isEmpty());
    }
}

void addNote(QMenu *menu, ViewPage &page, int note)
{
    add(menu, ViewPage::tr("Edit the note"), page, [&page, note] { page.editNote(note); });
    add(menu, ViewPage::tr("Delete the note"), page, [&page, note] { page.deleteNote(note); });
}

} // namespace

void fillCanvasMenu(QMenu *menu, ViewPage &page, QPoint at)
{
    if (const int note = page.scene() ? diagram::hitTest(*page.scene(), at).note : -1;
        note >= 0 && page.canEdit())
        return addNote(menu, page, note);
    const auto cards = page.selectedCards();
    const bool canEdit = page.canEdit();
    if (!cards.isEmpty() && canEdit)
        addCard(menu, page);
    else if (page.hasSelectedRelation() && canEdit)
        add(
            menu, ViewPage::tr("Delete the relation in %1").arg(page.plateauName()), page,
            [&page] { page.deleteSelected(); }, keysOf(page, Actions::Remove));
    else if (cards.isEmpty() && canEdit)
        add(menu, ViewPage::tr("New element here…"), page, [&page, at] { page.askNew(at); }, u"N"_s);
    if (!cards.isEmpty()) {
        menu->addSeparator();
        addChecklist(menu, page);
        add(
            menu, ViewPage::tr("Show what is around it"), page, [&page] { page.focusOnSelected(1); },
            keysOf(page, Actions::Focus));
        add(menu, ViewPage::tr("… two steps around"), page, [&page] { page.focusOnSelected(2); });
    }
    if (page.isFocused())
        add(
            menu, ViewPage::tr("Show everything again"), page, [&page] { page.focusOnSelected(0); },
            u"Esc"_s);
    menu->addSeparator();
    if (cards.isEmpty() && canEdit)
        add(menu, ViewPage::tr("New note here…"), page, [&page, at] { page.askNote(at); }, u"T"_s);
    if (canEdit && !cards.isEmpty())
        add(menu, ViewPage::tr("Copy"), page, [&page] { page.copySelected(); }, keysOf(page, Actions::Copy));
    if (canEdit && cards.isEmpty())
        add(menu, ViewPage::tr("Paste"), page, [&page, at] { page.paste(at); }, keysOf(page, Actions::Paste));
    addFolding(menu, page);
    if (cards.isEmpty())
        addHiding(menu, page);
    menu->addSeparator();
    add(menu, ViewPage::tr("Fit the view"), page, [&page] { page.canvas()->fit(); }, u"F"_s);
    if (!canEdit)
        return;
    if (cards.isEmpty()) {
        add(
            menu, ViewPage::tr("Lay out anew…"), page, [&page] { page.layOutAnew(); },
            keysOf(page, Actions::LayOut));
        add(menu, ViewPage::tr("Lay out what is new…"), page, [&page] { page.layOutNew(); });
    } else if (cards.size() > 1) {
        add(menu, ViewPage::tr("Lay out the selection…"), page, [&page] { page.layOutSelected(); });
    }
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
