// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/freshness.h"

#include "core/documents/line_diff.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>

#include <set>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr qint64 leastLimit = 16LL * 1024 * 1024; // of bytes that are read of one file
constexpr int mostEntries = 20'000;               // that are looked at in one folder
constexpr int mostWarnings = 50;
constexpr qsizetype mostSections = 12; // that are named of one document
constexpr qsizetype longestTitle = 120;

struct Section
{
    QString title;
    int nth = 0; ///< among those of the same title
    QStringList lines;
};

QString plainTitle(QString title, TextKind kind)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    static const QRegularExpression escape(u"\\\\([!-/:-@\\[-`{-~])"_s);
    static const QRegularExpression link(u"\\[([^\\]]*)\\]\\([^)]*\\)"_s);
    if (kind == TextKind::Html)
        title.remove(tag)
            .replace(u"&lt;"_s, u"<"_s)
            .replace(u"&gt;"_s, u">"_s)
            .replace(u"&quot;"_s, u"\""_s)
            .replace(u"&amp;"_s, u"&"_s);
    else
        title.replace(link, u"\\1"_s).replace(escape, u"\\1"_s);
    title = title.simplified();
    return title.size() > longestTitle ? title.first(longestTitle) + u'…' : title;
}

/// The text of a heading; nothing where a line is none.
std::optional<QString> headingIn(const QString &line, TextKind kind)
{
    static const QRegularExpression markdown(u"^#{1,6} +(.*)$"_s);
    static const QRegularExpression html(u"<h([1-6])[^>]*>(.*?)</h\\1>"_s);
    const auto match = (kind == TextKind::Html ? html : markdown).match(line);
    if (!match.hasMatch())
        return {};
    return plainTitle(match.captured(kind == TextKind::Html ? 2 : 1), kind);
}

QList<Section> sectionsOf(const QString &text, TextKind kind)
{
    QList<Section> sections{{kind == TextKind::Html ? u"Frame of the page"_s : u"Beginning"_s, 0, {}}};
    QHash<QString, int> seen;
    bool isCode = false;
    for (const QString &line : text.split(u'\n')) {
        if (kind == TextKind::Markdown && (line.startsWith(u"```") || line.startsWith(u"~~~")))
            isCode = !isCode;
        if (const auto title = isCode ? std::nullopt : headingIn(line, kind))
            sections.append({*title, seen[*title]++, {}});
        sections.last().lines.append(line);
    }
    return sections;
}

QString counted(const QString &title, const QStringList &before, const QStringList &after)
{
    int added = 0;
    int removed = 0;
    for (const DiffLine &line : lineDiff(before, after)) {
        added += line.kind == DiffLine::Added ? 1 : 0;
        removed += line.kind == DiffLine::Removed ? 1 : 0;
    }
    QStringList parts;
    if (added > 0)
        parts.append(u"+%1"_s.arg(added));
    if (removed > 0)
        parts.append(u"−%1"_s.arg(removed));
    return u"%1 (%2 %3)"_s.arg(title, parts.join(u' '), added + removed == 1 ? u"line"_s : u"lines"_s);
}

/// Collects what is wrong with a folder, without end where it is hostile.
class Warnings
{
public:
    explicit Warnings(QList<Error> &list)
        : m_list(list)
    {
    }
    void add(const QString &file, const QString &message)
    {
        if (m_list.size() < mostWarnings)
            m_list.append({ErrorCode::Refused, message, {}, file, 0});
        else if (m_list.size() == mostWarnings)
            m_list.append({ErrorCode::Refused, u"More files could not be looked at."_s, {}, {}, 0});
    }

private:
    QList<Error> &m_list;
};

Freshness worse(Freshness a, Freshness b)
{
    static const QList<Freshness> order{Freshness::Missing, Freshness::Fresh, Freshness::Stale,
                                        Freshness::Edited};
    return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/// One form of a document.
void look(const QDir &folder, const QString &path, const QString &text, TextKind kind, DocumentState &state,
          Warnings &warnings)
{
    const QFileInfo info(folder.filePath(path));
    if (text.isEmpty() || (!info.exists() && !info.isSymLink()))
        return;
    state.files.append(path);
    const QByteArray bytes = text.toUtf8();
    const auto file = readDocument(info.filePath(), bytes.size());
    if (!file) {
        state.state = Freshness::Edited;
        state.isEdited = true;
        state.changes.append(file.error().message);
        warnings.add(path, file.error().message);
        return;
    }
    const QString there = QString(file->text).replace(u"\r\n"_s, u"\n"_s);
    if (there == text) {
        state.state = worse(state.state, Freshness::Fresh);
        return;
    }
    const bool isEdited = sealOf(file->text) != Seal::Intact;
    state.isEdited = state.isEdited || isEdited;
    state.state = worse(state.state, isEdited ? Freshness::Edited : Freshness::Stale);
    if (!state.changes.isEmpty()) // the Markdown has said it
        return;
    state.changes = changedSections(withoutSeal(there), withoutSeal(text), kind);
    if (state.changes.isEmpty()) // the index page after any change of the model
        state.changes.append(u"only the state that it names"_s);
}

QString titleOf(const QString &text, TextKind kind)
{
    for (const QString &line : text.split(u'\n')) {
        if (const auto title = headingIn(line, kind))
            return *title;
    }
    return {};
}

/// Files with a seal of ours in one folder that are none of the documents made now.
void findLeftovers(const QDir &folder, const QString &inside, const QSet<QString> &made,
                   QMap<QString, DocumentState> &found, Warnings &warnings)
{
    const QFileInfo info(folder.filePath(inside));
    if (info.isSymLink()) {
        warnings.add(inside, u"is a link; what lies behind it was not looked at"_s);
        return;
    }
    static const QRegularExpression keptAside(u"\\.edited(-[0-9]+)?$"_s);
    QDirIterator it(info.filePath(), {u"*.md"_s, u"*.html"_s},
                    QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (int entries = 0; it.hasNext(); ++entries) {
        if (entries == mostEntries) {
            warnings.add(inside, u"has more than %1 files; the others were not looked at"_s.arg(mostEntries));
            return;
        }
        const QString name = it.nextFileInfo().fileName();
        const QString file = inside.isEmpty() ? name : QString(inside + u'/' + name);
        const TextKind kind = name.endsWith(u".md") ? TextKind::Markdown : TextKind::Html;
        const QString path = file.chopped(kind == TextKind::Markdown ? 3 : 5);
        if (made.contains(path) || keptAside.match(path).hasMatch())
            continue;
        const auto there = readDocument(it.filePath(), 0);
        if (!there) {
            warnings.add(file, there.error().message);
            continue;
        }
        const Seal seal = sealOf(there->text);
        if (seal == Seal::None)
            continue; // somebody else's
        DocumentState &state = found[path];
        state.path = path;
        state.state = Freshness::Leftover;
        state.files.append(file);
        if (state.title.isEmpty())
            state.title = titleOf(there->text, kind);
        if (seal == Seal::Altered && !state.isEdited) {
            state.isEdited = true;
            state.changes.append(u"edited by hand"_s);
        }
    }
}

} // namespace

QString toString(Freshness state)
{
    switch (state) {
    case Freshness::Fresh:
        return u"fresh"_s;
    case Freshness::Stale:
        return u"stale"_s;
    case Freshness::Missing:
        return u"missing"_s;
    case Freshness::Edited:
        return u"edited"_s;
    case Freshness::Leftover:
        return u"leftover"_s;
    }
    return {};
}

bool FolderState::isFresh() const
{
    return count(Freshness::Fresh) == int(documents.size());
}

int FolderState::count(Freshness state) const
{
    return int(std::ranges::count(documents, state, &DocumentState::state));
}

QStringList changedSections(const QString &before, const QString &after, TextKind kind)
{
    const QList<Section> old = sectionsOf(before, kind);
    const QList<Section> now = sectionsOf(after, kind);
    const auto keyOf = [](const Section &section) { return std::pair(section.title, section.nth); };
    QHash<std::pair<QString, int>, const Section *> byKey;
    for (const Section &section : old)
        byKey.insert(keyOf(section), &section);
    QStringList changes;
    for (const Section &section : now) {
        const Section *was = byKey.take(keyOf(section));
        if (!was || was->lines != section.lines)
            changes.append(counted(section.title, was ? was->lines : QStringList(), section.lines));
    }
    for (const Section &section : old) {
        if (byKey.contains(keyOf(section)))
            changes.append(counted(section.title, section.lines, {}));
    }
    if (changes.size() > mostSections) {
        const qsizetype more = changes.size() - mostSections + 1;
        changes.resize(mostSections - 1);
        changes.append(u"%1 more sections"_s.arg(more));
    }
    return changes;
}

Result<DocumentFile> readDocument(const QString &file, qint64 expected)
{
    const QFileInfo info(file);
    if (info.isSymLink())
        return fail(ErrorCode::Refused, u"is a link"_s);
    if (!info.isFile())
        return fail(ErrorCode::Refused, u"is no file"_s);
    const qint64 limit = std::max(leastLimit, expected * 2);
    if (info.size() > limit)
        return fail(ErrorCode::Refused, u"is larger than %1 MiB"_s.arg(limit / (1024 * 1024)));
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Refused, u"cannot be read: %1"_s.arg(opened.errorString()));
    DocumentFile read;
    read.bytes = opened.read(limit + 1); // it can grow meanwhile
    if (read.bytes.size() > limit)
        return fail(ErrorCode::Refused, u"is larger than %1 MiB"_s.arg(limit / (1024 * 1024)));
    if (read.bytes.contains('\0') || !read.bytes.isValidUtf8())
        return fail(ErrorCode::Refused, u"is no text"_s);
    read.text = QString::fromUtf8(read.bytes);
    return read;
}

Result<FolderState> compareWithFolder(const QList<Rendered> &now, const QString &folder,
                                      const QStringList &known)
{
    const QFileInfo info(folder);
    if (info.exists() && (!info.isDir() || !info.isReadable()))
        return std::unexpected(Error{ErrorCode::Refused,
                                     info.isDir() ? u"The folder cannot be read."_s : u"This is no folder."_s,
                                     {},
                                     QDir::toNativeSeparators(folder),
                                     0});
    const QDir dir(folder);
    FolderState result;
    Warnings warnings(result.warnings);
    QSet<QString> made(known.begin(), known.end());
    made.insert(u"site"_s); // holds all the others, with their seals
    // Only where documents are ever put: what lies deeper is another project's or somebody's own.
    std::set<QString> folders{
        {},           u"controls"_s, u"decisions"_s, u"evidence"_s, u"nfr"_s, u"reference-architectures"_s,
        u"reviews"_s, u"runbooks"_s};
    for (const Rendered &document : now) {
        made.insert(document.path);
        folders.insert(document.path.section(u'/', 0, -2));
        DocumentState state{document.kind, document.path, document.title, Freshness::Missing, {}, {}, false};
        look(dir, document.path + u".md", document.markdown, TextKind::Markdown, state, warnings);
        look(dir, document.path + u".html", document.html, TextKind::Html, state, warnings);
        result.documents.append(state);
    }
    QMap<QString, DocumentState> leftovers;
    if (info.exists()) {
        for (const QString &inside : folders)
            findLeftovers(dir, inside, made, leftovers, warnings);
    }
    for (DocumentState &state : leftovers) {
        state.files.sort(); // a folder tells its files in any order
        result.documents.append(state);
    }
    std::ranges::stable_sort(result.warnings, {}, &Error::file);
    return result;
}

Pruned removeLeftovers(const FolderState &state, const QString &folder)
{
    Pruned pruned;
    const auto warn = [&pruned](const QString &file, const QString &message) {
        pruned.warnings.append({ErrorCode::Refused, message, {}, file, 0});
    };
    for (const DocumentState &document : state.documents) {
        if (document.state != Freshness::Leftover)
            continue;
        for (const QString &path : document.files) {
            const QString file = QDir(folder).filePath(path);
            const auto there = readDocument(file, 0); // as it is now
            if (!there || sealOf(there->text) != Seal::Intact)
                warn(path, u"was edited by hand and is left there"_s);
            else if (QFile opened(file); !opened.remove())
                warn(path, u"cannot be removed: %1"_s.arg(opened.errorString()));
            else
                pruned.removed.append(path);
        }
    }
    pruned.removed.sort();
    return pruned;
}

} // namespace gp::documents
