// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/pipeline_facts.h"
#include "core/diagram/theme.h"

#include <QFontMetricsF>

#include <cmath>
#include <functional>
#include <map>

/// Where everything of a pipeline's picture stands. All lengths in scene pixels.
namespace gp::diagram {

inline constexpr double stageWidth = 176;
inline constexpr double stageGap = 36;
inline constexpr double stagePadding = 12;
inline constexpr double chipHeight = 22;
inline constexpr double chipLeft = 16; ///< from the column's left edge to its chips; the rail is before them
inline constexpr double railLeft = 7;  ///< from the column's left edge to the line that things hang on
inline constexpr double modeSignWidth = 14; ///< of the sign of a mode and the space behind it
inline constexpr double chipPadding = 7;

/// Puts things and texts into a picture; nothing here knows what a pipeline is.
class PipelineSheet
{
public:
    PipelinePicture picture;

    struct Face
    {
        int pixels = 12;
        QFont::Weight weight = QFont::Normal;
        PipelineLabel::Tone tone = PipelineLabel::Tone::Text;
    };

    [[nodiscard]] double widthOf(const QString &text, const Face &face);
    /// Never wider than `room`.
    [[nodiscard]] QString elided(const QString &text, const Face &face, double room);
    /// Broken at spaces into at most so many lines, the last one elided; empty for no text.
    [[nodiscard]] QStringList wrapped(const QString &text, const Face &face, double room, int most);
    /// Elided to `room`; returns the width it takes. Nothing is added where nothing fits.
    double label(int part, QPointF topLeft, const QString &text, const Face &face, double room);
    int part(PipelinePart part);
    void line(PipelineLine::Kind kind, const QList<QPointF> &points, State state, const QString &text = {});
    /// What Inter takes from the top of its accents to its descenders.
    [[nodiscard]] static double lineHeight(int pixels) { return std::ceil(pixels * 1.22); }

private:
    const QFontMetricsF &metrics(const Face &face);
    std::map<std::pair<int, int>, QFontMetricsF> m_metrics;
};

/// Lays one pipeline out with so many stages in a row.
class PipelineLayout
{
public:
    PipelineLayout(const facts::Pipeline &pipeline, int perRow);
    [[nodiscard]] PipelinePicture take() { return std::move(m_sheet.picture); }

private:
    struct Column
    {
        const facts::Stage *stage = nullptr; ///< null: an environment that no stage names
        QString environment;
        double left = 0;
        int index = -1; ///< of its stage
        int stagePart = -1;
    };
    struct Row
    {
        QList<Column> columns;
        double middle = 0; ///< height of the flow
        double below = 0;  ///< where the tracks under it begin
        int tracks = 0;    ///< of promotions that go around
        double flowTrack = 0;
    };
    struct Place
    {
        int row = -1;
        int column = -1;
        QRectF rect;
    };

    void addHeader();
    void makeRows(int perRow);
    double addRow(Row *row, int number, double top);
    void addGate(const Column &column, double top, double middle);
    double stageHeight(const Row &row);
    void addStage(Column *column, const QRectF &rect);
    void addEnvironment(const Column &column, int rowNumber, int columnNumber, const QRectF &rect);
    [[nodiscard]] double environmentHeight(const Row &row) const;
    /// Chips in a column, grouped by mode, at most `most` of them; returns where they end. `ticks` get the
    /// heights of their middles.
    double addControls(const QList<facts::Control> &controls, const Column &column, double top, double width,
                       qsizetype most, const facts::Environment *of, QList<double> *ticks);
    int addControl(const facts::Control &control, const QRectF &rect, int column, const QString &where);
    void addFlow(const Row &row, int number);
    void planPromotions();
    void addPromotions();
    double addPanels(double top);
    double addChipPanel(const QString &title, const QRectF &frame, bool services);
    double addFigures(const QRectF &frame);
    double flowChips(const QList<facts::Control> &controls, double top, const QRectF &frame);
    void finish();

    const facts::Pipeline &m_pipeline;
    PipelineSheet m_sheet;
    QList<Row> m_rows;
    double m_left = 0;             ///< of the first column
    double m_width = 0;            ///< of all columns
    QMap<QString, Place> m_places; ///< of the first card of each environment
    QList<int> m_around;           ///< promotions that go around, by index
    int m_leftTracks = 0;
};

} // namespace gp::diagram
