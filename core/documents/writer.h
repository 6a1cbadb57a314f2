// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"

namespace gp::documents {

/// Writes files into one folder, each as a whole or not at all, and leaves those alone that have the bytes
/// already.
class Writer
{
public:
    explicit Writer(QString folder);

    /// `path` is relative, with '/'. Refused where it cannot be written.
    Result<void> write(const QString &path, const QByteArray &bytes);
    /// The same for a text with a seal: what is there and was edited by hand is kept under another name
    /// first.
    Result<void> writeText(const QString &path, const QByteArray &bytes);
    [[nodiscard]] Report report() const;

private:
    Result<void> keepAside(const QString &path);

    QString m_folder;
    Report m_report;
};

} // namespace gp::documents
