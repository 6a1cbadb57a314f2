// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/ownkinds/propertydialog.h"

#include "core/metamodel/ownkinds.h"
#include "views/ownkinds/definitionedits.h"
#include "views/ownkinds/formparts.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// "gold = Gold, 24/7": the value, and what people read where that is something else.
QString lineOf(const QJsonObject &row)
{
    const QString value = row.value("value"_L1).toString();
    const QString label = row.value("label"_L1).toString();
    return label.isEmpty() || label == value ? value : value + u" = "_s + label;
}

QJsonArray valuesFrom(const QString &text)
{
    QJsonArray values;
    for (const auto &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const auto sign = line.indexOf(u'=');
        const QString value = (sign < 0 ? line : line.first(sign)).trimmed();
        const QString label = sign < 0 ? QString() : line.sliced(sign + 1).trimmed();
        if (value.isEmpty())
            continue;
        QJsonObject row{{u"value"_s, value}};
        if (!label.isEmpty())
            row.insert(u"label"_s, label);
        values.append(row);
    }
    return values;
}

/// A number as it is typed; nothing where the field is empty.
Result<std::optional<double>> numberIn(const QLineEdit *field, const QString &title)
{
    const QString text = field->text().trimmed().replace(u',', u'.');
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number))
        return fail(ErrorCode::Invalid, QObject::tr("%1 is to be a number.").arg(title));
    return number;
}

} // namespace

PropertyDialog::PropertyDialog(Session &session, const QStringList &kinds, QWidget *parent)
    : Dialog(tr("Add a property"), tr("Add"), parent)
    , m_session(session)
{
    build(kinds);
}

PropertyDialog::PropertyDialog(Session &session, const Record &definition, QWidget *parent)
    : Dialog(tr("Change a property"), tr("Save"), parent)
    , m_session(session)
    , m_before(definition)
{
    QStringList kinds;
    for (const auto &kind : definition.properties.value("kinds"_L1).toArray())
        kinds.append(kind.toString());
    build(kinds);
    fill();
}

void PropertyDialog::build(const QStringList &kinds)
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_title = new QLineEdit(this);
    m_title->setPlaceholderText(tr("Cost centre"));
    m_name = textLabel({}, u"muted"_s, this);
    m_name->setToolTip(tr("The name in files, queries and commands; it stays"));
    m_type = new QComboBox(this);
    const auto *described = m_session.metamodel().recordKind(metamodel::ownPropertyRecord);
    for (const auto &value : described->property(u"type"_s)->values)
        m_type->addItem(capitalised(value.label), value.value);

    m_unit = new QLineEdit(this);
    m_unit->setPlaceholderText(u"€, h, %"_s);
    m_minimum = new QLineEdit(this);
    m_maximum = new QLineEdit(this);
    m_numbers = new QWidget(this);
    auto *numbers = new QHBoxLayout(m_numbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    numbers->setSpacing(12);
    numbers->addWidget(labelled(tr("Unit"), m_unit, m_numbers));
    numbers->addWidget(labelled(tr("At least"), m_minimum, m_numbers));
    numbers->addWidget(labelled(tr("At most"), m_maximum, m_numbers));

    m_values = linesField(tr("One a line; or value = what people read"), 5, this);
    m_valuesField = labelled(tr("Values"), m_values, this);
    m_refersTo = new QComboBox(this);
    m_refersTo->addItem(tr("Any element"), u"element"_s);
    QList<std::pair<QString, QString>> offered;
    for (const auto &kind : m_session.metamodel().kinds()) {
        m_refersTo->addItem(kind.plural, kind.name);
        offered.append({kind.name, kind.plural});
    }
    m_refersToField = labelled(tr("Refers to"), m_refersTo, this);
    m_kinds = new TickList(tr("Kinds that have it"), offered, QJsonArray::fromStringList(kinds), this);
    m_kinds->setToolTip(tr("Space ticks; without a tick every kind has it"));
    m_help = linesField(tr("What it means, for the tooltip"), 3, this);

    auto *left = new QVBoxLayout;
    left->setSpacing(gap);
    left->addWidget(labelled(tr("Title"), m_title, this));
    left->addWidget(m_name);
    left->addWidget(labelled(tr("Type"), m_type, this));
    left->addWidget(m_numbers);
    left->addWidget(m_valuesField);
    left->addWidget(m_refersToField);
    left->addWidget(labelled(tr("Description"), m_help, this));
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    auto *label = textLabel(tr("Kinds that have it"), u"muted"_s, this);
    label->setBuddy(m_kinds);
    right->addWidget(label);
    right->addWidget(m_kinds, 1);
    right->addWidget(textLabel(tr("Without a tick, every kind has it."), u"muted"_s, this));
    auto *across = new QHBoxLayout;
    across->setSpacing(16);
    across->addLayout(left, 3);
    across->addLayout(right, 2);
    content()->addLayout(across, 1);
    connect(m_type, &QComboBox::currentIndexChanged, this, &PropertyDialog::onType);
    connect(m_title, &QLineEdit::textChanged, this, [this] {
        const QString known = name();
        m_name->setText(known.isEmpty() ? u" "_s : tr("%1 in files and queries").arg(known));
        say({});
    });
    Q_EMIT m_title->textChanged({});
    onType();
    resize(620, 480);
    m_title->setFocus();
}

void PropertyDialog::fill()
{
    const auto &properties = m_before.properties;
    m_title->setText(properties.value("title"_L1).toString());
    m_type->setCurrentIndex(std::max(0, m_type->findData(properties.value("type"_L1).toString())));
    m_unit->setText(properties.value("unit"_L1).toString());
    for (const auto &[field, name] :
         {std::pair(m_minimum, "minimum"_L1), std::pair(m_maximum, "maximum"_L1)}) {
        if (const auto value = properties.value(name); value.isDouble())
            field->setText(QString::number(value.toDouble(), 'g', 12));
    }
    QStringList lines;
    for (const auto &row : properties.value("values"_L1).toArray())
        lines.append(lineOf(row.toObject()));
    m_values->setPlainText(lines.join(u'\n'));
    m_refersTo->setCurrentIndex(
        std::max(0, m_refersTo->findData(properties.value("refers_to"_L1).toString())));
    m_help->setPlainText(properties.value("description"_L1).toString());
}

QString PropertyDialog::name() const
{
    return m_before.key.isEmpty() ? metamodel::nameForProperty(m_title->text()) : m_before.key;
}

void PropertyDialog::onType()
{
    const QString type = m_type->currentData().toString();
    m_numbers->setVisible(type == "integer"_L1 || type == "number"_L1);
    m_valuesField->setVisible(type == "enum"_L1 || type == "list"_L1);
    m_refersToField->setVisible(type == "reference"_L1);
    m_values->setToolTip(type == "list"_L1 ? tr("What the list may hold; nothing: any text")
                                           : tr("What can be chosen"));
}

Record PropertyDialog::definition() const
{
    Record record = m_before;
    record.kind = metamodel::ownPropertyRecord;
    record.key = name();
    record.properties = {{u"title"_s, m_title->text().trimmed()},
                         {u"type"_s, m_type->currentData().toString()}};
    const auto put = [&record](const QString &key, const QJsonValue &value) {
        if (!value.isNull() && value != QJsonValue(QString()) && value != QJsonValue(QJsonArray()))
            record.properties.insert(key, value);
    };
    put(u"kinds"_s, m_kinds->ticked());
    put(u"description"_s, m_help->toPlainText().trimmed());
    const QString type = m_type->currentData().toString();
    if (type == "integer"_L1 || type == "number"_L1) {
        put(u"unit"_s, m_unit->text().trimmed());
        for (const auto &[field, key] :
             {std::pair(m_minimum, u"minimum"_s), std::pair(m_maximum, u"maximum"_s)}) {
            if (const auto number = numberIn(field, {}); number && *number)
                put(key, **number);
        }
    }
    if (type == "enum"_L1 || type == "list"_L1)
        put(u"values"_s, valuesFrom(m_values->toPlainText()));
    if (type == "reference"_L1)
        put(u"refers_to"_s, m_refersTo->currentData().toString());
    return record;
}

void PropertyDialog::accept()
{
    if (m_title->text().trimmed().isEmpty())
        return say(tr("Give it a title."));
    if (name().isEmpty())
        return say(tr("The title needs a letter: the name in files is made of it."));
    for (const auto &[field, title] :
         {std::pair(m_minimum, tr("At least")), std::pair(m_maximum, tr("At most"))}) {
        if (const auto number = numberIn(field, title); !number && m_numbers->isVisible())
            return say(number.error().message);
    }
    const auto edit = putDefinition(m_session.model(), definition());
    if (!edit.done)
        return say(edit.done.error().message);
    if (const auto done = m_session.store().commit(edit.draft, edit.label); !done)
        return say(done.error().message);
    const QString known = name();
    Dialog::accept();
    Q_EMIT stored(known);
}

} // namespace gp::views
