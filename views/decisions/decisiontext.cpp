// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisiontext.h"

#include "core/decisions/links.h"
#include "core/documents/attachments.h"
#include "core/exchange/adr/text.h"
#include "core/metamodel/ownkinds.h"
#include "views/editor/markdownedit.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gp::views {

namespace {

constexpr auto pause = 1500ms; // of typing, before it is stored

/// Links that come with an edit, one by one, so that a cycle is refused with the way that it would close.
Result<void> addLinks(Draft &draft, const Record &before, Record after)
{
    const QJsonArray wanted = after.properties.value("links"_L1).toArray();
    const QJsonArray had = before.properties.value("links"_L1).toArray();
    QJsonArray kept;
    for (const auto &link : wanted) {
        if (had.contains(link))
            kept.append(link);
    }
    if (kept.isEmpty())
        after.properties.remove(u"links"_s);
    else
        after.properties.insert(u"links"_s, kept);
    if (const auto done = draft.update(after); !done)
        return done;
    for (const auto &link : wanted) {
        if (had.contains(link))
            continue;
        const auto done =
            decisions::link(draft, after.key, link[u"kind"_s].toString(), link[u"target"_s].toString());
        if (!done)
            return done;
    }
    return {};
}

} // namespace

DecisionText::DecisionText(Session &session, RecordId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_id(id)
    , m_edit(new MarkdownEdit(this))
    , m_problem(textLabel({}, u"error"_s, this))
    , m_conflict(new QFrame(this))
    , m_mine(new QPushButton(tr("Keep mine"), m_conflict))
    , m_theirs(new QPushButton(tr("Take theirs"), m_conflict))
    , m_discard(new Link(tr("Back to the stored text"), this))
{
    auto *row = new QHBoxLayout(m_conflict);
    row->setContentsMargins(0, 0, 0, 8);
    row->addWidget(
        textLabel(tr("The decision was changed elsewhere while you typed."), u"error"_s, m_conflict), 1);
    m_mine->setToolTip(tr("What you typed replaces what was changed elsewhere"));
    m_theirs->setToolTip(tr("What was changed elsewhere replaces what you typed"));
    for (auto *button : {m_mine, m_theirs}) {
        setLook(button, u"small"_s);
        row->addWidget(button);
    }
    m_conflict->hide();
    m_problem->setObjectName(u"textProblem"_s);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_conflict);
    column->addWidget(m_edit, 1);
    auto *below = new QHBoxLayout;
    below->addWidget(m_problem, 1);
    below->addWidget(m_discard, 0, Qt::AlignTop);
    column->addLayout(below);
    m_discard->setToolTip(tr("Gives up what was typed since it could be stored last"));
    m_discard->hide();
    connect(m_discard, &QPushButton::clicked, this, [this] { load(m_known); });
    m_edit->setAccessibleName(tr("Text of the decision"));
    m_edit->setReadOnly(!session.readOnlyReason().isEmpty());
    m_edit->setTakePicture(
        [this](const QByteArray &bytes, const QString &name) { return attach(bytes, name); });
    setFocusProxy(m_edit);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &DecisionText::store);
    connect(m_edit, &MarkdownEdit::left, this, &DecisionText::store);
    // Colours are a change of the document as well.
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!isDirty())
            return;
        m_pause.start();
        Q_EMIT edited();
    });
    connect(m_mine, &QPushButton::clicked, this, [this] {
        m_conflict->hide();
        m_stored = m_known;
        store();
    });
    connect(m_theirs, &QPushButton::clicked, this, [this] {
        m_conflict->hide();
        load(m_known);
    });
    connect(&session, &Session::changed, this, [this](const Change &change) {
        if (!change.elements.isEmpty())
            offerNames();
        follow();
    });
    connect(&session, &Session::plateauChanged, this, &DecisionText::offerNames);
    follow();
}

QWidget *DecisionText::conflict() const
{
    return m_conflict;
}

bool DecisionText::isDirty() const
{
    return m_edit->toPlainText() != m_stored;
}

void DecisionText::load(const QString &text)
{
    m_known = text;
    m_pause.stop();
    m_stored = text;
    m_edit->setTextKeepingPlace(text);
    m_stored = m_edit->toPlainText(); // an editor shows some rare characters as others
    say({});
    Q_EMIT edited();
}

void DecisionText::offerNames()
{
    m_areNamesStale = !isVisible();
    if (!m_areNamesStale)
        m_edit->setReferences(
            referenceChoices(m_session.model(), &m_session.metamodel(), m_session.plateau()));
}

void DecisionText::follow()
{
    const auto *record = m_session.model().record(m_id);
    if (!record || m_isStoring)
        return;
    const QString text = exchange::adr::editableText(*record);
    if (text == m_known)
        return;
    if (!isDirty() || m_edit->toPlainText() == text) {
        m_conflict->hide();
        return load(text);
    }
    m_known = text;
    m_pause.stop();
    m_conflict->show();
}

void DecisionText::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_discard->setVisible(!problem.isEmpty() && isDirty());
}

bool DecisionText::store()
{
    m_pause.stop();
    if (!isDirty())
        return true;
    const auto *record = m_session.model().record(m_id);
    if (!record || !m_conflict->isHidden() || m_isStoring)
        return false;
    const QString text = m_edit->toPlainText();
    const Record before = *record;
    const auto after = exchange::adr::withText(m_session.model(), before, text, m_gone);
    if (!after) {
        say(after.error().message);
        return false;
    }
    if (*after != before) {
        if (const auto done = commit(before, *after); !done) {
            say(done.error().message);
            return false;
        }
        rememberOptions(before, *after);
    }
    say({});
    m_stored = text;
    if (const auto *now = m_session.model().record(m_id))
        m_known = exchange::adr::editableText(*now);
    return true;
}

Result<void> DecisionText::commit(const Record &before, const Record &after)
{
    Draft draft(m_session.model());
    if (const auto done = addLinks(draft, before, after); !done)
        return done;
    if (const auto problems = metamodel::findProjectProblems(draft.model(), draft.change());
        !problems.isEmpty())
        return std::unexpected(problems.front());
    m_isStoring = true;
    const bool isStored = m_session.commit(draft, tr("Edit decision %1").arg(titleOf(after)));
    m_isStoring = false;
    return isStored ? Result<void>()
                    : fail(ErrorCode::Refused, tr("It could not be stored; the text is kept here."));
}

void DecisionText::rememberOptions(const Record &before, const Record &after)
{
    const QJsonArray was = before.properties.value("options"_L1).toArray();
    const QJsonArray is = after.properties.value("options"_L1).toArray();
    for (const auto &row : was) {
        const bool isThere = std::ranges::any_of(
            is, [&](const QJsonValue &other) { return other[u"title"_s] == row[u"title"_s]; });
        if (!isThere)
            m_gone.prepend(row);
    }
}

std::optional<Record> DecisionText::typed() const
{
    const auto *record = m_session.model().record(m_id);
    if (!record || !m_conflict->isHidden())
        return std::nullopt;
    const auto now = isDirty()
                         ? exchange::adr::withText(m_session.model(), *record, m_edit->toPlainText(), m_gone)
                         : Result<Record>(*record);
    return now ? std::optional(*now) : std::nullopt;
}

std::optional<QString> DecisionText::attach(const QByteArray &bytes, const QString &name)
{
    const auto picture = documents::preparePicture(bytes);
    if (!picture) {
        say(picture.error().message);
        return std::nullopt;
    }
    Draft draft(m_session.model());
    const auto key = documents::attach(draft, *picture, name);
    if (!key) {
        say(key.error().message);
        return std::nullopt;
    }
    if (!m_session.commit(draft, tr("Attach picture %1").arg(name)))
        return std::nullopt;
    say({});
    QString words = name.simplified();
    words.remove(u'[').remove(u']');
    return u"![%1](attachment:%2)"_s.arg(words, *key);
}

void DecisionText::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_areNamesStale)
        offerNames();
}

void DecisionText::hideEvent(QHideEvent *event)
{
    store();
    QWidget::hideEvent(event);
}

} // namespace gp::views
