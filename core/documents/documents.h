// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/storage_page.h"
#include "core/model/model.h"

#include <QVariantHash>

#include <memory>

namespace gp::metamodel {
class Metamodel;
}
namespace gp::store {
class Query;
}

/// Documents made from the model: context (plain value trees) -> template (Django syntax) -> Markdown ->
/// HTML and PDF. What a person writes lives in the model; these files are made from it and never read back.
namespace gp::documents {

/// What one document of a kind is about.
enum class Scope { Project, Decision, Service, GoldenPath, Control, Review };

struct DocumentKind
{
    QString id; ///< as on the command line: "adr", "nfr-checklist"
    QString title;
    QString help;
    Scope scope = Scope::Project;
    bool needsDiagrams = false;
};

/// All kinds, in the order of the index page.
[[nodiscard]] const QList<DocumentKind> &documentKinds();
[[nodiscard]] const DocumentKind *documentKind(const QString &id);

/// A document that can be made, without making it.
struct Listed
{
    QString kind; ///< id of its DocumentKind
    QString path; ///< as in Rendered
    QString title;
};
/// What Generator makes of a plateau (all kinds, no scope), but for the index page; by kind, in its order.
[[nodiscard]] QList<Listed> listDocuments(const Model &model, PlateauId plateau);

/// Slides and Walkthrough are of board packs only.
enum class Format { Markdown, Html, Pdf, Confluence, Slides, Walkthrough };

/// A form that documents can have.
struct FormatInfo
{
    Format format = Format::Markdown;
    QString name;  ///< on the command line: "md", "html"
    QString label; ///< as people read it
};
/// In the order in which they are offered.
[[nodiscard]] const QList<FormatInfo> &allFormats();

/// By its name on the command line.
[[nodiscard]] std::optional<Format> formatFrom(QStringView name);

struct Request
{
    QStringList kinds; ///< ids; empty: all
    QList<Format> formats{Format::Markdown, Format::Html};
    PlateauId plateau; ///< what the documents describe
    QString scope; ///< key of a decision, service, golden path, control or review; empty: a document for each
    /// Only these documents (Rendered::path) of those that kinds and scope name, with links to all of them;
    /// empty: all.
    QStringList paths;
    QString outDir;
    /// Folders that are searched for `<kind>.md` and the other templates before the built-in ones: the
    /// project's `templates/documents`, then the user's.
    QStringList templateDirs;
    /// For previews: names of elements that have no document lead to elementAnchor and their key.
    bool linksElements = false;
    /// Texts of templates by name, which stand in front of those in files: for previews.
    QMap<QString, QString> overrides;
};
/// Stays within the page wherever it is shown.
inline const QString elementAnchor = QStringLiteral("#element/");

struct Report
{
    QStringList written;   ///< relative to outDir, sorted
    QStringList unchanged; ///< had these bytes already and were left alone
    QList<Error> warnings; ///< what could not be said or drawn; the documents are there without it
};

/// One document before it is written.
struct Rendered
{
    QString kind;    ///< id of its DocumentKind; empty for the index page
    QString path;    ///< without suffix, relative to outDir, '/' between folders
    QString subject; ///< what it is about where its path may change: "decision KEY"; else empty
    QString title;
    QString shortTitle; ///< for lists under the kind's title
    QString markdown;
    QString html;                       ///< a whole page; empty where only Markdown was asked for
    QByteArray pdf;                     ///< empty where none was asked for
    StorageBody storage;                ///< for Confluence, where that was asked for
    QByteArray slides;                  ///< PDF 16:9 of a board pack, where that was asked for
    QByteArray walkthrough;             ///< one HTML file of a board pack, where that was asked for
    QMap<QString, QByteArray> pictures; ///< SVG, PNG and JPEG (by suffix) by path relative to outDir;
                                        ///< for Confluence a PNG beside each SVG
    QStringList labels;                 ///< of its template's header, for publishing
    PageParts parts;                    ///< what its page has besides; for Confluence only
};

/// What a template is given to print.
struct DocumentContext
{
    QString templateName;
    QVariantHash
        values; ///< lists are QVariantList, groups QVariantHash, printed text that is markup see markupOf()
};

/// Makes documents of one state of the model. Holds no file open. Same model, same bytes: no clock, no
/// locale, no random order. One thread at a time; needs a QGuiApplication where a kind needs diagrams,
/// and for PDF.
class Generator
{
public:
    /// `query` reads the same project as `model`; rules and NFRs are evaluated through it once per plateau.
    Generator(const Model &model, const metamodel::Metamodel &metamodel, store::Query &query);
    ~Generator();

    /// Writes the documents and, without a scope, an index page and as HTML all of them in site.html. Usage
    /// for an unknown kind, plateau or scope; Unreadable with template and line where a template is wrong;
    /// Refused where the folder cannot be written to. A file that somebody edited is not lost: it is kept
    /// beside as NAME.edited.md, and a warning says so.
    [[nodiscard]] Result<Report> generate(const Request &request);

    /// The documents without writing them: for previews.
    [[nodiscard]] Result<QList<Rendered>> render(const Request &request);

    /// The values that the document of this path (Rendered::path) would print. Usage where there is none.
    [[nodiscard]] Result<DocumentContext> context(const Request &request, const QString &path);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The first twelve hexadecimal digits of a SHA-256 over the model's content: equal for equal models,
/// whatever the way that led there.
[[nodiscard]] QString modelState(const Model &model);

} // namespace gp::documents
