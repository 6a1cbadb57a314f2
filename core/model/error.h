// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <expected>

namespace gp {

/// What kind of failure; decides the exit status of groundplan-cli (see docs/cli.md).
enum class ErrorCode {
    Usage,      ///< the caller asked for something that makes no sense (exit 2)
    Unreadable, ///< input cannot be read or is not what it should be (exit 3)
    Invalid,  ///< the edit would break the model: unknown kind, illegal relation, dangling reference (exit 3)
    Refused,  ///< the target says no: locked, newer schema, read-only (exit 4)
    Internal, ///< ours (exit 5)
};

/// One failure as a user reads it. `message` says what, where and what to do; `detail` is for the log.
/// `file` and `line` (1-based; 0 = unknown) point into the input where there is one.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString detail;
    QString file;
    int line = 0;

    /// "file:line: message", leaving out what is unknown. Names of hundreds of letters, which only a damaged
    /// or hostile file has, are cut in their middle.
    [[nodiscard]] QString text() const;
};

/// The return type of everything that can fail at the border of a room.
template<typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, QString message, QString detail = {})
{
    return std::unexpected(Error{code, std::move(message), std::move(detail), {}, 0});
}

} // namespace gp
