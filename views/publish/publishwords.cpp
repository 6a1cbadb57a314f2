// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/publishwords.h"

#include "views/session/words.h"
#include "views/style/appearance.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gp::views::publish", text);
}

} // namespace

using publish::Action;
using publish::Standing;
using publish::Verdict;

QString actionText(Action action)
{
    switch (action) {
    case Action::Create:
        return tr("+ New page");
    case Action::Update:
        return tr("~ Change");
    case Action::Move:
        return tr("→ Move");
    case Action::Retitle:
        return tr("» New title");
    case Action::Skip:
        return tr("✓ Nothing to do");
    case Action::Conflict:
        return tr("▲ Conflict");
    case Action::Orphan:
        return tr("− Left over");
    case Action::Refused:
        return tr("✕ Refused");
    }
    return {};
}

QString doneText(Action action)
{
    switch (action) {
    case Action::Create:
        return tr("+ Made");
    case Action::Update:
        return tr("~ Changed");
    case Action::Move:
        return tr("→ Moved");
    case Action::Retitle:
        return tr("» Renamed");
    case Action::Skip:
        return tr("✓ Left as it is");
    case Action::Conflict:
        return tr("✓ Theirs kept");
    case Action::Orphan:
        return tr("− Archived");
    case Action::Refused:
        return tr("✕ Refused");
    }
    return {};
}

QColor actionColor(Action action)
{
    const auto &theme = currentTheme();
    switch (action) {
    case Action::Create:
        return theme.added;
    case Action::Update:
    case Action::Move:
    case Action::Retitle:
        return theme.changed;
    case Action::Skip:
        return theme.muted;
    case Action::Conflict:
    case Action::Orphan:
    case Action::Refused:
        return theme.removed;
    }
    return theme.text;
}

QString standingText(Standing standing)
{
    switch (standing) {
    case Standing::Never:
        return tr("○ never published");
    case Standing::InStep:
        return tr("✓ in step");
    case Standing::ChangedHere:
        return tr("~ changed here");
    case Standing::ChangedThere:
        return tr("▲ changed there");
    case Standing::Conflict:
        return tr("✕ conflict");
    }
    return {};
}

QString standingTip(const publish::DocumentStanding &document, const QDateTime &looked)
{
    QStringList said;
    switch (document.standing) {
    case Standing::Never:
        return tr("It has no page yet.");
    case Standing::InStep:
        said.append(tr("Its page says what it says."));
        break;
    case Standing::ChangedHere:
        said.append(tr("Publishing would change its page."));
        break;
    case Standing::ChangedThere:
    case Standing::Conflict:
        said.append(document.reason);
        if (document.standing == Standing::Conflict)
            said.append(tr("It was changed here, too, or its page is gone."));
        break;
    }
    said.append(looked.isValid() ? tr("As last seen there: %1.").arg(timeText(looked))
                                 : tr("Nobody looked there yet."));
    return said.join(u'\n');
}

QColor standingColor(Standing standing)
{
    const auto &theme = currentTheme();
    switch (standing) {
    case Standing::Never:
        return theme.muted;
    case Standing::InStep:
        return theme.added;
    case Standing::ChangedHere:
        return theme.changed;
    case Standing::ChangedThere:
    case Standing::Conflict:
        return theme.removed;
    }
    return theme.text;
}

QString verdictSign(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Good:
        return u"✓"_s;
    case Verdict::Unknown:
        return u"?"_s;
    case Verdict::Bad:
        return u"✕"_s;
    case Verdict::Skipped:
        return u"·"_s;
    }
    return {};
}

QColor verdictColor(Verdict verdict)
{
    const auto &theme = currentTheme();
    switch (verdict) {
    case Verdict::Good:
        return theme.added;
    case Verdict::Unknown:
        return theme.changed;
    case Verdict::Bad:
        return theme.removed;
    case Verdict::Skipped:
        return theme.muted;
    }
    return theme.text;
}

QString pagesText(qsizetype count)
{
    return count == 1 ? tr("1 page") : tr("%1 pages").arg(count);
}

} // namespace gp::views
