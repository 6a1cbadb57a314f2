// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisionpreview.h"

#include "core/documents/documents.h"
#include "core/documents/html_page.h"
#include "core/documents/markdown.h"
#include "core/exchange/adr/text.h"
#include "core/store/query.h"
#include "views/editor/highlighting.h"
#include "views/pages/confluencehtml.h"
#include "views/pages/pagebrowser.h"
#include "views/style/appearance.h"
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
    QString title;
    documents::StorageBody storage; ///< where that was asked for
    QMap<QString, QByteArray> pictures;
};

DecisionPreview::DecisionPreview(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tabs(new UnderlineTabs(this))
    , m_source(new QPushButton(tr("Source"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_stack(new QStackedWidget(this))
    , m_page(new PageBrowser(session, m_stack))
    , m_madr(makeSource(tr("MADR text")))
    , m_confluence(new PageBrowser(session, m_stack))
    , m_storage(makeSource(tr("Storage format")))
    , m_madrColours(std::make_unique<Highlighting>(m_madr->document(), u"Markdown"_s))
    , m_storageColours(std::make_unique<Highlighting>(m_storage->document(), u"XML"_s))
{
    for (const auto &[name, tip] : {std::pair(tr("Preview"), tr("The decision's document")),
                                    std::pair(tr("MADR"), tr("The file that an export writes")),
                                    std::pair(tr("Confluence page"), tr("What a publication shows"))})
        m_tabs->setTabToolTip(m_tabs->addTab(name), tip);
    m_tabs->setAccessibleName(tr("What becomes of it"));
    for (auto *button : {m_source, m_copy})
        setLook(button, u"small"_s);
    m_source->setCheckable(true);
    m_source->setToolTip(tr("The page in Confluence's storage format"));
    m_copy->setToolTip(tr("Copy the text"));
    m_page->setAccessibleName(tr("Preview"));
    m_confluence->setAccessibleName(tr("Confluence page"));
    for (QWidget *one : std::initializer_list<QWidget *>{m_page, m_madr, m_confluence, m_storage})
        m_stack->addWidget(one);
    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_source);
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
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        showTab();
        m_isStale = true; // a tab's content is made when it is looked at
        make();
    });
    connect(m_source, &QPushButton::toggled, this, &DecisionPreview::showTab);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        const auto *text = m_tabs->currentIndex() == Madr ? m_madr : m_storage;
        QGuiApplication::clipboard()->setText(text->toPlainText());
    });
    showTab();
}

DecisionPreview::~DecisionPreview()
{
    // Taking the colours away is a change of the text.
    m_madr->blockSignals(true);
    m_storage->blockSignals(true);
    m_work.waitForFinished(); // it reads the project's file
}

QPlainTextEdit *DecisionPreview::makeSource(const QString &name)
{
    auto *edit = new QPlainTextEdit(m_stack);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    edit->setFont(mono);
    edit->setReadOnly(true);
    edit->setFrameShape(QFrame::NoFrame);
    edit->setAccessibleName(name);
    return edit;
}

void DecisionPreview::showTab()
{
    const int tab = m_tabs->currentIndex();
    const bool isSource = tab == Confluence && m_source->isChecked();
    m_source->setVisible(tab == Confluence);
    m_copy->setVisible(tab == Madr || isSource);
    m_stack->setCurrentIndex(isSource ? Confluence + 1 : tab);
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
         plateau = m_session.plateau(), decision = *m_decision,
         isForConfluence = m_tabs->currentIndex() == Confluence]() -> Done {
            return std::make_shared<Made>(made(model, metamodel, path, plateau, decision, isForConfluence));
        },
        [this](const Done &done) {
            take(*done);
            if (m_isStale && !m_wait.isActive())
                make();
        });
}

DecisionPreview::Made DecisionPreview::made(const Model &model, const metamodel::Metamodel &metamodel,
                                            const QString &path, PlateauId plateau, const Record &decision,
                                            bool isForConfluence)
{
    Made made;
    Draft draft(model);
    if (!draft.update(decision))
        return made; // gone meanwhile
    made.madr = exchange::adr::exportedText(draft.model(), decision);
    documents::Request request;
    request.kinds = {u"adr"_s};
    request.formats = {isForConfluence ? documents::Format::Confluence : documents::Format::Markdown};
    request.plateau = plateau;
    request.scope = decision.key;
    request.linksElements = !isForConfluence;
    const auto query = store::Query::open(path);
    if (!query) {
        made.page = query.error().message.toHtmlEscaped();
        return made;
    }
    const auto rendered = documents::Generator(draft.model(), metamodel, **query).render(request);
    if (!rendered || rendered->isEmpty()) {
        made.page = rendered ? QString() : rendered.error().message.toHtmlEscaped();
        return made;
    }
    const auto &document = rendered->first();
    made.title = document.title;
    made.storage = document.storage;
    made.pictures = document.pictures;
    made.page = documents::htmlBody(documents::withoutFrontMatter(document.markdown), document.path,
                                    document.pictures, {})
                    .html;
    return made;
}

void DecisionPreview::showText(QPlainTextEdit *edit, const QString &text)
{
    if (edit->toPlainText() == text)
        return;
    const int down = edit->verticalScrollBar()->value();
    edit->setPlainText(text);
    edit->verticalScrollBar()->setValue(down);
}

void DecisionPreview::take(const Made &made)
{
    showText(m_madr, made.madr);
    if (made.storage.xml.isEmpty()) {
        m_page->setBody(made.page);
        return;
    }
    m_confluence->setBody(confluenceHtml(made.title, made.storage, made.pictures, currentTheme()));
    showText(m_storage, made.storage.xml);
}

void DecisionPreview::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_storageColours) {
        m_madrColours->dress();
        m_storageColours->dress();
        m_isStale = true;
        make(); // boxes have colours of the look
    }
    QWidget::changeEvent(event);
}

} // namespace gp::views
