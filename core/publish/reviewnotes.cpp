// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/takeback.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::publish {

Result<int> bringNotes(Draft &draft, RecordId decision, const QList<WikiComment> &comments, const QDate &on)
{
    const Record *known = draft.model().record(decision);
    if (!known || known->kind != "decision"_L1)
        return fail(ErrorCode::Refused, u"The decision is not there any more."_s);
    Record edited = *known;
    QJsonArray notes = edited.properties.value("review_notes"_L1).toArray();
    int changed = 0;
    for (const WikiComment &comment : comments) {
        qsizetype at = 0;
        while (at < notes.size() && notes.at(at)["comment"_L1].toString() != comment.id)
            ++at;
        const bool isNew = at == notes.size() || comment.id.isEmpty();
        QJsonObject note = isNew ? QJsonObject() : notes.at(at).toObject();
        const QJsonObject before = note;
        const auto set = [&](const QString &column, const QString &text) {
            if (!text.trimmed().isEmpty())
                note.insert(column, text.trimmed());
        };
        set(u"about"_s, comment.selection);
        set(u"text"_s, comment.text);
        set(u"by"_s, comment.author);
        set(u"comment"_s, comment.id);
        if (note == before)
            continue;
        if (isNew && on.isValid())
            note.insert(u"date"_s, on.toString(Qt::ISODate));
        ++changed;
        if (isNew)
            notes.append(note);
        else
            notes.replace(at, note);
    }
    if (changed == 0)
        return 0;
    edited.properties.insert(u"review_notes"_s, notes);
    if (auto done = draft.update(edited); !done)
        return std::unexpected(done.error());
    return changed;
}

} // namespace gp::publish
