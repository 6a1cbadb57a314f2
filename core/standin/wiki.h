// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <expected>

/// A stand-in for Confluence: what it keeps, and how it behaves when one writes to it. In memory.
namespace gp::standin {

/// Confluence writes ids as text.
[[nodiscard]] inline QString text(qint64 id)
{
    return QString::number(id);
}

struct Version
{
    int number = 1;
    QString title;
    QString storage;
    QString message;
    QString author;
    QDateTime when; ///< UTC
};

struct Property
{
    qint64 id = 0;
    QJsonValue value;
    int version = 1;
};

struct Attachment
{
    qint64 id = 0;
    QString name;
    QString mediaType;
    QString comment;
    QByteArray bytes;
    int version = 1;
};

struct Comment
{
    qint64 id = 0;
    QString author;
    QString selection;
    QString storage;
    bool isResolved = false;
};

struct Page
{
    qint64 id = 0;
    qint64 parent = 0; ///< 0: at the top
    int position = -1; ///< among its siblings; -1: behind those that have one, by title
    QString status = QStringLiteral("current"); ///< current, archived, trashed
    QList<Version> versions;                    ///< oldest first
    QStringList labels;                         ///< in the order in which they came
    QMap<QString, Property> properties;
    QList<Attachment> attachments;
    QList<Comment> comments;
    bool isRestricted = false; ///< may be neither seen nor changed

    [[nodiscard]] const Version &now() const { return versions.last(); }
};

/// Why something was not done: a status and words, as the dialects put them into their own forms.
struct Refusal
{
    int status = 400;
    QString code; ///< of v2: "CONFLICT"…
    QString words;
    QString otherWords = {}; ///< of v1, where they differ
};

template<typename T>
using Done = std::expected<T, Refusal>;

/// One space with its pages.
class Wiki
{
public:
    /// Where pages are numbered a new one stands behind its siblings, else all go by title until somebody
    /// moves one.
    Wiki(const QString &key, const QString &name, bool isNumbered = false);

    [[nodiscard]] QString key() const { return m_key; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] qint64 spaceId() const { return 98306; }
    [[nodiscard]] qint64 homepage() const { return m_home; }
    [[nodiscard]] QList<qint64> ids() const { return m_pages.keys(); }
    [[nodiscard]] const Page *page(qint64 id) const;
    [[nodiscard]] Page *page(qint64 id);

    /// 400 where the title is taken (by a current or archived page, whatever the case) or the text is not
    /// well-formed.
    Done<qint64> create(qint64 parent, const QString &title, const QString &storage, const QString &author);
    /// 409 unless `number` is the next version. `parent` 0: where it is.
    Done<void> update(qint64 id, int number, const QString &title, qint64 parent, const QString &storage,
                      const QString &message, const QString &author);
    /// `where`: "before" or "after" the target, or "append": last of what is below it. Refused at the top of
    /// the space, and below itself. Gives all siblings their numbers; makes no version.
    Done<void> move(qint64 id, const QString &where, qint64 target);
    /// What stands below a page (0: at the top) and is current, in order.
    [[nodiscard]] QList<qint64> below(qint64 parent) const;
    Done<void> archive(qint64 id);
    Done<void> trash(qint64 id);
    Done<qint64> attach(qint64 id, const Attachment &file, qint64 existing);
    Done<Property> setProperty(qint64 id, const QString &key, const QJsonValue &value, int version);
    void label(qint64 id, const QString &label);
    /// A note at the first place of `selection`; does not raise the version.
    qint64 comment(qint64 id, const QString &selection, const QString &text, const QString &author);

    /// Everything but times, as text: equal texts, equal wikis.
    [[nodiscard]] QString summary() const;
    /// Titles of what is below a page, in order, those below deeper with a blank more.
    [[nodiscard]] QStringList outline(qint64 parent) const;

private:
    [[nodiscard]] const Page *titled(const QString &title, qint64 but = 0) const;
    [[nodiscard]] QString saved(const QString &storage);

    /// Whether `id` is `other` or above it.
    [[nodiscard]] bool isAbove(qint64 id, qint64 other) const;
    [[nodiscard]] int lastPosition(qint64 parent) const;

    QString m_key;
    QString m_name;
    bool m_isNumbered = false;
    qint64 m_home = 0;
    qint64 m_next = 65537;
    QMap<qint64, Page> m_pages;
};

} // namespace gp::standin
