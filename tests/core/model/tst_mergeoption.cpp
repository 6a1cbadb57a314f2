// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/merge_option.h"
#include "tests/support/randomedits.h"
#include "tests/support/smallplatform.h"

#include <QTest>

using namespace gp;
using namespace Qt::StringLiterals;

/// An option becomes part of the plateau it branches off: nothing that it says is lost, nothing that it does
/// not say is touched.
class tst_MergeOption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void valuesBecomeThoseOfTheBase();
    void whatTheBaseSaysMeanwhileStays();
    void unsetIsSaidOnlyWhereSomethingIsSet();
    void whatTheOptionAddsBeginsAtTheBase();
    void whatTheOptionEndsEndsAtTheBase();
    void whatBeganAtTheBaseIsErased();
    void relationsComeAndGo();
    void replacementIsStillOne();
    void otherOptionsStay();
    void keptOptionSaysNothingMore();
    void removedOptionHandsItsBranchesOn();
    void recordsNameTheBaseInstead();
    void onlyOptionsAreMerged();
    void anyModelIsAtTheBaseWhatItWasAtTheOption();
    void droppedPlateauTakesWhatItSays();
    void droppedPlateauMustBeTheLastAndNamedByNobody();

private:
    static QJsonValue at(const Model &model, PlateauId plateau, ElementId id, const QString &property)
    {
        const auto state = stateAt(model, plateau, id);
        return state ? state->properties.value(property) : QJsonValue(QJsonValue::Undefined);
    }
    static bool exists(const Model &model, PlateauId plateau, RelationId id)
    {
        return PlateauModel(model, plateau).relations().contains(id);
    }
    Model merged(MergedOption then = MergedOption::Keep)
    {
        const auto draft = mergeOption(m_draft.model(), m_p.option, then);
        if (!draft)
            qFatal("%s", qPrintable(draft.error().message));
        const auto problems = findProblems(draft->model());
        if (!problems.isEmpty())
            qFatal("%s", qPrintable(problems.front().message));
        return draft->model();
    }

    Draft m_draft{Model()};
    test::SmallPlatform m_p;
};

void tst_MergeOption::init()
{
    m_draft = Draft{Model()};
    m_p = test::addSmallPlatform(m_draft);
}

void tst_MergeOption::valuesBecomeThoseOfTheBase()
{
    QCOMPARE(at(merged(), m_p.wave, m_p.checkout, u"tier"_s), QJsonValue(2));
    QCOMPARE(at(merged(), m_p.target, m_p.checkout, u"tier"_s), QJsonValue(2)); // inherits it
    QCOMPARE(at(merged(), m_p.current, m_p.checkout, u"tier"_s), QJsonValue(1));
    QVERIFY(m_draft.setProperty(m_p.dependsOn, m_p.wave, u"protocol"_s, u"AMQP"_s));
    QVERIFY(m_draft.setProperty(m_p.deliveredBy, m_p.option, u"note"_s, u"soon"_s));
    const Model now = merged();
    const QJsonObject note{{u"note"_s, u"soon"_s}};
    QCOMPARE(now.relation(m_p.deliveredBy)->revisions, Revisions({{m_p.wave, note}}));
}

void tst_MergeOption::whatTheBaseSaysMeanwhileStays()
{
    QVERIFY(m_draft.setProperty(m_p.checkout, m_p.wave, u"on_call"_s, false));
    QVERIFY(m_draft.setProperty(m_p.checkout, m_p.wave, u"tier"_s, 3));
    QVERIFY(m_draft.setProperty(m_p.cart, m_p.wave, u"tier"_s, 4));
    const auto cache = m_draft.addElement(u"service"_s, u"cache"_s, m_p.wave, {}).value();
    const Model now = merged();
    QCOMPARE(at(now, m_p.wave, m_p.checkout, u"on_call"_s), QJsonValue(false));
    QCOMPARE(at(now, m_p.wave, m_p.checkout, u"deployment_strategy"_s), QJsonValue(u"canary"_s));
    QCOMPARE(at(now, m_p.wave, m_p.checkout, u"tier"_s), QJsonValue(2)); // both set it: the option wins
    QCOMPARE(at(now, m_p.wave, m_p.cart, u"tier"_s), QJsonValue(4));
    QVERIFY(stateAt(now, m_p.wave, cache));
}

void tst_MergeOption::unsetIsSaidOnlyWhereSomethingIsSet()
{
    QVERIFY(m_draft.setProperty(m_p.checkout, m_p.option, u"rollback"_s, QJsonValue::Null));
    QVERIFY(m_draft.setProperty(m_p.checkout, m_p.option, u"deployment_strategy"_s, QJsonValue::Null));
    const Model now = merged();
    QVERIFY(at(now, m_p.wave, m_p.checkout, u"rollback"_s).isUndefined());
    QVERIFY(at(now, m_p.wave, m_p.checkout, u"deployment_strategy"_s).isUndefined());
    // Current sets one of them, the other was the base's own.
    QCOMPARE(now.element(m_p.checkout)->revisions.value(m_p.wave),
             QJsonObject({{u"rollback"_s, QJsonValue::Null}, {u"tier"_s, 2}}));
    QVERIFY(m_draft.revertProperty(m_p.checkout, m_p.option, u"rollback"_s));
    QVERIFY(m_draft.revertProperty(m_p.checkout, m_p.option, u"tier"_s));
    QVERIFY(!merged().element(m_p.checkout)->revisions.contains(m_p.wave)); // nothing is left to say
}

void tst_MergeOption::whatTheOptionAddsBeginsAtTheBase()
{
    const auto added = m_draft.addElement(u"service"_s, u"search"_s, m_p.option, test::named(u"Search"_s));
    const auto relation = m_draft.addRelation(u"dependsOn"_s, m_p.checkout, *added, m_p.option);
    const Model now = merged();
    QCOMPARE(now.element(*added)->lifetime, Lifetime({m_p.wave, {}}));
    QCOMPARE(now.element(*added)->revisions.keys(), QList<PlateauId>{m_p.wave});
    QCOMPARE(now.relation(*relation)->lifetime, Lifetime({m_p.wave, {}}));
    QVERIFY(stateAt(now, m_p.target, *added));
    QVERIFY(!stateAt(now, m_p.current, *added));
}

void tst_MergeOption::whatTheOptionEndsEndsAtTheBase()
{
    QVERIFY(m_draft.removeElementAt(m_p.jenkins, m_p.option));
    const Model now = merged();
    QCOMPARE(now.element(m_p.jenkins)->lifetime, Lifetime({m_p.current, {m_p.wave}})); // target's is covered
    QVERIFY(stateAt(now, m_p.current, m_p.jenkins));
    QVERIFY(!stateAt(now, m_p.wave, m_p.jenkins));
    QVERIFY(!exists(now, m_p.wave, m_p.deliveredBy));
}

void tst_MergeOption::whatBeganAtTheBaseIsErased()
{
    const auto trial = m_draft.addElement(u"service"_s, u"trial"_s, m_p.wave, {}).value();
    const auto relation = m_draft.addRelation(u"dependsOn"_s, trial, m_p.cart, m_p.wave).value();
    QVERIFY(m_draft.removeElementAt(trial, m_p.option));
    const Model now = merged();
    QVERIFY(!now.element(trial));
    QVERIFY(!now.relation(relation));
}

void tst_MergeOption::relationsComeAndGo()
{
    const auto fresh = m_draft.addRelation(u"dependsOn"_s, m_p.cart, m_p.checkout, m_p.option).value();
    QVERIFY(exists(m_draft.model(), m_p.wave, m_p.dependsOn)); // the option ends it
    const Model now = merged();
    QVERIFY(exists(now, m_p.wave, fresh));
    QVERIFY(!exists(now, m_p.wave, m_p.dependsOn));
    QVERIFY(exists(now, m_p.current, m_p.dependsOn));
}

void tst_MergeOption::replacementIsStillOne()
{
    const auto buildkite = m_draft.addElement(u"pipeline"_s, u"buildkite"_s, m_p.option, {}).value();
    const auto replaces = m_draft.addRelation(u"replaces"_s, buildkite, m_p.jenkins, m_p.option).value();
    QVERIFY(m_draft.removeElementAt(m_p.jenkins, m_p.option));
    const Model now = merged();
    QVERIFY(stateAt(now, m_p.wave, buildkite));
    QVERIFY(!stateAt(now, m_p.wave, m_p.jenkins));
    QCOMPARE(now.relation(replaces)->lifetime.since, m_p.wave);
}

void tst_MergeOption::otherOptionsStay()
{
    const auto other =
        m_draft.addPlateau({{}, u"other"_s, {}, {}, PlateauKind::Option, m_p.wave, 4, {}}).value();
    QVERIFY(m_draft.setProperty(m_p.checkout, other, u"tier"_s, 3));
    const auto own = m_draft.addElement(u"service"_s, u"own"_s, other, {}).value();
    const Model now = merged(MergedOption::Remove);
    QCOMPARE(now.plateau(other)->parent, m_p.wave);
    QCOMPARE(at(now, other, m_p.checkout, u"tier"_s), QJsonValue(3));
    QVERIFY(stateAt(now, other, own));
    QVERIFY(!stateAt(now, m_p.wave, own));
}

void tst_MergeOption::keptOptionSaysNothingMore()
{
    const PlateauModel before(m_draft.model(), m_p.option);
    const Model now = merged(MergedOption::Keep);
    QVERIFY(PlateauModel(now, m_p.option) == before);
    for (const auto &element : now.elements()) {
        QVERIFY(!element.revisions.contains(m_p.option));
        QVERIFY(element.lifetime.since != m_p.option && !element.lifetime.until.contains(m_p.option));
    }
}

void tst_MergeOption::removedOptionHandsItsBranchesOn()
{
    const auto branch =
        m_draft.addPlateau({{}, u"branch"_s, {}, {}, PlateauKind::Option, m_p.option, 5, {}}).value();
    QVERIFY(m_draft.setProperty(m_p.checkout, branch, u"tier"_s, 4));
    const PlateauModel before(m_draft.model(), branch);
    const Model now = merged(MergedOption::Remove);
    QVERIFY(!now.plateau(m_p.option));
    QCOMPARE(now.plateau(branch)->parent, m_p.wave);
    QVERIFY(PlateauModel(now, branch) == before);
}

void tst_MergeOption::recordsNameTheBaseInstead()
{
    const QJsonArray options{QJsonObject{{u"title"_s, u"A"_s}, {u"plateau"_s, u"option"_s}},
                             QJsonObject{{u"title"_s, u"option"_s}, {u"plateau"_s, u"target"_s}}};
    const auto decision =
        m_draft.addRecord(u"decision"_s, u"d"_s, {{u"title"_s, u"option"_s}, {u"options"_s, options}});
    const auto package = m_draft.addRecord(
        u"workPackage"_s, u"wp"_s, {{u"from_plateau"_s, u"current"_s}, {u"to_plateau"_s, u"option"_s}});
    const Model kept = merged(MergedOption::Keep);
    QCOMPARE(*kept.record(*package), *m_draft.model().record(*package));
    const Model now = merged(MergedOption::Remove);
    QCOMPARE(now.record(*package)->properties.value("to_plateau"_L1).toString(), u"wave"_s);
    const auto rows = now.record(*decision)->properties.value("options"_L1).toArray();
    QCOMPARE(rows[0].toObject().value("plateau"_L1).toString(), u"wave"_s);
    QCOMPARE(rows[1], options[1]);
    QCOMPARE(now.record(*decision)->properties.value("title"_L1).toString(), u"option"_s);
}

void tst_MergeOption::onlyOptionsAreMerged()
{
    const auto refused = mergeOption(m_draft.model(), m_p.target, MergedOption::Keep);
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, u"Only an option can be merged into the plateau it branches off"_s);
    QVERIFY(!mergeOption(m_draft.model(), PlateauId(12), MergedOption::Keep));
}

void tst_MergeOption::anyModelIsAtTheBaseWhatItWasAtTheOption()
{
    int merges = 0;
    for (quint32 seed = 1; seed <= 12; ++seed) {
        test::RandomEdits edits(seed);
        Model model;
        for (int i = 0; i < 160; ++i)
            model = edits.next(model).model();
        const auto plateaus = model.plateausInOrder();
        for (const auto &option : plateaus) {
            if (option.kind != PlateauKind::Option)
                continue;
            const PlateauModel wanted(model, option.id);
            for (const auto then : {MergedOption::Keep, MergedOption::Remove}) {
                const auto draft = mergeOption(model, option.id, then);
                QVERIFY2(draft, qPrintable(draft ? QString() : draft.error().message));
                ++merges;
                QVERIFY(findProblems(draft->model()).isEmpty());
                const PlateauModel now(draft->model(), option.parent);
                QVERIFY(now.elements() == wanted.elements());
                QVERIFY(now.relations() == wanted.relations());
                // What the base does not lead to is what it was.
                for (const auto &other : plateaus) {
                    if (!model.pathTo(other.id).contains(option.parent))
                        QVERIFY(PlateauModel(draft->model(), other.id) == PlateauModel(model, other.id));
                }
            }
        }
    }
    QVERIFY(merges > 10);
}

void tst_MergeOption::droppedPlateauTakesWhatItSays()
{
    const auto added = m_draft.addElement(u"service"_s, u"search"_s, m_p.option, {}).value();
    const auto draft = dropPlateau(m_draft.model(), m_p.option);
    QVERIFY(draft);
    const Model &now = draft->model();
    QVERIFY(findProblems(now).isEmpty());
    QVERIFY(!now.plateau(m_p.option));
    QVERIFY(!now.element(added));
    QVERIFY(!now.element(m_p.checkout)->revisions.contains(m_p.option));
    QVERIFY(now.relation(m_p.dependsOn)->lifetime.until.isEmpty());
    for (const auto plateau : {m_p.current, m_p.wave, m_p.target})
        QVERIFY(PlateauModel(now, plateau) == PlateauModel(m_draft.model(), plateau));
}

void tst_MergeOption::droppedPlateauMustBeTheLastAndNamedByNobody()
{
    QVERIFY(!dropPlateau(m_draft.model(), m_p.current));
    const auto leads = dropPlateau(m_draft.model(), m_p.wave);
    QVERIFY(!leads);
    QCOMPARE(leads.error().message, u"'wave' goes on to 'target': delete that first"_s);
    const auto named = dropPlateau(m_draft.model(), m_p.target); // a waiver expires there
    QVERIFY(!named);
    QVERIFY(named.error().message.contains(u"names 'target'"_s));
    // What a decision considered is still what it considered.
    const QJsonArray options{QJsonObject{{u"title"_s, u"A"_s}, {u"plateau"_s, u"option"_s}}};
    const auto decision =
        m_draft.addRecord(u"decision"_s, u"d"_s, {{u"title"_s, u"D"_s}, {u"options"_s, options}});
    const auto dropped = dropPlateau(m_draft.model(), m_p.option);
    QVERIFY(dropped);
    QCOMPARE(dropped->model().record(*decision)->properties.value("options"_L1).toArray(),
             QJsonArray({QJsonObject{{u"title"_s, u"A"_s}}}));
}

QTEST_APPLESS_MAIN(tst_MergeOption)
#include "tst_mergeoption.moc"
