// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>
#include <QXmlStreamReader>

/// What a program that reads an output makes of it.
struct ReadBack
{
    QString text;       ///< all of it
    QStringList texts;  ///< of each element that holds text, with that of the elements inside
    QSet<QString> tags; ///< with prefix
    QSet<QString> attributes;
    QStringList targets;               ///< of href, src and ri:value
    QMap<QString, QStringList> values; ///< of every attribute by "tag name"
    QString error;                     ///< where it is not well-formed
};

inline ReadBack readBack(const QString &xml)
{
    ReadBack result;
    QXmlStreamReader reader(xml);
    QStringList open;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            const QString tag = reader.qualifiedName().toString();
            result.tags.insert(tag);
            for (const QXmlStreamAttribute &attribute : reader.attributes()) {
                const QString name = attribute.qualifiedName().toString();
                result.attributes.insert(name);
                result.values[tag + QLatin1Char(' ') + name].append(attribute.value().toString());
                if (name == QLatin1String("href") || name == QLatin1String("src"))
                    result.targets.append(attribute.value().toString());
            }
            open.append(QString());
        } else if (reader.isEndElement()) {
            const QString text = open.takeLast();
            if (!text.isEmpty())
                result.texts.append(text);
            if (!open.isEmpty())
                open.last() += text;
        } else if (reader.isCharacters() && !open.isEmpty()) {
            result.text += reader.text();
            open.last() += reader.text();
        }
    }
    if (reader.hasError())
        result.error =
            QStringLiteral("%1 in line %2, column %3: %4")
                .arg(reader.errorString())
                .arg(reader.lineNumber())
                .arg(reader.columnNumber())
                .arg(xml.sliced(std::max<qsizetype>(0, reader.characterOffset() - 100))
                         .first(std::min<qsizetype>(
                             160, xml.size() - std::max<qsizetype>(0, reader.characterOffset() - 100))));
    return result;
}

/// Storage format is a fragment; its prefixes are declared by whoever reads it.
inline ReadBack readStorage(const QString &xml)
{
    return readBack(QStringLiteral("<root xmlns:ac=\"http://atlassian.com/content\" "
                                   "xmlns:ri=\"http://atlassian.com/resource/identifier\">") +
                    xml + QStringLiteral("</root>"));
}
