// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/valuestree.h"

#include "core/documents/template_engine.h"
#include "views/style/appearance.h"

#include <QHeaderView>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int printRole = Qt::UserRole;
constexpr int deepest = 4;
constexpr qsizetype longestSample = 120;

QString sampleOf(const QVariant &value)
{
    if (value.typeId() == QMetaType::QVariantList) {
        const auto count = value.toList().size();
        return count == 1 ? ValuesTree::tr("list of 1") : ValuesTree::tr("list of %1").arg(count);
    }
    if (value.typeId() == QMetaType::QVariantHash)
        return ValuesTree::tr("group");
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? ValuesTree::tr("true") : ValuesTree::tr("false");
    QString text = value.canConvert<QString>() ? value.toString() : QString();
    if (text.isEmpty())
        text = documents::markupOf(value);
    text = text.remove(u'\x02').simplified();
    return text.size() > longestSample ? QString(text.first(longestSample) + u'…') : text;
}

/// `name` is how a template calls it at this place: "rows", "item.title".
void addValue(QTreeWidgetItem *parent, const QString &shown, const QString &name, const QVariant &value,
              int depth)
{
    auto *item = new QTreeWidgetItem(parent, {shown, sampleOf(value)});
    item->setToolTip(1, item->text(1));
    item->setForeground(1, currentTheme().muted);
    QString print = u"{{ %1 }}"_s.arg(name);
    QVariant inside = value;
    QString prefix = name;
    if (value.typeId() == QMetaType::QVariantList) {
        print = u"{% for item in %1 %}\n{{ item }}\n{% endfor %}\n"_s.arg(name);
        inside = value.toList().value(0);
        prefix = u"item"_s;
    }
    item->setData(0, printRole, print);
    item->setToolTip(0, print);
    if (inside.typeId() != QMetaType::QVariantHash || depth == deepest)
        return;
    const QVariantHash values = inside.toHash();
    QStringList names = values.keys();
    names.sort();
    for (const QString &one : names)
        addValue(item, one, prefix + u'.' + one, values[one], depth + 1);
}

} // namespace

ValuesTree::ValuesTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setAccessibleName(tr("Values that can be printed"));
    setColumnCount(2);
    setHeaderHidden(true);
    setIndentation(14);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setSectionResizeMode(0, QHeaderView::Interactive);
    header()->resizeSection(0, 150);
    connect(this, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem *item) { Q_EMIT chosen(item->data(0, printRole).toString()); });
}

QTreeWidgetItem *ValuesTree::itemOf(const QString &name) const
{
    for (int row = 0; row < topLevelItemCount(); ++row) {
        if (topLevelItem(row)->text(0) == name)
            return topLevelItem(row);
    }
    return nullptr;
}

void ValuesTree::setValues(const QVariantHash &values)
{
    QSet<QString> open;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        if (topLevelItem(row)->isExpanded())
            open.insert(topLevelItem(row)->text(0));
    }
    clear();
    QStringList names = values.keys();
    names.sort();
    for (const QString &name : names) {
        addValue(invisibleRootItem(), name, name, values[name], 1);
        topLevelItem(topLevelItemCount() - 1)->setExpanded(open.contains(name));
    }
    setFilter(m_filter);
}

void ValuesTree::setFilter(const QString &text)
{
    m_filter = text;
    for (int row = 0; row < topLevelItemCount(); ++row) {
        auto *item = topLevelItem(row);
        bool isShown = item->text(0).contains(text, Qt::CaseInsensitive) ||
                       item->text(1).contains(text, Qt::CaseInsensitive);
        for (int child = 0; child < item->childCount() && !isShown; ++child)
            isShown = item->child(child)->text(0).contains(text, Qt::CaseInsensitive);
        item->setHidden(!isShown);
    }
}

void ValuesTree::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentItem()) {
        Q_EMIT chosen(currentItem()->data(0, printRole).toString());
        return event->accept(); // and not for the dialog's button
    }
    QTreeWidget::keyPressEvent(event);
}

} // namespace gp::views
