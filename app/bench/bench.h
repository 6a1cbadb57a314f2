// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QJsonObject>
#include <QString>
#include <QTemporaryDir>

#include <chrono>
#include <functional>

/// `./dev bench`: what things cost on this machine, each beside something known in the same run, so that the
/// figure to quote is a ratio. Nothing here passes or fails.
namespace gp::bench {

/// One line of the report.
struct Figure
{
    QString what;
    double value = 0;
    QString unit;     ///< empty: a remark without a value
    QString beside;   ///< what it stands next to
    double other = 0; ///< its value, same unit; 0: nothing
};

class Report
{
public:
    void add(const Figure &figure) { m_figures.append(figure); }
    [[nodiscard]] QString table() const;
    [[nodiscard]] QByteArray json() const;

private:
    QList<Figure> m_figures;
};

/// Milliseconds that `work` takes.
[[nodiscard]] double timed(const std::function<void()> &work);
[[nodiscard]] double median(QList<double> values);

/// Stops the program with the reason: a bench that cannot run has no figure.
[[noreturn]] void giveUp(const QString &why);

/// What was asked for, or the end of the program with the error's text.
template<typename T>
T orGiveUp(Result<T> &&result)
{
    if (!result)
        giveUp(result.error().text());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}
template<typename T>
const T &orGiveUp(const Result<T> &result)
{
    if (!result)
        giveUp(result.error().text());
    return *result;
}

void benchStore(Report &report);
void benchDocuments(Report &report);
void benchImport(Report &report);
void benchCanvas(Report &report);
void benchLayout(Report &report);
void benchSmallLayouts(Report &report); ///< the part of benchLayout() up to 300 elements
void benchPublish(Report &report);
void benchRules(Report &report);
void benchSearch(Report &report);
void benchStart(Report &report);
void benchWalk(Report &report);

} // namespace gp::bench
