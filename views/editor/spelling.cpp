// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/spelling.h"

#include "views/editor/spellwords.h"
#include "views/session/session.h"
#include "views/window/settings.h"

#include <QLocale>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr qsizetype mostSuggestions = 6;
constexpr qsizetype mostRemembered = 50000;

/// Words whose case does not matter.
QString plain(const QString &word)
{
    return word.toCaseFolded();
}

/// "Checkout's" is about the Checkout.
QString withoutGenitive(const QString &word)
{
    return word.endsWith("'s"_L1) ? word.chopped(2) : word;
}

/// Properties that name a technology where there is no element for it.
bool isNaming(const QString &property)
{
    static const QStringList naming{u"name"_s, u"tool"_s, u"language"_s, u"platform"_s};
    return naming.contains(property);
}

/// Everyday words of the trade, and beginnings of compounds, that general dictionaries do not have.
const QSet<QString> &tradeWords()
{
    static const auto words = [] {
        const QString all =
            u"ansible autoscaling autoscaler backend backends backlog bitbucket changelog cluster codebase "
            u"config configs "
            u"containerised containerized cron dashboards datastore datastores dataset decommission "
            u"decommissioned deployer "
            u"dev devsecops docker failover frontend frontends git gitlab grafana hardcoded helm hotfix "
            u"hotfixes hypervisor "
            u"idempotent ingress jenkins kafka kubernetes lifecycle linux lint linter linters loopback "
            u"metadata microservice "
            u"microservices middleware monorepo multi multicloud namespace namespaces nightly observability "
            u"onboarding "
            u"onboard plateaus postgres pre prod prometheus protobuf refactor refactored refactoring repo "
            u"repos rollback "
            u"rollbacks rollout rollouts runbook runbooks runtime runtimes sandboxed schemas serverless "
            u"sharded sharding "
            u"sidecar sidecars stateful stateless subnet subnets teardown terraform timestamp timestamps "
            u"tooling tracebacks "
            u"uptime uptimes vendored versioned versioning workflow workflows workload workloads yaml"_s;
        const auto list = all.split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return words;
}

/// "C" is no language: then it is that of the program.
QLocale systemLocale()
{
    const QLocale system = QLocale::system();
    return system.language() == QLocale::C ? QLocale(u"en_US"_s) : system;
}

} // namespace

Spelling::Spelling(QObject *parent)
    : QObject(parent)
    , m_dictionaries(sonnetDictionaries())
{
    readSettings();
}

Spelling::~Spelling() = default;

Spelling *Spelling::of(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (auto *spelling = widget->findChild<Spelling *>(Qt::FindDirectChildrenOnly))
            return spelling;
    }
    return nullptr;
}

void Spelling::setDictionaries(std::unique_ptr<Dictionaries> dictionaries)
{
    m_dictionary.reset(); // may be a part of those before
    m_dictionaries = std::move(dictionaries);
    m_entries.reset();
    readSettings();
}

QList<Dictionaries::Entry> Spelling::dictionaries()
{
    if (!m_entries)
        m_entries = m_dictionaries->all();
    return *m_entries;
}

void Spelling::setSession(Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_projectWords.reset();
    m_ignored.clear();
    if (session) {
        connect(session, &Session::changed, this, [this](const Change &change) {
            if (change.elements.isEmpty() && change.plateaus.isEmpty())
                return;
            m_projectWords.reset();
            Q_EMIT changed();
        });
    }
    Q_EMIT changed();
}

void Spelling::readSettings()
{
    m_dictionary.reset();
    m_code.clear();
    m_isOpened = false;
    m_asked.clear();
    m_own.clear();
    const auto own = Settings::ownWords();
    for (const QString &word : own)
        m_own.insert(plain(word));
    Q_EMIT changed();
}

QString Spelling::systemChoice()
{
    const auto all = dictionaries();
    const auto has = [&](const QString &code) {
        return std::ranges::any_of(all, [&](const auto &entry) { return entry.code == code; });
    };
    const QLocale locale = systemLocale();
    const QString language = locale.name().section(u'_', 0, 0);
    for (const QString &code : {locale.name(), language, QLocale(language).name()}) {
        if (has(code))
            return code;
    }
    for (const auto &entry : all) {
        if (entry.code.startsWith(language + u'_') || entry.code.startsWith(language + u'-'))
            return entry.code;
    }
    return {};
}

QString Spelling::chosen()
{
    const QString setting = Settings::spelling();
    if (setting == Settings::noSpelling)
        return {};
    return setting.isEmpty() ? systemChoice() : setting;
}

QString Spelling::nameOf(const QString &code)
{
    const auto all = dictionaries();
    const auto it = std::ranges::find(all, code, &Dictionaries::Entry::code);
    return it == all.end() ? code : it->name;
}

void Spelling::open()
{
    if (m_isOpened)
        return;
    m_isOpened = true;
    const QString code = chosen();
    const auto all = code.isEmpty() ? QList<Dictionaries::Entry>() : dictionaries();
    // Sonnet complains aloud where it is asked for one that is not there.
    if (std::ranges::any_of(all, [&](const auto &entry) { return entry.code == code; }))
        m_dictionary = m_dictionaries->open(code);
    if (m_dictionary)
        m_code = code;
}

bool Spelling::isOn()
{
    open();
    return m_dictionary != nullptr;
}

QString Spelling::statement()
{
    if (Settings::spelling() == Settings::noSpelling)
        return tr("Nothing is checked.");
    if (dictionaries().isEmpty())
        return tr("No dictionary is installed, so nothing is checked.");
    if (isOn())
        return tr("What you write in Markdown; the names that a project has are right.");
    const QString setting = Settings::spelling();
    const QString wanted = setting.isEmpty() ? systemLocale().nativeLanguageName() : setting;
    return tr("No dictionary for %1 is installed, so nothing is checked.").arg(wanted);
}

const QSet<QString> &Spelling::projectWords()
{
    if (m_projectWords)
        return *m_projectWords;
    QSet<QString> words;
    const auto take = [&words](const QString &name) {
        const auto parts = wordsOfName(name);
        for (const QString &word : parts)
            words.insert(plain(word));
    };
    if (m_session) {
        const Model &model = m_session->model();
        for (const auto &element : model.elements()) {
            take(element.key);
            for (const auto &own : element.revisions) {
                for (auto it = own.begin(); it != own.end(); ++it) {
                    if (it->isString() && isNaming(it.key()))
                        take(it->toString());
                }
            }
        }
        for (const auto &plateau : model.plateausInOrder())
            take(plateau.name);
    }
    m_projectWords = std::move(words);
    return *m_projectWords;
}

bool Spelling::isKnown(const QString &word)
{
    for (const QString &one : {plain(word), plain(withoutGenitive(word))}) {
        if (m_own.contains(one) || m_ignored.contains(one) || tradeWords().contains(one) ||
            projectWords().contains(one))
            return true;
    }
    return false;
}

std::optional<bool> Spelling::verdict(const QString &word)
{
    if (!isOn() || isKnown(word))
        return true;
    const auto asked = m_asked.constFind(word);
    return asked == m_asked.constEnd() ? std::nullopt : std::optional(*asked);
}

bool Spelling::isCorrect(const QString &word)
{
    if (const auto known = verdict(word))
        return *known;
    if (m_asked.size() >= mostRemembered)
        m_asked.clear();
    const bool isRight = m_dictionary->isCorrect(word);
    m_asked.insert(word, isRight);
    return isRight;
}

QStringList Spelling::suggestions(const QString &word)
{
    if (!isOn())
        return {};
    const auto all = m_dictionary->suggestions(word);
    return all.first(std::min(mostSuggestions, all.size()));
}

void Spelling::add(const QString &word)
{
    QStringList words = Settings::ownWords();
    words.append(word);
    Settings::setOwnWords(words);
    m_own.insert(plain(word));
    Q_EMIT changed();
}

void Spelling::takeOut(const QString &word)
{
    QStringList words = Settings::ownWords();
    words.removeIf([&](const QString &own) { return plain(own) == plain(word); });
    Settings::setOwnWords(words);
    m_own.remove(plain(word));
    Q_EMIT changed();
}

bool Spelling::isOwn(const QString &word) const
{
    return m_own.contains(plain(word));
}

void Spelling::ignore(const QString &word)
{
    m_ignored.insert(plain(word));
    Q_EMIT changed();
}

} // namespace gp::views
