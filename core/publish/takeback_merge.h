// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"
#include "core/publish/storage_reader.h"

/// How a text of the model, its page as we would publish it, and the page as it is there are brought together
/// block by block: what nobody touched stays as it was in the model, what was changed is read from there, and
/// what we worked out (tables of figures) is nobody's text.
namespace gp::publish {

/// A property as both pages say it.
struct MergedText
{
    bool isChanged = false;
    QString ours;   ///< Markdown, as read
    QString theirs; ///< Markdown, as read
    QString value;  ///< what the property becomes
};

/// The same of a list, item by item.
struct MergedItem
{
    PageBlock block;       ///< as read there
    QString value;         ///< as it becomes
    qsizetype source = -1; ///< which item of the model it is as it was; -1: new, or changed
};
struct MergedList
{
    bool isChanged = false;
    QList<MergedItem> items; ///< as it is there
    QList<qsizetype> gone;   ///< items of the model that are not there any more, in their order
    QStringList ours;        ///< as read
};

class Merger
{
public:
    /// `pages`: paths of documents by their titles; `told` gets a sentence for each thing that is not taken.
    Merger(const Model &model, const QMap<QString, QString> &pages, QStringList &told)
        : m_model(model)
        , m_pages(pages)
        , m_told(told)
    {
    }

    /// A text property below headings of `level`. `section` is for sentences.
    [[nodiscard]] MergedText text(const QString &section, int level, const QString &source,
                                  const QList<PageBlock> &ours, const QList<PageBlock> &theirs);
    /// A list property, an item a block. `prefixes` stand before the items on the page ("Good, because "),
    /// one for each; empty: none.
    [[nodiscard]] MergedList list(const QString &section, const QStringList &items,
                                  const QStringList &prefixes, const QList<PageBlock> &ours,
                                  const QList<PageBlock> &theirs);
    /// Blocks that no property says: only told where they differ.
    void tellOnly(const QString &section, const QList<PageBlock> &ours, const QList<PageBlock> &theirs);

    /// With "@key" for the names that `source` refers to and for links to pages of elements; other links to
    /// pages become words, and that is told.
    [[nodiscard]] QString restored(const QString &markdown, const QString &source);
    /// Letters and digits with a blank between, names in place of references: what makes two texts the same
    /// one.
    [[nodiscard]] QString wordsOf(const QString &markdown) const;

private:
    /// A part of the text in the model and the blocks that it became.
    struct Piece
    {
        QString text;
        qsizetype first = 0;
        qsizetype count = 0;
    };
    /// A block there that is a person's: with the block of ours that it is, or new.
    struct Taken
    {
        qsizetype theirs = 0;
        qsizetype ours = -1;
    };
    [[nodiscard]] QList<Piece> piecesOf(const QString &source, const QList<PageBlock> &ours) const;
    [[nodiscard]] QList<bool> ownOf(const QString &source, const QList<Piece> &pieces,
                                    const QList<PageBlock> &ours) const;
    [[nodiscard]] QList<Taken> takenOf(const QString &section, const QList<PageBlock> &ours,
                                       const QList<PageBlock> &theirs, const QList<bool> &isOwn);
    [[nodiscard]] QString joined(const QList<Piece> &pieces, const QList<Taken> &taken,
                                 const QList<PageBlock> &theirs, const QString &source, int level);

    const Model &m_model;
    QMap<QString, QString> m_pages;
    QStringList &m_told;
};

/// The first words of a block, for sentences.
[[nodiscard]] QString beginningOf(const PageBlock &block);

} // namespace gp::publish
