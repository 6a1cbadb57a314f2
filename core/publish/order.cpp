// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/order.h"

#include <QHash>
#include <QSet>

namespace gp::publish {

namespace {

/// The pages that move keep their order among those that stay: each right behind the one before it.
QStringList targetOrder(const QStringList &there, const QStringList &wanted, const QSet<QString> &loose)
{
    QStringList target;
    for (const QString &path : there) {
        if (!loose.contains(path))
            target.append(path);
    }
    const QSet<QString> present(there.begin(), there.end());
    QString before; // the nearest page before it that is there
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString &path = wanted.at(i);
        if (!present.contains(path))
            continue;
        if (loose.contains(path)) {
            qsizetype at = before.isEmpty() ? -1 : target.indexOf(before) + 1;
            for (qsizetype next = i + 1; at < 0 && next < wanted.size(); ++next)
                at = target.indexOf(wanted.at(next)); // the first of all goes before the next that stays
            target.insert(at < 0 ? target.size() : at, path);
        }
        before = path;
    }
    return target;
}

/// Those that need not move: the longest row in `there` that rises in `target`, with all that must stay.
QSet<QString> staying(const QStringList &there, const QStringList &target, const QSet<QString> &loose)
{
    QHash<QString, qsizetype> rankOf;
    for (qsizetype i = 0; i < target.size(); ++i)
        rankOf.insert(target.at(i), i);
    QList<qsizetype> rank;
    for (const QString &path : there)
        rank.append(rankOf.value(path));
    const qsizetype size = there.size();
    const qsizetype heavy = size + 1; // no number of loose pages outweighs one that must stay
    QList<qsizetype> weight(size), previous(size, -1);
    qsizetype best = -1;
    for (qsizetype i = 0; i < size; ++i) {
        for (qsizetype k = 0; k < i; ++k) {
            if (rank.at(k) < rank.at(i) && weight.at(k) > weight.at(i)) {
                weight[i] = weight.at(k);
                previous[i] = k;
            }
        }
        weight[i] += loose.contains(there.at(i)) ? 1 : heavy;
        if (best < 0 || weight.at(i) > weight.at(best))
            best = i;
    }
    QSet<QString> stay;
    for (; best >= 0; best = previous.at(best))
        stay.insert(there.at(best));
    return stay;
}

} // namespace

QList<OrderMove> orderMoves(const QStringList &there, const QStringList &wanted, const QStringList &loose)
{
    QSet<QString> free(loose.begin(), loose.end());
    const QSet<QString> known(wanted.begin(), wanted.end());
    free.intersect(known);
    const QStringList target = targetOrder(there, wanted, free);
    const QSet<QString> stay = staying(there, target, free);
    QList<OrderMove> moves;
    for (qsizetype i = 0; i < target.size(); ++i) {
        const QString &path = target.at(i);
        if (stay.contains(path))
            continue;
        if (i > 0) {
            moves.append({path, Side::After, target.at(i - 1)});
            continue;
        }
        // What is behind it may itself be about to move: the first that stays does not.
        for (qsizetype next = 1; next < target.size(); ++next) {
            if (stay.contains(target.at(next))) {
                moves.append({path, Side::Before, target.at(next)});
                break;
            }
        }
    }
    return moves;
}

bool isTitledBefore(const QString &first, const QString &second)
{
    const QString a = first.toCaseFolded();
    const QString b = second.toCaseFolded();
    qsizetype i = 0;
    qsizetype k = 0;
    const auto number = [](const QString &text, qsizetype &at) {
        while (at < text.size() && text.at(at) == u'0')
            ++at;
        const qsizetype from = at;
        while (at < text.size() && text.at(at).isDigit())
            ++at;
        return QStringView(text).sliced(from, at - from);
    };
    while (i < a.size() && k < b.size()) {
        if (a.at(i).isDigit() && b.at(k).isDigit()) {
            const QStringView left = number(a, i);
            const QStringView right = number(b, k);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (left != right)
                return left < right;
        } else if (a.at(i) != b.at(k)) {
            return a.at(i) < b.at(k);
        } else {
            ++i;
            ++k;
        }
    }
    return a.size() - i < b.size() - k;
}

void sortAsShown(QList<WikiPage> &pages)
{
    std::ranges::stable_sort(pages, [](const WikiPage &a, const WikiPage &b) {
        if (a.position < 0 && b.position < 0)
            return isTitledBefore(a.title, b.title);
        if (a.position < 0 || b.position < 0)
            return a.position >= 0;
        return a.position < b.position;
    });
}

} // namespace gp::publish
