// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/storepoint.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace gp::bench {

QString Report::table() const
{
    QString text;
    for (const Figure &figure : m_figures) {
        text += figure.what.leftJustified(52);
        if (!figure.unit.isEmpty())
            text += QString::number(figure.value, 'f', 2).rightJustified(10) + u' ' + figure.unit;
        if (figure.other > 0)
            text += u"   %1 x %2 (%3 %4)"_s.arg(figure.value / figure.other, 0, 'f', 2)
                        .arg(figure.beside)
                        .arg(figure.other, 0, 'f', 2)
                        .arg(figure.unit);
        else if (!figure.beside.isEmpty())
            text += u"   "_s + figure.beside;
        text += u'\n';
    }
    return text;
}

QByteArray Report::json() const
{
    QJsonArray rows;
    for (const Figure &figure : m_figures) {
        QJsonObject row{{u"what"_s, figure.what},
                        {u"value"_s, figure.value},
                        {u"unit"_s, figure.unit},
                        {u"beside"_s, figure.beside}};
        if (figure.other > 0)
            row.insert(u"ratio"_s, figure.value / figure.other);
        rows.append(row);
    }
    return QJsonDocument(rows).toJson();
}

double timed(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

void giveUp(const QString &why)
{
    std::fprintf(stderr, "bench: %s\n", qUtf8Printable(why));
    std::exit(1);
}

} // namespace gp::bench

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QStringList names = QCoreApplication::arguments().mid(1);
    if (names.size() == 4 && names.front() == "--store-point"_L1) {
        const QJsonObject told = gp::bench::measureStore(names.at(1), names.at(2), names.at(3).toInt());
        std::fputs(QJsonDocument(told).toJson().constData(), stdout);
        return 0;
    }
    const bool json = names.removeAll(u"--json"_s) > 0;
    const std::map<QString, void (*)(gp::bench::Report &)> all{
        {u"canvas"_s, gp::bench::benchCanvas},
        {u"documents"_s, gp::bench::benchDocuments},
        {u"import"_s, gp::bench::benchImport},
        {u"layout"_s, gp::bench::benchLayout},
        {u"layout-small"_s, gp::bench::benchSmallLayouts},
        {u"publish"_s, gp::bench::benchPublish},
        {u"rules"_s, gp::bench::benchRules},
        {u"search"_s, gp::bench::benchSearch},
        {u"start"_s, gp::bench::benchStart},
        {u"store"_s, gp::bench::benchStore},
        {u"walk"_s, gp::bench::benchWalk}};
    if (names.isEmpty()) {
        for (const auto &[name, run] : all)
            names.append(name);
        names.removeAll(u"layout-small"_s); // a part of layout
    }
    gp::bench::Report report;
    for (const QString &name : std::as_const(names)) {
        const auto it = all.find(name);
        if (it == all.end())
            gp::bench::giveUp(
                u"there is no bench '%1'; known are canvas, documents, import, layout, layout-small, publish, rules, search, start, store, walk"_s
                    .arg(name));
        it->second(report);
    }
    std::fputs(json ? report.json().constData() : qUtf8Printable(report.table()), stdout);
    return 0;
}
