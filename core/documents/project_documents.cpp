// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"

using namespace Qt::StringLiterals;

namespace gp::documents {

const QList<ProjectDocument> &projectDocuments()
{
    static const QList<ProjectDocument> documents{
        {u"target-architecture"_s,
         u"target-architecture"_s,
         {},
         [](const Facts &facts, const DrawPicture &draw) { return targetArchitectureContext(facts, draw); }},
        {u"gap-analysis"_s, u"gap-analysis"_s, u"Gap analysis"_s,
         [](const Facts &facts, const DrawPicture &) { return gapAnalysisContext(facts); }},
        {u"adr-index"_s, u"decisions/index"_s, u"All decisions"_s,
         [](const Facts &facts, const DrawPicture &) { return decisionIndexContext(facts); }},
        {u"preflight"_s, u"preflight"_s, u"Preflight"_s,
         [](const Facts &facts, const DrawPicture &) { return preflightContext(facts); }},
        {u"control-matrix"_s, u"controls/matrix"_s, u"Control matrix"_s,
         [](const Facts &facts, const DrawPicture &) { return controlMatrixContext(facts); }},
        {u"waiver-register"_s, u"controls/waivers"_s, u"Waiver register"_s,
         [](const Facts &facts, const DrawPicture &) { return waiverRegisterContext(facts); }},
        {u"risk-register"_s, u"risk-register"_s, u"Risk register"_s,
         [](const Facts &facts, const DrawPicture &) { return riskRegisterContext(facts); }},
        {u"slo-catalogue"_s, u"slo-catalogue"_s, u"SLO catalogue"_s,
         [](const Facts &facts, const DrawPicture &) { return sloCatalogueContext(facts); }},
        {u"tool-landscape"_s, u"tool-landscape"_s, u"Tool landscape"_s,
         [](const Facts &facts, const DrawPicture &) { return toolLandscapeContext(facts); }}};
    return documents;
}

} // namespace gp::documents
