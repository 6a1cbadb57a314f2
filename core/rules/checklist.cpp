// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/facts.h"
#include "core/rules/nfr.h"

#include "core/rules/answers.h"
#include "core/rules/controls.h"
#include "core/rules/sql_text.h"
#include "core/rules/waivers.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

/// The columns of `services`, by name, of one service.
using ServiceRow = QMap<QString, QVariant>;

QString filled(QString sentence, const ServiceRow &service)
{
    static const QRegularExpression placeholder(u"\\{([a-z_]+)\\}"_s);
    for (auto match = placeholder.match(sentence); match.hasMatch(); match = placeholder.match(sentence)) {
        QString value = service.value(match.captured(1)).toString().replace(u'-', u' ');
        if (value.isEmpty() || value.contains(u'{'))
            value = u"unclassified"_s;
        else if (value == u"api")
            value = u"API"_s;
        sentence.replace(match.capturedStart(), match.capturedLength(), value);
    }
    return sentence;
}

QString answerOf(const QVariant &met)
{
    if (met.isNull())
        return {};
    if (met.typeId() == QMetaType::QString)
        return met.toString();
    return met.toDouble() != 0 ? u"met"_s : u"not-met"_s;
}

/// What the model alone says.
class Checklist
{
public:
    Checklist(store::Query &query, const Model &model, PlateauId plateau, const QList<ElementId> &only)
        : m_query(query)
        , m_model(model)
        , m_plateau(plateau)
        , m_plateauKey(model.plateau(plateau)->key)
        , m_at(model, plateau)
    {
        QStringList ids;
        for (const ElementId id : only)
            ids.append(QString::number(id.value()));
        if (!ids.isEmpty())
            m_only = u"service.id in (%1) and "_s.arg(ids.join(u','));
    }

    /// Reads the services and gives the catalogue's SQL what it reads.
    Result<void> prepare()
    {
        const auto services =
            m_query.run(withValues(u"select services.*, elements.properties as properties from services "
                                   "join elements on elements.plateau = services.plateau and elements.id = "
                                   "services.id where services.plateau = :plateau order by services.key"_s,
                                   m_model, m_plateau));
        if (!services)
            return std::unexpected(services.error());
        const qsizetype id = services->columns.indexOf(u"id"_s);
        for (const QVariantList &row : services->rows) {
            ServiceRow service;
            for (qsizetype i = 0; i < services->columns.size(); ++i)
                service.insert(services->columns.at(i), row.at(i));
            m_order.append(ElementId(row.at(id).toLongLong()));
            m_services.insert(m_order.last(), service);
        }
        if (auto set = m_query.setTable(u"service"_s, services->columns, services->rows); !set)
            return set;
        return setFacts(m_query, m_at);
    }

    Result<void> evaluate(const NfrItem &item)
    {
        const QString met = item.met.isEmpty() ? u"null"_s : item.met;
        const QString evidence = item.evidence.isEmpty() ? u"null"_s : item.evidence;
        const auto result =
            m_query.run(withValues(u"select service.id, (%1), (%2) from service where %3(%4)"_s.arg(
                                       met, evidence, m_only, item.applies),
                                   m_model, m_plateau));
        if (!result)
            return std::unexpected(result.error());
        for (const QVariantList &cells : result->rows) {
            const ElementId id(cells.at(0).toLongLong());
            m_rows[id].append(row(item, id, answerOf(cells.at(1)), cells.at(2).toString()));
        }
        return {};
    }

    [[nodiscard]] QList<NfrRow> take() const
    {
        QList<NfrRow> rows;
        for (const ElementId id : m_order)
            rows += m_rows.value(id);
        return rows;
    }

private:
    /// Names of the controls of the service that satisfy an item, where each that it names is enforced.
    [[nodiscard]] QString enforcedFor(const NfrItem &item, ElementId id) const
    {
        if (item.controls.isEmpty())
            return {};
        if (!m_enforced.contains(id)) {
            QMap<QString, QString> enforced;
            for (const ElementState &control : controlsOf(m_at, id)) {
                if (control.properties.value(u"mode"_s).toString() == u"enforced")
                    enforced.insert(control.properties.value(u"catalogue"_s).toString(), control.name());
            }
            m_enforced.insert(id, enforced);
        }
        const QMap<QString, QString> enforced = m_enforced.value(id);
        QStringList names;
        for (const QString &control : item.controls) {
            if (!enforced.contains(control))
                return {};
            names.append(enforced.value(control));
        }
        return names.join(u", "_s);
    }

    [[nodiscard]] NfrRow row(const NfrItem &item, ElementId id, const QString &automatic,
                             const QString &evidence) const
    {
        const ServiceRow service = m_services.value(id);
        NfrRow row;
        row.plateau = m_plateauKey;
        row.element = id;
        row.nfr = item.id;
        row.characteristic = item.characteristic;
        row.appliesBecause = filled(item.because, service);
        row.answer = u"open"_s;
        row.target = item.target(service.value(u"tier"_s));
        row.owner = ownerOf(id);
        if (!automatic.isEmpty()) {
            row.answer = automatic;
            row.evidence = evidence;
            row.source = AnswerSource::Model;
        } else if (const QString names = enforcedFor(item, id); !names.isEmpty()) {
            // That it is done by something is known, and only the figure is not.
            row.answer = u"partly"_s;
            row.evidence = u"enforced: "_s + names;
            row.source = AnswerSource::Model;
        }
        return row;
    }

    [[nodiscard]] QString ownerOf(ElementId id) const
    {
        const auto known = m_owners.constFind(id);
        if (known != m_owners.constEnd())
            return *known;
        const QList<ElementState> owners = m_at.targets(id, u"ownedBy"_s);
        return *m_owners.insert(id, owners.isEmpty() ? QString() : owners.first().key);
    }

    store::Query &m_query;
    const Model &m_model;
    PlateauId m_plateau;
    QString m_plateauKey;
    PlateauModel m_at;
    QString m_only; ///< SQL; empty: every service
    mutable QHash<ElementId, QString> m_owners;
    QList<ElementId> m_order;
    mutable QHash<ElementId, QMap<QString, QString>> m_enforced; ///< control names by catalogue id
    QHash<ElementId, ServiceRow> m_services;
    QHash<ElementId, QList<NfrRow>> m_rows;
};

void take(const QJsonObject &answer, AnswerSource source, NfrRow &row)
{
    const auto text = [&](QLatin1StringView name) { return answer.value(name).toString(); };
    row.source = source;
    row.answer = text("answer"_L1);
    row.due = text("due"_L1);
    if (!text("target"_L1).isEmpty())
        row.target = text("target"_L1);
    if (!text("owner"_L1).isEmpty())
        row.owner = text("owner"_L1);
    QStringList evidence{text("evidence"_L1), text("reason"_L1)};
    evidence.removeAll(QString());
    row.evidence = evidence.join(u". "_s);
}

void cover(const Model &model, const Record &waiver, NfrRow &row)
{
    const QJsonObject &p = waiver.properties;
    row.source = AnswerSource::Waiver;
    row.answer = u"waived"_s;
    row.due = p.value(u"expires"_s).toString();
    if (const QString owner = p.value(u"owner"_s).toString(); !owner.isEmpty())
        row.owner = owner;
    QStringList parts{u"waiver "_s + waiver.key +
                          (endOf(model, waiver).isEmpty() ? QString() : u" "_s + endOf(model, waiver)),
                      p.value(u"compensating_control"_s).toString()};
    parts.removeAll(QString());
    row.evidence = parts.join(u": "_s);
}

} // namespace

Evaluation<NfrRow> nfrsByModel(store::Query &query, const NfrCatalogue &catalogue, const Model &model,
                               PlateauId plateau, const QList<ElementId> &only)
{
    Evaluation<NfrRow> evaluation;
    if (!model.plateau(plateau)) {
        evaluation.errors.append({ErrorCode::Usage, u"There is no such plateau."_s, {}, {}, 0});
        return evaluation;
    }
    Checklist checklist(query, model, plateau, only);
    if (auto prepared = checklist.prepare(); !prepared) {
        evaluation.errors.append(prepared.error());
        return evaluation;
    }
    for (const NfrItem &item : catalogue.items()) {
        if (auto done = checklist.evaluate(item); !done) {
            Error error = done.error();
            error.message = u"NFR %1 cannot be evaluated: %2"_s.arg(item.id, error.message);
            evaluation.errors.append(error);
        }
    }
    evaluation.rows = checklist.take();
    return evaluation;
}

QList<NfrRow> withAnswers(QList<NfrRow> rows, const Model &model, PlateauId plateau)
{
    const AnswersAt answers(model, plateau);
    const WaiversInForce waivers(model, plateau);
    for (NfrRow &row : rows) {
        const Element *element = model.element(row.element);
        const QString key = element ? element->key : QString();
        if (const Record *own = key.isEmpty() ? nullptr : answers.own(row.nfr, key))
            take(own->properties, AnswerSource::Explicit, row);
        else if (const Record *shared = answers.shared(row.nfr))
            take(shared->properties, AnswerSource::Shared, row);
        if (const Record *waiver = waivers.find(row.nfr, key);
            waiver && row.answer != u"met" && row.answer != u"not-applicable")
            cover(model, *waiver, row);
    }
    return rows;
}

Evaluation<NfrRow> nfrChecklist(store::Query &query, const NfrCatalogue &catalogue, const Model &model,
                                PlateauId plateau)
{
    Evaluation<NfrRow> evaluation = nfrsByModel(query, catalogue, model, plateau);
    evaluation.rows = withAnswers(std::move(evaluation.rows), model, plateau);
    return evaluation;
}

QMap<QString, QJsonObject> sharedAnswers(const Model &model, PlateauId plateau)
{
    return AnswersAt(model, plateau).allShared();
}

QStringList nfrColumns()
{
    return {u"plateau"_s, u"element_id"_s, u"nfr"_s, u"characteristic"_s, u"applies_because"_s, u"answer"_s,
            u"target"_s,  u"owner"_s,      u"due"_s, u"evidence"_s};
}

QList<QVariantList> toCells(const QList<NfrRow> &rows)
{
    const auto text = [](const QString &value) { return value.isEmpty() ? QVariant() : QVariant(value); };
    QList<QVariantList> cells;
    for (const NfrRow &r : rows)
        cells.append({r.plateau, r.element.value(), r.nfr, r.characteristic, r.appliesBecause, r.answer,
                      text(r.target), text(r.owner), text(r.due), text(r.evidence)});
    return cells;
}

} // namespace gp::rules
