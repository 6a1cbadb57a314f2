// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/findingspanel.h"

#include "core/rules/waivers.h"
#include "views/governance/findingdetails.h"
#include "views/governance/findingedits.h"
#include "views/governance/waiverfacts.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <numeric>

using namespace Qt::StringLiterals;

namespace gp::views {

using rules::Finding;

namespace {

const QString waived = u"waived"_s;

/// Stays the same while the finding does, so that the list keeps its place.
qint64 lineId(const Finding &finding)
{
    return qint64(finding.fingerprint.toULongLong(nullptr, 16));
}

QString percent(double score)
{
    return QString::number(score, 'f', score > 99.95 || score < 0.05 ? 0 : 1);
}

} // namespace

FindingsPanel::FindingsPanel(Session &session, Findings &findings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_findings(findings)
    , m_list(new LinesView(tr("Findings"), this))
    , m_details(new FindingDetails(session, findings, this))
    , m_filter(new QLineEdit(this))
    , m_category(new QComboBox(this))
    , m_order(new QComboBox(this))
    , m_head(new QWidget(this))
    , m_score(textLabel({}, {}, m_head))
    , m_profile(new QToolButton(m_head))
    , m_profiles(new QMenu(m_profile))
    , m_news(new Link({}, this))
{
    makeHead();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeFilters());
    auto *news = new QHBoxLayout;
    news->setContentsMargins(14, 0, 14, 0);
    news->addWidget(m_news);
    news->addStretch();
    column->addLayout(news);
    auto *across = new QSplitter(Qt::Horizontal, this);
    across->setHandleWidth(1);
    across->setChildrenCollapsible(false);
    across->addWidget(m_list);
    across->addWidget(m_details);
    across->setStretchFactor(0, 3);
    across->setStretchFactor(1, 2);
    across->setSizes({520, 380});
    m_list->setMinimumWidth(200);
    m_details->setMinimumWidth(220);
    column->addWidget(across, 1);
    m_list->installEventFilter(this);
    m_filter->installEventFilter(this);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setToolTip(
        tr("Enter jumps to the element, W waives, F fixes, P makes a work package, R opens the rule"));
    connect(m_list, &QWidget::customContextMenuRequested, this, &FindingsPanel::openMenu);
    connect(m_list, &LinesView::picked, this, &FindingsPanel::jump);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FindingsPanel::showCurrent);
    connect(m_news, &QPushButton::clicked, this, &FindingsPanel::waiversWanted);
    connect(&findings, &Findings::changed, this, &FindingsPanel::show);
    connect(&session, &Session::plateauChanged, this, [this] {
        showHead();
        showCurrent();
    });
    // As it is read: what narrows the list, the list, what is done about one.
    QList<QWidget *> order{m_filter};
    for (const auto &name : {u"error"_s, u"warning"_s, u"info"_s, waived})
        order.append(m_toggles[name]);
    order += QList<QWidget *>{m_category, m_order, m_news, m_list};
    for (const auto *action : {m_details->fixAction(), m_details->waiveAction(), m_details->packageAction(),
                               m_details->ruleAction()})
        order.append(m_details->buttonOf(action));
    order.append(m_details->text());
    for (qsizetype i = 0; i + 1 < order.size(); ++i)
        setTabOrder(order[i], order[i + 1]);
    m_list->setEmptyText(tr("Checking the rules…"));
    m_news->hide();
    if (findings.isKnown())
        show();
}

void FindingsPanel::makeHead()
{
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    m_score->setWordWrap(false);
    m_score->setFont(diagram::tabularFont(12.5));
    m_profile->setMenu(m_profiles);
    m_profile->setPopupMode(QToolButton::InstantPopup);
    m_profile->setFocusPolicy(Qt::TabFocus);
    setLook(m_profile, u"words"_s);
    row->addWidget(m_score);
    row->addWidget(m_profile);
    connect(m_profiles, &QMenu::aboutToShow, this, &FindingsPanel::fillProfiles);
}

QWidget *FindingsPanel::makeFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 2, 12, 0);
    row->setSpacing(6);
    m_filter->setPlaceholderText(tr("Filter findings"));
    m_filter->setAccessibleName(tr("Filter findings"));
    m_filter->setToolTip(tr("Show only what contains this text in rule, message or element"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(120);
    row->addWidget(m_filter, 1);
    for (const auto &name : {u"error"_s, u"warning"_s, u"info"_s, waived}) {
        auto *toggle = new QPushButton(bar);
        setLook(toggle, u"small"_s);
        toggle->setCheckable(true);
        toggle->setChecked(true);
        toggle->setAutoDefault(false);
        m_toggles.insert(name, toggle);
        row->addWidget(toggle);
        connect(toggle, &QPushButton::toggled, this, &FindingsPanel::show);
    }
    m_toggles[u"error"_s]->setToolTip(tr("Show errors"));
    m_toggles[u"warning"_s]->setToolTip(tr("Show warnings"));
    m_toggles[u"info"_s]->setToolTip(tr("Show hints"));
    m_toggles[waived]->setToolTip(tr("Show what a waiver covers"));
    m_category->setAccessibleName(tr("Category of rules"));
    m_category->setToolTip(tr("Show only what the rules of one category found"));
    m_category->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_order->setAccessibleName(tr("Order of findings"));
    m_order->setToolTip(tr("What comes first in the list"));
    m_order->addItem(tr("By severity"), u"severity"_s);
    m_order->addItem(tr("By rule"), u"rule"_s);
    m_order->addItem(tr("By element"), u"element"_s);
    row->addWidget(m_category);
    row->addWidget(m_order);
    fillCategories();
    connect(m_filter, &QLineEdit::textChanged, this, &FindingsPanel::show);
    connect(m_category, &QComboBox::currentIndexChanged, this, &FindingsPanel::show);
    connect(m_order, &QComboBox::currentIndexChanged, this, &FindingsPanel::show);
    return bar;
}

void FindingsPanel::fillCategories()
{
    QStringList known;
    for (const auto &rule : m_findings.rules().rules()) {
        if (!rule.isPreflight && !known.contains(rule.category))
            known.append(rule.category);
    }
    known.sort();
    known.prepend({});
    QStringList shown;
    for (int i = 0; i < m_category->count(); ++i)
        shown.append(m_category->itemData(i).toString());
    if (shown == known)
        return;
    const QSignalBlocker quiet(m_category);
    const QString before = m_category->currentData().toString();
    m_category->clear();
    for (const auto &name : std::as_const(known)) {
        QString title = name.isEmpty()         ? tr("All categories")
                        : name == "project"_L1 ? tr("Own rules")
                                               : capitalised(QString(name).replace(u'-', u' '));
        m_category->addItem(title, name);
    }
    m_category->setCurrentIndex(std::max(0, m_category->findData(before)));
}

void FindingsPanel::fillProfiles()
{
    m_profiles->clear();
    const auto &chosen = m_findings.profile().ids;
    const bool canWrite = !m_session.store().isReadOnly();
    m_profiles->setToolTipsVisible(true);
    for (const auto &profile : rules::Profiles::builtin().all()) {
        const QString id = profile.ids.value(0);
        auto *action = m_profiles->addAction(profile.title);
        action->setCheckable(true);
        action->setChecked(chosen.contains(id));
        action->setEnabled(canWrite);
        action->setToolTip(profile.description);
        connect(action, &QAction::toggled, this, [this, id](bool on) { chooseProfile(id, on); });
    }
    if (m_profiles->isEmpty())
        m_profiles->addAction(tr("There are no profiles"))->setEnabled(false);
}

void FindingsPanel::chooseProfile(const QString &id, bool isChosen)
{
    QStringList ids = m_findings.profile().ids;
    ids.removeAll(id);
    if (isChosen)
        ids.append(id);
    const auto edit = profilesEdit(m_session, ids);
    if (!edit.done)
        Q_EMIT m_session.failed(edit.done.error());
    else if (m_session.commit(edit.draft, edit.label))
        Q_EMIT m_session.edited(edit.label);
}

FindingsPanel::Wanted FindingsPanel::wanted() const
{
    Wanted wanted;
    for (auto it = m_toggles.cbegin(); it != m_toggles.cend(); ++it) {
        if (it.value()->isChecked())
            wanted.groups.insert(it.key());
    }
    wanted.category = m_category->currentData().toString();
    wanted.words = m_filter->text().simplified().split(u' ', Qt::SkipEmptyParts);
    return wanted;
}

bool FindingsPanel::isShown(const Finding &finding, const Wanted &wanted) const
{
    if (!wanted.groups.contains(groupOf(finding)))
        return false;
    if (!wanted.isNarrowed())
        return true;
    const auto *rule = m_findings.rule(finding.rule);
    if (!wanted.category.isEmpty() && (!rule || rule->category != wanted.category))
        return false;
    if (wanted.words.isEmpty())
        return true;
    const QString all =
        QStringList{finding.rule, rule ? rule->title : QString(), finding.message,
                    finding.element.isValid() ? nameOf(m_session, finding.element) : QString()}
            .join(u' ');
    return std::ranges::all_of(wanted.words,
                               [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

Line FindingsPanel::lineOf(const Finding &finding) const
{
    Line line;
    std::tie(line.lead, line.tone) = wordFor(finding);
    line.text = finding.rule + u' ' + finding.message;
    line.isFaded = !finding.isOpen();
    const auto *waiver = finding.isOpen() ? nullptr : m_session.model().record(u"waiver"_s, finding.waivedBy);
    if (waiver)
        line.suffix = rules::endOf(m_session.model(), *waiver);
    if (const auto *rule = m_findings.rule(finding.rule))
        line.tip =
            rule->title + (rule->rationale.isEmpty() ? QString() : u"\n"_s + rule->rationale.simplified());
    line.id = lineId(finding);
    return line;
}

void FindingsPanel::show()
{
    fillCategories();
    const Wanted asked = wanted();
    const QString order = m_order->currentData().toString();
    // More than anybody reads line by line; whoever has so many narrows the list.
    constexpr qsizetype most = 2000;
    // They come by severity, and how many there are of each is known: nobody has to look at the rest.
    const bool isAsItComes = order == "severity"_L1 && !asked.isNarrowed();
    QList<const Finding *> shown;
    for (const auto &finding : m_findings.all()) {
        if (isAsItComes && shown.size() == most)
            break;
        if (isShown(finding, asked))
            shown.append(&finding);
    }
    qsizetype total = shown.size();
    if (isAsItComes)
        total = std::accumulate(
            asked.groups.cbegin(), asked.groups.cend(), qsizetype(0),
            [this](qsizetype sum, const QString &group) { return sum + m_findings.countOf(group); });
    if (order == "rule"_L1)
        std::ranges::stable_sort(shown, {},
                                 [](const Finding *one) { return std::pair(one->rule, !one->isOpen()); });
    else if (order == "element"_L1)
        std::ranges::stable_sort(shown, {}, [this](const Finding *one) {
            return std::pair(one->element.isValid() ? nameOf(m_session, one->element).toLower() : QString(),
                             !one->isOpen());
        });
    QList<Line> lines;
    lines.reserve(std::min(most, shown.size()) + 1);
    m_fingerprints.clear();
    m_fingerprints.reserve(std::min(most, shown.size()));
    for (const auto *finding : shown.first(std::min(most, shown.size()))) {
        lines.append(lineOf(*finding));
        m_fingerprints.insert(lines.back().id, finding->fingerprint);
    }
    if (total > most) {
        Line line;
        line.text = tr("%1 more: narrow the list by text, severity or category").arg(total - most);
        line.isFaded = true;
        line.id = -2;
        lines.append(line);
    }
    for (const auto &error : m_findings.errors()) {
        Line line;
        line.lead = tr("rule failed");
        line.tone = Tone::Removed;
        line.text = error.message;
        line.id = -1;
        lines.append(line);
    }
    // The finding that is looked at stays the one, also where lines came and went on both sides of it.
    const auto before = m_list->currentIndex();
    const qint64 looked = before.isValid() ? before.data(Qt::UserRole).toLongLong() : 0;
    m_list->setLines(lines);
    const auto place = std::ranges::find(std::as_const(lines), looked, &Line::id);
    if (looked != 0 && place != lines.cend()) {
        const auto index = m_list->model()->index(int(place - lines.cbegin()), 0);
        if (index != m_list->currentIndex())
            m_list->setCurrentIndex(index);
    }
    const QString plateau = m_session.plateauName(m_session.plateau());
    m_list->setEmptyText(m_findings.all().isEmpty()
                             ? tr("No findings in %1.").arg(plateau)
                             : tr("None of the %1 findings is like that.").arg(m_findings.all().size()));
    for (const auto &[name, one, many] : {std::tuple(u"error"_s, tr("1 error"), tr("%1 errors")),
                                          std::tuple(u"warning"_s, tr("1 warning"), tr("%1 warnings")),
                                          std::tuple(u"info"_s, tr("1 hint"), tr("%1 hints")),
                                          std::tuple(waived, tr("1 waived"), tr("%1 waived"))}) {
        const int count = m_findings.countOf(name);
        m_toggles[name]->setText(count == 1 ? one : many.arg(count));
        m_toggles[name]->setAccessibleName(m_toggles[name]->text());
        // What there is none of needs no switch, but for one that is off.
        m_toggles[name]->setVisible(count > 0 || !m_toggles[name]->isChecked());
    }
    showHead();
    showCurrent();
}

void FindingsPanel::showHead()
{
    const auto &score = m_findings.score();
    const QString after = percent(score.open);
    const QString before = percent(score.total);
    m_score->setText(after == before ? tr("Score %1").arg(after)
                                     : tr("Score %1 · %2 before waivers").arg(after, before));
    m_score->setToolTip(
        tr("Of the elements that each rule applies to, how many it finds nothing at, weighted by "
           "severity: from 0 to 100.\n%1 open, %2 waived")
            .arg(m_findings.openCount())
            .arg(m_findings.waivedCount()));
    m_score->setVisible(m_findings.isKnown());
    const auto &profile = m_findings.profile();
    const QString title = profile.ids.isEmpty() ? tr("none") : profile.title;
    m_profile->setText(tr("Profile: %1 ▾").arg(title));
    m_profile->setAccessibleName(tr("Profile: %1").arg(title));
    m_profile->setToolTip(
        tr("How strict the rules are in this project; several together are the strictest of each"));
    const auto rows = waiverRows(m_session.model(), m_session.plateau(), profile);
    const QString news = waiverNews(rows, profile);
    m_news->setText(news.isEmpty() ? QString() : tr("▲ %1").arg(news));
    m_news->setToolTip(tr("Show the register of waivers"));
    m_news->setVisible(!news.isEmpty());
}

const Finding *FindingsPanel::at(qint64 line) const
{
    const QString fingerprint = m_fingerprints.value(line);
    return fingerprint.isEmpty() ? nullptr : m_findings.find(fingerprint);
}

const Finding *FindingsPanel::current() const
{
    const auto index = m_list->currentIndex();
    return index.isValid() ? at(index.data(Qt::UserRole).toLongLong()) : nullptr;
}

void FindingsPanel::showCurrent()
{
    const auto *finding = current();
    m_details->show(finding ? *finding : Finding());
}

void FindingsPanel::jump(qint64 line)
{
    const auto *finding = at(line);
    if (!finding || !finding->element.isValid())
        return;
    const ElementId element = finding->element;
    m_session.select(element);
    Q_EMIT m_session.revealRequested(element, true);
}

void FindingsPanel::openMenu(const QPoint &at)
{
    const auto index = m_list->indexAt(at).isValid() ? m_list->indexAt(at) : m_list->currentIndex();
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    if (!current())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"findingMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    auto *jumping = menu->addAction(tr("Show the element") + u"\tEnter"_s);
    jumping->setEnabled(current()->element.isValid());
    jumping->setToolTip(tr("Select it and bring it into sight"));
    connect(jumping, &QAction::triggered, this,
            [this, line = index.data(Qt::UserRole).toLongLong()] { jump(line); });
    menu->addSeparator();
    m_details->addActions(menu);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

bool FindingsPanel::eventFilter(QObject *watched, QEvent *event)
{
    // Who comes by keys stands on the first.
    if (watched == m_list && event->type() == QEvent::FocusIn && !m_list->currentIndex().isValid() &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason)
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && m_details->runKey(key->key()))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gp::views
