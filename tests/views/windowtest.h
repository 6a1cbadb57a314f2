// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shop.h"

#include "views/canvas/viewpage.h"
#include "views/inspector/inspector.h"
#include "views/pages/recordview.h"
#include "views/tree/modeltree.h"
#include "views/tree/treepane.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"
#include "views/window/mainwindow.h"
#include "views/window/messagebar.h"
#include "views/window/plateaubar.h"
#include "views/window/quickopen.h"
#include "views/window/topbar.h"
#include "views/window/transfers.h"
#include "views/window/workspace.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace gp;
using namespace gp::views;
using namespace Qt::StringLiterals;

/// Leaves out what the offscreen platform says each time a window opens: in a long run it hid what had
/// failed.
inline void muffleOffscreen()
{
    static QtMessageHandler before = nullptr;
    if (before)
        return;
    before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            if (!text.startsWith("This plugin does not support"_L1))
                before(type, context, text);
        });
}

/// A real window, offscreen, on a fresh project for each test. Tests drive it with mouse and keys and read
/// what a user would see.
class WindowTest
    : public QObject // without Q_OBJECT: it has neither signals nor slots, and so needs no moc of its own
{
protected:
    void prepare()
    {
        QVERIFY(m_folder.isValid());
        muffleOffscreen();
        QCoreApplication::setOrganizationName(u"groundplan"_s);
        QCoreApplication::setApplicationName(u"groundplan-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        m_appearance = std::make_unique<Appearance>(ThemeChoice::Light);
    }

    void openWindow()
    {
        QSettings().clear();
        m_path = m_folder.filePath(u"shop-%1.gplan"_s.arg(++m_number));
        shop::write(m_path);
        m_window = std::make_unique<MainWindow>(*m_appearance);
        m_window->resize(1440, 900);
        QVERIFY(m_window->openProject(m_path));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        settle();
    }

    void closeWindow()
    {
        m_window.reset();
        m_appearance->setChoice(ThemeChoice::Light);
    }

    void reopen()
    {
        m_window->close();
        m_window = std::make_unique<MainWindow>(*m_appearance);
        m_window->resize(1440, 900);
        QVERIFY(m_window->openProject(m_path));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        settle();
    }

    void settle()
    {
        // Work starts work (a scene after a commit), so it has to stay quiet for a while.
        for (int quiet = 0; quiet < 3;) {
            QTRY_VERIFY_WITH_TIMEOUT(m_window->isIdle(), 60000);
            QTest::qWait(15);
            quiet = m_window->isIdle() ? quiet + 1 : 0;
        }
    }

    [[nodiscard]] Workspace &workspace() const { return *m_window->workspace(); }
    [[nodiscard]] Session &session() const { return workspace().session(); }
    [[nodiscard]] const Model &model() const { return session().model(); }
    /// The record that is read, also where something stands above it; null where none is.
    [[nodiscard]] RecordView *recordPage() const
    {
        auto *page = workspace().centre()->currentPage();
        auto *read = qobject_cast<RecordView *>(page);
        return read || !page ? read : page->findChild<RecordView *>();
    }
    [[nodiscard]] ViewPage *page() const { return workspace().centre()->viewPage(); }
    [[nodiscard]] Canvas *canvas() const { return page()->canvas(); }
    [[nodiscard]] QTreeView *tree() const { return workspace().tree()->tree(); }
    [[nodiscard]] ElementId idOf(const QString &key) const
    {
        const auto *element = model().element(key);
        return element ? element->id : ElementId();
    }
    [[nodiscard]] PlateauId plateau(const QString &key) const
    {
        const auto *found = model().plateau(QStringView(key));
        return found ? found->id : PlateauId();
    }
    [[nodiscard]] const diagram::Card *card(const QString &key) const
    {
        return page()->scene()->card(idOf(key));
    }
    /// The middle of a card on the canvas.
    [[nodiscard]] QPoint at(const QString &key) const
    {
        const auto *found = card(key);
        return found ? canvas()->camera().toWidget(found->rect.center()).toPoint() : QPoint(-1, -1);
    }
    [[nodiscard]] QPushButton *segment(const QString &plateauKey) const
    {
        return workspace().topBar()->plateauBar()->button(plateauKey);
    }
    void showPlateau(const QString &key)
    {
        QTest::mouseClick(segment(key), Qt::LeftButton);
        settle();
    }
    void startCompare()
    {
        QTest::mouseClick(workspace().topBar()->plateauBar()->compareButton(), Qt::LeftButton);
        settle();
    }
    [[nodiscard]] QString labelText(const QString &objectName) const
    {
        const auto *label = workspace().inspector()->page()->findChild<QLabel *>(objectName);
        return label ? label->text().remove(QChar(0x200b)) : QString();
    }
    [[nodiscard]] QString shownValue(const QString &property) const
    {
        const auto *row = workspace().inspector()->page()->row(property);
        return row ? row->valueLabel()->text().remove(QChar(0x200b)) : QString();
    }
    [[nodiscard]] qsizetype historySize() const { return session().store().history().size(); }
    [[nodiscard]] QString lastLabel() const { return session().store().undoLabel(); }
    /// The dialog of this class that is open; nullptr where there is none.
    template<typename T>
    [[nodiscard]] T *dialogOf() const
    {
        for (auto *dialog : m_window->findChildren<T *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    void keys(const QString &sequence)
    {
        // A dialog that was open has left no window active: there is no window manager here.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keySequence(m_window.get(), QKeySequence(sequence));
        settle();
    }

    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};
