// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/findings.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <mutex>

using namespace Qt::StringLiterals;

namespace gp::views {

using rules::Finding;
using rules::Severity;

namespace {

constexpr qsizetype mostBenches = 4; // each holds the facts of a whole plateau

template<typename IdType>
void merge(Touched<IdType> &into, const Touched<IdType> &touched)
{
    for (const auto *ids : {&touched.added, &touched.updated, &touched.removed})
        into.updated.insert(ids->begin(), ids->end());
}

void merge(Change &into, const Change &change)
{
    merge(into.plateaus, change.plateaus);
    merge(into.elements, change.elements);
    merge(into.relations, change.relations);
    merge(into.records, change.records);
}

QJsonValue chosenProfiles(const Model &model)
{
    const auto *project = model.record(u"project"_s, u"project"_s);
    return project ? project->properties.value("profiles"_L1) : QJsonValue();
}

} // namespace

struct Findings::Running
{
    std::mutex mutex;
    std::shared_ptr<rules::Workbench> workbench;
    bool isStopped = false;

    /// False: nobody wants it any more.
    bool enter(const std::shared_ptr<rules::Workbench> &one)
    {
        const std::scoped_lock lock(mutex);
        workbench = one;
        return !isStopped;
    }
    void stop()
    {
        const std::scoped_lock lock(mutex);
        isStopped = true;
        if (workbench)
            workbench->cancel();
    }
};

Findings::Findings(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_profiles(chosenProfiles(session.model()))
    , m_running(std::make_shared<Running>())
{
    for (const auto &record : session.model().recordsOfKind(u"rule"_s))
        m_ruleRecords.insert(record.id);
    // A moment later: the window shows an edit first.
    m_wait.setSingleShot(true);
    m_wait.setInterval(30);
    connect(&m_wait, &QTimer::timeout, this, &Findings::go);
    connect(&session, &Session::changed, this, &Findings::note);
    connect(&session, &Session::plateauChanged, this, &Findings::go);
    connect(&session, &Session::calmed, &m_wait, qOverload<>(&QTimer::start));
    m_wait.start();
}

Findings::~Findings()
{
    m_running->stop();
}

void Findings::note(const Change &change)
{
    forgetRules(change);
    for (const auto &bench : std::as_const(m_benches))
        merge(bench->pending, change);
    m_benches.removeIf([this](const auto &one) { return !m_session.model().plateau(one.key()); });
    m_order.removeIf([this](PlateauId id) { return !m_benches.contains(id); });
    m_wait.start();
}

void Findings::forgetRules(const Change &change)
{
    bool isOther = false;
    for (const auto *ids : {&change.records.added, &change.records.updated, &change.records.removed}) {
        for (const auto id : *ids) {
            const auto *record = m_session.model().record(id);
            const bool isRule = record && record->kind == "rule"_L1;
            isOther = isOther || isRule || m_ruleRecords.contains(id);
            if (isRule)
                m_ruleRecords.insert(id);
            else
                m_ruleRecords.remove(id);
        }
    }
    const auto profiles = chosenProfiles(m_session.model());
    if (!isOther && profiles == m_profiles)
        return;
    m_profiles = profiles;
    m_from = nullptr;
    m_benches.clear();
    m_order.clear();
}

Findings::BenchPtr Findings::benchOf(PlateauId plateau)
{
    m_order.removeOne(plateau);
    m_order.append(plateau);
    if (m_order.size() > mostBenches)
        m_benches.remove(m_order.takeFirst());
    auto &bench = m_benches[plateau];
    if (!bench)
        bench = std::make_shared<Bench>();
    return bench;
}

void Findings::go()
{
    if (m_isBusy || m_session.awaitsPicture())
        return;
    const auto bench = benchOf(m_session.plateau());
    const bool isUpToDate = bench->workbench && bench->pending.isEmpty();
    if (!isUpToDate)
        return update(bench);
    if (m_from != bench.get()) {
        m_from = bench.get();
        show(bench->shown);
    }
    if (!m_questions.isEmpty())
        answerNext(bench);
}

void Findings::update(const BenchPtr &bench)
{
    using Made = std::shared_ptr<std::pair<std::shared_ptr<rules::Workbench>, Shown>>;
    m_isBusy = true;
    const PlateauId plateau = m_session.plateau();
    QtConcurrent::run([workbench = bench->workbench, model = m_session.model(), plateau,
                       change = std::exchange(bench->pending, {}), running = m_running,
                       today = QDate::currentDate()]() mutable -> Made {
        const bool isNew = !workbench;
        if (isNew)
            workbench = std::make_shared<rules::Workbench>(
                rules::RuleSet::of(model),
                rules::Workbench::Options{rules::profileOf(model), {}, 2000, today});
        if (!running->enter(workbench))
            return {};
        (void)rules::Frameworks::builtin(); // read here, or the first finding that is looked at waits for it
        if (isNew)
            workbench->load(model, plateau);
        else
            workbench->update(model, change);
        running->enter({});
        return std::make_shared<std::pair<std::shared_ptr<rules::Workbench>, Shown>>(workbench,
                                                                                     read(*workbench));
    }).then(this, [this, bench, plateau](const Made &made) {
        m_isBusy = false;
        // Rules or profile can be others meanwhile: then it was for nothing.
        if (made && m_benches.value(plateau) == bench) {
            std::tie(bench->workbench, bench->shown) = *made;
            if (plateau == m_session.plateau()) {
                m_from = bench.get();
                show(bench->shown);
            }
        }
        if (!m_wait.isActive())
            go();
    });
}

Findings::Shown Findings::read(const rules::Workbench &workbench)
{
    Shown shown;
    shown.findings = workbench.findings();
    std::ranges::stable_partition(shown.findings, &Finding::isOpen);
    shown.errors = workbench.errors();
    shown.score = workbench.score();
    shown.profile = workbench.profile();
    shown.rules = workbench.rules();
    shown.openCount = int(std::ranges::count_if(shown.findings, &Finding::isOpen));
    for (const auto &finding : std::as_const(shown.findings))
        ++shown.counts[groupOf(finding)];
    shown.rulesRun = workbench.rulesRun();
    shown.isKnown = true;
    for (const auto &finding : std::as_const(shown.findings)) { // the worst come first
        if (!finding.isOpen() || !finding.element.isValid())
            continue;
        auto &mark = shown.treeMarks[finding.element];
        if (mark.count++ == 0) {
            mark.worst = finding.severity;
            shown.cardMarks.findings.insert(finding.element, rules::toString(finding.severity));
        }
        if (mark.findings.size() < TreeMark::mostFindings)
            mark.findings.append(finding.rule + u' ' + finding.message);
    }
    return shown;
}

void Findings::show(const Shown &shown)
{
    m_shown = shown;
    Q_EMIT changed();
}

void Findings::answerNext(const BenchPtr &bench)
{
    m_isBusy = true;
    const auto question = m_questions.dequeue();
    QtConcurrent::run([ask = question.ask, workbench = bench->workbench, model = m_session.model(),
                       running = m_running] {
        if (running->enter(workbench))
            ask(*workbench, model);
        running->enter({});
    }).then(this, [this, answer = question.answer] {
        m_isBusy = false;
        answer();
        if (!m_wait.isActive())
            go();
    });
}

template<typename Answer>
void Findings::ask(QObject *receiver, std::function<Answer(rules::Workbench &, const Model &)> question,
                   std::function<void(const Answer &)> done)
{
    const auto answer = std::make_shared<std::optional<Answer>>();
    m_questions.enqueue(
        {[answer, question = std::move(question)](rules::Workbench &workbench, const Model &model) {
             *answer = question(workbench, model);
         },
         [answer, receiver = QPointer<QObject>(receiver), done = std::move(done)] {
             if (receiver && *answer)
                 done(**answer);
         }});
    if (!m_wait.isActive())
        go();
}

void Findings::because(const Finding &finding, QObject *receiver, std::function<void(const QString &)> done)
{
    const auto *found = rule(finding.rule);
    if (!found || !finding.element.isValid())
        return done({});
    ask<QString>(
        receiver,
        [rule = *found, element = finding.element](rules::Workbench &workbench, const Model &model) {
            return workbench.because(rule, model, element);
        },
        std::move(done));
}

void Findings::fix(const Finding &finding, QObject *receiver, std::function<void(const FixRows &)> done)
{
    const auto *found = rule(finding.rule);
    if (!found || found->fix.query.isEmpty())
        return done(store::QueryResult());
    ask<FixRows>(
        receiver,
        [rule = *found, element = finding.element](rules::Workbench &workbench, const Model &model) {
            return workbench.ask(model, rule, rule.fix.query,
                                 {{u"element"_s, QString::number(element.value())}});
        },
        std::move(done));
}

void Findings::tryRule(const rules::Rule &rule, QObject *receiver,
                       std::function<void(const rules::Outcome &)> done)
{
    ask<rules::Outcome>(
        receiver,
        [rule](rules::Workbench &workbench, const Model &model) { return workbench.tryRule(model, rule); },
        std::move(done));
}

QList<Finding> Findings::of(ElementId id) const
{
    QList<Finding> result;
    std::ranges::copy_if(all(), std::back_inserter(result),
                         [id](const Finding &finding) { return finding.element == id; });
    return result;
}

const Finding *Findings::find(const QString &fingerprint) const
{
    const auto it = std::ranges::find(all(), fingerprint, &Finding::fingerprint);
    return it == all().end() ? nullptr : &*it;
}

QString groupOf(const Finding &finding)
{
    return finding.isOpen() ? rules::toString(finding.severity) : u"waived"_s;
}

std::pair<QString, Tone> wordFor(const Finding &finding)
{
    if (!finding.isOpen())
        return {QObject::tr("waived"), Tone::Muted};
    switch (finding.severity) {
    case Severity::Error:
        return {QObject::tr("error"), Tone::Removed};
    case Severity::Warning:
        return {QObject::tr("warn"), Tone::Changed};
    case Severity::Info:
        break;
    }
    return {QObject::tr("info"), Tone::Accent};
}

FindingBox::FindingBox(Findings &findings, const Finding &finding, bool canWrite, QWidget *parent)
    : QFrame(parent)
    , m_finding(finding)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 6, 8, 6);
    column->setSpacing(1);
    const QString sign = finding.isOpen() ? u"▲ "_s : u"○ "_s;
    column->addWidget(textLabel(sign + finding.rule + u' ' + finding.message, {}, this));
    const auto *rule = findings.rule(finding.rule);
    if (!finding.isOpen())
        column->addWidget(textLabel(tr("Waived by %1").arg(finding.waivedBy), u"muted"_s, this));
    else if (rule && !rule->remediation.isEmpty())
        column->addWidget(textLabel(rule->remediation.simplified(), u"muted"_s, this));
    if (rule)
        setToolTip(rule->rationale);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(10);
    const auto addLink = [&](const QString &text, const QString &tip, auto signal) {
        auto *link = new QPushButton(text, this);
        setLook(link, u"quiet"_s);
        link->setToolTip(tip);
        link->setAccessibleName(u"%1 %2"_s.arg(text, finding.rule));
        connect(link, &QPushButton::clicked, &findings,
                [&findings, signal, finding] { (findings.*signal)(finding); });
        row->addWidget(link);
    };
    if (canWrite && finding.isOpen()) {
        if (rule && !rule->fix.query.isEmpty())
            addLink(tr("Fix…"), tr("Shows what will be changed first"), &Findings::fixWanted);
        addLink(tr("Waive…"), tr("Accept it for a time, with a reason"), &Findings::waiveWanted);
    }
    if (rule) {
        auto *why = new QPushButton(tr("Why?"), this);
        setLook(why, u"quiet"_s);
        why->setAccessibleName(tr("Why %1?").arg(finding.rule));
        why->setToolTip(tr("Open the rule"));
        connect(why, &QPushButton::clicked, &findings,
                [&findings, id = finding.rule] { Q_EMIT findings.ruleWanted(id); });
        row->addWidget(why);
    }
    row->addStretch();
    if (row->count() > 1)
        column->addLayout(row);
    else
        delete row;
}

void FindingBox::paintEvent(QPaintEvent *)
{
    const auto &theme = currentTheme();
    const QColor color = !m_finding.isOpen()                       ? theme.muted
                         : m_finding.severity == Severity::Error   ? theme.removed
                         : m_finding.severity == Severity::Warning ? theme.changed
                                                                   : theme.accent;
    QPainter painter(this);
    painter.fillRect(rect(), diagram::blend(color, theme.panel, 0.06));
    painter.fillRect(QRect(0, 0, 3, height()), color);
}

} // namespace gp::views
