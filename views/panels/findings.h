// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"
#include "views/panels/lines.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QFrame>
#include <QTimer>

namespace gp::views {

/// The rules over the plateau shown, run again in the background a moment after each change.
class Findings : public QObject
{
    Q_OBJECT

public:
    explicit Findings(Session &session, QObject *parent = nullptr);

    /// Of the newest run that is done; by severity, open before waived.
    [[nodiscard]] const QList<rules::Finding> &all() const { return m_all; }
    [[nodiscard]] QList<rules::Finding> of(ElementId id) const;
    [[nodiscard]] int openCount() const;
    [[nodiscard]] int waivedCount() const;
    [[nodiscard]] const QList<Error> &errors() const { return m_errors; }
    /// No run has been done yet, or one is under way.
    [[nodiscard]] bool isRunning() const { return m_wait.isActive() || m_latest.isRunning(); }

Q_SIGNALS:
    void changed();

private:
    void run();

    Session &m_session;
    QTimer m_wait;
    Latest m_latest;
    QList<rules::Finding> m_all;
    QList<Error> m_errors;
};

/// "error", "warn", "info" or "waived", and the colour that goes with it.
[[nodiscard]] std::pair<QString, Tone> wordFor(const rules::Finding &finding);

/// A finding in the inspector: a bar in its colour, the sentence, and why the rule exists.
class FindingBox : public QFrame
{
    Q_OBJECT

public:
    FindingBox(const rules::Finding &finding, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    rules::Finding m_finding;
};

/// The tab at the bottom; a click selects the element.
class FindingsPanel : public LinesView
{
    Q_OBJECT

public:
    FindingsPanel(Session &session, Findings &findings, QWidget *parent = nullptr);

private:
    void show();

    Session &m_session;
    Findings &m_findings;
};

} // namespace gp::views
