// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/querytrial.h"
#include "tests/fuzz/sqlgrammar.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

/// What `./dev fuzz query` does with a fuzzer, in short and without one: the same statements every time, or
/// those of GROUNDPLAN_FUZZ_SEED; GROUNDPLAN_FUZZ_STATEMENTS of them.
class tst_FuzzQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void corpus();
    void grammar();
};

void tst_FuzzQuery::corpus()
{
    fuzz::QueryTrial trial;
    const QDir folder(QStringLiteral(GROUNDPLAN_SOURCE_DIR "/tests/fuzz/corpus/query"));
    const QStringList names = folder.entryList(QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto broken = trial.ask(file.readAll());
        QVERIFY2(!broken, qPrintable(name + u": "_s + broken.value_or(QString())));
    }
    QVERIFY(trial.answered() > names.size() / 2);
}

void tst_FuzzQuery::grammar()
{
    bool told = false;
    const auto seed = static_cast<quint32>(qEnvironmentVariableIntValue("GROUNDPLAN_FUZZ_SEED", &told));
    const int wanted = qEnvironmentVariableIntValue("GROUNDPLAN_FUZZ_STATEMENTS");
    const int statements = wanted > 0 ? wanted : 2000;
    fuzz::QueryTrial trial;
    fuzz::SqlGrammar grammar(told ? seed : 20261123, trial.columns());
    QByteArray hungriest;
    qint64 most = 0;
    QMap<QString, QString> broken; // an example of each sort
    for (int i = 0; i < statements; ++i) {
        const QByteArray sql = grammar.statement();
        if (const auto rule = trial.ask(sql)) {
            static const QRegularExpression numbers(u"\\d+"_s);
            broken.insert(QString(*rule).replace(numbers, u"N"_s),
                          u"statement %1: %2: %3"_s.arg(i).arg(*rule, QString::fromUtf8(sql)));
        }
        if (trial.memory() > most) {
            most = trial.memory();
            hungriest = sql;
        }
    }
    qInfo("%d of %d answered; the most memory: %lld KiB for %s", trial.answered(), statements, most / 1024,
          hungriest.left(200).constData());
    QVERIFY2(broken.isEmpty(), qPrintable(QStringList(broken.values()).join(u'\n')));
    // A grammar whose statements are all wrong would try nothing.
    QVERIFY(trial.answered() > statements / 10);
}

QTEST_GUILESS_MAIN(tst_FuzzQuery)
#include "tst_fuzzquery.moc"
