// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/metamodel/ownkinds.h"
#include "core/store/rescue.h"

#include <CLI/CLI.hpp>
#include <QFileDevice>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::cli {

int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return WrongUsage;
    case ErrorCode::Unreadable:
    case ErrorCode::Invalid:
        return Unreadable;
    case ErrorCode::Refused:
        return Refused;
    case ErrorCode::Internal:
        return Internal;
    }
    Q_UNREACHABLE_RETURN(Internal);
}

void Console::print(const QString &text)
{
    if (json)
        return;
    m_out.write(text.toUtf8());
    if (!text.endsWith(u'\n'))
        m_out.write("\n");
}

void Console::print(const QJsonValue &document)
{
    if (!json)
        return;
    const QJsonDocument written =
        document.isArray() ? QJsonDocument(document.toArray()) : QJsonDocument(document.toObject());
    m_out.write(written.toJson(QJsonDocument::Indented));
}

void Console::printLine(const QJsonObject &object)
{
    if (json)
        m_out.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void Console::flush()
{
    if (auto *file = qobject_cast<QFileDevice *>(&m_out))
        file->flush();
}

void Console::message(const QString &text)
{
    if (!quiet)
        m_err.write(text.toUtf8() + '\n');
}

int Console::report(const Error &error)
{
    Error named = error;
    // Others are about what was asked, not about the file.
    if (named.file.isEmpty() && error.code == ErrorCode::Unreadable && !named.message.contains(m_project))
        named.file = m_project;
    m_err.write("groundplan-cli: " + named.text().toUtf8() + '\n');
    if (!error.detail.isEmpty() && qEnvironmentVariableIsSet("GROUNDPLAN_DEBUG"))
        m_err.write(error.detail.toUtf8() + '\n');
    for (const QString &hint : std::as_const(m_hints))
        message(hint);
    m_hints.clear();
    return exitStatus(error.code);
}

store::Options Command::storeOptions(bool readOnly) const
{
    store::Options options;
    options.readOnly = readOnly;
    constexpr int patience = 30'000; // a script waits for its turn longer than a person does
    options.waitMs = patience;
    options.author = qEnvironmentVariable("GROUNDPLAN_AUTHOR", qEnvironmentVariable("USER", u"unknown"_s));
    options.validator = [](const Model &after, const Change &change) {
        return metamodel::findProjectProblems(after, change);
    };
    if (common && !common->now.empty())
        options.now = QDateTime::fromString(QString::fromStdString(common->now), Qt::ISODate);
    return options;
}

Result<std::unique_ptr<store::Store>> Command::open(const std::string &path, bool readOnly) const
{
    return open(path, storeOptions(readOnly));
}

Result<std::unique_ptr<store::Store>> Command::open(const std::string &path,
                                                    const store::Options &options) const
{
    const QString file = QString::fromStdString(path);
    auto opened = store::Store::open(file, options);
    common->console->setProject(file);
    if (opened) {
        for (const QString &note : (*opened)->notes())
            common->console->message(note);
        return opened;
    }
    const QList<store::Offer> offers = store::offersFor(file);
    if (offers.contains(store::Offer::Recover))
        common->console->hint(
            u"what can be read of it goes into a new file: groundplan-cli recover '%1' NEW"_s.arg(file));
    if (offers.contains(store::Offer::ShowBackups))
        common->console->hint(u"copies lie beside it: groundplan-cli recover '%1' --backups"_s.arg(file));
    return opened;
}

Commands allCommands()
{
    Commands commands;
    addProjectCommands(commands);
    addTwinCommands(commands);
    addQueryCommands(commands);
    addCheckCommands(commands);
    addImpactCommands(commands);
    addEvidenceCommands(commands);
    addNfrCommands(commands);
    addAdrCommands(commands);
    addReviewCommands(commands);
    addSearchCommands(commands);
    addEditCommands(commands);
    addImportCommands(commands);
    addPictureCommands(commands);
    addDocumentCommands(commands);
    addPublishCommands(commands);
    addHistoryCommands(commands);
    addRescueCommands(commands);
    return commands;
}

namespace {

/// `--now` must be a date that can be read, or history would silently carry another one.
std::string checkNow(const std::string &text)
{
    return QDateTime::fromString(QString::fromStdString(text), Qt::ISODate).isValid()
               ? std::string()
               : "'" + text + "' is no ISO 8601 date and time";
}

int help(Console &console, CLI::App &app, const std::string &topic)
{
    if (topic.empty()) {
        // App::help() would explain the command that was parsed, which is this one.
        console.print(QString::fromStdString(
            app.get_formatter()->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal)));
        return Done;
    }
    for (const CLI::App *command : app.get_subcommands({})) {
        if (command->check_name(topic)) {
            console.print(QString::fromStdString(command->help("groundplan-cli")));
            return Done;
        }
    }
    return console.report(
        {ErrorCode::Usage,
         u"There is no command '%1'; groundplan-cli help lists them"_s.arg(QString::fromStdString(topic)),
         {},
         {},
         0});
}

} // namespace

int runCommandLine(const QStringList &arguments, QIODevice &out, QIODevice &err, QIODevice *in)
{
    Console console(out, err, in);
    Common common;
    common.console = &console;
    CLI::App app(
        "Groundplan without a window: the same engine for scripts and CI.\n"
        "Exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 unreadable input, 4 refused, 5 internal.",
        "groundplan-cli");
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", std::string("groundplan-cli ") + GROUNDPLAN_VERSION);
    app.add_flag("--json", console.json, "one JSON document on standard output");
    app.add_flag("--quiet,-q", console.quiet, "no messages on standard error");
    app.add_option("--now", common.now,
                   "date and time to write into history, ISO 8601 (else SOURCE_DATE_EPOCH, else the clock)")
        ->check(checkNow);

    Commands commands = allCommands();
    std::vector<std::pair<CLI::App *, Command *>> declared;
    for (const auto &command : commands) {
        command->common = &common;
        CLI::App *sub = app.add_subcommand(command->name(), command->summary());
        command->declare(*sub);
        declared.emplace_back(sub, command.get());
    }
    std::string topic;
    CLI::App *helpCommand = app.add_subcommand("help", "explain the commands, or one of them");
    helpCommand->add_option("COMMAND", topic, "the command to explain");

    std::vector<std::string> reversed;
    for (auto it = arguments.rbegin(); it != arguments.rend(); ++it)
        reversed.push_back(it->toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp &) {
        const auto parsed = app.get_subcommands();
        console.print(
            QString::fromStdString(parsed.empty() ? app.help() : parsed.front()->help("groundplan-cli")));
        return Done;
    } catch (const CLI::CallForVersion &e) {
        console.print(QString::fromUtf8(e.what()));
        return Done;
    } catch (const CLI::ExtrasError &) {
        // Their names without their values: whoever gives a token to an option that is none reads it again
        // nowhere.
        QStringList names;
        const std::vector<std::string> extras = app.remaining(true);
        for (const std::string &each : extras) {
            const QString name = QString::fromStdString(each).section(u'=', 0, 0);
            if (name.startsWith(u'-') || names.isEmpty())
                names.append(name);
        }
        return console.report({ErrorCode::Usage,
                               u"Not expected here: %1; see groundplan-cli help"_s.arg(names.join(u", "_s)),
                               {},
                               {},
                               0});
    } catch (const CLI::ParseError &e) {
        return console.report(
            {ErrorCode::Usage, QString::fromUtf8(e.what()) + u"; see groundplan-cli help"_s, {}, {}, 0});
    }
    if (helpCommand->parsed())
        return help(console, app, topic);
    for (const auto &[sub, command] : declared) {
        if (sub->parsed())
            return command->run(console);
    }
    return WrongUsage;
}

} // namespace gp::cli
