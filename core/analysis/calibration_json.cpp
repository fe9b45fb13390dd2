#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

void writeAbout(JsonWriter& out, const RiskAssessment& one, bool competing, const std::string& undefined) {
  out.key("risk").text(one.risk.column);
  writeNumber(out, "horizon", one.risk.horizon);
  writeCount(out, "n", one.n);
  writeCount(out, "dropped", one.dropped);
  if (competing) writeCount(out, "competing", one.calibration.competing);
  if (!undefined.empty()) out.key("undefined").text(undefined);
}

void writeGroups(JsonWriter& out, const statistics::Calibration& calibration, bool competing) {
  out.key("groups").openArray();
  for (const statistics::CalibrationGroup& group : calibration.groups) {
    out.openObject(kOneLine);
    writeCount(out, "n", group.n);
    writeCount(out, "events", group.events);
    if (competing) writeCount(out, "competing", group.competing);
    writeNumber(out, "predicted", group.predicted);
    writeNumber(out, "observed", group.observed.value);
    writeNumber(out, "lower95", group.observed.lower95);
    writeNumber(out, "upper95", group.observed.upper95);
    out.close();
  }
  out.close();
  out.key("curve").openArray();
  for (const statistics::CurvePoint& point : calibration.curve) {
    out.openObject(kOneLine);
    writeNumber(out, "predicted", point.predicted);
    writeNumber(out, "observed", point.observed.value);
    writeNumber(out, "lower95", point.observed.lower95);
    writeNumber(out, "upper95", point.observed.upper95);
    out.close();
  }
  out.close();
}

void writeCalibrationOf(JsonWriter& out, const RiskAssessment& one, bool competing) {
  const statistics::Calibration& calibration = one.calibration;
  out.openObject();
  writeAbout(out, one, competing, calibration.undefined);
  writeCount(out, "events", calibration.events);
  writeEstimate(out, "intercept", "value", calibration.model.intercept);
  if (!calibration.model.interceptUndefined.empty())
    out.key("interceptUndefined").text(calibration.model.interceptUndefined);
  writeEstimate(out, "slope", "value", calibration.model.slope);
  if (!calibration.model.slopeUndefined.empty()) out.key("slopeUndefined").text(calibration.model.slopeUndefined);
  writeEstimate(out, "observed", "value", calibration.total.observed);
  writeNumber(out, "expected", calibration.total.expected);
  writeEstimate(out, "observedExpected", "value", calibration.total.ratio);
  writeGroups(out, calibration, competing);
  out.close();
}

void writeBrierOf(JsonWriter& out, const RiskAssessment& one, bool competing) {
  out.openObject(kOneLine);
  writeAbout(out, one, competing, one.brier.undefined);
  writeNumber(out, "brier", one.brier.brier.value);
  writeNumber(out, "se", one.brier.brier.stdErr);
  writeNumber(out, "lower95", one.brier.brier.lower95);
  writeNumber(out, "upper95", one.brier.brier.upper95);
  writeNumber(out, "ofNull", one.brier.ofNull);
  writeNumber(out, "scaled", one.brier.scaled);
  out.close();
}

void writeDecisionOf(JsonWriter& out, const RiskAssessment& one, bool competing) {
  out.openObject();
  writeAbout(out, one, competing, {});
  out.key("points").openArray();
  for (const statistics::DecisionPoint& point : one.decision) {
    out.openObject(kOneLine);
    writeNumber(out, "threshold", point.threshold);
    writeCount(out, "treated", point.treated);
    writeNumber(out, "netBenefit", point.netBenefit);
    writeNumber(out, "treatAll", point.treatAll);
    writeNumber(out, "interventionsAvoided", point.interventionsAvoided);
    out.close();
  }
  out.close();
  out.close();
}

void writeNotAssessable(JsonWriter& out, std::string_view key, const std::string& reason) {
  out.key(key).openObject(kOneLine);
  out.key("notAssessable").text(reason);
  out.close();
}

}  // namespace

void writeCalibration(JsonWriter& out, const CalibrationSection& section) {
  if (!section.notAssessable.empty()) {
    for (const char* key : {"calibration", "brier", "decision"}) writeNotAssessable(out, key, section.notAssessable);
    return;
  }
  out.key("calibration").openArray();
  for (const RiskAssessment& one : section.risks) writeCalibrationOf(out, one, section.competing);
  out.close();
  out.key("brier").openArray();
  for (const RiskAssessment& one : section.risks) writeBrierOf(out, one, section.competing);
  out.close();
  if (section.integrated) {
    const statistics::IntegratedBrier& all = *section.integrated;
    out.key("integratedBrier").openObject(kOneLine);
    writeNumber(out, "from", all.from);
    writeNumber(out, "to", all.to);
    writeNumber(out, "value", all.value);
    writeNumber(out, "ofNull", all.ofNull);
    writeNumber(out, "scaled", all.scaled);
    if (!all.undefined.empty()) out.key("undefined").text(all.undefined);
    out.close();
  }
  out.key("decision").openArray();
  for (const RiskAssessment& one : section.risks) writeDecisionOf(out, one, section.competing);
  out.close();
}

}  // namespace snitt::analysis
