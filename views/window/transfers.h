// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <stop_token>

namespace gp::views {

class Centre;
class MessageBar;

/// What comes into a project and goes out of it, in the background: imports, pictures, documents. Says in the
/// message bar how it went; ends with the project.
class Transfers : public QObject
{
    Q_OBJECT

public:
    Transfers(Session &session, Centre *centre, MessageBar *messages, QWidget *parent);
    ~Transfers() override;

    /// Reads files or folders and stores what they state at the plateau shown, as one edit.
    void importSources(const QStringList &paths);
    /// Writes the view on top as SVG or, by the file's name, PNG.
    void exportPicture(const QString &path);
    /// Shows one document as it would be generated at the plateau shown.
    void showDocument(const QString &kind, const QString &path);
    /// Writes documents of the plateau shown into a folder, which the project remembers: every one, or those
    /// of `paths`; in the forms last chosen for this project.
    void generateDocuments(const QString &folder, const QStringList &paths = {});
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    /// An import has ended and what it found is stored.
    void importStored();
    void generateWanted();
    /// Files have been written, or it was given up.
    void documentsGenerated();

private:
    Session &m_session;
    Centre *m_centre;
    MessageBar *m_messages;
    QWidget *m_parent;
    Latest m_importing;
    Latest m_exporting;
    Latest m_generating;
    Latest m_rendering;
    std::stop_source m_stop;
};

} // namespace gp::views
