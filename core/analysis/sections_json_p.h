// One function a section of the JSON; each writes its keys into the object that is open.
#pragma once

#include "core/analysis/agreement_section.h"
#include "core/analysis/calibration_section.h"
#include "core/analysis/classes_section.h"
#include "core/analysis/competing_section.h"
#include "core/analysis/cox_section.h"
#include "core/analysis/discrimination_section.h"
#include "core/analysis/drift_section.h"
#include "core/analysis/power_section.h"
#include "core/analysis/resampling_request.h"
#include "core/analysis/survival_section.h"
#include "core/json_writer_p.h"

namespace snitt::analysis {

void writeSurvival(JsonWriter& out, const SurvivalSection& section);
void writeCox(JsonWriter& out, const CoxSection& section);
void writeDiscrimination(JsonWriter& out, const DiscriminationSection& section);
void writeCalibration(JsonWriter& out, const CalibrationSection& section);
void writeCompeting(JsonWriter& out, const CompetingSection& section);
void writeClasses(JsonWriter& out, const ClassesSection& section);
void writeAgreement(JsonWriter& out, const AgreementSection& section);
void writePower(JsonWriter& out, const PowerSection& section);
void writeStability(JsonWriter& out, const StabilitySection& section);
void writeCusum(JsonWriter& out, const CusumSection& section);
void writeBootstrap(JsonWriter& out, const ResampledFigures& bootstrap);

}  // namespace snitt::analysis
