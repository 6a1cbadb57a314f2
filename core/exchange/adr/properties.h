// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/references.h"
#include "core/model/model.h"

#include <set>

/// Decision records of a project and what files say, side by side.
namespace gp::exchange::adr {

/// The properties of a decision that its file can say, but for links.
[[nodiscard]] const QStringList &exchangedProperties();
[[nodiscard]] QJsonObject propertiesOf(const AdrDocument &document);
/// Equal as far as a file can say it: without surrounding blanks, and options without score and plateau.
[[nodiscard]] bool isSame(const QString &property, const QJsonValue &a, const QJsonValue &b);
/// The exchanged properties that differ.
[[nodiscard]] QStringList differences(const QJsonObject &a, const QJsonObject &b);
/// `properties` with what the document says; what no document holds of options (scores, plateaus) stays with
/// those of the same title.
[[nodiscard]] QJsonObject updated(QJsonObject properties, const AdrDocument &document);

/// Whether a file can say this column of an option.
[[nodiscard]] bool isExchangedColumn(const QString &column);
[[nodiscard]] AdrOption optionOf(const QJsonObject &row);
[[nodiscard]] QJsonObject rowOf(const AdrOption &option);
[[nodiscard]] QStringList textsOf(const QJsonValue &list);

/// The file that a decision came from, or was written to first.
struct Original
{
    QString file; ///< the folder's name, then the way below it
    Dialect dialect = Dialect::Freeform;
    QString text;                  ///< without byte order mark
    bool hasByteOrderMark = false; ///< apart, as neither JSON nor YAML readers hand one on

    [[nodiscard]] QByteArray bytes() const;
};
[[nodiscard]] std::optional<Original> originalOf(const Record &decision);
/// What an edit of the text goes out from: the original, with the body that was written here since (property
/// source_edited). Also of a decision that is in no file yet, whose text holds more than its properties do.
[[nodiscard]] std::optional<Original> baseOf(const Record &decision);
void setOriginal(QJsonObject &properties, const Original &original);

/// Names a version of a file.
[[nodiscard]] QString digestOf(const QByteArray &bytes);
/// Whether these bytes are the decision's original, or were written by an export of it.
[[nodiscard]] bool isKnownVersion(const Record &decision, const QString &digest);
/// Remembers a version that was written or read.
void addVersion(QJsonObject &properties, const QString &digest);

/// One decision about another.
struct DecisionLink
{
    QString from;
    QString kind;
    QString to;
    friend auto operator<=>(const DecisionLink &, const DecisionLink &) = default;
};

/// A reference that leads nowhere.
struct LostLink
{
    QString file;
    AdrLink link;
};

[[nodiscard]] Resolver resolverFor(const Model &model);
/// What the originals of all decisions say of each other.
[[nodiscard]] std::set<DecisionLink> statedEdges(const Model &model, QList<LostLink> *lost = nullptr);
/// What the decisions' links say.
[[nodiscard]] std::set<DecisionLink> linkedEdges(const Model &model);

} // namespace gp::exchange::adr
