// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/page.h"

#include <QScrollArea>

namespace gp::views {

/// Rows for some properties of a decision, with the inspector's editors.
class DecisionFieldsPage : public InspectorPage
{
    Q_OBJECT

public:
    /// `below`: HTML that follows the rows.
    DecisionFieldsPage(Session &session, RecordId id, const QStringList &properties, const QString &below,
                       QWidget *parent);

private:
    [[nodiscard]] Field fieldFor(const Record &decision, const QString &property) const;
    void onEdited(const QString &property, const QJsonValue &value) override;
    void setWorkPackages(const Record &decision, const QJsonValue &keys);

    RecordId m_id;
};

/// The rows in a column that scrolls; they follow the model, but not while one of them is edited.
class DecisionFields : public QScrollArea
{
    Q_OBJECT

public:
    DecisionFields(Session &session, RecordId id, QStringList properties, QWidget *parent = nullptr);

    [[nodiscard]] PropertyRow *row(const QString &property) const { return m_page->row(property); }
    [[nodiscard]] QString below() const { return m_below; }
    void setBelow(const QString &html);

    /// What the form is about: all that people fill in and that has no tab of its own.
    [[nodiscard]] static QStringList formProperties(const metamodel::Metamodel &metamodel);

private:
    void refresh();

    Session &m_session;
    RecordId m_id;
    QStringList m_properties;
    QString m_below;
    DecisionFieldsPage *m_page = nullptr;
    bool m_isStale = false;
};

} // namespace gp::views
