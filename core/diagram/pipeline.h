// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"

#include <QFont>

class QPainter;

namespace gp::metamodel {
class Metamodel;
}

namespace gp::diagram {

struct Theme;

/// What a picture of a pipeline is made from. Nothing is kept of it.
struct PipelineSource
{
    const PlateauModel &at;
    const PlateauModel *from = nullptr; ///< the earlier state to compare with; null: no compare
    const metamodel::Metamodel &metamodel;
    ElementId pipeline;
    QString atName;      ///< "Target"
    QString fromName;    ///< "Current"
    ElementId takenOver; ///< see takenOverFrom(); what a new pipeline is held against
};

/// The pipeline that `pipeline` replaces and that is there in `from`; invalid where it is there itself, or
/// replaces nothing. A replaced element has ended, so no PlateauModel can tell.
[[nodiscard]] ElementId takenOverFrom(const Model &model, const PlateauModel &from, ElementId pipeline);

/// How strict a control is.
enum class Mode { Blocking, Advisory, Planned, Unset };

/// One thing of the picture that can be pointed at.
struct PipelinePart
{
    /// More stands for those that have no room; its tip names them.
    enum class Kind { Stage, Gate, Environment, Control, Service, More };

    Kind kind = Kind::Stage;
    ElementId element; ///< what it stands for: the pipeline for stages and gates; invalid where a stage names
                       ///< what is not in the model
    QString key;       ///< of the element; the stage's name for stages and gates
    int stage = -1;  ///< of stages and gates: row of the stages table at the plateau shown; -1 for what is in
                     ///< no row of it
    int column = -1; ///< place of its stage in the picture, from 0; -1 for what belongs to no stage
    QRectF rect;
    QString tip;             ///< all of its text, one fact a line
    QString spoken;          ///< the same in one sentence
    QString colour;          ///< token of the theme
    Mode mode = Mode::Unset; ///< of a control
    bool isMissing = false;  ///< named, and not in the model at this plateau
    State state = State::None;

    friend bool operator==(const PipelinePart &, const PipelinePart &) = default;
};

/// A piece of text at its place, elided already.
struct PipelineLabel
{
    enum class Tone { Text, Muted, Accent, Added, Removed, Changed };

    int part = -1; ///< index into PipelinePicture::parts; -1 for a heading
    QRectF rect;   ///< what the text covers
    QPointF at;    ///< left end of the baseline
    QString text;
    QString tip; ///< all of it, where it is cut short
    int pixels = 12;
    QFont::Weight weight = QFont::Normal;
    Tone tone = Tone::Text;
    std::optional<Mode> sign; ///< the mode's sign stands before it, left of `rect`

    friend bool operator==(const PipelineLabel &, const PipelineLabel &) = default;
};

/// A line with right angles; the last point is the tip of an arrow where it has one.
struct PipelineLine
{
    enum class Kind { Flow, Deploy, Control, Gate, Promotion };

    Kind kind = Kind::Flow;
    QList<QPointF> points;
    QString text; ///< "stage is promoted to prod, gate: four eyes"; for tooltips
    State state = State::None;

    friend bool operator==(const PipelineLine &, const PipelineLine &) = default;
};

/// Where the flow waits: a diamond on the line into a stage.
struct PipelineMark
{
    int part = -1; ///< the gate
    QPointF centre;

    friend bool operator==(const PipelineMark &, const PipelineMark &) = default;
};

/// A pipeline as its stages from left to right, in as many rows as fill the sheet best. In scene pixels; the
/// same input makes the same picture everywhere.
struct PipelinePicture
{
    QString title;
    QString subtitle;
    QList<PipelinePart> parts;
    QList<PipelineLabel> labels;
    QList<PipelineLine> lines;
    QList<PipelineMark> marks;
    QList<QRectF> panels; ///< frames around what belongs to no stage
    QRectF bounds;
    int columns = 0;      ///< stages that are drawn, those that are gone among them
    bool isThere = false; ///< the pipeline exists at one of the plateaus
    bool compare = false;

    /// The part under a point; -1 where there is none.
    [[nodiscard]] int partAt(QPointF point) const;
    /// The stage of a row of the stages table; -1 where there is none.
    [[nodiscard]] int stagePart(int row) const;
    friend bool operator==(const PipelinePicture &, const PipelinePicture &) = default;
};

/// `sheet` is the area to fill, of which only the shape counts.
[[nodiscard]] PipelinePicture pipelinePicture(const PipelineSource &source, QSizeF sheet = {1440, 900});

/// What the window marks in it.
struct PipelineMarked
{
    int current = -1; ///< index into PipelinePicture::parts
    int hovered = -1;
    ElementId selected; ///< all parts of this element
};

/// The one painter of pipelines, in scene pixels; draws `visible` (null: all) and fills it first.
void paint(QPainter &painter, const PipelinePicture &picture, const Theme &theme,
           const PipelineMarked &marked = {}, const QRectF &visible = {});

/// Picture files in the light colours, as renderSvg() and renderPng() of a scene (export.h). Same picture,
/// same bytes.
[[nodiscard]] Result<QByteArray> renderSvg(const PipelinePicture &picture);
[[nodiscard]] Result<QByteArray> renderPng(const PipelinePicture &picture, double scale = 1.0);

/// What the picture shows, in words; for <desc> and screen readers.
[[nodiscard]] QString describe(const PipelinePicture &picture);

} // namespace gp::diagram
