// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistpage.h"

#include "views/checklist/answerbar.h"
#include "views/checklist/checklistdelegate.h"
#include "views/checklist/checklistdetails.h"
#include "views/checklist/checklisttable.h"
#include "views/pipeline/pipelinepage.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/table/notestrip.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// More rows than these are sifted beside the window, and their groups are folded at first.
constexpr qsizetype manyRows = 3000;
constexpr int roomForBoth = 1040; // of the page, where details have their place beside the rows
constexpr int detailsDelay = 30;  // milliseconds

} // namespace

ChecklistPage::ChecklistPage(Session &session, const ChecklistSubject &subject, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_subject(subject)
    , m_model(new ChecklistModel(this))
    , m_crumb(textLabel({}, u"muted"_s, this))
    , m_title(heading({}, 24, this))
    , m_about(textLabel({}, u"muted"_s, this))
    , m_answers(new AnswerBar(this))
    , m_filter(new QLineEdit(this))
    , m_characteristic(new QComboBox(this))
    , m_onlyOpen(new QPushButton(tr("Only open"), this))
    , m_byService(new QPushButton(tr("By service"), this))
    , m_byItem(new QPushButton(tr("By item"), this))
    , m_count(textLabel({}, u"muted"_s, this))
    , m_detailsSwitch(new QPushButton(tr("Details"), this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_table(new ChecklistTable(m_splitter))
    , m_details(new ChecklistDetails(session, m_splitter))
    , m_note(new NoteStrip(this))
    , m_box(new NameBox(this))
    , m_data(std::make_shared<const ChecklistData>())
    , m_modelAnswers(std::make_shared<ModelAnswers>())
{
    setLook(this, u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addHead();
    addBar();
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_details->hide();
    column->addWidget(m_splitter, 1);
    column->addWidget(m_note);
    addKeys();

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("NFR answers"));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(34);
    auto *header = m_table->horizontalHeader();
    header->setMinimumSectionSize(48);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(ChecklistModel::Evidence, QHeaderView::Stretch);
    if (const auto *kind = session.metamodel().recordKind(u"nfrAnswer"_s)) {
        for (const auto &[section, name] :
             {std::pair(ChecklistModel::Target, u"target"_s),
              std::pair(ChecklistModel::Evidence, u"evidence"_s),
              std::pair(ChecklistModel::Owner, u"owner"_s), std::pair(ChecklistModel::Due, u"due"_s)}) {
            if (const auto *property = kind->property(name))
                m_properties.insert(section, *property);
        }
        // Chosen by name among the teams.
        m_properties[ChecklistModel::Owner].type = metamodel::PropertyType::Reference;
        m_properties[ChecklistModel::Owner].refersTo = u"team"_s;
    }
    setFocusProxy(m_table);
    m_table->viewport()->installEventFilter(this);
    m_telling.setSingleShot(true);
    m_telling.setInterval(detailsDelay);
    connectParts();
}

void ChecklistPage::fitColumns()
{
    // Ids, answers, owners and dates are read whole; the three texts share what is left.
    constexpr int idWidth = 112;
    constexpr int answerWidth = 108;
    constexpr int ownerWidth = 116;
    constexpr int dueWidth = 112;
    const int room = m_table->viewport()->width() - idWidth - answerWidth - ownerWidth - dueWidth;
    auto *header = m_table->horizontalHeader();
    header->resizeSection(ChecklistModel::Item, idWidth);
    header->resizeSection(ChecklistModel::AnswerColumn, answerWidth);
    header->resizeSection(ChecklistModel::Owner, ownerWidth);
    header->resizeSection(ChecklistModel::Due, dueWidth);
    header->resizeSection(ChecklistModel::Title, std::clamp(room * 38 / 100, 120, 300));
    header->resizeSection(ChecklistModel::Target, std::clamp(room * 21 / 100, 76, 220));
}

void ChecklistPage::addHead()
{
    auto *head = new QVBoxLayout;
    head->setContentsMargins(20, 12, 20, 4);
    head->setSpacing(4);
    m_crumb->setFont(diagram::font(11));
    m_crumb->setWordWrap(false);
    m_title->setWordWrap(false);
    m_about->setFont(diagram::font(14));
    m_about->setWordWrap(false);
    // A long name is no reason for a wide window.
    for (auto *label : {m_crumb, m_title, m_about})
        label->setMinimumWidth(10);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    line->addWidget(m_title);
    line->addWidget(m_about, 1, Qt::AlignBottom);
    head->addWidget(m_crumb);
    head->addLayout(line);
    head->addSpacing(4);
    head->addWidget(m_answers);
    static_cast<QVBoxLayout *>(layout())->addLayout(head);
}

void ChecklistPage::addBar()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(20, 6, 20, 8);
    bar->setSpacing(gap);
    m_filter->setPlaceholderText(tr("Filter the items"));
    m_filter->setAccessibleName(tr("Filter the items"));
    m_filter->setToolTip(tr("Items in which every word occurs, in whatever column (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(90);
    m_filter->setMaximumWidth(240);
    m_filter->installEventFilter(this);
    m_characteristic->addItem(tr("All characteristics"), QString());
    for (const auto &name : rules::NfrCatalogue::builtin().characteristics())
        m_characteristic->addItem(name, name);
    m_characteristic->setAccessibleName(tr("Characteristic"));
    m_characteristic->setToolTip(tr("Show only items of one characteristic"));
    for (const auto &[button, tip] :
         {std::pair(m_onlyOpen, tr("Show only what nobody has answered")),
          std::pair(m_byService, tr("One group a service")), std::pair(m_byItem, tr("One group an item")),
          std::pair(m_detailsSwitch, tr("Why it applies, how to verify it, controls and frameworks (?)"))}) {
        setLook(button, u"small"_s);
        button->setCheckable(true);
        button->setToolTip(tip);
        button->setAccessibleName(button->text());
    }
    m_byService->setAutoExclusive(true);
    m_byItem->setAutoExclusive(true);
    m_byService->setChecked(true);
    m_count->setWordWrap(false);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_characteristic);
    bar->addWidget(m_onlyOpen);
    bar->addWidget(m_byService);
    bar->addWidget(m_byItem);
    bar->addStretch(1);
    bar->addWidget(m_count);
    bar->addWidget(m_detailsSwitch);
    static_cast<QVBoxLayout *>(layout())->addLayout(bar);
    static_cast<QVBoxLayout *>(layout())->addWidget(hairline(this));
}

void ChecklistPage::addKeys()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(hairline(this));
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(20, 5, 20, 6);
    row->setSpacing(12);
    row->setSizeConstraint(QLayout::SetNoConstraint); // in a narrow window the last ones are cut
    for (const auto &[key, text, tip] :
         {std::tuple(Qt::Key_1, tr("1 met"), tr("The chosen items are met")),
          std::tuple(Qt::Key_2, tr("2 partly"), tr("They are met in part")),
          std::tuple(Qt::Key_3, tr("3 not met"), tr("They are not met")),
          std::tuple(Qt::Key_4, tr("4 not applicable"), tr("They do not apply; asks for the reason")),
          std::tuple(Qt::Key_5, tr("5 clear"), tr("Take the own answer away; what holds without it shows")),
          std::tuple(Qt::Key_W, tr("W waive…"), tr("Accept it for a time, with a reason")),
          std::tuple(Qt::Key_E, tr("E evidence"), tr("Where one can see it")),
          std::tuple(Qt::Key_O, tr("O owner"), tr("Who answers for it")),
          std::tuple(Qt::Key_D, tr("D due"), tr("When it is to be met")),
          std::tuple(Qt::Key_T, tr("T target"), tr("A figure of its own")),
          std::tuple(Qt::Key_S, tr("S for all…"), tr("One answer for all services without their own")),
          std::tuple(Qt::Key_Question, tr("? why"), tr("Why it applies and how to verify it"))}) {
        auto *button = new QPushButton(text, foot);
        setLook(button, u"quiet"_s);
        button->setFont(diagram::font(11));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setFocusPolicy(Qt::NoFocus);
        connect(button, &QPushButton::clicked, this, [this, key] { onKey(key); });
        row->addWidget(button);
        m_buttons.insert(key, button);
    }
    row->addStretch();
    column->addWidget(foot);
}

void ChecklistPage::connectParts()
{
    CellEditing editing;
    editing.property = [this](const QModelIndex &cell) -> const metamodel::Property * {
        return cell.flags().testFlag(Qt::ItemIsEditable) ? propertyOf(cell.column()) : nullptr;
    };
    editing.model = [this]() -> const Model & { return m_session.model(); };
    editing.take = [this](const QModelIndex &cell, const QJsonValue &value) { return edit(cell, value); };
    editing.refuse = [this](const QModelIndex &, const QString &why) { m_note->refuse(why); };
    m_table->setItemDelegate(new ChecklistDelegate(std::move(editing), *m_model, m_table));

    connect(m_filter, &QLineEdit::textChanged, this, &ChecklistPage::refilter);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_characteristic, &QComboBox::currentIndexChanged, this, &ChecklistPage::refilter);
    connect(m_answers, &AnswerBar::chosenChanged, this, [this] {
        const QSignalBlocker quiet(m_onlyOpen);
        m_onlyOpen->setChecked(m_answers->chosen() == QSet{Answer::Open});
        refilter();
    });
    connect(m_onlyOpen, &QPushButton::toggled, this,
            [this](bool on) { m_answers->choose(on ? QSet{Answer::Open} : QSet<Answer>()); });
    connect(m_byItem, &QPushButton::toggled, this, [this] {
        m_toggled.clear();
        refilter();
    });
    connect(m_detailsSwitch, &QPushButton::toggled, this, &ChecklistPage::showDetails);
    connect(m_table, &ChecklistTable::keyed, this, &ChecklistPage::onKey);
    connect(m_table, &ChecklistTable::lineActivated, this, &ChecklistPage::activate);
    connect(m_table, &TableView::copyWanted, this, &ChecklistPage::copy);
    connect(m_table, &TableView::pasteWanted, this, &ChecklistPage::paste);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &cell) {
        if (m_model->groupAt(cell.row()))
            fold(cell.row());
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setObjectName(u"checklistMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(menu);
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_table->viewport()->update(); // the tint of the whole line
        onCurrent();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ChecklistPage::showCount);
    connect(&m_telling, &QTimer::timeout, this, [this] {
        if (!m_details->isHidden())
            m_details->show(*m_data, m_model->rowAt(m_table->currentIndex().row()));
    });
    connect(&m_session, &Session::changed, this, &ChecklistPage::onChanged);
    connect(&m_session, &Session::plateauChanged, this, [this] {
        m_note->clear();
        rebuild();
    });
}

QString ChecklistPage::crumb() const
{
    return m_crumb->text();
}

QString ChecklistPage::about() const
{
    return m_about->text();
}

QString ChecklistPage::note() const
{
    return m_note->text();
}

const metamodel::Property *ChecklistPage::propertyOf(int column) const
{
    const auto it = m_properties.constFind(column);
    return it == m_properties.cend() ? nullptr : &*it;
}

bool ChecklistPage::isBusy() const
{
    return m_making.isRunning() || m_sifting.isRunning() || m_telling.isActive() ||
           (m_isStale && isVisible());
}

QString ChecklistPage::objection() const
{
    if (m_session.store().isReadOnly())
        return m_session.readOnlyReason();
    if (m_session.isComparing())
        return tr("A compare is read-only: show one plateau to answer.");
    return {};
}

void ChecklistPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        rebuild();
}

void ChecklistPage::onChanged(const Change &change)
{
    // Answers and waivers change nothing in what the model says; nearly all else may.
    bool isGraph = !change.elements.isEmpty() || !change.relations.isEmpty() || !change.plateaus.isEmpty();
    if (const auto *view = std::get_if<ViewId>(&m_subject.of))
        isGraph = isGraph || change.views.touches(*view);
    const auto *project = m_session.model().record(u"project"_s, u"project"_s);
    isGraph = isGraph || (project && change.records.touches(project->id));
    if (isGraph)
        m_modelAnswers = std::make_shared<ModelAnswers>();
    else if (change.records.isEmpty())
        return;
    rebuild();
}

ChecklistFilter ChecklistPage::wanted() const
{
    ChecklistFilter filter;
    filter.text = m_filter->text();
    filter.answers = m_answers->chosen();
    filter.characteristic = m_characteristic->currentData().toString();
    filter.grouping = m_byItem->isChecked() ? Grouping::Item : Grouping::Service;
    filter.isFolded = m_isFolded;
    filter.toggled = m_toggled;
    return filter;
}

void ChecklistPage::rebuild()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    using Made = std::shared_ptr<const std::pair<ChecklistModel::Data, ChecklistLines>>;
    ChecklistSource source{m_subject,           m_session.store().path(),
                           m_session.model(),   m_session.metamodel(),
                           m_session.plateau(), m_modelAnswers};
    m_sifting.drop();
    m_making.run(
        this,
        [source = std::move(source), filter = wanted(), isFirst = m_isFirst]() mutable -> Made {
            auto list = std::make_shared<const ChecklistData>(makeChecklist(source));
            if (isFirst)
                filter.isFolded = list->rows.size() > manyRows;
            auto lines = arrange(*list, filter);
            return std::make_shared<const std::pair<ChecklistModel::Data, ChecklistLines>>(std::move(list),
                                                                                           std::move(lines));
        },
        [this](const Made &made) {
            if (std::exchange(m_isFirst, false))
                m_isFolded = made->first->rows.size() > manyRows;
            take(made->first, made->second);
        });
}

void ChecklistPage::refilter()
{
    if (m_making.isRunning()) {
        rebuild();
        return;
    }
    if (m_data->rows.size() <= manyRows) {
        m_sifting.drop();
        take(m_data, arrange(*m_data, wanted()));
        return;
    }
    using Made = std::shared_ptr<const ChecklistLines>;
    m_sifting.run(
        this,
        [list = m_data, filter = wanted()] {
            return std::make_shared<const ChecklistLines>(arrange(*list, filter));
        },
        [this, list = m_data](const Made &made) { take(list, *made); });
}

void ChecklistPage::take(const ChecklistModel::Data &list, const ChecklistLines &lines)
{
    // Who is at a line stays at it, and it stays where it is in the window; so does what is chosen.
    const auto current = m_table->currentIndex();
    const int top = m_table->verticalHeader()->visualIndexAt(0);
    const int offset = current.isValid() ? current.row() - std::max(0, top) : 0;
    const QString identity = m_model->identityOf(current.row());
    QSet<QString> chosen;
    const auto selected = m_table->selectedRows();
    constexpr qsizetype most = 5000;
    if (selected.size() > 1 && selected.size() <= most) {
        for (const int line : selected)
            chosen.insert(m_model->identityOf(line));
    }
    m_data = list;
    m_model->setEditable(objection().isEmpty());
    const bool isSame = m_model->set(list, lines);
    if (!isSame && m_model->rowCount() > 0) {
        int line = identity.isEmpty() ? 0 : m_model->lineOf(identity);
        if (line < 0)
            line = std::clamp(current.row(), 0, m_model->rowCount() - 1);
        const auto cell = m_model->index(line, current.isValid() ? current.column() : 0);
        using Flag = QItemSelectionModel;
        m_table->selectionModel()->setCurrentIndex(cell, Flag::ClearAndSelect | Flag::Rows);
        if (!chosen.isEmpty()) {
            QItemSelection again;
            for (int at = 0; at < m_model->rowCount(); ++at) {
                if (chosen.contains(m_model->identityOf(at)))
                    again.select(m_model->index(at, 0), m_model->index(at, ChecklistModel::ColumnCount - 1));
            }
            m_table->selectionModel()->select(again, Flag::ClearAndSelect);
        }
        m_table->scrollTo(m_model->index(std::max(0, line - offset), 0), QAbstractItemView::PositionAtTop);
        m_table->scrollTo(cell);
    }
    showHead();
    showCount();
    m_telling.start();
}

void ChecklistPage::showHead()
{
    const QString plateau = m_session.plateauName(m_session.plateau());
    const auto &services = m_data->services;
    const bool isOne = std::holds_alternative<ElementId>(m_subject.of);
    m_crumb->setText(tr("NFR checklist › %1 › %2").arg(m_data->title, plateau));
    m_title->setText(m_data->title);
    const auto all = rules::NfrCatalogue::builtin().items().size();
    const QString apply = tr("%1 of %2 items apply").arg(m_data->itemsThatApply).arg(all);
    if (services.isEmpty())
        m_about->clear();
    else if (isOne && services.front().about.isEmpty())
        m_about->setText(apply);
    else if (isOne)
        m_about->setText(u"%1: %2"_s.arg(services.front().about, apply));
    else
        m_about->setText((services.size() == 1 ? tr("1 service: %1").arg(apply)
                                               : tr("%1 services: %2").arg(services.size()).arg(apply)));
    m_about->setToolTip(m_about->text());
    m_answers->setCounts(m_data->counts);
    if (m_data->before)
        m_answers->setBefore(tr("%1: %2 met").arg(m_data->beforeName).arg(m_data->before->of(Answer::Met)),
                             tr("%1: %2").arg(m_data->beforeName, m_data->before->text()));
    else
        m_answers->setBefore({}, {});
    for (auto *button : {m_byService, m_byItem})
        button->setVisible(services.size() > 1);
    const QString why = objection();
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setEnabled(why.isEmpty() || it.key() == Qt::Key_Question);
    if (!m_data->errors.isEmpty())
        m_note->refuse(m_data->errors.front(), m_data->errors);
    if (!services.isEmpty()) {
        m_table->setEmptyText(m_data->rows.isEmpty() ? tr("No item of the catalogue applies.")
                                                     : tr("No item is like that."));
        return;
    }
    m_table->setEmptyText(
        isOne ? tr("%1 is no service in %2: only services have NFRs.").arg(m_data->title, plateau)
              : tr("There are no services here in %1.").arg(plateau));
}

void ChecklistPage::showCount()
{
    const int shown = m_model->lines().rowCount;
    const auto all = m_data->rows.size();
    QString text = shown < all ? tr("%1 of %2").arg(shown).arg(all) : QString();
    if (const auto chosen = m_table->selectedRows().size(); chosen > 1)
        text += (text.isEmpty() ? QString() : u" · "_s) + tr("%1 chosen").arg(chosen);
    if (m_session.isComparing())
        text += (text.isEmpty() ? QString() : u" · "_s) + tr("read-only in a compare");
    m_count->setText(text);
}

void ChecklistPage::onCurrent()
{
    m_telling.start();
    const auto *row = m_model->rowAt(m_table->currentIndex().row());
    if (!row || !m_table->hasFocus())
        return;
    // The inspector tells about the service that one is at.
    const ElementId id = m_data->services[row->service].id;
    if (m_session.selectedElement() != id)
        m_session.select(id);
}

void ChecklistPage::showDetails(bool shows)
{
    const QSignalBlocker quiet(m_detailsSwitch);
    m_detailsSwitch->setChecked(shows);
    m_details->setVisible(shows);
    if (shows)
        m_details->show(*m_data, m_model->rowAt(m_table->currentIndex().row()));
    resizeEvent(nullptr);
}

void ChecklistPage::resizeEvent(QResizeEvent *event)
{
    if (event)
        QWidget::resizeEvent(event);
    const auto orientation = width() >= roomForBoth ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != orientation)
        m_splitter->setOrientation(orientation);
    if (m_details->isHidden())
        return;
    const bool isAcross = orientation == Qt::Horizontal;
    const int room = isAcross ? m_splitter->width() : m_splitter->height();
    const int details = isAcross ? 340 : std::min(240, room / 2);
    m_splitter->setSizes({room - details, details});
}

void ChecklistPage::activate(int line)
{
    if (m_model->groupAt(line))
        return fold(line);
    if (m_model->rowAt(line))
        showDetails(true);
}

void ChecklistPage::fold(int line, std::optional<bool> isFolded)
{
    const auto *group = m_model->groupAt(line);
    if (!group || group->isFolded == isFolded)
        return;
    const QString key = group->key;
    if (!m_toggled.remove(key))
        m_toggled.insert(key);
    refilter();
}

QPoint ChecklistPage::below(int line) const
{
    const QRect cell = m_table->visualRect(m_model->index(line, ChecklistModel::AnswerColumn));
    return m_table->viewport()->mapTo(this, cell.bottomLeft() + QPoint(0, 2));
}

void ChecklistPage::onKey(int key)
{
    const auto current = m_table->currentIndex();
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        if (m_model->groupAt(current.row()))
            return fold(current.row(), key == Qt::Key_Left);
        const int column = current.column() + (key == Qt::Key_Left ? -1 : 1);
        if (current.isValid() && column >= 0 && column < ChecklistModel::ColumnCount)
            m_table->selectionModel()->setCurrentIndex(current.siblingAtColumn(column),
                                                       QItemSelectionModel::NoUpdate);
        return;
    }
    case Qt::Key_Question:
        return showDetails(m_details->isHidden());
    case Qt::Key_1:
        return answer(u"met"_s);
    case Qt::Key_2:
        return answer(u"partly"_s);
    case Qt::Key_3:
        return answer(u"not-met"_s);
    case Qt::Key_4:
        return answer(u"not-applicable"_s);
    case Qt::Key_5:
    case Qt::Key_0:
        return clearChosen();
    case Qt::Key_Delete:
        return clearChosen();
    case Qt::Key_W:
        return waive();
    case Qt::Key_S:
        return openShareMenu();
    case Qt::Key_E:
        return startEditing(ChecklistModel::Evidence);
    case Qt::Key_O:
        return startEditing(ChecklistModel::Owner);
    case Qt::Key_D:
        return startEditing(ChecklistModel::Due);
    case Qt::Key_T:
        return startEditing(ChecklistModel::Target);
    case Qt::Key_F2:
        if (propertyOf(current.column()))
            startEditing(current.column());
        return;
    default:
        return;
    }
}

bool ChecklistPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape)
            m_filter->clear();
        if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_table->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
