// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/agendaeditor.h"

#include "core/review/arrange.h"
#include "core/review/board.h"
#include "views/review/agendasource.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int listWidth = 420;

} // namespace

AgendaEditor::AgendaEditor(Session &session, const QString &review, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_review(review)
    , m_list(new QListWidget(this))
    , m_title(heading({}, 16, this))
    , m_summary(textLabel({}, u"muted"_s, this))
    , m_textTitle(heading(tr("Text"), 12.5, this))
    , m_text(new QPlainTextEdit(this))
    , m_notes(new QPlainTextEdit(this))
    , m_say(textLabel({}, u"muted"_s, this))
{
    build();
    connect(&session, &Session::changed, this, [this] {
        m_isStale = true;
        if (isVisible())
            workOut();
    });
}

void AgendaEditor::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(20);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    m_list->setAccessibleName(tr("Agenda"));
    m_list->setMinimumWidth(listWidth);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setUniformItemSizes(true);
    setLook(m_list, u"agenda"_s);
    m_list->installEventFilter(this);
    left->addWidget(m_list, 1);
    left->addWidget(m_say);
    auto *buttons = new QHBoxLayout;
    for (const auto &[text, tip, what] :
         {std::tuple(tr("Add a step"), tr("A step of your own, behind the one that is chosen"),
                     &AgendaEditor::addOwn),
          std::tuple(tr("Leave out"), tr("Or take in again (Space)"), &AgendaEditor::toggleCut),
          std::tuple(tr("Reset"),
                     tr("Order, titles and cuts as they were worked out; notes and own steps stay"),
                     &AgendaEditor::reset)}) {
        auto *button = new QPushButton(text, this);
        button->setToolTip(tip);
        button->setEnabled(m_session.readOnlyReason().isEmpty());
        setLook(button, u"small"_s);
        connect(button, &QPushButton::clicked, this, what);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    left->addLayout(buttons);
    row->addLayout(left, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_title);
    right->addWidget(m_summary);
    right->addWidget(m_textTitle);
    m_text->setAccessibleName(tr("Text of the step"));
    m_text->setPlaceholderText(tr("Markdown; what the board sees at this step, @key for an element"));
    right->addWidget(m_text, 1);
    right->addWidget(heading(tr("Notes for the speaker"), 12.5, this));
    for (auto *field : {m_text, m_notes}) {
        setLook(field, u"field"_s);
        field->setTabChangesFocus(true);
        field->installEventFilter(this);
    }
    m_notes->setAccessibleName(tr("Notes for the speaker"));
    m_notes->setPlaceholderText(tr("Markdown; seen in the speaker's window and in the board pack"));
    right->addWidget(m_notes, 1);
    row->addLayout(right, 1);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, &AgendaEditor::showStep);
    connect(m_list, &QListWidget::itemChanged, this, &AgendaEditor::onRenamed);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex &, int from, int, const QModelIndex &, int to) {
                onMoved(from, to > from ? to - 1 : to);
            });
}

const review::Step *AgendaEditor::current() const
{
    const auto *item = m_list->currentItem();
    return item ? m_agenda.step(item->data(idRole).toString()) : nullptr;
}

void AgendaEditor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        workOut();
}

void AgendaEditor::workOut()
{
    m_isStale = false;
    if (m_agenda.steps.isEmpty())
        m_say->setText(tr("The agenda is being worked out…"));
    // Values: the session may go on meanwhile.
    m_working.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), key = m_review,
         path = m_session.store().path()] { return agendaFrom(model, metamodel, key, path); },
        [this](const Result<review::Agenda> &agenda) {
            m_say->setText(agenda ? tr("Alt+↑ and Alt+↓ move a step, Space leaves it out, F2 renames it.")
                                  : agenda.error().message);
            if (!agenda)
                return;
            m_agenda = *agenda;
            fill();
            Q_EMIT changed();
        });
}

void AgendaEditor::fill()
{
    const auto &theme = currentTheme();
    const QSignalBlocker quiet(m_list);
    if (m_wanted.isEmpty() && m_list->currentItem())
        m_wanted = m_list->currentItem()->data(idRole).toString();
    m_list->clear();
    int row = 0;
    for (const auto &step : std::as_const(m_agenda.steps)) {
        auto *item = new QListWidgetItem(step.title, m_list);
        item->setData(idRole, step.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsEditable);
        QStringList tips{step.summary};
        if (step.isCut) {
            QFont struck = m_list->font();
            struck.setStrikeOut(true);
            item->setFont(struck);
            item->setForeground(theme.muted);
            tips.append(tr("Left out"));
        }
        if (step.isGone)
            item->setForeground(theme.removed);
        item->setToolTip(tips.join(u'\n'));
        item->setData(Qt::AccessibleDescriptionRole, tips.join(u". "_s));
        if (step.id == m_wanted)
            row = m_list->count() - 1;
    }
    m_wanted.clear();
    m_list->setCurrentRow(m_list->count() > 0 ? row : -1);
    showStep();
}

void AgendaEditor::showStep()
{
    keepNotes();
    const auto *step = current();
    m_title->setText(step ? step->title : QString());
    m_summary->setText(step ? step->summary : QString());
    m_noted = step ? step->id : QString();
    m_loaded = step ? step->notes : QString();
    m_notes->setPlainText(m_loaded);
    m_notes->setEnabled(step && m_session.readOnlyReason().isEmpty());
    m_loadedText = step ? step->text : QString();
    m_text->setPlainText(m_loadedText);
    m_text->setEnabled(m_notes->isEnabled());
    for (QWidget *each : std::initializer_list<QWidget *>{m_textTitle, m_text})
        each->setVisible(step && step->kind == review::StepKind::Own);
}

bool AgendaEditor::edit(const QString &label, const Edit &change)
{
    Draft draft(m_session.model());
    if (const auto done = change(draft); !done) {
        Q_EMIT m_session.informed(done.error().message);
        fill();
        return false;
    }
    return m_session.commit(draft, label);
}

void AgendaEditor::keepNotes()
{
    const auto *step = m_agenda.step(m_noted);
    const QString notes = m_notes->toPlainText();
    const QString text = m_text->toPlainText();
    const bool isNoted = notes != m_loaded;
    const bool isWritten = text != m_loadedText;
    if (!step || (!isNoted && !isWritten))
        return;
    m_loaded = notes;
    m_loadedText = text;
    const QString title = step->title;
    const QString id = std::exchange(m_noted, {}); // the edit comes back here
    if (isWritten)
        edit(tr("Text of “%1”").arg(title),
             [&](Draft &draft) { return review::writeStep(draft, m_agenda, id, text.trimmed()); });
    if (isNoted)
        edit(tr("Notes for “%1”").arg(title),
             [&](Draft &draft) { return review::noteStep(draft, m_agenda, id, notes.trimmed()); });
}

void AgendaEditor::onMoved(int from, int to)
{
    if (from < 0 || from >= m_agenda.steps.size() || from == to)
        return;
    const auto step = m_agenda.steps.at(from);
    m_wanted = step.id;
    edit(tr("Move “%1”").arg(step.title),
         [&](Draft &draft) { return review::moveStep(draft, m_agenda, step.id, to); });
}

void AgendaEditor::move(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count() || isWorking())
        return;
    onMoved(from, to);
}

void AgendaEditor::toggleCut()
{
    const auto *step = current();
    if (!step)
        return;
    m_wanted = step->id;
    edit(step->isCut ? tr("Take “%1” in").arg(step->title) : tr("Leave “%1” out").arg(step->title),
         [&](Draft &draft) { return review::cutStep(draft, m_agenda, step->id, !step->isCut); });
}

void AgendaEditor::onRenamed(QListWidgetItem *item)
{
    const auto *step = m_agenda.step(item->data(idRole).toString());
    if (!step || item->text().trimmed() == step->title)
        return;
    m_wanted = step->id;
    edit(tr("Rename “%1”").arg(step->title),
         [&](Draft &draft) { return review::renameStep(draft, m_agenda, step->id, item->text().trimmed()); });
}

void AgendaEditor::addOwn()
{
    const auto *step = current();
    QString id;
    const bool isAdded = edit(tr("Add a step"), [&](Draft &draft) -> Result<void> {
        const auto added = review::addStep(draft, m_agenda, {tr("New step")}, step ? step->id : QString());
        if (!added)
            return std::unexpected(added.error());
        id = *added;
        return {};
    });
    if (isAdded)
        m_wanted = id;
}

void AgendaEditor::removeOwn()
{
    const auto *step = current();
    if (!step || (step->kind != review::StepKind::Own && !step->isGone))
        return toggleCut();
    edit(tr("Remove “%1”").arg(step->title),
         [&](Draft &draft) { return review::removeStep(draft, m_agenda, step->id); });
}

void AgendaEditor::reset()
{
    edit(tr("Reset the agenda"), [&](Draft &draft) { return review::resetSteps(draft, m_agenda); });
}

bool AgendaEditor::eventFilter(QObject *watched, QEvent *event)
{
    if ((watched == m_notes || watched == m_text) && event->type() == QEvent::FocusOut)
        keepNotes();
    if (watched != m_list || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isMove =
        key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
    const bool isPlain = key->modifiers() == Qt::NoModifier;
    const bool isOurs = isMove || (isPlain && (key->key() == Qt::Key_Space || key->key() == Qt::Key_Delete ||
                                               key->key() == Qt::Key_F2));
    if (!isOurs)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the window has some of them for elements
        return true;
    }
    if (!m_session.readOnlyReason().isEmpty())
        return true;
    if (isMove)
        move(key->key() == Qt::Key_Up ? -1 : 1);
    else if (key->key() == Qt::Key_F2 && m_list->currentItem())
        m_list->editItem(m_list->currentItem());
    else if (key->key() == Qt::Key_Delete)
        removeOwn();
    else
        toggleCut();
    return true;
}

} // namespace gp::views
