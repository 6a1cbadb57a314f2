// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/profile.h"
#include "views/checklist/checklistpage.h"
#include "views/checklist/checklisttable.h"
#include "views/governance/waiverdialog.h"
#include "views/pipeline/pipelinepage.h"
#include "views/table/notestrip.h"
#include "views/table/tsv.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

// Everything that changes answers, or takes them elsewhere: by a key, in place, from and to a spreadsheet.
namespace gp::views {

QList<int> ChecklistPage::chosenRows() const
{
    auto lines = m_table->chosenLines();
    lines.removeIf([this](int line) { return !m_model->rowAt(line); });
    return lines;
}

QList<rules::AnswerSubject> ChecklistPage::subjectsOf(const QList<int> &lines) const
{
    QList<rules::AnswerSubject> subjects;
    for (const int line : lines) {
        const auto *row = m_model->rowAt(line);
        subjects.append({row->nfr.nfr, row->nfr.element, row->nfr.answer, row->nfr.target});
    }
    return subjects;
}

QString ChecklistPage::whatOf(const QList<int> &lines) const
{
    QSet<int> services;
    for (const int line : lines)
        services.insert(m_model->rowAt(line)->service);
    if (services.size() != 1)
        return tr("%1 NFRs").arg(lines.size());
    const QString name = m_data->services[*services.cbegin()].name;
    return lines.size() == 1 ? tr("%1 of %2").arg(m_model->rowAt(lines.front())->nfr.nfr, name)
                             : tr("%1 NFRs of %2").arg(lines.size()).arg(name);
}

bool ChecklistPage::mayEdit()
{
    const QString why = objection();
    if (!why.isEmpty())
        m_note->inform(why);
    else if (chosenRows().isEmpty())
        m_note->inform(tr("Go to an item first."));
    return why.isEmpty() && !chosenRows().isEmpty();
}

QString ChecklistPage::store(const Result<rules::AnswerEdit> &edit, const QString &label, bool tells)
{
    if (!edit)
        return edit.error().message;
    m_note->clear();
    if (edit->changed == 0)
        return {};
    if (!m_session.commit(edit->draft, label))
        return tr("It was not stored."); // the window has said why
    if (tells)
        Q_EMIT m_session.edited(label);
    return {};
}

QString ChecklistPage::nextOf(const QList<int> &lines) const
{
    int next = lines.back() + 1;
    while (m_model->groupAt(next))
        ++next;
    return m_model->identityOf(m_model->rowAt(next) ? next : lines.back());
}

void ChecklistPage::goOn(const QString &identity)
{
    // By what it is and not by its place: the answer may have left the list by now, or leave it soon.
    m_table->stopMarking();
    m_table->goTo(m_model->lineOf(identity));
}

void ChecklistPage::answer(const QString &word)
{
    if (!mayEdit())
        return;
    const auto lines = chosenRows();
    const auto put = [this, word, next = nextOf(lines), subjects = subjectsOf(lines),
                      what = whatOf(lines)](const std::optional<QString> &reason) {
        rules::AnswerChange change;
        change.answer = word;
        change.reason = reason;
        QList<std::pair<rules::AnswerSubject, rules::AnswerChange>> answers;
        for (const auto &subject : subjects)
            answers.append({subject, change});
        const QString label =
            tr("Answer %1: %2 in %3")
                .arg(what, wordOf(answerOf(word)), m_session.plateauName(m_session.plateau()));
        const QString problem = store(rules::putAnswers(m_session.model(), m_session.plateau(), answers),
                                      label, subjects.size() > 1);
        if (problem.isEmpty())
            goOn(next);
        return problem;
    };
    if (word == "not-applicable"_L1)
        return askReason(lines.size() == 1 ? tr("Why does it not apply?") : tr("Why do they not apply?"), put,
                         lines.front());
    if (const QString problem = put(std::nullopt); !problem.isEmpty())
        m_note->refuse(problem);
}

void ChecklistPage::askReason(const QString &title, const std::function<QString(const QString &)> &done,
                              int line)
{
    m_box->ask(title, {}, below(line), [done](const QString &text) {
        const QString reason = text.trimmed();
        return reason.isEmpty() ? tr("A reason is required.") : done(reason);
    });
}

void ChecklistPage::clearChosen()
{
    if (!mayEdit())
        return;
    const auto lines = chosenRows();
    const QString next = nextOf(lines);
    const auto edit = rules::clearAnswers(m_session.model(), m_session.plateau(), subjectsOf(lines));
    const qsizetype changed = edit ? edit->changed : 0;
    QStringList elsewhere;
    if (edit) {
        for (const auto &key : edit->elsewhere) {
            const auto *plateau = m_session.model().plateau(QStringView(key));
            elsewhere.append(plateau ? m_session.plateauName(plateau->id) : key);
        }
    }
    const QString label =
        tr("Clear the answer to %1 in %2").arg(whatOf(lines), m_session.plateauName(m_session.plateau()));
    if (const QString problem = store(edit, label, lines.size() > 1); !problem.isEmpty())
        return m_note->refuse(problem);
    if (!elsewhere.isEmpty())
        m_note->inform(
            tr("Answered in %1: show that plateau to clear it there.").arg(elsewhere.join(u", "_s)));
    else if (changed == 0)
        m_note->inform(tr("There is no own answer to clear."));
    if (changed > 0)
        goOn(next);
}

void ChecklistPage::waive()
{
    if (!mayEdit())
        return;
    const auto lines = chosenRows();
    const auto *first = m_model->rowAt(
        lines.contains(m_table->currentIndex().row()) ? m_table->currentIndex().row() : lines.front());
    if (first->answer == Answer::Met || first->answer == Answer::NotApplicable)
        return m_note->inform(
            tr("%1 is %2: there is nothing to waive.").arg(first->nfr.nfr, wordOf(first->answer)));
    if (first->answer == Answer::Waived)
        return m_note->inform(tr("%1 is waived already: %2").arg(first->nfr.nfr, first->nfr.evidence));
    // A waiver is about one service; of several lines it can be one about each of its own.
    QList<rules::Finding> open;
    qsizetype choice = 0;
    for (const int line : lines) {
        const auto *row = m_model->rowAt(line);
        if (row->service != first->service || row->answer == Answer::Met ||
            row->answer == Answer::NotApplicable || row->answer == Answer::Waived)
            continue;
        rules::Finding finding;
        finding.rule = row->nfr.nfr;
        finding.element = row->nfr.element;
        finding.message = rules::NfrCatalogue::builtin().items()[row->item].title;
        if (row == first)
            choice = open.size();
        open.append(finding);
    }
    m_note->clear();
    (new WaiverDialog(m_session, rules::profileOf(m_session.model()), open, choice, window()))->open();
}

void ChecklistPage::openShareMenu()
{
    if (!mayEdit())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"shareMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillShareMenu(menu);
    menu->popup(mapToGlobal(below(chosenRows().front())));
}

void ChecklistPage::fillShareMenu(QMenu *menu)
{
    const auto lines = chosenRows();
    const bool areOwn = std::ranges::all_of(lines, [this](int line) {
        return m_model->rowAt(line)->nfr.source == rules::AnswerSource::Explicit;
    });
    auto *own =
        menu->addAction(tr("&Share its own answer with all services"), this, &ChecklistPage::shareOwn);
    own->setEnabled(areOwn && !lines.isEmpty());
    menu->addSection(tr("For all services without an answer of their own"));
    for (const auto &[text, word] :
         {std::pair(tr("&1 Met"), u"met"_s), std::pair(tr("&2 Partly"), u"partly"_s),
          std::pair(tr("&3 Not met"), u"not-met"_s), std::pair(tr("&4 Not applicable…"), u"not-applicable"_s),
          std::pair(tr("&5 Clear the shared answer"), QString())})
        menu->addAction(text, this, [this, word] { putShared(word); });
}

void ChecklistPage::shareOwn()
{
    if (!mayEdit())
        return;
    const auto lines = chosenRows();
    const QString label =
        tr("Share the answer to %1 in %2").arg(whatOf(lines), m_session.plateauName(m_session.plateau()));
    if (const QString problem = store(
            rules::shareAnswers(m_session.model(), m_session.plateau(), subjectsOf(lines)), label, true);
        !problem.isEmpty())
        m_note->refuse(problem);
}

void ChecklistPage::putShared(const QString &word)
{
    if (!mayEdit())
        return;
    const auto lines = chosenRows();
    QStringList nfrs;
    for (const int line : lines)
        nfrs.append(m_model->rowAt(line)->nfr.nfr);
    nfrs.removeDuplicates();
    const QString plateau = m_session.plateauName(m_session.plateau());
    const QString what = nfrs.size() == 1 ? nfrs.front() : tr("%1 NFRs").arg(nfrs.size());
    const auto put = [this, nfrs, word, plateau, what](const std::optional<QString> &reason) {
        rules::AnswerChange change;
        change.reason = reason;
        change.clears = word.isEmpty();
        if (!word.isEmpty())
            change.answer = word;
        QList<std::pair<rules::AnswerSubject, rules::AnswerChange>> answers;
        for (const auto &nfr : nfrs)
            answers.append({{nfr, {}}, change});
        const QString label =
            word.isEmpty()
                ? tr("Clear the shared answer to %1 in %2").arg(what, plateau)
                : tr("Answer %1 for all services: %2 in %3").arg(what, wordOf(answerOf(word)), plateau);
        return store(rules::putAnswers(m_session.model(), m_session.plateau(), answers), label, true);
    };
    if (word == "not-applicable"_L1)
        return askReason(tr("Why does it not apply to any service?"), put, lines.front());
    if (const QString problem = put(std::nullopt); !problem.isEmpty())
        m_note->refuse(problem);
}

void ChecklistPage::startEditing(int column)
{
    if (!mayEdit())
        return;
    const auto lines = chosenRows();
    const auto current = m_table->currentIndex();
    const int line = lines.contains(current.row()) ? current.row() : lines.front();
    const auto cell = m_model->index(line, column);
    m_table->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::NoUpdate);
    m_table->scrollTo(cell);
    m_table->edit(cell);
}

bool ChecklistPage::edit(const QModelIndex &cell, const QJsonValue &value)
{
    auto lines = chosenRows();
    if (!lines.contains(cell.row()))
        lines = {cell.row()};
    const QString text = value.toString();
    if (lines.size() == 1 && text == cell.data(Qt::EditRole).toString())
        return true; // looked at, and left as it is
    rules::AnswerChange change;
    QString name;
    switch (cell.column()) {
    case ChecklistModel::Target:
        change.target = text;
        name = tr("target");
        break;
    case ChecklistModel::Evidence:
        change.evidence = text;
        name = tr("evidence");
        break;
    case ChecklistModel::Owner:
        change.owner = text;
        name = tr("owner");
        break;
    case ChecklistModel::Due:
        change.due = text;
        name = tr("due date");
        break;
    default:
        return true;
    }
    QList<std::pair<rules::AnswerSubject, rules::AnswerChange>> answers;
    for (const auto &subject : subjectsOf(lines))
        answers.append({subject, change});
    const QString label =
        tr("Set the %1 of %2 in %3").arg(name, whatOf(lines), m_session.plateauName(m_session.plateau()));
    const QString problem =
        store(rules::putAnswers(m_session.model(), m_session.plateau(), answers), label, lines.size() > 1);
    if (!problem.isEmpty())
        m_note->refuse(problem);
    return problem.isEmpty();
}

void ChecklistPage::copy()
{
    const bool areSeveral = m_data->services.size() > 1;
    QStringList titles = areSeveral ? QStringList{u"Service"_s} : QStringList();
    // Titles as they are read back, in whatever language the window is.
    titles += {u"Item"_s, u"Requirement"_s, u"Target"_s, u"Answer"_s, u"Evidence"_s, u"Owner"_s, u"Due"_s};
    QList<QStringList> rows{titles};
    for (const int line : chosenRows()) {
        const auto *row = m_model->rowAt(line);
        QStringList cells = areSeveral ? QStringList{m_data->services[row->service].key} : QStringList();
        cells += {row->nfr.nfr,      rules::NfrCatalogue::builtin().items()[row->item].title,
                  row->nfr.target,   QString(row->nfr.answer).replace(u'-', u' '),
                  row->nfr.evidence, m_data->ownerOf(*row),
                  row->nfr.due};
        rows.append(cells);
    }
    if (rows.size() > 1)
        QGuiApplication::clipboard()->setText(toTsv(rows));
}

void ChecklistPage::paste()
{
    if (const QString why = objection(); !why.isEmpty())
        return m_note->inform(why);
    const auto read = rules::readAnswers(fromTsv(QGuiApplication::clipboard()->text()), m_session.state());
    if (read.lines.isEmpty() && read.problems.isEmpty())
        return m_note->inform(tr("There is no text to paste."));
    QHash<std::pair<ElementId, QString>, const ChecklistRow *> known;
    for (const auto &row : m_data->rows)
        known.insert({row.nfr.element, row.nfr.nfr}, &row);
    auto problems = read.problems;
    QList<std::pair<rules::AnswerSubject, rules::AnswerChange>> answers;
    for (const auto &line : read.lines) {
        const bool isOne = m_data->services.size() == 1;
        const ElementId element = line.element.isValid() ? line.element
                                  : isOne                ? m_data->services.front().id
                                                         : ElementId();
        const auto *row = known.value({element, line.nfr});
        const QString at = tr("Line %1: ").arg(line.number);
        if (!element.isValid())
            problems.append(at + tr("it names no service."));
        else if (!row)
            problems.append(at + tr("%1 does not apply to it.").arg(line.nfr));
        else if (line.isWaived && row->answer != Answer::Waived)
            problems.append(at + tr("a waiver is not pasted; press W at the item."));
        if (!row || line.isWaived)
            continue;
        // What says what is shown is no answer of its own.
        const auto &change = line.change;
        const auto isAsShown = [](const std::optional<QString> &said, const QString &shown) {
            return !said || *said == shown;
        };
        const bool isFullText =
            isAsShown(change.evidence, row->nfr.evidence) || isAsShown(change.evidence, row->evidence);
        const bool isOwner =
            isAsShown(change.owner, row->nfr.owner) || isAsShown(change.owner, m_data->ownerOf(*row));
        if (change.answer == row->nfr.answer && isFullText && isOwner &&
            isAsShown(change.due, row->nfr.due) && isAsShown(change.target, row->nfr.target) &&
            (!change.reason || row->nfr.evidence.contains(*change.reason)))
            continue;
        answers.append({{line.nfr, element, row->nfr.answer, row->nfr.target}, change});
    }
    const QString label = answers.size() == 1
                              ? tr("Paste 1 answer in %1").arg(m_session.plateauName(m_session.plateau()))
                              : tr("Paste %1 answers in %2")
                                    .arg(answers.size())
                                    .arg(m_session.plateauName(m_session.plateau()));
    const auto edit = rules::putAnswers(m_session.model(), m_session.plateau(), answers);
    const qsizetype changed = edit ? edit->changed : 0;
    if (const QString problem = store(edit, label, changed > 0); !problem.isEmpty())
        return m_note->refuse(problem);
    if (!problems.isEmpty())
        m_note->refuse(tr("%1 lines were not used. %2").arg(problems.size()).arg(problems.front()), problems);
    else if (changed == 0)
        m_note->inform(tr("All of these answers are there already."));
}

void ChecklistPage::fillMenu(QMenu *menu)
{
    const QString why = objection();
    const auto lines = chosenRows();
    const bool canWrite = why.isEmpty() && !lines.isEmpty();
    const auto add = [&](const QString &text, int key, bool isOn) {
        auto *action = menu->addAction(text);
        action->setEnabled(isOn);
        connect(action, &QAction::triggered, this, [this, key] { onKey(key); });
    };
    add(tr("Met\t1"), Qt::Key_1, canWrite);
    add(tr("Partly\t2"), Qt::Key_2, canWrite);
    add(tr("Not met\t3"), Qt::Key_3, canWrite);
    add(tr("Not applicable…\t4"), Qt::Key_4, canWrite);
    add(tr("Clear the own answer\t5"), Qt::Key_5, canWrite);
    menu->addSeparator();
    add(tr("Waive…\tW"), Qt::Key_W, canWrite);
    auto *share = menu->addMenu(tr("For all services"));
    share->setEnabled(canWrite);
    fillShareMenu(share);
    menu->addSeparator();
    add(tr("Evidence\tE"), Qt::Key_E, canWrite);
    add(tr("Owner\tO"), Qt::Key_O, canWrite);
    add(tr("Due date\tD"), Qt::Key_D, canWrite);
    add(tr("Target\tT"), Qt::Key_T, canWrite);
    menu->addSeparator();
    menu->addAction(tr("Copy\tCtrl+C"), this, &ChecklistPage::copy)->setEnabled(!lines.isEmpty());
    menu->addAction(tr("Paste\tCtrl+V"), this, &ChecklistPage::paste)->setEnabled(why.isEmpty());
    menu->addSeparator();
    add(tr("Why it applies, how to verify\t?"), Qt::Key_Question, true);
    if (!why.isEmpty())
        menu->addSection(why);
}

} // namespace gp::views
