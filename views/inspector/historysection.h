// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/elementhistory.h"
#include "views/inspector/foldsection.h"
#include "views/session/background.h"
#include "views/session/session.h"

namespace gp::views {

/// The edits that touched an element or its relations: read in the background, and only when it is opened.
class HistorySection : public FoldSection
{
    Q_OBJECT

public:
    HistorySection(Session &session, ElementId id, QWidget *parent);
    ~HistorySection() override;

    [[nodiscard]] bool isLoading() const { return m_latest.isRunning(); }

Q_SIGNALS:
    /// Asks for an edit to be shown among the others.
    void entryWanted(qint64 historyId);

private:
    void load() override;
    void show(const Result<QList<store::HistoryEntry>> &found);

    Session &m_session;
    ElementId m_id;
    Latest m_latest;
    std::shared_ptr<std::atomic_bool> m_cancelled;
};

} // namespace gp::views
