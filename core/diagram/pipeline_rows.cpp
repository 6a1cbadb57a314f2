// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The rows of stages with their gates, controls and environments.
#include "core/diagram/pipeline_layout.h"

using namespace Qt::StringLiterals;

namespace gp::diagram {

using Kind = PipelinePart::Kind;
using Line = PipelineLine::Kind;
using Tone = PipelineLabel::Tone;

namespace {

constexpr double gateHeight = 36;
constexpr double gateReach = 28; ///< how far a gate stands out to the left of the stage it guards
constexpr double gateBelow = 16; ///< from a gate to the stage
constexpr double markHalf = 8;
constexpr double controlsBelow = 10;
constexpr double environmentBelow = 18;
constexpr qsizetype mostOnStage = 12;
constexpr qsizetype mostOnEnvironment = 3;

const PipelineSheet::Face nameFace{14, QFont::DemiBold, Tone::Text};
const PipelineSheet::Face lineFace{12, QFont::Normal, Tone::Muted};
const PipelineSheet::Face kindFace{12, QFont::Medium, Tone::Accent};
const PipelineSheet::Face wordFace{11, QFont::DemiBold, Tone::Accent};
const PipelineSheet::Face smallFace{11, QFont::Normal, Tone::Muted};
const PipelineSheet::Face headFace{11, QFont::Medium, Tone::Muted};
const PipelineSheet::Face chipFace{11, QFont::Medium, Tone::Accent};

QString tipOf(QStringList lines)
{
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString spokenOf(const QString &tip)
{
    return QString(tip).replace(u'\n', u", "_s);
}

QString namesOf(const QList<facts::Control> &controls)
{
    QStringList names;
    for (const facts::Control &control : controls)
        names.append(control.name);
    return names.join(u", "_s);
}

double room()
{
    return stageWidth - 2 * stagePadding;
}

/// Of a sign at the corner, a title keeps clear of it by itself; inside of a chip there must be room for it.
double signRoom(State state)
{
    return state == State::None || state == State::Kept ? 0 : 14;
}

bool isSameGroup(const facts::Control &a, const facts::Control &b)
{
    return a.mode == b.mode && a.id.isValid() == b.id.isValid();
}

} // namespace

double PipelineLayout::stageHeight(const Row &row)
{
    qsizetype names = 1;
    qsizetype details = 0;
    bool hasKind = false;
    for (const Column &column : row.columns) {
        if (!column.stage)
            continue;
        names = std::max(names, m_sheet.wrapped(column.stage->name, nameFace, room(), 2).size());
        details = std::max(details, m_sheet.wrapped(column.stage->detail, lineFace, room(), 3).size());
        hasKind = hasKind || !column.stage->kindLine.isEmpty();
    }
    return 14 + double(names) * 18 + (hasKind ? 18 : 0) + double(details) * 16 + 10;
}

void PipelineLayout::addStage(Column *column, const QRectF &rect)
{
    const facts::Stage &stage = *column->stage;
    PipelinePart part;
    part.kind = Kind::Stage;
    part.element = m_pipeline.id;
    part.key = stage.name;
    part.stage = stage.row;
    part.column = column->index;
    part.rect = rect;
    part.colour = stage.type == "approve"_L1      ? u"control"_s
                  : column->environment.isEmpty() ? u"pipeline"_s
                                                  : u"environment"_s;
    part.state = stage.state;
    QStringList lines{facts::withState(stage.name, stage.state), stage.kindLine, stage.detail};
    if (stage.gate)
        lines.append(tipOf(
            {u"%1: %2"_s.arg(stage.gate->word, stage.gate->text.isEmpty() ? u"yes"_s : stage.gate->text)}));
    if (!stage.environment.isEmpty())
        lines.append(u"deploys to %1"_s.arg(m_pipeline.environments.value(stage.environment).name));
    if (!stage.controls.isEmpty())
        lines.append(u"controls: %1"_s.arg(namesOf(stage.controls)));
    lines += stage.changes;
    part.tip = tipOf(lines);
    part.spoken =
        u"Stage %1 of %2: %3"_s.arg(column->index + 1).arg(m_pipeline.stages.size()).arg(spokenOf(part.tip));
    const int index = m_sheet.part(part);
    column->stagePart = index;
    double y = rect.top() + 14;
    const double x = rect.left() + stagePadding;
    for (const QString &line : m_sheet.wrapped(stage.name, nameFace, room(), 2)) {
        m_sheet.label(index, {x, y}, line, nameFace, room());
        y += 18;
    }
    if (!stage.kindLine.isEmpty()) {
        m_sheet.label(index, {x, y + 1}, stage.kindLine, kindFace, room());
        y += 18;
    }
    for (const QString &line : m_sheet.wrapped(stage.detail, lineFace, room(), 3)) {
        m_sheet.label(index, {x, y}, line, lineFace, room());
        y += 16;
    }
}

void PipelineLayout::addGate(const Column &column, double top, double middle)
{
    const facts::Gate &gate = *column.stage->gate;
    PipelinePart part;
    part.kind = Kind::Gate;
    part.element = m_pipeline.id;
    part.key = column.stage->name;
    part.stage = column.stage->row;
    part.column = column.index;
    part.rect = QRectF(column.left - gateReach, top, stageWidth + gateReach, gateHeight);
    part.colour = u"control"_s;
    part.state = gate.state;
    part.tip = tipOf({facts::withState(u"%1 before %2"_s.arg(gate.word, column.stage->name), gate.state),
                      gate.text, gate.change});
    part.spoken = spokenOf(part.tip);
    const int index = m_sheet.part(part);
    const double width = part.rect.width() - 20 - signRoom(gate.state);
    const double x = part.rect.left() + 10;
    const bool isAlone = gate.text.isEmpty();
    m_sheet.label(index, {x, top + (isAlone ? 11 : 4)}, gate.word, wordFace, width);
    m_sheet.label(index, {x, top + 18}, gate.text, smallFace, width);
    const QPointF centre(column.left - stageGap / 2, middle);
    m_sheet.line(Line::Gate, {QPointF(centre.x(), top + gateHeight), centre - QPointF(0, markHalf)},
                 gate.state);
    m_sheet.picture.marks.append({index, centre});
}

int PipelineLayout::addControl(const facts::Control &control, const QRectF &rect, int column,
                               const QString &where)
{
    PipelinePart part;
    part.kind = Kind::Control;
    part.element = control.id;
    part.key = control.key;
    part.column = column;
    part.rect = rect;
    part.colour = u"control"_s;
    part.mode = control.mode;
    part.isMissing = !control.id.isValid();
    part.state = control.state;
    part.tip =
        tipOf({facts::withState(control.name, control.state),
               part.isMissing            ? u"not in the model at this plateau"_s
               : control.point.isEmpty() ? facts::modeWord(control.mode)
                                         : u"%1, at %2"_s.arg(facts::modeWord(control.mode), control.point),
               control.change});
    part.spoken = u"Control of %1: %2"_s.arg(where, spokenOf(part.tip));
    const int index = m_sheet.part(part);
    m_sheet.label(index, rect.topLeft() + QPointF(chipPadding + modeSignWidth, 4), control.name, chipFace,
                  rect.width() - 2 * chipPadding - modeSignWidth - signRoom(control.state));
    return index;
}

double PipelineLayout::addControls(const QList<facts::Control> &controls, const Column &column, double top,
                                   double width, qsizetype most, const facts::Environment *of,
                                   QList<double> *ticks)
{
    QList<facts::Control> sorted = controls;
    std::ranges::stable_sort(sorted, {},
                             [](const facts::Control &c) { return std::pair(!c.id.isValid(), c.mode); });
    const QString where = of ? of->name : column.stage ? column.stage->name : QString();
    const double left = column.left + chipLeft;
    double y = top;
    // One more than fits takes no more room than the line that would stand for it.
    const qsizetype shown = sorted.size() > most + 1 ? most : sorted.size();
    for (qsizetype i = 0; i < shown; ++i) {
        const facts::Control &control = sorted[i];
        if (i == 0 || !isSameGroup(control, sorted[i - 1])) {
            y += i == 0 ? 0 : 3;
            m_sheet.label(-1, {left + modeSignWidth, y + 1},
                          control.id.isValid() ? facts::modeWord(control.mode) : u"not in the model"_s,
                          headFace, width - modeSignWidth);
            if (control.id.isValid())
                m_sheet.picture.labels.back().sign = control.mode;
            y += 18;
        }
        addControl(control, QRectF(left, y, width, chipHeight), column.index, where);
        ticks->append(y + chipHeight / 2);
        y += chipHeight + 4;
    }
    if (shown < sorted.size()) {
        const QList<facts::Control> rest = sorted.mid(shown);
        PipelinePart part;
        part.kind = Kind::More;
        part.element = of ? of->id : m_pipeline.id;
        part.key = where;
        part.column = column.index;
        part.rect = QRectF(left, y, width, chipHeight);
        part.colour = u"control"_s;
        part.tip = namesOf(rest);
        part.spoken = u"%1 more controls of %2: %3"_s.arg(rest.size()).arg(where, part.tip);
        const qsizetype blocking = std::ranges::count(rest, Mode::Blocking, &facts::Control::mode);
        const QString text = blocking == 0 ? u"+ %1 more"_s.arg(rest.size())
                                           : u"+ %1 more, %2 blocking"_s.arg(rest.size()).arg(blocking);
        m_sheet.label(m_sheet.part(part), part.rect.topLeft() + QPointF(chipPadding, 4), text, smallFace,
                      width - 2 * chipPadding);
        ticks->append(y + chipHeight / 2);
        y += chipHeight + 4;
    }
    return y;
}

double PipelineLayout::environmentHeight(const Row &row) const
{
    double height = 0;
    for (const Column &column : row.columns) {
        if (column.environment.isEmpty())
            continue;
        const facts::Environment &one = *m_pipeline.environments.constFind(column.environment);
        const bool isMissing = !one.id.isValid();
        const int lines = isMissing ? 1
                                    : int(!one.lifecycle.isEmpty()) + int(!one.data.isEmpty()) +
                                          int(!one.promotion.isEmpty());
        height = std::max(height, 10.0 + 19 + lines * 16 + 9);
    }
    return height;
}

void PipelineLayout::addEnvironment(const Column &column, int rowNumber, int columnNumber, const QRectF &rect)
{
    const facts::Environment &environment = *m_pipeline.environments.constFind(column.environment);
    PipelinePart part;
    part.kind = Kind::Environment;
    part.element = environment.id;
    part.key = environment.key;
    part.column = column.index;
    part.rect = rect;
    part.colour = u"environment"_s;
    part.isMissing = !environment.id.isValid();
    part.state = environment.state;
    part.tip = tipOf(
        {facts::withState(environment.name, environment.state),
         part.isMissing ? u"not in the model at this plateau"_s : environment.place, environment.lifecycle,
         environment.data, environment.promotion,
         environment.controls.isEmpty() ? QString() : u"controls: %1"_s.arg(namesOf(environment.controls))});
    part.spoken = u"Environment %1"_s.arg(spokenOf(part.tip));
    const int index = m_sheet.part(part);
    if (!m_places.contains(environment.key))
        m_places.insert(environment.key, {rowNumber, columnNumber, rect});
    const double x = rect.left() + stagePadding + 2; // clear of the bar
    double y = rect.top() + 10;
    m_sheet.label(index, {x, y}, environment.name, nameFace, room() - 2);
    y += 19;
    const auto add = [&](const QString &text) {
        if (m_sheet.label(index, {x, y}, text, lineFace, room() - 2) > 0)
            y += 16;
    };
    if (part.isMissing)
        return add(u"not in the model"_s);
    add(environment.lifecycle);
    add(environment.data);
    add(environment.promotion);
}

double PipelineLayout::addRow(Row *row, int number, double top)
{
    const auto hasStage = [](const Column &column) { return column.stage != nullptr; };
    const bool isLoose = std::ranges::none_of(row->columns, hasStage);
    const bool hasGates = std::ranges::any_of(
        row->columns, [](const Column &c) { return c.stage && c.stage->gate.has_value(); });
    double y = top;
    if (isLoose) {
        const bool isFirst = number == 0 || m_rows[number - 1].columns.front().stage;
        if (isFirst)
            m_sheet.label(-1, {m_left, y}, u"No stage deploys here"_s, {13, QFont::DemiBold, Tone::Text},
                          std::max(m_width, 300.0));
        y += isFirst ? 26 : 0;
        row->middle = y;
    }
    double below = y;
    if (!isLoose) {
        const double stageTop = y + (hasGates ? gateHeight + gateBelow : 0);
        const double height = stageHeight(*row);
        row->middle = stageTop + std::round(height / 2);
        below = stageTop + height;
        for (Column &column : row->columns) {
            if (column.stage->gate)
                addGate(column, y, row->middle);
            addStage(&column, QRectF(column.left, stageTop, stageWidth, height));
        }
        y = below;
    }
    // The environments of a row stand at one height, below the longest list of controls: so promotions run
    // straight and through nothing.
    QMap<int, QList<double>> ticks;
    for (int i = 0; i < row->columns.size(); ++i) {
        const Column &column = row->columns[i];
        if (column.stage && !column.stage->controls.isEmpty())
            below = std::max(below, addControls(column.stage->controls, column, y + controlsBelow,
                                                stageWidth - chipLeft, mostOnStage, nullptr, &ticks[i]));
    }
    const double environmentTop = below + (isLoose ? 0 : environmentBelow);
    const double height = environmentHeight(*row);
    for (int i = 0; i < row->columns.size(); ++i) {
        const Column &column = row->columns[i];
        const double rail = column.left + railLeft;
        for (const double tick : ticks.value(i))
            m_sheet.line(Line::Control, {QPointF(rail, tick), QPointF(column.left + chipLeft, tick)},
                         State::None);
        const State state = column.stage ? column.stage->state : State::None;
        if (!column.environment.isEmpty() && column.stage)
            m_sheet.line(Line::Deploy, {QPointF(rail, y), QPointF(rail, environmentTop)}, state);
        else if (!ticks.value(i).isEmpty())
            m_sheet.line(Line::Control, {QPointF(rail, y), QPointF(rail, ticks[i].back())}, State::None);
        if (column.environment.isEmpty())
            continue;
        const QRectF card(column.left, environmentTop, stageWidth, height);
        const bool isFirst = !m_places.contains(column.environment);
        addEnvironment(column, number, i, card);
        below = std::max(below, card.bottom());
        const facts::Environment &environment = *m_pipeline.environments.constFind(column.environment);
        if (!isFirst || environment.controls.isEmpty())
            continue;
        QList<double> guards;
        // To the right there is room for promotions that go down and around.
        const double end = addControls(environment.controls, column, card.bottom() + 8,
                                       stageWidth - chipLeft - 14, mostOnEnvironment, &environment, &guards);
        for (const double tick : std::as_const(guards))
            m_sheet.line(Line::Control, {QPointF(rail, tick), QPointF(column.left + chipLeft, tick)},
                         State::None);
        m_sheet.line(Line::Control, {QPointF(rail, card.bottom()), QPointF(rail, guards.back())},
                     State::None);
        below = std::max(below, end);
    }
    row->below = below + 8;
    return row->below;
}

void PipelineLayout::addFlow(const Row &row, int number)
{
    constexpr double outside = 40; // from the first column to the line that comes down to it
    for (qsizetype i = 0; i < row.columns.size(); ++i) {
        const Column &column = row.columns[i];
        if (!column.stage)
            continue;
        const QPointF in(column.left, row.middle);
        if (i > 0)
            m_sheet.line(Line::Flow, {in - QPointF(stageGap, 0), in}, column.stage->state);
        else if (number == 0 && column.stage->gate)
            m_sheet.line(Line::Flow, {in - QPointF(stageGap, 0), in}, column.stage->state);
    }
    if (number == 0 || row.columns.isEmpty() || !row.columns.front().stage)
        return;
    const Row &before = m_rows[number - 1];
    const double right = before.columns.back().left + stageWidth;
    const double left = row.columns.front().left;
    m_sheet.line(Line::Flow,
                 {QPointF(right, before.middle), QPointF(right + stageGap / 2, before.middle),
                  QPointF(right + stageGap / 2, before.flowTrack), QPointF(left - outside, before.flowTrack),
                  QPointF(left - outside, row.middle), QPointF(left, row.middle)},
                 row.columns.front().stage->state);
}

} // namespace gp::diagram
