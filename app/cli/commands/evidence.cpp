// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/find.h"

#include "core/model/draft.h"
#include "core/rules/controls.h"
#include "core/rules/evidence.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

class Evidence : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "evidence"; }
    [[nodiscard]] const char *summary() const override
    {
        return "list evidence of controls, or add what a SARIF or JUnit report shows";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("REPORT", m_report, "a SARIF or JUnit file to add (default: list what there is)");
        app.add_option("--control", m_control, "the control that the report is evidence of");
        app.add_option("--subject", m_subject, "the element that was looked at");
        app.add_option("--valid-days", m_days,
                       "how long it is valid (default: as the catalogue says of the control, else 90)");
        app.add_option("--location", m_location, "where the report can be found (default: its path)");
    }

    int run(Console &console) override
    {
        const auto done = m_report.empty() ? list(console) : add(console);
        return done ? Done : console.report(done.error());
    }

private:
    [[nodiscard]] Result<void> list(Console &console) const
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        QString text;
        QJsonArray rows;
        for (const Record &record : (*opened)->model().recordsOfKind(u"evidence"_s)) {
            const QJsonObject &p = record.properties;
            const auto of = [&p](const QString &property) { return p.value(property).toString(); };
            if (!m_control.empty() && of(u"control"_s) != QString::fromStdString(m_control))
                continue;
            text += u"%1  %2  %3  valid until %4  %5  %6\n"_s.arg(
                record.key, of(u"control"_s), of(u"result"_s),
                of(u"valid_until"_s).isEmpty() ? u"–"_s : of(u"valid_until"_s), of(u"kind"_s),
                of(u"location"_s));
            QJsonObject row = p;
            row.insert(u"key"_s, record.key);
            rows.append(row);
        }
        console.print(text.isEmpty() ? u"no evidence yet\n"_s : text);
        console.print(rows);
        return {};
    }

    /// "sast-gate-2026-11-28", and numbered where that is taken.
    static QString keyFor(const Model &model, const QString &control, const QDate &date)
    {
        const QString wanted = control + u'-' + date.toString(Qt::ISODate);
        QString key = wanted;
        for (int number = 2; model.record(u"evidence"_s, key); ++number)
            key = wanted + u'-' + QString::number(number);
        return key;
    }

    [[nodiscard]] Result<void> add(Console &console) const
    {
        const QString path = QString::fromStdString(m_report);
        const auto report = readFile(path).and_then(
            [&](const QByteArray &bytes) { return rules::readEvidence(bytes, path); });
        if (!report)
            return std::unexpected(report.error());
        if (m_control.empty())
            return fail(ErrorCode::Usage, u"Say which control it is evidence of: --control KEY"_s);
        const auto opened = open(m_file, false);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto control = findOfKind(model, u"control"_s, u"control"_s, m_control);
        if (!control)
            return std::unexpected(control.error());
        rules::EvidenceFor about{(*control)->key, {}, path, {}, 90};
        if (!m_subject.empty()) {
            const auto subject = findElement(model, m_subject);
            if (!subject)
                return std::unexpected(subject.error());
            about.subject = (*subject)->key;
        }
        if (!m_location.empty())
            about.location = QString::fromStdString(m_location);
        const store::Options options = storeOptions(false);
        about.collected = options.now ? options.now->date() : QFileInfo(path).lastModified().date();
        ElementState state{(*control)->id, (*control)->key, (*control)->kind, {}};
        for (const QJsonObject &revision : (*control)->revisions) {
            if (revision.contains(u"catalogue"_s))
                state.properties.insert(u"catalogue"_s, revision.value(u"catalogue"_s));
        }
        const rules::CatalogueControl *item = rules::ControlCatalogue::builtin().itemOf(state);
        about.validDays = m_days > 0 ? m_days : item && item->evidenceDays > 0 ? item->evidenceDays : 90;

        const QJsonObject properties = rules::evidenceProperties(*report, about);
        const QDate date = QDate::fromString(properties.value(u"collected"_s).toString(), Qt::ISODate);
        Draft draft(model);
        const QString key = keyFor(model, about.control, date);
        if (const auto added = draft.addRecord(u"evidence"_s, key, properties); !added)
            return std::unexpected(added.error());
        if (const auto stored = (*opened)->commit(draft, u"Evidence of %1"_s.arg(about.control)); !stored)
            return std::unexpected(stored.error());
        console.print(u"%1: %2, %3, valid until %4\n"_s.arg(key, report->result(), report->summary(),
                                                            properties.value(u"valid_until"_s).toString()));
        QJsonObject row = properties;
        row.insert(u"key"_s, key);
        console.print(row);
        return {};
    }

    std::string m_file;
    std::string m_report;
    std::string m_control;
    std::string m_subject;
    std::string m_location;
    int m_days = 0;
};

} // namespace

void addEvidenceCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Evidence>());
}

} // namespace gp::cli
