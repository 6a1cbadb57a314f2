// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"
#include "app/bench/bigview.h"
#include "app/bench/xdot.h"

#include "views/canvas/viewpage.h"
#include "views/style/appearance.h"
#include "views/window/centre.h"
#include "views/window/mainwindow.h"
#include "views/window/workspace.h"

#include <QApplication>
#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QSettings>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr QSize picture(1600, 1000);
class Bench
{
public:
    Bench(Report &report, int count)
        : m_report(report)
        , m_name(u"canvas: %1 cards, %2 lines: "_s.arg(count).arg(3 * count))
        , m_path(m_folder.filePath(u"canvas.gplan"_s))
    {
        auto store = store::Store::create(m_path);
        if (!store)
            giveUp(store.error().text());
        if (const auto stored = (*store)->commit(bigView((*store)->model(), count, 10), u"Make it"_s);
            !stored)
            giveUp(stored.error().text());
    }

    void run()
    {
        views::Appearance appearance(views::ThemeChoice::Light);
        views::MainWindow window(appearance);
        window.resize(picture + QSize(560, 320)); // what is around the canvas
        window.show();
        const double first = timed([&] {
            if (!window.openProject(m_path))
                giveUp(u"the project does not open"_s);
            bool isPainted = false;
            const auto *page = window.workspace()->centre()->viewPage();
            QObject::connect(page->canvas(), &views::Canvas::painted, page, [&] { isPainted = true; });
            while (!isPainted)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        });
        m_canvas = window.workspace()->centre()->viewPage()->canvas();
        m_canvas->setFixedSize(picture);
        settle(window);
        m_canvas->fit();
        settle(window);
        const auto xdot = timeXdot(*m_canvas->scene());
        const QString beside = xdot ? u"xdot, without starting it"_s : QString();
        m_report.add({m_name + u"open to first paint"_s, first, u"ms"_s, beside, xdot ? xdot->first : 0});

        series(u"pan"_s, [this](int i) { pan(i); });
        settle(window);
        m_canvas->fit();
        settle(window);
        series(u"zoom"_s, [this](int i) { zoom(i % 40 < 20 ? 120 : -120); });
        m_report.add({m_name + u"one whole picture"_s, wholePicture(), u"ms"_s,
                      xdot ? u"xdot, a zoom step"_s : QString(), xdot ? xdot->step : 0});
        m_canvas->setZoom(1.0);
        settle(window);
        series(u"pan at 100 %"_s, [this](int i) { pan(i); });
        settle(window);
        drag();
        settle(window);
        m_canvas->fit();
        settle(window);
        flip(window);
        flipAfterLooking(window);
    }

private:
    static void settle(views::MainWindow &window)
    {
        for (int quiet = 0; quiet < 3;) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            quiet = window.isIdle() ? quiet + 1 : 0;
        }
    }

    /// One event and the paint that follows; what threads have finished meanwhile is taken over in it.
    double frame(const std::function<void()> &event)
    {
        return timed([&] {
            event();
            QCoreApplication::processEvents();
            m_canvas->repaint();
        });
    }

    void series(const QString &what, const std::function<void(int)> &event)
    {
        constexpr int frames = 300;
        QList<double> times;
        for (int i = 0; i < frames; ++i)
            times.append(frame([&] { event(i); }));
        std::ranges::sort(times);
        m_report.add({m_name + what + u", median frame"_s, times.at(frames / 2), u"ms"_s, {}, 0});
        m_report.add({m_name + what + u", 99th percentile"_s, times.at(frames * 99 / 100), u"ms"_s, {}, 0});
    }

    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons held)
    {
        QMouseEvent event(type, at, m_canvas->mapToGlobal(at), button, held, Qt::NoModifier);
        QCoreApplication::sendEvent(m_canvas, &event);
    }

    void pan(int i)
    {
        constexpr int stride = 50;
        const QPointF at(400 + 12 * (i % stride), 300 + 6 * (i % stride));
        if (i % stride == 0) {
            mouse(QEvent::MouseButtonRelease, at, Qt::MiddleButton, Qt::NoButton);
            mouse(QEvent::MouseButtonPress, at, Qt::MiddleButton, Qt::MiddleButton);
        }
        mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::MiddleButton);
    }

    void zoom(int delta)
    {
        const QPointF at(picture.width() / 2.0, picture.height() / 2.0);
        QWheelEvent event(at, m_canvas->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_canvas, &event);
    }

    void drag()
    {
        const auto scene = m_canvas->scene();
        const auto &camera = m_canvas->camera();
        const QPointF middle(picture.width() / 2.0, picture.height() / 2.0);
        QPointF at;
        double least = 1e9;
        for (const auto &card : scene->cards) {
            const QPointF centre = camera.toWidget(card.rect.center());
            if (const double off = QLineF(centre, middle).length(); off < least) {
                least = off;
                at = centre;
            }
        }
        mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
        QList<double> times;
        constexpr int frames = 100;
        const double start =
            frame([&] { mouse(QEvent::MouseMove, at + QPointF(20, 0), Qt::NoButton, Qt::LeftButton); });
        for (int i = 0; i < frames; ++i)
            times.append(frame([&] {
                mouse(QEvent::MouseMove, at + QPointF(20 + 2 * i, i), Qt::NoButton, Qt::LeftButton);
            }));
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(m_canvas, &escape);
        mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
        m_report.add({m_name + u"drag, input to paint, median"_s, median(times), u"ms"_s, {}, 0});
        m_report.add({m_name + u"drag, its first frame"_s, start, u"ms"_s, {}, 0});
    }

    void flip(views::MainWindow &window)
    {
        auto &session = window.workspace()->session();
        const auto plateaus = session.model().plateausInOrder();
        session.showPlateau(plateaus.last().id);
        settle(window);
        QList<double> times;
        QList<double> blocked;
        for (int i = 0; i < 8; ++i) {
            const auto &to = plateaus.at(i % plateaus.size());
            const auto before = m_canvas->scene();
            times.append(timed([&] {
                blocked.append(timed([&] { session.showPlateau(to.id); }));
                while (m_canvas->scene() == before || m_canvas->isBusy())
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
                m_canvas->repaint();
            }));
            settle(window);
        }
        m_report.add({m_name + u"first plateau flip, until painted"_s, times.front(), u"ms"_s, {}, 0});
        m_report.add({m_name + u"plateau flip, until painted, median"_s, median(times), u"ms"_s, {}, 0});
        m_report.add({m_name + u"plateau flip, in which nothing answers"_s, median(blocked), u"ms"_s, {}, 0});
    }

    /// The first flip of somebody who has looked at the view for a moment, moved, and looked again.
    void flipAfterLooking(views::MainWindow &window)
    {
        auto &session = window.workspace()->session();
        const auto plateaus = session.model().plateausInOrder();
        m_canvas->zoomBy(1.25);
        settle(window);
        auto *page = window.workspace()->centre()->viewPage();
        while (page->isAhead())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QList<double> times;
        for (const auto &to : plateaus) {
            const auto before = m_canvas->scene();
            if (session.plateau() == to.id)
                continue;
            times.append(timed([&] {
                session.showPlateau(to.id);
                while (m_canvas->scene() == before || m_canvas->isBusy())
                    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
                m_canvas->repaint();
            }));
        }
        m_report.add({m_name + u"flip after zooming and a look, slowest"_s,
                      *std::ranges::max_element(times),
                      u"ms"_s,
                      {},
                      0});
    }

    /// Painting all that is seen from nothing, which is what a step of zooming costs a viewer that keeps no
    /// picture.
    double wholePicture()
    {
        QImage image(picture, QImage::Format_RGB32);
        return timed([&] {
            QPainter painter(&image);
            painter.setTransform(m_canvas->camera().transform());
            diagram::paint(painter, *m_canvas->scene(), diagram::Theme::light());
        });
    }

    Report &m_report;
    QString m_name;
    QTemporaryDir m_folder;
    QString m_path;
    views::Canvas *m_canvas = nullptr;
};

} // namespace

void benchCanvas(Report &report)
{
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    for (const int count : {100, 1'000, 10'000})
        Bench(report, count).run();
}

} // namespace gp::bench
