// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/editor/markdownedit.h"

#include <QAbstractListModel>

namespace gp::views {

/// The references that are offered at the moment: a line each with name, kind and key; the key as edit value.
class ReferenceList : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setChoices(const QList<ReferenceChoice> &choices)
    {
        beginResetModel();
        m_choices = choices;
        endResetModel();
    }
    [[nodiscard]] const QList<ReferenceChoice> &choices() const { return m_choices; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_choices.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<ReferenceChoice> m_choices;
};

} // namespace gp::views
