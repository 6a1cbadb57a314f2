// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/secrets.h"
#include "core/publish/sitecheck.h"
#include "views/publish/sites.h"
#include "views/session/background.h"
#include "views/style/dialog.h"

#include <QPointer>

#include <stop_token>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace gp::views {

class PublishWatch;

/// The sites of Confluence that are set up on this machine, each with who signs in, tried out step by step
/// before anything is published; and, with a project, which of them it publishes to.
class SiteDialog : public Dialog
{
    Q_OBJECT

public:
    /// `watch`: of the open project; null where there is none. `address`: that is shown first; else the one
    /// of the project, else the first.
    SiteDialog(publish::Secrets &secrets, PublishWatch *watch, const QString &address = {},
               QWidget *parent = nullptr);
    ~SiteDialog() override;

    [[nodiscard]] QComboBox *list() const { return m_list; }
    [[nodiscard]] QComboBox *flavour() const { return m_flavour; }
    /// By "address", "user", "token", "space", "root".
    [[nodiscard]] QLineEdit *field(const QString &name) const { return m_fields.value(name); }
    [[nodiscard]] QPushButton *testButton() const { return m_test; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QCheckBox *projectBox() const { return m_forProject; }
    [[nodiscard]] const QList<publish::CheckStep> &steps() const { return m_steps; }
    /// All that is said below the fields.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isRunning() const { return m_testing.isRunning(); }
    void accept() override;
    void reject() override;

Q_SIGNALS:
    /// A site was set up, changed or removed.
    void sitesChanged();

private:
    QLineEdit *addField(const QString &name, const QString &label, const QString &placeholder,
                        const QString &tip);
    void fillList(const QString &address);
    void showSite(const KnownSite &site);
    void showSecret();
    [[nodiscard]] KnownSite entered() const;
    void tidy();
    void test();
    void startTest(const publish::Site &site, const KnownSite &known);
    void stop();
    void addStep(const publish::CheckStep &step);
    void showSteps();
    void changeEvent(QEvent *event) override;

    publish::Secrets &m_secrets;
    QPointer<PublishWatch> m_watch;
    QComboBox *m_list;
    QPushButton *m_remove;
    QMap<QString, QLineEdit *> m_fields;
    QComboBox *m_flavour;
    QLabel *m_kept;
    QPushButton *m_test;
    QGridLayout *m_grid;
    QCheckBox *m_forProject;
    QList<publish::CheckStep> m_steps;
    Latest m_testing;
    QFuture<std::shared_ptr<publish::SiteCheck>> m_work;
    std::stop_source m_stop;
    bool m_isSaved = false; ///< and only stays open to say something
};

} // namespace gp::views
