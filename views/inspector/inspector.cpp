// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/inspector.h"

#include "views/inspector/foldsection.h"
#include "views/inspector/severalpage.h"
#include "views/ownkinds/propertydialog.h"
#include "views/panels/findings.h"
#include "views/style/parts.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace gp::views {

Inspector::Inspector(Session &session, Findings *findings, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_findings(findings)
{
    setObjectName(u"inspectorPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Inspector"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&session, &Session::changed, this, &Inspector::refresh);
    connect(&session, &Session::plateauChanged, this, &Inspector::rebuild);
    connect(&session, &Session::selectionChanged, this, &Inspector::onSelection);
    if (findings)
        connect(findings, &Findings::changed, this, [this] {
            if (m_session.selectedElement().isValid() && !m_session.isComparing())
                refresh();
        });
    rebuild();
}

void Inspector::onSelection()
{
    m_all = false;
    m_isOther = true;
    rebuild();
    verticalScrollBar()->setValue(0);
}

void Inspector::refresh()
{
    // What is being typed is not taken away: the news waits until the editor is closed.
    m_isStale = m_page && m_page->isEditing();
    if (!m_isStale)
        rebuild();
}

void Inspector::edit(const QString &property)
{
    if (!m_page->row(property)) {
        m_all = true;
        rebuild();
    }
    if (auto *row = m_page->row(property)) {
        ensureWidgetVisible(row);
        row->edit();
    }
}

void Inspector::reveal(const QString &property)
{
    // Later: a page made just now has no layout yet.
    QMetaObject::invokeMethod(
        this,
        [this, property] {
            const auto *row = m_page->row(property);
            if (!row)
                return;
            // A row can be taller than the pane; its beginning, with the label, is what is to be seen.
            const int top = row->mapTo(m_page, QPoint(0, 0)).y();
            const int shown = verticalScrollBar()->value();
            if (top < shown || top + row->height() > shown + viewport()->height())
                verticalScrollBar()->setValue(std::max(0, top - 12));
        },
        Qt::QueuedConnection);
}

void Inspector::rebuild()
{
    const int position = verticalScrollBar()->value();
    // The field that has the focus keeps it, so that one can go on with the keyboard after an edit.
    QString focused;
    auto *focus = m_page ? m_page->focusWidget() : nullptr;
    const bool hadFocus = focus && focus->hasFocus();
    for (QWidget *widget = hadFocus ? focus : nullptr; widget && widget != m_page;
         widget = widget->parentWidget()) {
        if (const auto *row = qobject_cast<PropertyRow *>(widget))
            focused = row->field().property.name;
    }
    // What is unfolded stays so after an edit; another element begins folded.
    QStringList open;
    for (const auto *section :
         m_page && !m_isOther ? m_page->findChildren<FoldSection *>() : QList<FoldSection *>()) {
        if (section->isOpen())
            open.append(section->objectName());
    }
    m_isOther = false;
    auto *old = takeWidget();
    m_page = makePage();
    setLook(m_page, u"plain"_s);
    connect(m_page, &InspectorPage::allWanted, this, [this](bool all) {
        m_all = all;
        rebuild();
    });
    connect(m_page, &InspectorPage::propertyWanted, this, &Inspector::askProperty);
    connect(m_page, &InspectorPage::historyWanted, this, &Inspector::historyWanted);
    for (auto *section : m_page->findChildren<FoldSection *>())
        section->setOpen(open.contains(section->objectName()));
    // Queued: what was edited is stored first, and then all is new anyway.
    connect(
        m_page, &InspectorPage::editorClosed, this,
        [this] {
            if (m_isStale)
                refresh();
        },
        Qt::QueuedConnection);
    m_isStale = false;
    setWidget(m_page);
    m_page->show();
    if (old) {
        old->hide();
        old->deleteLater(); // this can be called from within it
    }
    if (auto *row = focused.isEmpty() ? nullptr : m_page->row(focused))
        row->valueLabel()->setFocus(Qt::OtherFocusReason);
    verticalScrollBar()->setValue(position);
}

void Inspector::askProperty(const QStringList &kinds)
{
    auto *dialog = new PropertyDialog(m_session, kinds, window());
    // Who adds a property has something to say with it: once the dialog is gone and the window has the focus.
    connect(dialog, &PropertyDialog::stored, this, [this, dialog](const QString &name) {
        connect(dialog, &QObject::destroyed, this, [this, name] { edit(name); });
    });
    dialog->open();
}

InspectorPage *Inspector::makePage()
{
    const auto &selection = m_session.selection();
    if (const auto *record = std::get_if<RecordId>(&selection))
        return new RecordPage(m_session, *record, m_all, this);
    if (m_session.isComparing())
        return new GapPage(m_session, this);
    if (const auto elements = m_session.selectedElements(); elements.size() > 1)
        return new SeveralPage(m_session, elements, m_shared, m_all, this);
    if (const auto *element = std::get_if<ElementId>(&selection))
        return new ElementPage(m_session, m_findings, *element, m_all, this);
    if (const auto *relation = std::get_if<RelationId>(&selection))
        return new RelationPage(m_session, *relation, m_all, this);
    return new ProjectPage(m_session, this);
}

} // namespace gp::views
