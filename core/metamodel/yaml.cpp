// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/yaml.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringDecoder>

#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

using namespace Qt::StringLiterals;

namespace gp::yaml {

struct Node
{
    Type type = Type::Null;
    QString text;
    QString tag;
    bool quoted = false;
    int line = 0;
    int column = 0;
    qint64 weight = 1;
    std::vector<Value> items;
    std::vector<Entry> entries;
};

Type Value::type() const
{
    return m_node ? m_node->type : Type::Missing;
}

QString Value::text() const
{
    return m_node ? m_node->text : QString();
}

bool Value::isQuoted() const
{
    return m_node && m_node->quoted;
}

QString Value::tag() const
{
    return m_node ? m_node->tag : QString();
}

int Value::line() const
{
    return m_node ? m_node->line : 0;
}

int Value::column() const
{
    return m_node ? m_node->column : 0;
}

qint64 Value::weight() const
{
    return m_node ? m_node->weight : 0;
}

const std::vector<Value> &Value::items() const
{
    static const std::vector<Value> none;
    return m_node ? m_node->items : none;
}

const std::vector<Entry> &Value::entries() const
{
    static const std::vector<Entry> none;
    return m_node ? m_node->entries : none;
}

Value Value::operator[](QStringView key) const
{
    const auto &all = entries();
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
        if (it->key.isScalar() && it->key.m_node->text == key)
            return it->value;
    }
    return {};
}

QJsonValue scalarToJson(const QString &text, bool quoted)
{
    if (quoted)
        return text;
    if (text.isEmpty() || text == u"~" || text == u"null" || text == u"Null" || text == u"NULL")
        return QJsonValue::Null;
    if (text == u"true" || text == u"True" || text == u"TRUE")
        return true;
    if (text == u"false" || text == u"False" || text == u"FALSE")
        return false;
    const QChar first = text.front();
    if (!first.isDigit() && first != u'-' && first != u'+' && first != u'.')
        return text;
    if (text.contains(u'_') || text.contains(u','))
        return text;
    bool ok = false;
    if (const qint64 integer = text.toLongLong(&ok, 10); ok)
        return integer;
    if (const double number = text.toDouble(&ok); ok && std::isfinite(number) && text.back() != u'.')
        return number;
    return text;
}

QJsonValue Value::toJson() const
{
    switch (type()) {
    case Type::Missing:
    case Type::Null:
        return QJsonValue::Null;
    case Type::Scalar:
        return scalarToJson(m_node->text, m_node->quoted);
    case Type::Sequence: {
        QJsonArray array;
        for (const Value &item : m_node->items)
            array.append(item.toJson());
        return array;
    }
    case Type::Map: {
        QJsonObject object;
        for (const Entry &entry : m_node->entries)
            object.insert(entry.key.text(), entry.value.toJson());
        return object;
    }
    }
    Q_UNREACHABLE_RETURN({});
}

namespace {

/// Thrown out of the event handler, caught in parse().
struct Refusal
{
    int line;
    QString message;
};

/// Builds the tree from yaml-cpp's events, so that no graph of its own is made and aliases share nodes.
class Builder : public YAML::EventHandler
{
public:
    explicit Builder(const Limits &limits)
        : m_limits(limits)
    {
    }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        m_start = mark;
        m_document = {};
        m_anchors.clear();
        m_total = 0;
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        leaf(mark, anchor, Type::Null, {}, {}, false);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto it = m_anchors.find(anchor);
        if (it == m_anchors.end())
            throw Refusal{mark.line + 1, u"an alias refers to a node that contains it"_s};
        place(it->second);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        // yaml-cpp says "?" for a plain scalar and "!" for a quoted one.
        const bool quoted = tag == "!";
        const QString text = QString::fromStdString(value);
        const bool null = !quoted && (text.isEmpty() || text == u"~" || text == u"null");
        leaf(mark, anchor, null ? Type::Null : Type::Scalar, text, quoted || tag == "?" ? std::string() : tag,
             quoted);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, Type::Sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, Type::Map);
    }
    void OnMapEnd() override
    {
        resolveMerges(*m_open.back().node);
        close();
    }

    [[nodiscard]] Document take() { return std::move(m_document); }
    [[nodiscard]] const YAML::Mark &start() const { return m_start; }

private:
    struct Open
    {
        std::shared_ptr<Node> node;
        YAML::anchor_t anchor;
        Value key; ///< of the map entry in the making
        QSet<QString> keys;
    };

    void leaf(const YAML::Mark &mark, YAML::anchor_t anchor, Type type, const QString &text,
              const std::string &tag, bool quoted)
    {
        auto node = std::make_shared<Node>();
        node->type = type;
        node->text = text;
        node->tag = QString::fromStdString(tag);
        node->quoted = quoted;
        node->line = mark.line + 1;
        node->column = mark.column + 1;
        finish(std::move(node), anchor);
    }

    void open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, Type type)
    {
        if (static_cast<int>(m_open.size()) >= m_limits.depth)
            throw Refusal{mark.line + 1, u"nested more than %1 deep"_s.arg(m_limits.depth)};
        auto node = std::make_shared<Node>();
        node->type = type;
        node->line = mark.line + 1;
        node->column = mark.column + 1;
        if (tag != "?" && tag != "!")
            node->tag = QString::fromStdString(tag);
        m_open.push_back({std::move(node), anchor, {}, {}});
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        finish(std::move(done.node), done.anchor);
    }

    void finish(std::shared_ptr<Node> node, YAML::anchor_t anchor)
    {
        const Value value{std::move(node)};
        if (anchor != YAML::NullAnchor)
            m_anchors[anchor] = value;
        place(value);
    }

    void place(const Value &value)
    {
        m_total += 1;
        if (m_open.empty()) {
            m_document.root = value;
            return;
        }
        Open &parent = m_open.back();
        parent.node->weight += value.weight();
        if (parent.node->weight > m_limits.nodes || m_total > m_limits.nodes)
            throw Refusal{value.line(),
                          u"more than %1 values once its aliases are followed"_s.arg(m_limits.nodes)};
        if (parent.node->type == Type::Sequence) {
            parent.node->items.push_back(value);
        } else if (!parent.key.exists()) {
            parent.key = value;
        } else {
            if (parent.key.isScalar() && parent.key.text() != u"<<") {
                if (parent.keys.contains(parent.key.text()))
                    m_document.warnings.append({ErrorCode::Unreadable,
                                                u"the key '%1' is there twice"_s.arg(parent.key.text()),
                                                {},
                                                {},
                                                parent.key.line()});
                parent.keys.insert(parent.key.text());
            }
            parent.node->entries.push_back({parent.key, value});
            parent.key = {};
        }
    }

    /// `<<: *base` and `<<: [*a, *b]`: what the map does not say itself it takes from there.
    static void resolveMerges(Node &node)
    {
        std::vector<Value> bases;
        std::erase_if(node.entries, [&](const Entry &entry) {
            if (!entry.key.isScalar() || entry.key.isQuoted() || entry.key.text() != u"<<")
                return false;
            if (entry.value.isMap())
                bases.push_back(entry.value);
            for (const Value &item : entry.value.items())
                bases.push_back(item);
            return true;
        });
        if (bases.empty())
            return;
        QSet<QString> present;
        for (const Entry &entry : node.entries)
            present.insert(entry.key.text());
        for (const Value &base : bases) {
            for (const Entry &entry : base.entries()) {
                if (present.contains(entry.key.text()))
                    continue;
                present.insert(entry.key.text());
                node.entries.push_back(entry);
            }
        }
    }

    Limits m_limits;
    YAML::Mark m_start;
    Document m_document;
    std::unordered_map<YAML::anchor_t, Value> m_anchors;
    std::vector<Open> m_open;
    qint64 m_total = 0;
};

Error unreadable(const QString &file, int line, const QString &message)
{
    return {ErrorCode::Unreadable, message, {}, file, line};
}

} // namespace

Result<QList<Document>> parse(const QByteArray &text, const QString &file, const Limits &limits)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString decoded = decoder.decode(text);
    Q_UNUSED(decoded)
    if (decoder.hasError())
        return std::unexpected(unreadable(file, 0, u"This file is not UTF-8 text"_s));

    QList<Document> documents;
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        int lastStart = -1;
        while (true) {
            Builder builder(limits);
            if (!parser.HandleNextDocument(builder))
                break;
            // A stray , ] or } where a document should begin is left standing by yaml-cpp, which then gives
            // empty documents for ever.
            if (builder.start().pos <= lastStart)
                throw Refusal{builder.start().line + 1, u"not valid YAML: nothing can begin like this"_s};
            lastStart = builder.start().pos;
            Document document = builder.take();
            if (document.root.isNull())
                continue;
            for (Error &warning : document.warnings)
                warning.file = file;
            documents.append(std::move(document));
        }
    } catch (const YAML::Exception &e) {
        return std::unexpected(
            unreadable(file, e.mark.line + 1, u"not valid YAML: %1"_s.arg(QString::fromStdString(e.msg))));
    } catch (const Refusal &refusal) {
        return std::unexpected(unreadable(file, refusal.line, refusal.message));
    } catch (const std::exception &e) {
        return std::unexpected(unreadable(file, 0, u"not valid YAML: %1"_s.arg(QString::fromUtf8(e.what()))));
    }
    return documents;
}

Result<Value> parseStrict(const QByteArray &text, const QString &file)
{
    const auto documents = parse(text, file);
    if (!documents)
        return std::unexpected(documents.error());
    if (documents->size() != 1)
        return std::unexpected(
            unreadable(file, 1, u"one YAML document is expected, here are %1"_s.arg(documents->size())));
    if (!documents->front().warnings.isEmpty())
        return std::unexpected(documents->front().warnings.front());
    return documents->front().root;
}

Result<Value> readStrict(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(unreadable(path, 0, u"cannot be read: %1"_s.arg(file.errorString())));
    return parseStrict(file.readAll(), path);
}

Error errorAt(const Value &value, const QString &file, const QString &message)
{
    return unreadable(file, value.line(), message);
}

} // namespace gp::yaml
