// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/ownkinds/kinddialog.h"

#include "core/metamodel/ownkinds.h"
#include "views/ownkinds/definitionedits.h"
#include "views/ownkinds/formparts.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QIcon swatch(const QColor &color)
{
    constexpr int side = 12;
    constexpr qreal density = 2;
    QPixmap pixmap(QSize(side, side) * density);
    pixmap.setDevicePixelRatio(density);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, side, side), 3, 3);
    return pixmap;
}

} // namespace

KindDialog::KindDialog(Session &session, QWidget *parent)
    : Dialog(tr("Add a kind"), tr("Add"), parent)
    , m_session(session)
{
    build();
}

KindDialog::KindDialog(Session &session, const Record &definition, QWidget *parent)
    : Dialog(tr("Change a kind"), tr("Save"), parent)
    , m_session(session)
    , m_before(definition)
{
    build();
    fill();
}

void KindDialog::build()
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_title = new QLineEdit(this);
    m_title->setPlaceholderText(tr("data product"));
    m_title->setToolTip(tr("One of them"));
    m_plural = new QLineEdit(this);
    m_plural->setPlaceholderText(tr("Data products"));
    m_plural->setToolTip(tr("Several of them, as the tree shows them"));
    m_name = textLabel({}, u"muted"_s, this);
    m_name->setToolTip(tr("The name in files, queries and commands; it stays"));
    m_colour = new QComboBox(this);
    const auto *described = m_session.metamodel().recordKind(metamodel::ownKindRecord);
    for (const auto &value : described->property(u"colour"_s)->values)
        m_colour->addItem(swatch(currentTheme().kindColor(value.value)), capitalised(value.label),
                          value.value);
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(u"other"_s)));
    m_help = linesField(tr("What it is"), 2, this);

    auto *names = new QHBoxLayout;
    names->setSpacing(12);
    names->addWidget(labelled(tr("Title"), m_title, this), 1, Qt::AlignTop);
    names->addWidget(labelled(tr("Several of them"), m_plural, this), 1, Qt::AlignTop);
    names->addWidget(labelled(tr("Colour"), m_colour, this), 0, Qt::AlignTop);
    content()->addLayout(names);
    content()->addWidget(m_name);
    content()->addWidget(labelled(tr("Description"), m_help, this));
    buildRelations();
    connect(m_title, &QLineEdit::textChanged, this, [this] {
        const QString known = name();
        m_name->setText(known.isEmpty() ? u" "_s : tr("%1 in files and queries").arg(known));
        say({});
    });
    Q_EMIT m_title->textChanged({});
    resize(620, 520);
    m_title->setFocus();
}

void KindDialog::buildRelations()
{
    m_like = new QComboBox(this);
    m_like->addItem(tr("No kind"), QString());
    m_other = new QComboBox(this);
    m_other->addItem(tr("any kind"), u"any"_s);
    for (const auto &kind : m_session.metamodel().kinds()) {
        if (kind.name != m_before.key)
            m_like->addItem(capitalised(kind.label), kind.name);
        m_other->addItem(kind.plural, kind.name);
    }
    m_like->setToolTip(tr("It may have the relations that elements of this kind may have"));
    m_follows = textLabel({}, u"muted"_s, this);
    content()->addWidget(labelled(tr("May be related like a"), m_like, this));
    content()->addWidget(m_follows);
    connect(m_like, &QComboBox::currentIndexChanged, this, &KindDialog::sayWhatFollows);

    m_relation = new QComboBox(this);
    for (const auto &relation : m_session.metamodel().relationKinds()) {
        m_relation->addItem(relation.label, QStringList{relation.name, u"out"_s});
        m_relation->addItem(relation.inverse, QStringList{relation.name, u"in"_s});
    }
    m_relation->setAccessibleName(tr("Relation"));
    m_other->setAccessibleName(tr("Kind at the other end"));
    m_addRelation = new QPushButton(tr("Add relation"), this);
    m_addRelation->setAutoDefault(false);
    m_addRelation->setAccessibleName(tr("Add this relation"));
    m_relations = new QListWidget(this);
    m_relations->setAccessibleName(tr("Further relations"));
    m_relations->setToolTip(tr("Del takes one out"));
    m_relations->setSpacing(3);
    m_relations->setMinimumHeight(64);
    m_relations->installEventFilter(this);
    auto *line = new QHBoxLayout;
    line->setSpacing(gap);
    line->addWidget(textLabel(tr("It"), {}, this));
    line->addWidget(m_relation, 1);
    line->addWidget(m_other, 1);
    line->addWidget(m_addRelation);
    auto *label = textLabel(tr("Further relations"), u"muted"_s, this);
    label->setBuddy(m_relation);
    content()->addWidget(label);
    content()->addLayout(line);
    content()->addWidget(m_relations, 1);
    connect(m_addRelation, &QPushButton::clicked, this, [this] {
        const auto which = m_relation->currentData().toStringList();
        addRelation(which.front(), which.back() == "out"_L1, m_other->currentData().toString());
    });
    sayWhatFollows();
}

void KindDialog::sayWhatFollows()
{
    const QString like = m_like->currentData().toString();
    QStringList words;
    for (const auto &relation : m_session.metamodel().relationKinds()) {
        if (relation.from.contains(u"any"_s) || relation.from.contains(like))
            words.append(relation.label);
        if (!like.isEmpty() && relation.to.contains(like))
            words.append(relation.inverse);
    }
    m_follows->setText(tr("It %1.").arg(words.join(u", "_s)));
}

void KindDialog::addRelation(const QString &relation, bool isOutgoing, const QString &other)
{
    const auto *known = m_session.metamodel().relationKind(relation);
    const auto *kind = m_session.metamodel().kind(other);
    const QString word = !known ? relation : isOutgoing ? known->label : known->inverse;
    const QString text = tr("It %1 %2")
                             .arg(word, other == "any"_L1 ? tr("any kind")
                                        : kind            ? kind->plural
                                                          : other);
    if (!m_relations->findItems(text, Qt::MatchExactly).isEmpty())
        return;
    auto *item = new QListWidgetItem(text, m_relations);
    item->setData(Qt::UserRole, QStringList{relation, isOutgoing ? u"out"_s : u"in"_s, other});
    m_relations->setCurrentItem(item);
}

void KindDialog::removeRelation()
{
    delete m_relations->takeItem(m_relations->currentRow());
}

bool KindDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_relations && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            removeRelation();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

void KindDialog::fill()
{
    const auto &properties = m_before.properties;
    m_title->setText(properties.value("title"_L1).toString());
    m_plural->setText(properties.value("plural"_L1).toString());
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(properties.value("colour"_L1).toString())));
    m_help->setPlainText(properties.value("description"_L1).toString());
    m_like->setCurrentIndex(std::max(0, m_like->findData(properties.value("like"_L1).toString())));
    for (const auto &row : properties.value("relations"_L1).toArray()) {
        for (const auto &other : row["kinds"_L1].toArray())
            addRelation(row["relation"_L1].toString(), row["direction"_L1].toString() != "in"_L1,
                        other.toString());
    }
}

QString KindDialog::name() const
{
    return m_before.key.isEmpty() ? metamodel::nameForKind(m_title->text()) : m_before.key;
}

Record KindDialog::definition() const
{
    Record record = m_before;
    record.kind = metamodel::ownKindRecord;
    record.key = name();
    record.properties = {{u"title"_s, m_title->text().trimmed()},
                         {u"colour"_s, m_colour->currentData().toString()}};
    const auto put = [&record](const QString &key, const QString &text) {
        if (!text.isEmpty())
            record.properties.insert(key, text);
    };
    put(u"plural"_s, m_plural->text().trimmed());
    put(u"description"_s, m_help->toPlainText().trimmed());
    put(u"like"_s, m_like->currentData().toString());
    QJsonArray rows;
    for (int row = 0; row < m_relations->count(); ++row) {
        const auto which = m_relations->item(row)->data(Qt::UserRole).toStringList();
        rows.append(QJsonObject{
            {u"relation"_s, which[0]}, {u"direction"_s, which[1]}, {u"kinds"_s, QJsonArray{which[2]}}});
    }
    if (!rows.isEmpty())
        record.properties.insert(u"relations"_s, rows);
    return record;
}

void KindDialog::accept()
{
    if (m_title->text().trimmed().isEmpty())
        return say(tr("Give it a title."));
    if (name().isEmpty())
        return say(tr("The title needs a letter: the name in files is made of it."));
    const auto edit = putDefinition(m_session.model(), definition());
    if (!edit.done)
        return say(edit.done.error().message);
    if (const auto done = m_session.store().commit(edit.draft, edit.label); !done)
        return say(done.error().message);
    Dialog::accept();
}

} // namespace gp::views
