// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisionoptions.h"

#include "core/metamodel/ownkinds.h"
#include "views/decisions/optionsmodel.h"
#include "views/inspector/valuedelegate.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// As high as its text is once it is broken; the style's margins take room from the text.
class OptionsDelegate : public ValueDelegate
{
public:
    using ValueDelegate::ValueDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr int margin = 26;
        constexpr int most = 240; // pixels; the tooltip has the rest
        QStyleOptionViewItem styled = option;
        initStyleOption(&styled, index);
        const QRect room(0, 0, std::max(60, option.rect.width() - margin), 10'000);
        const int height = styled.fontMetrics.boundingRect(room, Qt::TextWordWrap, styled.text).height();
        return {80, std::clamp(height + 12, 28, most)};
    }
};

} // namespace

DecisionOptions::DecisionOptions(Session &session, RecordId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_id(id)
    , m_options(new OptionsModel(this))
    , m_table(new QTableView(this))
    , m_add(new QPushButton(tr("Add option"), this))
    , m_remove(new QPushButton(tr("Remove option"), this))
    , m_problem(textLabel({}, u"error"_s, this))
{
    m_table->setModel(m_options);
    auto *delegate = new OptionsDelegate(
        [this](const QModelIndex &index) { return m_options->propertyAt(index); }, session.model(), m_table);
    m_table->setItemDelegate(delegate);
    m_table->setAccessibleName(tr("Options"));
    m_table->installEventFilter(this);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(true);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(140);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_table->verticalHeader()->setHighlightSections(false);
    m_add->setToolTip(tr("One more option, at the end"));
    m_remove->setToolTip(tr("Takes the option of the current cell away, with its scores"));
    auto *buttons = new QHBoxLayout;
    for (auto *button : {m_add, m_remove}) {
        setLook(button, u"small"_s);
        button->setEnabled(session.readOnlyReason().isEmpty());
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    setFocusProxy(m_table);
    connect(delegate, &ValueDelegate::refused, this,
            [this](const QModelIndex &, const QString &why) { say(why); });
    connect(m_options, &OptionsModel::refused, this, &DecisionOptions::say);
    // Queued: the cell's editor closes first.
    connect(
        m_options, &OptionsModel::edited, this,
        [this](const QString &what) {
            if (const auto *record = m_session.model().record(m_id))
                store(m_options->options(), tr("Edit options of %1: %2").arg(titleOf(*record), what));
        },
        Qt::QueuedConnection);
    connect(m_add, &QPushButton::clicked, this, &DecisionOptions::add);
    connect(m_remove, &QPushButton::clicked, this, &DecisionOptions::remove);
    connect(&session, &Session::changed, this, [this, delegate] {
        delegate->setModel(m_session.model());
        refresh();
        m_isStale = true;
        if (isVisible())
            workOut();
    });
    refresh();
}

DecisionOptions::~DecisionOptions() = default;

void DecisionOptions::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        workOut();
}

bool DecisionOptions::eventFilter(QObject *watched, QEvent *event)
{
    // F2 and Del mean the cell here, and not the element that the window's commands are about.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool isShortcut = event->type() == QEvent::ShortcutOverride;
        if (isShortcut && (key == Qt::Key_F2 || key == Qt::Key_Delete)) {
            event->accept();
            return true;
        }
        if (!isShortcut && key == Qt::Key_Delete) {
            m_options->setData(m_table->currentIndex(), QVariant());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DecisionOptions::refresh()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    const auto at = m_table->currentIndex();
    m_options->setDecision(*record, m_session.model(), m_session.metamodel());
    m_remove->setEnabled(m_options->columnCount() > 0 && m_session.readOnlyReason().isEmpty());
    if (at.isValid())
        m_table->setCurrentIndex(m_options->index(std::min(at.row(), m_options->rowCount() - 1),
                                                  std::min(at.column(), m_options->columnCount() - 1)));
}

void DecisionOptions::workOut()
{
    m_isStale = false;
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    m_working.run(
        this,
        [model = m_session.model(), decision = *record]() -> Numbers {
            // Each plateau once, however many options are measured against it.
            QMap<PlateauId, QList<rules::Finding>> known;
            const auto run = decisions::runningRules(model);
            const auto findingsAt = [&](PlateauId at) {
                if (!known.contains(at))
                    known.insert(at, run(at));
                return known.value(at);
            };
            Numbers numbers;
            const QJsonArray options = decision.properties.value("options"_L1).toArray();
            for (const auto &option : options)
                numbers.append(decisions::numbersOf(model, decision, option.toObject(), findingsAt));
            return numbers;
        },
        [this](const Numbers &numbers) { m_options->setNumbers(numbers); });
}

void DecisionOptions::add()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    QJsonArray options = record->properties.value("options"_L1).toArray();
    options.append(QJsonObject{{u"title"_s, tr("Option %1").arg(options.size() + 1)}});
    store(options, tr("Add an option to %1").arg(titleOf(*record)));
    const auto cell = m_options->index(m_options->rowOf(u"title"_s), m_options->columnCount() - 1);
    m_table->setFocus();
    m_table->setCurrentIndex(cell);
    m_table->edit(cell);
}

void DecisionOptions::remove()
{
    const auto *record = m_session.model().record(m_id);
    const int column = m_table->currentIndex().column();
    if (!record || column < 0)
        return say(tr("Choose an option first."));
    QJsonArray options = record->properties.value("options"_L1).toArray();
    if (column >= options.size())
        return;
    const QString title = options[column].toObject().value("title"_L1).toString();
    options.removeAt(column);
    store(options, tr("Remove option %1 from %2").arg(title, titleOf(*record)));
}

void DecisionOptions::store(const QJsonArray &options, const QString &label)
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    Record edited = *record;
    const QJsonArray before = record->properties.value("options"_L1).toArray();
    if (options.isEmpty())
        edited.properties.remove(u"options"_s);
    else
        edited.properties.insert(u"options"_s, options);
    // The choice follows its option to the new title.
    const QString chosen = record->properties.value("chosen"_L1).toString();
    for (qsizetype i = 0; options.size() == before.size() && i < options.size(); ++i) {
        const QString title = options[i].toObject().value("title"_L1).toString();
        if (!chosen.isEmpty() && before[i].toObject().value("title"_L1).toString() == chosen)
            edited.properties.insert(u"chosen"_s, title);
    }
    Draft draft(m_session.model());
    const auto done = draft.update(edited);
    const auto problems = metamodel::findProjectProblems(draft.model(), draft.change());
    if (!done || !problems.isEmpty()) {
        say(done ? problems.front().message : done.error().message);
        return refresh();
    }
    say({});
    if (!m_session.commit(draft, label))
        refresh();
}

void DecisionOptions::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace gp::views
