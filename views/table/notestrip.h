// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;

namespace gp::views {

class Link;

/// The line below a table: why something was not taken, or what became of it. Nothing has to be clicked away.
class NoteStrip : public QWidget
{
    Q_OBJECT

public:
    explicit NoteStrip(QWidget *parent = nullptr);

    /// One problem, or the first of many with a way to all.
    void refuse(const QString &sentence, const QStringList &all = {});
    void inform(const QString &sentence);
    void clear();
    [[nodiscard]] QString text() const;

private:
    void say(const QString &sentence, const QString &look);

    QLabel *m_text;
    Link *m_more;
    QStringList m_all;
};

} // namespace gp::views
