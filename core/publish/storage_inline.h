// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/storage_xml.h"

#include <QRegularExpression>
#include <QStringList>

/// What stands within a paragraph there, as Markdown.
namespace gp::publish {

/// Macros that are words within a text: status, anchor, jira.
[[nodiscard]] bool isInlineMacro(const QString &name);

/// Plain words so that Markdown shows just them.
[[nodiscard]] QString escapedText(const QString &text);
/// The same for the beginning of a paragraph or an item, where more means something: "1.", "#", ">".
[[nodiscard]] QString escapedStart(const QString &markdown);
/// Blanks collapsed and taken from both ends; line breaks kept where `keepsBreaks`, else blanks.
[[nodiscard]] QString tidyInline(const QString &markdown, bool keepsBreaks);
/// A block of code whose fence is longer than any in it.
[[nodiscard]] QString fenced(const QString &code, const QString &language);

class InlineReader
{
public:
    InlineReader(StorageXml &xml, QStringList &told)
        : m_xml(xml)
        , m_told(told)
    {
    }

    [[nodiscard]] QString text(const QString &words) const;
    /// The element at whose start the reader stands, to its end.
    [[nodiscard]] QString element();
    /// Everything up to the end of the open element.
    [[nodiscard]] QString content();
    /// The same without any markup, letter by letter.
    [[nodiscard]] QString raw();

private:
    [[nodiscard]] QString around(const QString &mark);
    [[nodiscard]] QString link();
    [[nodiscard]] QString picture();
    [[nodiscard]] QString macro();

    StorageXml &m_xml;
    QStringList &m_told;
};

} // namespace gp::publish
