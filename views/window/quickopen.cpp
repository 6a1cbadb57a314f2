// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/quickopen.h"

#include "views/style/appearance.h"
#include "views/window/actions.h"
#include "views/window/whynot.h"

#include <QAction>
#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr qsizetype mostShown = 12;
/// More than are shown, because some go behind the others.
constexpr qsizetype mostFound = 200;

/// What is about something else, and comes after everything that stands for itself.
bool isAside(const QString &kind)
{
    return kind == "nfrAnswer"_L1 || kind == "evidence"_L1 || kind == "document"_L1;
}

} // namespace

QuickOpen::QuickOpen(Session &session, QList<QAction *> actions, QWidget *parent)
    : QLineEdit(parent)
    , m_session(session)
    , m_actions(std::move(actions))
    , m_index(session)
{
    setAccessibleName(tr("Search or run a command"));
    tellKeys(this, tr("Find anything by its name, key or text, or run a command"), Actions::Search);
    if (const auto *all = window()->findChild<Actions *>())
        connect(all, &Actions::keysChanged, this, &QuickOpen::sayPlaceholder);
    connect(this, &QLineEdit::textEdited, this, &QuickOpen::search);
    const auto searchAgain = [this] {
        if (m_popup && m_popup->isVisible())
            search();
    };
    connect(&m_index, &ModelIndex::updated, this, searchAgain);
    connect(&session, &Session::plateauChanged, this, searchAgain);
}

QuickOpen::~QuickOpen()
{
    delete m_popup;
}

void QuickOpen::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    sayPlaceholder();
}

void QuickOpen::sayPlaceholder()
{
    constexpr int roomForAll = 250;
    const auto it = std::ranges::find(m_actions, Actions::Search, &Actions::idOf);
    const QString keys =
        it == m_actions.end() ? QString() : (*it)->shortcut().toString(QKeySequence::NativeText);
    const QString text = width() < roomForAll ? tr("Search") : tr("Search or run a command");
    setPlaceholderText(keys.isEmpty() ? text : QString(text + u"  "_s + keys));
}

void QuickOpen::start()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
    search();
}

void QuickOpen::search()
{
    makePopup();
    const QString typed = text();
    if (m_answered != typed)
        m_chooseWhenAnswered = false;
    if (typed.trimmed().isEmpty()) {
        m_finding.drop();
        showChoices(typed, firstChoices());
        return;
    }
    // What is shown stays until there is an answer.
    if (!m_popup->isVisible())
        showList({}, tr("Looking…"));
    m_finding.run(
        this, [index = m_index.index(), typed] { return index.find(typed, mostFound); },
        [this, typed](const QList<search::Hit> &hits) { showAnswer(typed, hits); });
}

void QuickOpen::showAnswer(const QString &typed, const QList<search::Hit> &hits)
{
    QList<Choice> choices;
    QList<Choice> asides;
    for (const auto &hit : hits) {
        auto &list = isAside(hit.kind) ? asides : choices;
        if (list.size() >= mostShown)
            continue;
        if (auto choice = choiceOf(hit))
            list.append(*std::move(choice));
    }
    for (auto &other : settings(typed) + commands(typed)) {
        const auto behind =
            std::ranges::find_if(choices, [&](const Choice &c) { return c.score < other.score; });
        choices.insert(behind, std::move(other));
    }
    // What is aside stays behind things, but not behind commands that only resemble what was typed.
    for (auto &aside : asides) {
        auto at = choices.end();
        while (at != choices.begin() && !std::prev(at)->isThing && std::prev(at)->score < aside.score)
            --at;
        choices.insert(at, std::move(aside));
    }
    showChoices(typed, choices.first(std::min(mostShown, choices.size())));
}

void QuickOpen::showChoices(const QString &typed, QList<Choice> choices)
{
    const bool isAnswer = m_index.isReady() || typed.trimmed().isEmpty();
    const bool isNew = m_answered != typed;
    m_choices = std::move(choices);
    m_answered = isAnswer ? std::optional(typed) : std::nullopt;
    QList<Line> lines;
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        m_choices[i].line.id = i;
        lines.append(m_choices[i].line);
    }
    showList(lines, isAnswer ? tr("Nothing in this project is called that or says so.")
                             : tr("Reading the project…"));
    if (isNew || !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    if (m_chooseWhenAnswered && m_answered == text())
        choose(0);
}

void QuickOpen::showList(const QList<Line> &lines, const QString &whenEmpty)
{
    m_list->setEmptyText(whenEmpty);
    m_list->setLines(lines);
    place();
    m_popup->show();
    m_popup->raise();
}

QList<QuickOpen::Choice> QuickOpen::firstChoices()
{
    QList<Choice> choices;
    for (const auto &view : m_session.model().views()) {
        search::Hit hit;
        hit.subject = view.id;
        hit.title = view.properties.value("title"_L1).toString();
        if (hit.title.isEmpty())
            hit.title = view.key;
        if (auto choice = choiceOf(hit); choice && choices.size() < mostShown)
            choices.append(*std::move(choice));
    }
    choices += commands({});
    return choices.first(std::min(mostShown, choices.size()));
}

QList<QuickOpen::Choice> QuickOpen::commands(const QString &typed) const
{
    QList<Choice> choices;
    for (auto *action : m_actions) {
        const QString title = Actions::titleOf(action);
        const auto match = search::matchName(title, typed);
        const QString why = whyNot(action, m_session);
        // Without a text only what can be done is offered.
        if (typed.trimmed().isEmpty() ? !why.isEmpty() : !match)
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        Choice choice;
        choice.line.text = title;
        choice.line.suffix = why;
        choice.line.isFaded = !why.isEmpty();
        choice.line.tip = why.isEmpty() ? action->toolTip() : why;
        choice.line.right = keys.isEmpty() ? tr("command") : tr("command · %1").arg(keys);
        choice.score = match ? match->score : 0;
        if (why.isEmpty())
            choice.open = [action] { action->trigger(); };
        else
            choice.open = [this, why] { Q_EMIT m_session.informed(why); };
        choices.append(choice);
    }
    std::ranges::stable_sort(choices, [](const Choice &a, const Choice &b) {
        return std::pair(a.score, !a.line.isFaded) > std::pair(b.score, !b.line.isFaded);
    });
    return choices;
}

QList<QuickOpen::Choice> QuickOpen::settings(const QString &typed)
{
    QList<Choice> choices;
    for (const auto &entry : allSettings()) {
        const auto byTitle = search::matchName(entry.title, typed);
        const auto byWords = search::matchName(QString(entry.title + u' ' + entry.words), typed);
        if (!byTitle && !byWords)
            continue;
        Choice choice;
        choice.line.text = entry.title;
        choice.line.right = tr("setting");
        // What others call it counts for less than what anything is called.
        constexpr int step = 100;
        choice.score = std::max(byTitle ? byTitle->score : 0, byWords ? byWords->score - step : 0);
        choice.open = [this, setting = entry.setting] { Q_EMIT settingRequested(setting); };
        choices.append(choice);
    }
    std::ranges::stable_sort(choices, std::greater{}, &Choice::score);
    return choices;
}

std::optional<QuickOpen::Choice> QuickOpen::choiceOf(const search::Hit &hit)
{
    std::optional<Choice> choice;
    if (const auto *element = std::get_if<ElementId>(&hit.subject)) {
        choice = choiceOf(hit, *element);
    } else if (const auto *record = std::get_if<RecordId>(&hit.subject)) {
        choice = choiceOf(hit, *record);
    } else if (const auto *view = std::get_if<ViewId>(&hit.subject)) {
        choice.emplace();
        choice->line.right = tr("view");
        choice->open = [this, id = *view] { Q_EMIT viewRequested(id); };
    } else if (const auto *plateau = std::get_if<PlateauId>(&hit.subject)) {
        choice.emplace();
        choice->line.right = tr("plateau");
        choice->open = [this, id = *plateau] { m_session.showPlateau(id); };
    } else if (const auto *document = std::get_if<QString>(&hit.subject)) {
        choice.emplace();
        choice->line.right = tr("document");
        choice->open = [this, kind = document->section(u' ', 0, 0), path = document->section(u' ', 1)] {
            Q_EMIT documentRequested(kind, path);
        };
    }
    if (!choice)
        return {};
    choice->score = hit.score;
    choice->isThing = true;
    choice->line.text = hit.title;
    if (!hit.where.isEmpty() && !std::holds_alternative<QString>(hit.subject)) {
        choice->line.suffix = placeOf(hit);
        choice->line.tip = hit.title + u'\n' + choice->line.suffix;
    }
    return choice;
}

std::optional<QuickOpen::Choice> QuickOpen::choiceOf(const search::Hit &hit, ElementId id)
{
    const auto *element = m_session.model().element(id);
    if (!element)
        return {};
    const auto *kind = m_session.metamodel().kind(element->kind);
    Choice choice;
    choice.line.right = kind ? kind->label : element->kind;
    PlateauId elsewhere;
    if (const auto *shown = m_session.shown(id)) {
        if (shown->name() != hit.title)
            choice.line.suffix = tr("called %1 here").arg(shown->name());
    } else {
        elsewhere = nearestPlateau(*element);
        if (!elsewhere.isValid())
            return {};
        choice.line.right = tr("%1 · in %2").arg(choice.line.right, m_session.plateauName(elsewhere));
    }
    choice.open = [this, id, elsewhere, isPipeline = element->kind == "pipeline"_L1] {
        if (elsewhere.isValid())
            m_session.showPlateau(elsewhere);
        m_session.select(id);
        if (isPipeline)
            Q_EMIT m_session.openRequested(id);
        else
            Q_EMIT m_session.revealRequested(id, true);
    };
    return choice;
}

QuickOpen::Choice QuickOpen::choiceOf(const search::Hit &hit, RecordId id)
{
    const auto *kind = m_session.metamodel().recordKind(hit.kind);
    Choice choice;
    choice.line.right = kind ? kind->label : hit.kind;
    // The project's own sheet is what the inspector shows when nothing is selected.
    if (hit.kind == "project"_L1)
        choice.open = [this] { m_session.select({}); };
    else
        choice.open = [this, id] {
            m_session.select(id);
            Q_EMIT m_session.pageRequested(id);
        };
    return choice;
}

/// "Considered options: … a second contract …"
QString QuickOpen::placeOf(const search::Hit &hit) const
{
    const auto &metamodel = m_session.metamodel();
    QString label = hit.where;
    if (std::holds_alternative<PlateauId>(hit.subject)) {
        label = hit.where == "date"_L1 ? tr("Date") : tr("Description");
    } else {
        const auto *kind = std::holds_alternative<ElementId>(hit.subject) ? metamodel.kind(hit.kind)
                                                                          : metamodel.recordKind(hit.kind);
        if (const auto *property = kind ? kind->property(hit.where) : nullptr)
            label = property->label;
    }
    return u"%1: %2"_s.arg(label, hit.excerpt);
}

/// Where an element is that is not at the plateau shown: the nearest on the way from there to the root, else
/// the first of the main line, else of the options.
PlateauId QuickOpen::nearestPlateau(const Element &element) const
{
    const Model &model = m_session.model();
    QList<PlateauId> order = model.pathTo(m_session.plateau()).nearestFirst();
    for (const bool isOption : {false, true}) {
        for (const auto &plateau : model.plateausInOrder()) {
            if ((plateau.kind == PlateauKind::Option) == isOption)
                order.append(plateau.id);
        }
    }
    const auto found =
        std::ranges::find_if(order, [&](PlateauId id) { return model.pathTo(id).lives(element.lifetime); });
    return found == order.end() ? PlateauId() : *found;
}

void QuickOpen::makePopup()
{
    if (m_popup)
        return;
    // A child of the window and no window of its own: it takes no focus and follows every move.
    m_popup = new QWidget(window());
    m_popup->setObjectName(u"popup"_s);
    m_popup->setAttribute(Qt::WA_StyledBackground);
    m_list = new LinesView(tr("Matches"), m_popup);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(m_popup);
    column->setContentsMargins(2, 6, 2, 6);
    column->addWidget(m_list);
    connect(m_list, &LinesView::picked, this, &QuickOpen::choose);
    m_popup->hide();
}

void QuickOpen::place()
{
    const int rows = std::max(1, m_list->model()->rowCount());
    const int wide = std::max(width(), 600);
    const QPoint corner = mapTo(window(), QPoint(width() - wide, height() + 4));
    m_popup->setGeometry(std::max(8, corner.x()), corner.y(), wide, rows * 28 + 14);
}

void QuickOpen::keyPressEvent(QKeyEvent *event)
{
    const bool isOpen = m_popup && m_popup->isVisible();
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        if (!isOpen) {
            search();
            return;
        }
        const int count = m_list->model()->rowCount();
        const int step = event->key() == Qt::Key_Down ? 1 : count - 1;
        if (count > 0)
            m_list->setCurrentIndex(m_list->model()->index((m_list->currentIndex().row() + step) % count, 0));
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isOpen && m_answered != text())
            m_chooseWhenAnswered = true;
        else if (isOpen && m_list->currentIndex().isValid())
            choose(m_list->currentIndex().data(Qt::UserRole).toLongLong());
        return;
    case Qt::Key_Escape:
        if (isOpen || !text().isEmpty()) {
            close();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void QuickOpen::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() == Qt::MouseFocusReason)
        search();
}

void QuickOpen::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        close();
}

void QuickOpen::choose(qint64 index)
{
    if (index < 0 || index >= m_choices.size())
        return;
    const auto open = m_choices[index].open;
    close();
    clearFocus();
    open();
}

void QuickOpen::close()
{
    clear();
    if (m_popup)
        m_popup->hide();
    m_finding.drop();
    m_choices.clear();
    m_answered.reset();
    m_chooseWhenAnswered = false;
}

} // namespace gp::views
