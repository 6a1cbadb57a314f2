// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisionlinks.h"

#include "core/decisions/links.h"
#include "views/decisions/decisionfields.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/states.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

const QList<std::pair<QString, QString>> &inverseWords()
{
    static const QList<std::pair<QString, QString>> words{{u"supersedes"_s, QObject::tr("superseded by")},
                                                          {u"amends"_s, QObject::tr("amended by")},
                                                          {u"refines"_s, QObject::tr("refined by")},
                                                          {u"relates-to"_s, QObject::tr("related from")}};
    return words;
}

} // namespace

DecisionLinks::DecisionLinks(Session &session, RecordId id, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_id(id)
    , m_lines(new QVBoxLayout)
    , m_kind(new QComboBox(this))
    , m_target(new QComboBox(this))
    , m_add(new QPushButton(tr("Link"), this))
    , m_problem(textLabel({}, u"error"_s, this))
    , m_elements(new DecisionFields(session, id, {u"elements"_s}, this))
{
    m_lines->setSpacing(4);
    const auto *kind = session.metamodel().recordKind(u"decision"_s);
    const auto *links = kind ? kind->property(u"links"_s) : nullptr;
    const auto *kinds = links ? links->column(u"kind"_s) : nullptr;
    for (const auto &value : kinds ? kinds->values : QList<metamodel::EnumValue>())
        m_kind->addItem(value.label, value.value);
    m_kind->setAccessibleName(tr("Kind of link"));
    m_target->setAccessibleName(tr("Decision"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_add->setToolTip(tr("Links this decision to the one chosen"));
    for (QWidget *widget :
         {static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_target), static_cast<QWidget *>(m_add)})
        widget->setEnabled(session.readOnlyReason().isEmpty());
    auto *row = new QHBoxLayout;
    row->addWidget(m_kind);
    row->addWidget(m_target, 1);
    row->addWidget(m_add);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addLayout(m_lines);
    column->addLayout(row);
    column->addWidget(m_problem);
    column->addWidget(m_elements, 1);
    connect(m_add, &QPushButton::clicked, this, &DecisionLinks::add);
    connect(&session, &Session::changed, this, &DecisionLinks::refresh);
    refresh();
}

qsizetype DecisionLinks::countOf(const Model &model, const Record &decision)
{
    qsizetype count = decision.properties.value("links"_L1).toArray().size() +
                      decision.properties.value("elements"_L1).toArray().size();
    for (const auto &[kind, words] : inverseWords())
        count += decisions::linkedTo(model, decision.key, kind).size();
    return count;
}

void DecisionLinks::addLine(const QString &words, const Record &other, const QString &removableKind)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto *kind = textLabel(words, u"muted"_s, line);
    kind->setWordWrap(false);
    row->addWidget(kind);
    auto *link = new Link(titleOf(other), line);
    connect(link, &Link::clicked, this, [this, id = other.id] { Q_EMIT m_session.pageRequested(id); });
    row->addWidget(link);
    const QString status = other.properties.value("status"_L1).toString();
    if (!status.isEmpty())
        row->addWidget(new Badge(status, statusColor(status, currentTheme()), line));
    row->addStretch(1);
    if (!removableKind.isEmpty() && m_session.readOnlyReason().isEmpty()) {
        auto *away = new Link(tr("Remove"), line);
        setLook(away, u"quiet"_s);
        away->setObjectName(u"removeLink"_s);
        away->setAccessibleName(tr("Remove the link to %1").arg(titleOf(other)));
        connect(away, &Link::clicked, this,
                [this, removableKind, key = other.key] { remove(removableKind, key); });
        row->addWidget(away);
    }
    m_lines->addWidget(line);
}

void DecisionLinks::refresh()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const Model &model = m_session.model();
    const QJsonArray links = record->properties.value("links"_L1).toArray();
    for (const auto &link : links) {
        const QString kind = link[u"kind"_s].toString();
        if (const auto *other = model.record(u"decision"_s, link[u"target"_s].toString()))
            addLine(m_kind->itemText(std::max(0, m_kind->findData(kind))), *other, kind);
    }
    for (const auto &[kind, words] : inverseWords()) {
        for (const auto &other : decisions::linkedTo(model, record->key, kind))
            addLine(words, other, {});
    }
    const QString chosen = m_target->currentData().toString();
    m_target->clear();
    m_target->addItem(tr("Choose a decision"), QString());
    auto all = model.recordsOfKind(u"decision"_s);
    std::ranges::sort(all, {}, [](const Record &one) { return titleOf(one); });
    for (const auto &other : std::as_const(all)) {
        if (other.id != m_id)
            m_target->addItem(titleOf(other), other.key);
    }
    m_target->setCurrentIndex(std::max(0, m_target->findData(chosen)));
}

void DecisionLinks::add()
{
    const auto *record = m_session.model().record(m_id);
    const QString target = m_target->currentData().toString();
    if (!record || target.isEmpty())
        return say(tr("Choose the decision to link to first."));
    const QString title = titleOf(*record);
    Draft draft(m_session.model());
    if (const auto done = decisions::link(draft, record->key, m_kind->currentData().toString(), target);
        !done)
        return say(done.error().message);
    say({});
    if (!draft.change().isEmpty())
        m_session.commit(draft,
                         tr("Link %1: %2 %3").arg(title, m_kind->currentText(), m_target->currentText()));
    m_target->setCurrentIndex(0);
}

void DecisionLinks::remove(const QString &kind, const QString &target)
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    Record edited = *record;
    QJsonArray links;
    const QJsonArray before = record->properties.value("links"_L1).toArray();
    for (const auto &link : before) {
        if (link[u"kind"_s].toString() != kind || link[u"target"_s].toString() != target)
            links.append(link);
    }
    if (links.isEmpty())
        edited.properties.remove(u"links"_s);
    else
        edited.properties.insert(u"links"_s, links);
    Draft draft(m_session.model());
    if (const auto done = draft.update(edited); !done)
        return say(done.error().message);
    say({});
    m_session.commit(draft, tr("Remove a link of %1").arg(titleOf(*record)));
}

void DecisionLinks::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace gp::views
