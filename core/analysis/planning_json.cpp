#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

void writeGiven(JsonWriter& out, std::string_view key, const std::optional<double>& value) {
  if (value) writeNumber(out, key, *value);
}

void writeCounts(JsonWriter& out, std::string_view key, const std::vector<std::uint64_t>& counts) {
  out.key(key).openArray(kOneLine);
  for (const std::uint64_t count : counts) out.integer(static_cast<std::int64_t>(count));
  out.close();
}

// As a spreadsheet shows them: the header is row 1.
void writeAlarms(JsonWriter& out, std::string_view key, const std::vector<std::size_t>& alarms,
                 const std::vector<std::size_t>& rows) {
  out.key(key).openArray(kOneLine);
  for (const std::size_t alarm : alarms) out.integer(static_cast<std::int64_t>(rows[alarm]) + 2);
  out.close();
}

}  // namespace

void writePower(JsonWriter& out, const PowerSection& section) {
  const PowerRequest& design = section.design;
  out.key("power").openObject();
  out.key("solvedFor").text(section.solvedFor);
  out.key("method").text(section.method);
  writeGiven(out, "hr", design.hazardRatio);
  writeGiven(out, "hrBelowOne", section.hazardRatioBelow);
  writeGiven(out, "c", design.c);
  writeGiven(out, "c0", design.c0);
  writeGiven(out, "power", design.power);
  writeGiven(out, "events", design.events);
  writeGiven(out, "eventsFreedman", section.eventsFreedman);
  writeGiven(out, "n", design.n);
  writeGiven(out, "probability", design.probability);
  writeGiven(out, "share", design.share);
  writeGiven(out, "sd", design.sd);
  writeGiven(out, "width", design.width);
  writeGiven(out, "se", design.stdErr);
  writeNumber(out, "alpha", design.alpha);
  out.close();
}

void writeStability(JsonWriter& out, const StabilitySection& section) {
  out.key("psi").openObject();
  out.key("column").text(section.column);
  writeCount(out, "n", section.n);
  writeCount(out, "dropped", section.dropped);
  writeCount(out, "referenceDropped", section.referenceDropped);
  writeNumber(out, "value", section.stability.value);
  writeNumber(out, "p", section.stability.p);
  writeNumber(out, "critical95", section.stability.critical95);
  if (section.classes.empty()) writeNumbers(out, "edges", section.edges);
  if (!section.classes.empty()) {
    out.key("classes").openArray(kOneLine);
    for (const std::string& name : section.classes) out.text(name);
    out.close();
  }
  writeCounts(out, "reference", section.referenceCounts);
  writeCounts(out, "counts", section.counts);
  out.close();
}

void writeCusum(JsonWriter& out, const CusumSection& section) {
  const CusumRequest& request = section.request;
  out.key("cusum").openObject();
  out.key("column").text(request.column);
  writeCount(out, "n", section.n);
  writeCount(out, "dropped", section.dropped);
  writeNumber(out, "target", request.target);
  writeNumber(out, "sd", request.sd);
  writeNumber(out, "k", request.design.k);
  writeNumber(out, "h", request.design.h);
  writeNumber(out, "runLength", section.runLength);
  writeNumber(out, "falseAlarmWithin", section.alarmWithin);
  writeNumber(out, "runLengthShifted", section.runLengthShifted);
  writeAlarms(out, "upperAlarmRows", section.chart.upperAlarms, section.rows);
  writeAlarms(out, "lowerAlarmRows", section.chart.lowerAlarms, section.rows);
  out.key("shiftSinceRow");
  if (section.chart.shiftSince < section.rows.size())
    out.integer(static_cast<std::int64_t>(section.rows[section.chart.shiftSince]) + 2);
  else
    out.null();
  writeNumbers(out, "upper", section.chart.upper);
  writeNumbers(out, "lower", section.chart.lower);
  out.close();
}

}  // namespace snitt::analysis
