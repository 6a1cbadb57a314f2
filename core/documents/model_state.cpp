// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/documents.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

class Digest
{
public:
    void add(const QString &text)
    {
        m_hash.addData(text.toUtf8());
        m_hash.addData(QByteArrayView("\0", 1));
    }
    void add(qint64 number) { add(QString::number(number)); }
    void add(const QJsonObject &object)
    {
        m_hash.addData(QJsonDocument(object).toJson(QJsonDocument::Compact)); // names are sorted
        m_hash.addData(QByteArrayView("\0", 1));
    }
    void add(const Lifetime &lifetime)
    {
        add(lifetime.since.value());
        for (const PlateauId until : lifetime.until)
            add(until.value());
    }
    void add(const Revisions &revisions)
    {
        for (auto it = revisions.cbegin(); it != revisions.cend(); ++it) {
            add(it.key().value());
            add(it.value());
        }
    }
    [[nodiscard]] QString text() const { return QString::fromLatin1(m_hash.result().toHex().first(12)); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace

QString modelState(const Model &model)
{
    // Views are how the model is looked at, not what it says.
    Digest digest;
    for (const Plateau &p : model.plateaus()) {
        for (const QString &text :
             {p.key, p.name, p.description, toString(p.kind), p.date.toString(Qt::ISODate)})
            digest.add(text);
        digest.add(p.parent.value());
        digest.add(p.position);
    }
    for (const Element &element : model.elements()) {
        digest.add(element.id.value());
        digest.add(element.key);
        digest.add(element.kind);
        digest.add(element.lifetime);
        digest.add(element.revisions);
    }
    for (const Relation &relation : model.relations()) {
        digest.add(relation.kind);
        digest.add(relation.source.value());
        digest.add(relation.target.value());
        digest.add(relation.lifetime);
        digest.add(relation.revisions);
    }
    for (const Record &record : model.records()) {
        digest.add(record.kind);
        digest.add(record.key);
        digest.add(record.properties);
    }
    return digest.text();
}

} // namespace gp::documents
