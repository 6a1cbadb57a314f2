// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/publishback.h"

#include "core/publish/takeback.h"

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

void show(Console &console, const publish::PlanItem &item, const publish::TakeBack &back)
{
    console.print(u"%1  %2"_s.arg(item.path, item.title));
    const auto lines = [&](QChar sign, const QString &text) {
        const QStringList all = text.split(u'\n');
        for (const QString &line : all) {
            if (!line.isEmpty())
                console.print(QString(u"    "_s + sign + u' ' + line));
        }
    };
    for (const publish::TakenPart &part : back.parts) {
        console.print(u"  %1 (%2)"_s.arg(part.section, part.property));
        lines(u'-', part.ours);
        lines(u'+', part.theirs);
    }
    for (const QString &sentence : back.unmapped)
        console.print(u"  not taken: "_s + sentence);
}

QJsonObject jsonOf(const publish::PlanItem &item, const publish::TakeBack &back)
{
    QJsonArray parts;
    for (const publish::TakenPart &part : back.parts)
        parts.append(QJsonObject{{u"section"_s, part.section},
                                 {u"property"_s, part.property},
                                 {u"ours"_s, part.ours},
                                 {u"theirs"_s, part.theirs}});
    return {{u"document"_s, item.path},
            {u"parts"_s, parts},
            {u"not_taken"_s, QJsonArray::fromStringList(back.unmapped)}};
}

} // namespace

Result<void> takeBack(Console &console, store::Store &project, publish::Ledger &ledger,
                      const publish::Plan &plan, const QStringList &paths, bool planOnly, BackReport &report)
{
    for (const QString &path : paths) {
        const auto item = std::ranges::find(plan.items, path, &publish::PlanItem::path);
        if (item == plan.items.end() || item->action != publish::Action::Conflict ||
            item->theirStorage.isEmpty())
            return fail(ErrorCode::Usage, u"'%1' was not changed there"_s.arg(path));
        const auto back = publish::compareTheirs(project.model(), plan, *item);
        if (!back)
            return std::unexpected(back.error());
        show(console, *item, *back);
        report.taken.append(jsonOf(*item, *back));
        if (planOnly)
            continue;
        if (!back->parts.isEmpty()) {
            Draft draft(project.model());
            if (auto applied = publish::apply(draft, *back); !applied)
                return applied;
            if (const auto stored =
                    project.commit(draft, u"Take back what was changed at '%1'"_s.arg(item->title));
                !stored)
                return std::unexpected(stored.error());
            ++report.edits;
        }
        // What is not taken would be lost with ours over it: that is said with --ours, and not by the way.
        if (!back->unmapped.isEmpty())
            continue;
        if (auto seen = publish::acknowledge(ledger, *item); !seen)
            return seen;
    }
    return {};
}

Result<void> bringComments(Console &console, store::Store &project, publish::Client &client,
                           const publish::Plan &plan, const QDate &on, bool planOnly, BackReport &report)
{
    Draft draft(project.model());
    for (const publish::PlanItem &item : plan.items) {
        const auto decision = publish::decisionAt(project.model(), item.path);
        if (!decision || item.page.isEmpty())
            continue;
        const auto comments = client.openComments(item.page);
        if (!comments)
            return std::unexpected(comments.error());
        const auto brought = publish::bringNotes(draft, *decision, *comments, on);
        if (!brought)
            return std::unexpected(brought.error());
        if (*brought > 0)
            console.print(u"%1  %2 review notes"_s.arg(item.path).arg(*brought));
        report.notes += *brought;
    }
    if (report.notes == 0 || planOnly)
        return {};
    if (const auto stored =
            project.commit(draft, u"Bring %1 comments from '%2'"_s.arg(report.notes).arg(plan.space.key));
        !stored)
        return std::unexpected(stored.error());
    ++report.edits;
    return {};
}

} // namespace gp::cli
