// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QByteArray>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <memory>
#include <vector>

/// YAML as Groundplan reads it: an immutable tree with line numbers, safe on hostile input. The one place
/// that knows yaml-cpp's parser. Reentrant.
namespace gp::yaml {

enum class Type { Missing, Null, Scalar, Sequence, Map };

struct Node;
struct Entry;

/// A node of the tree; cheap to copy. A missing node answers every question (empty text, no items), so that
/// look-ups chain: `document["spec"]["template"]["metadata"]`.
class Value
{
public:
    Value() = default;
    explicit Value(std::shared_ptr<const Node> node)
        : m_node(std::move(node))
    {
    }

    [[nodiscard]] Type type() const;
    [[nodiscard]] bool exists() const { return m_node != nullptr; }
    [[nodiscard]] bool isMap() const { return type() == Type::Map; }
    [[nodiscard]] bool isSequence() const { return type() == Type::Sequence; }
    /// A scalar that is not null.
    [[nodiscard]] bool isScalar() const { return type() == Type::Scalar; }
    [[nodiscard]] bool isNull() const { return type() == Type::Null || type() == Type::Missing; }

    /// The text of a scalar exactly as written ("1.10", "NO", "0777"); empty for anything else.
    [[nodiscard]] QString text() const;
    /// Quoted or block scalar: never to be read as number, bool or null.
    [[nodiscard]] bool isQuoted() const;
    /// A custom tag as written ("!Ref"); empty for none.
    [[nodiscard]] QString tag() const;
    [[nodiscard]] int line() const;   ///< 1-based; 0 for a missing node
    [[nodiscard]] int column() const; ///< 1-based

    [[nodiscard]] const std::vector<Value> &items() const;   ///< of a sequence
    [[nodiscard]] const std::vector<Entry> &entries() const; ///< of a map, in file order, merge keys resolved
    /// The value at a key (the last one where it is written twice); missing where there is none.
    [[nodiscard]] Value operator[](QStringView key) const;
    [[nodiscard]] bool contains(QStringView key) const { return (*this)[key].exists(); }

    /// By the YAML 1.2 core schema: plain true/false/null/numbers become those, everything else text.
    [[nodiscard]] QJsonValue toJson() const;
    /// Nodes below this one with aliases counted out; bounded by parse().
    [[nodiscard]] qint64 weight() const;

private:
    std::shared_ptr<const Node> m_node;
};

struct Entry
{
    Value key;
    Value value;
};

struct Document
{
    Value root;
    QList<Error> warnings; ///< duplicate keys, with line
};

struct Limits
{
    int depth = 100;
    qint64 nodes = 2'000'000; ///< after aliases are followed: stops alias bombs
};

/// All documents of a text; empty ones (comments only, a trailing ---) are left out. A byte order mark and
/// CRLF are accepted; text that is not UTF-8 is an Error. On a syntax error nothing is returned but the Error
/// with its line.
[[nodiscard]] Result<QList<Document>> parse(const QByteArray &text, const QString &file,
                                            const Limits &limits = {});

/// Exactly one document, whose warnings count as errors. For Groundplan's own files.
[[nodiscard]] Result<Value> parseStrict(const QByteArray &text, const QString &file);

/// Reads a file (also ":/…") and parses it strictly.
[[nodiscard]] Result<Value> readStrict(const QString &path);

/// A scalar read by the core schema, as toJson() does.
[[nodiscard]] QJsonValue scalarToJson(const QString &text, bool quoted);

/// An error that points at a node.
[[nodiscard]] Error errorAt(const Value &value, const QString &file, const QString &message);

} // namespace gp::yaml
