// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/template_header.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr int mostLines = 100;         // of a header
constexpr qsizetype mostLetters = 200; // of a line that is repeated in a warning

/// A space or a comma ends a word.
QStringList words(const QString &text)
{
    static const QRegularExpression ends(u"[\\s,]+"_s);
    return text.split(ends, Qt::SkipEmptyParts);
}

/// Only a comma ends a column's name.
QStringList columns(const QString &text)
{
    QStringList names;
    const QStringList parts = text.split(u',');
    for (const QString &name : parts) {
        if (const QString plain = name.simplified().left(mostLetters); !plain.isEmpty())
            names.append(plain);
    }
    return names;
}

} // namespace

const QStringList &templateScopes()
{
    static const QStringList scopes{u"project"_s, u"decision"_s, u"service"_s, u"golden-path"_s,
                                    u"control"_s, u"review"_s,   u"part"_s,    u"page"_s};
    return scopes;
}

ReadHeader readTemplateHeader(const QString &source, const QString &file)
{
    static const QRegularExpression comment(u"^\\s*\\{#(.*)#\\}\\s*$"_s);
    static const QRegularExpression entry(u"^\\s*([A-Za-z][A-Za-z-]*)\\s*:(.*)$"_s);
    static const QRegularExpression label(u"^[a-z0-9][a-z0-9_-]*$"_s);
    static const QRegularExpression part(u"^[A-Za-z0-9_-]+\\.md$"_s);
    ReadHeader read;
    TemplateHeader &header = read.header;
    const auto warn = [&](const QString &message) {
        read.warnings.append({ErrorCode::Unreadable, message, {}, file, header.lines});
    };
    qsizetype from = 0;
    while (header.lines < mostLines && from < source.size()) {
        qsizetype end = source.indexOf(u'\n', from);
        end = end < 0 ? source.size() : end;
        const QString line = source.mid(from, std::min(end - from, mostLetters * 10));
        if (!line.trimmed().startsWith(u"{#"))
            break;
        from = end + 1;
        ++header.lines;
        const auto whole = comment.match(line);
        if (!whole.hasMatch()) {
            warn(u"This comment does not end in its line: %1"_s.arg(line.trimmed().left(mostLetters)));
            continue;
        }
        const auto said = entry.match(whole.captured(1));
        if (!said.hasMatch())
            continue; // a comment like any other
        const QString name = said.captured(1).toLower();
        const QString value = said.captured(2).trimmed();
        if (name == "title"_L1)
            header.title = value.left(mostLetters);
        else if (name == "inputs"_L1)
            header.inputs += words(value);
        else if (name == "scope"_L1) {
            if (templateScopes().contains(value))
                header.scope = value;
            else
                warn(u"There is no scope '%1': %2"_s.arg(value.left(mostLetters),
                                                         templateScopes().join(u", "_s)));
        } else if (name == "labels"_L1) {
            for (const QString &word : words(value)) {
                if (label.match(word).hasMatch())
                    header.labels.append(word);
                else
                    warn(u"'%1' is no label: lower-case letters, digits, '-' and '_'"_s.arg(
                        word.left(mostLetters)));
            }
        } else if (name == "properties"_L1) {
            if (part.match(value).hasMatch())
                header.properties = value;
            else
                warn(u"'%1' is no template's name: \"_properties.md\""_s.arg(value.left(mostLetters)));
        } else if (name == "report"_L1) {
            const QString of = value.section(u':', 0, 0).trimmed();
            if (label.match(of).hasMatch()) {
                header.reportLabel = of;
                header.reportColumns = columns(value.section(u':', 1));
            } else {
                warn(
                    u"'%1' is no label: lower-case letters, digits, '-' and '_'"_s.arg(of.left(mostLetters)));
            }
        } else if (name == "folds"_L1) {
            header.folds.append(value.left(mostLetters));
        } else {
            warn(u"A header does not say '%1': title, scope, inputs, labels, properties, report, folds"_s.arg(
                name.left(mostLetters)));
        }
    }
    header.inputs.removeDuplicates();
    header.labels.removeDuplicates();
    return read;
}

} // namespace gp::documents
