// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/agendasource.h"

#include "core/rules/nfr.h"
#include "core/store/query.h"

namespace gp::views {

Result<review::Agenda> agendaFrom(const Model &model, const metamodel::Metamodel &metamodel,
                                  const QString &review, const QString &path)
{
    review::Sources sources;
    const auto opened = store::Query::open(path);
    if (opened)
        sources.nfrsAt = [&](PlateauId plateau) {
            return rules::nfrChecklist(**opened, rules::NfrCatalogue::builtin(), model, plateau).rows;
        };
    return review::agendaOf(model, metamodel, review, sources);
}

} // namespace gp::views
