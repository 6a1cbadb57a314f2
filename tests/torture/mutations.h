// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QMap>
#include <QRandomGenerator>
#include <QStringList>

#include <vector>

namespace gp::torture {

/// Sound projects to start from, all closed.
struct Sources
{
    QStringList projects; ///< of today's schema
    QStringList older;
    QString withLog;    ///< copied while it was open: its log lies beside it
    QString foreignLog; ///< a log of another project
    QString hotJournal; ///< a rollback journal, of `projects` first while a transaction was under way
};

/// Makes them in a folder.
[[nodiscard]] Sources makeSources(const QString &folder);

/// The file that is being damaged, alone in its folder.
class Patient
{
public:
    Patient(const Sources &sources, QString path, quint32 seed);

    const Sources &sources;
    QString path;
    QRandomGenerator random;
    QStringList said; ///< what was done to it
    void explain(const QByteArray &more)
    {
        said.last() += QStringLiteral(": ") + QString::fromUtf8(more.left(120));
    }

    [[nodiscard]] int number(int below) { return below > 0 ? static_cast<int>(random.bounded(below)) : 0; }
    [[nodiscard]] QString any(const QStringList &of) { return of.at(number(static_cast<int>(of.size()))); }
    void take(const QString &source); ///< puts a copy of it at `path`
    [[nodiscard]] QByteArray bytes() const;
    void write(const QByteArray &bytes, const QString &suffix = {}) const;
    void sql(const QByteArray &statements); ///< as far as they run
    /// Flips some bits between two places of the bytes.
    void flip(QByteArray &bytes, qsizetype from, qsizetype to, int count);
};

struct Mutation
{
    const char *name;
    void (*apply)(Patient &patient);
    int weight;
};

/// By what they do: to the bytes, to the schema, to the values, to what lies beside, and instead of a
/// project.
[[nodiscard]] const std::vector<Mutation> &byteMutations();
[[nodiscard]] const std::vector<Mutation> &schemaMutations();
[[nodiscard]] const std::vector<Mutation> &valueMutations();
[[nodiscard]] const std::vector<Mutation> &placeMutations();

/// One or two mutations of any sort. The name of what was done.
[[nodiscard]] QString mutate(Patient &patient);

} // namespace gp::torture
