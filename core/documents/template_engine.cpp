// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/template_engine.h"

#include "core/documents/markdown.h"

#include <KTextTemplate/CachingLoaderDecorator>
#include <KTextTemplate/Context>
#include <KTextTemplate/Engine>
#include <KTextTemplate/OutputStream>
#include <KTextTemplate/SafeString>
#include <KTextTemplate/Template>
#include <KTextTemplate/TemplateLoader>

#include <QFile>
#include <QRegularExpression>
#include <QTextStream>

using namespace Qt::StringLiterals;

static void initDocumentResources()
{
    Q_INIT_RESOURCE(documents);
}

namespace gp::documents {

namespace {

/// Stands at the end of a template line that holds only tags; what is printed of it is taken out afterwards.
/// The line itself stays, so that errors count lines as the author sees them.
constexpr QChar tagLine{u'\x01'};
/// Stands before a line that holds only a variable, which the lexer would pull up to the line above.
constexpr QChar variableLine{u'\x03'};

QString withTagLines(const QString &source)
{
    static const QRegularExpression onlyTags(
        u"^[ \\t]*(?:\\{%(?:[^%]|%(?!\\}))*%\\}|\\{#[^\\n]*?#\\})(?:[ \\t]*(?:\\{%(?:[^%]|%(?!\\}))*%\\}|\\{#[^\\n]*?#\\}))*[ \\t]*$"_s);
    QStringList lines = source.split(u'\n');
    for (QString &line : lines) {
        if (onlyTags.match(line).hasMatch())
            line = line.trimmed() + tagLine;
        else if (line.startsWith(u"{{"))
            line.prepend(variableLine);
    }
    return lines.join(u'\n');
}

/// Takes out what was printed of such lines: the marks, the blanks around them and the line's end.
QString withoutTagLines(const QString &text)
{
    const auto isBlank = [&text](qsizetype at) { return text.at(at) == u' ' || text.at(at) == u'\t'; };
    QString result;
    result.reserve(text.size());
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(tagLine); at >= 0; at = text.indexOf(tagLine, from)) {
        qsizetype start = at;
        while (start > from && isBlank(start - 1))
            --start;
        result += QStringView(text).sliced(from, start - from);
        from = at;
        while (from < text.size() && text.at(from) == tagLine)
            ++from;
        while (from < text.size() && isBlank(from))
            ++from;
        if (from < text.size() && text.at(from) == u'\n')
            ++from;
    }
    return result.append(QStringView(text).sliced(from));
}

class MarkdownStream : public KTextTemplate::OutputStream
{
public:
    explicit MarkdownStream(QTextStream *stream)
        : OutputStream(stream)
    {
    }
    QString escape(const QString &input) const override { return escapeMarkdown(input); }
    QSharedPointer<OutputStream> clone(QTextStream *stream) const override
    {
        return QSharedPointer<MarkdownStream>::create(stream);
    }
};

class HtmlStream : public KTextTemplate::OutputStream
{
public:
    using OutputStream::OutputStream;
    QString escape(const QString &input) const override { return legalText(input).toHtmlEscaped(); }
    QSharedPointer<OutputStream> clone(QTextStream *stream) const override
    {
        return QSharedPointer<HtmlStream>::create(stream);
    }
};

/// Finds a template in the folders, then among the built-in ones.
class Loader : public KTextTemplate::AbstractTemplateLoader
{
public:
    Loader(const QStringList &folders, const QMap<QString, QString> &overrides)
        : m_folders(folders)
        , m_overrides(overrides)
    {
        m_folders.append(builtInTemplates());
    }

    [[nodiscard]] QString pathOf(const QString &name) const
    {
        if (name.contains(u"..") || name.startsWith(u'/'))
            return {}; // a template reads no files
        if (m_overrides.contains(name))
            return name;
        for (const QString &folder : m_folders) {
            if (const QString path = folder + u'/' + name; QFile::exists(path))
                return path;
        }
        return {};
    }
    [[nodiscard]] std::optional<QString> source(const QString &name) const
    {
        if (const auto given = m_overrides.constFind(name); given != m_overrides.constEnd())
            return QString(*given).replace(u"\r\n"_s, u"\n"_s);
        QFile file(pathOf(name));
        if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).replace(u"\r\n"_s, u"\n"_s);
    }

    KTextTemplate::Template loadByName(const QString &name,
                                       const KTextTemplate::Engine *engine) const override
    {
        return engine->newTemplate(withTagLines(source(name).value_or(QString())), name);
    }
    std::pair<QString, QString> getMediaUri(const QString &) const override { return {}; }
    bool canLoadTemplate(const QString &name) const override { return !pathOf(name).isEmpty(); }

private:
    QStringList m_folders;
    QMap<QString, QString> m_overrides;
};

/// KTextTemplate counts lines from 0, in words that differ from error to error.
Error errorFrom(const QString &text, const QString &file)
{
    static const QRegularExpression line(u",? (?:on )?line (\\d+)(?:, [^,]+$)?"_s);
    Error error{ErrorCode::Unreadable, text, text, file, 0};
    if (const auto match = line.match(text); match.hasMatch()) {
        error.line = match.captured(1).toInt() + 1;
        error.message.remove(match.capturedStart(), match.capturedLength());
    }
    error.message.replace(u"''"_s, u"'"_s);
    return error;
}

} // namespace

struct TemplateEngine::Private
{
    Private(const QStringList &folders, const QMap<QString, QString> &overrides)
        : loader(QSharedPointer<Loader>::create(folders, overrides))
    {
        // A template that is included is looked up again each time it is printed.
        engine.addTemplateLoader(QSharedPointer<KTextTemplate::CachingLoaderDecorator>::create(loader));
        engine.setSmartTrimEnabled(true); // only this lexer counts lines; the marks keep it from trimming
    }

    /// Parses a template and those it includes: an error in one of them names that one.
    Result<KTextTemplate::Template> load(const QString &name, int depth = 0)
    {
        if (const auto known = parsed.constFind(name); known != parsed.constEnd())
            return *known;
        const auto source = loader->source(name);
        if (!source)
            return fail(ErrorCode::Unreadable, u"There is no template '%1'."_s.arg(name));
        const QString file = loader->pathOf(name);
        const KTextTemplate::Template loaded = engine.loadByName(name);
        if (loaded->error() != KTextTemplate::NoError)
            return std::unexpected(errorFrom(loaded->errorString(), file));

        static const QRegularExpression include(u"\\{%\\s*include\\s+[\"']([^\"']+)[\"']"_s);
        for (auto it = include.globalMatch(*source); it.hasNext();) {
            const auto match = it.next();
            const int line = int(QStringView(*source).first(match.capturedStart()).count(u'\n')) + 1;
            if (depth > 20)
                return std::unexpected(Error{
                    ErrorCode::Unreadable, u"Templates include each other without end."_s, {}, file, line});
            if (auto included = load(match.captured(1), depth + 1); !included) {
                Error error = included.error();
                if (error.file.isEmpty()) {
                    error.file = file;
                    error.line = line;
                }
                return std::unexpected(error);
            }
        }
        parsed.insert(name, loaded);
        return loaded;
    }

    QSharedPointer<Loader> loader;
    KTextTemplate::Engine engine;
    QHash<QString, KTextTemplate::Template> parsed;
};

TemplateEngine::TemplateEngine(const QStringList &folders, const QMap<QString, QString> &overrides)
    : d(std::make_unique<Private>(folders, overrides))
{
}

TemplateEngine::~TemplateEngine() = default;

Result<QString> TemplateEngine::render(const QString &name, const QVariantHash &context, Escaping escaping)
{
    const auto loaded = d->load(name);
    if (!loaded)
        return std::unexpected(loaded.error());
    KTextTemplate::Context values(context);
    QString text;
    {
        QTextStream out(&text);
        std::unique_ptr<KTextTemplate::OutputStream> stream;
        if (escaping == Escaping::Markdown)
            stream = std::make_unique<MarkdownStream>(&out);
        else
            stream = std::make_unique<HtmlStream>(&out);
        (*loaded)->render(stream.get(), &values);
    }
    if ((*loaded)->error() != KTextTemplate::NoError)
        return std::unexpected(errorFrom((*loaded)->errorString(), d->loader->pathOf(name)));
    return withoutTagLines(text).remove(variableLine);
}

QString TemplateEngine::source(const QString &name) const
{
    return d->loader->source(name).value_or(QString());
}

QString TemplateEngine::fileOf(const QString &name) const
{
    return d->loader->pathOf(name);
}

QString builtInTemplates()
{
    initDocumentResources();
    return u":/groundplan/documents"_s;
}

QString markupOf(const QVariant &value)
{
    return value.value<KTextTemplate::SafeString>().get();
}

QVariant asMarkup(const QString &markup)
{
    return QVariant::fromValue(KTextTemplate::SafeString(markup, true));
}

} // namespace gp::documents
