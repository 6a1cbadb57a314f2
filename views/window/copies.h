// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QObject>

namespace gp::views {

class MainWindow;

/// Copies that one goes on working in: of the project as it is, of an earlier state, of a snapshot. Says
/// which file one is in then, and offers the way back.
class Copies : public QObject
{
    Q_OBJECT

public:
    explicit Copies(MainWindow &window);

    void askCopy();
    void askState(qint64 historyId);
    void askSnapshot(const QString &name);

private:
    using Write = std::function<Result<void>(const QString &path)>;
    void ask(const QString &title, const QString &text, const QString &proposed, const Write &write,
             const std::function<void()> &afterwards = {});
    void open(const QString &copy, const std::function<void()> &afterwards);

    MainWindow &m_window;
};

} // namespace gp::views
