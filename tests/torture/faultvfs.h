// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/torture/disk.h"

struct sqlite3_vfs;

namespace gp::torture {

/// SQLite's way to a Disk: the default VFS of the process while it lives, around the real one. What the
/// program does to names without SQLite (rename, link, unlink, fsync of a folder) goes by the disk as well:
/// see filecalls.cpp. No connection may outlive it.
class FaultVfs
{
public:
    explicit FaultVfs(Disk &disk);
    ~FaultVfs();
    Q_DISABLE_COPY_MOVE(FaultVfs)

private:
    std::unique_ptr<sqlite3_vfs> m_vfs;
};

/// Which disk rename() and its like go by; nullptr: none.
void setDiskOfFileCalls(Disk *disk);

/// While one lives, rename() and its like are what they always were.
class PlainFileCalls
{
public:
    PlainFileCalls();
    ~PlainFileCalls();
    Q_DISABLE_COPY_MOVE(PlainFileCalls)
};

} // namespace gp::torture
