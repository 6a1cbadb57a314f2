// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/arrange.h"

#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

constexpr auto ownPrefix = "own/"_L1;

bool isOwn(const QString &id)
{
    return id.startsWith(ownPrefix);
}

/// What a row says that is worth keeping, besides its place.
bool saysSomething(const QJsonObject &row)
{
    return row.contains("title"_L1) || row.contains("notes"_L1) || row.value("cut"_L1).toBool() ||
           isOwn(textOf(row, u"step"_s));
}

Step ownStep(const Model &model, const QJsonObject &row)
{
    Step step;
    step.id = textOf(row, u"step"_s);
    step.kind = StepKind::Own;
    step.title = textOf(row, u"title"_s);
    step.text = textOf(row, u"text"_s);
    const QString view = textOf(row, u"view"_s);
    step.stage.view = model.view(view) ? view : QString();
    for (const QString &key : listOf(row, u"elements"_s)) {
        if (const Element *element = model.element(key)) {
            step.stage.before.append(element->id);
            step.stage.after.append(element->id);
        }
    }
    std::ranges::sort(step.stage.before);
    std::ranges::sort(step.stage.after);
    return step;
}

Step goneStep(const QJsonObject &row)
{
    Step step;
    step.id = textOf(row, u"step"_s);
    step.isGone = true;
    step.title = textOf(row, u"was"_s);
    if (step.title.isEmpty())
        step.title = step.id;
    step.summary = u"What this step was about is not in the model any more."_s;
    return step;
}

/// The rows of a review in the order of the agenda, one for each step that has one or that `id` names.
class Rows
{
public:
    Rows(const Model &model, const Agenda &agenda)
        : m_model(model)
        , m_agenda(agenda)
    {
    }

    Result<void> read(const QString &wanted)
    {
        Result<Record> review = reviewOf(m_model, m_agenda.review);
        if (!review)
            return std::unexpected(review.error());
        m_review = *review;
        if (!wanted.isEmpty() && !m_agenda.step(wanted))
            return fail(ErrorCode::Usage, u"There is no step '%1' in this agenda"_s.arg(wanted));
        QHash<QString, QJsonObject> stored;
        const auto rows = rowsOf(m_review.properties, u"steps"_s);
        for (const QJsonObject &row : rows)
            stored.insert(textOf(row, u"step"_s), row);
        for (const Step &step : m_agenda.steps) {
            QJsonObject row = stored.value(step.id);
            m_isStored.append(!row.isEmpty());
            row.insert(u"step"_s, step.id);
            if (!step.isGone && !isOwn(step.id) && !step.isRenamed)
                put(row, u"was"_s, step.title);
            m_rows.append(row);
        }
        return {};
    }

    [[nodiscard]] qsizetype indexOf(const QString &step) const
    {
        const auto it = std::ranges::find(m_agenda.steps, step, &Step::id);
        return it == m_agenda.steps.end() ? -1 : it - m_agenda.steps.begin();
    }
    QJsonObject &row(const QString &step)
    {
        const qsizetype at = indexOf(step);
        m_isStored[at] = true;
        return m_rows[at];
    }
    void insert(qsizetype at, const QJsonObject &row)
    {
        m_rows.insert(at, row);
        m_isStored.insert(at, true);
    }
    void take(qsizetype at)
    {
        m_rows.removeAt(at);
        m_isStored.removeAt(at);
    }
    void move(qsizetype from, qsizetype to)
    {
        m_rows.move(from, to);
        m_isStored.fill(true); // the order is the architect's from now on
    }
    [[nodiscard]] qsizetype size() const { return m_rows.size(); }

    Result<void> write(Draft &draft) const
    {
        QJsonArray table;
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            if (m_isStored.at(i))
                table.append(m_rows.at(i));
        }
        Record changed = m_review;
        if (table.isEmpty())
            changed.properties.remove(u"steps"_s);
        else
            changed.properties.insert(u"steps"_s, table);
        return draft.update(changed);
    }

private:
    const Model &m_model;
    const Agenda &m_agenda;
    Record m_review;
    QList<QJsonObject> m_rows;
    QList<bool> m_isStored;
};

/// One change of one row.
template<typename Change>
Result<void> changed(Draft &draft, const Agenda &agenda, const QString &step, Change &&change)
{
    Rows rows(draft.model(), agenda);
    if (auto read = rows.read(step); !read)
        return read;
    change(rows.row(step));
    return rows.write(draft);
}

} // namespace

QList<Step> arranged(const Model &model, const Record &review, QList<Step> steps)
{
    QList<Step> list;
    QSet<QString> placed;
    const auto rows = rowsOf(review.properties, u"steps"_s);
    for (const QJsonObject &row : rows) {
        const QString id = textOf(row, u"step"_s);
        if (id.isEmpty() || placed.contains(id))
            continue;
        placed.insert(id);
        const auto known = std::ranges::find(steps, id, &Step::id);
        Step step = isOwn(id) ? ownStep(model, row) : known != steps.end() ? *known : goneStep(row);
        if (const QString title = textOf(row, u"title"_s); !title.isEmpty() && !step.isGone) {
            step.isRenamed = !isOwn(id);
            step.title = title;
        }
        if (step.title.isEmpty())
            step.title = id;
        step.notes = textOf(row, u"notes"_s);
        step.isCut = row.value(u"cut"_s).toBool();
        list.append(step);
    }
    // What is not stored comes behind the step that it follows.
    qsizetype behind = -1;
    for (Step &step : steps) {
        if (placed.contains(step.id)) {
            behind = std::ranges::find(list, step.id, &Step::id) - list.begin();
            continue;
        }
        // Steps of one's own, and what is gone, stay behind the one that they were put behind.
        ++behind;
        while (behind > 0 && behind < list.size() && (isOwn(list.at(behind).id) || list.at(behind).isGone))
            ++behind;
        list.insert(behind, std::move(step));
    }
    return list;
}

Result<void> moveStep(Draft &draft, const Agenda &agenda, const QString &step, qsizetype place)
{
    Rows rows(draft.model(), agenda);
    if (auto read = rows.read(step); !read)
        return read;
    if (place < 0 || place >= rows.size())
        return fail(ErrorCode::Usage, u"There is no place %1 among %2 steps"_s.arg(place).arg(rows.size()));
    rows.move(rows.indexOf(step), place);
    return rows.write(draft);
}

Result<void> cutStep(Draft &draft, const Agenda &agenda, const QString &step, bool cut)
{
    return changed(draft, agenda, step, [&](QJsonObject &row) {
        if (cut)
            row.insert(u"cut"_s, true);
        else
            row.remove(u"cut"_s);
    });
}

Result<void> renameStep(Draft &draft, const Agenda &agenda, const QString &step, const QString &title)
{
    if (isOwn(step) && title.trimmed().isEmpty())
        return fail(ErrorCode::Usage, u"A step of one's own needs a title"_s);
    return changed(draft, agenda, step, [&](QJsonObject &row) { put(row, u"title"_s, title.simplified()); });
}

Result<void> noteStep(Draft &draft, const Agenda &agenda, const QString &step, const QString &notes)
{
    return changed(draft, agenda, step, [&](QJsonObject &row) { put(row, u"notes"_s, notes); });
}

Result<void> writeStep(Draft &draft, const Agenda &agenda, const QString &step, const QString &text)
{
    if (!isOwn(step))
        return fail(ErrorCode::Refused,
                    u"The lines of '%1' are worked out from the model: note it"_s.arg(step));
    return changed(draft, agenda, step, [&](QJsonObject &row) { put(row, u"text"_s, text); });
}

Result<QString> addStep(Draft &draft, const Agenda &agenda, const OwnStep &step, const QString &after)
{
    if (step.title.trimmed().isEmpty())
        return fail(ErrorCode::Usage, u"A step of one's own needs a title"_s);
    if (!step.view.isEmpty() && !draft.model().view(step.view))
        return fail(ErrorCode::Usage, u"There is no view '%1'"_s.arg(step.view));
    for (const QString &key : step.elements) {
        if (!draft.model().element(key))
            return fail(ErrorCode::Usage, u"There is no element '%1'"_s.arg(key));
    }
    Rows rows(draft.model(), agenda);
    if (auto read = rows.read(after); !read)
        return std::unexpected(read.error());
    QString id;
    for (int number = 1; id.isEmpty() || agenda.step(id); ++number)
        id = ownPrefix + QString::number(number);
    QJsonObject row{{u"step"_s, id}, {u"title"_s, step.title.simplified()}};
    put(row, u"text"_s, step.text);
    put(row, u"view"_s, step.view);
    put(row, u"elements"_s, step.elements);
    const qsizetype place = after.isEmpty() ? rows.size() : rows.indexOf(after) + 1;
    if (!after.isEmpty())
        (void)rows.row(after); // its row is what keeps the place of the new one
    else if (!agenda.steps.isEmpty())
        (void)rows.row(agenda.steps.last().id);
    rows.insert(place, row);
    if (auto written = rows.write(draft); !written)
        return std::unexpected(written.error());
    return id;
}

Result<void> removeStep(Draft &draft, const Agenda &agenda, const QString &step)
{
    Rows rows(draft.model(), agenda);
    if (auto read = rows.read(step); !read)
        return read;
    const Step *found = agenda.step(step);
    if (!found->isGone && !isOwn(step))
        return fail(
            ErrorCode::Refused,
            u"'%1' is worked out from the model: it can be left out, and not removed"_s.arg(found->title));
    rows.take(rows.indexOf(step));
    return rows.write(draft);
}

Result<void> resetSteps(Draft &draft, const Agenda &agenda)
{
    const Result<Record> review = reviewOf(draft.model(), agenda.review);
    if (!review)
        return std::unexpected(review.error());
    QList<QJsonObject> kept;
    const auto rows = rowsOf(review->properties, u"steps"_s);
    for (QJsonObject row : rows) {
        row.remove(u"cut"_s);
        if (!isOwn(textOf(row, u"step"_s)))
            row.remove(u"title"_s);
        if (saysSomething(row))
            kept.append(row);
    }
    std::ranges::stable_sort(kept, {}, [&](const QJsonObject &row) {
        const qsizetype place = agenda.usual.indexOf(textOf(row, u"step"_s));
        return place < 0 ? agenda.usual.size() : place;
    });
    QJsonArray table;
    for (const QJsonObject &row : std::as_const(kept))
        table.append(row);
    Record changedReview = *review;
    if (table.isEmpty())
        changedReview.properties.remove(u"steps"_s);
    else
        changedReview.properties.insert(u"steps"_s, table);
    return draft.update(changedReview);
}

} // namespace gp::review
