// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/takeback.h"

#include "core/documents/contexts.h"
#include "core/documents/facts.h"
#include "core/publish/storage.h"
#include "core/publish/takeback_options.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

QJsonValue valueOf(const QString &text)
{
    return text.trimmed().isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue valueOf(const QStringList &list)
{
    return list.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(list));
}

QString bulleted(const QStringList &items)
{
    QStringList lines;
    for (const QString &item : items)
        lines.append(u"* "_s + item);
    return lines.join(u'\n');
}

QMap<QString, QString> pathsOf(const PageNames &names)
{
    QMap<QString, QString> paths;
    for (auto it = names.titles.cbegin(); it != names.titles.cend(); ++it)
        paths.insert(it.value(), it.key());
    return paths;
}

/// The first lines say what the page was made from, and do so anew with each edit.
QList<PageBlock> withoutOrigin(QList<PageBlock> blocks)
{
    if (!blocks.isEmpty() && blocks.first().kind == PageBlock::Quote)
        blocks.removeFirst();
    return blocks;
}

/// Goes through the sections of a decision's page.
class Comparison
{
public:
    Comparison(const Model &model, const Record &decision, const PageText &ours, const PageText &theirs,
               const PageNames &names)
        : m_model(model)
        , m_names(names)
        , m_properties(decision.properties)
        , m_ours(sectionsOf(ours.blocks))
        , m_theirs(sectionsOf(theirs.blocks))
        , m_merger(model, pathsOf(names), m_back.unmapped)
        , m_number(documents::decisionNumber(decision))
    {
        m_back.decision = decision.id;
        for (const QString &sentence : theirs.told) {
            if (!ours.told.contains(sentence))
                m_back.unmapped.append(sentence);
        }
    }

    TakeBack run()
    {
        title();
        top();
        text(Section::Context, u"Context and Problem Statement"_s, u"context"_s, 2);
        list(Section::Questions, u"Open Questions"_s, u"open_questions"_s);
        list(Section::Drivers, u"Decision Drivers"_s, u"drivers"_s);
        options();
        outcome();
        consequences();
        text(Section::Confirmation, u"Confirmation"_s, u"confirmation"_s, 3);
        text(Section::More, u"More Information"_s, u"more_information"_s, 2);
        others();
        m_back.unmapped.removeDuplicates();
        return m_back;
    }

private:
    [[nodiscard]] QList<PageBlock> ours(Section section) const { return m_ours.blocks.value(section); }
    [[nodiscard]] QList<PageBlock> theirs(Section section) const { return m_theirs.blocks.value(section); }
    [[nodiscard]] QString nameOf(Section section, const QString &usual) const
    {
        return m_theirs.heading(section, m_ours.heading(section, usual));
    }
    [[nodiscard]] QString property(const QString &name) const { return m_properties.value(name).toString(); }

    void add(const QString &section, const QString &name, const QString &before, const QString &after,
             const QJsonValue &value)
    {
        const QJsonValue known = m_properties.value(name);
        const QJsonValue was = known.isUndefined() ? QJsonValue() : known;
        // Else an editor only wrote it in another way.
        const bool isText = value.isString() && value.toString().trimmed() == was.toString().trimmed();
        if (value != was && !isText)
            m_back.parts.append({section, name, before, after, was, value});
    }

    /// "ADR-0001 Use X (Shop)": number and what the plan put behind are not the decision's title.
    void title()
    {
        const PageNames &names = m_names;
        if (names.ours.isEmpty() || names.ours == names.theirs)
            return;
        const QString title = property(u"title"_s);
        const qsizetype at = names.ours.indexOf(title);
        const QString before = at < 0 ? QString() : names.ours.first(at);
        const QString after = at < 0 ? QString() : names.ours.sliced(at + title.size());
        QString value = names.theirs;
        if (value.startsWith(before))
            value = value.sliced(before.size());
        else if (!m_number.isEmpty() && value.startsWith(m_number))
            value = value.sliced(m_number.size());
        if (value.endsWith(after))
            value.chop(after.size());
        value = value.trimmed();
        if (at >= 0 && !title.isEmpty() && !value.isEmpty() && value != title)
            add(u"the page's title"_s, u"title"_s, title, value, value);
        else
            m_back.unmapped.append(
                u"The page is called '%1' there; that is no title for the decision."_s.arg(names.theirs));
    }

    void top()
    {
        QStringList told;
        Merger merger(m_model, {}, told);
        merger.tellOnly(m_theirs.heading(Section::Top, {}), withoutOrigin(ours(Section::Top)),
                        withoutOrigin(theirs(Section::Top)));
        if (!told.isEmpty())
            m_back.unmapped.append(
                u"The lines above the first heading say state, people and dates. They are not taken: a "
                u"status is "
                "changed by its steps (Propose, Accept …), the rest in the decision's fields."_s);
    }

    void text(Section section, const QString &usual, const QString &name, int level)
    {
        const QString heading = nameOf(section, usual);
        const MergedText merged =
            m_merger.text(heading, level, property(name), ours(section), theirs(section));
        if (merged.isChanged)
            add(heading, name, merged.ours, merged.theirs, valueOf(merged.value));
    }

    void list(Section section, const QString &usual, const QString &name)
    {
        const QString heading = nameOf(section, usual);
        const MergedList merged = m_merger.list(heading, m_properties.value(name).toVariant().toStringList(),
                                                {}, ours(section), theirs(section));
        if (!merged.isChanged)
            return;
        QStringList after;
        QStringList values;
        for (const MergedItem &item : merged.items) {
            after.append(item.block.text);
            values.append(item.value);
        }
        add(heading, name, bulleted(merged.ours), bulleted(after), valueOf(values));
    }

    void options()
    {
        const QJsonArray rows = m_properties.value("options"_L1).toArray();
        m_options = mergeOptions(m_merger, rows, m_ours, m_theirs, m_back.unmapped);
        if (m_options.isChanged)
            add(nameOf(Section::Options, u"Considered Options"_s), u"options"_s, m_options.ours,
                m_options.theirs, m_options.value.isEmpty() ? QJsonValue() : QJsonValue(m_options.value));
        else
            m_options.value = rows;
    }

    /// Takes the sentence that names the choice out of the blocks, where it is ours.
    static std::optional<ChosenSentence> takeChoice(QList<PageBlock> &blocks)
    {
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            const auto choice = choiceIn(blocks.at(i));
            if (!choice)
                continue;
            if (choice->rest.isEmpty())
                blocks.removeAt(i);
            else
                blocks[i].text = choice->rest;
            return choice;
        }
        return {};
    }

    void outcome()
    {
        const QString heading = nameOf(Section::Outcome, u"Decision Outcome"_s);
        QList<PageBlock> before = ours(Section::Outcome);
        QList<PageBlock> after = theirs(Section::Outcome);
        const QString chosen = property(u"chosen"_s);
        QString choice = m_options.renamed.value(chosen, chosen);
        // Where the text itself names the choice, the sentence is a part of it.
        if (!property(u"outcome"_s).startsWith("Chosen option"_L1)) {
            const auto was = takeChoice(before);
            const auto is = takeChoice(after);
            if (was && !is)
                m_back.unmapped.append(
                    u"The sentence that names the chosen option was taken away there; it is made from the "
                    "decision's choice."_s);
            if (is && (!was || was->option != is->option))
                choice = chosenOf(is->option, choice);
        }
        if (choice != chosen)
            add(heading, u"chosen"_s, chosen, choice, valueOf(choice));
        const MergedText merged = m_merger.text(heading, 2, property(u"outcome"_s), before, after);
        if (merged.isChanged)
            add(heading, u"outcome"_s, merged.ours, merged.theirs, valueOf(merged.value));
    }

    QString chosenOf(const QString &words, const QString &otherwise)
    {
        const QString wanted = m_merger.wordsOf(words).toCaseFolded();
        for (const QJsonValue &row : std::as_const(m_options.value)) {
            const QString title = row["title"_L1].toString();
            if (m_merger.wordsOf(title).toCaseFolded() == wanted)
                return title;
        }
        for (auto it = m_options.renamed.cbegin(); it != m_options.renamed.cend(); ++it) {
            if (m_merger.wordsOf(it.key()).toCaseFolded() == wanted)
                return it.value();
        }
        m_back.unmapped.append(u"'%1' is called the choice there, and is none of the options."_s.arg(words));
        return otherwise;
    }

    void consequences()
    {
        static const QStringList names{u"good_consequences"_s, u"bad_consequences"_s,
                                       u"neutral_consequences"_s};
        static const QStringList words{u"Good, because "_s, u"Bad, because "_s, {}};
        const QString heading = nameOf(Section::Consequences, u"Consequences"_s);
        QStringList items;
        QStringList prefixes;
        QList<qsizetype> listOf;
        for (qsizetype i = 0; i < names.size(); ++i) {
            for (const QString &item : m_properties.value(names.at(i)).toVariant().toStringList()) {
                items.append(item);
                prefixes.append(words.at(i));
                listOf.append(i);
            }
        }
        const MergedList merged = m_merger.list(heading, items, prefixes, ours(Section::Consequences),
                                                theirs(Section::Consequences));
        if (!merged.isChanged)
            return;
        QList<QStringList> values(names.size());
        for (const MergedItem &item : merged.items) {
            if (item.source >= 0) {
                values[listOf.at(item.source)].append(item.value);
                continue;
            }
            const Judged said = judged(item.value);
            values[said.verdict == Judgement::Good  ? 0
                   : said.verdict == Judgement::Bad ? 1
                                                    : 2]
                .append(said.reason);
        }
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QStringList was = m_properties.value(names.at(i)).toVariant().toStringList();
            if (values.at(i) != was)
                add(heading, names.at(i), bulleted(was), bulleted(values.at(i)), valueOf(values.at(i)));
        }
    }

    /// Sections that a decision has no place for.
    void others()
    {
        QStringList headings = m_ours.order;
        for (const QString &heading : std::as_const(m_theirs.order)) {
            if (!headings.contains(heading))
                headings.append(heading);
        }
        for (const QString &heading : std::as_const(headings)) {
            if (!m_ours.others.contains(heading)) {
                m_back.unmapped.append(
                    u"The section '%1' has no place in a decision and was not taken."_s.arg(heading));
            } else if (!m_theirs.others.contains(heading)) {
                m_back.unmapped.append(
                    u"The section '%1' is made from the model: it was taken away there, and comes back."_s
                        .arg(heading));
            } else {
                m_merger.tellOnly(heading, m_ours.others.value(heading), m_theirs.others.value(heading));
            }
        }
    }

    const Model &m_model;
    PageNames m_names;
    QJsonObject m_properties;
    PageSections m_ours;
    PageSections m_theirs;
    TakeBack m_back;
    Merger m_merger;
    QString m_number;
    MergedOptions m_options;
};

} // namespace

std::optional<RecordId> decisionAt(const Model &model, const QString &path)
{
    constexpr QLatin1StringView folder("decisions/");
    if (!path.startsWith(folder))
        return {};
    const QList<Record> decisions = model.recordsOfKind(u"decision"_s);
    for (const Record &decision : decisions) {
        if (path.sliced(folder.size()) == documents::decisionFileName(decision))
            return decision.id;
    }
    return {};
}

Result<TakeBack> compareTheirs(const Model &model, const QString &path, const QString &ours,
                               const QString &theirs, const PageNames &names)
{
    const auto id = decisionAt(model, path);
    if (!id)
        return fail(
            ErrorCode::Refused,
            u"'%1' is made from the model as a whole: only the text of a decision can be taken back."_s.arg(
                path));
    const auto before = readPage(ours);
    const auto after = readPage(theirs);
    if (!before || !after)
        return std::unexpected(before ? after.error() : before.error());
    return Comparison(model, *model.record(*id), *before, *after, names).run();
}

Result<TakeBack> compareTheirs(const Model &model, const Plan &plan, const PlanItem &item)
{
    PageNames names;
    for (const PlanItem &each : plan.items)
        names.titles.insert(each.path, each.title);
    names.ours = item.title;
    names.theirs = item.theirTitle.isEmpty() ? item.title : item.theirTitle;
    return compareTheirs(model, item.path, item.storage, item.theirStorage, names);
}

Result<void> apply(Draft &draft, const TakeBack &back, const QStringList &properties)
{
    const Record *known = draft.model().record(back.decision);
    if (!known)
        return fail(ErrorCode::Refused, u"The decision is not there any more."_s);
    for (const QString &name : properties) {
        if (!std::ranges::contains(back.parts, name, &TakenPart::property))
            return fail(ErrorCode::Usage, u"'%1' is not different there."_s.arg(name));
    }
    Record decision = *known;
    for (const TakenPart &part : back.parts) {
        if (!properties.isEmpty() && !properties.contains(part.property))
            continue;
        const QJsonValue now = decision.properties.value(part.property);
        if ((now.isUndefined() ? QJsonValue() : now) != part.was)
            return fail(ErrorCode::Refused,
                        u"The decision was changed here since it was compared (%1): compare again."_s.arg(
                            part.section));
        if (part.value.isNull())
            decision.properties.remove(part.property);
        else
            decision.properties.insert(part.property, part.value);
    }
    return draft.update(decision);
}

Result<void> acknowledge(Ledger &ledger, const PlanItem &item)
{
    const auto known = ledger.published();
    const auto at = known.constFind(item.path);
    if (at == known.constEnd() || item.theirVersion == 0)
        return fail(ErrorCode::Refused, u"'%1' is no page that was changed there."_s.arg(item.path));
    Published published = *at;
    published.seen = item.theirVersion;
    return ledger.set(item.path, published);
}

} // namespace gp::publish
