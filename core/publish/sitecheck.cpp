// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/sitecheck.h"

#include "core/publish/clients.h"

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

bool isCredentials(const Error &error)
{
    return error.detail == "credentials"_L1;
}

/// The operations that an answer lists: "create page", "update page".
std::optional<QStringList> operationsIn(const QJsonObject &answer)
{
    const QJsonValue list = answer.value("operations"_L1);
    if (!list.isArray())
        return {};
    QStringList found;
    const QJsonArray all = list.toArray();
    for (const QJsonValue &each : all)
        found.append(each["operation"_L1].toString() + u' ' + each["targetType"_L1].toString());
    return found;
}

class Check
{
public:
    Check(const Site &site, QString space, QString root, std::stop_token stop,
          const std::function<void(const CheckStep &)> &told)
        : m_site(site)
        , m_spaceKey(std::move(space))
        , m_root(std::move(root))
        , m_stop(std::move(stop))
        , m_told(told)
    {
    }

    SiteCheck make()
    {
        for (const auto step : {&Check::reach, &Check::signIn, &Check::space, &Check::root, &Check::create}) {
            if (m_stop.stop_requested())
                break;
            (this->*step)();
        }
        return m_found;
    }

private:
    void tell(Checked what, Verdict verdict, const QString &text, const QString &todo = {})
    {
        if (m_stop.stop_requested() && verdict != Verdict::Good)
            return; // it was not the site that ended it
        m_found.steps.append({what, verdict, text, todo});
        m_isGood = m_isGood && (verdict == Verdict::Good || verdict == Verdict::Unknown);
        if (m_told)
            m_told(m_found.steps.last());
    }
    void skip(Checked what) { tell(what, Verdict::Skipped, u"Not looked at."_s); }

    void reach()
    {
        auto client = connectTo(m_site, m_stop);
        if (!client) {
            tell(Checked::Reach, Verdict::Bad, client.error().message,
                 u"Check the address, the network and, where there is one, the proxy or VPN."_s);
            return skip(Checked::Flavour);
        }
        m_client = std::move(*client);
        m_rest = dynamic_cast<RestClient *>(m_client.get());
        // Where the flavour was given, nothing was asked yet.
        HttpRequest request;
        request.path = u"/rest/api/user/current"_s;
        request.isRepeatable = true;
        auto answer = Http(m_rest->http()).send(request);
        if (!answer) {
            tell(Checked::Reach, Verdict::Bad, answer.error().message,
                 u"Check the address, the network and, where there is one, the proxy or VPN."_s);
            return skip(Checked::Flavour);
        }
        m_self = std::move(*answer);
        tell(Checked::Reach, Verdict::Good, u"%1 answers."_s.arg(m_site.base.host()));
        m_found.flavour = m_client->flavour();
        const bool isCloud = *m_found.flavour == Flavour::Cloud;
        tell(Checked::Flavour, Verdict::Good,
             isCloud ? u"It is Confluence Cloud."_s : u"It is Data Center."_s);
    }

    void signIn()
    {
        if (!m_isGood)
            return skip(Checked::SignIn);
        const QString todo = *m_found.flavour == Flavour::Cloud
                                 ? u"Give the mail address of your account and an API token made for it."_s
                                 : u"Give a personal access token made in your profile, and no user."_s;
        if (m_site.token.isEmpty())
            return tell(Checked::SignIn, Verdict::Bad, u"There is no token to sign in with."_s, todo);
        if (m_self.status / 100 != 2)
            return tell(Checked::SignIn, Verdict::Bad, errorOf(m_self, u"Asking who is signed in"_s).message,
                        todo);
        const QJsonObject user = m_self.object();
        QString name;
        for (const QLatin1StringView key :
             {"displayName"_L1, "publicName"_L1, "email"_L1, "username"_L1, "accountId"_L1, "userKey"_L1}) {
            if (name.isEmpty())
                name = user.value(key).toString().simplified().left(100);
        }
        if (name.isEmpty() || user.value("type"_L1).toString() == "anonymous"_L1)
            return tell(Checked::SignIn, Verdict::Bad, u"The site takes you for a guest."_s, todo);
        tell(Checked::SignIn, Verdict::Good, u"You are signed in as %1."_s.arg(name));
    }

    void space()
    {
        if (!m_isGood)
            return skip(Checked::Space);
        if (m_spaceKey.isEmpty())
            return tell(
                Checked::Space, Verdict::Bad, u"No space is given."_s,
                u"Its key stands in the address of each of its pages, after /spaces/ or /display/."_s);
        const auto found = m_client->space(m_spaceKey);
        if (!found) {
            return tell(
                Checked::Space, Verdict::Bad, found.error().message,
                isCredentials(found.error())
                    ? u"The token may lack the right to read spaces."_s
                    : u"Check the key (not the name) of the space, or ask for the right to see it."_s);
        }
        m_found.space = *found;
        tell(Checked::Space, Verdict::Good,
             u"There is the space '%1' (%2)."_s.arg(found->name.isEmpty() ? found->key : found->name,
                                                    found->key));
    }

    void root()
    {
        if (!m_isGood)
            return skip(Checked::Root);
        if (m_root.isEmpty() && m_found.space.homepage.isEmpty())
            return tell(Checked::Root, Verdict::Bad, u"The space has no home page."_s,
                        u"Give the page below which to publish."_s);
        const QString id = m_root.isEmpty() ? m_found.space.homepage : m_root;
        const auto page = m_client->page(id);
        const QString todo = u"Open the page in a browser and paste its address here."_s;
        if (!page)
            return tell(Checked::Root, Verdict::Bad, page.error().message, todo);
        if (!*page)
            return tell(Checked::Root, Verdict::Bad, u"There is no page %1, or you may not see it."_s.arg(id),
                        todo);
        if ((*page)->status != PageStatus::Current)
            return tell(Checked::Root, Verdict::Bad,
                        u"'%1' is archived or in the trash."_s.arg((*page)->title), todo);
        m_rootId = id;
        tell(Checked::Root, Verdict::Good,
             (m_root.isEmpty() ? u"Pages will stand below the space's home page, '%1'."_s
                               : u"Pages will stand below '%1'."_s)
                 .arg((*page)->title));
    }

    void create()
    {
        if (!m_isGood)
            return skip(Checked::Create);
        const bool isCloud = m_client->flavour() == Flavour::Cloud;
        HttpRequest request;
        request.path = isCloud ? u"/api/v2/pages/%1/operations"_s.arg(segment(m_rootId))
                               : u"/rest/api/content/%1"_s.arg(segment(m_rootId));
        if (!isCloud)
            request.query.addQueryItem(u"expand"_s, u"operations"_s);
        request.isRepeatable = true;
        const auto answer = Http(m_rest->http()).send(request);
        const auto may = answer && answer->status / 100 == 2 ? operationsIn(answer->object()) : std::nullopt;
        if (!may)
            return tell(
                Checked::Create, Verdict::Unknown,
                u"Whether you may create pages there shows when you publish: the site does not say."_s);
        if (may->contains(u"create page"_s))
            return tell(Checked::Create, Verdict::Good, u"You may create pages there."_s);
        if (may->contains(u"update page"_s))
            return tell(Checked::Create, Verdict::Unknown,
                        u"You may change this page; whether you may create others shows when you publish."_s);
        tell(Checked::Create, Verdict::Bad, u"You may only read there."_s,
             u"Ask the space's administrator for the right to add pages."_s);
    }

    Site m_site;
    QString m_spaceKey;
    QString m_root;
    std::stop_token m_stop;
    const std::function<void(const CheckStep &)> &m_told;
    std::unique_ptr<Client> m_client;
    RestClient *m_rest = nullptr;
    HttpAnswer m_self;
    QString m_rootId;
    bool m_isGood = true;
    SiteCheck m_found;
};

} // namespace

bool SiteCheck::isGood() const
{
    return steps.size() == 6 && std::ranges::all_of(steps, [](const CheckStep &step) {
               return step.verdict == Verdict::Good || step.verdict == Verdict::Unknown;
           });
}

SiteCheck checkSite(const Site &site, const QString &space, const QString &root, std::stop_token stop,
                    const std::function<void(const CheckStep &)> &told)
{
    return Check(site, space, root, std::move(stop), told).make();
}

} // namespace gp::publish
