// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What a site says when it says no. Its words differ between Cloud and Data Center, between versions and
// between the layers in front; the statuses alone mislead.
#include "core/publish/http.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

QString firstLine(const QString &text)
{
    constexpr qsizetype most = 300;
    const QString line = text.trimmed().section(u'\n', 0, 0).simplified();
    return line.size() > most ? QString(line.first(most) + u'…') : line;
}

QString wordsOf(const HttpAnswer &answer)
{
    const QJsonObject said = answer.object();
    QStringList words{said.value("message"_L1).toString()};
    const QJsonArray errors = said.value("errors"_L1).toArray();
    for (const QJsonValue &error : errors)
        words.append(error["title"_L1].toString());
    const QJsonArray data = said.value("data"_L1)["errors"_L1].toArray();
    for (const QJsonValue &error : data)
        words.append(error["message"_L1]["translation"_L1].toString());
    const QJsonArray messages = said.value("errorMessages"_L1).toArray();
    for (const QJsonValue &message : messages)
        words.append(message.toString());
    words.removeAll(QString());
    if (!words.isEmpty()) {
        static const QRegularExpression exception(u"^(?:[a-z]+\\.)+[A-Za-z.]*Exception: "_s);
        return firstLine(words.first().remove(exception));
    }
    if (answer.contentType.contains("html")) {
        static const QRegularExpression title(u"<title>([^<]*)</title>"_s,
                                              QRegularExpression::CaseInsensitiveOption);
        return firstLine(
            title.match(QString::fromUtf8(answer.body.first(std::min<qsizetype>(answer.body.size(), 10'000))))
                .captured(1));
    }
    return said.isEmpty() ? firstLine(QString::fromUtf8(
                                answer.body.first(std::min<qsizetype>(answer.body.size(), 1'000))))
                          : QString();
}

bool says(const QString &words, QLatin1StringView part)
{
    return words.contains(part, Qt::CaseInsensitive);
}

} // namespace

Error errorOf(const HttpAnswer &answer, const QString &doing)
{
    const QString words = wordsOf(answer);
    const int status = answer.status;
    QString tag;
    QString why = words.isEmpty() ? u"status %1"_s.arg(status) : words;
    QString todo;
    if (status == 401 && says(words, "scope"_L1)) {
        tag = u"credentials"_s;
        todo = u" Give the token the scopes that docs/publishing.md lists."_s;
    } else if (status == 401 || (status == 404 && words == "Not Found"_L1) ||
               (status == 403 && (says(words, "cannot access Confluence"_L1) ||
                                  says(words, "not permitted to use Confluence"_L1)))) {
        // Cloud answers a wrong or revoked token with a bare 404.
        tag = u"credentials"_s;
        todo = u" The site did not accept who signs in: check the user and the token."_s;
    } else if (status == 409 || says(words, "must be incremented"_L1) || says(words, "OptimisticLock"_L1) ||
               says(words, "stale data"_L1)) {
        tag = u"stale"_s;
    } else if (status == 400 && says(words, "title already exists"_L1)) {
        tag = u"title-taken"_s;
    } else if (status == 403 || status == 404 || status == 410) {
        tag = u"out-of-reach"_s;
        todo = status == 403 ? u" Ask for the right to edit there."_s : QString();
    } else if (status == 413) {
        todo = u" It is larger than the site takes."_s;
    } else if (status == 429) {
        why = u"the site asks to slow down"_s;
        todo = u" Try again later."_s;
    } else if (status >= 500) {
        tag = u"uncertain"_s;
    }
    if (!why.endsWith(u'.'))
        why += u'.';
    return {ErrorCode::Refused,
            u"%1: %2%3"_s.arg(doing, why, todo),
            tag.isEmpty() ? u"status %1"_s.arg(status) : tag,
            {},
            0};
}

bool isTitleTaken(const Error &error)
{
    return error.detail == "title-taken"_L1;
}

bool isStale(const Error &error)
{
    return error.detail == "stale"_L1;
}

bool isOutOfReach(const Error &error)
{
    return error.detail == "out-of-reach"_L1;
}

bool isNotOffered(const Error &error)
{
    return error.detail == "not-offered"_L1;
}

bool isUncertain(const Error &error)
{
    return error.detail == "uncertain"_L1;
}

} // namespace gp::publish
