// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/keyspage.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/rowtable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QPushButton *button(const QString &text, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setAutoDefault(false);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    return made;
}

QString keysOf(const QAction *action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
}

bool holdsAll(const QString &text, const QString &words)
{
    return std::ranges::all_of(words.split(u' ', Qt::SkipEmptyParts),
                               [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

KeysPage::KeysPage(Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_filter(new QLineEdit(this))
    , m_table(new QTableWidget(this))
    , m_what(textLabel({}, {}, this))
    , m_editor(new QKeySequenceEdit(this))
    , m_none(button(tr("No keys"), tr("The command keeps its place in the menu"), this))
    , m_reset(button(tr("Reset"), tr("The keys that it came with"), this))
    , m_resetAll(button(tr("Reset all"), tr("Every command has the keys that it came with"), this))
    , m_problem(textLabel({}, u"error"_s, this))
{
    m_filter->setPlaceholderText(tr("Find a command or keys"));
    m_filter->setAccessibleName(tr("Find a command or keys"));
    m_filter->setClearButtonEnabled(true);
    makeRows(m_table, tr("Commands and their keys"), {tr("Command"), tr("Menu"), tr("Keys")});
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Fixed);
    m_table->setColumnWidth(2, 150);
    m_table->installEventFilter(this);
    m_filter->installEventFilter(this);
    m_editor->setMaximumSequenceLength(1);
    m_editor->setMinimumHeight(controlHeight);
    m_editor->setMinimumWidth(150);
    m_editor->setToolTip(tr("Press the new keys here"));
    m_what->setWordWrap(false);
    m_what->setMinimumWidth(60);
    m_what->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_problem->setObjectName(u"keysProblem"_s);
    // Room for two lines from the start: nothing jumps while keys are pressed.
    m_problem->setMinimumHeight(2 * fontMetrics().height());
    m_problem->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_what, 1);
    row->addWidget(m_editor);
    row->addWidget(m_none);
    row->addWidget(m_reset);
    row->addWidget(m_resetAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addLayout(row);
    column->addWidget(m_problem);

    connect(m_filter, &QLineEdit::textChanged, this, &KeysPage::fill);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &KeysPage::showCurrent);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this] { m_editor->setFocus(); });
    connect(m_editor, &QKeySequenceEdit::editingFinished, this, &KeysPage::take);
    connect(m_none, &QPushButton::clicked, this, [this] {
        if (const auto id = current())
            m_actions.setKeys(*id, {});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        const auto id = current();
        if (!id)
            return;
        // What it came with may have gone to another command meanwhile.
        for (const auto &keys : m_actions.defaultKeys(*id)) {
            if (const QString problem = m_actions.problemWith(*id, keys); !problem.isEmpty())
                return say(problem);
        }
        m_actions.resetKeys(*id);
    });
    connect(m_resetAll, &QPushButton::clicked, this, [this] { m_actions.resetAllKeys(); });
    connect(&m_actions, &Actions::keysChanged, this, &KeysPage::fill);
    fill();
}

void KeysPage::fill()
{
    const auto before = current();
    QList<QAction *> shown;
    for (auto *action : m_actions.all()) {
        const QString text =
            Actions::titleOf(action) + u' ' + Actions::menuOf(action) + u' ' + keysOf(action);
        if (holdsAll(text, m_filter->text()))
            shown.append(action);
    }
    {
        const QSignalBlocker quiet(m_table);
        m_table->setRowCount(int(shown.size()));
        int selected = 0;
        for (int row = 0; row < shown.size(); ++row) {
            const auto id = Actions::idOf(shown[row]);
            setRow(m_table, row,
                   {Actions::titleOf(shown[row]), Actions::menuOf(shown[row]), keysOf(shown[row])});
            m_table->item(row, 0)->setData(Qt::UserRole, int(id));
            if (m_actions.hasOwnKeys(id)) { // by weight and by word, not by colour
                QFont strong = m_table->item(row, 2)->font();
                strong.setWeight(QFont::DemiBold);
                m_table->item(row, 2)->setFont(strong);
                m_table->item(row, 2)->setToolTip(
                    tr("Changed. It came with %1")
                        .arg(m_actions.defaultKeys(id).isEmpty()
                                 ? tr("none")
                                 : QKeySequence::listToString(m_actions.defaultKeys(id),
                                                              QKeySequence::NativeText)));
            }
            if (before == id)
                selected = row;
        }
        m_table->setCurrentCell(shown.isEmpty() ? -1 : selected, 0);
    }
    showCurrent();
}

std::optional<Actions::Id> KeysPage::current() const
{
    const auto *item = m_table->item(m_table->currentRow(), 0);
    return item ? std::optional(Actions::Id(item->data(Qt::UserRole).toInt())) : std::nullopt;
}

void KeysPage::select(Actions::Id id)
{
    m_filter->clear();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, 0)->data(Qt::UserRole).toInt() == int(id))
            m_table->setCurrentCell(row, 0);
    }
}

void KeysPage::showCurrent()
{
    const auto id = current();
    const auto *action = id ? m_actions[*id] : nullptr;
    const QString title = action ? Actions::titleOf(action) : tr("No command is called that.");
    m_what->setText(title);
    m_what->setToolTip(title);
    m_editor->setAccessibleName(tr("Keys of %1").arg(title));
    m_editor->setEnabled(action != nullptr);
    m_editor->setKeySequence(action ? action->shortcut() : QKeySequence());
    m_none->setEnabled(action && !action->shortcuts().isEmpty());
    m_reset->setEnabled(id &&
                        (m_actions.hasOwnKeys(*id) || action->shortcuts() != m_actions.defaultKeys(*id)));
    const auto all = m_actions.all();
    m_resetAll->setEnabled(std::ranges::any_of(
        all, [this](const QAction *one) { return m_actions.hasOwnKeys(Actions::idOf(one)); }));
    say({});
}

void KeysPage::take()
{
    const auto id = current();
    const QKeySequence keys = m_editor->keySequence();
    if (!id || keys == m_actions[*id]->shortcut())
        return;
    if (keys.isEmpty())
        return m_actions.setKeys(*id, {});
    if (const QString problem = m_actions.problemWith(*id, keys); !problem.isEmpty()) {
        m_editor->setKeySequence(m_actions[*id]->shortcut());
        return say(problem);
    }
    m_actions.setKeys(*id, {keys});
    m_table->setFocus(Qt::OtherFocusReason);
}

void KeysPage::say(const QString &problem)
{
    m_problem->setText(problem);
}

QString KeysPage::problem() const
{
    return m_problem->text();
}

bool KeysPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_table && (isEnter || key == Qt::Key_F2)) {
        m_editor->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (watched == m_table && key == Qt::Key_Delete) {
        m_none->click();
        return true;
    }
    if (watched == m_filter && (isEnter || key == Qt::Key_Down)) {
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
