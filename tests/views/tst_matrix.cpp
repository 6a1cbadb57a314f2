// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/table/matrixpage.h"
#include "views/table/tableview.h"
#include "views/table/twins.h"

#include <QComboBox>

/// A view as a matrix of relations.
class tst_Matrix : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        keys(u"Ctrl+Alt+3"_s);
    }
    void cleanup() { closeWindow(); }

    void beginsWithWhatTheViewHasMostOf();
    void dotsAreTheRelationsAtThePlateau();
    void clickAddsAndEnds();
    void arrowsWalkAndSpaceToggles();
    void endedRelationGoesOn();
    void laterRelationBeginsHere();
    void earlierEndIsNamed();
    void illegalCellsSayWhy();
    void choiceOfKindsAndRelationIsRemembered();
    void inverseRelationIsRead();
    void compareShowsSigns();

private:
    [[nodiscard]] MatrixPage *matrixPage() const { return workspace().centre()->twins()->matrix(); }
    [[nodiscard]] TableView *table() const { return matrixPage()->table(); }
    [[nodiscard]] QModelIndex cell(const QString &row, const QString &column) const
    {
        const auto &data = matrixPage()->model()->matrix();
        const auto at = [this](const QList<MatrixEnd> &ends, const QString &key) {
            return int(std::ranges::find(ends, idOf(key), &MatrixEnd::id) - ends.begin());
        };
        return matrixPage()->model()->index(at(data.rows, row), at(data.columns, column));
    }
    [[nodiscard]] bool isSet(const QString &row, const QString &column) const
    {
        return cell(row, column).data(MatrixModel::StateRole).isValid();
    }
    [[nodiscard]] bool exists(const QString &kind, const QString &source, const QString &target) const
    {
        return std::ranges::contains(session().state().targets(idOf(source), kind), idOf(target),
                                     &ElementState::id);
    }
    void click(const QModelIndex &index)
    {
        QVERIFY(index.isValid());
        table()->scrollTo(index);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
        settle();
    }
    void choose(QComboBox *box, int index)
    {
        QVERIFY(index >= 0);
        box->setFocus();
        while (box->currentIndex() != index)
            QTest::keyClick(box, box->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
        settle();
    }
};

void tst_Matrix::beginsWithWhatTheViewHasMostOf()
{
    const auto &choice = matrixPage()->model()->matrix().choice;
    QCOMPARE(choice.rowKind, u"pipeline"_s);
    QCOMPARE(choice.columnKind, u"environment"_s);
    QCOMPARE(choice.relation, u"deploysTo"_s);
    QCOMPARE(matrixPage()->relations()->currentText(), u"deploys to · 3"_s);
    QVERIFY(table()->isVisible());
    QCOMPARE(table()->accessibleName(), u"Relations of the view"_s);
}

void tst_Matrix::dotsAreTheRelationsAtThePlateau()
{
    for (const auto &environment : {u"dev"_s, u"stage"_s, u"prod"_s})
        QVERIFY(isSet(u"golden-web"_s, environment));
    QCOMPARE(cell(u"golden-web"_s, u"dev"_s).data(Qt::AccessibleTextRole).toString(),
             u"golden-web deploys to dev: yes"_s);
    showPlateau(u"current"_s);
    QVERIFY(isSet(u"jenkins-shared"_s, u"prod"_s));
    QVERIFY(!isSet(u"jenkins-shared"_s, u"dev"_s));
}

void tst_Matrix::clickAddsAndEnds()
{
    showPlateau(u"current"_s);
    const auto before = historySize();
    click(cell(u"jenkins-shared"_s, u"dev"_s));
    QCOMPARE(historySize(), before + 1);
    QVERIFY(exists(u"deploysTo"_s, u"jenkins-shared"_s, u"dev"_s));
    QVERIFY(isSet(u"jenkins-shared"_s, u"dev"_s));
    QCOMPARE(lastLabel(), u"Add in Current: jenkins-shared deploys to dev"_s);
    QVERIFY(std::holds_alternative<RelationId>(session().selection()));
    // What begins at this plateau is erased by its end; what began before ends here and stays before.
    showPlateau(u"wave-1"_s);
    click(cell(u"jenkins-shared"_s, u"dev"_s));
    QCOMPARE(historySize(), before + 2);
    QVERIFY(!isSet(u"jenkins-shared"_s, u"dev"_s));
    showPlateau(u"current"_s);
    QVERIFY(isSet(u"jenkins-shared"_s, u"dev"_s));
    keys(u"Ctrl+Z"_s);
    showPlateau(u"wave-1"_s);
    QVERIFY(isSet(u"jenkins-shared"_s, u"dev"_s));
    // A double click is one.
    const QPoint at = table()->visualRect(cell(u"jenkins-shared"_s, u"dev"_s)).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, at);
    settle();
    QVERIFY(!isSet(u"jenkins-shared"_s, u"dev"_s));
}

void tst_Matrix::arrowsWalkAndSpaceToggles()
{
    const auto before = historySize();
    table()->setFocus();
    table()->setCurrentIndex(cell(u"golden-web"_s, u"dev"_s));
    QTest::keyClick(table(), Qt::Key_Right);
    QCOMPARE(table()->currentIndex().column(), 1);
    QTest::keyClick(table(), Qt::Key_Space);
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY(!table()->currentIndex().data(MatrixModel::StateRole).isValid());
    QTest::keyClick(table(), Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), before + 2);
    QVERIFY(table()->currentIndex().data(MatrixModel::StateRole).isValid());
    QCOMPARE(table()->currentIndex().column(), 1);
}

void tst_Matrix::endedRelationGoesOn()
{
    showPlateau(u"wave-1"_s);
    const auto before = model();
    click(cell(u"jenkins-shared"_s, u"prod"_s));
    QVERIFY(!isSet(u"jenkins-shared"_s, u"prod"_s));
    click(cell(u"jenkins-shared"_s, u"prod"_s));
    QVERIFY(isSet(u"jenkins-shared"_s, u"prod"_s));
    const auto *relation = model().relation(u"deploysTo"_s, idOf(u"jenkins-shared"_s), idOf(u"prod"_s));
    QVERIFY(relation->lifetime.until.isEmpty());
    QCOMPARE(relation->lifetime.since, plateau(u"current"_s));
}

void tst_Matrix::laterRelationBeginsHere()
{
    // Both ends have been there from the start, the relation comes with the target.
    Draft draft(model());
    QVERIFY(draft.addRelation(u"promotesTo"_s, idOf(u"dev"_s), idOf(u"prod"_s), plateau(u"target"_s)));
    QVERIFY(session().commit(draft, u"A short cut"_s));
    showPlateau(u"current"_s);
    choose(matrixPage()->rowKinds(), matrixPage()->rowKinds()->findData(u"environment"_s));
    choose(matrixPage()->relations(),
           matrixPage()->relations()->findData(u"environment,environment,promotesTo,>"_s));
    QVERIFY(!isSet(u"dev"_s, u"prod"_s));
    click(cell(u"dev"_s, u"prod"_s));
    QVERIFY(isSet(u"dev"_s, u"prod"_s));
    QCOMPARE(model().relation(u"promotesTo"_s, idOf(u"dev"_s), idOf(u"prod"_s))->lifetime.since,
             plateau(u"current"_s));
}

void tst_Matrix::earlierEndIsNamed()
{
    showPlateau(u"current"_s);
    choose(matrixPage()->rowKinds(), matrixPage()->rowKinds()->findData(u"environment"_s));
    choose(matrixPage()->relations(),
           matrixPage()->relations()->findData(u"environment,environment,promotesTo,>"_s));
    showPlateau(u"wave-1"_s);
    click(cell(u"dev"_s, u"stage"_s));
    showPlateau(u"target"_s);
    const auto before = historySize();
    click(cell(u"dev"_s, u"stage"_s));
    QCOMPARE(historySize(), before);
    QVERIFY2(matrixPage()->note().contains(u"It ended in Wave 1 already"_s),
             qPrintable(matrixPage()->note()));
}

void tst_Matrix::illegalCellsSayWhy()
{
    choose(matrixPage()->rowKinds(), matrixPage()->rowKinds()->findData(QString()));
    choose(matrixPage()->relations(), matrixPage()->relations()->findData(u",environment,deploysTo,>"_s));
    const auto before = historySize();
    const auto wrong = cell(u"checkout"_s, u"dev"_s);
    QVERIFY(wrong.data(MatrixModel::IllegalRole).toBool());
    const QString tip = wrong.data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"“deploys to” cannot run from service to environment"_s), qPrintable(tip));
    QVERIFY2(tip.contains(u"runs in"_s), qPrintable(tip)); // what is possible
    click(wrong);
    QCOMPARE(historySize(), before);
    QVERIFY(matrixPage()->note().contains(u"deploys to"_s));
    QVERIFY(cell(u"dev"_s, u"dev"_s).data(Qt::ToolTipRole).toString().contains(u"itself"_s));
    QVERIFY(!cell(u"golden-web"_s, u"dev"_s).data(MatrixModel::IllegalRole).toBool());
}

void tst_Matrix::choiceOfKindsAndRelationIsRemembered()
{
    choose(matrixPage()->rowKinds(), matrixPage()->rowKinds()->findData(u"control"_s));
    choose(matrixPage()->columnKinds(), matrixPage()->columnKinds()->findData(u"pipeline"_s));
    QCOMPARE(matrixPage()->model()->matrix().choice.relation, u"guards"_s);
    QVERIFY(isSet(u"control-1"_s, u"golden-web"_s));
    reopen();
    QCOMPARE(workspace().centre()->twins()->twin(), Twin::Matrix);
    QCOMPARE(matrixPage()->model()->matrix().choice.toText(), u"control,pipeline,guards,>"_s);
}

void tst_Matrix::inverseRelationIsRead()
{
    choose(matrixPage()->columnKinds(), matrixPage()->columnKinds()->findData(u"control"_s));
    const auto &choice = matrixPage()->model()->matrix().choice;
    QCOMPARE(choice.relation, u"guards"_s);
    QVERIFY(choice.isInverse);
    QCOMPARE(matrixPage()->relations()->currentText(), u"is guarded by · 2"_s);
    click(cell(u"golden-web"_s, u"control-1"_s));
    QVERIFY(!exists(u"guards"_s, u"control-1"_s, u"golden-web"_s));
    QCOMPARE(lastLabel(), u"End in Target: control-1 guards golden-web"_s);
}

void tst_Matrix::compareShowsSigns()
{
    startCompare();
    const auto stateOf = [this](const QString &row, const QString &column) {
        return compare::State(cell(row, column).data(MatrixModel::StateRole).toInt());
    };
    QCOMPARE(stateOf(u"golden-web"_s, u"prod"_s), compare::State::Added);
    QCOMPARE(stateOf(u"jenkins-shared"_s, u"prod"_s), compare::State::Removed);
    const auto before = historySize();
    click(cell(u"golden-web"_s, u"prod"_s));
    QCOMPARE(historySize(), before);
    QVERIFY(matrixPage()->note().contains(u"read-only"_s));
}

QTEST_MAIN(tst_Matrix)
#include "tst_matrix.moc"
