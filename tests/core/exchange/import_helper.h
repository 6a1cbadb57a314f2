// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/import.h"
#include "core/metamodel/metamodel.h"
#include "core/model/at.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

/// What the importer tests share: an empty project, an import that must succeed, and the model as sorted
/// lines.
namespace importing {

using namespace gp;
using namespace gp::exchange;
using namespace Qt::StringLiterals;

inline Model emptyProject()
{
    Draft draft{Model()};
    const auto current =
        draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    const auto target =
        draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, *current, 1, {}});
    Q_ASSERT(target);
    return draft.model();
}

inline QString corpora(const QString &path)
{
    return QStringLiteral(GROUNDPLAN_CORPORA) + u'/' + path;
}

inline QString fixture(const QString &path)
{
    return QStringLiteral(GROUNDPLAN_TEST_DATA) + u"/import/"_s + path;
}

/// Where the public files that the importers are measured on are not there, their tests say so and pass.
#define NEEDS_CORPORA()                                                                                      \
    if (!QFileInfo::exists(importing::corpora(QStringLiteral("SOURCES.md"))))                                \
    QSKIP("the public corpora are not here: set GROUNDPLAN_CORPORA when configuring")

inline ImportResult import(const QStringList &sources, const Model &base, ImportOptions options = {})
{
    auto result = importSources(sources, options, base);
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    const auto problems = findProblems(result->draft.model());
    for (const Error &problem : problems)
        qFatal("the import broke the model: %s", qPrintable(problem.text()));
    const auto against = metamodel::Metamodel::builtin().findProblems(result->draft.model());
    for (const Error &problem : against)
        qFatal("the import is against the metamodel: %s", qPrintable(problem.text()));
    return *result;
}

inline Model imported(const QStringList &sources, const Model &base = emptyProject())
{
    return import(sources, base).draft.model();
}

inline QStringList elements(const Model &model, const QString &kind)
{
    QStringList keys;
    for (const ElementState &element : PlateauModel(model, model.rootPlateau()).ofKind(kind))
        keys.append(element.key);
    return keys;
}

/// "checkout -> cart" of one kind, sorted.
inline QStringList relations(const Model &model, const QString &kind)
{
    QStringList lines;
    for (const Relation &relation : model.relations()) {
        if (relation.kind == kind)
            lines.append(model.element(relation.source)->key + u" -> "_s +
                         model.element(relation.target)->key);
    }
    lines.sort();
    return lines;
}

/// "frontend dependsOn shoppingassistantservice:80", sorted, each once however many places say it.
inline QStringList unresolved(const Model &model)
{
    QStringList lines;
    const auto &provenances = model.elementProvenance();
    for (auto it = provenances.cbegin(); it != provenances.cend(); ++it) {
        for (const Unresolved &open : it->unresolved)
            lines.append(u"%1 %2 %3"_s.arg(model.element(it.key())->key, open.relationKind, open.reference));
    }
    lines.removeDuplicates();
    lines.sort();
    return lines;
}

/// A property at the root plateau as text; "unset" where there is none.
inline QString valueOf(const Model &model, const QString &key, const QString &name)
{
    const Element *element = model.element(key);
    if (!element)
        return u"no such element"_s;
    const QJsonValue value =
        effectiveProperties(element->revisions, model.pathTo(model.rootPlateau())).value(name);
    return value.isUndefined() ? u"unset"_s : value.toVariant().toString();
}

/// The relation's evidence as "file:mechanism", inferred ones with "?".
inline QStringList evidence(const Model &model, const QString &kind, const QString &from, const QString &to)
{
    const Relation *relation = model.relation(kind, model.element(from)->id, model.element(to)->id);
    QStringList lines;
    if (relation) {
        for (const Source &source : model.provenance(relation->id).sources)
            lines.append(source.file + u':' + source.mechanism + (source.inferred ? u"?"_s : QString()));
    }
    return lines;
}

/// Everything an import leaves in a model, a line for each fact, so that a difference can be read.
inline QStringList lines(const Model &model)
{
    const auto text = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    const auto place = [&](const Source &s) {
        return u"%1:%2 %3%4 %5"_s.arg(s.file).arg(s.line).arg(s.mechanism, s.inferred ? u"?"_s : QString(),
                                                              text(s.stated));
    };
    QStringList all;
    for (const Element &element : model.elements()) {
        const QString what = element.kind + u' ' + element.key;
        for (const QJsonObject &revision : element.revisions)
            all.append(what + u' ' + text(revision));
        const Provenance provenance = model.provenance(element.id);
        for (const Source &source : provenance.sources)
            all.append(what + u" <- "_s + place(source));
        for (const Unresolved &open : provenance.unresolved)
            all.append(what + u" ?? "_s + open.reference + u' ' + place(open.source));
    }
    for (const Relation &relation : model.relations()) {
        const QString what = u"%1 %2 %3"_s.arg(model.element(relation.source)->key, relation.kind,
                                               model.element(relation.target)->key);
        for (const QJsonObject &revision : relation.revisions)
            all.append(what + u' ' + text(revision));
        for (const Source &source : model.provenance(relation.id).sources)
            all.append(what + u" <- "_s + place(source));
    }
    all.sort();
    return all;
}

inline void write(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace importing
