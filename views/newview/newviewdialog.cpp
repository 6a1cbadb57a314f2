// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/newview/newviewdialog.h"

#include "core/diagram/selection.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using metamodel::ViewTemplate;

namespace {

constexpr int helpWidth = 520;

QLabel *fieldLabel(const QString &text, QWidget *field, QWidget *parent)
{
    auto *label = textLabel(text, u"muted"_s, parent);
    label->setWordWrap(false);
    label->setBuddy(field);
    field->setAccessibleName(text);
    return label;
}

} // namespace

NewViewDialog::NewViewDialog(Session &session, QWidget *parent)
    : Dialog(tr("New view"), tr("Make the view"), parent)
    , m_session(session)
    , m_title(new QLineEdit(this))
    , m_templates(new QButtonGroup(this))
    , m_domainRow(new QWidget(this))
    , m_domain(new QComboBox(m_domainRow))
    , m_elementRow(new QWidget(this))
    , m_element(new QComboBox(m_elementRow))
    , m_steps(new QSpinBox(m_elementRow))
    , m_preview(textLabel({}, u"muted"_s, this))
{
    content()->addWidget(fieldLabel(tr("Title"), m_title, this));
    m_title->setMinimumWidth(helpWidth);
    m_title->setMinimumHeight(controlHeight);
    content()->addWidget(m_title);
    content()->addSpacing(4);
    content()->addWidget(textLabel(tr("Start from"), u"muted"_s, this));
    addChoices();
    addTemplates();
    content()->addWidget(m_preview);
    content()->addStretch();
    connect(m_title, &QLineEdit::textEdited, this, [this] { m_isOwnTitle = true; });
    connect(m_templates, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            onChoice();
    });
    connect(m_domain, &QComboBox::currentIndexChanged, this, &NewViewDialog::onChoice);
    connect(m_element, &QComboBox::currentIndexChanged, this, &NewViewDialog::onChoice);
    connect(m_steps, &QSpinBox::valueChanged, this, &NewViewDialog::onChoice);
    m_templates->button(0)->setChecked(true);
    m_title->selectAll();
    m_title->setFocus();
}

void NewViewDialog::addTemplates()
{
    for (const auto &known : metamodel::viewTemplates()) {
        auto *button = new QRadioButton(known.title, this);
        button->setObjectName(known.name);
        button->setAccessibleDescription(known.help);
        auto *help = textLabel(known.help, u"muted"_s, this);
        help->setContentsMargins(24, 0, 0, 4);
        // A dialog asks labels that wrap for their height too early; here the width is known.
        help->setFixedWidth(helpWidth);
        help->ensurePolished();
        help->setMinimumHeight(help->heightForWidth(helpWidth));
        m_templates->addButton(button, int(m_templates->buttons().size()));
        auto *one = new QVBoxLayout;
        one->setSpacing(2);
        one->addWidget(button);
        one->addWidget(help);
        if (known.asks == ViewTemplate::Asks::Domain)
            one->addWidget(m_domainRow);
        else if (known.asks == ViewTemplate::Asks::Element)
            one->addWidget(m_elementRow);
        content()->addLayout(one);
    }
}

void NewViewDialog::addChoices()
{
    for (const auto &group : m_session.state().ofKind(u"group"_s)) {
        if (group.properties.value("type"_L1).toString() == "domain"_L1)
            m_domain->addItem(group.name(), group.key);
    }
    auto *row = new QHBoxLayout(m_domainRow);
    row->setContentsMargins(24, 0, 0, 6);
    row->addWidget(fieldLabel(tr("Domain"), m_domain, m_domainRow));
    row->addWidget(m_domain, 1);
    m_steps->setRange(1, 6);
    m_steps->setToolTip(tr("How far away from the element"));
    m_element->setMinimumWidth(240);
    m_element->setEditable(true);
    m_element->setInsertPolicy(QComboBox::NoInsert);
    m_element->completer()->setFilterMode(Qt::MatchContains);
    m_element->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *other = new QHBoxLayout(m_elementRow);
    other->setContentsMargins(24, 0, 0, 6);
    other->addWidget(fieldLabel(tr("Element"), m_element, m_elementRow));
    other->addWidget(m_element, 1);
    other->addWidget(fieldLabel(tr("Steps"), m_steps, m_elementRow));
    other->addWidget(m_steps);
    m_domainRow->hide();
    m_elementRow->hide();
}

void NewViewDialog::fillElements()
{
    if (m_element->count() > 0)
        return;
    const QSignalBlocker quiet(m_element);
    QList<std::pair<QString, qint64>> items;
    for (const auto &element : m_session.state().elements()) {
        const auto *kind = m_session.metamodel().kind(element.kind);
        items.append(
            {u"%1 · %2"_s.arg(element.name(), kind ? kind->label : element.kind), element.id.value()});
    }
    std::ranges::sort(items);
    for (const auto &[text, id] : std::as_const(items))
        m_element->addItem(text, id);
    m_element->setCurrentIndex(std::max(0, m_element->findData(m_session.selectedElement().value())));
}

QRadioButton *NewViewDialog::templateButton(const QString &name) const
{
    return findChild<QRadioButton *>(name);
}

QString NewViewDialog::preview() const
{
    return m_preview->text();
}

NewView NewViewDialog::wanted() const
{
    const auto &known = metamodel::viewTemplates();
    const int at = std::max(0, m_templates->checkedId());
    // What was typed counts, also where it was not picked from the list.
    const int element = m_element->findText(m_element->currentText(), Qt::MatchFixedString);
    return {m_title->text().trimmed(), known.value(at), m_domain->currentData().toString(),
            ElementId(element < 0 ? 0 : m_element->itemData(element).toLongLong()), m_steps->value()};
}

QString NewViewDialog::missing() const
{
    const auto view = wanted();
    if (view.from.asks == ViewTemplate::Asks::Domain && view.domain.isEmpty())
        return tr("There is no domain at %1.").arg(m_session.plateauName(m_session.plateau()));
    if (view.from.asks == ViewTemplate::Asks::Element && !view.element.isValid())
        return tr("Choose an element from the list.");
    return {};
}

void NewViewDialog::onChoice()
{
    say({});
    const auto asks = wanted().from.asks;
    m_domainRow->setVisible(asks == ViewTemplate::Asks::Domain);
    m_elementRow->setVisible(asks == ViewTemplate::Asks::Element);
    if (asks == ViewTemplate::Asks::Element)
        fillElements();
    const auto view = wanted();
    if (!m_isOwnTitle) {
        const auto *element = m_session.state().element(view.element);
        m_title->setText(
            asks == ViewTemplate::Asks::Domain && !view.domain.isEmpty() ? m_domain->currentText()
            : asks == ViewTemplate::Asks::Element && element ? tr("Around %1").arg(element->name())
                                                             : view.from.title);
    }
    if (!missing().isEmpty()) {
        m_counting.drop();
        return m_preview->setText(missing());
    }
    m_preview->setText(tr("Counting…"));
    m_counting.run(
        this,
        [view, model = m_session.model(), plateau = m_session.plateau()] {
            const PlateauModel at(model, plateau);
            return diagram::select(at, diagram::ViewRules(propertiesOf(view, at))).elements.size();
        },
        [this](qsizetype count) {
            const QString plateau = m_session.plateauName(m_session.plateau());
            m_preview->setText(count == 1 ? tr("It shows 1 element at %1.").arg(plateau)
                                          : tr("It shows %1 elements at %2.").arg(count).arg(plateau));
        });
}

void NewViewDialog::accept()
{
    const auto view = wanted();
    if (m_layingOut.isRunning())
        return;
    if (view.title.isEmpty())
        return say(tr("Give it a title."));
    if (const QString problem = missing(); !problem.isEmpty())
        return say(problem);
    View made;
    made.properties = propertiesOf(view, m_session.state());
    mainButton()->setEnabled(false);
    m_preview->setText(tr("Laying out…"));
    m_layingOut.run(
        this,
        [made, model = m_session.model(), metamodel = m_session.metamodel()] {
            // Without a layout the view places its cards when it is opened.
            return std::make_shared<const View>(diagram::laidOut(model, metamodel, made).value_or(made));
        },
        [this](const std::shared_ptr<const View> &laidOut) { store(*laidOut); });
}

void NewViewDialog::store(const View &view)
{
    mainButton()->setEnabled(true);
    const auto draft = withNewView(m_session.model(), view);
    if (!draft)
        return say(draft.error().message);
    const auto stored = m_session.store().commit(draft->first, tr("Add the view %1").arg(titleOf(view)));
    if (!stored)
        return say(stored.error().message);
    m_made = draft->second;
    Dialog::accept();
}

} // namespace gp::views
