// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <memory>

namespace gp::exchange {

/// Writes block-style YAML that reads back as exactly the same values: a text that YAML would take for a
/// number, bool or null is quoted, several lines become a literal block. The one place that knows yaml-cpp's
/// emitter.
class YamlWriter
{
public:
    YamlWriter();
    ~YamlWriter();

    void beginMap();
    void endMap();
    void beginSequence();
    void endSequence();
    void key(const QString &name);
    /// A value of any shape; maps keep `order` first, then the rest by name. Null is written as null.
    void value(const QJsonValue &value, const QStringList &order = {});
    void entry(const QString &name, const QJsonValue &content, const QStringList &order = {});

    [[nodiscard]] QByteArray take();

private:
    void text(const QString &content);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gp::exchange
