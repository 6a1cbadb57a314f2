// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "views/checklist/answerwords.h"

#include <QSet>

#include <mutex>
#include <variant>

/// What a checklist shows, as plain values that are made in the background: there can be half a million rows.
namespace gp::views {

/// Whose answers are shown: those of an element, of the services of a view, of the plateau shown
/// (monostate), or of what a review is about.
struct ChecklistSubject
{
    std::variant<std::monostate, ElementId, ViewId, RecordId> of;
    friend bool operator==(const ChecklistSubject &, const ChecklistSubject &) = default;
};

/// "element/checkout", "view/overview", "plateau", "review/june": what the window remembers. Empty where the
/// subject is gone.
[[nodiscard]] QString nameOf(const ChecklistSubject &subject, const Model &model);
[[nodiscard]] std::optional<ChecklistSubject> subjectFrom(const QString &name, const Model &model);

/// What the model says without answers: it costs the most, and an answer does not change it. Shared by the
/// jobs of one page; any thread.
class ModelAnswers
{
public:
    struct Made
    {
        QList<rules::NfrRow> rows;
        QStringList errors;
    };
    [[nodiscard]] Made of(const QString &path, const Model &model, PlateauId plateau,
                          const QList<ElementId> &services);
    /// What a view shows, worked out once.
    [[nodiscard]] QList<ElementId> elementsOf(const Model &model, const metamodel::Metamodel &metamodel,
                                              const View &view);

private:
    std::mutex m_mutex;
    std::optional<QList<ElementId>> m_elements;
    QMap<PlateauId, std::pair<QList<ElementId>, Made>> m_made;
};

struct ChecklistRow
{
    rules::NfrRow nfr;
    int service = 0; ///< in ChecklistData::services
    int item = 0;    ///< in the catalogue
    Answer answer = Answer::Open;
    QString evidence; ///< of the answer that somebody gave, without its reason
    bool isOverdue = false;
};

struct ChecklistService
{
    ElementId id;
    QString key;
    QString name;
    QString about; ///< "web service, tier 1, confidential"
};

struct ChecklistData
{
    QString title; ///< of the subject
    QList<ChecklistService> services;
    QList<ChecklistRow> rows; ///< by service, then as the catalogue
    AnswerCounts counts;
    std::optional<AnswerCounts> before; ///< of the same services in the current state, where that is another
    QString beforeName;
    int itemsThatApply = 0;        ///< to at least one of the services
    QHash<QString, QString> teams; ///< names by key
    QStringList errors;

    [[nodiscard]] QString ownerOf(const ChecklistRow &row) const
    {
        return teams.value(row.nfr.owner, row.nfr.owner);
    }
};

struct ChecklistSource
{
    ChecklistSubject subject;
    QString path; ///< of the project
    Model model;
    metamodel::Metamodel metamodel;
    PlateauId plateau;
    std::shared_ptr<ModelAnswers> modelAnswers;
};
[[nodiscard]] ChecklistData makeChecklist(const ChecklistSource &source);

enum class Grouping { None, Service, Item };

/// What of the rows is shown, and how. A row has to have every word, one of the answers (none: any), and the
/// characteristic (empty: any).
struct ChecklistFilter
{
    QString text;
    QSet<Answer> answers;
    QString characteristic;
    Grouping grouping = Grouping::None;
    bool isFolded = false; ///< groups are, but for those in `toggled`; else the other way round
    QSet<QString> toggled; ///< keys of services or items
    friend bool operator==(const ChecklistFilter &, const ChecklistFilter &) = default;
};

struct ChecklistGroup
{
    QString key;
    QString title;
    QString about;
    AnswerCounts counts; ///< of its rows that the filter leaves
    bool isFolded = false;
};

/// The lines of the grid: ≥ 0 a row, else a group, ~line.
struct ChecklistLines
{
    QList<int> lines;
    QList<ChecklistGroup> groups;
    Grouping grouping = Grouping::None;
    int rowCount = 0; ///< that the filter leaves, in folded groups too
};
[[nodiscard]] ChecklistLines arrange(const ChecklistData &data, const ChecklistFilter &filter);

/// "Answered once by Team SRE", "the model says"; empty where the answer is the service's own or there is
/// none.
[[nodiscard]] QString sourceText(const ChecklistData &data, const ChecklistRow &row);

} // namespace gp::views
