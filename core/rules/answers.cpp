// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/answers.h"

#include "core/rules/nfr.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

constexpr QLatin1StringView kind("nfrAnswer");

bool isFinal(const QString &answer)
{
    return answer == "met"_L1 || answer == "not-applicable"_L1;
}

void set(QJsonObject &properties, const QString &name, const std::optional<QString> &value)
{
    if (!value)
        return;
    if (const QString trimmed = value->trimmed(); trimmed.isEmpty())
        properties.remove(name);
    else
        properties.insert(name, trimmed);
}

QJsonObject changed(QJsonObject properties, const AnswerChange &change)
{
    if (change.answer && properties.value("answer"_L1).toString() != *change.answer) {
        // Why it was otherwise says nothing any more.
        properties.remove("reason"_L1);
        if (isFinal(*change.answer))
            properties.remove("due"_L1);
        properties.insert("answer"_L1, *change.answer);
    }
    set(properties, u"reason"_s, change.reason);
    set(properties, u"evidence"_s, change.evidence);
    set(properties, u"owner"_s, change.owner);
    set(properties, u"due"_s, change.due);
    set(properties, u"target"_s, change.target);
    return properties;
}

/// "checkout-rel-001-target", with a number where that is taken.
QString freeKey(const Model &model, const QString &nfr, const QString &element, const Plateau &plateau)
{
    const QString item = nfr.toLower().remove(u"nfr-"_s);
    QString key = (element.isEmpty() ? u"shared"_s : element) + u'-' + item;
    if (plateau.parent.isValid())
        key += u'-' + plateau.key;
    QString free = key;
    for (int number = 2; model.record(kind, free); ++number)
        free = key + u'-' + QString::number(number);
    return free;
}

/// One edit of answers at a plateau in the making.
class Answering
{
public:
    Answering(const Model &model, PlateauId plateau)
        : m_plateau(plateau)
        , m_at(model, plateau)
        , m_edit{Draft(model), 0, {}}
    {
    }

    [[nodiscard]] Result<QString> keyOf(const AnswerSubject &subject) const
    {
        if (!NfrCatalogue::builtin().item(subject.nfr))
            return fail(ErrorCode::Usage, u"There is no NFR '%1' in the catalogue."_s.arg(subject.nfr));
        if (!subject.element.isValid())
            return QString();
        const Element *element = model().element(subject.element);
        if (!element)
            return fail(ErrorCode::Usage, u"There is no such element."_s);
        return element->key;
    }

    /// As it is by now: one subject can be named twice.
    [[nodiscard]] std::optional<Record> held(const QString &nfr, const QString &key) const
    {
        const auto put = m_put.constFind({nfr, key});
        const Record *record =
            put == m_put.constEnd() ? m_at.own(nfr, key) : m_edit.draft.model().record(*put);
        return record ? std::optional(*record) : std::nullopt;
    }
    [[nodiscard]] bool isGivenHere(const Record &answer) const
    {
        return m_put.contains({textOf(answer, "nfr"_L1), textOf(answer, "element"_L1)}) ||
               m_at.isGivenHere(answer);
    }

    Result<void> put(const AnswerSubject &subject, const AnswerChange &change)
    {
        const auto key = keyOf(subject);
        if (!key)
            return std::unexpected(key.error());
        QJsonObject properties;
        const auto own = held(subject.nfr, *key);
        if (change.clears)
            return own && isGivenHere(*own) ? erase(*own) : Result<void>();
        if (own)
            properties = own->properties;
        else if (const auto shared = held(subject.nfr, {}); shared && !change.answer)
            properties = shared->properties; // a note on what all share begins an answer of its own
        else if (!change.answer)
            properties.insert("answer"_L1, subject.holds.isEmpty() || subject.holds == "waived"_L1
                                               ? u"open"_s
                                               : subject.holds);
        properties = gp::rules::changed(properties, change);
        const QString answer = properties.value("answer"_L1).toString();
        const bool isFigure = answer == "met"_L1 || answer == "partly"_L1;
        if (isFigure && !subject.target.isEmpty() && !properties.contains("target"_L1))
            properties.insert("target"_L1, subject.target);
        return store(subject.nfr, *key, own, properties);
    }

    Result<void> store(const QString &nfr, const QString &element, const std::optional<Record> &before,
                       QJsonObject properties)
    {
        if (auto problem = problemOf(nfr, properties); !problem.isEmpty())
            return fail(ErrorCode::Usage, problem);
        properties.insert("nfr"_L1, nfr);
        if (element.isEmpty())
            properties.remove("element"_L1);
        else
            properties.insert("element"_L1, element);
        if (before && isGivenHere(*before)) {
            if (before->properties == properties)
                return {};
            Record record = *before;
            record.properties = properties;
            m_edit.changed += m_put.contains({nfr, element}) ? 0 : 1;
            m_put.insert({nfr, element}, record.id);
            return m_edit.draft.update(record);
        }
        if (before) {
            // What holds already needs no second record that says the same.
            QJsonObject same = before->properties;
            for (QJsonObject *one : {&same, &properties})
                one->remove("plateau"_L1);
            if (same == properties)
                return {};
        }
        const Plateau *plateau = model().plateau(m_plateau);
        if (!plateau)
            return fail(ErrorCode::Usage, u"There is no such plateau."_s);
        properties.insert("plateau"_L1, plateau->key);
        ++m_edit.changed;
        const auto added =
            m_edit.draft.addRecord(kind, freeKey(m_edit.draft.model(), nfr, element, *plateau), properties);
        if (!added)
            return std::unexpected(added.error());
        m_put.insert({nfr, element}, *added);
        return {};
    }

    Result<void> erase(const Record &record)
    {
        if (!m_edit.draft.model().record(record.id))
            return {}; // named twice
        ++m_edit.changed;
        m_put.remove({textOf(record, "nfr"_L1), textOf(record, "element"_L1)});
        return m_edit.draft.eraseRecord(record.id);
    }

    void keepElsewhere(const Record &record)
    {
        const QString key = textOf(record, "plateau"_L1);
        m_edit.elsewhere.append(key);
        m_edit.elsewhere.removeDuplicates();
    }

    [[nodiscard]] AnswerEdit take() { return std::move(m_edit); }

private:
    [[nodiscard]] const Model &model() const { return m_edit.draft.base(); }

    [[nodiscard]] static QString problemOf(const QString &nfr, const QJsonObject &properties)
    {
        const QString answer = properties.value("answer"_L1).toString();
        // What a project has from elsewhere may say "waived" by itself; it can be noted on.
        if (!answerWords().contains(answer) && answer != "waived"_L1)
            return u"'%1' is no answer. There are: %2."_s.arg(answer, answerWords().join(u", "_s));
        if (answer == "not-applicable"_L1 && properties.value("reason"_L1).toString().isEmpty())
            return u"Say why %1 does not apply."_s.arg(nfr);
        const QString due = properties.value("due"_L1).toString();
        if (!due.isEmpty() && !QDate::fromString(due, Qt::ISODate).isValid())
            return u"'%1' is no date. Write it as 2027-03-31."_s.arg(due);
        return {};
    }

    PlateauId m_plateau;
    AnswersAt m_at;
    AnswerEdit m_edit;
    QHash<std::pair<QString, QString>, RecordId> m_put; ///< by NFR and element's key
};

} // namespace

AnswersAt::AnswersAt(const Model &model, PlateauId plateau)
{
    const QList<PlateauId> path = model.pathTo(plateau).nearestFirst();
    m_pathLength = path.size();
    for (const Record &record : model.recordsOfKind(kind)) {
        const Plateau *from = model.plateau(textOf(record, "plateau"_L1));
        const qsizetype distance = from ? path.indexOf(from->id) : path.size();
        if (distance < 0)
            continue;
        const auto key = std::pair(textOf(record, "nfr"_L1), textOf(record, "element"_L1));
        const auto known = m_answers.constFind(key);
        if (known == m_answers.constEnd() || distance < known->distance)
            m_answers.insert(key, {distance, record});
    }
}

const Record *AnswersAt::own(const QString &nfr, const QString &elementKey) const
{
    const auto it = m_answers.constFind({nfr, elementKey});
    return it == m_answers.constEnd() ? nullptr : &it->record;
}

bool AnswersAt::isGivenHere(const Record &answer) const
{
    const auto it = m_answers.constFind({textOf(answer, "nfr"_L1), textOf(answer, "element"_L1)});
    if (it == m_answers.constEnd() || it->record.id != answer.id)
        return false;
    // One that names no plateau holds from the root on.
    return it->distance == 0 || (m_pathLength == 1 && it->distance == 1);
}

QMap<QString, QJsonObject> AnswersAt::allShared() const
{
    QMap<QString, QJsonObject> found;
    for (auto it = m_answers.cbegin(); it != m_answers.cend(); ++it) {
        if (it.key().second.isEmpty())
            found.insert(it.key().first, it->record.properties);
    }
    return found;
}

const QStringList &answerWords()
{
    static const QStringList words{u"met"_s, u"partly"_s, u"not-met"_s, u"not-applicable"_s, u"open"_s};
    return words;
}

std::optional<QString> answerFrom(const QString &text)
{
    static const QHash<QString, QString> known{
        {u"met"_s, u"met"_s},
        {u"yes"_s, u"met"_s},
        {u"partly"_s, u"partly"_s},
        {u"partially"_s, u"partly"_s},
        {u"not met"_s, u"not-met"_s},
        {u"no"_s, u"not-met"_s},
        {u"not applicable"_s, u"not-applicable"_s},
        {u"n/a"_s, u"not-applicable"_s},
        {u"na"_s, u"not-applicable"_s},
        {u"open"_s, u"open"_s},
    };
    QString word = text.toLower().replace(u'-', u' ').simplified();
    // A sign before the word, as the window shows it.
    while (!word.isEmpty() && !word.front().isLetter())
        word.remove(0, 1);
    const auto it = known.constFind(word.trimmed());
    return it == known.constEnd() ? std::nullopt : std::optional(*it);
}

Result<AnswerEdit> putAnswers(const Model &model, PlateauId plateau,
                              const QList<std::pair<AnswerSubject, AnswerChange>> &answers)
{
    Answering answering(model, plateau);
    for (const auto &[subject, change] : answers) {
        if (auto put = answering.put(subject, change); !put)
            return std::unexpected(put.error());
    }
    return answering.take();
}

Result<AnswerEdit> clearAnswers(const Model &model, PlateauId plateau, const QList<AnswerSubject> &subjects)
{
    Answering answering(model, plateau);
    for (const AnswerSubject &subject : subjects) {
        const auto key = answering.keyOf(subject);
        if (!key)
            return std::unexpected(key.error());
        const auto own = answering.held(subject.nfr, *key);
        if (!own)
            continue;
        if (!answering.isGivenHere(*own))
            answering.keepElsewhere(*own);
        else if (auto erased = answering.erase(*own); !erased)
            return std::unexpected(erased.error());
    }
    return answering.take();
}

Result<AnswerEdit> shareAnswers(const Model &model, PlateauId plateau, const QList<AnswerSubject> &subjects)
{
    Answering answering(model, plateau);
    QSet<QString> shared;
    for (const AnswerSubject &subject : subjects) {
        const auto key = answering.keyOf(subject);
        if (!key)
            return std::unexpected(key.error());
        const auto own = key->isEmpty() ? std::nullopt : answering.held(subject.nfr, *key);
        if (!own)
            return fail(ErrorCode::Usage, u"%1 has no answer of its own to share."_s.arg(subject.nfr));
        if (!shared.contains(subject.nfr)) {
            shared.insert(subject.nfr);
            if (auto put = answering.store(subject.nfr, {}, answering.held(subject.nfr, {}), own->properties);
                !put)
                return std::unexpected(put.error());
        }
        if (!answering.isGivenHere(*own))
            continue;
        if (auto erased = answering.erase(*own); !erased)
            return std::unexpected(erased.error());
    }
    return answering.take();
}

} // namespace gp::rules
