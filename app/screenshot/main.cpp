// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "states.h"

#include "views/style/appearance.h"
#include "views/window/mainwindow.h"
#include "views/window/messagebar.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

QSize sizeFrom(const QString &text)
{
    const auto parts = text.split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    return size.isValid() && !size.isEmpty() ? size : QSize(1440, 900);
}

/// The window with the dialog or menu that is above it, as one would see them on a screen.
QImage grab(views::MainWindow &window, double ratio)
{
    const auto draw = [ratio](QWidget *widget) {
        QImage image(widget->size() * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        widget->render(&image);
        return image;
    };
    QImage image = draw(&window);
    // A walkthrough stands for itself.
    for (const auto *name : {"walkthrough", "speakerWindow"}) {
        auto *own = window.findChild<QWidget *>(QString::fromLatin1(name), Qt::FindDirectChildrenOnly);
        if (own && own->isVisible())
            image = draw(own);
    }
    for (auto *top : QApplication::topLevelWidgets()) {
        const bool isAbove = qobject_cast<QDialog *>(top) || qobject_cast<QMenu *>(top);
        if (!isAbove || !top->isVisible())
            continue;
        QPainter painter(&image);
        QPoint at(40, 46);
        if (qobject_cast<QPlainTextEdit *>(top->parentWidget()))
            at = window.mapFromGlobal(top->pos()); // the menu of a word stands by its word
        if (qobject_cast<QDialog *>(top)) {
            painter.fillRect(QRect({}, window.size()), QColor(0, 0, 0, 70));
            at = {(window.width() - top->width()) / 2, (window.height() - top->height()) / 3};
        }
        painter.drawImage(at, draw(top));
    }
    return image;
}

int list()
{
    QTextStream out(stdout);
    for (const auto &state : app::states())
        out << state.name.leftJustified(18) << state.help << '\n';
    return 0;
}

int fail(const QString &text)
{
    QTextStream(stderr) << "groundplan-screenshot: " << text << '\n';
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"groundplan-screenshot"_s);
    QApplication::setOrganizationName(u"groundplan"_s);
    QApplication::setApplicationVersion(QStringLiteral(GROUNDPLAN_VERSION));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"name"_s, u"A state, or `list`."_s);
    parser.addPositionalArgument(u"out"_s, u"The PNG file."_s, u"[out]"_s);
    parser.addPositionalArgument(u"file"_s, u"A project; the sample by default."_s, u"[file]"_s);
    const QCommandLineOption dark(u"dark"_s, u"The dark theme."_s);
    const QCommandLineOption size(u"size"_s, u"Of the window."_s, u"WxH"_s, u"1440x900"_s);
    const QCommandLineOption scale(u"scale"_s, u"Device pixels a pixel."_s, u"N"_s, u"1"_s);
    parser.addOptions({dark, size, scale});
    parser.process(application);
    const auto arguments = parser.positionalArguments();
    if (arguments.value(0) == "list"_L1)
        return list();
    const auto &all = app::states();
    const auto state = std::ranges::find(all, arguments.value(0), &app::State::name);
    if (state == all.end() || arguments.size() < 2)
        return fail(u"give a state (see `list`) and the name of a PNG file"_s);

    // Nothing of the user's is read or written.
    const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    views::Appearance appearance(parser.isSet(dark) ? views::ThemeChoice::Dark : views::ThemeChoice::Light);
    views::MainWindow window(appearance);
    window.resize(sizeFrom(parser.value(size)));
    if (state->needsProject) {
        const QString file = arguments.value(2);
        const bool isOpen =
            file.isEmpty() ? window.createProject(folder.filePath(u"shop.gplan"_s), u"microservices-50"_s)
                           : window.openProject(file);
        if (!isOpen)
            return fail(window.messages()->text());
    }
    QCursor::setPos(-100, -100);
    window.show();
    if (!app::settle(window))
        return fail(u"the window was not done in time"_s);
    state->enter(window);
    if (!app::settle(window))
        return fail(u"the window was not done in time"_s);
    const QImage image = grab(window, std::max(0.5, parser.value(scale).toDouble()));
    if (!image.save(arguments[1]))
        return fail(u"%1 cannot be written"_s.arg(arguments[1]));
    return 0;
}
