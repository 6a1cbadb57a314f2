// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIODevice>

#include <cerrno>
#include <unistd.h>

namespace gp::cli {

/// Standard input that hands over what is there. QFile waits until its buffer is full, and whoever sends one
/// line and waits for the answer would wait for ever.
class StandardInput : public QIODevice
{
public:
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        for (;;) {
            const ssize_t count = ::read(STDIN_FILENO, data, static_cast<size_t>(maxSize));
            if (count >= 0)
                return count == 0 ? -1 : count;
            if (errno != EINTR) {
                setErrorString(qt_error_string(errno));
                return -1;
            }
        }
    }
    qint64 writeData(const char * /*data*/, qint64 /*size*/) override { return -1; }
};

} // namespace gp::cli
