// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rebase.h"
#include "core/store/schema.h"
#include "core/store/storeprivate.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::store {

Connection &Store::Private::open() const
{
    if (!connection)
        throw Failure(ErrorCode::Usage, u"The project '%1' is closed"_s.arg(path));
    return *connection;
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
    return open().dataVersion.number().value_or(0);
}

bool Store::Private::isBehind() const
{
    // Not every commit is an edit: the ledger of what is published is written there, too.
    return presentDataVersion() != dataVersion &&
           (history().head() != head || open().schemaVersion.number().value_or(0) > latestSchema());
}

News Store::Private::catchUp()
{
    if (presentDataVersion() == dataVersion)
        return {};
    Connection &to = open();
    const Turn reading(to, Turn::For::Reading);
    // The transaction begins with its first read: what it shows is at least as new as this.
    const qint64 version = presentDataVersion();
    if (to.schemaVersion.number().value_or(0) > latestSchema())
        throw Failure(
            ErrorCode::Refused,
            u"'%1' was brought to a newer schema by a newer Groundplan: close it here and open it there"_s
                .arg(path));
    const qint64 newHead = to.history.head();
    News news{{}, true};
    if (newHead == head) { // an equal head is an equal content
        dataVersion = version;
        return news;
    }
    // Usually a few edits lie between, and following them touches little; a file whose history was folded or
    // thrown away meanwhile is read anew.
    if (to.history.contains(head)) {
        TouchedIds touched;
        for (const Step &step : to.history.steps(head, newHead))
            collectTouched(*to.db, to.history.changeset(step.id), touched);
        const TouchedThings things = readTouched(to.reader, touched);
        news.change = changeFrom(model, things);
        putInto(model, things);
    } else {
        Model fresh = readModel(to.reader);
        news.change = difference(model, fresh);
        model = std::move(fresh);
    }
    head = newHead;
    dataVersion = version;
    return news;
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

Change Store::Private::finish(Turn &turn, const TouchedIds &touched, const Model *expected)
{
    // Read inside the transaction, so that no other process can come between; taken over when it is durable.
    const TouchedThings things = readTouched(open().reader, touched);
    const qint64 newHead = history().head();
    Change change = changeFrom(model, things);
    turn.commit();
    head = newHead;
    // The draft's model is what the file says now: taking it shares its containers instead of copying them.
    if (expected && changeFrom(*expected, things).isEmpty())
        model = *expected;
    else
        putInto(model, things);
    return change;
}

std::optional<Change> Store::Private::store(const Model &after, const Change &change, const QString &label)
{
    Connection &to = open();
    Turn turn(to, Turn::For::Writing);
    if (presentDataVersion() != dataVersion)
        return std::nullopt;
    to.recorder.start();
    to.writer.write(model, after, change);
    const QByteArray changeset = to.recorder.take();
    if (changeset.isEmpty())
        return Change{};
    const qint64 newHead = to.history.append(head, label, options.author, now(), changeset);
    if (to.writer.isExact()) {
        // Reading back what was just written would cost a fifth of an edit and say the same.
        turn.commit();
        head = newHead;
        model = after;
        return change;
    }
    TouchedIds touched;
    collectTouched(*to.db, changeset, touched);
    return finish(turn, touched, &after);
}

std::optional<Change> Store::Private::travel(qint64 to)
{
    Turn turn(open(), Turn::For::Writing);
    if (isBehind())
        return std::nullopt;
    if (!history().contains(to))
        throw Failure(ErrorCode::Usage, u"The history of '%1' has no entry %2"_s.arg(path).arg(to));
    TouchedIds touched;
    history().move(to, touched);
    return finish(turn, touched, nullptr);
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
        createDatabase(path);
        auto opened = open(path, std::move(options));
        if (!opened)
            QFile::remove(path); // ours, and empty: a second try must not find it in its way
        return opened;
    });
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, Options options)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<Store>> {
        Opened opened =
            openDatabase(path, options.readOnly ? Access::ReadOnly : Access::ReadWrite, options.waitMs);
        auto parts = std::make_unique<Private>();
        parts->path = path;
        parts->options = std::move(options);
        parts->options.readOnly = opened.isReadOnly;
        parts->notes = std::move(opened.notes);
        parts->connection = std::make_unique<Connection>(std::move(opened.db));
        const Turn reading(parts->open(), Turn::For::Reading);
        parts->head = parts->history().head();
        parts->dataVersion = parts->presentDataVersion();
        try {
            parts->model = readModel(parts->open().reader);
        } catch (const Failure &failure) { // it knows the row and not the file
            Error error = failure.error();
            error.file = path;
            return std::unexpected(std::move(error));
        }
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

void Store::setAuthor(const QString &author)
{
    d->options.author = author;
}

int Store::schemaVersion() const
{
    return d->connection ? schemaOf(*d->connection->db) : 0;
}

QStringList Store::notes() const
{
    return d->notes;
}

void Store::tell(const Change &change, bool history)
{
    if (!change.isEmpty())
        Q_EMIT changed(change);
    else if (history)
        Q_EMIT historyChanged();
}

Result<Change> Store::commit(const Draft &draft, const QString &label)
{
    return guarded(d->path, [&]() -> Result<Change> {
        d->requireWritable();
        for (;;) {
            // Whether somebody else was quicker shows in the transaction, at no cost; so it is asked there,
            // and here only before saying no.
            Result<Edit> edit =
                draft.base() == d->model ? Edit{draft.model(), draft.change()} : rebase(draft, d->model);
            std::optional<Error> error;
            if (!edit)
                error = edit.error();
            else if (!edit->change.isEmpty())
                error = d->objections(edit->after, edit->change);
            if (edit && !error && !edit->change.isEmpty()) {
                if (const auto change = d->store(edit->after, edit->change, label)) {
                    tell(*change, false);
                    return *change;
                }
            }
            const qint64 version = d->dataVersion;
            const News news = d->catchUp();
            tell(news.change, news.history);
            if (d->dataVersion != version)
                continue;
            if (error)
                return std::unexpected(std::move(*error));
            if (edit->change.isEmpty())
                return Change{};
        }
    });
}

Result<Change> Store::refresh()
{
    return guarded(d->path, [&]() -> Result<Change> {
        const News news = d->catchUp();
        tell(news.change, news.history);
        return news.change;
    });
}

Result<Change> Store::goTo(qint64 historyId)
{
    return guarded(d->path, [&]() -> Result<Change> {
        d->requireWritable();
        const auto change = d->travel(historyId);
        if (!change) {
            const News news = d->catchUp();
            tell(news.change, news.history);
            return fail(
                ErrorCode::Refused,
                u"Another program has just changed '%1': look at what it did, then try again"_s.arg(d->path));
        }
        tell(*change, true);
        return *change;
    });
}

Result<Change> Store::discard(qint64 historyId)
{
    return guarded(d->path, [&]() -> Result<Change> {
        d->requireWritable();
        Change change;
        {
            Turn turn(d->open(), Turn::For::Writing);
            if (d->isBehind())
                return fail(
                    ErrorCode::Refused,
                    u"Another program has just changed '%1': look at what it did, then try again"_s.arg(
                        d->path));
            if (historyId == 0 || !d->history().contains(historyId))
                return fail(ErrorCode::Usage,
                            u"The history of '%1' has no entry %2"_s.arg(d->path).arg(historyId));
            const QList<qint64> branch = d->history().branch(historyId);
            TouchedIds touched;
            if (branch.contains(d->head))
                d->history().move(d->history().parent(historyId), touched);
            d->history().remove(branch);
            change = d->finish(turn, touched, nullptr);
        }
        tell(change, true);
        return change;
    });
}

Result<Change> Store::undo()
{
    if (head() == 0)
        return fail(ErrorCode::Refused, u"There is nothing to undo"_s);
    const auto target = guarded(d->path, [&]() -> Result<qint64> {
        d->requireWritable();
        return d->history().parent(head());
    });
    return target ? goTo(*target) : std::unexpected(target.error());
}

Result<Change> Store::redo()
{
    const auto target = guarded(d->path, [&]() -> Result<qint64> {
        d->requireWritable();
        return d->history().next(head());
    });
    if (!target)
        return std::unexpected(target.error());
    return *target == 0 ? fail(ErrorCode::Refused, u"There is nothing to redo"_s) : goTo(*target);
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
                       History &history = d->history();
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
    return d->head;
}

HistorySize Store::historySize() const
{
    return guarded(d->path, [&]() -> Result<HistorySize> { return d->history().size(); })
        .value_or(HistorySize());
}

HistoryBound Store::historyBound() const
{
    return guarded(d->path, [&]() -> Result<HistoryBound> { return d->history().bound(); })
        .value_or(HistoryBound());
}

Result<void> Store::setHistoryBound(const HistoryBound &bound)
{
    return guarded(d->path, [&]() -> Result<void> {
        d->requireWritable();
        if (bound.edits < 0 || bound.bytes < 0)
            return fail(ErrorCode::Usage, u"A history cannot be shorter than nothing"_s);
        const News news = d->catchUp();
        tell(news.change, news.history);
        {
            Turn turn(d->open(), Turn::For::Writing);
            d->history().setBound(bound);
            turn.commit();
        }
        tell({}, true);
        return {};
    });
}

void Store::close()
{
    if (!d->connection)
        return;
    Database db = std::move(d->connection->db);
    d->connection.reset();
    if (!d->options.readOnly)
        settle(*db);
}

} // namespace gp::store
