// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/pipeline.h"
#include "core/diagram/pipeline_layout.h"

using namespace Qt::StringLiterals;

namespace gp::diagram {

using Line = PipelineLine::Kind;
using Tone = PipelineLabel::Tone;

namespace {

constexpr double trackGap = 9;
constexpr double rowGap = 30;
constexpr double leastHeader = 620; ///< a title is not elided before

} // namespace

PipelineLayout::PipelineLayout(const facts::Pipeline &pipeline, int perRow)
    : m_pipeline(pipeline)
{
    PipelinePicture &picture = m_sheet.picture;
    picture.isThere = pipeline.isThere;
    picture.title = pipeline.name;
    picture.subtitle = pipeline.against;
    picture.columns = int(pipeline.stages.size());
    if (!pipeline.isThere)
        return;
    makeRows(perRow);
    planPromotions();
    const bool hasLead = m_rows.size() > 1 || (!m_rows.isEmpty() && m_rows.front().columns.front().stage &&
                                               m_rows.front().columns.front().stage->gate);
    m_left = hasLead ? 48 + (m_leftTracks > 0 ? 10 : 0) + trackGap * m_leftTracks : 0;
    for (Row &row : m_rows) {
        double left = m_left;
        for (Column &column : row.columns) {
            column.left = left;
            left += stageWidth + stageGap;
        }
        m_width = std::max(m_width, left - stageGap - m_left);
    }
    addHeader();
    double y = 104;
    if (pipeline.stages.isEmpty()) {
        m_sheet.label(-1, {m_left, y}, u"No stages yet: add them in the inspector."_s,
                      {14, QFont::Normal, Tone::Muted}, leastHeader);
        y += 84; // the window offers there to add one
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        y = addRow(&m_rows[i], i, y) + trackGap * m_rows[i].tracks;
        m_rows[i].flowTrack = y + 8;
        y += rowGap;
    }
    for (int i = 0; i < m_rows.size(); ++i)
        addFlow(m_rows[i], i);
    addPromotions();
    addPanels(y);
    finish();
}

void PipelineLayout::makeRows(int perRow)
{
    Row row;
    const auto flush = [&] {
        if (!row.columns.isEmpty())
            m_rows.append(std::exchange(row, {}));
    };
    int index = 0;
    for (const facts::Stage &stage : m_pipeline.stages) {
        Column column;
        column.stage = &stage;
        column.environment = stage.environment;
        column.index = index++;
        row.columns.append(column);
        if (row.columns.size() >= perRow)
            flush();
    }
    flush();
    for (const QString &key : m_pipeline.looseEnvironments) {
        Column column;
        column.environment = key;
        row.columns.append(column);
        if (row.columns.size() >= perRow)
            flush();
    }
    flush();
}

void PipelineLayout::addHeader()
{
    const double room = std::max(m_width, leastHeader);
    m_sheet.label(-1, {m_left, 0}, m_pipeline.crumb, {13, QFont::Normal, Tone::Muted}, room);
    m_sheet.label(-1, {m_left, 20}, m_pipeline.name, {24, QFont::DemiBold, Tone::Text}, room);
    QStringList facts;
    // In a compare what became of its figures says more than what it is made with.
    constexpr qsizetype mostFigures = 5;
    for (const facts::Figure &figure : m_pipeline.figures) {
        const bool isBoth =
            !figure.before.isEmpty() && !figure.after.isEmpty() && figure.before != figure.after;
        if (isBoth && figure.before.size() < 12 && facts.size() < mostFigures)
            facts.append(u"%1 %2 → %3"_s.arg(figure.label, figure.before, figure.after));
    }
    if (facts.isEmpty())
        facts = {m_pipeline.line,
                 m_pipeline.duration.isEmpty() ? QString() : u"%1 (p95)"_s.arg(m_pipeline.duration)};
    facts.removeAll(QString());
    m_sheet.label(-1, {m_left, 56}, facts.join(u" · "_s), {14, QFont::Normal, Tone::Muted}, room);
}

/// Which promotions run straight from card to card, and how many tracks the others need.
void PipelineLayout::planPromotions()
{
    struct At
    {
        int row;
        int column;
    };
    QMap<QString, At> first;
    for (int r = 0; r < m_rows.size(); ++r) {
        for (int c = 0; c < m_rows[r].columns.size(); ++c) {
            const QString &key = m_rows[r].columns[c].environment;
            if (!key.isEmpty() && !first.contains(key))
                first.insert(key, {r, c});
        }
    }
    for (int i = 0; i < m_pipeline.promotions.size(); ++i) {
        const facts::Promotion &promotion = m_pipeline.promotions[i];
        if (!first.contains(promotion.from) || !first.contains(promotion.to))
            continue;
        const At from = first[promotion.from];
        const At to = first[promotion.to];
        bool isStraight = from.row == to.row && to.column > from.column;
        for (int c = from.column + 1; isStraight && c < to.column; ++c)
            isStraight = m_rows[from.row].columns[c].environment.isEmpty();
        if (isStraight)
            continue;
        m_around.append(i);
        ++m_rows[from.row].tracks;
        if (from.row != to.row) {
            ++m_rows[to.row].tracks;
            ++m_leftTracks;
        }
    }
}

void PipelineLayout::addPromotions()
{
    QMap<int, int> used; // tracks, by row
    int leftUsed = 0;
    const auto track = [&](int row) { return m_rows[row].below + trackGap * ++used[row] - trackGap / 2; };
    for (int i = 0; i < m_pipeline.promotions.size(); ++i) {
        const facts::Promotion &promotion = m_pipeline.promotions[i];
        if (!m_places.contains(promotion.from) || !m_places.contains(promotion.to))
            continue;
        const Place from = m_places.value(promotion.from);
        const Place to = m_places.value(promotion.to);
        if (!m_around.contains(i)) {
            const double y = std::round(from.rect.center().y());
            m_sheet.line(Line::Promotion, {QPointF(from.rect.right(), y), QPointF(to.rect.left(), y)},
                         promotion.state, promotion.text);
            continue;
        }
        const double out = from.rect.right() - 4;
        const double in = to.rect.right() - 9;
        const double trackFrom = track(from.row);
        QList<QPointF> points{{out, from.rect.bottom()}, {out, trackFrom}};
        if (from.row != to.row) {
            const double left = m_left - 50 - trackGap * leftUsed++;
            const double trackTo = track(to.row);
            points += {QPointF(left, trackFrom), QPointF(left, trackTo), QPointF(in, trackTo)};
        } else {
            points.append({in, trackFrom});
        }
        points.append({in, to.rect.bottom()});
        m_sheet.line(Line::Promotion, points, promotion.state, promotion.text);
    }
}

void PipelineLayout::finish()
{
    PipelinePicture &picture = m_sheet.picture;
    QRectF all;
    for (const PipelinePart &part : std::as_const(picture.parts))
        all |= part.rect;
    for (const PipelineLabel &label : std::as_const(picture.labels))
        all |= label.rect;
    for (const QRectF &panel : std::as_const(picture.panels))
        all |= panel;
    for (const PipelineLine &line : std::as_const(picture.lines)) {
        for (const QPointF &point : line.points)
            all |= QRectF(point - QPointF(1, 1), QSizeF(2, 2));
    }
    constexpr double reach = 10; // of signs at corners and of what is selected
    picture.bounds = all.isNull() ? all : all.adjusted(-reach, -reach, reach, reach);
}

PipelinePicture pipelinePicture(const PipelineSource &source, QSizeF sheet)
{
    const facts::Pipeline pipeline = facts::read(source);
    const int count = std::max<int>({1, int(pipeline.stages.size()), int(pipeline.looseEnvironments.size())});
    std::optional<PipelinePicture> best;
    double bestScale = 0;
    int before = 0;
    // As many rows as let it be shown largest; fewer where more win nothing that could be seen.
    for (int rows = 1; rows <= std::min(count, 40); rows += rows < 6 ? 1 : rows / 2) {
        const int perRow = (count + rows - 1) / rows;
        if (perRow == std::exchange(before, perRow))
            continue;
        PipelinePicture picture = PipelineLayout(pipeline, perRow).take();
        const QSizeF size = picture.bounds.size();
        const double scale =
            size.isEmpty() ? 1.0
                           : std::min({1.0, sheet.width() / size.width(), sheet.height() / size.height()});
        if (best && scale < bestScale * 1.04)
            continue;
        bestScale = scale;
        best = std::move(picture);
    }
    best->compare = source.from != nullptr;
    if (!best->compare)
        best->subtitle = source.atName;
    return *std::move(best);
}

ElementId takenOverFrom(const Model &model, const PlateauModel &from, ElementId pipeline)
{
    if (from.element(pipeline))
        return {};
    const ElementState *found = nullptr;
    for (const RelationId id : model.outgoing(pipeline)) {
        const Relation *relation = model.relation(id);
        const ElementState *old =
            relation && relation->kind == "replaces"_L1 ? from.element(relation->target) : nullptr;
        if (old && (!found || old->key < found->key))
            found = old;
    }
    return found ? found->id : ElementId();
}

int PipelinePicture::partAt(QPointF point) const
{
    for (int i = int(parts.size()) - 1; i >= 0; --i) {
        if (parts[i].rect.contains(point))
            return i;
    }
    for (const PipelineMark &mark : marks) {
        if ((point - mark.centre).manhattanLength() <= 9)
            return mark.part;
    }
    return -1;
}

int PipelinePicture::stagePart(int row) const
{
    for (int i = 0; row >= 0 && i < parts.size(); ++i) {
        if (parts[i].kind == PipelinePart::Kind::Stage && parts[i].stage == row)
            return i;
    }
    return -1;
}

QString describe(const PipelinePicture &picture)
{
    if (!picture.isThere)
        return u"Nothing to show."_s;
    QMap<PipelinePart::Kind, int> counts;
    QStringList stages;
    for (const PipelinePart &part : picture.parts) {
        ++counts[part.kind];
        if (part.kind != PipelinePart::Kind::Stage)
            continue;
        stages.append(facts::withState(part.key, part.state));
    }
    using Kind = PipelinePart::Kind;
    // In one go: a stage may be called "%2".
    return u"Stages: %1. Gates: %2. Environments: %3. Controls: %4."_s.arg(
        stages.isEmpty() ? u"none"_s : stages.join(u", "_s), QString::number(counts.value(Kind::Gate)),
        QString::number(counts.value(Kind::Environment)), QString::number(counts.value(Kind::Control)));
}

} // namespace gp::diagram
