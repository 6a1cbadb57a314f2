// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/relate.h"
#include "tests/support/smallplatform.h"

#include <QTest>

using namespace gp;
using namespace Qt::StringLiterals;

/// What an edit does beside what it was asked for.
class tst_Draft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erasedElementLeavesNoNameInViews();
    void relationThatEndedHereComesBack();
    void relationThatEndedEarlierDoesNot();
    void relationThatBeginsLaterBeginsHere();
    void relationOnAnotherBranchStaysThere();
    void errorsOfEndlessNamesAreReadable();
};

void tst_Draft::erasedElementLeavesNoNameInViews()
{
    Draft draft{Model()};
    const auto p = test::addSmallPlatform(draft);
    View view = *draft.model().view(p.view);
    view.properties.insert(u"include"_s, QJsonArray{u"cart"_s, u"checkout"_s});
    view.properties.insert(u"exclude"_s, QJsonArray{u"cart"_s});
    QVERIFY(draft.update(view));
    Draft edit(draft.model());
    QVERIFY(edit.eraseElement(p.cart));
    const auto &now = edit.model().view(p.view)->properties;
    QCOMPARE(now.value(u"include"_s).toArray(), QJsonArray{u"checkout"_s});
    QCOMPARE(now.value(u"exclude"_s).toArray(), QJsonArray{});
    QVERIFY(edit.change().views.touches(p.view));
    QVERIFY(findProblems(edit.model()).isEmpty());
}

void tst_Draft::errorsOfEndlessNamesAreReadable()
{
    const QString name(9000, u'0');
    const Error error{
        ErrorCode::Invalid, u"element '"_s + name + u"1' is there twice"_s, {}, u"shop.gplan"_s, 0};
    QVERIFY(error.text().size() < 200);
    QVERIFY(error.text().startsWith(u"shop.gplan: element '000"_s));
    QVERIFY(error.text().endsWith(u"0001' is there twice"_s));
}

void tst_Draft::relationThatEndedHereComesBack()
{
    Draft draft{Model()};
    const auto p = test::addSmallPlatform(draft);
    const auto relation = draft.addRelation(u"dependsOn"_s, p.cart, p.checkout, p.current).value();
    const Model before = draft.model();
    QVERIFY(draft.removeRelationAt(relation, p.wave));
    QCOMPARE(relateAt(draft, u"dependsOn"_s, p.cart, p.checkout, p.wave).value(), relation);
    QVERIFY(draft.model() == before);
    QCOMPARE(relateAt(draft, u"dependsOn"_s, p.cart, p.checkout, p.wave).error().message,
             u"This relation is there already"_s);
}

void tst_Draft::relationThatEndedEarlierDoesNot()
{
    Draft draft{Model()};
    const auto p = test::addSmallPlatform(draft);
    QVERIFY(draft.removeRelationAt(p.dependsOn, p.wave));
    const Model before = draft.model();
    const auto back = relateAt(draft, u"dependsOn"_s, p.checkout, p.cart, p.target);
    QVERIFY(!back);
    QVERIFY2(back.error().message.contains(u"'wave'"_s), qPrintable(back.error().message));
    QVERIFY(draft.model() == before);
}

void tst_Draft::relationThatBeginsLaterBeginsHere()
{
    Draft draft{Model()};
    const auto p = test::addSmallPlatform(draft);
    const auto later = draft.addRelation(u"dependsOn"_s, p.cart, p.checkout, p.target).value();
    QCOMPARE(relateAt(draft, u"dependsOn"_s, p.cart, p.checkout, p.current).value(), later);
    for (const auto plateau : {p.current, p.wave, p.target, p.option})
        QVERIFY(draft.model().pathTo(plateau).lives(draft.model().relation(later)->lifetime));
    QVERIFY(findProblems(draft.model()).isEmpty());
}

void tst_Draft::relationOnAnotherBranchStaysThere()
{
    Draft draft{Model()};
    const auto p = test::addSmallPlatform(draft);
    QVERIFY(draft.addRelation(u"dependsOn"_s, p.cart, p.checkout, p.option));
    const auto here = relateAt(draft, u"dependsOn"_s, p.cart, p.checkout, p.target);
    QVERIFY(!here);
    QVERIFY2(here.error().message.contains(u"'option'"_s), qPrintable(here.error().message));
}

QTEST_APPLESS_MAIN(tst_Draft)
#include "tst_draft.moc"
