// The parts of a qualification's pages, from top to bottom.
#pragma once

#include "core/qualification/qualification.h"
#include "ui/report/page_flow_p.h"

namespace snitt::report {

// Title, verdict and what the bundle makes of it.
void drawVerdict(PageFlow& flow, const Qualification& all);
void drawInstallation(PageFlow& flow, const Qualification& all);
// Boxes to sign in, and what a qualification says and does not say.
void drawSignatures(PageFlow& flow);
void drawGolden(PageFlow& flow, const GoldenReport& golden);
void drawBundle(PageFlow& flow, const QualifiedBundle& bundle);
void drawProgram(PageFlow& flow, const Qualification& all);

}  // namespace snitt::report
