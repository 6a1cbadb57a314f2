// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/comparelook.h"
#include "views/panels/gappanel.h"
#include "views/plateau/plateaudialogs.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {
constexpr int mostRows = 6; ///< of the list, before it scrolls
constexpr int lineHeight = 28;
} // namespace

QString countsText(const compare::Gap &whole)
{
    const auto &theme = currentTheme();
    QStringList parts;
    const auto add = [&parts](int count, const QString &text, const QColor &color) {
        if (count > 0)
            parts.append(u"<span style=\"color:%1\">%2</span>"_s.arg(color.name(), text.arg(count)));
    };
    const auto &counts = whole.elementCounts;
    add(counts.added, MergeOptionDialog::tr("+ %1 added"), theme.added);
    add(counts.removed, MergeOptionDialog::tr("− %1 removed"), theme.removed);
    add(counts.replaced, MergeOptionDialog::tr("→ %1 replaced"), theme.removed);
    add(counts.changed, MergeOptionDialog::tr("~ %1 changed"), theme.changed);
    const auto &relations = whole.relationCounts;
    const int touched = relations.added + relations.removed + relations.changed;
    add(touched, touched == 1 ? MergeOptionDialog::tr("%1 relation") : MergeOptionDialog::tr("%1 relations"),
        theme.text);
    return parts.isEmpty() ? MergeOptionDialog::tr("Nothing is different.")
                           : parts.join(u"&nbsp;&nbsp;&nbsp;"_s);
}

MergeOptionDialog::MergeOptionDialog(Session &session, QWidget *parent)
    : Dialog(tr("Merge an option"), tr("Merge"), parent)
    , m_session(session)
    , m_option(new QComboBox(this))
    , m_text(textLabel({}, {}, this))
    , m_summary(textLabel({}, {}, this))
    , m_changes(new LinesView(tr("What changes"), this))
    , m_heirs(textLabel({}, u"muted"_s, this))
    , m_removes(new QRadioButton(this))
    , m_keeps(new QRadioButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *label = textLabel(tr("Option"), u"muted"_s, this);
    label->setBuddy(m_option);
    m_option->setAccessibleName(label->text());
    for (const auto &plateau : session.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option)
            m_option->addItem(session.plateauName(plateau.id), QVariant::fromValue(plateau.id.value()));
    }
    m_option->setCurrentIndex(
        std::max(0, m_option->findData(QVariant::fromValue(session.plateau().value()))));
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setFont(diagram::font(12.5, QFont::DemiBold));
    m_changes->setEmptyText(tr("The option says nothing that is not so already."));
    m_changes->setMinimumWidth(540);
    m_changes->setSelectionMode(QAbstractItemView::NoSelection);
    m_removes->setChecked(true);
    content()->addWidget(label);
    content()->addWidget(m_option);
    content()->addWidget(m_text);
    content()->addWidget(m_summary);
    content()->addWidget(hairline(this));
    content()->addWidget(m_changes, 1);
    content()->addWidget(hairline(this));
    content()->addWidget(m_heirs);
    content()->addWidget(m_removes);
    content()->addWidget(m_keeps);
    connect(m_option, &QComboBox::currentIndexChanged, this, &MergeOptionDialog::refresh);
    connect(&session, &Session::changed, this, &MergeOptionDialog::refresh);
    refresh();
    m_option->setFocus();
}

PlateauId MergeOptionDialog::chosen() const
{
    return PlateauId(m_option->currentData().toLongLong());
}

void MergeOptionDialog::refresh()
{
    const auto &model = m_session.model();
    const auto *option = model.plateau(chosen());
    mainButton()->setEnabled(option != nullptr);
    if (!option)
        return say(tr("This option is not there any more."));
    const QString name = m_session.plateauName(option->id);
    const QString base = m_session.plateauName(option->parent);
    m_text->setText(tr("What %1 says becomes part of %2, which it branches off:").arg(name, base));
    const auto whole = compare::gapBetween(model, option->parent, option->id);
    m_summary->setText(countsText(whole));
    const PlateauModel before(model, option->parent);
    const PlateauModel after(model, option->id);
    m_changes->setLines(linesOf(changesOf(whole, m_session.metamodel(), [&](ElementId id) {
        const auto *element = after.element(id) ? after.element(id) : before.element(id);
        return element ? element->name() : QString();
    })));
    const int rows = std::clamp(m_changes->model()->rowCount(), 2, mostRows);
    m_changes->setFixedHeight(rows * lineHeight);
    QStringList heirs;
    for (const auto &plateau : plateausAfter(model, option->parent)) {
        if (plateau.id != option->id && !model.pathTo(plateau.id).contains(option->id))
            heirs.append(m_session.plateauName(plateau.id));
    }
    const QString last = heirs.isEmpty() ? QString() : heirs.takeLast();
    const QString all = heirs.isEmpty() ? last : tr("%1 and %2").arg(heirs.join(tr(", ")), last);
    m_heirs->setText(heirs.isEmpty() ? tr("%1 comes after %2 and inherits it.").arg(all, base)
                                     : tr("%1 come after %2 and inherit it.").arg(all, base));
    m_heirs->setVisible(!last.isEmpty());
    m_removes->setText(tr("Delete the plateau %1 afterwards").arg(name));
    m_keeps->setText(tr("Keep it, to go on from there"));
}

void MergeOptionDialog::accept()
{
    const auto *option = m_session.model().plateau(chosen());
    if (!option)
        return;
    const PlateauId base = option->parent;
    const auto then = m_removes->isChecked() ? MergedOption::Remove : MergedOption::Keep;
    const QString label =
        tr("Merge %1 into %2").arg(m_session.plateauName(option->id), m_session.plateauName(base));
    const auto draft = mergeOption(m_session.model(), option->id, then);
    if (!draft)
        return say(draft.error().message);
    const QSignalBlocker quiet(m_option); // what changes is no news here
    disconnect(&m_session, &Session::changed, this, nullptr);
    const auto stored = m_session.store().commit(*draft, label);
    if (!stored) {
        connect(&m_session, &Session::changed, this, &MergeOptionDialog::refresh);
        return say(stored.error().message);
    }
    m_session.showPlateau(base);
    Q_EMIT m_session.edited(label);
    Dialog::accept();
}

} // namespace gp::views
