// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rebase.h"
#include "core/store/storeprivate.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::store {

SQLite::Database &Store::Private::database() const
{
    if (!db)
        throw Failure(ErrorCode::Usage, u"The project '%1' is closed"_s.arg(path));
    return *db;
}

QDateTime Store::Private::now() const
{
    if (options.now)
        return *options.now;
    bool ok = false;
    const qint64 epoch = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&ok);
    return ok ? QDateTime::fromSecsSinceEpoch(epoch, QTimeZone::UTC) : QDateTime::currentDateTimeUtc();
}

void Store::Private::requireWritable() const
{
    if (options.readOnly)
        throw Failure(ErrorCode::Refused, u"'%1' is open read-only: save a copy to change it"_s.arg(path));
}

qint64 Store::Private::presentDataVersion() const
{
    return number(database(), "PRAGMA data_version").value_or(0);
}

Change Store::Private::catchUp()
{
    const qint64 version = presentDataVersion();
    if (version == dataVersion)
        return {};
    SQLite::Transaction reading(database());
    if (schemaOf(database()) > latestSchema())
        throw Failure(
            ErrorCode::Refused,
            u"'%1' was brought to a newer schema by a newer Groundplan: close it here and open it there"_s
                .arg(path));
    Model fresh = readModel(database());
    dataVersion = version;
    Change change = difference(model, fresh);
    model = std::move(fresh);
    return change;
}

std::optional<Error> Store::Private::objections(const Model &after, const Change &change) const
{
    QList<Error> problems = findProblems(after, change);
    if (options.validator)
        problems += options.validator(after, change);
    if (problems.isEmpty())
        return std::nullopt;
    QStringList lines;
    for (const Error &problem : problems)
        lines.append(problem.text());
    Error error = problems.front();
    error.code = ErrorCode::Invalid;
    error.message = lines.join(u'\n');
    error.file.clear(); // in the lines, for each its own
    error.line = 0;
    return error;
}

Change Store::Private::finish(SQLite::Transaction &transaction, const TouchedIds &touched,
                              const Model *expected)
{
    // Read inside the transaction, so that no other process can come between; taken over when it is durable.
    const TouchedThings things = readTouched(database(), touched);
    Change change = changeFrom(model, things);
    transaction.commit();
    // The draft's model is what the file says now: taking it shares its containers instead of copying them.
    if (expected && changeFrom(*expected, things).isEmpty())
        model = *expected;
    else
        putInto(model, things);
    return change;
}

std::optional<Change> Store::Private::store(const Model &after, const Change &change, const QString &label)
{
    SQLite::Transaction transaction(database(), SQLite::TransactionBehavior::IMMEDIATE);
    if (presentDataVersion() != dataVersion)
        return std::nullopt;
    TouchedIds touched;
    {
        Recorder recorder(database());
        writeChange(database(), model, after, change);
        const QByteArray changeset = recorder.changeset();
        if (changeset.isEmpty())
            return Change{};
        history().append(label, options.author, now(), changeset);
        collectTouched(database(), changeset, touched);
    }
    return finish(transaction, touched, &after);
}

std::optional<Change> Store::Private::travel(qint64 to)
{
    SQLite::Transaction transaction(database(), SQLite::TransactionBehavior::IMMEDIATE);
    if (presentDataVersion() != dataVersion)
        return std::nullopt;
    if (!history().contains(to))
        throw Failure(ErrorCode::Usage, u"The history of '%1' has no entry %2"_s.arg(path).arg(to));
    TouchedIds touched;
    history().move(to, touched);
    return finish(transaction, touched, nullptr);
}

Store::Store(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

Store::~Store()
{
    close();
}

Result<std::unique_ptr<Store>> Store::create(const QString &path, Options options)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<Store>> {
        auto parts = std::make_unique<Private>(path, std::move(options), createDatabase(path), Model{}, 0);
        parts->dataVersion = parts->presentDataVersion();
        return std::unique_ptr<Store>(new Store(std::move(parts)));
    });
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, Options options)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<Store>> {
        const Access access = options.readOnly ? Access::ReadOnly : Access::ReadWrite;
        auto parts =
            std::make_unique<Private>(path, std::move(options), openDatabase(path, access), Model{}, 0);
        SQLite::Transaction reading(parts->database());
        parts->dataVersion = parts->presentDataVersion();
        parts->model = readModel(parts->database());
        return std::unique_ptr<Store>(new Store(std::move(parts)));
    });
}

const Model &Store::model() const
{
    return d->model;
}

QString Store::path() const
{
    return d->path;
}

bool Store::isReadOnly() const
{
    return d->options.readOnly;
}

int Store::schemaVersion() const
{
    return d->db ? schemaOf(*d->db) : 0;
}

Result<Change> Store::commit(const Draft &draft, const QString &label)
{
    return guarded(d->path, [&]() -> Result<Change> {
        d->requireWritable();
        for (;;) {
            if (const Change foreign = d->catchUp(); !foreign.isEmpty())
                Q_EMIT changed(foreign);
            Result<Edit> edit =
                draft.base() == d->model ? Edit{draft.model(), draft.change()} : rebase(draft, d->model);
            if (!edit)
                return std::unexpected(edit.error());
            if (edit->change.isEmpty())
                return Change{};
            if (auto error = d->objections(edit->after, edit->change))
                return std::unexpected(std::move(*error));
            if (const auto change = d->store(edit->after, edit->change, label)) {
                if (!change->isEmpty())
                    Q_EMIT changed(*change);
                return *change;
            }
        }
    });
}

Result<Change> Store::refresh()
{
    return guarded(d->path, [&]() -> Result<Change> {
        Change change = d->catchUp();
        if (!change.isEmpty())
            Q_EMIT changed(change);
        return change;
    });
}

Result<Change> Store::goTo(qint64 historyId)
{
    return guarded(d->path, [&]() -> Result<Change> {
        d->requireWritable();
        const auto change = d->travel(historyId);
        if (!change) {
            Q_EMIT changed(d->catchUp());
            return fail(
                ErrorCode::Refused,
                u"Another program has just changed '%1': look at what it did, then try again"_s.arg(d->path));
        }
        if (!change->isEmpty())
            Q_EMIT changed(*change);
        return *change;
    });
}

Result<Change> Store::undo()
{
    if (!canUndo())
        return fail(ErrorCode::Refused, u"There is nothing to undo"_s);
    const auto target = guarded(d->path, [&]() -> Result<qint64> { return d->history().parent(head()); });
    return target ? goTo(*target) : std::unexpected(target.error());
}

Result<Change> Store::redo()
{
    if (!canRedo())
        return fail(ErrorCode::Refused, u"There is nothing to redo"_s);
    const auto target = guarded(d->path, [&]() -> Result<qint64> { return d->history().next(head()); });
    return target ? goTo(*target) : std::unexpected(target.error());
}

bool Store::canUndo() const
{
    return !isReadOnly() && head() != 0;
}

bool Store::canRedo() const
{
    return !isReadOnly() &&
           guarded(d->path, [&]() -> Result<qint64> { return d->history().next(head()); }).value_or(0) != 0;
}

QString Store::undoLabel() const
{
    return guarded(d->path, [&]() -> Result<QString> { return d->history().label(head()); })
        .value_or(QString());
}

QString Store::redoLabel() const
{
    return guarded(d->path,
                   [&]() -> Result<QString> {
                       const History history = d->history();
                       return history.label(history.next(head()));
                   })
        .value_or(QString());
}

QList<HistoryEntry> Store::history(int limit) const
{
    return guarded(d->path, [&]() -> Result<QList<HistoryEntry>> { return d->history().entries(limit); })
        .value_or(QList<HistoryEntry>());
}

qint64 Store::head() const
{
    return guarded(d->path, [&]() -> Result<qint64> { return d->history().head(); }).value_or(0);
}

void Store::close()
{
    if (!d->db)
        return;
    if (!d->options.readOnly)
        settle(*d->db);
    d->db.reset();
}

} // namespace gp::store
