// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/panels/historypanel.h"
#include "views/style/parts.h"
#include "views/window/historydialogs.h"
#include "views/window/rescuedialogs.h"
#include "views/window/targetdialog.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QTextEdit>
#include <QtEndian>

#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr qsizetype pageSize = 4096;
constexpr qsizetype versionAt = 60; // user_version in the header of an SQLite file, big endian

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// For as long as it lives this program is nobody, to whom write protection means something. Root may write
/// everything.
class AsNobody
{
public:
    AsNobody()
    {
        m_isNobody = geteuid() != 0 || setresuid(65534, 65534, 0) == 0;
        m_wasRoot = m_isNobody && getuid() == 65534;
    }
    ~AsNobody()
    {
        if (m_wasRoot && setresuid(0, 0, 0) != 0)
            qFatal("root is not given back");
    }
    Q_DISABLE_COPY_MOVE(AsNobody)
    [[nodiscard]] bool isNobody() const { return m_isNobody; }

private:
    bool m_isNobody = false;
    bool m_wasRoot = false;
};

} // namespace

/// Files that do not open, and what the window offers then; projects that can only be read.
class tst_WindowRescue : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void damagedFileIsRecovered();
    void damagedFileOpensReadOnlyWhereOffered();
    void backupIsOpenedReadOnly();
    void backupIsOpenedAsACopy();
    void noProjectOffersNothing();
    void newerFileIsReadOnly();
    void nothingIsEditedReadOnly();
    void writeProtectedFileOpensReadOnly();
    void messageOfAnotherFileIsLeftAlone();

private:
    /// A copy of the project in which the pages that tell about Checkout are overwritten.
    QString damaged(const QString &name)
    {
        const QString path = m_folder.filePath(name);
        if (!session().store().saveCopy(path, store::Overwrite::Yes))
            return {};
        QByteArray bytes = contents(path);
        for (qsizetype at = pageSize; at < bytes.size(); at += pageSize) {
            if (QByteArrayView(bytes).sliced(at, pageSize).contains("example.org/shop/checkout"))
                std::fill_n(bytes.begin() + at, pageSize, '\x5a');
        }
        write(path, bytes);
        return path;
    }
    QString newer(const QString &name)
    {
        const QString path = m_folder.filePath(name);
        if (!session().store().saveCopy(path, store::Overwrite::Yes))
            return {};
        QByteArray bytes = contents(path);
        qToBigEndian<quint32>(qFromBigEndian<quint32>(bytes.constData() + versionAt) + 1,
                              bytes.data() + versionAt);
        write(path, bytes);
        return path;
    }
    [[nodiscard]] QPushButton *offer(const QString &text) const
    {
        for (auto *button : m_window->messages()->buttons()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QString fileName() const { return QFileInfo(session().store().path()).fileName(); }
    void enterTarget(const QString &name)
    {
        auto *dialog = dialogOf<TargetDialog>();
        QVERIFY(dialog);
        dialog->field()->setText(m_folder.filePath(name));
        QTest::keyClick(dialog->field(), Qt::Key_Return);
        settle();
    }
};

void tst_WindowRescue::damagedFileIsRecovered()
{
    const QString path = damaged(u"damaged.gplan"_s);
    const QByteArray before = contents(path);
    QVERIFY(!m_window->openProject(path));
    QVERIFY(m_window->messages()->isVisible());
    QVERIFY2(m_window->messages()->text().contains(u"damaged.gplan"_s),
             qPrintable(m_window->messages()->text()));
    settle();
    auto *button = offer(u"Recover into a new file…"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    enterTarget(u"recovered.gplan"_s);
    RecoveredDialog *report = nullptr;
    QTRY_VERIFY2((report = dialogOf<RecoveredDialog>()), qPrintable(m_window->messages()->text()));
    const auto *lost = report->findChild<QPlainTextEdit *>(u"lost"_s);
    QVERIFY(lost);
    QVERIFY(!lost->toPlainText().isEmpty());
    // The project that was open is still open until one wants the other.
    QCOMPARE(session().store().path(), m_path);
    QTest::keyClick(report, Qt::Key_Return);
    settle();
    QTRY_COMPARE(fileName(), u"recovered.gplan"_s);
    settle();
    QVERIFY(!session().store().isReadOnly());
    QVERIFY(!model().elements().isEmpty());
    QCOMPARE(contents(path), before);
}

void tst_WindowRescue::damagedFileOpensReadOnlyWhereOffered()
{
    const QString path = damaged(u"damaged.gplan"_s);
    QVERIFY(!m_window->openProject(path));
    settle();
    const auto offers = store::offersFor(path);
    QCOMPARE(offer(u"Open read-only"_s) != nullptr, offers.contains(store::Offer::OpenReadOnly));
    QCOMPARE(offer(u"Recover into a new file…"_s) != nullptr, offers.contains(store::Offer::Recover));
    QCOMPARE(offer(u"Show backups"_s) != nullptr, offers.contains(store::Offer::ShowBackups));
}

void tst_WindowRescue::backupIsOpenedReadOnly()
{
    const QString path = damaged(u"kept.gplan"_s);
    const QString backup = m_folder.filePath(u"kept.before-schema-2.gplan"_s);
    QVERIFY(session().store().saveCopy(backup, store::Overwrite::Yes));
    QVERIFY(!m_window->openProject(path));
    settle();
    auto *button = offer(u"Show backups"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    settle();
    auto *dialog = dialogOf<BackupsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->table()->item(0, 0)->text(), u"kept.before-schema-2.gplan"_s);
    QTRY_VERIFY(dialog->table()->hasFocus());
    QTest::mouseClick(dialog->readOnlyButton(), Qt::LeftButton);
    settle();
    QTRY_COMPARE(fileName(), u"kept.before-schema-2.gplan"_s);
    settle();
    QVERIFY(session().store().isReadOnly());
}

void tst_WindowRescue::backupIsOpenedAsACopy()
{
    const QString path = damaged(u"kept.gplan"_s);
    const QString backup = m_folder.filePath(u"kept.before-schema-2.gplan"_s);
    QVERIFY(session().store().saveCopy(backup, store::Overwrite::Yes));
    const QByteArray before = contents(backup);
    QVERIFY(!m_window->openProject(path));
    settle();
    QTest::mouseClick(offer(u"Show backups"_s), Qt::LeftButton);
    settle();
    QTest::mouseClick(dialogOf<BackupsDialog>()->copyButton(), Qt::LeftButton);
    enterTarget(u"from-backup.gplan"_s);
    QTRY_COMPARE(fileName(), u"from-backup.gplan"_s);
    settle();
    QVERIFY(!session().store().isReadOnly());
    QCOMPARE(contents(backup), before);
}

void tst_WindowRescue::noProjectOffersNothing()
{
    const QString path = m_folder.filePath(u"letter.gplan"_s);
    write(path, "Dear architect, this is no project.");
    QVERIFY(!m_window->openProject(path));
    settle();
    QVERIFY(m_window->messages()->text().contains(u"letter.gplan"_s));
    QVERIFY(m_window->messages()->buttons().isEmpty());
}

void tst_WindowRescue::newerFileIsReadOnly()
{
    const QString path = newer(u"newer.gplan"_s);
    const QByteArray before = contents(path);
    QVERIFY(m_window->openProject(path));
    settle();
    QVERIFY(session().store().isReadOnly());
    QVERIFY(m_window->messages()->isVisible());
    QVERIFY2(m_window->messages()->text().contains(u"newer Groundplan"_s),
             qPrintable(m_window->messages()->text()));
    const auto *sign = workspace().topBar()->findChild<Badge *>(u"readOnlySign"_s);
    QVERIFY(sign && sign->isVisible());
    QVERIFY(!sign->toolTip().isEmpty());
    // It can be copied and looked at, and is left as it is.
    QVERIFY(m_window->actions()[Actions::OpenCopy]->isEnabled());
    keys(u"Ctrl+Tab"_s);
    m_window->close();
    m_window.reset();
    QCOMPARE(contents(path), before);
}

void tst_WindowRescue::nothingIsEditedReadOnly()
{
    QVERIFY(session().store().addSnapshot(u"one"_s));
    QVERIFY(m_window->openReadOnly(m_path, u"Only to look at."_s));
    settle();
    QCOMPARE(workspace().topBar()->findChild<Badge *>(u"readOnlySign"_s)->toolTip(), u"Only to look at."_s);
    for (const auto id :
         {Actions::Undo, Actions::Redo, Actions::Import, Actions::AddElement, Actions::AddRelation,
          Actions::Rename, Actions::Remove, Actions::LayOut, Actions::KeepSnapshot, Actions::HistorySettings})
        QVERIFY2(!m_window->actions()[id]->isEnabled(), qPrintable(m_window->actions()[id]->text()));
    // A drag pans and moves nothing.
    const auto rect = card(u"checkout"_s)->rect;
    const QPointF origin = canvas()->camera().origin();
    const QPoint from = at(u"checkout"_s);
    QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(canvas(), from + QPoint(30, 20));
    QTest::mouseMove(canvas(), from + QPoint(60, 40));
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, from + QPoint(60, 40));
    settle();
    QCOMPARE(card(u"checkout"_s)->rect, rect);
    QVERIFY(canvas()->camera().origin() != origin);
    QVERIFY(!m_window->messages()->isVisible()); // nothing was tried and refused
    // A click and F2 open no editor.
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    settle();
    auto *row = workspace().inspector()->page()->row(u"tier"_s);
    QVERIFY(row);
    QTest::mouseClick(row->valueLabel(), Qt::LeftButton);
    QVERIFY(!row->isEditing());
    keys(u"F2"_s);
    QVERIFY(!workspace().inspector()->page()->isEditing());
    for (const auto *button : workspace().inspector()->page()->findChildren<QPushButton *>())
        QVERIFY2(button->text() != "Revert"_L1, "a read-only property offers to revert");
    // The history can be read and copied, not gone through.
    workspace().bottom()->open(BottomPane::Tab::History);
    auto *list = workspace().bottom()->history()->list();
    const qint64 head = session().store().head();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    settle();
    QCOMPARE(session().store().head(), head);
    QVERIFY(m_window->messages()->text().contains(u"reading only"_s));
    const QPoint middle = list->visualRect(list->model()->index(1, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, middle, list->viewport()->mapToGlobal(middle));
    QCoreApplication::sendEvent(list->viewport(), &event);
    auto *menu = workspace().bottom()->history()->findChild<QMenu *>(u"historyMenu"_s);
    QVERIFY(menu);
    QStringList enabled;
    for (const auto *action : menu->actions()) {
        if (action->isEnabled() && !action->isSeparator())
            enabled.append(action->text().remove(u'&'));
    }
    QCOMPARE(enabled, (QStringList{u"Open a copy of this state…"_s, u"Copy label"_s}));
    menu->close();
    // Snapshots can be looked at.
    keys(u"Ctrl+Shift+B"_s);
    auto *snapshots = dialogOf<SnapshotsDialog>();
    QVERIFY(snapshots);
    QVERIFY(snapshots->copyButton()->isEnabled());
    QVERIFY(!snapshots->restoreButton()->isEnabled());
    QVERIFY(!snapshots->deleteButton()->isEnabled());
    QTest::keyClick(snapshots, Qt::Key_Escape);
    // Nothing comes in through the window either.
    workspace().transfers()->importSources({QStringLiteral(GROUNDPLAN_TEST_DATA "/import/bookshop")});
    settle();
    QCOMPARE(m_window->messages()->text(), u"Only to look at."_s);
    QCOMPARE(session().store().head(), head);
}

void tst_WindowRescue::writeProtectedFileOpensReadOnly()
{
    const QString path = m_folder.filePath(u"protected.gplan"_s);
    QVERIFY(session().store().saveCopy(path, store::Overwrite::Yes));
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_appearance);
    m_window->show();
    QVERIFY(QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner |
                                                       QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther |
                                                       QFile::ExeOther));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    const AsNobody nobody;
    if (!nobody.isNobody())
        QSKIP("root may write everything, and cannot be anybody else here");
    QVERIFY(!m_window->openProject(path));
    const QString why = m_window->messages()->text();
    settle();
    auto *button = offer(u"Open read-only"_s);
    QVERIFY2(button, qPrintable(why));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(m_window->workspace());
    settle();
    QVERIFY(session().store().isReadOnly());
    QVERIFY2(session().readOnlyReason().contains(u"write-protected"_s),
             qPrintable(session().readOnlyReason()));
    m_window.reset();
}

void tst_WindowRescue::messageOfAnotherFileIsLeftAlone()
{
    // What is offered comes a moment later, and by then the user may read something else.
    const QString path = damaged(u"damaged.gplan"_s);
    QVERIFY(!m_window->openProject(path));
    m_window->messages()->inform(u"Something else."_s);
    settle();
    QCOMPARE(m_window->messages()->text(), u"Something else."_s);
    QVERIFY(m_window->messages()->buttons().isEmpty());
}

QTEST_MAIN(tst_WindowRescue)
#include "tst_windowrescue.moc"
