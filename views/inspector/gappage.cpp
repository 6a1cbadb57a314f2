// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/page.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/style/states.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QLabel *colored(const QString &text, const QColor &color, QFont::Weight weight, QWidget *parent)
{
    auto *label = textLabel(text, {}, parent);
    label->setFont(diagram::font(12.5, weight));
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
    return label;
}

/// The ends of relations by their names.
QString valueText(const Session &session, const compare::FieldChange &field, const QJsonValue &value,
                  const metamodel::Kind *kind)
{
    if (!field.isRelation || !value.isArray())
        return compare::fieldText(field, value, kind);
    QStringList names;
    for (const auto &item : value.toArray()) {
        const auto *element = session.model().element(item.toString());
        const auto *state = element ? session.shown(element->id) : nullptr;
        names.append(state ? state->name() : item.toString());
    }
    return names.isEmpty() ? compare::fieldText(field, QJsonValue(QJsonValue::Undefined), kind)
                           : names.join(u", "_s);
}

QComboBox *plateauBox(const Session &session, PlateauId current, const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(name);
    for (const auto &plateau : session.model().plateausInOrder())
        box->addItem(session.plateauName(plateau.id), QVariant::fromValue(plateau.id.value()));
    box->setCurrentIndex(box->findData(QVariant::fromValue(current.value())));
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return box;
}

} // namespace

GapPage::GapPage(Session &session, QWidget *parent)
    : InspectorPage(session, parent)
{
    addHeader();
    const auto &whole = session.gap();
    const auto item = whole.elements.constFind(session.selectedElement());
    if (item != whole.elements.cend()) {
        // A new element is best read beside what it replaces.
        const auto replaced = item->replaces.isEmpty() ? whole.elements.cend()
                                                       : whole.elements.constFind(item->replaces.front());
        addItem(replaced != whole.elements.cend() && replaced->state == compare::State::Replaced ? *replaced
                                                                                                 : *item);
    } else if (const auto *relation = std::get_if<RelationId>(&session.selection());
               relation && whole.relations.contains(*relation)) {
        addRelation(whole.relations[*relation]);
    } else {
        addSpace(8);
        addText(tr("Select a card, or a line of the gap list below, to see what changes."));
    }
    finish();
}

void GapPage::addHeader()
{
    addTitle(
        tr("Gap: %1 → %2")
            .arg(m_session.plateauName(m_session.compareFrom()), m_session.plateauName(m_session.plateau())),
        {});
    const auto &counts = m_session.gap().elementCounts;
    const auto &theme = currentTheme();
    auto *line = new QGridLayout;
    line->setHorizontalSpacing(14);
    line->setVerticalSpacing(2);
    int at = 0;
    const auto add = [&](const QString &text, const QColor &color) {
        auto *label = colored(text, color, QFont::DemiBold, this);
        label->setWordWrap(false);
        line->addWidget(label, at / 3, at % 3, Qt::AlignLeft);
        ++at;
    };
    add(tr("+ %1 added").arg(counts.added), theme.added);
    add(tr("− %1 removed").arg(counts.removed), theme.removed);
    add(tr("~ %1 changed").arg(counts.changed), theme.changed);
    if (counts.replaced > 0)
        add(tr("→ %1 replaced").arg(counts.replaced), theme.removed);
    add(tr("%1 kept").arg(counts.kept), theme.text);
    line->setColumnStretch(3, 1);
    m_column->addLayout(line);
    addSpace(4);

    auto *boxes = new QHBoxLayout;
    auto *from = plateauBox(m_session, m_session.compareFrom(), tr("Compare from"), this);
    auto *to = plateauBox(m_session, m_session.plateau(), tr("Compare to"), this);
    const auto choose = [this, from, to] {
        m_session.compare(PlateauId(from->currentData().toLongLong()),
                          PlateauId(to->currentData().toLongLong()));
    };
    // Queued: choosing makes this page anew.
    connect(from, &QComboBox::activated, this, choose, Qt::QueuedConnection);
    connect(to, &QComboBox::activated, this, choose, Qt::QueuedConnection);
    boxes->addWidget(from, 1);
    auto *arrow = textLabel(u"→"_s, u"muted"_s, this);
    arrow->setWordWrap(false);
    boxes->addWidget(arrow);
    boxes->addWidget(to, 1);
    m_column->addLayout(boxes);
}

void GapPage::addItem(const compare::ElementGap &item)
{
    using compare::State;
    QString title = item.name;
    if (item.state == State::Replaced && !item.replacedBy.isEmpty()) {
        if (const auto *other = m_session.shown(item.replacedBy.front()))
            title = u"%1 → %2"_s.arg(item.name, other->name());
    }
    addState(title, item.state);
    addFields(item.fields, item.state, item.kind);
    addDecided(item);
    addSection(tr("Elements"));
    addLink(item.name, item.id);
    for (const auto id : item.replacedBy + item.replaces) {
        if (const auto *other = m_session.shown(id))
            addLink(other->name(), id);
    }
}

void GapPage::addRelation(const compare::RelationGap &item)
{
    const auto *kind = m_session.metamodel().relationKind(item.kind);
    const auto *source = m_session.shown(item.source);
    const auto *target = m_session.shown(item.target);
    if (!source || !target)
        return;
    addState(u"%1 %2 %3"_s.arg(source->name(), kind ? kind->label : item.kind, target->name()), item.state);
    addFields(item.fields, item.state, item.kind);
    addSection(tr("Elements"));
    addLink(source->name(), item.source);
    addLink(target->name(), item.target);
}

void GapPage::addState(const QString &title, compare::State state)
{
    addSpace(12);
    auto *line = new QHBoxLayout;
    line->setSpacing(5);
    line->addWidget(heading(title, 12.5, this), 1);
    const QString sign = compare::signOf(state);
    auto *label =
        colored(sign.isEmpty() ? compare::stateName(state) : sign + u' ' + compare::stateName(state),
                colorOf(state, currentTheme()), QFont::Normal, this);
    label->setWordWrap(false);
    line->addWidget(label, 0, Qt::AlignTop);
    m_column->addLayout(line);
}

void GapPage::addFields(const QList<compare::FieldChange> &changes, compare::State state,
                        const QString &kindName)
{
    const auto &metamodel = m_session.metamodel();
    const auto *kind = metamodel.kind(kindName);
    const auto &theme = currentTheme();
    QList<compare::FieldChange> fields = changes;
    fields.removeIf([](const compare::FieldChange &field) {
        return field.property == "description"_L1 || field.property == "name"_L1;
    });
    if (fields.isEmpty() && state == compare::State::Changed)
        addText(tr("Only its description is different."));
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 4);
    grid->setColumnStretch(2, 4);
    int row = 0;
    for (const auto &field : std::as_const(fields)) {
        const auto cell = [&](int column, const QString &text, const QColor &color) {
            auto *label = colored(breakable(text), color, QFont::Normal, this);
            label->setMinimumWidth(40);
            label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
            grid->addWidget(label, row, column);
        };
        QString label = compare::fieldLabel(field, metamodel, kindName);
        if (!label.isEmpty())
            label[0] = label[0].toUpper();
        cell(0, label, theme.muted);
        cell(1, valueText(m_session, field, field.before, kind), theme.removed);
        cell(2, valueText(m_session, field, field.after, kind), theme.added);
        grid->addWidget(hairline(this), row + 1, 0, 1, 3);
        row += 2;
    }
    m_column->addLayout(grid);
}

void GapPage::addDecided(const compare::ElementGap &item)
{
    QStringList keys = {item.key};
    for (const auto id : item.replacedBy + item.replaces) {
        if (const auto *element = m_session.model().element(id))
            keys.append(element->key);
    }
    const auto collect = [&](const QString &kind) {
        QMap<QString, Record> found;
        for (const auto &key : std::as_const(keys)) {
            for (const auto &record : m_session.recordsNaming(kind, u"elements"_s, key))
                found.insert(titleOf(record), record);
        }
        return found;
    };
    if (const auto decisions = collect(u"decision"_s); !decisions.isEmpty()) {
        addSection(tr("Decided by"));
        for (const auto &decision : decisions) {
            const QString status = decision.properties.value("status"_L1).toString();
            addLink(titleOf(decision), decision.id, status, statusColor(status, currentTheme()));
        }
    }
    if (const auto packages = collect(u"workPackage"_s); !packages.isEmpty()) {
        addSection(tr("Work packages"));
        for (const auto &package : packages) {
            const double days = package.properties.value("effort_days"_L1).toDouble();
            const QString effort = days == 1 ? tr("1 day") : tr("%1 days").arg(days);
            addLink(days > 0 ? u"%1 · %2"_s.arg(titleOf(package), effort) : titleOf(package), package.id);
        }
    }
}

} // namespace gp::views
