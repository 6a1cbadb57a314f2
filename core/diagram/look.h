// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

#include <QPoint>
#include <QSet>

namespace gp::diagram {

/// What the bars and badges of a view's cards tell.
enum class ColourBy { Kind, Tier, Owner, State, Findings, Cost };

/// "kind", "tier"… as a view's property `colour_by` has it; Kind for all else.
[[nodiscard]] ColourBy toColourBy(const QString &word);
[[nodiscard]] QString toString(ColourBy colourBy);

/// A remark that belongs to the view, not to the model.
struct NoteText
{
    QString text;
    QPoint at; ///< top left corner, in scene pixels

    friend bool operator==(const NoteText &, const NoteText &) = default;
};

/// How a view is looked at; see docs/design/workbench.md. From its properties `hide`, `folded`, `colour_by`
/// and `notes`.
struct Look
{
    QSet<QString> hidden; ///< traits, see traitsOf()
    QSet<QString> folded; ///< keys of groups, see Group::key
    ColourBy colourBy = ColourBy::Kind;
    QList<NoteText> notes;

    Look() = default;
    explicit Look(const QJsonObject &properties);

    /// What of `hidden` is true of the element.
    [[nodiscard]] bool hides(const PlateauModel &state, const ElementState &element) const;
};

/// What elements can be hidden by: "kind:service", "tag:legacy", "team:basket", "technology:kafka" (the
/// language, the tool, the platform, and the technologies that it uses).
[[nodiscard]] QStringList traitsOf(const PlateauModel &state, const ElementState &element);

} // namespace gp::diagram
