// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tablepage.h"
#include "views/table/tableview.h"
#include "views/window/settings.h"

#include <QHeaderView>
#include <QMenu>

using namespace Qt::StringLiterals;

// Which columns a table shows. The user's choice is kept for each view; before there is one, what somebody
// filled in is shown, without long texts.
namespace gp::views {

QStringList TablePage::shownNames() const
{
    QStringList names;
    for (const int column : m_table->shownColumns())
        names.append(m_model->columns()[column].name);
    return names;
}

void TablePage::showColumns()
{
    const auto *view = m_session.model().view(m_view);
    const QString kept =
        view ? Settings::viewValue(m_session.store().path(), view->key, u"columns"_s) : QString();
    const auto chosen = kept.split(u',', Qt::SkipEmptyParts);
    bool isOther = false;
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const auto &column = m_model->columns()[i];
        bool isShown = chosen.isEmpty() ? column.isShort && column.isFilled : chosen.contains(column.name);
        if (column.name == TableColumn::sign)
            isShown = m_model->isCompare();
        else if (column.name == u"name")
            isShown = true;
        isOther = isOther || m_table->isColumnHidden(i) == isShown;
        m_table->setColumnHidden(i, !isShown);
    }
    if (m_isSized && !isOther)
        return;
    // As wide as what is in it, within reason; afterwards the user's hand decides.
    constexpr int widest = 260;
    for (const int column : m_table->shownColumns()) {
        m_table->resizeColumnToContents(column);
        const bool isSign = m_model->columns()[column].name == TableColumn::sign;
        m_table->setColumnWidth(column,
                                isSign ? 34 : std::clamp(m_table->columnWidth(column) + 8, 64, widest));
    }
    m_isSized = m_model->rowCount() > 0;
}

void TablePage::setColumns(const QStringList &names)
{
    if (const auto *view = m_session.model().view(m_view))
        Settings::setViewValue(m_session.store().path(), view->key, u"columns"_s, names.join(u','));
    showColumns();
}

void TablePage::fillColumns()
{
    m_columnsMenu->clear();
    const auto shown = shownNames();
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const auto &column = m_model->columns()[i];
        if (column.name == TableColumn::sign || column.name == u"name")
            continue;
        auto *action = m_columnsMenu->addAction(column.label);
        action->setCheckable(true);
        action->setChecked(shown.contains(column.name));
        action->setToolTip(column.help);
        connect(action, &QAction::triggered, this, [this, name = column.name](bool isOn) {
            auto names = shownNames();
            if (isOn)
                names.append(name);
            else
                names.removeAll(name);
            setColumns(names);
        });
        if (column.name == TableColumn::kind)
            m_columnsMenu->addSeparator();
    }
    m_columnsMenu->addSeparator();
    connect(m_columnsMenu->addAction(tr("All that are filled")), &QAction::triggered, this,
            [this] { setColumns({}); });
}

} // namespace gp::views
