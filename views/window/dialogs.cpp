// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/dialogs.h"

#include "core/exchange/project_template.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// A label above its field, the label a buddy so that its mnemonic and screen readers find the field.
void addField(QVBoxLayout *column, const QString &title, QWidget *field)
{
    auto *label = textLabel(title, u"muted"_s, field->parentWidget());
    label->setBuddy(field);
    field->setAccessibleName(title);
    column->addWidget(label);
    column->addWidget(field);
}

void makeSearchable(QComboBox *box)
{
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
}

ElementId chosen(const QComboBox *box)
{
    int at = box->findText(box->currentText(), Qt::MatchFixedString);
    // Two things of one name: the one that was picked, when it has this name.
    if (box->currentIndex() >= 0 && box->itemText(box->currentIndex()) == box->currentText())
        at = box->currentIndex();
    return at < 0 ? ElementId() : ElementId(box->itemData(at).toLongLong());
}

void fillElements(QComboBox *box, const QList<ElementState> &elements, const metamodel::Metamodel &metamodel)
{
    QList<std::pair<QString, qint64>> items;
    for (const auto &element : elements) {
        const auto *kind = metamodel.kind(element.kind);
        items.append(
            {u"%1 · %2"_s.arg(element.name(), kind ? kind->label : element.kind), element.id.value()});
    }
    std::ranges::sort(items);
    for (const auto &[text, id] : std::as_const(items))
        box->addItem(text, id);
}

QString freePath(const QString &name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QString path = QDir(folder).filePath(name + u".gplan"_s);
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = QDir(folder).filePath(u"%1-%2.gplan"_s.arg(name).arg(number));
    return QDir::toNativeSeparators(path);
}

} // namespace

NewProjectDialog::NewProjectDialog(const QString &templateName, QWidget *parent)
    : Dialog(tr("New project"), tr("Create project"), parent)
    , m_template(new QComboBox(this))
    , m_path(new QLineEdit(this))
{
    for (const auto &known : exchange::projectTemplates())
        m_template->addItem(known.title, known.name);
    m_template->setCurrentIndex(std::max(0, m_template->findData(templateName)));
    addField(content(), tr("Start from"), m_template);
    m_path->setText(
        freePath(templateName.isEmpty() || templateName == "blank"_L1 ? u"platform"_s : templateName));
    m_path->setMinimumWidth(420);
    addField(content(), tr("File"), m_path);
    auto *browse = new QPushButton(tr("Choose…"), this);
    browse->setAccessibleName(tr("Choose the file"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("New project"), m_path->text(),
                                                          tr("Groundplan project (*.gplan)"));
        if (!path.isEmpty())
            m_path->setText(QDir::toNativeSeparators(path));
    });
    auto *row = new QHBoxLayout;
    content()->removeWidget(m_path);
    row->addWidget(m_path, 1);
    row->addWidget(browse);
    content()->addLayout(row);
}

QString NewProjectDialog::path() const
{
    QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (!path.endsWith(".gplan"_L1))
        path += u".gplan"_s;
    return path;
}

QString NewProjectDialog::templateName() const
{
    return m_template->currentData().toString();
}

void NewProjectDialog::accept()
{
    if (m_path->text().trimmed().isEmpty())
        return say(tr("Give the file a name."));
    if (QFileInfo::exists(path()))
        return say(tr("There is a file of this name already. Choose another."));
    if (!QFileInfo(QFileInfo(path()).absolutePath()).isWritable())
        return say(tr("This folder cannot be written to. Choose another."));
    Dialog::accept();
}

AddElementDialog::AddElementDialog(Session &session, QWidget *parent)
    : Dialog(tr("Add an element in %1").arg(session.plateauName(session.plateau())), tr("Add"), parent)
    , m_session(session)
    , m_kind(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_domain(new QComboBox(this))
{
    for (const auto &kind : session.metamodel().kinds())
        m_kind->addItem(kind.label, kind.name);
    addField(content(), tr("Kind"), m_kind);
    m_name->setMinimumWidth(320);
    addField(content(), tr("Name"), m_name);
    m_domain->addItem(tr("none"), qint64(0));
    for (const auto &group : session.state().ofKind(u"group"_s))
        m_domain->addItem(group.name(), group.id.value());
    addField(content(), tr("Part of"), m_domain);
    // The selected domain, or that of the selected service, is meant more often than not.
    const auto selected = session.selectedElement();
    ElementId domain = selected;
    if (const auto groups = session.state().targets(selected, u"partOf"_s); !groups.isEmpty())
        domain = groups.front().id;
    m_domain->setCurrentIndex(std::max(0, m_domain->findData(domain.value())));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AddElementDialog::onKind);
    onKind();
    m_name->setFocus();
}

void AddElementDialog::onKind()
{
    const auto *kind = m_session.metamodel().kind(m_kind->currentData().toString());
    m_kind->setToolTip(kind ? kind->help : QString());
}

void AddElementDialog::accept()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return say(tr("Give it a name."));
    Draft draft(m_session.model());
    const auto id =
        draft.addElement(m_kind->currentData().toString(), {}, m_session.plateau(), {{u"name"_s, name}});
    if (!id)
        return say(id.error().message);
    if (const ElementId domain(m_domain->currentData().toLongLong()); domain.isValid()) {
        const auto part = draft.addRelation(u"partOf"_s, *id, domain, m_session.plateau());
        if (!part)
            return say(part.error().message);
    }
    const auto stored = m_session.store().commit(
        draft, tr("Add %1 in %2").arg(name, m_session.plateauName(m_session.plateau())));
    if (!stored)
        return say(stored.error().message);
    m_session.select(*id);
    Q_EMIT m_session.revealRequested(*id, false);
    Dialog::accept();
}

AddRelationDialog::AddRelationDialog(Session &session, ElementId from, QWidget *parent)
    : Dialog(tr("Add a relation in %1").arg(session.plateauName(session.plateau())), tr("Add"), parent)
    , m_session(session)
    , m_from(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_to(new QComboBox(this))
{
    makeSearchable(m_from);
    makeSearchable(m_to);
    fillElements(m_from, session.state().elements().values(), session.metamodel());
    m_from->setCurrentIndex(std::max(0, m_from->findData(from.value())));
    m_from->setMinimumWidth(340);
    addField(content(), tr("From"), m_from);
    addField(content(), tr("Relation"), m_kind);
    addField(content(), tr("To"), m_to);
    connect(m_from, &QComboBox::currentIndexChanged, this, &AddRelationDialog::fillKinds);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AddRelationDialog::fillTargets);
    fillKinds();
    m_kind->setFocus();
}

void AddRelationDialog::fillKinds()
{
    const auto *source = m_session.state().element(chosen(m_from));
    m_kind->clear();
    if (!source)
        return;
    for (const auto &relation : m_session.metamodel().relationKinds()) {
        const bool isLegal =
            std::ranges::any_of(m_session.metamodel().kinds(), [&](const metamodel::Kind &kind) {
                return relation.allows(source->kind, kind.name);
            });
        if (isLegal)
            m_kind->addItem(relation.label, relation.name);
    }
}

void AddRelationDialog::fillTargets()
{
    const auto *source = m_session.state().element(chosen(m_from));
    const auto *relation = m_session.metamodel().relationKind(m_kind->currentData().toString());
    m_to->clear();
    if (!source || !relation)
        return;
    QList<ElementState> targets;
    for (const auto &element : m_session.state().elements()) {
        if (element.id != source->id && relation->allows(source->kind, element.kind))
            targets.append(element);
    }
    fillElements(m_to, targets, m_session.metamodel());
}

void AddRelationDialog::accept()
{
    const auto *source = m_session.state().element(chosen(m_from));
    const auto *target = m_session.state().element(chosen(m_to));
    if (!source || !target)
        return say(tr("Choose both ends from the lists."));
    const QString kind = m_kind->currentData().toString();
    if (m_session.model().relation(kind, source->id, target->id))
        return say(tr("This relation is there already."));
    Draft draft(m_session.model());
    const auto id = draft.addRelation(kind, source->id, target->id, m_session.plateau());
    if (!id)
        return say(id.error().message);
    const auto stored =
        m_session.store().commit(draft, tr("Add %1 %2 %3 in %4")
                                            .arg(source->name(), m_kind->currentText(), target->name(),
                                                 m_session.plateauName(m_session.plateau())));
    if (!stored)
        return say(stored.error().message);
    Dialog::accept();
}

AboutDialog::AboutDialog(QWidget *parent)
    : Dialog(u"Groundplan"_s, {}, parent)
{
    const auto add = [this](const QString &text, const QString &look) {
        auto *label = textLabel(text, look, this);
        label->setMinimumWidth(380);
        content()->addWidget(label);
    };
    add(tr("Version %1").arg(QLatin1StringView(GROUNDPLAN_VERSION)), {});
    add(tr("A workbench for platform and DevOps architects: one model of the delivery platform, as it is and "
           "as it should "
           "become, from which everything handed to others is generated."),
        {});
    add(tr("Licensed under the Apache License 2.0. Built with Qt %1, KDE Frameworks, SQLite, Graphviz, "
           "yaml-cpp and md4c; "
           "set in Inter; icons from Breeze.")
            .arg(QLatin1StringView(qVersion())),
        u"muted"_s);
}

ReportDialog::ReportDialog(const QString &title, const QString &text, QWidget *parent)
    : Dialog(title, {}, parent)
{
    auto *view = new QPlainTextEdit(text, this);
    view->setReadOnly(true);
    view->setAccessibleName(title);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    view->setFont(mono);
    setLook(view, u"field"_s);
    content()->addWidget(view);
    resize(760, 480);
}

} // namespace gp::views
