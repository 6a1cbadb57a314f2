// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/adrfolder.h"

#include "core/exchange/adr/export.h"
#include "core/exchange/adr/import.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString nameOf(const QString &folder)
{
    return QDir(QDir(folder).absolutePath()).dirName();
}

} // namespace

int importDecisionFolder(Console &console, store::Store &store, const QString &folder, bool dryRun)
{
    const auto result = exchange::importDecisions(folder, store.model());
    if (!result)
        return console.report(result.error());
    if (!dryRun) {
        const auto stored = store.commit(result->draft, u"Import decisions from %1"_s.arg(nameOf(folder)));
        if (!stored)
            return console.report(stored.error());
    }
    console.print(exchange::toText(result->report));
    console.print(exchange::toJson(result->report));
    if (result->report.files.isEmpty())
        return console.report(
            {ErrorCode::Unreadable, u"Nothing was imported: no file there is a decision"_s, {}, folder, 0});
    return result->report.count(exchange::DecisionFile::Outcome::Conflict) > 0 ? AnswerIsNo : Done;
}

int exportDecisionFolder(Console &console, store::Store &store, const QString &folder,
                         const QStringList &keys)
{
    const auto result = exchange::exportDecisions(store.model(), folder, keys);
    if (!result)
        return console.report(result.error());
    const auto stored = store.commit(result->draft, u"Export decisions to %1"_s.arg(nameOf(folder)));
    if (!stored)
        return console.report(stored.error());
    console.print(exchange::toText(result->report));
    console.print(exchange::toJson(result->report));
    return result->report.count(exchange::WrittenDecision::Outcome::Refused) > 0 ? Refused : Done;
}

} // namespace gp::cli
