// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/compare/states.h"
#include "core/model/draft.h"

#include <QJsonArray>
#include <QTest>

#include <array>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace gp;
using compare::State;

/// current -> target: a Jenkins is replaced by a golden path, checkout moves over and changes, legacy goes,
/// docs come.
class TestGap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyStateIsTold();
    void changesFieldByField();
    void replacedByShowsOldAgainstNew();
    void backwardsAddedAndRemovedSwap();
    void aCorrectedCurrentFactIsNoGap();
    void sameStateIsEmpty();
    void twoProjects();
    void textsNameWhatChanged();
    void statesAreKeptAndAreThoseOfTheirModel();
    void statesAreMadeOnceHoweverManyAsk();

private:
    [[nodiscard]] ElementId id(const QString &key) const { return m_draft->model().element(key)->id; }
    [[nodiscard]] compare::Gap gap() const
    {
        return compare::gapBetween(m_draft->model(), m_current, m_target);
    }

    std::unique_ptr<Draft> m_draft;
    PlateauId m_current;
    PlateauId m_target;
};

void TestGap::init()
{
    m_draft = std::make_unique<Draft>(Model());
    Draft &d = *m_draft;
    m_current = *d.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    m_target = *d.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, m_current, 1, {}});
    const ElementId checkout = *d.addElement(u"service"_s, u"checkout"_s, m_current,
                                             {{u"tier"_s, 1}, {u"deployment_strategy"_s, u"rolling"_s}});
    const ElementId payment = *d.addElement(u"service"_s, u"payment"_s, m_current, {{u"tier"_s, 1}});
    const ElementId legacy = *d.addElement(u"service"_s, u"legacy"_s, m_current, {});
    const ElementId jenkins =
        *d.addElement(u"pipeline"_s, u"jenkins"_s, m_current, {{u"tool"_s, u"Jenkins"_s}});
    const ElementId golden =
        *d.addElement(u"pipeline"_s, u"golden"_s, m_target, {{u"tool"_s, u"GitHub Actions"_s}});
    QVERIFY(d.addElement(u"service"_s, u"docs"_s, m_target, {}));
    QVERIFY(d.addRelation(u"replaces"_s, golden, jenkins, m_target));
    const RelationId old = *d.addRelation(u"deliveredBy"_s, checkout, jenkins, m_current);
    QVERIFY(d.removeRelationAt(old, m_target));
    QVERIFY(d.addRelation(u"deliveredBy"_s, checkout, golden, m_target));
    QVERIFY(d.addRelation(u"dependsOn"_s, checkout, payment, m_current));
    QVERIFY(d.setProperty(checkout, m_target, u"deployment_strategy"_s, u"canary"_s));
    QVERIFY(d.removeElementAt(legacy, m_target));
    QVERIFY(d.removeElementAt(jenkins, m_target));
}

void TestGap::everyStateIsTold()
{
    const compare::Gap found = gap();
    QCOMPARE(found.stateOf(id(u"checkout"_s)), State::Changed);
    QCOMPARE(found.stateOf(id(u"payment"_s)), State::Kept);
    QCOMPARE(found.stateOf(id(u"legacy"_s)), State::Removed);
    QCOMPARE(found.stateOf(id(u"jenkins"_s)), State::Replaced);
    QCOMPARE(found.stateOf(id(u"golden"_s)), State::Added);
    QCOMPARE(found.stateOf(id(u"docs"_s)), State::Added);
    QCOMPARE(found.elementCounts, (compare::Counts{2, 1, 1, 1, 1}));
    QCOMPARE(found.relationCounts, (compare::Counts{1, 1, 0, 0, 1}));
}

void TestGap::changesFieldByField()
{
    const auto fields = gap().elements.value(id(u"checkout"_s)).fields;
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields.at(0),
             (compare::FieldChange{u"deployment_strategy"_s, u"rolling"_s, u"canary"_s, false}));
    QCOMPARE(fields.at(1), (compare::FieldChange{u"deliveredBy"_s, QJsonArray{u"jenkins"_s},
                                                 QJsonArray{u"golden"_s}, true}));
}

void TestGap::replacedByShowsOldAgainstNew()
{
    const auto item = gap().elements.value(id(u"jenkins"_s));
    QCOMPARE(item.replacedBy, QList{id(u"golden"_s)});
    QCOMPARE(item.fields.size(), 1);
    QCOMPARE(item.fields.front().after, QJsonValue(u"GitHub Actions"_s));
    QCOMPARE(gap().elements.value(id(u"golden"_s)).replaces, QList{id(u"jenkins"_s)});
}

void TestGap::backwardsAddedAndRemovedSwap()
{
    const compare::Gap back = compare::gapBetween(m_draft->model(), m_target, m_current);
    QCOMPARE(back.stateOf(id(u"docs"_s)), State::Removed);
    QCOMPARE(back.stateOf(id(u"legacy"_s)), State::Added);
    QCOMPARE(back.stateOf(id(u"jenkins"_s)), State::Added);
    QCOMPARE(back.stateOf(id(u"golden"_s)), State::Removed);
}

void TestGap::aCorrectedCurrentFactIsNoGap()
{
    QVERIFY(m_draft->setProperty(id(u"payment"_s), m_current, u"tier"_s, 2));
    QCOMPARE(gap().stateOf(id(u"payment"_s)), State::Kept);
}

void TestGap::sameStateIsEmpty()
{
    QVERIFY(compare::gapBetween(m_draft->model(), m_target, m_target).isEmpty());
    QVERIFY(!gap().isEmpty());
}

void TestGap::twoProjects()
{
    Draft other(m_draft->model());
    QVERIFY(other.setProperty(id(u"payment"_s), m_current, u"tier"_s, 3));
    const compare::Gap found = compare::gapBetween(m_draft->model(), m_current, other.model(), m_current);
    QCOMPARE(found.items().size(), 1);
    QCOMPARE(found.items().front().key, u"payment"_s);
}

void TestGap::textsNameWhatChanged()
{
    const auto &metamodel = metamodel::Metamodel::builtin();
    const QString text = compare::toText(gap(), {u"Current"_s, u"Target"_s}, metamodel);
    QVERIFY2(text.contains(u"→ pipeline jenkins → golden"_s), qUtf8Printable(text));
    QVERIFY2(text.contains(u"Release strategy: rolling → canary"_s), qUtf8Printable(text));
    const QString markdown = compare::toMarkdown(gap(), {u"Current"_s, u"Tar|get"_s}, metamodel);
    QVERIFY2(markdown.contains(u"Tar\\|get"_s), qUtf8Printable(markdown));
    const QJsonObject json = compare::toJson(gap(), {u"Current"_s, u"Target"_s});
    QCOMPARE(json.value(u"elements"_s).toArray().size(), 5);
    QCOMPARE(json.value(u"element_counts"_s).toObject().value(u"replaced"_s).toInt(), 1);
}

void TestGap::statesAreKeptAndAreThoseOfTheirModel()
{
    const Model before = m_draft->model();
    const compare::States states(before);
    const compare::States copy = states;
    QVERIFY(states.at(m_target) == PlateauModel(before, m_target));
    QCOMPARE(&states.at(m_target), &copy.at(m_target));
    QCOMPARE(&states.between(m_current, m_target), &copy.between(m_current, m_target));
    QCOMPARE(compare::toJson(states.between(m_current, m_target), {}), compare::toJson(gap(), {}));
    QCOMPARE(compare::toJson(states.between(m_target, m_current), {}),
             compare::toJson(compare::gapBetween(before, m_target, m_current), {}));

    // A later edit is another model: what is kept stays that of the first.
    QVERIFY(m_draft->setProperty(id(u"payment"_s), m_target, u"tier"_s, 3));
    QVERIFY(states.at(m_target) == PlateauModel(before, m_target));
    QVERIFY(compare::States(m_draft->model()).at(m_target) != states.at(m_target));
}

void TestGap::statesAreMadeOnceHoweverManyAsk()
{
    const compare::States states(m_draft->model());
    constexpr std::size_t many = 8;
    std::array<const PlateauModel *, many> made{};
    std::array<const compare::Gap *, many> gaps{};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < many; ++i)
            threads.emplace_back([&, i] {
                gaps.at(i) = &states.between(m_current, m_target);
                made.at(i) = &states.at(i % 2 == 0 ? m_current : m_target);
            });
    }
    for (std::size_t i = 0; i < many; ++i) {
        QCOMPARE(gaps.at(i), gaps.front());
        QCOMPARE(made.at(i), &states.at(i % 2 == 0 ? m_current : m_target));
    }
    QVERIFY(states.at(m_target) == PlateauModel(m_draft->model(), m_target));
    for (const PlateauId plateau : {m_current, m_target}) {
        QCOMPARE(states.sizeAt(plateau).elements, states.at(plateau).elements().size());
        QCOMPARE(states.sizeAt(plateau).relations, states.at(plateau).relations().size());
    }
}

QTEST_GUILESS_MAIN(TestGap)
#include "tst_gap.moc"
