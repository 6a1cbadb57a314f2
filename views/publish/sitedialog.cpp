// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/sitedialog.h"

#include "core/publish/target.h"
#include "views/publish/publishwatch.h"
#include "views/publish/publishwords.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using publish::KeptIn;
using publish::Secret;

namespace {

/// What is wrong with the proxy that was entered; empty: nothing.
QString proxyProblem(const KnownSite &known)
{
    const publish::Site site = known.site();
    const auto proxy = publish::checkProxy(site);
    if (!proxy)
        return proxy.error().message;
    return known.proxy.isEmpty() || !site.proxy.isEmpty()
               ? QString()
               : SiteDialog::tr("'%1' is not the address of a proxy; it looks like "
                                "http://proxy.example.org:3128.")
                     .arg(known.proxy);
}

} // namespace

SiteDialog::SiteDialog(publish::Secrets &secrets, PublishWatch *watch, const QString &address,
                       QWidget *parent)
    : Dialog(tr("Confluence sites"), tr("Save"), parent)
    , m_secrets(secrets)
    , m_watch(watch)
    , m_list(new QComboBox(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_flavour(new QComboBox(this))
    , m_kept(textLabel({}, u"muted"_s, this))
    , m_test(new QPushButton(tr("Test connection"), this))
    , m_grid(new QGridLayout)
    , m_forProject(new QCheckBox(tr("This project publishes here"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(gap);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *head = new QHBoxLayout;
    m_list->setAccessibleName(tr("Site"));
    m_remove->setAutoDefault(false);
    m_remove->setAccessibleName(tr("Remove this site"));
    m_remove->setToolTip(tr("Forget this site and its token; pages stay as they are"));
    head->addWidget(m_list, 1);
    head->addWidget(m_remove);
    form->addRow(tr("Site"), head);
    content()->addLayout(form);
    const auto add = [&](const QString &name, const QString &label, const QString &placeholder,
                         const QString &tip) {
        form->addRow(label, addField(name, label, placeholder, tip));
    };
    add(u"address"_s, tr("Address"), tr("https://SITE.atlassian.net/wiki, or the address of a page there"),
        tr("Copy it from a browser; space and page are taken from it as well"));
    m_flavour->setAccessibleName(tr("Kind"));
    m_flavour->addItem(tr("Found out by asking"), -1);
    m_flavour->addItem(tr("Confluence Cloud"), int(publish::Flavour::Cloud));
    m_flavour->addItem(tr("Data Center or Server"), int(publish::Flavour::DataCenter));
    form->addRow(tr("Kind"), m_flavour);
    add(u"user"_s, tr("User"), tr("Cloud: your mail address. Data Center: leave it empty"), {});
    add(u"token"_s, tr("Token"), {}, tr("Cloud: an API token. Data Center: a personal access token"));
    m_fields[u"token"_s]->setEchoMode(QLineEdit::Password);
    form->addRow(QString(), m_kept);
    add(u"space"_s, tr("Space"), tr("Its key, as in /spaces/KEY/"), {});
    add(u"root"_s, tr("Page above"), tr("Its number or address; empty: the space's home page"),
        tr("All pages are made below it, and nothing else is touched"));
    add(u"proxy"_s, tr("Proxy"), tr("Empty: as the system says"),
        tr("http://HOST:PORT or socks5://HOST:PORT. Who signs in there comes from GROUNDPLAN_PROXY_USER and "
           "GROUNDPLAN_PROXY_PASSWORD"));
    auto *testing = new QHBoxLayout;
    m_test->setAutoDefault(false);
    m_test->setAccessibleName(m_test->text());
    m_test->setToolTip(tr("Looks, and writes nothing"));
    testing->addWidget(m_test);
    testing->addStretch();
    content()->addLayout(testing);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    content()->addLayout(m_grid);
    content()->addStretch();
    m_forProject->setVisible(watch != nullptr);
    m_forProject->setToolTip(tr("Kept in the project file, for all who work on it; the token is not"));
    content()->addWidget(m_forProject);

    connect(m_list, &QComboBox::activated, this, [this] {
        const auto known = knownSite(m_list->currentData().toString());
        showSite(known.value_or(KnownSite()));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        KnownSite gone = entered();
        gone.address = m_list->currentData().toString();
        publish::Site site = gone.site();
        m_secrets.keep(site, this, [](const Secret &) {}); // without a token: forgets it
        forgetSite(gone.address);
        fillList({});
        Q_EMIT sitesChanged();
    });
    connect(m_test, &QPushButton::clicked, this, [this] { m_testing.isRunning() ? stop() : test(); });
    for (const QString &name : {u"address"_s, u"user"_s})
        connect(m_fields[name], &QLineEdit::editingFinished, this, &SiteDialog::tidy);
    connect(m_fields[u"root"_s], &QLineEdit::editingFinished, this, [this] {
        const QString id = publish::pageIdFrom(m_fields[u"root"_s]->text());
        if (!id.isEmpty())
            m_fields[u"root"_s]->setText(id);
    });
    resize(640, 600);
    fillList(!address.isEmpty() ? address : watch ? watch->target().site : QString());
    m_fields[u"address"_s]->setFocus();
}

SiteDialog::~SiteDialog()
{
    // A field that loses the focus when it goes hands in what was entered.
    for (QLineEdit *field : std::as_const(m_fields))
        field->disconnect(this);
    m_stop.request_stop();
    m_work.waitForFinished(); // it tells this object; its requests are broken off
}

QLineEdit *SiteDialog::addField(const QString &name, const QString &label, const QString &placeholder,
                                const QString &tip)
{
    auto *made = new QLineEdit(this);
    made->setAccessibleName(label);
    made->setPlaceholderText(placeholder);
    made->setToolTip(tip);
    made->setMaxLength(2000);
    m_fields.insert(name, made);
    return made;
}

void SiteDialog::fillList(const QString &address)
{
    m_list->clear();
    const auto sites = knownSites();
    for (const KnownSite &each : sites)
        m_list->addItem(each.address, each.address);
    m_list->addItem(tr("New site…"), QString());
    const auto wanted = knownSite(address);
    const int row = wanted ? m_list->findData(wanted->address) : address.isEmpty() ? 0 : int(sites.size());
    m_list->setCurrentIndex(row);
    const auto chosen = knownSite(m_list->currentData().toString());
    // What a project says of a site that nobody set up here is a proposal to look at.
    showSite(chosen.value_or(KnownSite{address}));
}

void SiteDialog::showSite(const KnownSite &site)
{
    stop();
    m_steps.clear();
    showSteps();
    m_fields[u"address"_s]->setText(site.address);
    m_fields[u"user"_s]->setText(site.user);
    m_fields[u"token"_s]->clear();
    m_fields[u"space"_s]->setText(site.space);
    m_fields[u"root"_s]->setText(site.root);
    m_fields[u"proxy"_s]->setText(site.proxy);
    m_flavour->setCurrentIndex(m_flavour->findData(site.flavour ? int(*site.flavour) : -1));
    m_remove->setEnabled(!m_list->currentData().toString().isEmpty());
    if (m_watch) {
        const publish::Target &target = m_watch->target();
        m_forProject->setChecked(!target.isSet() || target.site == site.address);
        if (target.isSet() && target.site == site.address) {
            m_fields[u"space"_s]->setText(target.space);
            m_fields[u"root"_s]->setText(target.root);
        }
    }
    showSecret();
}

void SiteDialog::showSecret()
{
    const KnownSite site = entered();
    auto *token = m_fields[u"token"_s];
    token->setPlaceholderText({});
    m_kept->setText(tr("Kept in the system's keychain, never in a file of Groundplan."));
    if (site.address.isEmpty())
        return;
    m_secrets.find(site.site(), this, [this, token](const Secret &secret) {
        switch (secret.from) {
        case KeptIn::Environment:
            token->setPlaceholderText(tr("Given by the environment"));
            m_kept->setText(tr("GROUNDPLAN_CONFLUENCE_TOKEN is set and goes before what is kept."));
            break;
        case KeptIn::Session:
            token->setPlaceholderText(tr("Kept until Groundplan ends"));
            m_kept->setText(tr("The keychain did not take it: it is asked for again in the next session."));
            break;
        case KeptIn::Keychain:
            token->setPlaceholderText(tr("Kept in the keychain"));
            break;
        case KeptIn::Nowhere:
            if (!secret.trouble.isEmpty())
                m_kept->setText(
                    tr("%1 A token is kept in memory, until Groundplan ends.").arg(secret.trouble));
            break;
        }
    });
}

KnownSite SiteDialog::entered() const
{
    KnownSite site;
    const auto address = publish::readAddress(m_fields[u"address"_s]->text());
    site.address = address.base.toString();
    const int flavour = m_flavour->currentData().toInt();
    if (flavour >= 0)
        site.flavour = publish::Flavour(flavour);
    site.user = m_fields[u"user"_s]->text().trimmed();
    site.space = m_fields[u"space"_s]->text().trimmed();
    site.root = publish::pageIdFrom(m_fields[u"root"_s]->text());
    site.proxy = m_fields[u"proxy"_s]->text().trimmed();
    return site;
}

void SiteDialog::tidy()
{
    const auto address = publish::readAddress(m_fields[u"address"_s]->text());
    if (!address.base.isEmpty()) {
        m_fields[u"address"_s]->setText(address.base.toString());
        if (!address.space.isEmpty())
            m_fields[u"space"_s]->setText(address.space);
        if (!address.page.isEmpty())
            m_fields[u"root"_s]->setText(address.page);
    }
    showSecret();
}

void SiteDialog::test()
{
    tidy();
    const KnownSite known = entered();
    m_steps.clear();
    showSteps();
    if (known.address.isEmpty())
        return say(tr("That is no address; it looks like https://wiki.example.org."));
    if (const QString problem = proxyProblem(known); !problem.isEmpty())
        return say(problem);
    say({});
    publish::Site site = known.site();
    site.token = m_fields[u"token"_s]->text();
    if (!site.token.isEmpty())
        return startTest(site, known);
    m_secrets.find(site, this, [this, site, known](const Secret &secret) {
        startTest(publish::signedIn(site, secret), known);
    });
}

void SiteDialog::startTest(const publish::Site &site, const KnownSite &known)
{
    m_stop = std::stop_source();
    m_work = m_testing.run(
        this,
        [this, site, known, stop = m_stop.get_token()] {
            return std::make_shared<publish::SiteCheck>(publish::checkSite(
                site, known.space, known.root, stop, [this, stop](const publish::CheckStep &step) {
                    QMetaObject::invokeMethod(
                        this,
                        [this, step, stop] {
                            if (!stop.stop_requested())
                                addStep(step);
                        },
                        Qt::QueuedConnection);
                }));
        },
        [this](const std::shared_ptr<publish::SiteCheck> &check) {
            m_test->setText(tr("Test connection"));
            if (check->flavour && m_flavour->currentData().toInt() < 0)
                m_flavour->setCurrentIndex(m_flavour->findData(int(*check->flavour)));
            if (m_steps.size() < check->steps.size()) {
                m_steps = check->steps;
                showSteps();
            }
        });
    m_test->setText(tr("Stop"));
}

void SiteDialog::stop()
{
    if (!m_testing.isRunning())
        return;
    m_stop.request_stop();
    m_testing.drop();
    m_test->setText(tr("Test connection"));
}

void SiteDialog::addStep(const publish::CheckStep &step)
{
    m_steps.append(step);
    showSteps();
}

void SiteDialog::showSteps()
{
    while (QLayoutItem *gone = m_grid->takeAt(0)) {
        gone->widget()->hide();
        gone->widget()->deleteLater();
        delete gone;
    }
    for (int row = 0; row < m_steps.size(); ++row) {
        const publish::CheckStep &step = m_steps.at(row);
        auto *sign = textLabel(verdictSign(step.verdict), {}, this);
        QPalette palette = sign->palette();
        palette.setColor(QPalette::WindowText, verdictColor(step.verdict));
        sign->setPalette(palette);
        auto *text = textLabel(step.todo.isEmpty() ? step.text : QString(step.text + u' ' + step.todo),
                               step.verdict == publish::Verdict::Skipped ? u"muted"_s : QString(), this);
        m_grid->addWidget(sign, row, 0, Qt::AlignTop);
        m_grid->addWidget(text, row, 1);
    }
}

QString SiteDialog::text() const
{
    QStringList said{m_kept->text()};
    for (const publish::CheckStep &step : m_steps)
        said.append(verdictSign(step.verdict) + u' ' + step.text + u' ' + step.todo);
    return said.join(u'\n');
}

void SiteDialog::accept()
{
    if (m_isSaved)
        return Dialog::accept();
    tidy();
    const KnownSite site = entered();
    if (site.address.isEmpty())
        return say(tr("That is no address; it looks like https://wiki.example.org."));
    if (const QString problem = proxyProblem(site); !problem.isEmpty())
        return say(problem);
    const bool isForProject = m_watch && m_forProject->isChecked();
    if (isForProject && site.space.isEmpty())
        return say(tr("Say into which space this project publishes."));
    const QString root = m_fields[u"root"_s]->text().trimmed();
    if (!root.isEmpty() && site.root.isEmpty())
        return say(tr("The page above is neither a number nor the address of a page. Short links do not say "
                      "which page it is: open the page and copy its address."));
    say({});
    stop();
    keepSite(site);
    if (isForProject) {
        publish::Target target = m_watch->target();
        target.site = site.address;
        target.space = site.space;
        target.root = site.root;
        m_watch->setTarget(target);
    } else if (m_watch && m_watch->target().site == site.address) {
        m_watch->setTarget({});
    }
    publish::Site signIn = site.site();
    signIn.token = m_fields[u"token"_s]->text();
    if (signIn.token.isEmpty()) {
        Q_EMIT sitesChanged();
        return Dialog::accept();
    }
    m_secrets.keep(signIn, this, [this](const Secret &kept) {
        m_fields[u"token"_s]->clear();
        Q_EMIT sitesChanged();
        if (kept.from != KeptIn::Session)
            return Dialog::accept();
        m_isSaved = true;
        m_kept->setText(tr("%1 The token is kept in memory and asked for again in the next session; nothing "
                           "of it is written to a file.")
                            .arg(kept.trouble));
        m_kept->setFocusPolicy(Qt::TabFocus);
        mainButton()->setText(tr("Close"));
        mainButton()->setAccessibleName(tr("Close"));
        closeButton()->hide();
    });
}

void SiteDialog::reject()
{
    stop();
    Dialog::reject();
}

void SiteDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_steps.isEmpty())
        showSteps();
    Dialog::changeEvent(event);
}

} // namespace gp::views
