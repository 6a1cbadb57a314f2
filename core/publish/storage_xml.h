// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QXmlStreamReader>

namespace gp::publish {

/// What elements in each other a page may have; more is nobody's page.
inline constexpr int deepestStorage = 200;

/// What a site knows beside the five of XML: HTML's for Latin-1, punctuation and what editors write. One that
/// is not known comes as it stands.
[[nodiscard]] QString storageEntity(const QString &name);

/// Reads a fragment of storage format, whose prefixes nobody declares and whose entities are those of HTML.
class StorageXml
{
public:
    explicit StorageXml(const QString &storage);
    QXmlStreamReader *operator->() { return &m_xml; }
    [[nodiscard]] QString name() const { return m_xml.qualifiedName().toString(); }
    [[nodiscard]] QString attribute(const QString &name) const
    {
        return m_xml.attributes().value(name).toString();
    }

private:
    class Entities : public QXmlStreamEntityResolver
    {
    public:
        QString resolveUndeclaredEntity(const QString &name) override { return storageEntity(name); }
    };

    Entities m_entities;
    QXmlStreamReader m_xml;
};

} // namespace gp::publish
