// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisionpreview.h"

#include "core/documents/documents.h"
#include "core/documents/html_page.h"
#include "core/documents/markdown.h"
#include "core/exchange/adr/text.h"
#include "core/store/query.h"
#include "views/editor/highlighting.h"
#include "views/pages/pagebrowser.h"
#include "views/style/parts.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gp::views {

namespace {
constexpr auto moment = 250ms; // after the last change
}

struct DecisionPreview::Made
{
    QString page; ///< HTML
    QString madr;
};

DecisionPreview::DecisionPreview(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tabs(new UnderlineTabs(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_stack(new QStackedWidget(this))
    , m_page(new PageBrowser(session, m_stack))
    , m_madr(new QPlainTextEdit(m_stack))
    , m_highlighting(std::make_unique<Highlighting>(m_madr->document(), u"Markdown"_s))
{
    m_tabs->addTab(tr("Preview"));
    m_tabs->addTab(tr("MADR"));
    m_tabs->setTabToolTip(Page, tr("The decision's document"));
    m_tabs->setTabToolTip(Madr, tr("The file that an export writes"));
    m_tabs->setAccessibleName(tr("What becomes of it"));
    setLook(m_copy, u"small"_s);
    m_copy->setToolTip(tr("Copy the MADR text"));
    m_copy->hide();
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    m_madr->setFont(mono);
    m_madr->setReadOnly(true);
    m_madr->setFrameShape(QFrame::NoFrame);
    m_madr->setAccessibleName(tr("MADR text"));
    m_page->setAccessibleName(tr("Preview"));
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_madr);
    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(hairline(this));
    column->addWidget(m_stack, 1);
    m_wait.setSingleShot(true);
    m_wait.setInterval(moment);
    connect(&m_wait, &QTimer::timeout, this, &DecisionPreview::make);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        m_copy->setVisible(tab == Madr);
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_madr->toPlainText()); });
}

DecisionPreview::~DecisionPreview()
{
    m_madr->blockSignals(true);
    m_work.waitForFinished(); // it reads the project's file
}

void DecisionPreview::setDecision(const Record &decision)
{
    m_decision = decision;
    m_isStale = true;
    m_wait.start();
}

void DecisionPreview::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale && !m_wait.isActive())
        make();
}

void DecisionPreview::make()
{
    // One at a time: a slow one is not overtaken by others that wait for the same processor.
    if (!m_decision || m_making.isRunning() || !isVisible())
        return;
    m_isStale = false;
    using Done = std::shared_ptr<Made>;
    m_work = m_making.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), path = m_session.store().path(),
         plateau = m_session.plateau(), decision = *m_decision]() -> Done {
            Draft draft(model);
            auto made = std::make_shared<Made>();
            if (!draft.update(decision))
                return made;
            made->madr = exchange::adr::exportedText(draft.model(), decision);
            auto query = store::Query::open(path);
            if (!query) {
                made->page = query.error().message.toHtmlEscaped();
                return made;
            }
            documents::Request request;
            request.kinds = {u"adr"_s};
            request.formats = {documents::Format::Markdown};
            request.plateau = plateau;
            request.scope = decision.key;
            request.linksElements = true;
            documents::Generator generator(draft.model(), metamodel, **query);
            const auto rendered = generator.render(request);
            if (!rendered || rendered->isEmpty()) {
                made->page = rendered ? QString() : rendered.error().message.toHtmlEscaped();
                return made;
            }
            const auto &document = rendered->first();
            made->page =
                documents::htmlBody(documents::withoutFrontMatter(document.markdown), document.path, document.pictures, {})
                    .html;
            return made;
        },
        [this](const Done &made) {
            take(*made);
            if (m_isStale && !m_wait.isActive())
                make();
        });
}

void DecisionPreview::take(const Made &made)
{
    m_page->setBody(made.page);
    if (m_madr->toPlainText() == made.madr)
        return;
    const int down = m_madr->verticalScrollBar()->value();
    m_madr->setPlainText(made.madr);
    m_madr->verticalScrollBar()->setValue(down);
}

void DecisionPreview::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_highlighting)
        m_highlighting->dress();
    QWidget::changeEvent(event);
}

} // namespace gp::views
