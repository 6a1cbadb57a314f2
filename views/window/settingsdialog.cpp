// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/settingsdialog.h"

#include "views/editor/spelling.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/window/actions.h"
#include "views/window/keyspage.h"
#include "views/window/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

const QList<SettingEntry> &allSettings()
{
    static const QList<SettingEntry> all = {
        {Setting::Author, SettingsDialog::tr("Your name"), SettingsDialog::tr("author user history")},
        {Setting::Theme, SettingsDialog::tr("Theme"),
         SettingsDialog::tr("appearance look colours dark light system")},
        {Setting::Motion, SettingsDialog::tr("Motion"),
         SettingsDialog::tr("reduce animations blinking accessibility")},
        {Setting::Map, SettingsDialog::tr("Map of the whole view"), SettingsDialog::tr("minimap overview")},
        {Setting::DocumentLanguage, SettingsDialog::tr("Language of documents"),
         SettingsDialog::tr("english translation")},
        {Setting::Spelling, SettingsDialog::tr("Spelling"),
         SettingsDialog::tr("spell check dictionary language misspelled words")},
        {Setting::Confluence, SettingsDialog::tr("Confluence"),
         SettingsDialog::tr("publish site token sign in keychain wiki atlassian")},
        {Setting::Keys, SettingsDialog::tr("Keyboard shortcuts"),
         SettingsDialog::tr("keys bindings change shortcut")},
    };
    return all;
}

QString titleOf(Setting setting)
{
    return std::ranges::find(allSettings(), setting, &SettingEntry::setting)->title;
}

SettingsDialog::SettingsDialog(Actions &actions, Appearance &appearance, Spelling &spelling, QWidget *parent)
    : Dialog(tr("Settings"), {}, parent)
    , m_actions(actions)
    , m_appearance(appearance)
    , m_spelling(spelling)
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_author(new QLineEdit(this))
    , m_theme(new QComboBox(this))
    , m_motion(new QComboBox(this))
    , m_map(new QCheckBox(tr("Show it in the corner, while not all of a view is in sight"), this))
    , m_language(textLabel(tr("English. There is no other yet."), {}, this))
    , m_dictionary(new QComboBox(this))
    , m_sites(new QPushButton(tr("Sites…"), this))
    , m_keys(new KeysPage(actions, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    closeButton()->setAutoDefault(false);
    closeButton()->setDefault(false); // Enter belongs to the fields; Esc closes
    m_tabs->setAccessibleName(tr("Pages of the settings"));
    m_tabs->addTab(tr("General"));
    m_tabs->addTab(tr("Keyboard shortcuts"));
    m_stack->addWidget(makeGeneral());
    m_stack->addWidget(m_keys);
    content()->addWidget(m_tabs, 0, Qt::AlignLeft);
    content()->addWidget(hairline(this));
    content()->addSpacing(gap);
    content()->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    resize(680, 560);
    m_author->setFocus();
}

QWidget *SettingsDialog::makeGeneral()
{
    auto *page = new QWidget(this);
    auto *form = new QFormLayout;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addStretch(); // room that is left goes below, not between the fields
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(4);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](Setting setting, QWidget *field, const QString &note) {
        auto *label = textLabel(titleOf(setting), {}, page);
        label->setWordWrap(false);
        label->setMinimumHeight(controlHeight);
        label->setBuddy(field);
        field->setAccessibleName(titleOf(setting));
        field->setAccessibleDescription(note);
        field->setMinimumHeight(controlHeight);
        form->addRow(label, field);
        auto *below = textLabel(note, u"muted"_s, page);
        below->setWordWrap(false); // one line each: all rows are as high
        below->setContentsMargins(0, 0, 0, 14);
        form->addRow(QString(), below);
        return below;
    };
    m_author->setText(Settings::chosenAuthor());
    m_author->setPlaceholderText(Settings::systemAuthor());
    m_author->setMaxLength(120);
    connect(m_author, &QLineEdit::textEdited, this, [this](const QString &name) {
        Settings::setAuthor(name);
        Q_EMIT authorChanged();
    });
    add(Setting::Author, m_author, tr("Stands in the history beside each of your edits."));
    if (!Settings::systemAuthor().isEmpty())
        m_author->setToolTip(tr("Empty: %1, as this system calls you").arg(Settings::systemAuthor()));
    for (const auto &[id, title] :
         {std::pair(Actions::ThemeSystem, tr("As the system")), std::pair(Actions::ThemeLight, tr("Light")),
          std::pair(Actions::ThemeDark, tr("Dark"))}) {
        m_theme->addItem(title, int(id));
        // Also where it is chosen elsewhere meanwhile.
        connect(m_actions[id], &QAction::toggled, this, [this, id](bool isOn) {
            if (isOn)
                m_theme->setCurrentIndex(m_theme->findData(int(id)));
        });
        if (m_actions[id]->isChecked())
            m_theme->setCurrentIndex(m_theme->count() - 1);
    }
    connect(m_theme, &QComboBox::currentIndexChanged, this, [this] {
        auto *action = m_actions[Actions::Id(m_theme->currentData().toInt())];
        if (!action->isChecked())
            action->trigger();
    });
    add(Setting::Theme, m_theme, tr("Pictures and documents for others are always light."));
    m_motion->addItem(tr("As the system"), false);
    m_motion->addItem(tr("Reduced"), true);
    m_motion->setCurrentIndex(m_motion->findData(Settings::reducesMotion()));
    connect(m_motion, &QComboBox::currentIndexChanged, this, [this] {
        Settings::setReducesMotion(m_motion->currentData().toBool());
        m_appearance.setReducesMotion(Settings::reducesMotion());
    });
    add(Setting::Motion, m_motion, tr("Reduced: menus and tooltips appear at once, and no cursor blinks."));
    auto *map = m_actions[Actions::ShowMap];
    m_map->setChecked(map->isChecked());
    connect(m_map, &QCheckBox::toggled, map, &QAction::setChecked);
    connect(map, &QAction::toggled, m_map, &QCheckBox::setChecked);
    add(Setting::Map, m_map, tr("A click on the map goes there."));
    add(Setting::DocumentLanguage, m_language,
        tr("What you write yourself stays in the language that you write it in."));
    fillDictionaries();
    auto *note = add(Setting::Spelling, m_dictionary, m_spelling.statement());
    connect(m_dictionary, &QComboBox::currentIndexChanged, this, [this, note] {
        Settings::setSpelling(m_dictionary->currentData().toString());
        m_spelling.readSettings();
        note->setText(m_spelling.statement());
        m_dictionary->setAccessibleDescription(note->text());
    });
    m_sites->setAutoDefault(false);
    m_sites->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_sites, &QPushButton::clicked, this, &SettingsDialog::sitesWanted);
    add(Setting::Confluence, m_sites, tr("Where documents are published to, and who signs in."));
    return page;
}

void SettingsDialog::fillDictionaries()
{
    const QString system = m_spelling.systemChoice();
    m_dictionary->addItem(system.isEmpty() ? tr("As the system")
                                           : tr("As the system: %1").arg(m_spelling.nameOf(system)),
                          QString());
    const auto all = m_spelling.dictionaries();
    for (const auto &entry : all)
        m_dictionary->addItem(entry.name, entry.code);
    // One that is not there any more stays chosen: it may come back.
    const QString chosen = Settings::spelling();
    if (m_dictionary->findData(chosen) < 0 && chosen != Settings::noSpelling)
        m_dictionary->addItem(chosen, chosen);
    m_dictionary->addItem(tr("Off"), QString(Settings::noSpelling));
    m_dictionary->setCurrentIndex(m_dictionary->findData(chosen));
}

QWidget *SettingsDialog::fieldOf(Setting setting) const
{
    switch (setting) {
    case Setting::Author:
        return m_author;
    case Setting::Theme:
        return m_theme;
    case Setting::Motion:
        return m_motion;
    case Setting::Map:
        return m_map;
    case Setting::DocumentLanguage:
        return m_language;
    case Setting::Spelling:
        return m_dictionary;
    case Setting::Confluence:
        return m_sites;
    case Setting::Keys:
        break;
    }
    return m_keys->filter();
}

void SettingsDialog::show(Setting setting)
{
    m_tabs->setCurrentIndex(setting == Setting::Keys ? 1 : 0);
    fieldOf(setting)->setFocus(Qt::OtherFocusReason);
}

} // namespace gp::views
