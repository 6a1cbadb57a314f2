// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/documents/documents.h"
#include "core/search/index.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString subjectName(const search::Subject &subject)
{
    static const QStringList names{u"plateau"_s, u"element"_s, u"record"_s, u"view"_s, u"document"_s};
    return names.at(qsizetype(subject.index()));
}

QJsonObject asJson(const search::Hit &hit)
{
    QJsonArray marks;
    for (const auto &[start, length] : hit.marks)
        marks.append(QJsonArray{start, length});
    return {{u"subject"_s, subjectName(hit.subject)},
            {u"kind"_s, hit.kind},
            {u"key"_s, hit.key},
            {u"title"_s, hit.title},
            {u"where"_s, hit.where},
            {u"excerpt"_s, hit.excerpt},
            {u"marks"_s, marks},
            {u"score"_s, hit.score}};
}

QString asLine(const search::Hit &hit)
{
    const QString line =
        u"%1  %2  %3"_s.arg(hit.kind.leftJustified(12), hit.key.leftJustified(28), hit.title);
    return hit.where.isEmpty() ? line : u"%1  (%2: %3)"_s.arg(line, hit.where, hit.excerpt);
}

class SearchCommand : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "search"; }
    [[nodiscard]] const char *summary() const override
    {
        return "find things by name, key, property, decision or document; best first";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("TEXT", m_text, "what to look for; every word must be found, slips are forgiven")
            ->required();
        app.add_option("--limit", m_limit, "at most so many answers")
            ->check(CLI::Range(1, 100'000))
            ->capture_default_str();
    }

    int run(Console &console) override
    {
        QStringList words;
        for (const std::string &word : m_text)
            words.append(QString::fromStdString(word));
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const Model &model = (*opened)->model();
        search::Index index(model);
        index.setDocuments(documentsOf(model));
        const auto hits = index.find(words.join(u' '), m_limit);
        QJsonArray list;
        for (const search::Hit &hit : hits) {
            console.print(asLine(hit));
            list.append(asJson(hit));
        }
        console.print(list);
        if (!hits.isEmpty())
            return Done;
        console.message(u"Nothing in the project is called '%1' or says so"_s.arg(words.join(u' ')));
        return AnswerIsNo;
    }

private:
    /// What `generate` writes, over all plateaus. A decision's document is found as the decision.
    static QList<search::Document> documentsOf(const Model &model)
    {
        QMap<QString, search::Document> byPath;
        for (const Plateau &plateau : model.plateausInOrder()) {
            for (const auto &[kind, path, title] : documents::listDocuments(model, plateau.id)) {
                if (kind == "adr"_L1 || byPath.contains(path))
                    continue;
                const auto *described = documents::documentKind(kind);
                byPath.insert(path, {path, title, described ? described->title : QString()});
            }
        }
        return byPath.values();
    }

    std::string m_file;
    std::vector<std::string> m_text;
    int m_limit = 20;
};

} // namespace

void addSearchCommands(Commands &commands)
{
    commands.push_back(std::make_unique<SearchCommand>());
}

} // namespace gp::cli
