// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/actions.h"
#include "views/window/settings.h"

#include <QMetaEnum>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// What the settings know a command by: it outlives a new order of the commands.
QString nameOf(Actions::Id id)
{
    return QString::fromLatin1(QMetaEnum::fromType<Actions::Id>().valueToKey(id));
}

bool collide(const QKeySequence &a, const QKeySequence &b)
{
    // Also where one is only the beginning of the other: then neither would be heard.
    return !a.isEmpty() && !b.isEmpty() &&
           (a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch);
}

bool collide(const QKeySequence &keys, const QList<QKeySequence> &others)
{
    return std::ranges::any_of(others, [&](const QKeySequence &other) { return collide(keys, other); });
}

/// Typing, walking and closing need it.
bool isNeededAlone(QKeyCombination combination)
{
    if (combination.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const auto key = combination.key();
    return !(key >= Qt::Key_F1 && key <= Qt::Key_F35) && key != Qt::Key_Delete && key != Qt::Key_Insert;
}

} // namespace

QString Actions::titleOf(const QAction *action)
{
    const QString title = action->property("title").toString();
    return title.isEmpty() ? action->text().remove(u'&').remove(u'…') : title;
}

QString Actions::menuOf(const QAction *action)
{
    return action->property("menu").toString();
}

void Actions::readKeys()
{
    QList<QKeySequence> chosen;
    for (const auto &[id, action] : m_actions) {
        if (const auto keys = Settings::keys(nameOf(id))) {
            action->setShortcuts(*keys);
            chosen += *keys;
        }
    }
    // A default of a newer version steps back behind what the user chose before there was one.
    for (const auto &[id, action] : m_actions) {
        if (hasOwnKeys(id))
            continue;
        auto keys = m_defaults.at(id);
        keys.removeIf([&](const QKeySequence &key) { return collide(key, chosen); });
        action->setShortcuts(keys);
    }
    sayKeys();
}

void Actions::sayKeys()
{
    for (const auto &[id, action] : m_actions)
        action->setToolTip(withKeys(action->property("tip").toString(), action));
    Q_EMIT keysChanged();
}

bool Actions::hasOwnKeys(Id id) const
{
    return Settings::keys(nameOf(id)).has_value();
}

void Actions::setKeys(Id id, const QList<QKeySequence> &keys)
{
    Settings::setKeys(nameOf(id), keys == m_defaults.at(id) ? std::nullopt : std::optional(keys));
    m_actions.at(id)->setShortcuts(keys);
    sayKeys();
}

void Actions::resetKeys(Id id)
{
    Settings::setKeys(nameOf(id), {});
    readKeys();
}

void Actions::resetAllKeys()
{
    for (const auto &[id, action] : m_actions)
        Settings::setKeys(nameOf(id), {});
    readKeys();
}

QString Actions::problemWith(Id id, const QKeySequence &keys) const
{
    if (keys.isEmpty())
        return {};
    const QString text = keys.toString(QKeySequence::NativeText);
    for (const auto &[other, action] : m_actions) {
        if (other != id && collide(keys, action->shortcuts()))
            return tr("%1 belongs to “%2”. Choose others, or change that one first.")
                .arg(text, titleOf(action));
    }
    for (const auto &fixed : fixedKeys()) {
        if (collide(keys, fixed.taken))
            return tr("%1 belongs to “%2”, which always has it.").arg(text, fixed.what);
    }
    if (isNeededAlone(keys[0]) && !m_defaults.at(id).contains(keys))
        return tr("%1 alone is needed for typing and on the canvas. Add Ctrl or Alt.").arg(text);
    return {};
}

const QList<FixedKeys> &fixedKeys()
{
    static const auto all = [] {
        const auto keys = [](std::initializer_list<const char *> names) {
            QList<QKeySequence> result;
            for (const char *name : names)
                result.append(QKeySequence(QString::fromLatin1(name)));
            return result;
        };
        const QString window = Actions::tr("Window");
        const QString canvas = Actions::tr("Canvas");
        const QString table = Actions::tr("Tables and matrices");
        const QString stages = Actions::tr("Stages");
        const QString checklist = Actions::tr("NFR checklists");
        const QString board = Actions::tr("Walkthrough");
        return QList<FixedKeys>{
            {Actions::tr("Show a plateau"), u"Alt+1 … Alt+9"_s, window,
             keys({"Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7", "Alt+8", "Alt+9"})},
            {Actions::tr("Compare plateaus"), u"Alt+C"_s, window, keys({"Alt+C"})},
            {Actions::tr("Menu"), u"F10"_s, window, keys({"F10"})},
            {Actions::tr("Fit, actual size"), u"F, 1"_s, canvas, {}},
            {Actions::tr("Zoom"), Actions::tr("+ and −"), canvas, {}},
            {Actions::tr("New element, connect"), u"N, C"_s, canvas, {}},
            {Actions::tr("Go to the next card"), Actions::tr("arrow keys"), canvas, {}},
            {Actions::tr("Pan"), Actions::tr("Shift and arrow keys"), canvas, {}},
            {Actions::tr("Move what is selected"), Actions::tr("Ctrl and arrow keys"), canvas,
             keys({"Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"})},
            {Actions::tr("Blinking: the earlier state"), Actions::tr("hold B"), canvas, {}},
            {Actions::tr("Slider: move the line"), Actions::tr("arrow keys, Home, End"), canvas, {}},
            {Actions::tr("Edit, done, cancel"), Actions::tr("F2 or type, Enter, Esc"), table, {}},
            {Actions::tr("Copy, paste, empty"), u"Ctrl+C, Ctrl+V, Del"_s, table, {}},
            {Actions::tr("Filter the rows"), u"Ctrl+F"_s, table, keys({"Ctrl+F"})},
            {Actions::tr("Matrix: add or end a relation"), Actions::tr("Space or Enter"), table, {}},
            {Actions::tr("Walk; open"), Actions::tr("arrow keys; Enter"), stages, {}},
            {Actions::tr("Add, rename, delete"), u"N, F2, Del"_s, stages, {}},
            {Actions::tr("Move a stage"), u"Alt+←, Alt+→"_s, stages, keys({"Alt+Left", "Alt+Right"})},
            {Actions::tr("Met, partly, not met, not applicable"), u"1, 2, 3, 4"_s, checklist, {}},
            {Actions::tr("Clear the own answer"), u"5, 0, Del"_s, checklist, {}},
            {Actions::tr("Waive; for all services"), u"W; S"_s, checklist, {}},
            {Actions::tr("Evidence, owner, due date, target"), u"E, O, D, T"_s, checklist, {}},
            {Actions::tr("Why it applies, how to verify"), Actions::tr("? or Enter"), checklist, {}},
            {Actions::tr("Next part or step"), Actions::tr("→, Space or PageDown"), board, {}},
            {Actions::tr("Previous part or step"), Actions::tr("← or PageUp"), board, {}},
            {Actions::tr("First, last step"), Actions::tr("Home, End"), board, {}},
            {Actions::tr("Step by its number"), Actions::tr("digits, Enter"), board, {}},
            {Actions::tr("Flip (hold: look), slider, overlay"), u"C, S, O"_s, board, {}},
            {Actions::tr("Accept, conditions, defer, reject"), u"A, W, D, R"_s, board, {}},
            {Actions::tr("Action, question, waiver"), u"T, Q, V"_s, board, {}},
            {Actions::tr("Show me an element, pointer, blank"), Actions::tr("/, L, B or ."), board, {}},
            {Actions::tr("Notes, speaker's window"), u"N, P"_s, board, {}},
            {Actions::tr("Next, previous item"), Actions::tr("J, K or arrow keys"), checklist, {}},
            {Actions::tr("Choose several items"),
             Actions::tr("Space, or Shift and arrow keys"),
             checklist,
             {}},
            {Actions::tr("Next cell to edit; edit it"), u"Tab; F2"_s, checklist, {}},
            {Actions::tr("Copy, paste from a spreadsheet"), u"Ctrl+C, Ctrl+V"_s, checklist, {}},
            {Actions::tr("Inspector: edit, done, cancel"), u"Enter, Enter, Esc"_s, window, {}},
            {Actions::tr("Findings: show, fix, waive"), u"Enter, F, W"_s, window, {}},
            {Actions::tr("Findings: work package, rule"), u"P, R"_s, window, {}},
            {Actions::tr("Waivers: change, end"), u"Enter, Del"_s, window, {}},
            {Actions::tr("Publishing: open the page in the browser"), Actions::tr("Enter"), window, {}},
            {Actions::tr("Edit, read"), u"Ctrl+E, Esc"_s, Actions::tr("Decisions"), {}},
            {Actions::tr("Bold, italic, link"), u"Ctrl+B, Ctrl+I, Ctrl+K"_s, Actions::tr("Markdown"), {}},
            {Actions::tr("Name an element"), u"@"_s, Actions::tr("Markdown"), {}},
            {Actions::tr("Next misspelled word"), u"Shift+F7"_s, Actions::tr("Markdown"), keys({"Shift+F7"})},
            {Actions::tr("Indent in a list, back"), u"Tab, Shift+Tab"_s, Actions::tr("Markdown"), {}},
            {Actions::tr("SQL: complete"), u"Ctrl+Space"_s, window, keys({"Ctrl+Space"})},
            {Actions::tr("Query: run"), u"Ctrl+Enter"_s, window, keys({"Ctrl+Return", "Ctrl+Enter"})},
        };
    }();
    return all;
}

QString withKeys(const QString &sentence, const QAction *action)
{
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? sentence : QString(sentence + u" ("_s + keys + u')');
}

QString withKeys(const QString &sentence, const QWidget *inWindow, Actions::Id id)
{
    const auto *actions = inWindow->window()->findChild<Actions *>();
    return actions ? withKeys(sentence, (*actions)[id]) : sentence;
}

void tellKeys(QWidget *widget, const QString &sentence, Actions::Id id)
{
    const auto *actions = widget->window()->findChild<Actions *>();
    if (!actions)
        return widget->setToolTip(sentence);
    auto *action = (*actions)[id];
    const auto say = [widget, sentence, action] { widget->setToolTip(withKeys(sentence, action)); };
    QObject::connect(action, &QAction::changed, widget, say);
    say();
}

} // namespace gp::views
