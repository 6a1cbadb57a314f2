// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/appearance.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

// Only what a palette and ProxyStyle cannot say. Names with @ are tokens; widgets opt in by object name or by
// the dynamic property "look".
const char *const sheet = R"(
QMainWindow, QDialog { background: @window; }
QToolTip { background: @panel; color: @text; border: 1px solid @line; padding: 4px 6px; }

QWidget[look="bar"], QWidget[look="panel"] { background: @panel; }
QWidget[look="canvas"] { background: @canvas; }
QWidget#topBar { background: @panel; border-bottom: 1px solid @line; }
QWidget#statusLine { background: @window; border-top: 1px solid @line; }
QWidget#sidePane, QWidget#inspectorPane, QWidget#bottomPane { background: @panel; border: none; }
QWidget#popup { background: @panel; border: 1px solid @line; border-radius: 7px; }
QScrollArea, QScrollArea > QWidget > QWidget[look="plain"] { background: transparent; border: none; }

QLabel[look="muted"] { color: @muted; }
QLabel[look="error"] { color: @removed; }
QLabel[look="link"] { color: @accent; }
QLabel[look="chip"] { background: @panel; color: @text; border: 1px solid @line; border-radius: 11px; padding: 3px 11px; }

QLineEdit, QPlainTextEdit[look="field"], QTextEdit[look="field"] {
    background: @panel; color: @text; border: 1px solid @line; border-radius: 7px; padding: 4px 9px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit[look="field"]:focus, QTextEdit[look="field"]:focus { border-color: @accent; }
QTextEdit[look="cell"] { background: @panel; color: @text; border: 1px solid @accent; border-radius: 4px; padding: 1px 2px; }
QLineEdit:disabled { color: @muted; background: @window; }

QPushButton { background: @panel; color: @text; border: 1px solid @line; border-radius: 7px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { border-color: @muted; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; }
QPushButton[look="primary"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[look="primary"]:hover { background: @accentHover; }
QPushButton[look="primary"]:focus { border: 2px solid @text; padding: 4px 13px; }
QPushButton[look="primary"]:disabled { background: @line; color: @disabled; border-color: @line; }
QPushButton[look^="verdict"] { padding: 6px 14px; font-weight: 500; }
QPushButton[look="verdict-accept"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[look="verdict-conditions"] { background: @added; color: @onAccent; border-color: @added; }
QPushButton[look="verdict-reject"] { background: @removed; color: @onAccent; border-color: @removed; }
QPushButton[look^="verdict"]:focus { border: 2px solid @text; padding: 5px 13px; }
QPushButton[look^="verdict"]:disabled { background: @line; color: @disabled; border-color: @line; }
QFrame[look="upright"] { background: @line; border: none; }
QTextBrowser[look="onPanel"] { background: @panel; }
QListWidget[look="agenda"]::item { padding: 9px 10px; border-radius: 7px; }
QListWidget[look="agenda"]::item:selected { background: @selection; color: @text; font-weight: 600; }
QPushButton[look="small"] { padding: 2px 11px; }
QPushButton[look="small"]:checked { background: @selection; border-color: @accent; }
QPushButton[look="danger"] { color: @removed; }
QPushButton[look="danger"]:hover, QPushButton[look="danger"]:focus { border-color: @removed; }
QPushButton[look="link"] { background: transparent; border: none; border-radius: 4px; color: @text; padding: 1px 2px; min-height: 0; text-align: left; }
QPushButton[look="link"]:hover, QPushButton[look="link"]:focus { color: @accent; text-decoration: underline; }
QPushButton[look="quiet"] { background: transparent; border: none; border-radius: 4px; color: @muted; padding: 1px 2px; min-height: 0; text-align: left; }
QPushButton[look="quiet"]:hover, QPushButton[look="quiet"]:focus { color: @accent; text-decoration: underline; }

QToolButton[look="words"] { background: transparent; border: none; color: @text; padding: 2px 0; }
QToolButton[look="words"]:hover, QToolButton[look="words"]:focus { color: @accent; }
QToolButton[look="words"]::menu-indicator { image: none; width: 0; }

QFrame#plateauBar { background: @panel; border: 1px solid @line; border-radius: 7px; }
QPushButton[look="segment"] { border: none; border-radius: 0; border-right: 1px solid @line; padding: 5px 14px; min-height: 18px; background: transparent; }
QPushButton[look="segment"][edge="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[look="segment"][edge="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; border-right: none; }
QPushButton[look="segment"]:hover { background: @window; }
QPushButton[look="segment"]:focus { color: @accent; text-decoration: underline; }
QPushButton[look="segment"]:checked { background: @accent; color: @onAccent; border-right-color: @accent; }
QPushButton[look="segment"][density="tight"] { padding: 5px 7px; }
QPushButton[look="segment"][tone="quiet"] { padding: 2px 11px; }
QPushButton[look="segment"][tone="quiet"]:checked { background: @selection; color: @text; border-right-color: @line; }
QPushButton[look="segment"]::menu-indicator { image: none; width: 0; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 4px; }
QToolButton:hover { background: @window; }
QToolButton:pressed, QToolButton:checked { background: @selection; }
QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; }

QMenu { background: @panel; border: 1px solid @line; border-radius: 7px; padding: 5px; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: 5px; background: transparent; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: @panel; border-bottom: 1px solid @line; padding: 1px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @selection; }

QAbstractItemView { background: @panel; border: none; outline: none; selection-background-color: @selection; selection-color: @text; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @muted; border: none; border-bottom: 1px solid @line; padding: 4px 11px; }
QTableView { gridline-color: @line; }
QTableView::item { padding: 2px 8px; border-bottom: 1px solid @line; }
QTableView::item:selected { background: @selection; color: @text; }
QAbstractScrollArea::corner { background: @panel; border: none; }
QTableCornerButton::section { background: @panel; border: none; }

QTabBar QToolButton { background: @panel; border: none; border-radius: 0; padding: 0; }

QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTextBrowser { background: @canvas; border: none; selection-background-color: @accent; selection-color: @onAccent; }
)";

} // namespace

QString styleSheetFor(const diagram::Theme &theme)
{
    const QHash<QString, QColor> tokens = {
        {u"window"_s, theme.window},
        {u"panel"_s, theme.panel},
        {u"canvas"_s, theme.canvas},
        {u"line"_s, theme.line},
        {u"text"_s, theme.text},
        {u"muted"_s, theme.muted},
        {u"accent"_s, theme.accent},
        {u"accentHover"_s, diagram::blend(theme.text, theme.accent, 0.12)},
        {u"onAccent"_s, theme.onAccent},
        {u"selection"_s, theme.selection},
        {u"removed"_s, theme.removed},
        {u"added"_s, theme.added},
        {u"disabled"_s, diagram::blend(theme.muted, theme.panel, 0.65)},
    };
    static const QRegularExpression name(u"@([a-zA-Z]+)"_s);
    const QString source = QString::fromLatin1(sheet);
    QString result;
    qsizetype from = 0;
    for (auto it = name.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        result += QStringView(source).mid(from, match.capturedStart() - from);
        result += tokens.value(match.captured(1)).name();
        from = match.capturedEnd();
    }
    return result + QStringView(source).mid(from);
}

} // namespace gp::views
