// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What belongs to no single stage: controls of the whole pipeline, services, figures against another state.
#include "core/diagram/pipeline_layout.h"

using namespace Qt::StringLiterals;

namespace gp::diagram {

using Kind = PipelinePart::Kind;
using Tone = PipelineLabel::Tone;

namespace {

constexpr double panelPadding = 16;
constexpr double panelGap = 16;
constexpr double leastPanel = 300;
constexpr double titleHeight = 26;
constexpr double rowHeight = 22;
constexpr double labelWidth = 110;
constexpr qsizetype mostRowsOfServices = 4;
constexpr qsizetype mostControls = 40;
constexpr double mostChip = 200;
constexpr double chipGap = 6;

const PipelineSheet::Face titleFace{13, QFont::DemiBold, Tone::Text};
const PipelineSheet::Face chipFace{11, QFont::Medium, Tone::Accent};
const PipelineSheet::Face headFace{11, QFont::Medium, Tone::Muted};
const PipelineSheet::Face smallFace{11, QFont::Normal, Tone::Muted};

double signRoom(State state)
{
    return state == State::None || state == State::Kept ? 0 : 14;
}

} // namespace

/// Controls as chips that follow each other, a group for each mode; returns where they end.
double PipelineLayout::flowChips(const QList<facts::Control> &controls, double top, const QRectF &frame)
{
    QList<facts::Control> sorted = controls;
    std::ranges::stable_sort(sorted, {}, &facts::Control::mode);
    const qsizetype shown = std::min(sorted.size(), mostControls);
    const double left = frame.left() + panelPadding;
    const double right = frame.right() - panelPadding;
    double x = left;
    double y = top;
    for (qsizetype i = 0; i < shown; ++i) {
        const facts::Control &control = sorted[i];
        if (i == 0 || control.mode != sorted[i - 1].mode) {
            if (i > 0)
                y += chipHeight + 6;
            x = left;
            m_sheet.label(-1, {x + modeSignWidth, y}, facts::modeWord(control.mode), headFace,
                          right - x - modeSignWidth);
            m_sheet.picture.labels.back().sign = control.mode;
            y += 18;
        }
        const double wanted = m_sheet.widthOf(control.name, chipFace) + 2 * chipPadding + modeSignWidth +
                              signRoom(control.state) + 1;
        const double width = std::min({std::ceil(wanted), mostChip, right - left});
        if (x > left && x + width > right) {
            x = left;
            y += chipHeight + 4;
        }
        addControl(control, QRectF(x, y, width, chipHeight), -1, m_pipeline.name);
        x += width + chipGap;
    }
    y += shown > 0 ? chipHeight : 0;
    if (shown < sorted.size()) {
        y += 4;
        QStringList names;
        for (const facts::Control &control : sorted.mid(shown))
            names.append(control.name);
        PipelinePart part;
        part.kind = Kind::More;
        part.element = m_pipeline.id;
        part.key = m_pipeline.key;
        part.colour = u"control"_s;
        part.rect = QRectF(left, y, std::min(120.0, right - left), chipHeight);
        part.tip = names.join(u", "_s);
        part.spoken = u"%1 more controls: %2"_s.arg(names.size()).arg(part.tip);
        m_sheet.label(m_sheet.part(part), part.rect.topLeft() + QPointF(chipPadding, 4),
                      u"+ %1 more"_s.arg(names.size()), smallFace, part.rect.width() - 2 * chipPadding);
        y += chipHeight;
    }
    return y;
}

double PipelineLayout::addChipPanel(const QString &title, const QRectF &frame, bool services)
{
    const double left = frame.left() + panelPadding;
    const double right = frame.right() - panelPadding;
    m_sheet.label(-1, {left, frame.top() + panelPadding - 2}, title, titleFace, right - left);
    const double top = frame.top() + panelPadding + titleHeight;
    if (services && m_pipeline.services.isEmpty())
        return top + 4;
    if (!services)
        return flowChips(m_pipeline.controls, top, frame) + panelPadding;
    double x = left;
    double y = top;
    qsizetype rows = 1;
    constexpr double moreWidth = 90;
    qsizetype i = 0;
    for (; i < m_pipeline.services.size(); ++i) {
        const facts::Service &service = m_pipeline.services[i];
        const double wanted =
            m_sheet.widthOf(service.name, chipFace) + 2 * chipPadding + signRoom(service.state) + 1;
        const double width = std::min({std::ceil(wanted), mostChip, right - left});
        // In the last row there has to be room to say how many more there are.
        const bool isLast = i + 1 == m_pipeline.services.size();
        const double end = rows == mostRowsOfServices && !isLast ? right - moreWidth : right;
        if (x > left && x + width > end) {
            if (rows == mostRowsOfServices)
                break;
            ++rows;
            x = left;
            y += chipHeight + 4;
        }
        PipelinePart part;
        part.kind = Kind::Service;
        part.element = service.id;
        part.key = service.name;
        part.rect = QRectF(x, y, width, chipHeight);
        part.colour = u"service"_s;
        part.state = service.state;
        part.tip = facts::withState(service.name, service.state);
        part.spoken = u"Service %1"_s.arg(part.tip);
        m_sheet.label(m_sheet.part(part), part.rect.topLeft() + QPointF(chipPadding, 4), service.name,
                      chipFace, width - 2 * chipPadding - signRoom(service.state));
        x += width + chipGap;
    }
    if (i < m_pipeline.services.size()) {
        constexpr qsizetype mostNamed = 60;
        QStringList names;
        const qsizetype hidden = m_pipeline.services.size() - i;
        for (qsizetype k = i; k < m_pipeline.services.size() && names.size() < mostNamed; ++k)
            names.append(m_pipeline.services[k].name);
        if (hidden > mostNamed)
            names.append(u"and %1 more"_s.arg(hidden - mostNamed));
        if (x > left && x + moreWidth > right) {
            x = left;
            y += chipHeight + 4;
        }
        PipelinePart part;
        part.kind = Kind::More;
        part.element = m_pipeline.id;
        part.key = m_pipeline.key;
        part.rect = QRectF(x, y, std::min(moreWidth, right - left), chipHeight);
        part.colour = u"service"_s;
        part.tip = names.join(u", "_s);
        part.spoken = u"%1 more services: %2"_s.arg(hidden).arg(part.tip);
        m_sheet.label(m_sheet.part(part), part.rect.topLeft() + QPointF(chipPadding, 4),
                      u"+ %1 more"_s.arg(hidden), smallFace, part.rect.width() - 2 * chipPadding);
    }
    return y + chipHeight + panelPadding;
}

double PipelineLayout::addFigures(const QRectF &frame)
{
    const double left = frame.left() + panelPadding;
    const double right = frame.right() - panelPadding;
    m_sheet.label(-1, {left, frame.top() + panelPadding - 2}, m_pipeline.againstTitle, titleFace,
                  right - left);
    double y = frame.top() + panelPadding + titleHeight;
    for (const facts::Figure &figure : m_pipeline.figures) {
        m_sheet.label(-1, {left, y}, figure.label, {12, QFont::Normal, Tone::Muted}, labelWidth - 8);
        double x = left + labelWidth;
        const auto add = [&](const QString &text, Tone tone) {
            x += m_sheet.label(-1, {x, y}, text, {12, QFont::Medium, tone}, right - x) + 6;
        };
        if (figure.before == figure.after) {
            add(figure.after, Tone::Text);
        } else {
            add(figure.before.isEmpty() ? u"–"_s : figure.before, Tone::Removed);
            add(u"→"_s, Tone::Muted);
            add(figure.after.isEmpty() ? u"–"_s : figure.after, Tone::Added);
        }
        y += rowHeight;
    }
    return y + panelPadding - 6;
}

double PipelineLayout::addPanels(double top)
{
    QList<std::function<double(const QRectF &)>> panels;
    if (!m_pipeline.controls.isEmpty())
        panels.append([this](const QRectF &frame) {
            return addChipPanel(u"Controls on the whole pipeline · %1"_s.arg(m_pipeline.controls.size()),
                                frame, false);
        });
    const qsizetype gone = std::ranges::count(m_pipeline.services, State::Removed, &facts::Service::state);
    const qsizetype delivered = m_pipeline.services.size() - gone;
    panels.append([this, delivered](const QRectF &frame) {
        return addChipPanel(delivered == 0   ? u"Delivers no service"_s
                            : delivered == 1 ? u"Delivers 1 service"_s
                                             : u"Delivers %1 services"_s.arg(delivered),
                            frame, true);
    });
    if (m_pipeline.state != State::None)
        panels.append([this](const QRectF &frame) { return addFigures(frame); });
    const double width = std::max(m_width, 620.0);
    const qsizetype across =
        std::clamp<qsizetype>(qsizetype((width + panelGap) / (leastPanel + panelGap)), 1, panels.size());
    const double each = std::floor((width - panelGap * double(across - 1)) / double(across));
    double y = top;
    for (qsizetype i = 0; i < panels.size(); i += across) {
        QList<qsizetype> frames;
        double bottom = y;
        for (qsizetype k = i; k < std::min(i + across, panels.size()); ++k) {
            const QRectF frame(m_left + double(k - i) * (each + panelGap), y, each, 0);
            bottom = std::max(bottom, panels[k](frame));
            frames.append(m_sheet.picture.panels.size());
            m_sheet.picture.panels.append(frame);
        }
        for (const qsizetype frame : std::as_const(frames))
            m_sheet.picture.panels[frame].setBottom(bottom);
        y = bottom + panelGap;
    }
    return y;
}

} // namespace gp::diagram
