// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "documentstates.h"
#include "canvasstates.h"

#include "views/documents/documentcommands.h"
#include "views/documents/documentspanel.h"
#include "views/documents/templateeditor.h"
#include "views/documents/templatetext.h"
#include "views/style/parts.h"
#include "views/window/bottompane.h"
#include "views/window/transfers.h"

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

namespace {

/// Generated, then the model, a file and the list of decisions went on.
void showDocuments(MainWindow &window)
{
    auto &session = window.workspace()->session();
    session.showPlateau(session.model().plateausInOrder().last().id);
    const QString folder = QFileInfo(session.store().path()).absolutePath() + u"/documents";
    window.workspace()->transfers()->generateDocuments(folder);
    settle(window, 60);
    Draft draft(session.model());
    const auto decisions = session.model().recordsOfKind(u"decision"_s);
    Record changed = decisions.first();
    changed.properties.insert(u"context"_s, u"The shared Jenkins is out of support in spring."_s);
    const bool isSet = draft.update(changed).has_value();
    if (!isSet || !session.commit(draft, u"Change the context"_s))
        return;
    for (const QString &name : {u"controls/waivers.md"_s, u"controls/waivers.html"_s}) {
        QFile edited(folder + u'/' + name);
        if (edited.open(QIODevice::Append))
            edited.write("\nCall Ana before you extend one.\n");
    }
    QDir().rename(folder + u"/evidence", folder + u"/old-evidence");
    trigger(window, Actions::ShowDocuments);
    settle(window, 60);
    auto *table = window.workspace()->bottom()->documents()->table();
    for (int row = 0; row < table->rowCount(); ++row) {
        if (table->item(row, 3)->text().isEmpty() || row == 0)
            continue;
        table->selectRow(row);
        table->scrollToItem(table->item(row, 0), QAbstractItemView::PositionAtTop);
        break;
    }
}

void showTemplates(MainWindow &window, bool isWrong)
{
    window.workspace()->documentCommands().openTemplates(u"adr.md"_s);
    auto *editor = window.findChild<TemplateEditor *>();
    if (!editor)
        return;
    settle(window, 60);
    QString changed = editor->text()->toPlainText();
    changed.replace(u"## Context and Problem Statement"_s, u"## Why we have to decide"_s);
    if (isWrong)
        changed.replace(u"{% if drivers %}"_s, u"{% iff drivers %}"_s);
    editor->text()->setPlainText(changed);
    settle(window, 60);
    if (isWrong)
        editor->problem()->click();
}

} // namespace

QList<State> documentStates()
{
    return {
        {u"documents"_s, u"which documents are up to date"_s, true, showDocuments},
        {u"templates"_s, u"a template being written"_s, true, [](MainWindow &w) { showTemplates(w, false); }},
        {u"template-wrong"_s, u"a template with a mistake"_s, true,
         [](MainWindow &w) { showTemplates(w, true); }},
        {u"template-compare"_s, u"a template and the built-in one"_s, true,
         [](MainWindow &w) {
             showTemplates(w, false);
             if (auto *editor = w.findChild<TemplateEditor *>())
                 editor->button(u"compare"_s)->click();
         }},
    };
}

} // namespace gp::app
