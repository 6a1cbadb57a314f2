// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"
#include "core/store/beside.h"

#include <QMap>

#include <mutex>

namespace gp::publish {

/// What we know of a page that is ours: as it was when we last wrote it.
struct Published
{
    QString page;    ///< its id
    QString subject; ///< see WantedPage
    QString title;   ///< as published, which may be a proposed one
    QString parent;  ///< id of the page that we put it below; where somebody moved it to since is up to them
    int version = 0;
    int seen = 0;   ///< a later version, of which all that somebody wrote was taken back: ours may go over it
    QString sent;   ///< hash of what was asked for: title, place, text, labels
    QString stored; ///< hash of the text as it came back: the site writes in its own hand
    QMap<QString, QString> files; ///< attachments: SHA-256 by name
    QStringList labels;
    bool isMarked = false; ///< has our property
    QUrl url;

    friend bool operator==(const Published &, const Published &) = default;
};

/// A write that was begun and of which the end is not known: the process may have died in it.
struct Intent
{
    QString title;
    QString parent; ///< id of the page
    QString sent;
    int base = 0; ///< version that it was based on; 0: a new page

    friend bool operator==(const Intent &, const Intent &) = default;
};

/// Which document is which page, for one place to publish to (a site, a space and a page below which all is
/// ours), kept in the project file and no part of its history. Every call is durable when it returns; may be
/// used from several threads.
class Ledger
{
public:
    /// `place`: see placeOf().
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> open(const QString &project, const QString &place);

    /// For a project that can only be read: what is set is known to this object alone.
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> openToRead(const QString &project,
                                                                    const QString &place);

    /// A text of its own for each project, made once: what pages are marked with.
    [[nodiscard]] QString projectId() const { return m_projectId; }
    [[nodiscard]] QMap<QString, Published> published() const;
    [[nodiscard]] const QMap<QString, Intent> &intents() const { return m_intents; }

    Result<void> begin(const QString &path, const Intent &intent);
    /// Also ends the intent.
    Result<void> set(const QString &path, const Published &published);
    Result<void> end(const QString &path);
    /// The page is not ours any more, or is gone.
    Result<void> forget(const QString &path);

    /// Pages (paths) that are about to come below the page of `parent` and are yet to be put in their places.
    Result<void> beginOrder(const QString &parent, const QStringList &paths);
    Result<void> endOrder(const QString &parent);
    /// What was begun so and did not end, as it was when the ledger was opened.
    [[nodiscard]] const QMap<QString, QStringList> &orders() const { return m_orders; }

private:
    Ledger() = default;
    Result<void> read();
    Result<void> keep(const QString &scope, const QString &name, const QJsonObject &value);
    Result<void> drop(const QString &scope, const QString &name);

    std::unique_ptr<store::Beside> m_beside;
    bool m_isToRead = false;
    QString m_place;
    QString m_projectId;
    mutable std::mutex m_lock;
    QMap<QString, Published> m_published; ///< guarded by `m_lock`
    QMap<QString, Intent> m_intents;      ///< as they were when the ledger was opened
    QMap<QString, QStringList> m_orders;  ///< the same
};

/// Names a place to publish to: "https://…/wiki SHOP 12345".
[[nodiscard]] QString placeOf(const Site &site, const QString &space, const QString &root);
/// Every place that the project was published to, with what is known of its pages.
[[nodiscard]] Result<QMap<QString, QMap<QString, Published>>> publishedPlaces(const QString &project);

} // namespace gp::publish
