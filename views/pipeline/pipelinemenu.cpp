// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The menu of the right button on the picture of a pipeline.
#include "views/pipeline/pipelinepage.h"
#include "views/session/words.h"

#include <QActionGroup>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace gp::views {

using diagram::PipelinePart;

namespace {

QString menuText(QString text)
{
    return quoted(text.replace(u'&', u"&&"_s), 40).remove(u'“').remove(u'”');
}

QAction *add(QMenu *menu, const QString &text, const QString &keys, QObject *receiver,
             const std::function<void()> &what)
{
    auto *action = menu->addAction(text);
    action->setShortcut(QKeySequence(keys));
    action->setShortcutVisibleInContextMenu(true);
    action->setShortcutContext(Qt::WidgetShortcut); // says the key; the canvas hears it
    QObject::connect(action, &QAction::triggered, receiver, what);
    return action;
}

QAction *addChoice(QMenu *menu, const QString &text, bool isChosen, QObject *receiver,
                   const std::function<void()> &what)
{
    auto *action = menu->addAction(menuText(text));
    action->setCheckable(true);
    action->setChecked(isChosen);
    QObject::connect(action, &QAction::triggered, receiver, what);
    return action;
}

} // namespace

void PipelinePage::fillMenu(QMenu *menu, int part)
{
    const bool isSome = part >= 0 && part < picture().parts.size();
    const auto kind = isSome ? picture().parts[part].kind : PipelinePart::Kind::More;
    const bool isStage = isSome && (kind == PipelinePart::Kind::Stage || kind == PipelinePart::Kind::Gate);
    const QString why = objection();
    if (isStage || !isSome) {
        if (!why.isEmpty()) {
            menu->addAction(why)->setEnabled(false);
        } else if (isStage && picture().parts[part].stage >= 0) {
            fillStageMenu(menu, picture().parts[part].stage);
        } else {
            const int last = int(stages::rowsOf(place()).size()) - 1;
            add(menu, tr("Add a stage at the end…"), u"N"_s, this, [this, last] { askNew(last); });
        }
        if (isStage && why.isEmpty()) {
            menu->addSeparator();
            add(menu, tr("All stages as a table…"), u"Return"_s, this,
                [this] { Q_EMIT propertyWanted(u"stages"_s, true); });
        }
    } else if (const ElementId id = picture().parts[part].element; id.isValid() && id != m_pipeline) {
        add(menu, tr("Show on a view"), u"Return"_s, this, [this, id] { Q_EMIT viewWanted(id); });
    }
    menu->addSeparator();
    add(menu, tr("Fit the view"), u"F"_s, this, [this] {
        m_canvas->fit();
        rebuild();
    });
}

void PipelinePage::fillStageMenu(QMenu *menu, int row)
{
    const auto rows = stages::rowsOf(place());
    const auto stage = rows.at(row);
    add(menu, tr("Add a stage after it…"), u"N"_s, this, [this, row] { askNew(row); });
    add(menu, tr("Rename…"), u"F2"_s, this, [this, row] { askName(picture().stagePart(row)); });
    add(menu, tr("Move to the left"), u"Alt+Left"_s, this, [this, row] {
        storeOrSay(stages::move(place(), row, -1));
    })->setEnabled(row > 0);
    add(menu, tr("Move to the right"), u"Alt+Right"_s, this, [this, row] {
        storeOrSay(stages::move(place(), row, 1));
    })->setEnabled(row + 1 < rows.size());
    menu->addSeparator();

    auto *types = menu->addMenu(tr("Type"));
    const auto *kind = m_session.metamodel().kind(u"pipeline"_s);
    const auto *table = kind ? kind->property(u"stages"_s) : nullptr;
    const auto *column = table ? table->column(u"type"_s) : nullptr;
    const QString type = stage["type"_L1].toString();
    for (const auto &value : column ? column->values : QList<metamodel::EnumValue>()) {
        addChoice(types, capitalised(value.label), value.value == type, this,
                  [this, row, one = value.value, type] {
                      if (one != type)
                          storeOrSay(stages::setType(place(), row, one));
                  });
    }

    auto *environments = menu->addMenu(tr("Environment"));
    const QString environment = stage["environment"_L1].toString();
    const auto deployTo = [this, row, environment](const QString &key) {
        if (key != environment)
            storeOrSay(stages::setEnvironment(place(), row, key));
    };
    addChoice(environments, tr("Deploys nowhere"), environment.isEmpty(), this, [deployTo] { deployTo({}); });
    environments->addSeparator();
    for (const auto &one : m_session.state().ofKind(u"environment"_s))
        addChoice(environments, one.name(), one.key == environment, this,
                  [deployTo, key = one.key] { deployTo(key); });

    auto *gates = menu->addMenu(tr("Gate before it"));
    const QString gate = stage["gate"_L1].toString();
    QStringList known{tr("four eyes"), tr("tests pass"), tr("signature verified")};
    for (const auto &other : rows) {
        if (const QString text = other["gate"_L1].toString().simplified();
            !text.isEmpty() && !known.contains(text))
            known.append(text);
    }
    const auto guard = [this, row, gate](const QString &text) {
        if (text != gate)
            storeOrSay(stages::setGate(place(), row, text));
    };
    addChoice(gates, tr("No gate"), gate.isEmpty(), this, [guard] { guard({}); });
    gates->addSeparator();
    for (const auto &text : std::as_const(known))
        addChoice(gates, text, text == gate.simplified(), this, [guard, text] { guard(text); });
    gates->addSeparator();
    connect(gates->addAction(tr("Another…")), &QAction::triggered, this, [this, row] { askGate(row); });

    menu->addSeparator();
    add(menu,
        tr("Delete the stage in %1").arg(m_session.plateauName(m_session.plateau())).replace(u'&', u"&&"_s),
        u"Del"_s, this, [this, row] { storeOrSay(stages::remove(place(), row)); });
}

} // namespace gp::views
