// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/panels/findings.h"
#include "views/panels/lines.h"

class QComboBox;
class QLineEdit;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace gp::views {

class FindingDetails;
class Link;

/// The tab at the bottom: what the rules found, narrowed by text, severity and category; beside it what there
/// is to know about the one that is chosen, and what can be done.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    FindingsPanel(Session &session, Findings &findings, QWidget *parent = nullptr);

    [[nodiscard]] LinesView *list() const { return m_list; }
    [[nodiscard]] FindingDetails *details() const { return m_details; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] QComboBox *category() const { return m_category; }
    [[nodiscard]] QComboBox *order() const { return m_order; }
    /// "error", "warning", "info" or "waived".
    [[nodiscard]] QPushButton *toggle(const QString &name) const { return m_toggles.value(name); }
    /// Score and profile; stands beside the tabs.
    [[nodiscard]] QWidget *head() const { return m_head; }
    [[nodiscard]] QLabel *scoreLabel() const { return m_score; }
    [[nodiscard]] QToolButton *profileButton() const { return m_profile; }
    /// "1 waiver has expired"; hidden where there is nothing to say.
    [[nodiscard]] Link *news() const { return m_news; }
    /// The one that is chosen; nullptr where none is.
    [[nodiscard]] const rules::Finding *current() const;

Q_SIGNALS:
    void waiversWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeHead();
    [[nodiscard]] QWidget *makeFilters();
    void fillProfiles();
    void chooseProfile(const QString &id, bool isChosen);
    void show();
    void showHead();
    void fillCategories();
    void showCurrent();
    /// What the line above the list asks for; read once and not for each of thousands of findings.
    struct Wanted
    {
        QSet<QString> groups; ///< see groupOf()
        QString category;     ///< empty: any
        QStringList words;
        [[nodiscard]] bool isNarrowed() const { return !category.isEmpty() || !words.isEmpty(); }
    };
    [[nodiscard]] Wanted wanted() const;
    [[nodiscard]] bool isShown(const rules::Finding &finding, const Wanted &wanted) const;
    [[nodiscard]] Line lineOf(const rules::Finding &finding) const;
    [[nodiscard]] const rules::Finding *at(qint64 line) const;
    void jump(qint64 line);
    void openMenu(const QPoint &at);

    Session &m_session;
    Findings &m_findings;
    LinesView *m_list;
    FindingDetails *m_details;
    QLineEdit *m_filter;
    QComboBox *m_category;
    QComboBox *m_order;
    QMap<QString, QPushButton *> m_toggles;
    QWidget *m_head;
    QLabel *m_score;
    QToolButton *m_profile;
    QMenu *m_profiles;
    Link *m_news;
    QHash<qint64, QString> m_fingerprints; ///< by line
};

} // namespace gp::views
