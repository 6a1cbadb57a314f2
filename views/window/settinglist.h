// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace gp::views {

/// What can be set for the program as a whole.
enum class Setting { Author, Theme, Motion, Map, DocumentLanguage, Spelling, Confluence, Keys };

struct SettingEntry
{
    Setting setting;
    QString title;
    QString words; ///< what else people call it
};

/// All of them, in the order of the dialog; Ctrl+K finds them by title and words.
[[nodiscard]] const QList<SettingEntry> &allSettings();
[[nodiscard]] QString titleOf(Setting setting);

} // namespace gp::views
