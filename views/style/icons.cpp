// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/icons.h"

#include "views/style/appearance.h"

#include <BreezeIcons>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString pathOf(const QString &name)
{
    // Called for its own sake too: without a use of the library the linker leaves it and its resources out.
    static const bool registered = (BreezeIcons::initIcons(), true);
    Q_UNUSED(registered)
    for (const auto *folder : {":/icons/breeze/actions/16/", ":/icons/breeze/actions/22/"}) {
        const QString path = QLatin1StringView(folder) + name + u".svg"_s;
        if (QFile::exists(path))
            return path;
    }
    return {};
}

/// Breeze draws with `currentColor` and says in a style element what that is.
QByteArray recoloured(QByteArray svg, const QColor &color)
{
    const qsizetype rule = svg.indexOf(".ColorScheme-Text");
    const qsizetype from = rule < 0 ? -1 : svg.indexOf("color:", rule);
    const qsizetype end = from < 0 ? -1 : svg.indexOf(';', from);
    return end < 0 ? svg : svg.replace(from, end - from, QByteArray("color:" + color.name().toLatin1()));
}

class BreezeEngine : public QIconEngine
{
public:
    explicit BreezeEngine(QString name)
        : m_name(std::move(name))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const auto &theme = currentTheme();
        const QColor color =
            mode == QIcon::Disabled ? diagram::blend(theme.muted, theme.panel, 0.5) : theme.text;
        const QString key = u"gp-icon/%1/%2/%3"_s.arg(m_name).arg(size.width()).arg(color.name());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(pathOf(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(recoloured(file.readAll(), color));
            QPainter painter(&pixmap);
            renderer.render(&painter);
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new BreezeEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_name.isEmpty(); }

private:
    QString m_name;
};

} // namespace

QIcon icon(const QString &name)
{
    return QIcon(new BreezeEngine(name));
}

bool hasIcon(const QString &name)
{
    return !pathOf(name).isEmpty();
}

} // namespace gp::views
