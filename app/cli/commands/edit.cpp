// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/editor.h"
#include "app/cli/words.h"

#include <CLI/CLI.hpp>
#include <QFile>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

constexpr int patienceMs = 60'000; ///< scripts wait for the turns of others longer than a person would
constexpr qint64 longestLine = 1024 * 1024; ///< bytes; more is no edit that a person or a program means

/// Reads on to the end of a line that is of no use, so that a wrong file costs no memory.
void skipLine(QIODevice &input)
{
    QByteArray part;
    do {
        part = input.readLine(longestLine);
    } while (!part.isEmpty() && !part.endsWith('\n'));
}

/// One line of a script without its end, be that LF or CR LF; empty at the end of the input.
std::optional<Result<QString>> readLine(QIODevice &input)
{
    QByteArray line = input.readLine(longestLine + 2);
    if (line.isEmpty())
        return std::nullopt;
    if (line.endsWith('\n'))
        line.chop(1);
    else if (line.size() > longestLine)
        skipLine(input);
    if (line.size() > longestLine)
        return fail(ErrorCode::Usage, u"The line is longer than %1 bytes"_s.arg(longestLine));
    if (line.endsWith('\r'))
        line.chop(1);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // skips a byte order mark
    QString text = decoder(line);
    if (decoder.hasError() || text.contains(u'\0'))
        return fail(ErrorCode::Usage, u"The line is no text in UTF-8"_s);
    return text;
}

class Edit : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "edit"; }
    [[nodiscard]] const char *summary() const override
    {
        return "change elements and relations; each operation is durable and can be undone";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("OPERATION", m_words, "one operation, word by word");
        app.add_option("--script", m_script, "read operations from a file, one a line; - is standard input");
        app.add_option("--plateau", m_plateau, "the state that is edited (default: the first)");
        app.add_flag("--keep-going", m_keepGoing, "report a line that fails and go on; exit 3 at the end");
        app.footer(
            "Operations:\n" + Editor::operations().toStdString() +
            "\nWords are split as a shell does; # begins a comment. A value is JSON where it reads as JSON,"
            "\nelse text. When a line is durable `LINE ID LABEL` is printed, ID being the history entry at"
            "\nwhich the project then stands (with --json one object a line), before the next is read.");
    }

    int run(Console &console) override
    {
        if (m_words.empty() == m_script.empty())
            return console.report({ErrorCode::Usage,
                                   u"Write an operation or name a --script: groundplan-cli help edit"_s,
                                   {},
                                   {},
                                   0});
        QFile file;
        QIODevice *input = nullptr;
        if (m_script == "-") {
            input = console.in();
            if (!input)
                return console.report({ErrorCode::Usage, u"There is no standard input here"_s, {}, {}, 0});
        } else if (!m_script.empty()) {
            file.setFileName(QString::fromStdString(m_script));
            if (!file.open(QIODevice::ReadOnly))
                return console.report(
                    {ErrorCode::Unreadable,
                     u"The script '%1' cannot be read: %2"_s.arg(file.fileName(), file.errorString()),
                     {},
                     {},
                     0});
            input = &file;
        }
        store::Options options = storeOptions(false);
        options.waitMs = patienceMs;
        const auto opened = open(m_file, options);
        if (!opened)
            return console.report(opened.error());
        const QString plateau = QString::fromStdString(m_plateau);
        if (!plateau.isEmpty() && !(*opened)->model().plateau(plateau))
            return console.report({ErrorCode::Usage, u"There is no plateau '%1'"_s.arg(plateau), {}, {}, 0});
        Editor editor(**opened, plateau);
        if (input)
            return runScript(console, editor, *input);
        QStringList words;
        for (const std::string &word : m_words)
            words.append(QString::fromStdString(word));
        return runOne(console, editor, words, 0);
    }

private:
    int runScript(Console &console, Editor &editor, QIODevice &input)
    {
        int failed = 0;
        for (int number = 1;; ++number) {
            const auto line = readLine(input);
            if (!line)
                break;
            const int status = runLine(console, editor, *line, number);
            if (status != Done && !m_keepGoing)
                return status;
            failed += status != Done ? 1 : 0;
        }
        if (failed > 0)
            console.message(u"%1 lines failed"_s.arg(failed));
        return failed > 0 ? Unreadable : Done;
    }

    int runLine(Console &console, Editor &editor, const Result<QString> &line, int number)
    {
        if (!line)
            return report(console, line.error(), number);
        const auto words = splitWords(*line);
        if (!words)
            return report(console, words.error(), number);
        return words->isEmpty() ? Done : runOne(console, editor, *words, number);
    }

    /// `number` is 0 for the operation on the command line.
    int runOne(Console &console, Editor &editor, const QStringList &words, int number)
    {
        const auto edited = editor.run(words);
        if (!edited)
            return report(console, edited.error(), number);
        if (edited->outcome == Edited::NothingLeft) {
            report(console, {ErrorCode::Refused, edited->label, {}, {}, 0}, number);
            return AnswerIsNo;
        }
        const bool isChanged = edited->outcome == Edited::Stored;
        const int line = std::max(number, 1);
        console.print(u"%1 %2 %3%4"_s.arg(line)
                          .arg(edited->id)
                          .arg(isChanged ? QString() : u"Nothing to change: "_s, edited->label));
        console.printLine(QJsonObject{{u"line"_s, line},
                                      {u"id"_s, edited->id},
                                      {u"label"_s, edited->label},
                                      {u"changed"_s, isChanged}});
        // Whoever reads this may rely on it, even if the next line never runs.
        console.flush();
        return Done;
    }

    int report(Console &console, Error error, int number) const
    {
        if (number > 0) {
            error.file = m_script == "-" ? u"script"_s : QString::fromStdString(m_script);
            error.line = number;
            if (error.code == ErrorCode::Usage) // a bad line is bad input, the command was used rightly
                error.code = ErrorCode::Unreadable;
        }
        return console.report(error);
    }

    std::string m_file;
    std::vector<std::string> m_words;
    std::string m_script;
    std::string m_plateau;
    bool m_keepGoing = false;
};

} // namespace

void addEditCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Edit>());
}

} // namespace gp::cli
