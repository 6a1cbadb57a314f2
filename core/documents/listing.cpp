// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/deck.h"
#include "core/documents/documents.h"

using namespace Qt::StringLiterals;

namespace gp::documents {

QList<Listed> listDocuments(const Model &model, PlateauId plateau)
{
    const PlateauModel at(model, plateau);
    QList<Listed> list;
    for (const DocumentKind &kind : documentKinds()) {
        switch (kind.scope) {
        case Scope::Project:
            for (const ProjectDocument &document : projectDocuments()) {
                if (document.kind == kind.id)
                    list.append(
                        {kind.id, document.path,
                         document.title.isEmpty() ? architectureTitle(model, plateau) : document.title});
            }
            break;
        case Scope::Control:
            list.append({kind.id, u"evidence/index"_s, u"Evidence pack"_s});
            for (const ElementState &control : at.ofKind(u"control"_s))
                list.append({kind.id, u"evidence/"_s + control.key, u"Evidence: "_s + control.name()});
            break;
        case Scope::Decision:
            for (const Record &decision : decisionsInOrder(model)) {
                const QString number = decisionNumber(decision);
                const QString title = decision.properties.value("title"_L1).toString();
                list.append({kind.id, u"decisions/"_s + decisionFileName(decision),
                             number.isEmpty() ? title : QString(number + u' ' + title)});
            }
            break;
        case Scope::Service:
            if (kind.id == u"runbook") {
                for (const ElementState &service : at.ofKind(u"service"_s))
                    list.append({kind.id, u"runbooks/"_s + service.key, u"Runbook: "_s + service.name()});
                break;
            }
            list.append({kind.id, u"nfr/index"_s, u"NFR overview"_s});
            for (const ElementState &service : at.ofKind(u"service"_s))
                list.append({kind.id, u"nfr/"_s + service.key, u"NFR checklist: "_s + service.name()});
            break;
        case Scope::Review:
            for (const Record &review : model.recordsOfKind(u"review"_s)) {
                if (kind.id == u"board-pack" && hasPack(model, review))
                    list.append({kind.id, packPath(review), u"Board pack: "_s + gp::titleOf(review)});
                else if (kind.id == u"minutes" && hasMinutes(review))
                    list.append({kind.id, minutesPath(review), u"Minutes: "_s + gp::titleOf(review)});
            }
            break;
        case Scope::GoldenPath:
            for (const ElementState &path : at.ofKind(u"goldenPath"_s))
                list.append({kind.id, u"reference-architectures/"_s + path.key,
                             u"Reference architecture: "_s + path.name()});
            break;
        }
    }
    return list;
}

} // namespace gp::documents
