// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"

#include "core/model/draft.h"
#include "core/search/index.h"

#include <QJsonArray>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

/// Words of the trade, so that names and texts have the letters and the repetitions of real ones.
const QStringList &words()
{
    static const QStringList list =
        u"checkout payment order basket cart catalogue search profile identity login session token gateway "
        "edge router pricing discount voucher invoice ledger billing refund fraud risk score warehouse stock "
        "picking packing shipping carrier tracking returns customer account address loyalty points review "
        "rating recommendation email notification message webhook event stream batch report export import "
        "feed content media image video document archive audit policy consent privacy secret certificate "
        "database replica cache queue storage backup restore cluster node region zone network proxy mesh "
        "pipeline build test scan sign publish approve deploy verify promote rollback canary release feature "
        "platform runtime container artifact registry provenance latency throughput availability recovery "
        "capacity cost budget team owner support incident runbook dashboard alert metric trace log"_s.split(
            u' ');
    return list;
}

class SearchedPlatform
{
public:
    explicit SearchedPlatform(int elements)
        : m_draft(Model())
        , m_random(42)
    {
        m_current =
            *m_draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
        m_target =
            *m_draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, m_current, 1, {}});
        addElements(elements);
        addRelations(3 * elements);
        for (int i = 0; i < elements / 10; ++i)
            addDecision(i);
    }

    [[nodiscard]] const Model &model() const { return m_draft.model(); }
    [[nodiscard]] const QList<ElementId> &elements() const { return m_ids; }
    [[nodiscard]] PlateauId target() const { return m_target; }

private:
    QString word() { return words().at(m_random.bounded(int(words().size()))); }
    QString sentence(int length)
    {
        QStringList list;
        for (int i = 0; i < length; ++i)
            list.append(word());
        list.front().front() = list.front().front().toUpper();
        return list.join(u' ') + u'.';
    }
    QString text(int sentences)
    {
        QStringList list;
        for (int i = 0; i < sentences; ++i)
            list.append(sentence(8 + m_random.bounded(10)));
        return list.join(u' ');
    }

    void addElements(int count)
    {
        static const QStringList kinds{u"service"_s,  u"service"_s,     u"service"_s,
                                       u"pipeline"_s, u"environment"_s, u"control"_s};
        for (int i = 0; i < count; ++i) {
            const QString first = word();
            const QString second = word();
            QString name = first + u' ' + second + u' ' + QString::number(i);
            name.front() = name.front().toUpper();
            const auto id = m_draft.addElement(
                kinds.at(i % kinds.size()), u"%1-%2-%3"_s.arg(first, second).arg(i), m_current,
                {{u"name"_s, name},
                 {u"description"_s, sentence(12)},
                 {u"tier"_s, 1 + i % 4},
                 {u"workload"_s, u"api"_s},
                 {u"language"_s, i % 3 ? u"Java"_s : u"Go"_s},
                 {u"repository"_s, u"https://git.example/shop/%1-%2"_s.arg(first, second)},
                 {u"slos"_s,
                  QJsonArray{QJsonObject{{u"name"_s, u"availability"_s}, {u"objective"_s, 99.9}}}}});
            if (!id)
                giveUp(id.error().text());
            m_ids.append(*id);
            if (i % 10 == 0 && !m_draft.setProperty(*id, m_target, u"name"_s, QString(u"New "_s + name)))
                giveUp(u"the name is refused"_s);
        }
    }

    void addRelations(int count)
    {
        for (int added = 0; added < count;) {
            const ElementId source = m_ids.at(m_random.bounded(int(m_ids.size())));
            const ElementId target = m_ids.at(m_random.bounded(int(m_ids.size())));
            if (source != target && !m_draft.model().relation(u"dependsOn"_s, source, target) &&
                m_draft.addRelation(u"dependsOn"_s, source, target, m_current))
                ++added;
        }
    }

    void addDecision(int number)
    {
        QJsonArray options;
        for (int i = 0; i < 3; ++i)
            options.append(QJsonObject{{u"title"_s, sentence(3)},
                                       {u"description"_s, text(3)},
                                       {u"pros"_s, QJsonArray{sentence(8), sentence(8)}},
                                       {u"cons"_s, QJsonArray{sentence(8)}}});
        const auto id = m_draft.addRecord(u"decision"_s, u"decision-%1"_s.arg(number),
                                          {{u"number"_s, number + 1},
                                           {u"title"_s, sentence(6)},
                                           {u"status"_s, u"accepted"_s},
                                           {u"context"_s, text(8)},
                                           {u"drivers"_s, QJsonArray{sentence(8), sentence(8), sentence(8)}},
                                           {u"options"_s, options},
                                           {u"outcome"_s, text(4)}});
        if (!id)
            giveUp(id.error().text());
    }

    Draft m_draft;
    QRandomGenerator m_random;
    PlateauId m_current;
    PlateauId m_target;
    QList<ElementId> m_ids;
};

/// What is typed, letter by letter: words that are there, misspelt ones, several, and what is nowhere.
QStringList keystrokes()
{
    QStringList list;
    for (const auto &text :
         {u"checkout"_s, u"payment gateway"_s, u"chekcout"_s, u"warehosue"_s, u"noptification"_s, u"pgw"_s,
          u"order-ledger"_s, u"zzzzzzzz"_s, u"qqxjvkw"_s, u"xylophone concerto"_s, u"99.9"_s, u"8421"_s}) {
        for (qsizetype size = 1; size <= text.size(); ++size)
            list.append(text.first(size));
    }
    list.append({u"a"_s, u"e"_s, u"s"_s, u"z"_s, u"availability latency"_s, u"a e i o"_s});
    return list;
}

void measure(Report &report, int size, const QString &label)
{
    const SearchedPlatform platform(size);
    const Model &model = platform.model();
    search::Index index;
    const double build = timed([&] { index = search::Index(model); });

    QStringList names;
    for (const auto &element : model.elements())
        names.append(element.revisions.first().value("name"_L1).toString());
    QList<double> finds;
    QList<double> scans;
    QString slowest;
    qsizetype hits = 0;
    for (const auto &typed : keystrokes()) {
        // The middle of five: what others do on the machine is not what is measured.
        const auto middle = [](const std::function<void()> &work) {
            QList<double> times;
            for (int i = 0; i < 5; ++i)
                times.append(timed(work));
            return median(times);
        };
        const double once = middle([&] { hits += index.find(typed).size(); });
        if (finds.isEmpty() || once > *std::ranges::max_element(finds))
            slowest = typed;
        finds.append(once);
        scans.append(middle([&] {
            hits += std::ranges::count_if(
                names, [&](const QString &name) { return name.contains(typed, Qt::CaseInsensitive); });
        }));
    }
    if (hits == 0)
        giveUp(u"nothing was found"_s);

    QList<double> updates;
    for (int i = 0; i < 50; ++i) {
        Draft edit(model);
        if (!edit.setProperty(platform.elements().at(i * 17 % size), platform.target(), u"tier"_s, i))
            giveUp(u"the edit is refused"_s);
        const Change change = edit.change();
        const search::Index copy = index; // somebody still has the old one
        updates.append(timed([&] { index.update(edit.model(), change); }));
    }
    const auto name = [&](const QString &what) -> QString { return u"search: "_s + label + u", " + what; };
    report.add({name(u"build"_s), build, u"ms"_s, {}, 0});
    report.add(
        {name(u"keystroke, median"_s), median(finds), u"ms"_s, u"contains() over names"_s, median(scans)});
    report.add({name(u"keystroke, worst ('%1')"_s.arg(slowest)), *std::ranges::max_element(finds), u"ms"_s,
                u"contains() over names"_s, *std::ranges::max_element(scans)});
    report.add({name(u"one edit"_s), median(updates), u"ms"_s, u"the build"_s, build});
}

} // namespace

void benchSearch(Report &report)
{
    measure(report, 1'000, u"1k elements"_s);
    measure(report, 10'000, u"10k elements"_s);
    measure(report, 100'000, u"100k elements"_s);
}

} // namespace gp::bench
