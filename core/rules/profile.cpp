// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/profile.h"

#include "core/rules/resources.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

/// Off is the mildest.
int strictness(const std::optional<Severity> &severity)
{
    return severity ? 3 - static_cast<int>(*severity) : 0;
}

/// The stricter of two limits, of which 0 is none.
int stricterLimit(int a, int b)
{
    return a == 0 ? b : b == 0 ? a : std::min(a, b);
}

QStringList united(QStringList a, const QStringList &b)
{
    a += b;
    a.removeDuplicates();
    a.sort();
    return a;
}

/// A profile says what differs from the one it extends.
Profile extended(Profile base, const Profile &own)
{
    base.ids = own.ids;
    base.title = own.title;
    base.description = own.description;
    base.controls = united(base.controls, own.controls);
    base.severities.insert(own.severities);
    base.parameters.insert(own.parameters);
    base.targets.insert(own.targets);
    base.maxWaiverDays = own.maxWaiverDays > 0 ? own.maxWaiverDays : base.maxWaiverDays;
    base.expiringDays = own.expiringDays > 0 ? own.expiringDays : base.expiringDays;
    return base;
}

Result<Profile> read(const yaml::Value &root, const QString &file)
{
    Profile profile;
    profile.ids = {root[u"id"].text()};
    profile.title = root[u"title"].text();
    profile.description = root[u"description"].text().simplified();
    if (profile.ids.first().isEmpty() || profile.title.isEmpty())
        return std::unexpected(yaml::errorAt(root, file, u"a profile needs id and title"_s));
    for (const yaml::Value &control : root[u"controls"].items())
        profile.controls.append(control.text());
    for (const yaml::Entry &entry : root[u"severities"].entries()) {
        const auto severity = severityFrom(entry.value.text());
        if (!severity && entry.value.text() != "off"_L1)
            return std::unexpected(
                yaml::errorAt(entry.value, file, u"the severity is error, warning, info or off"_s));
        profile.severities.insert(entry.key.text(), severity);
    }
    for (const yaml::Entry &entry : root[u"parameters"].entries())
        profile.parameters.insert(entry.key.text(), entry.value.toJson().toVariant());
    for (const yaml::Entry &entry : root[u"targets"].entries())
        profile.targets.insert(entry.key.text(), entry.value.toJson().toDouble());
    profile.maxWaiverDays = static_cast<int>(root[u"max_waiver_days"].toJson().toInteger());
    profile.expiringDays = static_cast<int>(root[u"expiring_days"].toJson().toInteger());
    return profile;
}

} // namespace

std::optional<Severity> Profile::severityOf(const Rule &rule) const
{
    const auto own = severities.constFind(rule.id);
    return own == severities.constEnd() ? std::optional(rule.severity) : *own;
}

QVariantMap Profile::parametersOf(const Rule &rule) const
{
    QVariantMap values = rule.parameters;
    for (auto it = values.begin(); it != values.end(); ++it) {
        // The cap on waivers is the profile's own; a rule about it names it as a parameter.
        if (it.key() == "max_waiver_days"_L1 && maxWaiverDays > 0)
            it.value() = maxWaiverDays;
        else if (it.key() == "expiring_days"_L1 && !ids.isEmpty())
            it.value() = expiringDays;
        it.value() = parameters.value(rule.id + u'.' + it.key(), it.value());
    }
    return values;
}

Result<Profiles> Profiles::load(const QString &folder)
{
    QMap<QString, Profile> own;
    QMap<QString, QString> bases;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
        const QString file = dir.filePath(name);
        const auto root = yaml::readStrict(file);
        if (!root)
            return std::unexpected(root.error());
        const auto profile = read(*root, file);
        if (!profile)
            return std::unexpected(profile.error());
        own.insert(profile->ids.first(), *profile);
        bases.insert(profile->ids.first(), (*root)[u"extends"].text());
    }
    Profiles profiles;
    for (const QString &id : own.keys()) {
        QList<Profile> chain;
        for (QString at = id; !at.isEmpty() && chain.size() <= own.size(); at = bases.value(at)) {
            if (!own.contains(at))
                return fail(ErrorCode::Invalid,
                            u"Profile '%1' extends '%2', which is not there"_s.arg(id, at));
            chain.prepend(own.value(at));
        }
        Profile whole;
        for (const Profile &one : std::as_const(chain))
            whole = extended(whole, one);
        profiles.m_all.insert(id, whole);
    }
    return profiles;
}

const Profiles &Profiles::builtin()
{
    static const Profiles instance = [] {
        initRulesResources();
        auto loaded = load(u":/groundplan/profiles"_s);
        Q_ASSERT_X(loaded, "Profiles", qPrintable(loaded ? QString() : loaded.error().text()));
        return loaded.value_or(Profiles());
    }();
    return instance;
}

Result<Profile> Profiles::combined(const QStringList &ids) const
{
    Profile all;
    for (const QString &id : ids) {
        const auto found = m_all.constFind(id);
        if (found == m_all.constEnd())
            return fail(ErrorCode::Usage, u"There is no profile '%1'; known are: %2"_s.arg(
                                              id, QStringList(m_all.keys()).join(u", "_s)));
        if (all.ids.isEmpty()) {
            all = *found;
            continue;
        }
        all.ids.append(id);
        all.title += u" and "_s + found->title;
        all.description = QString(all.description + u' ' + found->description).trimmed();
        all.controls = united(all.controls, found->controls);
        for (auto it = found->severities.cbegin(); it != found->severities.cend(); ++it) {
            const auto before = all.severities.constFind(it.key());
            if (before == all.severities.constEnd() || strictness(*before) < strictness(*it))
                all.severities.insert(it.key(), *it);
        }
        all.parameters.insert(found->parameters);
        all.maxWaiverDays = stricterLimit(all.maxWaiverDays, found->maxWaiverDays);
        all.expiringDays = std::max(all.expiringDays, found->expiringDays);
        for (auto it = found->targets.cbegin(); it != found->targets.cend(); ++it)
            all.targets[it.key()] = std::max(all.targets.value(it.key()), *it);
    }
    return all;
}

Profile profileOf(const Model &model)
{
    const Record *project = model.record(u"project"_s, u"project"_s);
    QStringList known;
    for (const QJsonValue &id : project ? project->properties.value(u"profiles"_s).toArray() : QJsonArray()) {
        if (Profiles::builtin().all().contains(id.toString()))
            known.append(id.toString());
    }
    return Profiles::builtin().combined(known).value_or(Profile());
}

} // namespace gp::rules
