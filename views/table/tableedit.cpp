// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tableedit.h"

#include "core/diagram/selection.h"
#include "core/metamodel/ownkinds.h"
#include "views/table/tabletext.h"
#include "views/table/valuetext.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

bool isSame(const QJsonValue &before, const QJsonValue &after)
{
    const bool wasUnset = before.isUndefined() || before.isNull();
    return wasUnset ? after.isNull() : before == after;
}

/// What the metamodel says to the whole edit; the same that would be said when it is stored.
void checkWhole(CellEdits &edits)
{
    if (!edits.problems.isEmpty() || edits.cells + edits.added.size() == 0)
        return;
    const auto found = metamodel::findProjectProblems(edits.draft.model(), edits.draft.change());
    for (const auto &problem : found)
        edits.problems.append({0, {}, problem.message});
}

/// Fills a block, row by row.
class Filler
{
public:
    Filler(const Session &session, const CellBlock &block)
        : m_session(session)
        , m_block(block)
        , m_reader(session.model())
        , m_edits{Draft(session.model()), {}, {}, {}, 0, 0}
    {
    }

    CellEdits fill(ViewId view)
    {
        const auto there = m_block.rows.size();
        for (qsizetype i = 0; i < m_block.texts.size(); ++i) {
            if (i < there)
                fillRow(m_block.rows[i], m_block.numbers.value(i), m_block.texts[i]);
            else
                addRow(m_block.numbers.isEmpty() ? int(i) + 1 : m_block.numbers.last() + int(i - there) + 1,
                       m_block.texts[i]);
        }
        if (m_edits.problems.isEmpty() && !m_edits.added.isEmpty())
            includeIn(view);
        checkWhole(m_edits);
        return std::move(m_edits);
    }

private:
    void report(int number, const QString &column, const QString &why)
    {
        m_edits.problems.append({number, column, why});
    }

    /// The column of a text; nullptr, with a problem, where it hangs out at the right.
    const TableColumn *columnOf(int number, qsizetype at)
    {
        if (at < m_block.columns.size())
            return &m_block.columns[at];
        report(number, tr("column %1").arg(at + 1), tr("there is no column here"));
        return nullptr;
    }

    void fillRow(ElementId id, int number, const QStringList &texts)
    {
        const auto state = stateAt(m_session.model(), m_session.plateau(), id);
        const auto *kind = state ? m_session.metamodel().kind(state->kind) : nullptr;
        if (!kind)
            return report(number, {}, tr("it is not there any more"));
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const auto *column = columnOf(number, i);
            if (!column)
                return;
            if (column->isProperty())
                fillCell(*state, *kind, *column, number, texts[i]);
            else if (!isFixedText(*column, *state, *kind, texts[i]))
                report(number, column->label, tr("cannot be changed here"));
        }
    }

    /// Key and kind may come along where they say what is there.
    static bool isFixedText(const TableColumn &column, const ElementState &state, const metamodel::Kind &kind,
                            const QString &text)
    {
        const QString trimmed = text.trimmed();
        if (column.name == TableColumn::key)
            return trimmed == state.key;
        return trimmed.compare(kind.label, Qt::CaseInsensitive) == 0 || trimmed == kind.name;
    }

    void fillCell(const ElementState &state, const metamodel::Kind &kind, const TableColumn &column,
                  int number, const QString &text)
    {
        const auto *property = kind.property(column.name);
        if (!property) {
            if (!text.trimmed().isEmpty())
                report(number, column.label, tr("there is none for this kind (%1)").arg(kind.label));
            return;
        }
        const auto before = state.properties.value(column.name);
        // A cell that comes back as it was copied says nothing new; a table in it could not be read.
        if (!before.isUndefined() && text == spreadsheetText(*property, before, names()))
            return;
        const auto value = m_reader.read(*property, text);
        if (!value)
            return report(number, column.label, value.error());
        if (column.name == u"name" && value->isNull())
            return report(number, column.label, tr("is needed"));
        if (isSame(before, *value))
            return;
        const auto edit = m_edits.draft.setProperty(state.id, m_session.plateau(), column.name, *value);
        if (!edit)
            return report(number, column.label, edit.error().message);
        ++m_edits.cells;
    }

    void addRow(int number, const QStringList &texts)
    {
        QString kindName = m_block.newKind;
        QString key;
        for (qsizetype i = 0; i < std::min(texts.size(), m_block.columns.size()); ++i) {
            if (m_block.columns[i].name == TableColumn::key)
                key = texts[i].trimmed();
            else if (m_block.columns[i].name == TableColumn::kind && !texts[i].trimmed().isEmpty())
                kindName = kindNamed(texts[i].trimmed());
        }
        const auto *kind = m_session.metamodel().kind(kindName);
        if (!kind)
            return report(number, tr("Kind"), tr("there is no kind “%1”").arg(kindName));
        QJsonObject properties;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const auto *column = columnOf(number, i);
            if (!column)
                return;
            if (!column->isProperty() || texts[i].trimmed().isEmpty())
                continue;
            const auto *property = kind->property(column->name);
            const auto value = property
                                   ? m_reader.read(*property, texts[i])
                                   : std::unexpected(tr("there is none for this kind (%1)").arg(kind->label));
            if (value)
                properties.insert(column->name, *value);
            else
                report(number, column->label, value.error());
        }
        if (properties.value("name"_L1).toString().isEmpty())
            return report(number, tr("Name"), tr("a new element needs one"));
        const auto id = m_edits.draft.addElement(kindName, key, m_session.plateau(), properties);
        if (!id)
            return report(number, tr("Key"), id.error().message);
        m_edits.added.append(*id);
    }

    [[nodiscard]] QString kindNamed(const QString &text) const
    {
        for (const auto &kind : m_session.metamodel().kinds()) {
            if (text == kind.name || text.compare(kind.label, Qt::CaseInsensitive) == 0)
                return kind.name;
        }
        return text;
    }

    void includeIn(ViewId viewId)
    {
        const auto *found = m_edits.draft.model().view(viewId);
        if (!found)
            return;
        View view = *found;
        const PlateauModel at(m_edits.draft.model(), m_session.plateau());
        const auto shown = diagram::select(at, diagram::ViewRules(view.properties)).elements;
        auto include = view.properties.value("include"_L1).toArray();
        const auto before = include.size();
        // A view that names no kinds shows all; the first name in its list would make it show only that.
        if (before == 0 && !view.properties.contains("kinds"_L1))
            return;
        for (const auto id : std::as_const(m_edits.added)) {
            if (!shown.contains(id))
                include.append(at.element(id)->key);
        }
        if (include.size() == before)
            return;
        view.properties.insert(u"include"_s, include);
        if (const auto edit = m_edits.draft.update(view); !edit)
            report(0, {}, edit.error().message);
    }

    const Names &names()
    {
        if (!m_names)
            m_names.emplace(m_session.model());
        return *m_names;
    }

    const Session &m_session;
    const CellBlock &m_block;
    ValueReader m_reader;
    std::optional<Names> m_names;
    CellEdits m_edits;
};

} // namespace

QString CellProblem::text() const
{
    if (row == 0)
        return why;
    return column.isEmpty() ? tr("Row %1: %2").arg(row).arg(why)
                            : tr("Row %1, %2: %3").arg(row).arg(column, why);
}

CellEdits setOnAll(const Session &session, const QList<ElementId> &ids, const QString &property,
                   const QJsonValue &value)
{
    CellEdits edits{Draft(session.model()), {}, {}, {}, 0, 0};
    QString label;
    QString name;
    QString text;
    for (const auto id : ids) {
        const auto state = stateAt(session.model(), session.plateau(), id);
        const auto *kind = state ? session.metamodel().kind(state->kind) : nullptr;
        const auto *described = kind ? kind->property(property) : nullptr;
        if (!described) {
            ++edits.skipped;
            continue;
        }
        if (isSame(state->properties.value(property), value))
            continue;
        label = described->label;
        if (property == "name"_L1 && value.isNull()) {
            edits.problems.append({0, {}, tr("An element needs a name.")});
            return edits;
        }
        if (const auto wrong = metamodel::checkValue(*described, value, &session.model())) {
            edits.problems.append({0, {}, QString(label + u' ' + *wrong)});
            return edits;
        }
        const auto edit = edits.draft.setProperty(id, session.plateau(), property, value);
        if (!edit) {
            edits.problems.append({0, {}, edit.error().message});
            return edits;
        }
        name = state->name();
        if (edits.cells == 0)
            text = Names(session.model()).textOf(*described, value);
        ++edits.cells;
    }
    checkWhole(edits);
    if (text.size() > 40 || text.contains(u'\n'))
        text.clear();
    const QString whose = edits.cells == 1 ? name : tr("%1 elements").arg(edits.cells);
    const QString plateau = session.plateauName(session.plateau());
    edits.label = value.isNull()   ? tr("Clear %1 of %2 in %3").arg(label, whose, plateau)
                  : text.isEmpty() ? tr("Edit %1 of %2 in %3").arg(label, whose, plateau)
                                   : tr("Set %1 of %2 to %3 in %4").arg(label, whose, text, plateau);
    return edits;
}

CellEdits fillCells(const Session &session, ViewId view, const CellBlock &block)
{
    auto edits = Filler(session, block).fill(view);
    const QString plateau = session.plateauName(session.plateau());
    const auto added = edits.added.size();
    QStringList what;
    if (edits.cells > 0)
        what.append(edits.cells == 1 ? tr("1 cell") : tr("%1 cells").arg(edits.cells));
    if (added > 0)
        what.append(added == 1 ? tr("1 new element") : tr("%1 new elements").arg(added));
    edits.label = tr("Paste %1 in %2").arg(what.join(tr(" and ")), plateau);
    return edits;
}

} // namespace gp::views
