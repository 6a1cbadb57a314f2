// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/editor.h"

#include "app/cli/assignments.h"
#include "core/metamodel/ownkinds.h"

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

std::unexpected<Error> invalid(const QString &message)
{
    return fail(ErrorCode::Invalid, message);
}

/// An element that is there at a plateau.
Result<Element> elementAt(const Model &model, const QString &key, const Plateau &plateau)
{
    const Element *element = model.element(key);
    if (!element)
        return invalid(u"There is no element '%1'"_s.arg(key));
    if (!model.pathTo(plateau.id).lives(element->lifetime))
        return invalid(u"%1 '%2' does not exist at '%3'"_s.arg(element->kind, key, plateau.key));
    return *element;
}

/// The relation that three words name, in whatever plateaus it is; nullptr where there is none.
Result<const Relation *> relationOf(const Model &model, const QStringList &words, const Plateau &plateau)
{
    const auto source = elementAt(model, words[0], plateau);
    if (!source)
        return std::unexpected(source.error());
    const auto target = elementAt(model, words[2], plateau);
    if (!target)
        return std::unexpected(target.error());
    return model.relation(words[1], source->id, target->id);
}

QList<metamodel::Property> propertiesOfKind(const Model &model, const QString &name)
{
    const metamodel::Metamodel metamodel = metamodel::metamodelOf(model);
    const metamodel::Kind *kind = metamodel.kind(name);
    return kind ? kind->properties : QList<metamodel::Property>();
}

QList<metamodel::Property> propertiesOfRelation(const QString &name)
{
    const metamodel::RelationKind *kind = metamodel::Metamodel::builtin().relationKind(name);
    return kind ? kind->properties : QList<metamodel::Property>();
}

Result<void> checkNames(const QStringList &names)
{
    for (const QString &name : names) {
        if (!isPropertyName(name))
            return fail(ErrorCode::Usage, u"'%1' is no name for a property"_s.arg(name.left(80)));
    }
    return {};
}

QString inPlateau(const QString &what, const Plateau &plateau)
{
    return u"%1 in %2"_s.arg(what, plateau.key);
}

} // namespace

struct Editor::Operation
{
    const char16_t *verb;
    const char16_t *words; ///< what follows the verb, for the help
    const char16_t *help;
    int least; ///< how many words have to follow
    int most;  ///< how many may
    Result<Edited> (Editor::*run)(const QStringList &words);
};

std::span<const Editor::Operation> Editor::all()
{
    constexpr int any = std::numeric_limits<int>::max();
    static constexpr Operation operations[] = {
        {u"add", u"KIND KEY [property=value…]", u"an element that begins at the plateau", 2, any,
         &Editor::add},
        {u"set", u"KEY property=value…", u"set properties from the plateau on", 2, any, &Editor::set},
        {u"unset", u"KEY property…", u"leave properties unset from the plateau on", 2, any, &Editor::unset},
        {u"revert", u"KEY property…", u"back to the inherited values", 2, any, &Editor::revert},
        {u"remove", u"KEY", u"the element is gone from the plateau on", 1, 1, &Editor::remove},
        {u"relate", u"SOURCE KIND TARGET [property=value…]",
         u"a relation from the plateau on, or its properties", 3, any, &Editor::relate},
        {u"unrelate", u"SOURCE KIND TARGET", u"the relation is gone from the plateau on", 3, 3,
         &Editor::unrelate},
        {u"undo", u"", u"take back the last edit", 0, 0, &Editor::undo},
        {u"redo", u"", u"bring back what was undone", 0, 0, &Editor::redo},
        {u"snapshot", u"NAME", u"keep the present state under a name", 1, 1, &Editor::snapshot},
    };
    return operations;
}

Editor::Editor(store::Store &project, QString plateau)
    : m_project(project)
    , m_plateau(std::move(plateau))
{
}

QString Editor::operations()
{
    QString text;
    for (const Operation &operation : all()) {
        const QString usage =
            (QString::fromUtf16(operation.verb) + u' ' + QString::fromUtf16(operation.words));
        text += u"  %1  %2\n"_s.arg(usage, -45).arg(QString::fromUtf16(operation.help));
    }
    return text;
}

Result<Edited> Editor::run(const QStringList &words)
{
    if (words.isEmpty())
        return fail(ErrorCode::Usage, u"There is no operation"_s);
    const QString &verb = words.front();
    const auto found =
        std::ranges::find_if(all(), [&](const Operation &known) { return QStringView(known.verb) == verb; });
    if (found == all().end()) {
        QStringList verbs;
        for (const Operation &operation : all())
            verbs.append(QString::fromUtf16(operation.verb));
        return fail(ErrorCode::Usage,
                    u"There is no operation '%1'; known are: %2"_s.arg(verb.left(80), verbs.join(u", "_s)));
    }
    const QStringList rest = words.mid(1);
    if (rest.size() < found->least || rest.size() > found->most)
        return fail(ErrorCode::Usage,
                    u"Write it so: %1 %2"_s.arg(verb, QString::fromUtf16(found->words)).trimmed());
    // What others did meanwhile first: it decides what there is to edit and to undo.
    if (const auto fresh = m_project.refresh(); !fresh)
        return std::unexpected(fresh.error());
    return (this->*found->run)(rest);
}

Result<Plateau> Editor::plateau() const
{
    const Model &model = m_project.model();
    const Plateau *found =
        m_plateau.isEmpty() ? model.plateau(model.rootPlateau()) : model.plateau(m_plateau);
    if (found)
        return *found;
    if (m_plateau.isEmpty())
        return invalid(u"The project has no plateau to edit: begin with groundplan-cli new or apply"_s);
    return invalid(u"There is no plateau '%1'"_s.arg(m_plateau));
}

Result<Edited> Editor::commit(const Make &make)
{
    constexpr int attempts = 20;
    for (int attempt = 1;; ++attempt) {
        const auto where = plateau();
        if (!where)
            return std::unexpected(where.error());
        Draft draft(m_project.model());
        const auto label = make(draft, *where);
        if (!label)
            return std::unexpected(label.error());
        if (draft.change().isEmpty())
            return Edited{Edited::Unchanged, m_project.head(), *label};
        const auto change = m_project.commit(draft, *label);
        if (change && change->isEmpty())
            return Edited{Edited::Unchanged, m_project.head(), *label};
        if (change)
            return Edited{Edited::Stored, m_project.head(), *label};
        const bool isStale = change.error().code == ErrorCode::Refused && draft.base() != m_project.model();
        if (!isStale || attempt == attempts)
            return std::unexpected(change.error());
    }
}

Result<Edited> Editor::add(const QStringList &words)
{
    const auto properties = readAssignments(words.mid(2), propertiesOfKind(m_project.model(), words[0]));
    if (!properties)
        return std::unexpected(properties.error());
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        if (const auto added = draft.addElement(words[0], words[1], plateau.id, *properties); !added)
            return std::unexpected(added.error());
        return inPlateau(u"Add %1 %2"_s.arg(words[0], words[1]), plateau);
    });
}

Result<Edited> Editor::set(const QStringList &words)
{
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        const auto element = elementAt(draft.model(), words[0], plateau);
        if (!element)
            return std::unexpected(element.error());
        const auto properties = readAssignments(words.mid(1), propertiesOfKind(draft.model(), element->kind));
        if (!properties)
            return std::unexpected(properties.error());
        for (auto it = properties->begin(); it != properties->end(); ++it) {
            if (const auto done = draft.setProperty(element->id, plateau.id, it.key(), it.value()); !done)
                return std::unexpected(done.error());
        }
        return inPlateau(u"Set %1 of %2"_s.arg(properties->keys().join(u", "_s), words[0]), plateau);
    });
}

Result<Edited> Editor::unset(const QStringList &words)
{
    const QStringList names = words.mid(1);
    if (const auto sound = checkNames(names); !sound)
        return std::unexpected(sound.error());
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        const auto element = elementAt(draft.model(), words[0], plateau);
        if (!element)
            return std::unexpected(element.error());
        const QJsonObject present = effectiveProperties(element->revisions, draft.model().pathTo(plateau.id));
        for (const QString &name : names) {
            if (!present.contains(name))
                continue; // unset already
            if (const auto done = draft.setProperty(element->id, plateau.id, name, QJsonValue::Null); !done)
                return std::unexpected(done.error());
        }
        return inPlateau(u"Unset %1 of %2"_s.arg(names.join(u", "_s), words[0]), plateau);
    });
}

Result<Edited> Editor::revert(const QStringList &words)
{
    const QStringList names = words.mid(1);
    if (const auto sound = checkNames(names); !sound)
        return std::unexpected(sound.error());
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        const auto element = elementAt(draft.model(), words[0], plateau);
        if (!element)
            return std::unexpected(element.error());
        for (const QString &name : names) {
            if (const auto done = draft.revertProperty(element->id, plateau.id, name); !done)
                return std::unexpected(done.error());
        }
        return inPlateau(u"Revert %1 of %2"_s.arg(names.join(u", "_s), words[0]), plateau);
    });
}

Result<Edited> Editor::remove(const QStringList &words)
{
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        const auto element = elementAt(draft.model(), words[0], plateau);
        if (!element)
            return std::unexpected(element.error());
        if (const auto done = draft.removeElementAt(element->id, plateau.id); !done)
            return std::unexpected(done.error());
        return inPlateau(u"Remove %1"_s.arg(words[0]), plateau);
    });
}

Result<Edited> Editor::relate(const QStringList &words)
{
    const auto properties = readAssignments(words.mid(3), propertiesOfRelation(words[1]));
    if (!properties)
        return std::unexpected(properties.error());
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        const QString label = inPlateau(u"Relate %1 %2 %3"_s.arg(words[0], words[1], words[2]), plateau);
        const auto present = relationOf(draft.model(), words, plateau);
        if (!present)
            return std::unexpected(present.error());
        if (!*present) {
            const ElementId source = draft.model().element(words[0])->id;
            const ElementId target = draft.model().element(words[2])->id;
            if (const auto added = draft.addRelation(words[1], source, target, plateau.id, *properties);
                !added)
                return std::unexpected(added.error());
            return label;
        }
        const Relation relation = **present;
        if (!draft.model().pathTo(plateau.id).lives(relation.lifetime))
            return invalid(
                u"There is a '%1' from '%2' to '%3' already, but not at '%4': it begins elsewhere or ends before"_s
                    .arg(words[1], words[0], words[2], plateau.key));
        for (auto it = properties->begin(); it != properties->end(); ++it) {
            if (const auto done = draft.setProperty(relation.id, plateau.id, it.key(), it.value()); !done)
                return std::unexpected(done.error());
        }
        return label;
    });
}

Result<Edited> Editor::unrelate(const QStringList &words)
{
    return commit([&](Draft &draft, const Plateau &plateau) -> Result<QString> {
        const auto present = relationOf(draft.model(), words, plateau);
        if (!present)
            return std::unexpected(present.error());
        if (!*present || !draft.model().pathTo(plateau.id).lives((*present)->lifetime))
            return invalid(u"There is no '%1' from '%2' to '%3' at '%4'"_s.arg(words[1], words[0], words[2],
                                                                               plateau.key));
        if (const auto done = draft.removeRelationAt((*present)->id, plateau.id); !done)
            return std::unexpected(done.error());
        return inPlateau(u"Unrelate %1 %2 %3"_s.arg(words[0], words[1], words[2]), plateau);
    });
}

Result<Edited> Editor::undo(const QStringList & /*words*/)
{
    if (!m_project.canUndo())
        return Edited{Edited::NothingLeft, m_project.head(), u"There is nothing to undo"_s};
    const QString label = u"Undo: "_s + m_project.undoLabel();
    if (const auto done = m_project.undo(); !done)
        return std::unexpected(done.error());
    return Edited{Edited::Stored, m_project.head(), label};
}

Result<Edited> Editor::redo(const QStringList & /*words*/)
{
    if (!m_project.canRedo())
        return Edited{Edited::NothingLeft, m_project.head(), u"There is nothing to redo"_s};
    const QString label = u"Redo: "_s + m_project.redoLabel();
    if (const auto done = m_project.redo(); !done)
        return std::unexpected(done.error());
    return Edited{Edited::Stored, m_project.head(), label};
}

Result<Edited> Editor::snapshot(const QStringList &words)
{
    if (const auto done = m_project.addSnapshot(words[0]); !done)
        return std::unexpected(done.error());
    return Edited{Edited::Stored, m_project.head(), u"Snapshot %1"_s.arg(words[0])};
}

} // namespace gp::cli
