// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisionpage.h"

#include "core/decisions/proposal.h"
#include "core/documents/contexts.h"
#include "views/decisions/basishtml.h"
#include "views/decisions/decisioneditor.h"
#include "views/decisions/stepdialog.h"
#include "views/pages/recordview.h"
#include "views/publish/publishwatch.h"
#include "views/publish/publishwords.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using decisions::Status;

namespace {

QString hintOf(Status to)
{
    switch (to) {
    case Status::Draft:
        return DecisionPage::tr("Takes it back to work on it");
    case Status::Proposed:
        return DecisionPage::tr("Puts it before those who decide");
    case Status::Accepted:
        return DecisionPage::tr("It holds from then on, and gets its number");
    case Status::Rejected:
        return DecisionPage::tr("It is kept, with the reason");
    case Status::Deprecated:
        return DecisionPage::tr("It holds no more, and nothing takes its place");
    case Status::Superseded:
        return DecisionPage::tr("Another decision takes its place");
    }
    return {};
}

/// Of its document.
QString pathOf(const Record &decision)
{
    return u"decisions/"_s + documents::decisionFileName(decision);
}

} // namespace

DecisionPage::DecisionPage(Session &session, RecordId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_id(id)
    , m_bar(new QWidget(this))
    , m_row(new QHBoxLayout(m_bar))
    , m_publish(new QPushButton(tr("Publish…"), m_bar))
    , m_standing(new Link({}, m_bar))
    , m_edit(new QPushButton(m_bar))
    , m_stack(new QStackedWidget(this))
    , m_page(new RecordView(session, id, m_stack))
{
    m_bar->setObjectName(u"decisionBar"_s);
    m_row->setContentsMargins(16, 8, 16, 8);
    m_row->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(hairline(this));
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_page);
    m_edit->setObjectName(u"editDecision"_s);
    m_publish->setObjectName(u"publishDecision"_s);
    m_publish->setToolTip(tr("Shows what would be done with its page in Confluence, before anything is"));
    m_publish->hide();
    m_standing->hide();
    connect(m_publish, &QPushButton::clicked, this, &DecisionPage::publishWanted);
    connect(m_standing, &QPushButton::clicked, this, [this] {
        const auto *record = m_session.model().record(m_id);
        const QUrl url = record ? m_watch->standings().documents.value(pathOf(*record)).url : QUrl();
        if (!url.isEmpty())
            QDesktopServices::openUrl(url);
        else
            Q_EMIT publishWanted();
    });
    connect(m_edit, &QPushButton::clicked, this, [this] { isEditing() ? read() : edit(); });
    setFocusProxy(m_page);
    connect(&session, &Session::changed, this, [this] {
        refresh();
        m_isStale = true;
        if (isVisible())
            workOut();
    });
    refresh();
}

void DecisionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        workOut();
    if (m_watch)
        m_watch->addLooker(this);
}

void DecisionPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_watch)
        m_watch->removeLooker(this);
}

void DecisionPage::setPublishing(PublishWatch *watch)
{
    m_watch = watch;
    m_publish->show();
    connect(watch, &PublishWatch::changed, this, &DecisionPage::sayStanding);
    connect(watch, &PublishWatch::targetChanged, this, &DecisionPage::sayStanding);
    if (isVisible())
        watch->addLooker(this);
    sayStanding();
}

Link *DecisionPage::standing() const
{
    return m_standing;
}

void DecisionPage::sayStanding()
{
    const auto *record = m_session.model().record(m_id);
    const bool isKnown = record && m_watch && m_watch->target().isSet() &&
                         m_watch->standings().documents.contains(pathOf(*record));
    m_standing->setVisible(isKnown);
    if (!isKnown)
        return;
    const auto &document = *m_watch->standings().documents.constFind(pathOf(*record));
    m_standing->setText(tr("Page: %1").arg(standingText(document.standing)));
    m_standing->setToolTip(standingTip(document, m_watch->standings().looked));
}

void DecisionPage::refresh()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    const Status status = decisions::statusOf(*record);
    const QStringList missing = decisions::missingSignatures(m_session.model(), *record);
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (item->widget() && item->widget() != m_edit && item->widget() != m_publish &&
            item->widget() != m_standing)
            item->widget()->deleteLater();
        delete item;
    }
    m_buttons.clear();
    m_row->addWidget(textLabel(tr("Status: %1").arg(decisions::toString(status)), {}, m_bar));
    if (!missing.isEmpty() && (status == Status::Draft || status == Status::Proposed))
        m_row->addWidget(textLabel(tr("still to sign: %1").arg(missing.join(u", "_s)), u"muted"_s, m_bar));
    m_row->addStretch(1);
    m_row->addWidget(m_standing);
    const QString readOnly = m_session.readOnlyReason();
    for (const Status to : decisions::nextOf(status)) {
        auto *button = new QPushButton(decisions::verbOf(to) + u'…', m_bar);
        button->setToolTip(readOnly.isEmpty() ? hintOf(to) : readOnly);
        button->setEnabled(readOnly.isEmpty());
        connect(button, &QPushButton::clicked, this, [this, to] { step(to); });
        m_row->addWidget(button);
        m_buttons.insert(to, button);
    }
    m_row->addWidget(m_publish);
    m_row->addWidget(m_edit);
    sayEdit();
}

void DecisionPage::sayEdit()
{
    const QString readOnly = m_session.readOnlyReason();
    m_edit->setText(isEditing() ? tr("Done") : tr("Edit"));
    setLook(m_edit, isEditing() ? u"primary"_s : QString());
    m_edit->style()->unpolish(m_edit); // the look is another one now
    m_edit->style()->polish(m_edit);
    m_edit->setEnabled(readOnly.isEmpty() || isEditing());
    m_edit->setToolTip(!readOnly.isEmpty() ? readOnly
                       : isEditing()       ? tr("Back to reading (Esc); everything is stored")
                                           : tr("Edit text, options, consequences and links (Ctrl+E)"));
}

bool DecisionPage::isEditing() const
{
    return m_editor && m_stack->currentWidget() == m_editor;
}

bool DecisionPage::isWorking() const
{
    return m_working.isRunning() || (m_editor && m_editor->isWorking());
}

void DecisionPage::edit()
{
    if (!m_session.readOnlyReason().isEmpty())
        return;
    if (!m_editor) {
        m_editor = new DecisionEditor(m_session, m_id, m_stack);
        m_stack->addWidget(m_editor);
        m_isStale = true;
    }
    m_stack->setCurrentWidget(m_editor);
    setFocusProxy(m_editor);
    sayEdit();
    m_editor->open(DecisionEditor::Tab(m_editor->tabs()->currentIndex()));
    if (m_isStale && isVisible())
        workOut();
}

void DecisionPage::read()
{
    if (!isEditing() || !m_editor->leave())
        return;
    m_stack->setCurrentWidget(m_page);
    setFocusProxy(m_page);
    m_page->setFocus();
    sayEdit();
}

bool DecisionPage::leave()
{
    return !m_editor || m_editor->leave();
}

/// The window has Ctrl+E for pictures, of which there are none here.
static bool isEditKey(const QKeyEvent *event)
{
    return event->key() == Qt::Key_E && event->modifiers() == Qt::ControlModifier;
}

bool DecisionPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEditKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void DecisionPage::keyPressEvent(QKeyEvent *event)
{
    if (isEditKey(event))
        return isEditing() ? read() : edit();
    if (event->key() == Qt::Key_Escape && isEditing())
        return read();
    QWidget::keyPressEvent(event);
}

void DecisionPage::workOut()
{
    m_isStale = false;
    const auto *record = m_session.model().record(m_id);
    if (!record || !decisions::hasBasis(*record)) {
        m_working.drop();
        m_page->setAppendix({});
        return;
    }
    // Values: the session may go on meanwhile.
    m_working.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), decision = *record] {
            return decisions::basisOf(model, metamodel, decision);
        },
        [this](const Result<decisions::Basis> &basis) {
            m_page->setAppendix(basis ? basisHtml(*basis) : basis.error().message.toHtmlEscaped());
            if (m_editor)
                m_editor->setBasis(basis);
        });
}

void DecisionPage::step(Status to)
{
    (new StepDialog(m_session, m_id, to, window()))->open();
}

} // namespace gp::views
