// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "import_helper.h"

#include <QTemporaryDir>

using namespace importing;

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sourceThatIsNotThere();
};

void TestImport::sourceThatIsNotThere()
{
    const auto result = importSources({u"/nowhere/at/all"_s}, {}, emptyProject());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unreadable);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
