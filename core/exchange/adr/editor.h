// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/edit.h"

namespace gp::exchange::adr {

/// Collects changes of ranges of one text. Use once.
class Editor
{
public:
    Editor(const Record &decision, const Parsed &original, const LinkChanges &links)
        : m_decision(decision)
        , m_document(original.document)
        , m_layout(original.layout)
        , m_outline(original.layout.outline)
        , m_links(links)
        , m_break(m_outline.lineBreak())
        , m_was(propertiesOf(original.document))
    {
    }

    [[nodiscard]] Edited run();

private:
    struct Change
    {
        Span span;
        QString text;
        QString what;
        std::optional<Part> newSection = {};
    };

    // edit.cpp: the parts of one text
    void replace(Span span, const QString &text, const QString &what);
    void removeLines(int from, int to, const QString &what);
    void insertAt(int line, const QString &text, const QString &what);
    void say(const QString &what) { m_normalised.append(what); }
    [[nodiscard]] QString text(const QString &property) const;
    [[nodiscard]] QStringList list(const QString &property) const;
    [[nodiscard]] bool isChanged(const QString &property) const;
    [[nodiscard]] QString inFile(const QString &text) const { return text.trimmed().replace(u'\n', m_break); }
    [[nodiscard]] QString apply();

    void title();
    void body(Part part, const QString &property);
    void outcome();
    [[nodiscard]] QString outcomeText() const;

    // edit_facts.cpp
    void facts();
    void fact(Fact fact, const QString &value, const QStringList &items);
    void addFact(Fact fact, const QString &value);
    void status();
    void frontMatterFact(const FactPlace &place, const QString &value, const QStringList &items, Fact fact);
    void links();

    // edit_lists.cpp
    struct ListPlace
    {
        QList<Block> old;
        QStringList now;
        int emptyLine = 0; ///< where the first item goes
        QString lead;      ///< what a first item begins with
        QString what;
        bool isAfterItems = false; ///< a first item follows others of another sort
    };
    void items(const ListPlace &place);
    void drivers();
    void consequences();
    void consequencesOf(Judgement judgement, const QString &property);
    void options();
    void optionTitles(const QList<AdrOption> &now);
    void optionDetails(const QList<AdrOption> &now);
    void detail(const AdrOption &option, const AdrOption *before, const DetailPlace *place);
    [[nodiscard]] QString bullet() const;
    [[nodiscard]] QString itemText(const QString &lead, const QString &value) const;

    // edit.cpp: whole sections
    /// Where the section was added by this edit already, the content goes below, after `joint`.
    void addSection(Part part, const QString &content, const QString &joint);
    void removeSection(Part part);

    const Record &m_decision;
    const AdrDocument &m_document;
    const Layout &m_layout;
    const Outline &m_outline;
    const LinkChanges &m_links;
    QString m_break;
    QJsonObject m_was;
    QList<Change> m_changes;
    QStringList m_normalised;
};

/// A section's heading as a dialect has it, with its marks.
[[nodiscard]] QString headingFor(Part part, Dialect dialect);

} // namespace gp::exchange::adr
