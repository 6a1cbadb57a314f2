// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A view page's look: what is hidden, folded, coloured and noted, its overlays, and the clipboard.
#include "views/canvas/clipboard.h"
#include "views/canvas/legendbox.h"
#include "views/canvas/minimap.h"
#include "views/canvas/noteeditor.h"
#include "views/canvas/toolbox.h"
#include "views/canvas/viewpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace gp::views {

void ViewPage::connectLook()
{
    connect(m_toolbox, &Toolbox::toolWanted, this, [this](Tool tool, bool isSticky) {
        m_canvas->setTool(tool, isSticky || tool == Tool::Pan);
        m_canvas->setFocus();
    });
    connect(m_canvas, &Canvas::toolChanged, this,
            [this] { m_toolbox->showTool(m_canvas->tool(), m_canvas->isToolSticky()); });
    connect(m_legend, &LegendBox::colourByWanted, this, &ViewPage::colourBy);
    connect(m_legend, &LegendBox::showAllWanted, this, &ViewPage::showEverything);
    connect(m_legend, &LegendBox::sizeChanged, this, &ViewPage::placeOverlays);
    connect(m_canvas, &Canvas::newNoteWanted, this, &ViewPage::askNote);
    connect(m_canvas, &Canvas::noteActivated, this, &ViewPage::editNote);
    connect(m_canvas, &Canvas::noteMoved, this,
            [this](int note, QPoint to) { changeLook(looks::moveNote(viewProperties(), note, to)); });
    connect(m_canvas, &Canvas::groupActivated, this, [this](int group) {
        const auto current = scene();
        const bool isFolded =
            current && std::ranges::contains(current->cards, group + 1, &diagram::Card::folds);
        if (isFolded)
            unfoldGroup(group);
        else
            foldGroup(group);
    });
    connect(m_canvas, &Canvas::dropped, this,
            [this](const QMimeData *content, QPoint at) { pasteFrom(*content, at); });
    connect(m_noteEditor, &NoteEditor::done, this, [this](const QString &text) {
        // Where it went while it was being edited (an undo, another window), what was typed becomes a new
        // one.
        const auto notes = look().notes;
        const bool isThere = m_editedNote >= 0 && m_editedNote < notes.size() &&
                             notes[m_editedNote].text == m_noteEditor->before();
        if (isThere)
            changeLook(looks::setNote(viewProperties(), m_editedNote, text));
        else if (!text.trimmed().isEmpty())
            changeLook(looks::addNote(viewProperties(), text, m_noteAt));
    });
}

QJsonObject ViewPage::viewProperties() const
{
    if (m_ownProperties)
        return *m_ownProperties;
    const auto *view = m_session.model().view(m_view);
    return view ? view->properties : QJsonObject();
}

diagram::Look ViewPage::look() const
{
    return diagram::Look(viewProperties());
}

void ViewPage::changeLook(const looks::LookEdit &edit)
{
    const auto *view = m_session.model().view(m_view);
    if (!view || edit.properties == viewProperties())
        return;
    if (m_session.store().isReadOnly()) {
        m_ownProperties = edit.properties;
        buildAll();
        return;
    }
    View changed = *view;
    changed.properties = edit.properties;
    Draft draft(m_session.model());
    const auto done = draft.update(changed);
    if (!done)
        Q_EMIT m_session.failed(done.error());
    else
        m_session.commit(draft, edit.label.arg(title()));
}

QMap<QString, QList<looks::Trait>> ViewPage::traits() const
{
    if (!m_builder)
        return {};
    return looks::traitsIn(m_session.state(), m_builder->elements(), look(), m_session.metamodel());
}

void ViewPage::hideBy(const QString &trait)
{
    const QString text = looks::textOf(trait, m_session.state(), m_session.metamodel());
    changeLook(looks::hide(viewProperties(), trait, text));
}

void ViewPage::showBy(const QString &trait)
{
    const QString text = looks::textOf(trait, m_session.state(), m_session.metamodel());
    changeLook(looks::show(viewProperties(), trait, text));
}

void ViewPage::showEverything()
{
    changeLook(looks::showAll(viewProperties()));
}

void ViewPage::colourBy(diagram::ColourBy by)
{
    changeLook(looks::colourBy(viewProperties(), by));
}

void ViewPage::foldGroup(int group)
{
    if (scene() && group >= 0 && group < scene()->groups.size())
        changeLook(looks::fold(viewProperties(), {scene()->groups[group].key}, scene()->groups[group].title));
}

void ViewPage::unfoldGroup(int group)
{
    if (scene() && group >= 0 && group < scene()->groups.size())
        changeLook(
            looks::unfold(viewProperties(), {scene()->groups[group].key}, scene()->groups[group].title));
}

void ViewPage::foldAll()
{
    QStringList keys;
    for (const auto &group : scene() ? scene()->groups : QList<diagram::Group>())
        keys.append(group.key);
    changeLook(looks::fold(viewProperties(), keys, tr("all groups")));
}

void ViewPage::unfoldAll()
{
    const QSet<QString> folded = look().folded;
    changeLook(looks::unfold(viewProperties(), {folded.cbegin(), folded.cend()}, tr("all groups")));
}

int ViewPage::groupOfSelection() const
{
    if (!scene())
        return -1;
    for (const ElementId id : m_session.selectedElements()) {
        for (int i = 0; i < scene()->groups.size(); ++i) {
            if (scene()->groups[i].element == id)
                return i;
        }
        if (const auto *card = scene()->cardFor(id))
            return int(card->folds > 0 ? card->folds : card->group) - 1;
    }
    return -1;
}

void ViewPage::askNote(QPoint at)
{
    m_editedNote = -1;
    m_noteAt = at;
    m_noteEditor->ask({}, QRect(toWidget(at), QSize()));
}

void ViewPage::editNote(int note)
{
    if (!canEdit() || note < 0 || note >= scene()->notes.size())
        return;
    m_editedNote = note;
    const auto &shown = scene()->notes[note];
    m_noteAt = shown.rect.topLeft().toPoint();
    m_noteEditor->ask(shown.text, m_canvas->camera().toWidget(shown.rect).toRect());
}

void ViewPage::deleteNote(int note)
{
    changeLook(looks::setNote(viewProperties(), note, {}));
}

void ViewPage::setMarks(const diagram::Marks &marks)
{
    if (marks.findings == m_marks.findings)
        return;
    m_marks = marks;
    if (look().colourBy != diagram::ColourBy::Findings)
        return;
    m_scenes.clear();
    m_aheadScene.drop();
    buildScene();
}

void ViewPage::copySelected()
{
    QMap<ElementId, QPoint> corners;
    for (const ElementId id : m_session.selectedElements()) {
        if (const auto *card = scene() ? scene()->card(id) : nullptr)
            corners.insert(id, card->rect.topLeft().toPoint());
    }
    const auto ids = m_session.selectedElements();
    if (ids.isEmpty())
        return;
    QGuiApplication::clipboard()->setMimeData(clipboard::copy(m_session.state(), ids, corners));
    Q_EMIT m_session.informed(ids.size() == 1
                                  ? tr("Copied. Ctrl+V puts it into another view or project.")
                                  : tr("%1 elements copied. Ctrl+V puts them into another view or "
                                       "project.")
                                        .arg(ids.size()));
}

void ViewPage::paste(std::optional<QPoint> at)
{
    const auto *content = QGuiApplication::clipboard()->mimeData();
    const QPoint middle = m_canvas->camera().toScene(QRectF(m_canvas->rect()).center()).toPoint();
    if (content && canEdit())
        pasteFrom(*content, at.value_or(middle));
}

void ViewPage::pasteFrom(const QMimeData &content, QPoint at)
{
    if (!canEdit())
        return;
    const auto edit = clipboard::paste(place(), content, at);
    if (store(edit))
        m_toReveal = edit->made.value(0);
}

void ViewPage::placeOverlays()
{
    constexpr int margin = 12;
    m_toolbox->adjustSize();
    m_toolbox->move(margin, margin);
    m_toolbox->raise();
    m_legend->adjustSize();
    m_legend->move(margin, height() - m_legend->height() - margin);
    m_legend->raise();
    // An open legend may cover something; it can be folded away.
    const int below = m_legend->isHidden() || m_legend->isOpen() ? 0 : m_legend->height() + margin;
    m_canvas->setInsets({m_toolbox->isHidden() ? 0 : m_toolbox->width() + margin, 0, 0, below});
    m_minimap->refresh();
}

} // namespace gp::views
