// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTreeWidget>
#include <QVariantHash>

namespace gp::views {

/// What a template can print of the document that is previewed, each value with what it is there. A click or
/// Enter gives the text that prints it.
class ValuesTree : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ValuesTree(QWidget *parent = nullptr);

    /// What is unfolded stays so.
    void setValues(const QVariantHash &values);
    void setFilter(const QString &text);
    /// The item of a top-level value; nullptr where there is none.
    [[nodiscard]] QTreeWidgetItem *itemOf(const QString &name) const;

Q_SIGNALS:
    void chosen(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_filter;
};

} // namespace gp::views
