// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <QJsonArray>

/// A decision as a text that people edit. The text and the properties are one thing: what is written is read
/// by the importer's parser, and what the properties say is what is written.
namespace gp::exchange::adr {

/// What an export writes, without front matter (status, dates and people are fields) and without links.
/// Lines end with \n. A decision in no file shows also the usual sections that are empty.
[[nodiscard]] QString editableText(const Record &decision);

/// What an export would write now, all of it.
[[nodiscard]] QString exportedText(const Model &model, const Record &decision);

/// The decision with `text` in place of editableText(). Only properties that it says otherwise than before
/// are set; what a text cannot hold (scores, option plateaus, criteria, history) stays, also of an option
/// that was renamed. `optionsSeen`: rows of options that went away in this sitting; one that comes back gets
/// what it had. What has no place in the properties is kept as written (property source_edited).
/// Refused, with what to do: without a title, with another status, or where something typed would be lost.
[[nodiscard]] Result<Record> withText(const Model &model, const Record &decision, const QString &text,
                                      const QJsonArray &optionsSeen = {});

} // namespace gp::exchange::adr
