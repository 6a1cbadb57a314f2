// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/plateau/plateaudialogs.h"

#include "views/compare/comparelook.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int fieldWidth = 380;

QLineEdit *nameField(Dialog *dialog)
{
    auto *field = new QLineEdit(dialog);
    auto *label = textLabel(Dialog::tr("Name"), u"muted"_s, dialog);
    label->setBuddy(field);
    field->setAccessibleName(label->text());
    field->setMinimumWidth(fieldWidth);
    dialog->content()->addWidget(label);
    dialog->content()->addWidget(field);
    return field;
}

QPlainTextEdit *descriptionField(Dialog *dialog)
{
    auto *field = new QPlainTextEdit(dialog);
    setLook(field, u"field"_s);
    auto *label = textLabel(Dialog::tr("Description (optional)"), u"muted"_s, dialog);
    label->setBuddy(field);
    field->setAccessibleName(label->text());
    field->setTabChangesFocus(true);
    field->setFixedHeight(84);
    dialog->content()->addWidget(label);
    dialog->content()->addWidget(field);
    return field;
}

QString freeKey(const Model &model, const QString &name)
{
    const QString stem = toKey(name);
    QString key = stem;
    for (int number = 2; model.plateau(QStringView(key)); ++number)
        key = u"%1-%2"_s.arg(stem).arg(number);
    return key;
}

/// Two plateaus of one name could not be told apart in the bar.
bool isTaken(const Session &session, const QString &name, PlateauId but)
{
    return std::ranges::any_of(session.model().plateaus(), [&](const Plateau &plateau) {
        return plateau.id != but && session.plateauName(plateau.id).compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

NewOptionDialog::NewOptionDialog(Session &session, QWidget *parent)
    : Dialog(tr("New option"), tr("Add the option"), parent)
    , m_session(session)
    , m_base(session.plateau())
{
    setAttribute(Qt::WA_DeleteOnClose);
    content()->addWidget(textLabel(
        tr("An alternative that begins as %1 is now. What you change in it changes nothing else, until you "
           "merge it.")
            .arg(session.plateauName(m_base)),
        {}, this));
    m_name = nameField(this);
    m_description = descriptionField(this);
    m_name->setFocus();
}

void NewOptionDialog::accept()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return say(tr("Give it a name."));
    if (isTaken(m_session, name, {}))
        return say(tr("There is a plateau of this name already."));
    const auto &model = m_session.model();
    Plateau option;
    option.key = freeKey(model, name);
    option.name = name;
    option.description = m_description->toPlainText().trimmed();
    option.kind = PlateauKind::Option;
    option.parent = m_base;
    for (const auto &plateau : model.plateaus())
        option.position = std::max(option.position, plateau.position + 1);
    Draft draft(model);
    const auto added = draft.addPlateau(option);
    if (!added)
        return say(added.error().message);
    const QString label = tr("New option %1 of %2").arg(name, m_session.plateauName(m_base));
    const auto stored = m_session.store().commit(draft, label);
    if (!stored)
        return say(stored.error().message);
    m_session.showPlateau(*added);
    Q_EMIT m_session.edited(label);
    Dialog::accept();
}

RenamePlateauDialog::RenamePlateauDialog(Session &session, PlateauId plateau, QWidget *parent)
    : Dialog(tr("Rename the plateau"), tr("Rename"), parent)
    , m_session(session)
    , m_plateau(plateau)
    , m_name(nameField(this))
    , m_description(descriptionField(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_name->setText(session.plateauName(plateau));
    m_name->selectAll();
    if (const auto *shown = session.model().plateau(plateau))
        m_description->setPlainText(shown->description);
    m_name->setFocus();
}

void RenamePlateauDialog::accept()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return say(tr("Give it a name."));
    if (isTaken(m_session, name, m_plateau))
        return say(tr("There is a plateau of this name already."));
    const auto *before = m_session.model().plateau(m_plateau);
    if (!before)
        return say(tr("This plateau is not there any more."));
    const QString old = m_session.plateauName(m_plateau);
    Plateau plateau = *before;
    plateau.name = name;
    plateau.description = m_description->toPlainText().trimmed();
    if (plateau == *before)
        return Dialog::accept();
    Draft draft(m_session.model());
    if (const auto edit = draft.update(plateau); !edit)
        return say(edit.error().message);
    const QString label = name == old ? tr("Describe the plateau %1").arg(name)
                                      : tr("Rename the plateau %1 to %2").arg(old, name);
    const auto stored = m_session.store().commit(draft, label);
    if (!stored)
        return say(stored.error().message);
    Q_EMIT m_session.edited(label);
    Dialog::accept();
}

CompareOptionsDialog::CompareOptionsDialog(Session &session, QWidget *parent)
    : Dialog(tr("Compare options"), tr("Compare"), parent)
    , m_session(session)
    , m_left(new QComboBox(this))
    , m_right(new QComboBox(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    content()->addWidget(textLabel(tr("Two options, or an option and its base, side by side."), {}, this));
    QList<PlateauId> options;
    QList<PlateauId> bases;
    for (const auto &plateau : session.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option)
            options.append(plateau.id);
    }
    for (const auto id : std::as_const(options)) {
        const auto base = session.model().plateau(id)->parent;
        if (!options.contains(base) && !bases.contains(base))
            bases.append(base);
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    for (const auto &[box, name] :
         {std::pair(m_left, tr("On the left")), std::pair(m_right, tr("On the right"))}) {
        auto *label = textLabel(name, u"muted"_s, this);
        label->setBuddy(box);
        box->setAccessibleName(name);
        box->setMinimumWidth(190);
        for (const auto id : options + bases)
            box->addItem(session.plateauName(id), QVariant::fromValue(id.value()));
        auto *column = new QVBoxLayout;
        column->setSpacing(4);
        column->addWidget(label);
        column->addWidget(box);
        row->addLayout(column, 1);
    }
    content()->addLayout(row);
    // The option one looks at, against another one; where there is none, against what it branches off.
    const bool hasSeveral = options.size() > 1;
    const auto shown = int(options.indexOf(session.plateau()));
    m_left->setCurrentIndex(hasSeveral ? 0 : int(options.size()));
    m_right->setCurrentIndex(hasSeveral ? std::max(1, shown) : 0);
    m_left->setFocus();
}

void CompareOptionsDialog::accept()
{
    const PlateauId left(m_left->currentData().toLongLong());
    const PlateauId right(m_right->currentData().toLongLong());
    if (left == right)
        return say(tr("Choose two that are not the same."));
    CompareLook::of(m_session).setWay(Way::SideBySide);
    m_session.compare(left, right);
    Dialog::accept();
}

} // namespace gp::views
