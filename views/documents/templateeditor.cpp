// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/templateeditor.h"

#include "views/documents/difftext.h"
#include "views/documents/documentview.h"
#include "views/documents/templatetext.h"
#include "views/documents/valuestree.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

using documents::Origin;

namespace {

constexpr int keyPause = 300; // ms after the last key

QString originText(Origin origin)
{
    return origin == Origin::Project ? TemplateEditor::tr("this project's")
           : origin == Origin::User  ? TemplateEditor::tr("yours")
                                     : TemplateEditor::tr("built-in");
}

QLineEdit *filterLine(const QString &text, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setPlaceholderText(text);
    line->setAccessibleName(text);
    line->setClearButtonEnabled(true);
    return line;
}

} // namespace

/// What came of a text.
struct TemplateEditor::Tried
{
    Result<QList<documents::Rendered>> made;
    QVariantHash values;
    bool asPage = false;
};

TemplateEditor::TemplateEditor(Session &session, QWidget *parent)
    : Dialog(tr("Document templates"), {}, parent)
    , m_session(session)
    , m_filter(filterLine(tr("Filter templates"), this))
    , m_list(new LinesView(tr("Templates"), this))
    , m_valueFilter(filterLine(tr("Filter values"), this))
    , m_values(new ValuesTree(this))
    , m_head(textLabel({}, u"muted"_s, this))
    , m_text(new TemplateText(this))
    , m_problem(new Link({}, this))
    , m_document(new QComboBox(this))
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_preview(new DocumentView(this))
    , m_markdown(new QPlainTextEdit(this))
    , m_difference(new DiffText(this))
    , m_source(DocumentSource::of(session))
{
    setModal(false);
    m_wait.setSingleShot(true);
    m_wait.setInterval(keyPause);
    addButton(u"compare"_s, tr("Compare with built-in"), tr("What differs, line by line"),
              [this] { compare(); });
    addButton(u"back"_s, tr("Back to the built-in one"), tr("The own template is deleted"),
              [this] { goBack(); });
    addButton(u"user"_s, tr("Save for me"), tr("For every project that has none of its own"),
              [this] { saveFor(Origin::User); });
    addButton(u"project"_s, tr("Save for this project"),
              tr("Beside the project file, for all who work on it (Ctrl+S)"),
              [this] { saveFor(Origin::Project); });
    setLook(m_buttons[u"project"_s], u"primary"_s);
    auto *across = new QSplitter(Qt::Horizontal, this);
    across->setHandleWidth(1);
    across->setChildrenCollapsible(false);
    across->addWidget(leftSide());
    across->addWidget(middle());
    across->addWidget(rightSide());
    across->setStretchFactor(1, 1);
    across->setStretchFactor(2, 1);
    across->setSizes({350, 480, 470});
    content()->addWidget(across, 1);
    closeButton()->setAutoDefault(false);
    closeButton()->setDefault(false);
    resize(1320, 780);

    connect(m_filter, &QLineEdit::textChanged, this, &TemplateEditor::fillList);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TemplateEditor::choose);
    connect(m_valueFilter, &QLineEdit::textChanged, m_values, &ValuesTree::setFilter);
    connect(m_values, &ValuesTree::chosen, this, &TemplateEditor::insert);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TemplateEditor::onText);
    connect(m_problem, &QPushButton::clicked, this, &TemplateEditor::goToProblem);
    connect(m_document, &QComboBox::currentIndexChanged, this, &TemplateEditor::startTry);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        showState();
    });
    connect(&m_wait, &QTimer::timeout, this, &TemplateEditor::tryOut);
    const auto onModel = [this] {
        m_source = DocumentSource::of(m_session);
        if (!isVisible()) // else when it is shown again
            return;
        fillDocuments();
        startTry();
    };
    connect(&session, &Session::changed, this, onModel);
    connect(&session, &Session::plateauChanged, this, onModel);
    m_text->installEventFilter(this);
    fillList();
    load(m_names.value(0));
    m_filter->setFocus();
}

TemplateEditor::~TemplateEditor() = default;

void TemplateEditor::addButton(const QString &name, const QString &text, const QString &tip,
                               const std::function<void()> &action)
{
    auto *made = new QPushButton(text, this);
    made->setAutoDefault(false);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    connect(made, &QPushButton::clicked, this, action);
    m_buttons.insert(name, made);
}

QWidget *TemplateEditor::leftSide()
{
    m_list->setEmptyText(tr("No template is like that."));
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 8, 0);
    column->setSpacing(gap);
    column->addWidget(m_filter);
    column->addWidget(m_list, 3);
    column->addWidget(hairline(side));
    column->addWidget(textLabel(tr("What it can print; a click writes it"), u"muted"_s, side));
    column->addWidget(m_valueFilter);
    column->addWidget(m_values, 2);
    return side;
}

QWidget *TemplateEditor::middle()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(12, 0, 12, 0);
    column->setSpacing(gap);
    column->addWidget(m_head);
    column->addWidget(m_text, 1);
    m_problem->setAccessibleName(tr("What is wrong"));
    m_problem->hide();
    column->addWidget(m_problem);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(m_buttons[u"back"_s]);
    row->addStretch();
    row->addWidget(m_buttons[u"user"_s]);
    row->addWidget(m_buttons[u"project"_s]);
    column->addLayout(row);
    return side;
}

QWidget *TemplateEditor::rightSide()
{
    m_document->setAccessibleName(tr("Document that is shown"));
    m_document->setToolTip(tr("The document of this project that the template is tried on"));
    m_document->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_tabs->setAccessibleName(tr("What comes of it"));
    m_tabs->addTab(tr("Preview"));
    m_tabs->addTab(tr("Markdown"));
    m_tabs->addTab(tr("Differences"));
    m_preview->setAccessibleName(tr("Preview"));
    m_markdown->setAccessibleName(tr("Markdown"));
    m_markdown->setReadOnly(true);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    m_markdown->setFont(mono);
    setLook(m_markdown, u"field"_s);
    m_difference->setAccessibleName(tr("Differences from the built-in one"));
    for (QWidget *page : {static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_markdown),
                          static_cast<QWidget *>(m_difference)})
        m_stack->addWidget(page);
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(12, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(m_document);
    auto *row = new QHBoxLayout;
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_buttons[u"compare"_s]);
    column->addLayout(row);
    column->addWidget(m_stack, 1);
    return side;
}

const documents::TemplateInfo *TemplateEditor::info(const QString &name) const
{
    const auto it = std::ranges::find(m_all, name, &documents::TemplateInfo::name);
    return it == m_all.end() ? nullptr : &*it;
}

void TemplateEditor::fillList()
{
    m_isFilling = true;
    m_all = documents::templates(documents::templateFolders(m_session.store().path()));
    const QString wanted = m_filter->text().trimmed();
    QList<Line> lines;
    m_names.clear();
    for (const auto &one : std::as_const(m_all)) {
        const auto *kind = documents::documentKind(one.kind);
        const QString text =
            QStringList{one.name, one.header.title, kind ? kind->title : QString(), originText(one.origin)}
                .join(u' ');
        if (!text.contains(wanted, Qt::CaseInsensitive))
            continue;
        Line line;
        line.lead = one.header.title;
        line.suffix = one.name;
        line.right = originText(one.origin);
        line.tone = one.warnings.isEmpty() ? Tone::Text : Tone::Changed;
        line.tip = tr("%1\n%2").arg(kind ? kind->help : tr("A part that several documents have"), one.path);
        line.isCurrent = one.name == m_chosen;
        line.id = deriveIdValue(one.name);
        lines.append(line);
        m_names.append(one.name);
    }
    m_list->setLines(lines);
    const auto row = m_names.indexOf(m_chosen);
    m_list->setCurrentIndex(row >= 0 ? m_list->model()->index(int(row), 0) : QModelIndex());
    m_isFilling = false;
    showState();
}

void TemplateEditor::choose()
{
    const QString name = m_names.value(m_list->currentIndex().row());
    if (m_isFilling || name.isEmpty() || name == m_chosen)
        return;
    leave([this, name] { load(name); });
}

void TemplateEditor::openTemplate(const QString &name)
{
    if (!info(name) || name == m_chosen)
        return;
    leave([this, name] {
        m_filter->clear();
        load(name);
        m_list->scrollTo(m_list->currentIndex());
    });
}

void TemplateEditor::load(const QString &name)
{
    const auto *one = info(name);
    if (!one)
        return;
    const auto text = documents::readTemplate(one->path);
    m_chosen = name;
    m_saved = text.value_or(QString());
    m_wrong = {};
    m_text->setTemplate(name, m_saved);
    m_text->setReadOnly(!text);
    fillDocuments();
    fillList();
    if (!text)
        showProblem(text.error());
}

void TemplateEditor::fillDocuments()
{
    const QSignalBlocker quiet(m_document);
    const QString before = m_document->currentData().toString();
    const auto *one = info(m_chosen);
    m_document->clear();
    if (!one)
        return;
    if (m_chosen == "index.md"_L1)
        m_document->addItem(tr("Index page"), u"index"_s);
    else {
        // A part stands in many: any of them shows it.
        for (const auto &listed : documents::listDocuments(m_session.model(), m_session.plateau())) {
            if (one->kind.isEmpty() || documents::templateNameFor(listed.kind, listed.path) == m_chosen)
                m_document->addItem(listed.title, listed.path);
        }
    }
    m_document->setCurrentIndex(std::max(0, m_document->findData(before)));
    m_document->setEnabled(m_document->count() > 1);
}

bool TemplateEditor::isUnsaved() const
{
    return m_text->toPlainText() != m_saved;
}

void TemplateEditor::onText()
{
    // Colours are a change of the document as well.
    showState();
    startTry();
}

QString TemplateEditor::headText() const
{
    return m_head->text();
}

void TemplateEditor::showState()
{
    const auto *one = info(m_chosen);
    if (!one)
        return;
    const QString text = m_text->toPlainText();
    const auto read = documents::readTemplateHeader(text, m_chosen);
    const auto &header = read.header.lines > 0 ? read.header : one->header;
    QStringList parts{header.title.isEmpty() ? one->header.title : header.title, originText(one->origin)};
    if (!header.scope.isEmpty())
        parts.append(tr("for each %1").arg(header.scope));
    if (!header.labels.isEmpty())
        parts.append(tr("labels: %1").arg(header.labels.join(u", "_s)));
    if (isUnsaved())
        parts.append(tr("not saved"));
    m_head->setText(parts.join(u" · "_s));
    m_buttons[u"project"_s]->setEnabled(isUnsaved() || one->origin != Origin::Project);
    m_buttons[u"user"_s]->setEnabled(isUnsaved() || one->origin != Origin::User);
    m_buttons[u"back"_s]->setEnabled(one->origin != Origin::BuiltIn);
    if (Tab(m_tabs->currentIndex()) == Tab::Compare) {
        const auto builtIn = documents::builtInTemplate(m_chosen);
        m_difference->setTexts(builtIn.value_or(QString()), text, tr("It is the same as the built-in one."));
    }
}

void TemplateEditor::startTry()
{
    m_isBehind = true;
    if (isVisible())
        m_wait.start();
}

void TemplateEditor::tryOut()
{
    if (m_working.isRunning())
        return; // goes on when that is done
    m_isBehind = false;
    const QString path = m_document->currentData().toString();
    const bool asPage = m_chosen.startsWith("page."_L1);
    if (path.isEmpty()) {
        m_preview->setMarkdown(tr("There is no such document at this plateau."));
        m_values->setValues({});
        return;
    }
    m_working.run(
        this,
        [path, asPage, name = m_chosen, text = m_text->toPlainText(), source = m_source,
         plateau = m_session.plateau()] {
            auto request = source->request(plateau);
            request.overrides = {{name, text}};
            request.paths = {path};
            request.formats = {documents::Format::Markdown};
            if (asPage)
                request.formats.append(documents::Format::Html);
            auto tried = std::make_shared<Tried>(source->render(request), QVariantHash(), asPage);
            if (const auto context = source->context(request, path))
                tried->values = context->values;
            return std::shared_ptr<const Tried>(tried);
        },
        [this](const std::shared_ptr<const Tried> &tried) {
            if (m_isBehind)
                tryOut(); // and what came of the older text is shown meanwhile
            showTried(*tried);
        });
}

void TemplateEditor::showTried(const Tried &tried)
{
    m_values->setValues(tried.values);
    if (!tried.made)
        return showProblem(tried.made.error());
    m_text->markLine(0);
    m_wrong = {};
    m_problem->hide();
    const auto read = documents::readTemplateHeader(m_text->toPlainText(), m_chosen);
    if (!read.warnings.isEmpty())
        showProblem(read.warnings.first());
    if (tried.made->isEmpty())
        return;
    m_preview->setDocumentShown(tried.made->first(), tried.asPage);
    m_markdown->setPlainText(tried.asPage ? tried.made->first().html : tried.made->first().markdown);
}

void TemplateEditor::showProblem(const Error &error)
{
    m_wrong = error;
    m_wrong.file = error.file.section(u'/', -1);
    m_problem->setText(u"✕ %1"_s.arg(m_wrong.text()));
    m_problem->show();
    m_text->markLine(m_wrong.file == m_chosen ? m_wrong.line : 0);
}

void TemplateEditor::goToProblem()
{
    const Error wrong = m_wrong;
    if (wrong.line <= 0)
        return;
    if (wrong.file == m_chosen)
        return m_text->goToLine(wrong.line);
    if (!info(wrong.file))
        return;
    leave([this, wrong] {
        load(wrong.file);
        m_text->goToLine(wrong.line);
    });
}

void TemplateEditor::insert(const QString &print)
{
    if (m_text->isReadOnly())
        return;
    m_text->insertPlainText(print);
    m_text->setFocus(Qt::OtherFocusReason);
}

void TemplateEditor::saveFor(Origin origin)
{
    if (m_text->isReadOnly())
        return;
    const QString text = m_text->toPlainText();
    const auto done =
        documents::saveTemplate(documents::templateFolders(m_session.store().path()), origin, m_chosen, text);
    if (!done)
        return say(done.error().text());
    const auto *before = info(m_chosen);
    // Behind the project's own it would not be seen.
    say(origin == Origin::User && before && before->origin == Origin::Project
            ? tr("It is saved; in this project its own one stands in front of it.")
            : QString());
    if (!before || before->origin != Origin::Project || origin == Origin::Project)
        m_saved = text;
    fillList();
    Q_EMIT templatesChanged();
}

void TemplateEditor::goBack()
{
    const auto *one = info(m_chosen);
    if (!one || one->origin == Origin::BuiltIn)
        return;
    const QString after =
        one->isShadowed ? tr("Yours is used from then on.") : tr("The built-in one is used from then on.");
    auto *dialog = new ConfirmDialog(
        tr("Delete the own template?"),
        tr("%1 is deleted, with what is not saved in it. %2").arg(one->path, after), tr("Delete it"), this);
    connect(dialog, &QDialog::accepted, this, [this, name = m_chosen, origin = one->origin] {
        const auto done =
            documents::removeTemplate(documents::templateFolders(m_session.store().path()), origin, name);
        say(done ? QString() : done.error().text());
        if (!done)
            return;
        fillList();
        load(name);
        Q_EMIT templatesChanged();
    });
    dialog->open();
}

void TemplateEditor::compare()
{
    setTab(Tab::Compare);
}

void TemplateEditor::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

void TemplateEditor::leave(const std::function<void()> &then)
{
    if (!isUnsaved())
        return then();
    auto *dialog = new ConfirmDialog(tr("Leave the template as it was?"),
                                     tr("What you wrote in %1 is not saved and will be lost.").arg(m_chosen),
                                     tr("Leave it"), this);
    connect(dialog, &QDialog::accepted, this, [this, then] {
        m_text->setTemplate(m_chosen, m_saved);
        then();
    });
    connect(dialog, &QDialog::rejected, this, &TemplateEditor::fillList);
    dialog->open();
}

void TemplateEditor::showEvent(QShowEvent *event)
{
    Dialog::showEvent(event);
    fillList();
    fillDocuments();
    startTry();
}

void TemplateEditor::reject()
{
    leave([this] { Dialog::reject(); });
}

bool TemplateEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() & Qt::ControlModifier && key->key() == Qt::Key_S) {
            if (event->type() == QEvent::KeyPress)
                saveFor(Origin::Project);
            event->accept();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace gp::views
