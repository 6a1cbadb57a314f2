// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/standing.h"

#include "core/publish/limits.h"
#include "core/publish/storage.h"

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

const QString looksScope = u"publish.looks"_s;

QString seenScope(const QString &place)
{
    return u"publish.seen "_s + place;
}

/// The title that a page keeps where its own is taken is "Title (Project)".
QString titleOf(const WantedPage &wanted, const Published &known)
{
    const QString own = wanted.title.simplified();
    const bool isProposed = known.title.startsWith(QString(own + u" ("_s)) && known.title.endsWith(u')');
    return isProposed ? known.title : own;
}

bool isChangedHere(const WantedPage &wanted, const Published &known, const QMap<QString, QString> &titles)
{
    for (const PageFile &file : wanted.files) {
        if (known.files.value(file.name) != bytesHash(file.bytes))
            return true;
    }
    for (const QString &words : wanted.labels) {
        const QString label = labelOf(words);
        if (!label.isEmpty() && !known.labels.contains(label))
            return true;
    }
    return known.sent != sentHash(titles.value(wanted.path), wanted.parent, wanted.render(titles));
}

} // namespace

QString toString(Standing standing)
{
    static const QStringList words{u"never"_s, u"in-step"_s, u"changed-here"_s, u"changed-there"_s,
                                   u"conflict"_s};
    return words.at(int(standing));
}

int Standings::count(Standing standing) const
{
    return int(std::ranges::count(documents, standing, &DocumentStanding::standing));
}

Result<void> rememberLook(const QString &project, const Plan &plan, const QDateTime &when)
{
    const auto beside = store::Beside::open(project);
    if (!beside)
        return std::unexpected(beside.error());
    const QString scope = seenScope(plan.place);
    for (const PlanItem &item : plan.items) {
        const bool isSeen = item.action == Action::Conflict;
        auto kept =
            isSeen
                ? (*beside)->set(
                      scope, item.path,
                      {{u"version"_s, item.theirVersion}, {u"page"_s, item.page}, {u"reason"_s, item.reason}})
                : (*beside)->remove(scope, item.path);
        if (!kept)
            return kept;
    }
    return (*beside)->set(looksScope, plan.place, {{u"at"_s, when.toUTC().toString(Qt::ISODate)}});
}

Result<Standings> standingsOf(const QString &project, const QString &place, const QList<WantedPage> &wanted)
{
    const auto beside = store::Beside::openToRead(project);
    if (!beside)
        return std::unexpected(beside.error());
    const auto looks = (*beside)->all(looksScope);
    const auto seen = (*beside)->all(seenScope(place));
    const auto places = publishedPlaces(project);
    if (!looks || !seen)
        return std::unexpected((looks ? seen : looks).error());
    if (!places)
        return std::unexpected(places.error());
    QMap<QString, Published> known = places->value(place);
    const QMap<QString, Published> before = known;
    // A page goes with what its document is about, whatever its path is by now.
    for (const Published &each : before) {
        const auto page = std::ranges::find(wanted, each.subject, &WantedPage::subject);
        if (!each.subject.isEmpty() && page != wanted.end() && !known.contains(page->path))
            known.insert(page->path, each);
    }
    QMap<QString, QString> titles;
    for (const WantedPage &page : wanted) {
        if (known.contains(page.path))
            titles.insert(page.path, titleOf(page, known.value(page.path)));
    }
    Standings found;
    found.looked = QDateTime::fromString(looks->value(place).value("at"_L1).toString(), Qt::ISODate);
    for (const WantedPage &page : wanted) {
        DocumentStanding made;
        const auto there = known.constFind(page.path);
        if (there != known.constEnd()) {
            made.url = there->url;
            const bool isHere = isChangedHere(page, *there, titles);
            const auto last = seen->constFind(page.path);
            const int version = last == seen->constEnd() ? 0 : last->value("version"_L1).toInt();
            // What we wrote or took over since settles it.
            const bool isThere = last != seen->constEnd() &&
                                 (version == 0 || (version > there->version && version != there->seen));
            if (isThere)
                made.reason = last->value("reason"_L1).toString();
            made.standing = isThere && (isHere || version == 0) ? Standing::Conflict
                            : isThere                           ? Standing::ChangedThere
                            : isHere                            ? Standing::ChangedHere
                                                                : Standing::InStep;
        }
        found.documents.insert(page.path, made);
    }
    return found;
}

} // namespace gp::publish
