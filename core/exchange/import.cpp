// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/import.h"

#include "core/exchange/files.h"
#include "core/exchange/importer.h"
#include "core/exchange/merge.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {

class Reader
{
public:
    Reader(std::vector<std::unique_ptr<Importer>> importers, const ImportOptions &options,
           ImportReport &report)
        : m_importers(std::move(importers))
        , m_options(options)
        , m_report(report)
    {
    }

    Result<void> read(const QList<FoundFile> &files);
    QMap<QString, Graph> resolve(const Model &base);

private:
    void read(const FoundFile &found);
    void skip(const QString &file, int line, const QString &reason)
    {
        m_report.skipped.append({file, line, reason});
    }

    std::vector<std::unique_ptr<Importer>> m_importers;
    const ImportOptions &m_options;
    ImportReport &m_report;
    QMap<QString, Graph> m_graphs;
};

/// templates/ beside a Chart.yaml, at any depth.
bool isHelmTemplate(const QString &absolutePath)
{
    const qsizetype at = absolutePath.lastIndexOf(u"/templates/"_s);
    return at >= 0 && QFileInfo::exists(absolutePath.first(at) + u"/Chart.yaml"_s);
}

int lineOf(const QByteArray &text, QByteArrayView wanted)
{
    const qsizetype at = text.indexOf(wanted);
    return at < 0 ? 0 : static_cast<int>(text.first(at).count('\n')) + 1;
}

QString whyUnrecognised(const SourceFile &file)
{
    static const QRegularExpression listItem(u"^(?:---.*\\n|\\s*#.*\\n|\\s*\\n)*-\\s"_s);
    if (listItem.match(QString::fromUtf8(file.head())).hasMatch())
        return u"its top level is a list (a patch or a playbook), not an object"_s;
    if (file.content().trimmed().isEmpty())
        return u"empty"_s;
    return u"none of the formats that are read here"_s;
}

Result<void> Reader::read(const QList<FoundFile> &files)
{
    m_report.filesSeen = static_cast<int>(files.size());
    int done = 0;
    for (const FoundFile &file : files) {
        if (m_options.stop.stop_requested())
            return fail(ErrorCode::Refused, u"The import was stopped"_s);
        if (m_options.progress)
            m_options.progress(done++, static_cast<int>(files.size()), file.path);
        read(file);
    }
    return {};
}

void Reader::read(const FoundFile &found)
{
    const auto mayHold = [&](const auto &importer) { return importer->mayHold(found.path); };
    if (std::ranges::none_of(m_importers, mayHold))
        return skip(found.path, 0, u"not a kind of file that is read here"_s);
    auto text = readText(found.absolutePath, m_options.maximumFileSize);
    if (!text)
        return skip(found.path, text.error().line, text.error().message);
    const SourceFile file(found.path, found.absolutePath, std::move(*text));
    QList<Importer *> readers;
    for (const auto &importer : m_importers) {
        if (importer->mayHold(found.path) && importer->recognises(file))
            readers.append(importer.get());
    }
    if (isHelmTemplate(found.absolutePath))
        return skip(found.path, lineOf(file.content(), "{{"),
                    u"a Helm template: render the chart (helm template) and import the result"_s);
    if (readers.isEmpty())
        return skip(found.path, 0, whyUnrecognised(file));
    if (const auto &documents = file.documents(); !documents) {
        const bool templated = file.content().contains("{{");
        const QString hint =
            templated ? u" (it has {{ }}: a template has to be rendered first)"_s : QString();
        return skip(found.path, documents.error().line, documents.error().message + hint);
    }
    for (const yaml::Document &document : *file.documents()) {
        for (const Error &warning : document.warnings)
            m_report.warnings.append({found.path, warning.line, warning.message});
    }
    for (Importer *importer : std::as_const(readers))
        importer->read(file, m_graphs[importer->name()]);
}

QMap<QString, Graph> Reader::resolve(const Model &base)
{
    for (const auto &importer : m_importers) {
        Graph &graph = m_graphs[importer->name()];
        importer->resolve(knownFrom(base, importer->name()), graph);
        m_report.warnings += graph.warnings;
        // A file that one format took is not reported as left out by another.
        for (const Note &note : std::as_const(graph.skipped))
            m_report.skipped.append(note);
    }
    return m_graphs;
}

template<typename T>
void sortUnique(QList<T> &list)
{
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

Result<std::vector<std::unique_ptr<Importer>>> importersFor(const QString &format)
{
    auto importers = makeImporters();
    if (format.isEmpty() || format == u"auto"_s)
        return importers;
    std::erase_if(importers, [&](const auto &importer) { return importer->name() != format; });
    if (importers.empty())
        return fail(ErrorCode::Usage, u"There is no format '%1'; there are auto, %2"_s.arg(
                                          format, importerNames().join(u", "_s)));
    return importers;
}

} // namespace

Result<ImportResult> importSources(const QStringList &filesOrFolders, const ImportOptions &options,
                                   const Model &base)
{
    QElapsedTimer timer;
    timer.start();
    const PlateauId plateau = options.plateau.isValid() ? options.plateau : base.rootPlateau();
    if (!base.plateau(plateau))
        return fail(ErrorCode::Usage, u"The plateau to import into is not there"_s);
    auto importers = importersFor(options.format);
    if (!importers)
        return std::unexpected(importers.error());
    auto found = findFiles(filesOrFolders, options.maximumFiles, options.stop);
    if (!found)
        return std::unexpected(found.error());

    ImportResult result{Draft(base), {}};
    ImportReport &report = result.report;
    report.skipped = found->skipped;
    Reader reader(std::move(*importers), options, report);
    if (const auto done = reader.read(found->files); !done)
        return std::unexpected(done.error());
    const auto graphs = reader.resolve(base);
    if (const auto done = Merger(result.draft, plateau, report).merge(graphs, options.stop); !done)
        return std::unexpected(done.error());
    if (options.progress)
        options.progress(report.filesSeen, report.filesSeen, {});
    sortUnique(report.skipped);
    sortUnique(report.warnings);
    report.elapsedMs = timer.elapsed();
    return result;
}

} // namespace gp::exchange
