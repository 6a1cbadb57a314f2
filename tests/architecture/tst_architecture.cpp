// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// The house as design and CONTRIBUTING describe it, checked over the sources: who may include whom. The
/// build itself refuses most wrong includes (see the include_* tests); this one also sees what a shared
/// include root lets through.
class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomsIncludeOnlyWhatTheyMay_data();
    void roomsIncludeOnlyWhatTheyMay();
    void onlyThePaintingRoomsUseGui_data();
    void onlyThePaintingRoomsUseGui();
    void graphvizStaysInTheWorker();
    void librariesStayBehindTheirAdapters_data();
    void librariesStayBehindTheirAdapters();

private:
    struct Include
    {
        QString file;
        QString header;
    };
    static QList<Include> includesBelow(const QString &folder);
};

QList<TestArchitecture::Include> TestArchitecture::includesBelow(const QString &folder)
{
    static const QRegularExpression line(uR"(^\s*#\s*include\s*["<]([^">]+)[">])"_s,
                                         QRegularExpression::MultilineOption);
    QList<Include> found;
    const QDir root(QStringLiteral(GROUNDPLAN_SOURCE_DIR));
    QDirIterator it(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = line.globalMatch(text); match.hasNext();)
            found.append({root.relativeFilePath(file.fileName()), match.next().captured(1)});
    }
    return found;
}

void TestArchitecture::roomsIncludeOnlyWhatTheyMay_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("allowed");
    const auto row = [](const QString &folder, const QStringList &allowed) {
        QTest::newRow(qUtf8Printable(folder)) << folder << allowed;
    };
    row(u"core/model"_s, {u"core/model"_s});
    row(u"core/metamodel"_s, {u"core/metamodel"_s, u"core/model"_s});
    row(u"core/store"_s, {u"core/store"_s, u"core/model"_s});
    row(u"core/compare"_s, {u"core/compare"_s, u"core/metamodel"_s, u"core/model"_s});
    row(u"core/search"_s, {u"core/search"_s, u"core/model"_s});
    row(u"core"_s, {u"core"_s});
    row(u"views"_s, {u"views"_s, u"core"_s});
}

void TestArchitecture::roomsIncludeOnlyWhatTheyMay()
{
    QFETCH(QString, folder);
    QFETCH(QStringList, allowed);
    const auto includes = includesBelow(folder);
    QVERIFY(!includes.isEmpty());
    for (const Include &include : includes) {
        if (!include.header.contains(u'/') ||
            (!include.header.startsWith(u"core/") && !include.header.startsWith(u"views/") &&
             !include.header.startsWith(u"app/")))
            continue;
        const bool fine = std::ranges::any_of(
            allowed, [&](const QString &prefix) { return include.header.startsWith(prefix + u'/'); });
        QVERIFY2(fine, qUtf8Printable(include.file + u" includes "_s + include.header));
    }
}

void TestArchitecture::onlyThePaintingRoomsUseGui_data()
{
    QTest::addColumn<QString>("folder");
    for (const QString &room : {u"model"_s, u"metamodel"_s, u"store"_s, u"compare"_s, u"rules"_s, u"layout"_s,
                                u"exchange"_s, u"search"_s})
        QTest::newRow(qUtf8Printable(room)) << u"core/"_s + room;
}

void TestArchitecture::onlyThePaintingRoomsUseGui()
{
    QFETCH(QString, folder);
    static const QRegularExpression gui(
        u"^(QtGui/|QtWidgets/|QtSvg/|QPainter|QImage|QPixmap|QFont|QColor|QIcon|QWidget|QApplication|QGuiApplication|QMessageBox)"_s);
    for (const Include &include : includesBelow(folder))
        QVERIFY2(!gui.match(include.header).hasMatch(),
                 qUtf8Printable(include.file + u" includes "_s + include.header));
}

void TestArchitecture::graphvizStaysInTheWorker()
{
    for (const QString &folder : {u"core"_s, u"views"_s, u"app"_s}) {
        for (const Include &include : includesBelow(folder)) {
            const bool graphviz = include.header.contains(u"cgraph") || include.header.contains(u"gvc");
            QVERIFY2(!graphviz || include.file.startsWith(u"app/layout/"),
                     qUtf8Printable(include.file + u" includes "_s + include.header));
        }
    }
}

void TestArchitecture::librariesStayBehindTheirAdapters_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QStringList>("folders");
    QTest::newRow("yaml-cpp") << u"yaml-cpp/"_s
                              << QStringList{u"core/metamodel/yaml"_s, u"core/exchange/yaml_writer"_s};
    QTest::newRow("SQLiteCpp") << u"SQLiteCpp/"_s << QStringList{u"core/store/"_s};
    QTest::newRow("SQLite") << u"sqlite3"_s << QStringList{u"core/store/"_s, u"app/bench/"_s};
    QTest::newRow("md4c") << u"md4c"_s << QStringList{u"core/documents/"_s, u"app/bench/"_s};
    QTest::newRow("templates") << u"KTextTemplate/"_s << QStringList{u"core/documents/"_s};
    QTest::newRow("spell check") << u"Sonnet/"_s << QStringList{u"views/editor/sonnetdictionaries"_s};
    QTest::newRow("keychain") << u"qt6keychain/"_s << QStringList{u"core/publish/secrets"_s};
    QTest::newRow("command line") << u"CLI/"_s << QStringList{u"app/"_s};
}

void TestArchitecture::librariesStayBehindTheirAdapters()
{
    QFETCH(QString, prefix);
    QFETCH(QStringList, folders);
    for (const QString &folder : {u"core"_s, u"views"_s, u"app"_s}) {
        for (const Include &include : includesBelow(folder)) {
            if (!include.header.startsWith(prefix))
                continue;
            const bool fine =
                std::ranges::any_of(folders, [&](const QString &f) { return include.file.startsWith(f); });
            QVERIFY2(fine, qUtf8Printable(include.file + u" includes "_s + include.header));
        }
    }
}

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
