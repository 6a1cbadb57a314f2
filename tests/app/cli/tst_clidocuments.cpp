// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "runcli.h"

#include <QDir>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using gp::test::Ran;
using gp::test::run;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

} // namespace

/// Documents in a folder as a script keeps them: made, checked, tidied, with own templates.
class TestCliDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_folder.isValid());
        m_file = m_folder.filePath(u"shop.gplan"_s);
        m_out = m_folder.filePath(u"documents"_s);
        QCOMPARE(run({u"new"_s, m_file}).status, 0);
        const Ran applied =
            run({u"apply"_s, m_file, QStringLiteral(GROUNDPLAN_TEST_DATA "/documents/small/model")});
        QVERIFY2(applied.status == 0, applied.err.constData());
    }

    void init()
    {
        QDir(m_out).removeRecursively();
        QDir(m_folder.filePath(u"templates"_s)).removeRecursively();
        const Ran made = generate();
        QVERIFY2(made.status == 0, made.err.constData());
    }

    void whatIsStaleIsListedAndNothingWritten()
    {
        QCOMPARE(check({}).status, 0);
        QCOMPARE(run({u"edit"_s, m_file, u"set"_s, u"stock"_s, u"name=Warehouse"_s}).status, 0);
        const QByteArray before = bytesOf(m_out + u"/runbooks/stock.md"_s);
        const Ran stale = check({});
        QCOMPARE(stale.status, 1);
        QVERIFY2(stale.out.contains("stale     runbooks/stock: "), stale.out.constData());
        QVERIFY2(stale.out.contains("Runbook: Warehouse (+"), stale.out.constData());
        QCOMPARE(bytesOf(m_out + u"/runbooks/stock.md"_s), before);
        const Ran json = check({u"--json"_s});
        QCOMPARE(json.status, 1);
        QVERIFY(!json.json().object().value(u"fresh"_s).toBool(true));
        QCOMPARE(stateIn(json, u"runbooks/stock"_s), u"stale"_s);
        QCOMPARE(stateIn(json, u"decisions/0001-use-jenkins"_s), u"fresh"_s);
        QCOMPARE(run({u"undo"_s, m_file}).status, 0);
        QCOMPARE(check({}).status, 0);
    }

    void whatIsMissingOrEditedIsListed()
    {
        QVERIFY(QFile::remove(m_out + u"/runbooks/cart.md"_s));
        QCOMPARE(check({}).status, 0); // the page is still there
        QVERIFY(QFile::remove(m_out + u"/runbooks/cart.html"_s));
        const QString edited = m_out + u"/nfr/stock.md"_s;
        write(edited, bytesOf(edited) + "Mine.\n");
        const Ran json = check({u"--json"_s});
        QCOMPARE(json.status, 1);
        QCOMPARE(stateIn(json, u"runbooks/cart"_s), u"missing"_s);
        QCOMPARE(stateIn(json, u"nfr/stock"_s), u"edited"_s);
        // With options it says whether the same command without --check would write something.
        const QStringList few{u"generate"_s,  m_file,     u"--out"_s,    m_folder.filePath(u"few"_s),
                              u"--kind"_s,    u"adr"_s,   u"--format"_s, u"md"_s,
                              u"--plateau"_s, u"target"_s};
        QCOMPARE(run(few + QStringList{u"--check"_s}).status, 1);
        QCOMPARE(run(few).status, 0);
        QCOMPARE(run(few + QStringList{u"--check"_s}).status, 0);
        const Ran again = generate({u"--json"_s});
        QCOMPARE(again.status, 0);
        QVERIFY2(again.err.contains("nfr/stock.edited.md"), again.err.constData());
        QCOMPARE(again.json().object().value(u"warnings"_s).toArray().size(), 1);
        QVERIFY(bytesOf(m_out + u"/nfr/stock.edited.md"_s).endsWith("Mine.\n"));
        QCOMPARE(check({}).status, 0);
    }

    void leftoversAreRemovedOnRequest()
    {
        write(m_out + u"/decisions/mine.md"_s, "# Mine\n");
        QCOMPARE(run({u"edit"_s, m_file, u"remove"_s, u"stock"_s}).status, 0);
        const Ran json = check({u"--json"_s});
        QCOMPARE(json.status, 1);
        QCOMPARE(stateIn(json, u"nfr/stock"_s), u"leftover"_s);
        QCOMPARE(stateIn(check({u"--json"_s, u"--kind"_s, u"adr"_s}), u"nfr/cart"_s), QString());
        QCOMPARE(generate().status, 0);
        QVERIFY(QFile::exists(m_out + u"/nfr/stock.md"_s)); // nobody asked
        const Ran pruned = generate({u"--prune"_s, u"--json"_s, u"--kind"_s, u"adr"_s});
        QCOMPARE(pruned.status, 0);
        QCOMPARE(pruned.json().object().value(u"removed"_s).toArray(),
                 (QJsonArray{u"nfr/stock.html"_s, u"nfr/stock.md"_s, u"runbooks/stock.html"_s,
                             u"runbooks/stock.md"_s}));
        QVERIFY(QFile::exists(m_out + u"/decisions/mine.md"_s) && QFile::exists(m_out + u"/nfr/cart.md"_s));
        QCOMPARE(generate().status, 0); // with all kinds there are all links again
        QCOMPARE(check({}).status, 0);
        QCOMPARE(run({u"undo"_s, m_file}).status, 0);
        QCOMPARE(generate({u"--prune"_s, u"--check"_s}).status, 2);
    }

    void aTemplateIsPrintedChangedAndUsed()
    {
        const Ran printed = run({u"generate"_s, u"--print-template"_s, u"risk-register"_s});
        QCOMPARE(printed.status, 0);
        QVERIFY(printed.out.startsWith("{# title: Risk register #}\n"));
        QVERIFY(printed.out.endsWith("\n") && !printed.out.endsWith("\n\n"));
        QCOMPARE(run({u"generate"_s, u"--print-template"_s, u"risk-register.md"_s}).out, printed.out);
        QCOMPARE(run({u"generate"_s, u"--print-template"_s, u"../x"_s}).status, 2);
        write(m_folder.filePath(u"templates/documents/risk-register.md"_s), printed.out);
        QCOMPARE(check({}).status, 0); // the same text
        write(m_folder.filePath(u"templates/documents/risk-register.md"_s), printed.out + "\n## Ours\n");
        const Ran json = check({u"--json"_s});
        QCOMPARE(stateIn(json, u"risk-register"_s), u"stale"_s);
        QCOMPARE(json.status, 1);
        const Ran list = run({u"generate"_s, u"--kind"_s, u"list"_s});
        QVERIFY2(list.out.contains("risk-register.md          Risk register (project; labels: risks)"),
                 list.out.constData());
        const auto kinds = run({u"generate"_s, u"--kind"_s, u"list"_s, u"--json"_s}).json().array();
        QVERIFY(!kinds.first().toObject().value(u"templates"_s).toArray().isEmpty());
    }

private:
    Ran generate(const QStringList &more = {})
    {
        return run(QStringList{u"generate"_s, m_file, u"--out"_s, m_out, u"--plateau"_s, u"target"_s} + more);
    }
    Ran check(const QStringList &more) { return generate(QStringList{u"--check"_s} + more); }

    static QString stateIn(const Ran &ran, const QString &path)
    {
        for (const auto &value : ran.json().object().value(u"documents"_s).toArray()) {
            if (value.toObject().value(u"path"_s).toString() == path)
                return value.toObject().value(u"state"_s).toString();
        }
        return {};
    }

    QTemporaryDir m_folder;
    QString m_file;
    QString m_out;
};

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    TestCliDocuments test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_clidocuments.moc"
