// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/shortcutsdialog.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

ShortcutsDialog::ShortcutsDialog(const Actions &actions, QWidget *parent)
    : Dialog(tr("Keyboard shortcuts"), {}, parent)
    , m_actions(actions)
    , m_filter(new QLineEdit(this))
    , m_area(new QScrollArea(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_filter->setPlaceholderText(tr("Find a command or keys"));
    m_filter->setAccessibleName(tr("Find a command or keys"));
    m_filter->setClearButtonEnabled(true);
    auto *change = new QPushButton(tr("Change keys…"), this);
    change->setAccessibleName(tr("Change keys"));
    change->setAutoDefault(false);
    connect(change, &QPushButton::clicked, this, &ShortcutsDialog::changeWanted);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_filter, 1);
    row->addWidget(change);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Commands and their keys"));
    content()->addLayout(row);
    content()->addWidget(m_area, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsDialog::fill);
    connect(&actions, &Actions::keysChanged, this, &ShortcutsDialog::fill);
    fill();
    resize(900, 640);
    m_filter->setFocus();
}

QList<ShortcutsDialog::Group> ShortcutsDialog::groups() const
{
    QList<Group> result;
    const auto add = [&](const QString &group, const QString &what, const QString &keys) {
        const QString text = what + u' ' + group + u' ' + keys;
        for (const auto &word : m_filter->text().split(u' ', Qt::SkipEmptyParts)) {
            if (!text.contains(word, Qt::CaseInsensitive))
                return;
        }
        auto it = std::ranges::find(result, group, &Group::title);
        if (it == result.end())
            it = result.insert(result.end(), {group, {}});
        it->rows.append({what, keys});
    };
    for (const auto *action : m_actions.all()) {
        if (!action->shortcut().isEmpty())
            add(Actions::menuOf(action), Actions::titleOf(action),
                action->shortcut().toString(QKeySequence::NativeText));
    }
    for (const auto &fixed : fixedKeys())
        add(fixed.where, fixed.what, fixed.keys);
    return result;
}

void ShortcutsDialog::fill()
{
    auto *inner = new QWidget(m_area);
    setLook(inner, u"plain"_s);
    auto *columns = new QHBoxLayout(inner);
    columns->setContentsMargins(0, 8, 12, 0);
    columns->setSpacing(48);
    QVBoxLayout *sides[] = {new QVBoxLayout, new QVBoxLayout};
    for (auto *side : sides)
        side->setSpacing(4); // else it is that of the columns
    int heights[] = {0, 0};
    const auto shown = groups();
    m_lines.clear();
    for (const auto &group : shown) {
        // Whole groups, each where there is more room.
        const int side = heights[0] <= heights[1] ? 0 : 1;
        heights[side] += int(group.rows.size()) + 2;
        auto *title = heading(group.title, 12.5, inner);
        title->setWordWrap(false);
        sides[side]->addWidget(title);
        auto *grid = new QGridLayout;
        grid->setContentsMargins(0, 0, 0, 16);
        grid->setVerticalSpacing(6);
        grid->setHorizontalSpacing(16);
        grid->setColumnStretch(0, 1);
        for (int row = 0; row < group.rows.size(); ++row) {
            auto *what = textLabel(group.rows[row].first, {}, inner);
            auto *keys = textLabel(group.rows[row].second, u"muted"_s, inner);
            what->setWordWrap(false); // a height that depends on the width would tear the groups apart
            keys->setWordWrap(false);
            keys->setAlignment(Qt::AlignRight | Qt::AlignTop);
            grid->addWidget(what, row, 0);
            grid->addWidget(keys, row, 1);
            m_lines.append(group.rows[row].first + u'\t' + group.rows[row].second);
        }
        sides[side]->addLayout(grid);
    }
    if (shown.isEmpty())
        sides[0]->addWidget(textLabel(tr("No command has that name or these keys."), u"muted"_s, inner));
    for (auto *side : sides) {
        side->addStretch();
        columns->addLayout(side, 1);
    }
    m_area->setWidget(inner); // the one before goes
}

} // namespace gp::views
