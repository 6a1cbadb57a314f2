// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/reviewcommands.h"

#include "core/decisions/life.h"
#include "core/review/board.h"
#include "core/rules/waivers.h"
#include "views/review/speakerwindow.h"
#include "views/review/walkthrough.h"
#include "views/style/dialog.h"
#include "views/style/parts.h"
#include "views/window/actions.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString nextKey(const Model &model, const QDate &date)
{
    const QString base = date.isValid() ? date.toString(u"yyyy-MM"_s) : u"review"_s;
    QString key = base;
    for (int number = 2; model.record(u"review"_s, key); ++number)
        key = u"%1-%2"_s.arg(base).arg(number);
    return key;
}

} // namespace

ReviewCommands::ReviewCommands(Session &session, const Actions &actions, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(actions[Actions::NewReview], &QAction::triggered, this, &ReviewCommands::create);
    connect(actions[Actions::WalkThrough], &QAction::triggered, this, &ReviewCommands::walk);
}

ReviewCommands::~ReviewCommands()
{
    delete m_speaker;
    delete m_walkthrough;
}

Walkthrough *ReviewCommands::walkthrough() const
{
    return m_walkthrough;
}

SpeakerWindow *ReviewCommands::speaker() const
{
    return m_speaker;
}

bool ReviewCommands::isRunning() const
{
    return m_walkthrough && m_walkthrough->isVisible() && m_walkthrough->isBusy();
}

void ReviewCommands::create()
{
    if (const QString reason = m_session.readOnlyReason(); !reason.isEmpty()) {
        Q_EMIT m_session.informed(reason);
        return;
    }
    const Model &model = m_session.model();
    const auto [first, last] = m_session.defaultCompare();
    const auto *from = model.plateau(m_session.isComparing() ? m_session.compareFrom() : first);
    const auto *to = model.plateau(m_session.isComparing() ? m_session.plateau() : last);
    if (!from || !to || from->id == to->id) {
        Q_EMIT m_session.informed(
            tr("A review goes from one plateau to another: this project has one only."));
        return;
    }
    const QDate today = QDate::fromString(rules::projectDate(model), Qt::ISODate);
    QJsonArray decisions;
    for (const auto &decision : model.recordsOfKind(u"decision"_s)) {
        if (decisions::statusOf(decision) == decisions::Status::Proposed)
            decisions.append(decision.key);
    }
    const QString title = tr("Review: %1 to %2").arg(from->name, to->name);
    QJsonObject properties{{u"title"_s, title},
                           {u"status"_s, u"submitted"_s},
                           {u"from_plateau"_s, from->key},
                           {u"to_plateau"_s, to->key}};
    if (today.isValid())
        properties.insert(u"submitted"_s, today.toString(Qt::ISODate));
    if (!decisions.isEmpty())
        properties.insert(u"decisions"_s, decisions);
    Draft draft(model);
    const auto added = draft.addRecord(u"review"_s, nextKey(model, today), properties);
    if (!added) {
        Q_EMIT m_session.informed(added.error().message);
        return;
    }
    if (!m_session.commit(draft, tr("New review")))
        return;
    m_session.select(*added);
    Q_EMIT m_session.pageRequested(*added);
}

QString ReviewCommands::chosen() const
{
    const Model &model = m_session.model();
    if (const auto *id = std::get_if<RecordId>(&m_session.selection())) {
        const auto *record = model.record(*id);
        if (record && record->kind == "review"_L1)
            return record->key;
    }
    QList<Record> all = model.recordsOfKind(u"review"_s);
    std::ranges::stable_sort(all, {}, [](const Record &one) { return review::dateOf(one); });
    for (const auto &one : std::as_const(all)) {
        if (review::statusOf(one) != review::ReviewStatus::Held)
            return one.key;
    }
    return all.isEmpty() ? QString() : all.last().key;
}

void ReviewCommands::walk()
{
    const QString review = chosen();
    if (review.isEmpty())
        Q_EMIT m_session.informed(tr("There is no review yet: Plateaus › New review makes one."));
    else
        walkThrough(review);
}

void ReviewCommands::walkThrough(const QString &review)
{
    const auto screens = QGuiApplication::screens();
    if (screens.size() < 2)
        return show(review, nullptr);
    auto *dialog = new Dialog(tr("Walk through a review"), tr("Walk through"), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->content()->addWidget(textLabel(tr("The board looks at:"), u"muted"_s, dialog));
    auto *list = new QListWidget(dialog);
    list->setAccessibleName(tr("Displays"));
    for (const auto *screen : screens)
        list->addItem(
            u"%1 · %2 × %3"_s.arg(screen->name()).arg(screen->size().width()).arg(screen->size().height()));
    // The speaker sits at the one with the window.
    list->setCurrentRow(screens.indexOf(m_window->screen()) == 0 ? 1 : 0);
    dialog->content()->addWidget(list);
    connect(dialog->mainButton(), &QPushButton::clicked, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, review, list] {
        auto *screen = QGuiApplication::screens().value(list->currentRow());
        show(review, screen);
        openSpeaker();
    });
    dialog->open();
}

void ReviewCommands::show(const QString &review, QScreen *screen)
{
    delete m_speaker;
    delete m_walkthrough;
    m_walkthrough = new Walkthrough(m_session, review, m_window);
    connect(m_walkthrough, &Walkthrough::speakerWanted, this, &ReviewCommands::openSpeaker);
    connect(m_walkthrough, &Walkthrough::closed, this, [this] {
        if (m_speaker)
            m_speaker->close();
        m_window->activateWindow();
    });
    // Without a window manager (tests, pictures) it is a window as large as the one that it came from.
    m_walkthrough->resize(m_window->size());
    if (QGuiApplication::platformName() == "offscreen"_L1) {
        m_walkthrough->show();
    } else {
        if (screen)
            m_walkthrough->setGeometry(screen->geometry());
        m_walkthrough->showFullScreen();
    }
    m_walkthrough->raise();
    m_walkthrough->activateWindow();
}

void ReviewCommands::openSpeaker()
{
    if (!m_walkthrough)
        return;
    if (!m_speaker) {
        m_speaker = new SpeakerWindow(m_session, *m_walkthrough, m_window);
        for (auto *screen : QGuiApplication::screens()) {
            if (screen != m_walkthrough->screen()) {
                m_speaker->move(screen->geometry().center() - m_speaker->rect().center());
                break;
            }
        }
    }
    m_speaker->show();
    m_speaker->raise();
}

} // namespace gp::views
