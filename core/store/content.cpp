// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/content.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace gp::store {

namespace {

template<typename IdType, typename Map, typename AlsoChanged>
void compare(Touched<IdType> &touched, const Map &before, const Map &after, AlsoChanged alsoChanged)
{
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        const auto other = after.constFind(it.key());
        if (other == after.cend())
            touched.removed.insert(it.key());
        else if (*it != *other || alsoChanged(it.key()))
            touched.updated.insert(it.key());
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (!before.contains(it.key()))
            touched.added.insert(it.key());
    }
}

} // namespace

Model readModel(SQLite::Database &db)
{
    Reader reader(db);
    return readModel(reader);
}

Model readModel(Reader &reader)
{
    Model model;
    const auto putAll = [&model](const auto &things) {
        for (const auto &thing : things)
            model.put(thing);
    };
    putAll(reader.plateaus());
    putAll(reader.elements());
    putAll(reader.relations());
    putAll(reader.records());
    putAll(reader.views());
    for (const auto &[id, provenance] : reader.elementProvenance())
        model.put(id, provenance);
    for (const auto &[id, provenance] : reader.relationProvenance())
        model.put(id, provenance);
    return model;
}

Change difference(const Model &before, const Model &after)
{
    const auto never = [](auto) { return false; };
    const auto sourcesDiffer = [&](auto id) { return before.provenance(id) != after.provenance(id); };
    Change change;
    compare(change.plateaus, before.plateaus(), after.plateaus(), never);
    compare(change.elements, before.elements(), after.elements(), sourcesDiffer);
    compare(change.relations, before.relations(), after.relations(), sourcesDiffer);
    compare(change.records, before.records(), after.records(), never);
    compare(change.views, before.views(), after.views(), never);
    return change;
}

QByteArray contentHash(SQLite::Database &db)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const ContentTable &table : contentTables) {
        hash.addData(QByteArrayView(table.name));
        const bool single = std::string_view(table.name).find('_') == std::string_view::npos &&
                            table.name != std::string_view("placement") &&
                            table.name != std::string_view("route");
        SQLite::Statement rows(db, std::string("SELECT * FROM ") + table.name + " ORDER BY " +
                                       (single ? "1" : "1, 2"));
        while (rows.executeStep()) {
            for (int column = 0; column < rows.getColumnCount(); ++column) {
                const SQLite::Column value = rows.getColumn(column);
                const char type = static_cast<char>('0' + value.getType());
                hash.addData(QByteArrayView(&type, 1));
                const char *text = value.getText("");
                hash.addData(QByteArrayView(text, value.getBytes()));
                hash.addData(QByteArrayView("\x1f", 1));
            }
        }
    }
    return hash.result();
}

} // namespace gp::store
