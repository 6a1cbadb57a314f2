// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/import.h"

#include "core/exchange/adr/edit.h"
#include "core/exchange/adr/properties.h"
#include "core/exchange/files.h"

#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
using namespace adr;

class DecisionImporter
{
public:
    DecisionImporter(const Model &base, const DecisionImportOptions &options)
        : m_options(options)
        , m_draft(base)
    {
    }

    Result<DecisionImport> run(const QString &folder);

private:
    struct Read
    {
        Original original;
        AdrDocument document;
        QString digest;
    };

    [[nodiscard]] std::optional<Read> read(const FoundFile &found);
    [[nodiscard]] QString decisionOf(const Read &file) const;
    Result<void> take(const Read &file);
    Result<void> add(const Read &file, DecisionFile &row);
    Result<void> update(const Record &decision, const Read &file, DecisionFile &row);
    Result<void> connect();
    [[nodiscard]] Result<void> refuseRings(const std::set<DecisionLink> &touched) const;
    void warnOfContradictions();
    /// Of the project as it was, made when the first decision needs it.
    [[nodiscard]] const LinkBook &book()
    {
        if (!m_book)
            m_book.emplace(m_draft.base());
        return *m_book;
    }
    void skip(const QString &file, int line, const QString &reason)
    {
        m_report.skipped.append({file, line, reason});
    }

    const DecisionImportOptions &m_options;
    Draft m_draft;
    DecisionImportReport m_report;
    QHash<QString, QString> m_keyByFile;
    QHash<QString, QString> m_keyByVersion;
    QSet<QString> m_found;
    std::optional<LinkBook> m_book;
};

std::optional<DecisionImporter::Read> DecisionImporter::read(const FoundFile &found)
{
    if (const QString reason = whyNoDecision(found.path); !reason.isEmpty()) {
        skip(found.path, 0, reason);
        return std::nullopt;
    }
    const auto bytes = readText(found.absolutePath, m_options.maximumFileSize);
    if (!bytes) {
        skip(found.path, bytes.error().line, bytes.error().message);
        return std::nullopt;
    }
    Read file;
    file.original.file = found.path;
    file.original.text = QString::fromUtf8(*bytes);
    // A second byte order mark is lost on the way; a zero byte later on.
    if (bytes->contains('\0') || file.original.text.toUtf8() != *bytes) {
        skip(found.path, 0, u"not plain UTF-8 text"_s);
        return std::nullopt;
    }
    if (file.original.text.trimmed().isEmpty()) {
        skip(found.path, 0, u"empty"_s);
        return std::nullopt;
    }
    QFile head(found.absolutePath);
    file.original.hasByteOrderMark = head.open(QIODevice::ReadOnly) && head.read(3) == "\xEF\xBB\xBF";
    file.document = parse(file.original.text, found.path).document;
    file.original.dialect = file.document.dialect;
    const QString &title = file.document.title;
    if ((title.startsWith(u'{') && title.endsWith(u'}')) ||
        (title.startsWith(u'[') && title.endsWith(u']'))) {
        skip(found.path, 0, u"a template: its title is a placeholder"_s);
        return std::nullopt;
    }
    file.digest = digestOf(file.original.bytes());
    return file;
}

/// The decision that a file is a version of: by its path, or by its text where the path is new.
QString DecisionImporter::decisionOf(const Read &file) const
{
    const QString key = m_keyByFile.value(file.original.file);
    if (!key.isEmpty())
        return key;
    const QString moved = m_keyByVersion.value(file.digest);
    const Record *decision = moved.isEmpty() ? nullptr : m_draft.model().record(u"decision"_s, moved);
    const auto original = decision ? originalOf(*decision) : std::nullopt;
    return original && !m_found.contains(original->file) ? moved : QString();
}

Result<void> DecisionImporter::add(const Read &file, DecisionFile &row)
{
    const QString wanted = file.document.slug.isEmpty() ? u"decision"_s : file.document.slug;
    row.key = wanted;
    for (int number = 2; m_draft.model().record(u"decision"_s, row.key); ++number)
        row.key = wanted.left(190) + u'-' + QString::number(number);
    row.outcome = DecisionFile::Outcome::Added;
    QJsonObject properties = propertiesOf(file.document);
    setOriginal(properties, file.original);
    const auto added = m_draft.addRecord(u"decision"_s, row.key, properties);
    return added ? Result<void>() : std::unexpected(added.error());
}

Result<void> DecisionImporter::update(const Record &decision, const Read &file, DecisionFile &row)
{
    row.key = decision.key;
    Record after = decision;
    const Original original = *originalOf(decision);
    if (isKnownVersion(decision, file.digest)) {
        // The same text under a new name in the same folder: the file was renamed.
        const auto folder = [](const QString &path) { return path.section(u'/', 0, 0); };
        if (original.file == file.original.file || folder(original.file) != folder(file.original.file))
            return {};
        after.properties.insert(u"source_file"_s, file.original.file);
        row.outcome = DecisionFile::Outcome::Updated;
        return m_draft.update(after);
    }
    const QJsonObject said = propertiesOf(parse(original.text, original.file).document);
    QStringList edited = differences(decision.properties, said);
    if (decision.properties.contains("source_edited"_L1))
        edited.append(u"text"_s); // sections that are no properties may be others
    const bool isAsExported =
        edited.isEmpty() || isKnownVersion(decision, digestOf(currentBytes(book(), decision)));
    if (!isAsExported && !differences(decision.properties, propertiesOf(file.document)).isEmpty()) {
        row.outcome = DecisionFile::Outcome::Conflict;
        row.properties = edited;
        return {};
    }
    after.properties = updated(decision.properties, file.document);
    after.properties.remove(u"source_edited"_s);
    addVersion(after.properties, digestOf(original.bytes()));
    setOriginal(after.properties, file.original);
    row.outcome = DecisionFile::Outcome::Updated;
    return m_draft.update(after);
}

Result<void> DecisionImporter::take(const Read &file)
{
    DecisionFile row{file.original.file,
                     {},
                     nameOf(file.document.dialect),
                     file.document.status,
                     DecisionFile::Outcome::Unchanged,
                     {}};
    const Record *decision = m_draft.model().record(u"decision"_s, decisionOf(file));
    const auto done = decision ? update(Record(*decision), file, row) : add(file, row);
    if (row.outcome == DecisionFile::Outcome::Added || row.outcome == DecisionFile::Outcome::Updated) {
        for (const Note &note : file.document.notes)
            m_report.warnings.append({file.original.file, note.line, note.message});
    }
    m_report.files.append(row);
    return done;
}

/// Brings what the files say of each other into the links of the decisions: what is said newly is added, what
/// is said no more is taken away, and what a person has linked stays.
Result<void> DecisionImporter::connect()
{
    QList<LostLink> lost;
    const std::set<DecisionLink> before = statedEdges(m_draft.base());
    const std::set<DecisionLink> after = statedEdges(m_draft.model(), &lost);
    for (const LostLink &link : std::as_const(lost)) {
        if (m_found.contains(link.file))
            m_report.warnings.append(
                {link.file, link.link.line,
                 u"%1 '%2' leads to no decision here"_s.arg(
                     link.link.isInverse ? QString(link.link.kind + u" (the other way)") : link.link.kind,
                     link.link.file.isEmpty() ? link.link.label : link.link.file)});
    }
    std::set<QString> touched;
    for (const DecisionLink &edge : after) {
        if (!before.contains(edge))
            touched.insert(edge.from);
    }
    for (const DecisionLink &edge : before) {
        if (!after.contains(edge))
            touched.insert(edge.from);
    }
    for (const QString &key : touched) {
        const Record *found = m_draft.model().record(u"decision"_s, key);
        if (!found)
            continue;
        Record decision = *found;
        QJsonArray links;
        std::set<DecisionLink> has;
        const QJsonArray old = decision.properties.value(u"links"_s).toArray();
        for (const QJsonValue &link : old) {
            const DecisionLink edge{key, link[u"kind"_s].toString(), link[u"target"_s].toString()};
            if (before.contains(edge) && !after.contains(edge))
                continue;
            links.append(link);
            has.insert(edge);
        }
        for (const DecisionLink &edge : after) {
            if (edge.from == key && !before.contains(edge) && !has.contains(edge))
                links.append(QJsonObject{{u"kind"_s, edge.kind}, {u"target"_s, edge.to}});
        }
        if (links.isEmpty())
            decision.properties.remove(u"links"_s);
        else
            decision.properties.insert(u"links"_s, links);
        if (const auto done = m_draft.update(decision); !done)
            return done;
    }
    return refuseRings(after);
}

/// Follows supersedes from every decision that the files speak of, without recursion.
Result<void> DecisionImporter::refuseRings(const std::set<DecisionLink> &touched) const
{
    QMultiMap<QString, QString> next;
    for (const DecisionLink &edge : linkedEdges(m_draft.model())) {
        if (edge.kind == "supersedes"_L1)
            next.insert(edge.from, edge.to);
    }
    const auto nameOfFile = [this](const QString &key) {
        const Record *decision = m_draft.model().record(u"decision"_s, key);
        const QString file = decision ? decision->properties.value(u"source_file"_s).toString() : QString();
        return file.isEmpty() ? key : file;
    };
    QSet<QString> done;
    for (const DecisionLink &start : touched) {
        if (start.kind != "supersedes"_L1 || done.contains(start.from))
            continue;
        struct Step
        {
            QString key;
            QStringList open;
        };
        QList<Step> way{{start.from, next.values(start.from)}};
        QSet<QString> onWay{start.from};
        while (!way.isEmpty()) {
            Step &step = way.last();
            if (step.open.isEmpty()) {
                done.insert(step.key);
                onWay.remove(step.key);
                way.removeLast();
                continue;
            }
            const QString key = step.open.takeFirst();
            if (onWay.contains(key)) {
                QStringList files;
                bool isInRing = false;
                for (const Step &passed : std::as_const(way)) {
                    isInRing = isInRing || passed.key == key;
                    if (isInRing)
                        files.append(nameOfFile(passed.key));
                }
                files.append(nameOfFile(key));
                return fail(ErrorCode::Unreadable,
                            u"Decisions supersede each other in a ring: %1"_s.arg(files.join(u" → "_s)));
            }
            if (!done.contains(key)) {
                onWay.insert(key);
                way.append({key, next.values(key)});
            }
        }
    }
    return {};
}

void DecisionImporter::warnOfContradictions()
{
    for (const DecisionLink &edge : linkedEdges(m_draft.model())) {
        const Record *old = m_draft.model().record(u"decision"_s, edge.to);
        if (edge.kind != "supersedes"_L1 || !old)
            continue;
        const QString file = old->properties.value(u"source_file"_s).toString();
        const QString status = old->properties.value(u"status"_s).toString();
        if (m_found.contains(file) && status != "superseded"_L1)
            m_report.warnings.append(
                {file, 0, u"superseded by '%1', but its status is %2"_s.arg(edge.from, status)});
    }
}

Result<DecisionImport> DecisionImporter::run(const QString &folder)
{
    const auto found = findFiles({folder}, m_options.maximumFiles, m_options.stop);
    if (!found)
        return std::unexpected(found.error());
    m_report.filesSeen = static_cast<int>(found->files.size());
    m_report.skipped = found->skipped;
    for (const Record &decision : m_draft.base().recordsOfKind(u"decision"_s)) {
        const auto original = originalOf(decision);
        if (!original)
            continue;
        m_keyByFile.insert(original->file, decision.key);
        m_keyByVersion.insert(digestOf(original->bytes()), decision.key);
        for (const QString &digest : textsOf(decision.properties.value(u"source_versions"_s)))
            m_keyByVersion.insert(digest, decision.key);
    }
    for (const FoundFile &file : found->files)
        m_found.insert(file.path);
    for (const FoundFile &file : found->files) {
        if (m_options.stop.stop_requested())
            return fail(ErrorCode::Refused, u"The import was stopped"_s);
        const auto one = read(file);
        if (!one)
            continue;
        if (const auto done = take(*one); !done)
            return std::unexpected(done.error());
    }
    if (const auto done = connect(); !done)
        return std::unexpected(done.error());
    warnOfContradictions();
    std::ranges::sort(m_report.skipped);
    std::ranges::sort(m_report.warnings);
    return DecisionImport{m_draft, m_report};
}

} // namespace

int DecisionImportReport::count(DecisionFile::Outcome outcome) const
{
    return static_cast<int>(std::ranges::count(files, outcome, &DecisionFile::outcome));
}

Result<DecisionImport> importDecisions(const QString &folder, const Model &base,
                                       const DecisionImportOptions &options)
{
    return DecisionImporter(base, options).run(folder);
}

} // namespace gp::exchange
