// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"
#include "app/bench/bigview.h"

#include "views/review/walkthrough.h"
#include "views/style/appearance.h"

#include <QApplication>
#include <QEvent>
#include <QJsonArray>
#include <QKeyEvent>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr QSize screen(1600, 900);
constexpr int mostChanges = 60;

/// When the window was painted: once for all that changed in it.
class Painted : public QObject
{
public:
    explicit Painted(QWidget &window) { window.installEventFilter(this); }

    QList<double> at; ///< milliseconds, of the beginning of each

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::UpdateRequest)
            at.append(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start)
                          .count());
        return QObject::eventFilter(watched, event);
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

QString project(const QTemporaryDir &folder, int count)
{
    const QString path = folder.filePath(u"walk.gplan"_s);
    auto store = store::Store::create(path);
    if (!store)
        giveUp(store.error().text());
    // So many changes that stand apart that the agenda is as long as that of a real meeting.
    Draft draft = bigView((*store)->model(), count, count / 40);
    const auto added = draft.addRecord(u"review"_s, u"2026-11"_s,
                                       {{u"title"_s, u"Board"_s},
                                        {u"from_plateau"_s, u"current"_s},
                                        {u"to_plateau"_s, u"target"_s},
                                        {u"members"_s, QJsonArray{QJsonObject{{u"name"_s, u"Ana"_s}}}}});
    if (!added)
        giveUp(added.error().text());
    if (const auto stored = (*store)->commit(draft, u"Make it"_s); !stored)
        giveUp(stored.error().text());
    return path;
}

class Walk
{
public:
    Walk(Report &report, int count)
        : m_report(report)
        , m_name(u"walk: %1 cards, %2 lines: "_s.arg(count).arg(3 * count))
        , m_path(project(m_folder, count))
    {
    }

    void run()
    {
        auto store = store::Store::open(m_path);
        if (!store)
            giveUp(store.error().text());
        views::Session session(std::move(*store), metamodel::Metamodel::builtin());
        m_walk = std::make_unique<views::Walkthrough>(session, u"2026-11"_s);
        m_walk->resize(screen);
        const double opened = timed([&] {
            m_walk->show();
            settle();
        });
        m_report.add({m_name + u"agenda and all pictures made"_s, opened, u"ms"_s, {}, 0});
        m_report.add({m_name + u"steps"_s, double(m_walk->steps().size()), u"steps"_s, {}, 0});
        for (const bool isLooked : {false, true})
            round(isLooked);
        flip();
        m_walk.reset();
    }

private:
    void settle()
    {
        for (int quiet = 0; quiet < 3;) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            quiet = m_walk->isBusy() ? 0 : quiet + 1;
        }
    }

    void press(int key)
    {
        for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, Qt::NoModifier);
            QCoreApplication::sendEvent(m_walk.get(), &event);
        }
    }

    [[nodiscard]] bool isAtEnd() const
    {
        return m_walk->current() + 1 == m_walk->steps().size() &&
               m_walk->stage()->part() + 1 >= m_walk->stage()->partCount();
    }

    /// From the key to the first picture of the step, and the pictures of the flight that follows. Where
    /// `isLooked`, each step is looked at until everything is at rest; else the next key comes while the
    /// camera still flies.
    void round(bool isLooked)
    {
        m_walk->goTo(0);
        settle();
        Painted frames(*m_walk);
        QList<double> steps;
        QList<double> gaps;
        QList<double> rates;
        for (int i = 0; i < mostChanges && !isAtEnd(); ++i) {
            frames.at.clear();
            steps.append(timed([&] {
                press(Qt::Key_Right);
                while (frames.at.isEmpty())
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            }));
            if (!isLooked)
                continue;
            while (m_walk->stage()->isFlying())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            for (qsizetype each = 1; each < frames.at.size(); ++each)
                gaps.append(frames.at.at(each) - frames.at.at(each - 1));
            if (constexpr int few = 4; frames.at.size() > few)
                rates.append(1000.0 * double(frames.at.size() - 1) / (frames.at.last() - frames.at.first()));
            settle();
        }
        std::ranges::sort(steps);
        const QString how = isLooked ? QString() : u", keys as fast as they are taken"_s;
        m_report.add({m_name + u"step change"_s + how + u", median"_s, median(steps), u"ms"_s, {}, 0});
        m_report.add({m_name + u"step change"_s + how + u", slowest"_s, steps.last(), u"ms"_s, {}, 0});
        if (rates.isEmpty())
            return;
        std::ranges::sort(gaps);
        std::ranges::sort(rates);
        m_report.add({m_name + u"flight, median"_s, median(rates), u"frames/s"_s, {}, 0});
        m_report.add(
            {m_name + u"flight, slowest of %1"_s.arg(rates.size()), rates.first(), u"frames/s"_s, {}, 0});
        m_report.add({m_name + u"flight, between two frames, 99th percentile"_s,
                      gaps.at(gaps.size() * 99 / 100),
                      u"ms"_s,
                      {},
                      0});
    }

    /// The other state, at a step with a picture.
    void flip()
    {
        m_walk->goTo(1); // the state that is now
        settle();
        auto *canvas = m_walk->stage()->canvas();
        Painted frames(*m_walk);
        QList<double> times;
        for (int i = 0; i < 8; ++i) {
            frames.at.clear();
            times.append(timed([&] {
                press(Qt::Key_C);
                while (frames.at.isEmpty() || canvas->isBusy())
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            }));
            settle();
        }
        m_report.add({m_name + u"flip, first"_s, times.front(), u"ms"_s, {}, 0});
        m_report.add({m_name + u"flip, median"_s, median(times), u"ms"_s, {}, 0});
    }

    Report &m_report;
    QString m_name;
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<views::Walkthrough> m_walk;
};

} // namespace

void benchWalk(Report &report)
{
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    for (const int count : {1'000, 10'000})
        Walk(report, count).run();
}

} // namespace gp::bench
