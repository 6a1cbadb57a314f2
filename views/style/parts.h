// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

#include <functional>

/// The small pieces that every part of the window is put together from.
namespace gp::views {

/// A pill with a word in it, in the colour of what it says.
class Badge : public QLabel
{
    Q_OBJECT

public:
    Badge(const QString &text, const QColor &color, QWidget *parent = nullptr);
    void setColor(const QColor &color);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_color;
};

/// A button that reads like text and does something; elides when there is no room, and then says all in its
/// tooltip.
class Link : public QPushButton
{
    Q_OBJECT

public:
    explicit Link(const QString &text, QWidget *parent = nullptr);
    void setText(const QString &text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Tabs as a line of words, the current one semibold and underlined in the accent colour.
class UnderlineTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit UnderlineTabs(QWidget *parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// What a tab needs, shown or not.
    [[nodiscard]] int widthOf(int index) const { return tabSizeHint(index).width(); }

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
};

/// A one-pixel line.
[[nodiscard]] QFrame *hairline(QWidget *parent);

/// A label in one of the looks of the style sheet ("muted", "error"), wrapping; the text is never taken for
/// markup.
[[nodiscard]] QLabel *textLabel(const QString &text, const QString &look, QWidget *parent);
/// A semibold heading; `pixels` 12.5, 16 or 24.
[[nodiscard]] QLabel *heading(const QString &text, double pixels, QWidget *parent);

void setLook(QWidget *widget, const QString &look);

} // namespace gp::views
