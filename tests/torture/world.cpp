// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/torture/world.h"

#include "core/store/compact.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using gp::store::Store;

namespace gp::torture {

namespace {

/// While one lives the disk is well (but for a cut).
class Calm
{
public:
    explicit Calm(Disk &disk)
        : m_disk(disk)
    {
        m_disk.pause();
    }
    ~Calm() { m_disk.resume(); }
    Q_DISABLE_COPY_MOVE(Calm)

private:
    Disk &m_disk;
};

template<typename T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

QString lines(const QList<Error> &errors)
{
    QStringList texts;
    for (const Error &error : errors)
        texts.append(error.text() +
                     (error.detail.isEmpty() ? QString() : QString(u" ["_s + error.detail + u']')));
    return texts.join(u" | "_s);
}

} // namespace

State State::of(const Store &store)
{
    State state{store.model(), store.head(), {}, {}};
    for (const store::HistoryEntry &entry : store.history())
        state.history.insert(entry.id, entry.label);
    for (const store::Snapshot &one : store.snapshots())
        state.snapshots.append(one.name);
    state.snapshots.sort();
    return state;
}

World::World(Disk &disk, Report &report, quint32 seed, const QString &folder)
    : m_disk(disk)
    , m_report(report)
    , m_random(seed)
    , m_edits(seed + 1)
    , m_folder(folder)
    , m_path(folder + u"/torture.gplan"_s)
{
}

store::Options World::options() const
{
    store::Options options;
    options.author = u"torture"_s;
    options.now = QDateTime(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
    options.waitMs = 20;
    return options;
}

void World::makeProject(int edits)
{
    auto made = Store::create(m_path, options());
    if (!made) {
        m_report.finding(u"a project cannot be made: "_s + made.error().text());
        return;
    }
    m_stores.push_back(*std::move(made));
    m_truth = State::of(*m_stores.front());
    m_states.insert(0, m_truth.model);
    for (int i = 0; i < edits; ++i)
        edit(*m_stores.front());
    closeAll();
    m_disk.watch(m_folder); // all of that is safe
}

void World::takeProject(const QString &file)
{
    QFile::copy(file, m_path);
    m_disk.watch(m_folder);
    m_wasOlder = true;
    // What it holds is read from a copy, so that it stays old.
    const QString copy = m_folder + u"/../"_s + QDir(m_folder).dirName() + u".read"_s;
    QFile::copy(file, copy);
    if (const auto store = Store::open(copy, options())) {
        m_truth = State::of(**store);
        m_states.insert(m_truth.head, m_truth.model);
    } else {
        m_report.finding(u"the older project does not open: "_s + store.error().text());
    }
    QDir folder(m_folder + u"/.."_s);
    for (const QString &name : folder.entryList({QDir(m_folder).dirName() + u".read*"_s}, QDir::Files))
        folder.remove(name);
}

std::unique_ptr<Store> World::openCalmly(bool readOnly)
{
    const Calm calm(m_disk);
    store::Options how = options();
    how.readOnly = readOnly;
    auto opened = Store::open(m_path, how);
    if (opened)
        return *std::move(opened);
    m_report.finding(
        u"does not open on a disk that is well: %1 [%2]"_s.arg(opened.error().text(), opened.error().detail));
    return nullptr;
}

void World::openProject()
{
    m_report.now(u"open"_s);
    const int struck = m_disk.struck();
    const bool cutBefore = m_disk.isCut();
    if (auto opened = Store::open(m_path, options())) {
        if (cutBefore)
            m_report.finding(u"opened although the power is gone"_s);
        m_stores.push_back(*std::move(opened));
    } else {
        judgeError(opened.error(), m_disk.struck() > struck || m_disk.isCut(), false);
        if (m_disk.isCut())
            return;
        m_disk.disarm();
        if (auto again = openCalmly(false))
            m_stores.push_back(std::move(again));
        else
            return;
    }
    const Calm calm(m_disk);
    if (m_disk.isCut())
        return;
    const State found = State::of(*m_stores.back());
    if (!mayBe(found))
        m_report.finding(u"after opening: "_s + difference(found));
    m_truth = found;
    m_states.insert(found.head, found.model);
}

void World::openOther()
{
    if (m_stores.empty() || m_disk.isCut())
        return;
    if (auto other = openCalmly(false))
        m_stores.push_back(std::move(other));
}

void World::createUnderFire()
{
    m_report.now(u"create"_s);
    m_states.insert(0, {});
    auto made = Store::create(m_path, options());
    if (!made) {
        judgeError(made.error(), m_disk.struck() > 0 || m_disk.isCut(), false);
        m_mayBeMissing = true;
        if (m_disk.isCut())
            return;
        m_disk.disarm();
        const Calm calm(m_disk);
        if (QFile::exists(m_path) && !m_disk.hasStruck(Call::Delete))
            m_report.finding(u"could not be created, and there is a file nevertheless"_s);
        // Where nothing can be deleted the user has to.
        for (const char16_t *side : {u"", u"-journal", u"-wal", u"-shm"})
            QFile::remove(m_path + QStringView(side));
        made = Store::create(m_path, options());
    }
    if (!made) {
        m_report.finding(u"cannot be created once the disk is well: "_s + made.error().text());
        return;
    }
    m_mayBeMissing = false;
    m_stores.push_back(*std::move(made));
}

void World::openAgainInTheDark()
{
    m_report.now(u"open once more"_s);
    if (auto opened = Store::open(m_path, options()))
        m_stores.push_back(*std::move(opened));
    else
        judgeError(opened.error(), m_disk.isCut(), false);
}

void World::closeAll()
{
    m_report.now(u"close"_s);
    while (!m_stores.empty())
        m_stores.pop_back();
}

// ---------------------------------------------------------------- what holds of every call

void World::judgeError(const Error &error, bool struck, bool mayRefuse)
{
    QString sentence = error.text();
    sentence.replace(m_folder, u"…"_s);
    static const QRegularExpression numbers(u"\\d+"_s);
    m_report.sentence(QString(sentence).replace(numbers, u"N"_s).left(300));
    // A backup beside the project carries its name; that there is nothing to undo is not about a file.
    const QString name = QFileInfo(m_path).completeBaseName() + u'.';
    const bool namesFile = sentence.contains(name) || sentence.startsWith(u"There is nothing to "_s) ||
                           sentence.contains(u"copy"_s) || sentence.contains(u"export"_s);
    if (!struck) {
        if (!mayRefuse)
            m_report.finding(u"refused without a reason: %1 [%2]"_s.arg(error.text(), error.detail));
        return;
    }
    if (error.code != ErrorCode::Refused && error.code != ErrorCode::Unreadable)
        m_report.finding(
            u"a failing disk is told as error code %1: %2 [%3]"_s.arg(static_cast<int>(error.code))
                .arg(error.text(), error.detail));
    if (sentence.trimmed().isEmpty())
        m_report.finding(u"an error without words [%1]"_s.arg(error.detail));
    else if (!namesFile)
        m_report.finding(u"an error that does not name the file: %1 [%2]"_s.arg(error.text(), error.detail));
    if (sentence.contains(u"sqlite"_s, Qt::CaseInsensitive))
        m_report.finding(u"an error in SQLite's words: %1"_s.arg(error.text()));
}

void World::attempt(const QString &what, Store &store, const InFlight &inFlight,
                    const std::function<Outcome()> &call)
{
    m_report.now(what);
    const int struckBefore = m_disk.struck();
    const bool cutBefore = m_disk.isCut();
    const Model before = store.model();
    const Outcome outcome = call();
    const bool struck = m_disk.struck() > struckBefore || m_disk.isCut();
    if (struck)
        m_report.count((m_disk.isCut() ? u"cut: "_s : u"struck: "_s) + what.section(u' ', 0, 0));
    if (outcome)
        m_report.trace(u"refused: "_s + outcome->text());
    if (outcome) {
        const bool domain = what.startsWith("undo"_L1) || what.startsWith("discard"_L1) ||
                            what.startsWith("redo"_L1) || what.startsWith("go"_L1) || m_stores.size() > 1;
        judgeError(*outcome, struck, domain || m_disk.isArmed());
    }
    if (m_disk.isCut()) {
        if (!outcome && cutBefore && store.model() != before)
            m_report.finding(u"acknowledged although the power is gone"_s);
        // Taking over what another store had done before it failed is right.
        if (outcome && store.model() != before && store.model() != m_truth.model)
            m_report.finding(u"refused, and the model is another nevertheless"_s);
        // The power may have gone after the edit was safe: then it is acknowledged, and must be found.
        if (!outcome && !cutBefore && inFlight.model && store.model() == *inFlight.model) {
            m_truth.model = *inFlight.model;
            if (inFlight.snapshots)
                m_truth.snapshots = *inFlight.snapshots;
            if (!inFlight.newLabel.isEmpty())
                m_truth.history.insert(-1, inFlight.newLabel);
            m_truth.head = -1; // not to be asked any more
        } else {
            m_doubtful.push_back(inFlight);
        }
        return;
    }
    if (outcome) {
        if (struck || m_disk.isArmed() || m_stores.size() > 1)
            compareWithFile(store, before, inFlight);
        return;
    }
    const Calm calm(m_disk);
    // A copy is of the file, which another store may have changed since this one looked.
    if (const auto refreshed = store.refresh(); !refreshed)
        m_report.finding(u"cannot be refreshed on a disk that is well: "_s + refreshed.error().text());
    const State now = State::of(store);
    if (inFlight.model && now.model != *inFlight.model)
        m_report.finding(u"acknowledged, and the model is not what it should be"_s);
    if (!fits(now, inFlight))
        m_report.finding(u"acknowledged, and "_s + difference(now));
    // What the disk refused to store may lie in the log, whole, until something else is written over it, and
    // then a later opening finds it.
    if (now != m_truth)
        m_doubtful.clear();
    m_truth = now;
    m_states.insert(now.head, now.model);
}

bool World::mayBe(const State &found) const
{
    return found == m_truth ||
           std::ranges::any_of(m_doubtful, [&](const InFlight &one) { return fits(found, one); });
}

bool World::fits(const State &found, const InFlight &inFlight) const
{
    if (inFlight.shrinks)
        return found.history.size() <= m_truth.history.size() && found.snapshots == m_truth.snapshots &&
               (!inFlight.model || found.model == *inFlight.model);
    int fresh = 0;
    for (auto it = found.history.cbegin(); it != found.history.cend(); ++it) {
        if (m_truth.history.contains(it.key()) && m_truth.history.value(it.key()) == it.value())
            continue;
        if (it.value() != inFlight.newLabel || inFlight.newLabel.isEmpty())
            return false;
        ++fresh;
    }
    const bool isNew = !inFlight.model || found.model == *inFlight.model;
    return fresh <= 1 && found.history.size() == m_truth.history.size() + fresh && isNew &&
           found.snapshots == inFlight.snapshots.value_or(m_truth.snapshots);
}

QString World::difference(const State &found) const
{
    QStringList what;
    if (found.model != m_truth.model)
        what.append(u"the model is another (%1 elements, %2 records; were %3, %4)"_s
                        .arg(found.model.elements().size())
                        .arg(found.model.records().size())
                        .arg(m_truth.model.elements().size())
                        .arg(m_truth.model.records().size()));
    if (found.head != m_truth.head)
        what.append(u"the head is %1, was %2"_s.arg(found.head).arg(m_truth.head));
    if (found.history != m_truth.history)
        what.append(
            u"the history has %1 entries (last: '%2'), had %3 (last: '%4')"_s.arg(found.history.size())
                .arg(found.history.isEmpty() ? QString() : found.history.last())
                .arg(m_truth.history.size())
                .arg(m_truth.history.isEmpty() ? QString() : m_truth.history.last()));
    if (found.snapshots != m_truth.snapshots)
        what.append(
            u"the snapshots are %1, were %2"_s.arg(found.snapshots.join(u','), m_truth.snapshots.join(u',')));
    return what.isEmpty() ? u"nothing is different"_s : what.join(u"; "_s);
}

void World::compareWithFile(Store &store, const Model &before, const InFlight &inFlight)
{
    const Calm calm(m_disk);
    const Model after = store.model();
    std::optional<State> file;
    if (const auto peek = openCalmly(true))
        file = State::of(*peek);
    if (!file)
        return;
    const bool happened = *file != m_truth;
    m_doubtful.push_back(inFlight);
    if (!mayBe(*file))
        m_report.finding(u"refused, and in the file "_s + difference(*file));
    if (happened)
        m_report.count(u"refused, but it is in the file"_s);
    if (after != before && after != file->model)
        m_report.finding(
            u"refused, and the model in memory is neither what it was nor what the file holds"_s);
    if (store.model() != file->model) {
        const auto refreshed = store.refresh();
        if (!refreshed)
            m_report.finding(u"cannot be refreshed on a disk that is well: "_s + refreshed.error().text());
        else if (store.model() != file->model)
            m_report.finding(u"the store does not see what the file holds: %1"_s.arg(difference(*file)));
    }
    if (const QList<Error> problems = store.verify(); !problems.isEmpty())
        m_report.finding(u"after a refusal verify says: "_s + lines(problems));
    if (happened)
        m_doubtful.clear();
    m_truth = *file;
    m_states.insert(file->head, file->model);
}

// ---------------------------------------------------------------- what a user does

void World::act()
{
    if (m_stores.empty())
        return;
    Store &store = anyStore();
    if (m_stores.size() > 1 && number(3) > 0) {
        const Calm calm(m_disk);
        (void)store.refresh();
    }
    const int dice = number(100);
    if (dice < 42)
        edit(store);
    else if (dice < 52)
        bigEdit(store);
    else if (dice < 76)
        travel(store);
    else if (dice < 83)
        snapshot(store);
    else if (dice < 88)
        shorten(store);
    else if (dice < 94)
        copyOut(store);
    else
        reopen();
}

void World::mustWork()
{
    if (m_stores.empty())
        return;
    m_disk.disarm();
    for (const auto &store : m_stores) {
        if (const auto refreshed = store->refresh(); !refreshed)
            m_report.finding(u"cannot be refreshed once the disk is well: "_s + refreshed.error().text());
        edit(*store);
    }
}

void World::commit(Store &store, const Draft &draft, const QString &label)
{
    const bool upToDate = store.model() == m_truth.model;
    InFlight inFlight{upToDate ? std::optional(draft.model()) : std::nullopt, label, {}};
    attempt(u"edit (%1)"_s.arg(label), store, inFlight, [&] { return errorOf(store.commit(draft, label)); });
}

void World::edit(Store &store)
{
    commit(store, m_edits.next(store.model()), u"edit %1"_s.arg(++m_counter));
}

void World::bigEdit(Store &store)
{
    QString text(number(5) == 0 ? 1'000'000 : 20'000 + number(100'000), u' ');
    for (QChar &letter : text)
        letter = QChar(u'a' + number(26));
    Draft draft(store.model());
    (void)draft.addRecord(u"risk"_s, u"big-%1"_s.arg(++m_counter), {{u"description"_s, text}});
    commit(store, draft, u"big edit %1"_s.arg(m_counter));
}

void World::travel(Store &store)
{
    const auto to = [&](qint64 id) {
        return InFlight{m_states.contains(id) ? std::optional(m_states.value(id)) : std::nullopt, {}, {}};
    };
    switch (number(5)) {
    case 0:
    case 1: {
        // Undone to what is known, where it is.
        qint64 parent = 0;
        {
            const Calm calm(m_disk);
            for (const store::HistoryEntry &entry : store.history())
                parent = entry.isHead ? entry.parent : parent;
        }
        attempt(u"undo"_s, store, m_stores.size() > 1 ? InFlight{} : to(parent),
                [&] { return errorOf(store.undo()); });
        break;
    }
    case 2:
        attempt(u"redo"_s, store, {}, [&] { return errorOf(store.redo()); });
        break;
    default: {
        const QList<qint64> ids = m_truth.history.keys();
        const qint64 id = ids.isEmpty() || number(8) == 0 ? 0 : ids.at(number(static_cast<int>(ids.size())));
        attempt(u"go to %1"_s.arg(id), store, m_stores.size() > 1 ? InFlight{} : to(id),
                [&] { return errorOf(store.goTo(id)); });
    }
    }
}

void World::snapshot(Store &store)
{
    QStringList names = m_truth.snapshots;
    const int dice = number(4);
    if (names.isEmpty() || dice < 2) {
        const QString name = u"snapshot %1"_s.arg(++m_counter);
        names.append(name);
        names.sort();
        attempt(u"snapshot"_s, store, {std::nullopt, {}, names},
                [&] { return errorOf(store.addSnapshot(name)); });
        return;
    }
    const QString name = names.takeAt(number(static_cast<int>(names.size())));
    if (dice == 2) {
        attempt(u"unsnapshot"_s, store, {std::nullopt, {}, names},
                [&] { return errorOf(store.removeSnapshot(name)); });
        return;
    }
    attempt(u"restore"_s, store, {std::nullopt, u"Go back to snapshot '%1'"_s.arg(name), {}},
            [&] { return errorOf(store.restoreSnapshot(name)); });
}

/// Takes away of the history: throws an edit away, or folds the oldest.
void World::shorten(Store &store)
{
    const QList<qint64> ids = m_truth.history.keys();
    if (number(2) == 0 && !ids.isEmpty()) {
        const qint64 id = ids.at(number(static_cast<int>(ids.size())));
        attempt(u"discard %1"_s.arg(id), store, {std::nullopt, {}, {}, true},
                [&] { return errorOf(store.discard(id)); });
        return;
    }
    const store::HistoryBound bound{2 + number(6), 0};
    attempt(u"bound"_s, store, {m_truth.model, {}, {}, true},
            [&] { return errorOf(store.setHistoryBound(bound)); });
    attempt(u"fold"_s, store, {m_truth.model, {}, {}, true}, [&]() -> Outcome {
        const auto folded = store::compactHistory(m_path);
        if (!folded)
            return folded.error();
        const Calm calm(m_disk);
        return errorOf(store.refresh());
    });
}

void World::copyOut(Store &store)
{
    const bool exports = number(2) == 0 && !m_truth.snapshots.isEmpty();
    const QString path = m_folder + (exports ? u"/export-%1.gplan"_s : u"/copy-%1.gplan"_s).arg(number(3));
    Target &target = m_targets[path];
    std::optional<Model> wanted;
    const QString name =
        exports ? m_truth.snapshots.at(number(static_cast<int>(m_truth.snapshots.size()))) : QString();
    {
        const Calm calm(m_disk);
        wanted = m_truth.model;
        if (exports && !m_disk.isCut()) {
            const auto model = store.snapshotModel(name);
            if (!model)
                m_report.finding(u"the snapshot cannot be read: "_s + model.error().text());
            else
                wanted = *model;
        }
    }
    const auto overwrite = store::Overwrite::Yes;
    bool done = false;
    attempt(exports ? u"export"_s : u"copy"_s, store, {}, [&] {
        const auto result =
            exports ? store.exportSnapshot(name, path, overwrite) : store.saveCopy(path, overwrite);
        done = result.has_value();
        return errorOf(result);
    });
    if (done)
        target = {wanted, {}};
    else if (m_disk.isCut())
        target.inFlight = wanted;
    else
        checkTargets();
}

void World::reopen()
{
    closeAll();
    openProject();
}

// ---------------------------------------------------------------- what is left

void World::checkTargets()
{
    const Calm calm(m_disk);
    for (auto it = m_targets.cbegin(); it != m_targets.cend(); ++it) {
        if (!QFile::exists(it.key())) {
            if (it->acknowledged)
                m_report.finding(u"the copy '%1' is gone"_s.arg(QFileInfo(it.key()).fileName()));
            continue;
        }
        store::Options how = options();
        how.readOnly = true;
        const auto copy = Store::open(it.key(), how);
        if (!copy)
            m_report.finding(
                u"the copy does not open: %1 [%2]"_s.arg(copy.error().text(), copy.error().detail));
        else if (!(it->acknowledged && (*copy)->model() == *it->acknowledged) &&
                 !(it->inFlight && (*copy)->model() == *it->inFlight))
            m_report.finding(u"the copy '%1' is neither the old one nor the new one"_s.arg(
                QFileInfo(it.key()).fileName()));
        else if (const auto problems = (*copy)->verify(); !problems.isEmpty())
            m_report.finding(
                u"of '%1' verify says: %2"_s.arg(QFileInfo(it.key()).fileName(), lines(problems)));
    }
}

void World::checkLitter(bool wasCut)
{
    static const QRegularExpression known(u"^(torture|copy-\\d|export-\\d)\\.gplan$|before-schema"_s);
    const QStringList names = QDir(m_folder).entryList(QDir::Files | QDir::Hidden);
    bool backup = false;
    for (const QString &name : names) {
        backup = backup || name.contains(u"before-schema"_s);
        // What was half written when the power went stays, but not what SQLite needs to have gone.
        const bool side =
            name.endsWith("-wal"_L1) || name.endsWith("-shm"_L1) || name.endsWith("-journal"_L1);
        // Nothing can be taken away where taking away fails.
        if (!known.match(name).hasMatch() && !m_disk.hasStruck(Call::Delete) &&
            (!wasCut || (side && name.startsWith("torture.gplan-"_L1))))
            m_report.finding(u"left beside the project: "_s + name);
    }
    if (m_wasOlder && !backup)
        m_report.finding(u"no backup was made before the older project was changed"_s);
}

void World::checkAfterwards(bool wasCut)
{
    m_report.now(u"afterwards"_s);
    if (m_mayBeMissing) {
        if (QFile::exists(m_path))
            m_report.count(u"created after all"_s);
        else
            return;
    }
    auto store = openCalmly(false);
    if (!store)
        return;
    const State found = State::of(*store);
    bool sound = mayBe(found);
    if (wasCut) {
        // Ids of an entry that was acknowledged while the power went were never asked for.
        const bool asAcknowledged = found.model == m_truth.model && found.snapshots == m_truth.snapshots &&
                                    found.history.size() == m_truth.history.size();
        sound = sound || asAcknowledged;
    }
    if (!sound)
        m_report.finding((wasCut ? u"after the power cut "_s : u"after opening again "_s) +
                         difference(found));
    if (const QList<Error> problems = store->verify(); !problems.isEmpty())
        m_report.finding(u"verify says: "_s + lines(problems));
    checkTargets();
    // And work goes on.
    m_truth = found;
    m_stores.push_back(std::move(store));
    edit(*m_stores.front());
    closeAll();
    checkLitter(wasCut);
}

} // namespace gp::torture
