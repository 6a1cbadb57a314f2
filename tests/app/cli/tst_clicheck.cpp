// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "runcli.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using gp::test::Ran;
using gp::test::run;

/// check, impact and evidence as scripts and CI see them.
class TestCliCheck : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(bytes);
        return file.fileName();
    }
    [[nodiscard]] static QJsonArray findings(const Ran &ran)
    {
        return ran.json().object().value(u"findings"_s).toArray();
    }

    QTemporaryDir m_folder;
    QString m_sample;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("GROUNDPLAN_LAYOUT_WORKER", GROUNDPLAN_BIN_DIR "/groundplan-layout");
        m_sample = path(u"shop plan.gplan"_s);
        QCOMPARE(run({u"new"_s, m_sample, u"--template"_s, u"microservices-50"_s}).status, 0);
    }

    void currentHasWhatAnAuditorExpectsAndTargetLittle()
    {
        const Ran current = run({u"check"_s, m_sample, u"--format"_s, u"json"_s});
        QCOMPARE(current.status, 1);
        const Ran target = run({u"check"_s, m_sample, u"--plateau"_s, u"target"_s, u"--json"_s});
        const QJsonObject now = current.json().object().value(u"open"_s).toObject();
        const QJsonObject then = target.json().object().value(u"open"_s).toObject();
        QVERIFY(now.value(u"error"_s).toInt() > 50);
        QVERIFY2(then.value(u"error"_s).toInt() <= 3, target.out.constData());
        QVERIFY(then.value(u"warning"_s).toInt() <= 20);
        QVERIFY(current.json().object().value(u"errors"_s).toArray().isEmpty());
        QVERIFY(target.json().object().value(u"errors"_s).toArray().isEmpty());
        QVERIFY(target.json().object().value(u"score"_s).toObject().value(u"open"_s).toDouble() >
                current.json().object().value(u"score"_s).toObject().value(u"open"_s).toDouble());
        // The preflight speaks of the way to the target only.
        const auto hasPreflight = [](const Ran &ran) {
            return std::ranges::any_of(findings(ran), [](const QJsonValue &one) {
                return one.toObject().value(u"rule"_s).toString().startsWith("PRE-"_L1);
            });
        };
        QVERIFY(hasPreflight(target) && !hasPreflight(current));
        QVERIFY(!hasPreflight(
            run({u"check"_s, m_sample, u"--plateau"_s, u"target"_s, u"--json"_s, u"--no-preflight"_s})));
    }

    void reportsReadBack()
    {
        const QString sarif = path(u"r.sarif"_s);
        QCOMPARE(run({u"check"_s, m_sample, u"--format"_s, u"sarif"_s, u"--out"_s, sarif}).status, 1);
        const Ran direct = run({u"check"_s, m_sample, u"--json"_s});
        const Ran back = run({u"check"_s, u"--read"_s, sarif, u"--json"_s});
        QCOMPARE(findings(back), findings(direct));
        QCOMPARE(back.status, 1);
        // Everything that is known does not fail.
        QCOMPARE(run({u"check"_s, m_sample, u"--level"_s, u"info"_s, u"--baseline"_s, sarif}).status, 0);
    }

    void onlyNewFindingsFailAgainstABaseline()
    {
        const QString file = path(u"own.gplan"_s);
        QCOMPARE(run({u"new"_s, file, u"--template"_s, u"microservices-50"_s}).status, 0);
        const QString baseline = path(u"baseline.json"_s);
        QCOMPARE(run({u"check"_s, file, u"--write-baseline"_s, baseline}).status, 1);
        QCOMPARE(run({u"check"_s, file, u"--baseline"_s, baseline}).status, 0);
        QCOMPARE(run({u"edit"_s, file, u"add"_s, u"service"_s, u"newcomer"_s, u"tier=1"_s}).status, 0);
        const Ran again = run({u"check"_s, file, u"--baseline"_s, baseline, u"--json"_s});
        QCOMPARE(again.status, 1);
        for (const QJsonValue &one : findings(again)) {
            if (one.toObject().value(u"state"_s) == u"open"_s &&
                one.toObject().value(u"severity"_s) == u"error"_s)
                QCOMPARE(one.toObject().value(u"element"_s).toString(), u"newcomer"_s);
        }
    }

    void profilesMakeItStricter()
    {
        const auto errors = [&](const QStringList &more) {
            return run(QStringList{u"check"_s, m_sample, u"--json"_s} + more)
                .json()
                .object()
                .value(u"open"_s)
                .toObject()
                .value(u"error"_s)
                .toInt();
        };
        const int startup = errors({u"--profile"_s, u"startup"_s});
        const int regulated = errors({u"--profile"_s, u"regulated"_s});
        QVERIFY2(startup < regulated, qPrintable(u"%1 %2"_s.arg(startup).arg(regulated)));
        QVERIFY(errors({u"--profile"_s, u"startup,regulated"_s}) >= regulated);
        const Ran unknown = run({u"check"_s, m_sample, u"--profile"_s, u"strict"_s});
        QCOMPARE(unknown.status, 2);
        QVERIFY(unknown.err.contains("enterprise"));
    }

    void ownRulesAndBrokenOnes()
    {
        const QString pack = write(
            u"own.yaml"_s, "rules:\n"
                           "  - {id: OWN-901, title: Named, severity: error, rationale: r, remediation: m,\n"
                           "     query: \"select id as element_id, name || ' is here' as message from "
                           "services where key = 'cart'\"}\n"
                           "  - {id: OWN-902, title: Broken, severity: error, rationale: r, remediation: m,\n"
                           "     query: \"select id as element_id, nome as message from services\"}\n"
                           "  - {id: OWN-903, title: Writes, severity: error, rationale: r, remediation: m,\n"
                           "     query: \"delete from services\"}\n");
        const Ran ran = run({u"check"_s, m_sample, u"--rules"_s, pack, u"--json"_s});
        const QJsonArray failed = ran.json().object().value(u"errors"_s).toArray();
        QCOMPARE(failed.size(), 2);
        QVERIFY2(failed.first().toString().contains(u"OWN-902"_s) &&
                     failed.first().toString().contains(u"column"_s),
                 qPrintable(failed.first().toString()));
        QVERIFY(std::ranges::any_of(findings(ran), [](const QJsonValue &one) {
            return one.toObject().value(u"rule"_s) == u"OWN-901"_s;
        }));
        for (const QByteArray &bad :
             {QByteArray("rules: 3"), QByteArray("a: ["), QByteArray("rules:\n  - {id: x}")}) {
            const Ran refused = run({u"check"_s, m_sample, u"--rules"_s, write(u"bad.yaml"_s, bad)});
            QCOMPARE(refused.status, 3);
            QVERIFY2(refused.err.contains("bad.yaml"), refused.err.constData());
        }
    }

    void everyFormatAndBadFiles()
    {
        for (const QString &format : {u"text"_s, u"json"_s, u"sarif"_s, u"junit"_s, u"markdown"_s}) {
            const Ran once = run({u"check"_s, m_sample, u"--format"_s, format});
            QCOMPARE(once.status, 1);
            QVERIFY(once.out.size() > 1000);
            QCOMPARE(run({u"check"_s, m_sample, u"--format"_s, format}).out, once.out);
        }
        QCOMPARE(run({u"check"_s, path(u"none.gplan"_s)}).status, 3);
        QCOMPARE(run({u"check"_s}).status, 2);
        QCOMPARE(run({u"check"_s, m_sample, u"--read"_s, m_sample}).status, 2);
        QCOMPARE(run({u"check"_s, u"--read"_s, m_sample}).status, 3);
        QCOMPARE(run({u"check"_s, m_sample, u"--plateau"_s, u"never"_s}).status, 2);
        QCOMPARE(run({u"check"_s, m_sample, u"--baseline"_s, path(u"none.json"_s)}).status, 3);
    }

    void impactNamesTheWay()
    {
        const Ran ran = run({u"impact"_s, m_sample, u"jenkins"_s, u"--json"_s});
        QCOMPARE(ran.status, 0);
        const QJsonObject found = ran.json().object();
        QCOMPARE(found.value(u"pipelines"_s).toArray(),
                 (QJsonArray{u"jenkins-data"_s, u"jenkins-payments"_s, u"jenkins-shared"_s,
                             u"jenkins-warehouse"_s}));
        for (const QJsonValue &hit : found.value(u"hits"_s).toArray())
            QVERIFY(!hit.toObject().value(u"path"_s).toArray().isEmpty());
        const QString picture = path(u"impact.svg"_s);
        QCOMPARE(run({u"impact"_s, m_sample, u"jenkins-payments"_s, u"--draw"_s, picture}).status, 0);
        QVERIFY(QFileInfo(picture).size() > 5000);
        QVERIFY(run({u"impact"_s, m_sample, u"jenkins"_s}).out.contains("To tell"));
        const Ran unknown = run({u"impact"_s, m_sample, u"jenkin"_s});
        QCOMPARE(unknown.status, 2);
        QVERIFY(unknown.err.contains("jenkins-shared"));
        QCOMPARE(run({u"impact"_s, m_sample, u"jenkins"_s, u"--plateau"_s, u"target"_s}).status,
                 2); // gone there
        QCOMPARE(run({u"impact"_s, m_sample, u"cart"_s, u"--draw"_s, path(u"x.bmp"_s)}).status, 2);
    }

    void evidenceIsAddedOnceAndUndone()
    {
        const QString file = path(u"evidence.gplan"_s);
        QCOMPARE(run({u"new"_s, file, u"--template"_s, u"microservices-50"_s}).status, 0);
        const QString report =
            write(u"trivy.sarif"_s,
                  R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy"}},"results":[]}]})");
        const Ran added = run({u"evidence"_s, file, report, u"--control"_s, u"image-scan"_s, u"--subject"_s,
                               u"cart"_s, u"--json"_s, u"--now"_s, u"2026-11-02T10:00:00Z"_s});
        QCOMPARE(added.status, 0);
        QCOMPARE(added.json().object().value(u"result"_s).toString(), u"pass"_s);
        QCOMPARE(added.json().object().value(u"collected"_s).toString(), u"2026-11-02"_s);
        QVERIFY(run({u"evidence"_s, file}).out.contains("image-scan-2026-11-02"));
        QCOMPARE(run({u"verify"_s, file}).status, 0);
        QCOMPARE(run({u"undo"_s, file}).status, 0);
        QVERIFY(!run({u"evidence"_s, file}).out.contains("image-scan-2026-11-02"));
        QCOMPARE(run({u"evidence"_s, file, report}).status, 2);
        QCOMPARE(run({u"evidence"_s, file, report, u"--control"_s, u"cart"_s}).status, 2);
        QCOMPARE(
            run({u"evidence"_s, file, write(u"x.txt"_s, "hello"), u"--control"_s, u"image-scan"_s}).status,
            3);
    }

    void nfrsAreListedAndAnswered()
    {
        const QString file = path(u"nfr.gplan"_s);
        QCOMPARE(run({u"new"_s, file, u"--template"_s, u"microservices-50"_s}).status, 0);
        const auto rowOf = [&](const QString &nfr) {
            const Ran ran = run({u"nfr"_s, file, u"list"_s, u"--element"_s, u"cart"_s, u"--plateau"_s,
                                 u"target"_s, u"--json"_s});
            const QJsonArray rows = ran.json().array();
            const auto found = std::ranges::find_if(rows, [&](const QJsonValue &row) {
                return row.toObject().value(u"nfr"_s).toString() == nfr;
            });
            return found == rows.end() ? QJsonObject() : found->toObject();
        };
        const QString nfr = u"NFR-REL-016"_s;
        QCOMPARE(rowOf(nfr).value(u"source"_s).toString(), u"none"_s);
        const QStringList answer{u"nfr"_s,        file,
                                 u"answer"_s,     nfr,
                                 u"--element"_s,  u"cart"_s,
                                 u"--as"_s,       u"met"_s,
                                 u"--owner"_s,    u"team-basket"_s,
                                 u"--plateau"_s,  u"target"_s,
                                 u"--evidence"_s, u"contract test"_s};
        QCOMPARE(run(answer).status, 0);
        QVERIFY(run(answer).out.contains("it is so already"));
        QCOMPARE(rowOf(nfr).value(u"answer"_s).toString(), u"met"_s);
        QCOMPARE(rowOf(nfr).value(u"source"_s).toString(), u"own"_s);
        QCOMPARE(rowOf(nfr).value(u"evidence"_s).toString(), u"contract test"_s);
        QVERIFY(run({u"nfr"_s, file, u"list"_s, u"--answer"_s, u"met"_s, u"--plateau"_s, u"target"_s})
                    .out.contains("cart  NFR-REL-016  met  "));
        // Of one's own goes, and the shared one shows.
        QCOMPARE(run({u"nfr"_s, file, u"answer"_s, nfr, u"--shared"_s, u"--as"_s, u"not-met"_s}).status, 0);
        QCOMPARE(run({u"nfr"_s, file, u"answer"_s, nfr, u"--element"_s, u"cart"_s, u"--as"_s, u"open"_s,
                      u"--plateau"_s, u"target"_s})
                     .status,
                 0);
        QCOMPARE(rowOf(nfr).value(u"source"_s).toString(), u"shared"_s);
        QCOMPARE(run({u"undo"_s, file}).status, 0);
        QCOMPARE(rowOf(nfr).value(u"source"_s).toString(), u"own"_s);
        for (const QStringList &wrong :
             {QStringList{u"--element"_s, u"cart"_s, u"--as"_s, u"not-applicable"_s},
              QStringList{u"--element"_s, u"prod-eu-1"_s, u"--as"_s, u"met"_s},
              QStringList{u"--as"_s, u"met"_s}, QStringList{u"--element"_s, u"cart"_s},
              QStringList{u"--shared"_s, u"--as"_s, u"perhaps"_s},
              QStringList{u"--shared"_s, u"--as"_s, u"partly"_s, u"--due"_s, u"soon"_s}})
            QCOMPARE(run(QStringList{u"nfr"_s, file, u"answer"_s, nfr} + wrong).status, 2);
        QCOMPARE(
            run({u"nfr"_s, file, u"answer"_s, u"NFR-XXX-001"_s, u"--shared"_s, u"--as"_s, u"met"_s}).status,
            2);
    }

    void auditDocumentsAreGenerated()
    {
        const QString out = path(u"documents"_s);
        QCOMPARE(run({u"generate"_s, m_sample, u"--out"_s, out, u"--plateau"_s, u"target"_s, u"--kind"_s,
                      u"preflight,control-matrix,evidence-pack,waiver-register"_s})
                     .status,
                 0);
        for (const QString &name : {u"preflight"_s, u"controls/matrix"_s, u"controls/waivers"_s,
                                    u"evidence/index"_s, u"evidence/image-scan"_s})
            QVERIFY2(QFile::exists(out + u'/' + name + u".md"_s) &&
                         QFile::exists(out + u'/' + name + u".html"_s),
                     qPrintable(name));
        QFile matrix(out + u"/controls/matrix.md"_s);
        QVERIFY(matrix.open(QIODevice::ReadOnly));
        const QByteArray text = matrix.readAll();
        QVERIFY(text.contains("OWASP CI/CD") && text.contains("What changes against Current"));
    }
};

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    TestCliCheck test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_clicheck.moc"
