// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_documents.h"

#include "core/documents/picture_split.h"

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// Kinds are named for all of their documents: "Decision records".
QString oneOf(const DocumentKind &kind)
{
    const bool isMany = kind.scope != Scope::Project && kind.title.endsWith(u's');
    return isMany ? kind.title.chopped(1) : kind.title;
}

QString scopeOf(const DocumentKind &kind, const QString &about)
{
    switch (kind.scope) {
    case Scope::Project:
        return u"The whole project"_s;
    case Scope::Decision:
        return u"One decision"_s;
    case Scope::Service:
        return u"Service: "_s + about;
    case Scope::GoldenPath:
        return u"Golden path: "_s + about;
    case Scope::Control:
        return u"Control: "_s + about;
    case Scope::Review:
        return u"Review: "_s + about;
    }
    return {};
}

} // namespace

pdf::Cover coverOf(const QVariantHash &header, const DocumentKind &kind, const QString &about,
                   const QString &state)
{
    const auto text = [&](const QString &name) { return header.value(name).toString(); };
    pdf::Cover cover;
    cover.title = text(u"title"_s);
    cover.kind = kind.id.isEmpty() ? u"Documents"_s : oneOf(kind);
    cover.project = text(u"project"_s);
    cover.organisation = text(u"organisation"_s);
    cover.plateau = text(u"plateau"_s);
    cover.plateauDate = text(u"plateau_date"_s);
    cover.date = text(u"date"_s);
    cover.scope = scopeOf(kind, about);
    cover.state = state;
    return cover;
}

QByteArray writePdf(const Rendered &document, const PdfSource &source, const QSet<QString> &paths,
                    const PictureBasis &basis, QList<Error> &warnings)
{
    pdf::Surroundings surroundings{document.path, document.pictures, {}, paths};
    for (const auto &[path, picture] : source.pictures.asKeyValueRange())
        surroundings.smallest.insert(path, picture.smallestText);
    const pdf::File file = pdf::write(source.cover, document.markdown, surroundings);
    for (const pdf::Remark &remark : file.remarks) {
        const auto picture = source.pictures.constFind(remark.picture);
        const QString split = remark.size > 0 && picture != source.pictures.constEnd()
                                  ? proposedSplit(basis, picture->request)
                                  : QString();
        warnings.append({ErrorCode::Refused, sentenceOf(remark, document.path, split), {}, {}, 0});
    }
    return file.bytes;
}

} // namespace gp::documents
