// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace gp::views {

/// Over a canvas: what is being worked on, with a way to stop it, or what has come of it, with the choice.
class PreviewBar : public QFrame
{
    Q_OBJECT

public:
    explicit PreviewBar(QWidget *parent);

    void showWork(const QString &text);
    void showResult(const QString &text);
    [[nodiscard]] QPushButton *keep() const { return m_keep; }
    [[nodiscard]] QPushButton *cancel() const { return m_cancel; }
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void kept();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void open();

    QLabel *m_text;
    QPushButton *m_keep;
    QPushButton *m_cancel;
};

} // namespace gp::views
