// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"

#include <QIODevice>
#include <QJsonObject>
#include <QVariantList>

#include <memory>
#include <vector>

namespace CLI {
class App;
}

namespace gp::cli {

/// Exit status; a public interface (docs/cli.md).
enum ExitStatus { Done = 0, AnswerIsNo = 1, WrongUsage = 2, Unreadable = 3, Refused = 4, Internal = 5 };

[[nodiscard]] int exitStatus(ErrorCode code);

/// Where a command writes: answers to `out`, messages and progress to `err`, and where it reads what is given
/// to it. Tests give it buffers.
class Console
{
public:
    Console(QIODevice &out, QIODevice &err, QIODevice *in = nullptr)
        : m_out(out)
        , m_err(err)
        , m_in(in)
    {
    }

    bool json = false;  ///< one JSON document on `out` and nothing else
    bool quiet = false; ///< no messages

    void print(const QString &text);
    void print(const QJsonValue &document);
    /// One line of JSON, for answers that come one after the other.
    void printLine(const QJsonObject &object);
    void printRaw(const QByteArray &bytes) { m_out.write(bytes); }
    /// Hands what was printed to whoever reads it, now.
    void flush();
    /// Standard input; nullptr where there is none.
    [[nodiscard]] QIODevice *in() const { return m_in; }
    void message(const QString &text);
    /// What to do about the error that is reported next.
    void hint(const QString &text) { m_hints.append(text); }
    /// What is unreadable from now on where an error names no file itself.
    void setProject(const QString &path) { m_project = path; }
    /// Says what is wrong (also with --quiet) and returns the exit status that goes with it.
    int report(const Error &error);

private:
    QIODevice &m_out;
    QIODevice &m_err;
    QIODevice *m_in;
    QString m_project;
    QStringList m_hints;
};

/// Options that every command takes.
struct Common
{
    std::string now;
    Console *console = nullptr; ///< for what opening a project has to tell
};

/// One command of groundplan-cli: declares its arguments, then runs.
class Command
{
public:
    virtual ~Command() = default;
    [[nodiscard]] virtual const char *name() const = 0;
    [[nodiscard]] virtual const char *summary() const = 0;
    virtual void declare(CLI::App &app) = 0;
    virtual int run(Console &console) = 0;

    Common *common = nullptr;

protected:
    /// Opens a project as this command needs it: metamodel checks on, author and clock from the surroundings.
    /// Says what the user should know about the file, or what can be done where it does not open.
    [[nodiscard]] Result<std::unique_ptr<store::Store>> open(const std::string &path,
                                                             bool readOnly = true) const;
    [[nodiscard]] Result<std::unique_ptr<store::Store>> open(const std::string &path,
                                                             const store::Options &options) const;
    [[nodiscard]] store::Options storeOptions(bool readOnly) const;
};

using Commands = std::vector<std::unique_ptr<Command>>;

/// Every command, in the order of the help.
[[nodiscard]] Commands allCommands();

// The commands by subject; each function adds those of one file.
void addProjectCommands(Commands &commands);
void addTwinCommands(Commands &commands);
void addQueryCommands(Commands &commands);
void addCheckCommands(Commands &commands);
void addImpactCommands(Commands &commands);
void addEvidenceCommands(Commands &commands);
void addNfrCommands(Commands &commands);
void addAdrCommands(Commands &commands);
void addReviewCommands(Commands &commands);
void addSearchCommands(Commands &commands);
void addHistoryCommands(Commands &commands);
void addRescueCommands(Commands &commands);
void addPictureCommands(Commands &commands);
void addEditCommands(Commands &commands);
void addImportCommands(Commands &commands);
void addDocumentCommands(Commands &commands);
void addPublishCommands(Commands &commands);

/// Runs one command line (without the program's name).
[[nodiscard]] int runCommandLine(const QStringList &arguments, QIODevice &out, QIODevice &err,
                                 QIODevice *in = nullptr);

} // namespace gp::cli
