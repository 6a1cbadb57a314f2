// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/ruleeditor.h"

#include "views/governance/findingedits.h"
#include "views/governance/ownrules.h"
#include "views/governance/ruleform.h"
#include "views/panels/findings.h"
#include "views/panels/sqledit.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSaveFile>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using rules::Rule;

namespace {

constexpr qsizetype mostResults = 500; // in the list; the sentence above counts all

Tone toneOf(rules::Severity severity)
{
    return severity == rules::Severity::Error     ? Tone::Removed
           : severity == rules::Severity::Warning ? Tone::Changed
                                                  : Tone::Accent;
}

bool isShipped(const QString &id)
{
    return rules::RuleSet::builtin().rule(id) != nullptr;
}

QString packFilter()
{
    return RuleEditor::tr("Rules (*.yaml *.yml)");
}

} // namespace

RuleEditor::RuleEditor(Session &session, Findings &findings, QWidget *parent)
    : Dialog(tr("Rules"), {}, parent)
    , m_session(session)
    , m_findings(findings)
    , m_filter(new QLineEdit(this))
    , m_list(new LinesView(tr("Rules"), this))
    , m_form(new RuleForm(session.metamodel(), this))
    , m_results(new LinesView(tr("What it finds"), this))
    , m_outcome(textLabel({}, u"muted"_s, this))
{
    setModal(false);
    m_filter->setPlaceholderText(tr("Filter rules"));
    m_filter->setAccessibleName(tr("Filter rules"));
    m_filter->setClearButtonEnabled(true);
    m_list->setEmptyText(tr("No rule is like that."));
    m_results->setEmptyText(
        tr("Run shows here what the rule finds at the plateau shown; a click jumps to it."));
    m_results->setMinimumHeight(84);
    auto *left = new QWidget(this);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 8, 0);
    leftColumn->setSpacing(gap);
    leftColumn->addWidget(m_filter);
    leftColumn->addWidget(m_list, 1);
    auto *packs = new QHBoxLayout;
    packs->setSpacing(gap);
    leftColumn->addLayout(packs);
    auto *right = new QWidget(this);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(12, 0, 0, 0);
    rightColumn->setSpacing(gap);
    rightColumn->addWidget(m_form, 3);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    rightColumn->addLayout(row);
    rightColumn->addWidget(m_results, 1);
    auto *across = new QSplitter(Qt::Horizontal, this);
    across->setHandleWidth(1);
    across->setChildrenCollapsible(false);
    across->addWidget(left);
    across->addWidget(right);
    across->setStretchFactor(1, 1);
    across->setSizes({300, 700});
    content()->addWidget(across, 1);

    addButton(u"new"_s, tr("New rule"), tr("A rule of this project"), &RuleEditor::newRule);
    addButton(u"import"_s, tr("Import pack…"), tr("Rules that somebody shares become rules of this project"),
              &RuleEditor::askImport);
    addButton(u"export"_s, tr("Export pack…"), tr("Write the rules of this project into a file for others"),
              &RuleEditor::askExport);
    addButton(u"run"_s, tr("Run"), tr("Against the open model, without keeping the rule (Ctrl+Enter)"),
              &RuleEditor::run);
    addButton(
        u"copy"_s, tr("Copy to edit"),
        tr("A shipped rule is changed by one of the project with the same id, which stands in its place"),
        &RuleEditor::copyRule);
    addButton(u"save"_s, tr("Save"), tr("Keep it in the project (Ctrl+S)"), &RuleEditor::save);
    addButton(u"delete"_s, tr("Delete"), {}, &RuleEditor::removeRule);
    for (const auto &name : {u"new"_s, u"import"_s, u"export"_s})
        packs->addWidget(m_buttons[name]);
    packs->addStretch();
    row->addWidget(m_buttons[u"run"_s]);
    row->addWidget(m_outcome, 1);
    for (const auto &name : {u"delete"_s, u"copy"_s, u"save"_s})
        row->addWidget(m_buttons[name]);
    setLook(m_buttons[u"run"_s], u"primary"_s);
    closeButton()->setAutoDefault(false);
    closeButton()->setDefault(false);
    resize(1080, 720);

    connect(m_filter, &QLineEdit::textChanged, this, &RuleEditor::fillList);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RuleEditor::choose);
    connect(m_form, &RuleForm::changed, this, &RuleEditor::showState);
    connect(m_results, &LinesView::picked, this, &RuleEditor::jump);
    connect(&session, &Session::changed, this, [this] {
        if (isVisible()) // else when it is shown again
            fillList();
    });
    connect(&findings, &Findings::changed, this, &RuleEditor::showState);
    m_form->query()->installEventFilter(this);
    m_form->fixQuery()->installEventFilter(this);
    fillList();
    if (!m_ids.isEmpty())
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    m_filter->setFocus();
}

void RuleEditor::addButton(const QString &name, const QString &text, const QString &tip,
                           void (RuleEditor::*action)())
{
    auto *made = new QPushButton(text, this);
    made->setAutoDefault(false);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    connect(made, &QPushButton::clicked, this, action);
    m_buttons.insert(name, made);
}

const Record *RuleEditor::recordFor(const QString &id) const
{
    return m_session.model().record(u"rule"_s, id.toLower());
}

void RuleEditor::fillList()
{
    m_isFilling = true;
    const auto known = rules::RuleSet::of(m_session.model());
    const QString wanted = m_filter->text().trimmed();
    QList<Line> lines;
    m_ids.clear();
    for (const auto &rule : known.rules()) {
        const QString text =
            QStringList{rule.id, rule.title, rule.category, rules::toString(rule.severity)}.join(u' ');
        if (!text.contains(wanted, Qt::CaseInsensitive))
            continue;
        Line line;
        line.lead = rule.id;
        line.tone = toneOf(rule.severity);
        line.text = rule.title;
        if (recordFor(rule.id))
            line.right = isShipped(rule.id) ? tr("changed") : tr("own");
        line.tip =
            u"%1 · %2\n%3"_s.arg(rules::toString(rule.severity), rule.category, rule.rationale.simplified());
        line.isCurrent = rule.id == m_chosen;
        line.id = deriveIdValue(rule.id);
        lines.append(line);
        m_ids.append(rule.id);
    }
    m_list->setLines(lines);
    const auto row = m_ids.indexOf(m_chosen);
    if (row >= 0)
        m_list->setCurrentIndex(m_list->model()->index(int(row), 0));
    else
        m_list->setCurrentIndex({});
    m_isFilling = false;
    // What is in the form can be another one now, by undo or another window.
    const auto *rule = known.rule(m_chosen);
    if (rule && !m_form->isChanged() && !m_form->shows(*rule, recordFor(m_chosen) != nullptr))
        load(*rule, recordFor(m_chosen) != nullptr);
    else if (!rule && !m_chosen.isEmpty() && !m_form->isChanged())
        newRule();
    showState();
}

void RuleEditor::choose()
{
    if (m_isFilling)
        return;
    const QString id = m_ids.value(m_list->currentIndex().row());
    if (id.isEmpty() || id == m_chosen)
        return;
    leave([this, id] {
        const auto known = rules::RuleSet::of(m_session.model());
        if (const auto *rule = known.rule(id))
            load(*rule, recordFor(id) != nullptr);
        fillList();
    });
}

bool RuleEditor::isUnsaved() const
{
    return m_canWrite && m_form->isChanged();
}

void RuleEditor::leave(const std::function<void()> &then)
{
    if (!isUnsaved())
        return then();
    auto *dialog =
        new ConfirmDialog(tr("Leave the rule as it was?"),
                          tr("What you wrote in %1 is not saved and will be lost.")
                              .arg(m_form->rule().id.isEmpty() ? tr("the new rule") : m_form->rule().id),
                          tr("Leave it"), this);
    connect(dialog, &QDialog::accepted, this, [this, then] {
        m_form->setRule(Rule(), true);
        then();
    });
    connect(dialog, &QDialog::rejected, this, &RuleEditor::fillList);
    dialog->open();
}

void RuleEditor::load(const Rule &rule, bool canWrite)
{
    const bool isOther = rule.id != m_chosen;
    m_chosen = rule.id;
    m_canWrite = canWrite && !m_session.store().isReadOnly();
    m_form->setRule(rule, m_canWrite);
    if (isOther) {
        m_results->setLines({});
        m_found.clear();
        m_outcome->setText({});
        say({});
    }
}

void RuleEditor::openRule(const QString &id)
{
    m_filter->clear();
    const auto row = m_ids.indexOf(id);
    if (row >= 0) {
        m_list->setCurrentIndex(m_list->model()->index(int(row), 0));
        m_list->scrollTo(m_list->currentIndex());
    }
}

void RuleEditor::newRule()
{
    leave([this] {
        Rule rule;
        rule.query = u"select id as element_id, name || ' …' as message\nfrom :applies"_s;
        rule.applies.kind = u"service"_s;
        rule.category = u"project"_s;
        m_chosen.clear();
        m_canWrite = !m_session.store().isReadOnly();
        m_form->setRule(rule, m_canWrite);
        m_isFilling = true;
        m_list->setCurrentIndex({});
        m_isFilling = false;
        m_results->setLines({});
        m_outcome->setText({});
        say({});
        showState();
        m_form->tabs()->setCurrentIndex(0);
        m_form->id()->setFocus();
    });
}

void RuleEditor::copyRule()
{
    Rule rule = m_form->rule();
    rule.record = {};
    rule.category = u"project"_s;
    m_canWrite = true;
    m_form->setRule(rule, true);
    say({});
    m_form->query()->setFocus();
    showState();
    m_buttons[u"save"_s]->setEnabled(true);
}

void RuleEditor::showState()
{
    const auto *record = recordFor(m_chosen);
    const bool canStore = !m_session.store().isReadOnly();
    m_buttons[u"new"_s]->setEnabled(canStore);
    m_buttons[u"import"_s]->setEnabled(canStore);
    m_buttons[u"export"_s]->setEnabled(!m_session.model().recordsOfKind(u"rule"_s).isEmpty());
    m_buttons[u"copy"_s]->setVisible(!m_canWrite);
    m_buttons[u"copy"_s]->setEnabled(canStore);
    m_buttons[u"save"_s]->setVisible(m_canWrite);
    m_buttons[u"save"_s]->setEnabled(m_canWrite && (m_form->isChanged() || !record));
    m_buttons[u"delete"_s]->setVisible(m_canWrite && record);
    const bool isInPlace = record && isShipped(m_chosen);
    m_buttons[u"delete"_s]->setText(isInPlace ? tr("Back to the shipped one") : tr("Delete"));
    m_buttons[u"delete"_s]->setAccessibleName(m_buttons[u"delete"_s]->text());
    m_buttons[u"delete"_s]->setToolTip(isInPlace
                                           ? tr("Take the own rule away; the shipped one holds again")
                                           : tr("Take the rule out of the project; Ctrl+Z brings it back"));
    m_buttons[u"run"_s]->setEnabled(!m_isRunning);
}

void RuleEditor::save()
{
    if (!m_canWrite)
        return;
    if (const QString problem = m_form->problem(); !problem.isEmpty())
        return say(problem);
    Rule rule = m_form->rule();
    const auto *there = recordFor(rule.id);
    const auto *before = m_chosen.isEmpty() ? nullptr : recordFor(m_chosen);
    if (there && (!before || there->id != before->id))
        return say(tr("There is an own rule %1 already. Choose another id.").arg(rule.id));
    auto record = rules::toRecord(rule);
    Draft draft(m_session.model());
    Result<void> done;
    if (before && before->key == record.key) {
        record.id = before->id;
        done = draft.update(record);
    } else {
        // Another id is another rule: the one it was made from goes, if it was one of the project.
        if (before)
            done = draft.eraseRecord(before->id);
        record.id = {};
        if (done) {
            if (const auto added = draft.addRecord(record); !added)
                done = std::unexpected(added.error());
        }
    }
    if (!done)
        return say(done.error().message);
    const QString label = before ? tr("Change the rule %1").arg(rule.id) : tr("Add the rule %1").arg(rule.id);
    if (const auto stored = m_session.store().commit(draft, label); !stored)
        return say(stored.error().message);
    m_form->setRule(rule, true);
    m_chosen = rule.id;
    say({});
    fillList();
}

void RuleEditor::removeRule()
{
    const auto *record = recordFor(m_chosen);
    if (!record || m_session.store().isReadOnly())
        return;
    const QString id = m_chosen;
    Draft draft(m_session.model());
    if (const auto done = draft.eraseRecord(record->id); !done)
        return say(done.error().message);
    m_form->setRule(m_form->rule(), true); // what was being written goes with it
    if (const auto done = m_session.store().commit(draft, tr("Delete the rule %1").arg(id)); !done)
        return say(done.error().message);
    say({});
}

void RuleEditor::run()
{
    if (m_isRunning)
        return;
    Rule rule = m_form->rule();
    if (rule.query.isEmpty())
        return say(tr("Write the query that finds what is wrong."));
    say({});
    m_isRunning = true;
    m_outcome->setText(tr("Running…"));
    showState();
    m_findings.tryRule(rule, this, [this](const rules::Outcome &outcome) { show(outcome); });
}

void RuleEditor::show(const rules::Outcome &outcome)
{
    m_isRunning = false;
    m_found = outcome.findings;
    QList<Line> lines;
    for (const auto &finding : m_found.first(std::min(mostResults, m_found.size()))) {
        Line line;
        line.lead = finding.element.isValid() ? nameOf(m_session, finding.element) : tr("project");
        line.text = finding.message;
        QStringList facts;
        for (const auto &[column, value] : finding.facts)
            facts.append(column + u": "_s + value);
        line.suffix = facts.join(u", "_s);
        line.id = lines.size();
        lines.append(line);
    }
    m_results->setLines(lines);
    m_results->setEmptyText(outcome.error ? QString() : tr("It finds nothing at the plateau shown."));
    const auto count = m_found.size();
    QString text = outcome.error ? outcome.error->message
                   : count == 0  ? tr("Nothing found")
                   : count == 1  ? tr("1 finding")
                                 : tr("%1 findings").arg(count);
    if (!outcome.error) {
        if (!m_form->rule().applies.kind.isEmpty())
            text += tr(", of %1 that it applies to").arg(outcome.applies);
        text += tr(", %1 ms").arg(QString::number(outcome.milliseconds, 'f', 1));
    }
    m_outcome->setText(text);
    setLook(m_outcome, outcome.error ? u"error"_s : u"muted"_s);
    m_outcome->style()->unpolish(m_outcome);
    m_outcome->style()->polish(m_outcome);
    m_form->query()->showError(outcome.error ? outcome.errorOffset : -1);
    if (outcome.error)
        m_form->tabs()->setCurrentIndex(0);
    showState();
}

QString RuleEditor::outcome() const
{
    return m_outcome->text();
}

void RuleEditor::jump(qint64 line)
{
    const auto element = line >= 0 && line < m_found.size() ? m_found[line].element : ElementId();
    if (!m_session.model().element(element))
        return;
    m_session.select(element);
    Q_EMIT m_session.revealRequested(element, true);
}

bool RuleEditor::exportTo(const QString &path)
{
    QList<Rule> own;
    for (const auto &record : m_session.model().recordsOfKind(u"rule"_s))
        own.append(rules::ruleFrom(record));
    QSaveFile file(path);
    const QByteArray text = rules::toYaml(own);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        say(tr("%1 cannot be written: %2").arg(path, file.errorString()));
        return false;
    }
    say({});
    Q_EMIT m_session.informed(own.size() == 1 ? tr("1 rule is in %1.").arg(path)
                                              : tr("%1 rules are in %2.").arg(own.size()).arg(path));
    return true;
}

bool RuleEditor::importFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        say(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return false;
    }
    constexpr qint64 biggest = 16LL * 1024 * 1024; // as `check --rules` takes
    if (file.size() > biggest) {
        say(tr("%1 is bigger than %2 MiB, which no pack of rules is").arg(path).arg(biggest / 1024 / 1024));
        return false;
    }
    const auto read = rules::RuleSet::parse(file.read(biggest), path);
    if (!read) {
        say(read.error().text());
        return false;
    }
    Draft draft(m_session.model());
    for (const auto &rule : read->rules()) {
        Rule own = rule;
        own.id = rule.id.toUpper();
        auto record = rules::toRecord(own);
        const auto *there = recordFor(own.id);
        record.id = there ? there->id : RecordId();
        const auto done = there ? draft.update(record) : draft.addRecord(record).transform([](RecordId) {});
        if (!done) {
            say(tr("%1: %2").arg(rule.id, done.error().message));
            return false;
        }
    }
    const auto count = read->rules().size();
    const QString label = count == 1 ? tr("Import the rule %1").arg(read->rules().front().id)
                                     : tr("Import %1 rules").arg(count);
    if (count == 0) {
        say(tr("There are no rules in it."));
        return false;
    }
    if (const auto done = m_session.store().commit(draft, label); !done) {
        say(done.error().message);
        return false;
    }
    say({});
    const auto replaced =
        std::ranges::count_if(read->rules(), [](const Rule &rule) { return isShipped(rule.id); });
    Q_EMIT m_session.edited(replaced == 0 ? label
                            : replaced == 1
                                ? tr("%1. One stands in the place of a shipped one").arg(label)
                                : tr("%1. %2 stand in the place of shipped ones").arg(label).arg(replaced));
    return true;
}

void RuleEditor::askExport()
{
    QString path =
        QFileDialog::getSaveFileName(this, tr("Export a pack of rules"), u"rules.yaml"_s, packFilter());
    if (!path.isEmpty())
        exportTo(path);
}

void RuleEditor::askImport()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import a pack of rules"), {}, packFilter());
    if (!path.isEmpty())
        importFrom(path);
}

void RuleEditor::showEvent(QShowEvent *event)
{
    fillList();
    Dialog::showEvent(event);
}

void RuleEditor::reject()
{
    leave([this] { Dialog::reject(); });
}

bool RuleEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool isControl = key->modifiers() & Qt::ControlModifier;
        const bool isMine = isControl && (isEnter || key->key() == Qt::Key_S);
        if (isMine && event->type() == QEvent::KeyPress)
            isEnter ? run() : save();
        if (isMine) {
            event->accept();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace gp::views
