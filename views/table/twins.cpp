// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/twins.h"

#include "views/style/parts.h"
#include "views/table/matrixpage.h"
#include "views/table/tablepage.h"
#include "views/window/settings.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

const QList<std::pair<Twin, QString>> &twinNames()
{
    static const QList<std::pair<Twin, QString>> names = {
        {Twin::Diagram, u"diagram"_s}, {Twin::Table, u"table"_s}, {Twin::Matrix, u"matrix"_s}};
    return names;
}

struct Words
{
    QString text;
    QString sign;
    QString tip;
};

Words wordsFor(Twin twin)
{
    switch (twin) {
    case Twin::Diagram:
        return {TwinSwitch::tr("Diagram"), u"◇"_s, TwinSwitch::tr("The view as a picture")};
    case Twin::Table:
        return {TwinSwitch::tr("Table"), u"☰"_s,
                TwinSwitch::tr("The view as a table to edit, an element a row")};
    case Twin::Matrix:
        return {TwinSwitch::tr("Matrix"), u"▦"_s, TwinSwitch::tr("The view as a matrix of relations")};
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

Twins::Twins(Session &session, ViewId view, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedWidget(this))
    , m_diagram(new ViewPage(session, view, m_stack))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(m_diagram);
    setFocusProxy(m_diagram);
    const auto *shown = session.model().view(view);
    const QString kept =
        shown ? Settings::viewValue(session.store().path(), shown->key, u"twin"_s) : QString();
    const auto it = std::ranges::find(twinNames(), kept, &std::pair<Twin, QString>::second);
    if (it != twinNames().end() && it->first != m_twin)
        show(it->first);
}

QWidget *Twins::pageFor(Twin twin)
{
    if (twin == Twin::Diagram)
        return m_diagram;
    if (twin == Twin::Table) {
        if (!m_table)
            m_stack->addWidget(m_table = new TablePage(m_session, view(), m_stack));
        return m_table;
    }
    if (!m_matrix)
        m_stack->addWidget(m_matrix = new MatrixPage(m_session, view(), m_stack));
    return m_matrix;
}

void Twins::show(Twin twin)
{
    if (twin == m_twin)
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_twin = twin;
    auto *page = pageFor(twin);
    m_stack->setCurrentWidget(page);
    setFocusProxy(page);
    if (hadFocus)
        page->setFocus(Qt::OtherFocusReason);
    if (const auto *shown = m_session.model().view(view())) {
        const auto it = std::ranges::find(twinNames(), twin, &std::pair<Twin, QString>::first);
        Settings::setViewValue(m_session.store().path(), shown->key, u"twin"_s,
                               twin == Twin::Diagram ? QString() : it->second);
    }
}

bool Twins::isBusy() const
{
    return m_diagram->isBusy() || (m_table && m_table->isBusy()) || (m_matrix && m_matrix->isBusy());
}

TwinSwitch::TwinSwitch(QWidget *parent)
    : QFrame(parent)
    , m_group(new QButtonGroup(this))
{
    setObjectName(u"plateauBar"_s); // the same frame
    setAccessibleName(tr("Show the view as"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    for (const auto &[twin, name] : twinNames()) {
        const auto words = wordsFor(twin);
        auto *segment = new QPushButton(words.text, this);
        setLook(segment, u"segment"_s);
        segment->setProperty("tone", u"quiet"_s);
        if (twin == Twin::Diagram)
            segment->setProperty("edge", u"first"_s);
        else if (twin == Twin::Matrix)
            segment->setProperty("edge", u"last"_s);
        segment->setCheckable(true);
        segment->setFocusPolicy(Qt::TabFocus);
        segment->setToolTip(words.tip);
        segment->setAccessibleName(words.text);
        m_group->addButton(segment, int(twin));
        row->addWidget(segment);
    }
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(Twin(id)); });
}

void TwinSwitch::setCurrent(Twin twin)
{
    m_group->button(int(twin))->setChecked(true);
}

void TwinSwitch::setCompact(bool isCompact)
{
    if (isCompact == m_isCompact)
        return;
    m_isCompact = isCompact;
    for (const auto &[twin, name] : twinNames()) {
        const auto words = wordsFor(twin);
        m_group->button(int(twin))->setText(isCompact ? words.sign : words.text);
    }
}

QAbstractButton *TwinSwitch::button(Twin twin) const
{
    return m_group->button(int(twin));
}

} // namespace gp::views
