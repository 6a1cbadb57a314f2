// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "state.h"

#include "core/metamodel/metamodel.h"

using namespace Qt::StringLiterals;

namespace gp::torture {

State stateOf(const store::Store &project)
{
    State state{project.model(), project.head(), {}, {}};
    for (const store::HistoryEntry &entry : project.history())
        state.history.append({entry.id, entry.parent, entry.label});
    for (const store::Snapshot &snapshot : project.snapshots())
        state.snapshots.append(snapshot.name);
    state.snapshots.sort();
    return state;
}

QString difference(const State &is, const State &expected)
{
    QStringList found;
    if (is.head != expected.head)
        found.append(u"the head is %1 and not %2"_s.arg(is.head).arg(expected.head));
    if (is.history != expected.history)
        found.append(u"the history has %1 entries and not the %2 expected"_s.arg(is.history.size())
                         .arg(expected.history.size()));
    if (is.snapshots != expected.snapshots)
        found.append(u"the snapshots are '%1' and not '%2'"_s.arg(is.snapshots.join(u", "_s),
                                                                  expected.snapshots.join(u", "_s)));
    if (is.model != expected.model)
        found.append(u"the model differs (%1 elements, %2 expected)"_s.arg(is.model.elements().size())
                         .arg(expected.model.elements().size()));
    return found.join(u"; "_s);
}

Part partOf(const Model &model, const QString &prefix)
{
    Part part;
    for (const Element &element : model.elements()) {
        if (element.key.startsWith(prefix))
            part.elements.insert(element.id, element);
    }
    for (const Relation &relation : model.relations()) {
        if (part.elements.contains(relation.source))
            part.relations.insert(relation.id, relation);
    }
    return part;
}

store::Options strictOptions()
{
    store::Options options;
    options.author = u"torture"_s;
    options.validator = [](const Model &after, const Change &change) {
        return metamodel::Metamodel::builtin().findProblems(after, change);
    };
    return options;
}

} // namespace gp::torture
