#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

using namespace statistics;

void writeResampled(JsonWriter& out, std::string_view key, const BootstrapFigure& figure) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "value", figure.value);
  writeNumber(out, "se", figure.stdErr);
  writeNumber(out, "lower95", figure.percentile95.lower);
  writeNumber(out, "upper95", figure.percentile95.upper);
  writeNumber(out, "bcaLower95", figure.bca95.lower);
  writeNumber(out, "bcaUpper95", figure.bca95.upper);
  writeCount(out, "undefined", figure.undefined);
  out.close();
}

void writeRow(JsonWriter& out, std::string_view name, const HorizonRow& row, bool competing) {
  out.openObject();
  out.key("class").text(name);
  writeCount(out, "n", row.n);
  writeCount(out, "events", row.events);
  writeCount(out, "eventFree", row.eventFree);
  if (competing) writeCount(out, "competing", row.competing);
  writeCount(out, "leftOut", row.leftOut);
  writeNumber(out, "weightedEvents", row.weightedEvents);
  writeNumber(out, "weightedEventFree", row.weightedEventFree);
  writeResampled(out, "risk", row.risk);
  writeEstimate(out, "completeCaseRisk", "value", row.completeRisk);
  out.close();
}

void writeTable(JsonWriter& out, std::string_view key, const TwoByTwo& table) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "truePositive", table.truePositive);
  writeNumber(out, "falsePositive", table.falsePositive);
  writeNumber(out, "falseNegative", table.falseNegative);
  writeNumber(out, "trueNegative", table.trueNegative);
  out.close();
}

void writeFigures(JsonWriter& out, std::string_view key, const HorizonFigures& figures) {
  out.key(key).openObject();
  writeTable(out, "weightedTable", figures.weighted);
  out.key("weighted").openObject();
  for (std::size_t i = 0; i < kClassFigures; ++i)
    writeResampled(out, toText(static_cast<ClassFigure>(i)), figures.weightedFigures[i]);
  out.close();
  writeTable(out, "completeCaseTable", figures.complete);
  out.key("completeCase").openObject();
  for (std::size_t i = 0; i < kClassFigures; ++i) {
    const auto figure = static_cast<ClassFigure>(i);
    Estimate estimate = figures.completeFigures[i];
    // Theirs is that of the logarithm, which would look like the weighted one's.
    if (figure == ClassFigure::lrPositive || figure == ClassFigure::lrNegative) estimate.stdErr = kUndefined;
    writeEstimate(out, toText(figure), "value", estimate);
  }
  out.close();
  out.close();
}

}  // namespace

void writeClasses(JsonWriter& out, const ClassesSection& section) {
  out.key("classes").openObject();
  out.key("column").text(section.column);
  writeCount(out, "n", section.n);
  writeCount(out, "dropped", section.dropped);
  writeCount(out, "patients", section.patients);
  writeCount(out, "resamples", section.bootstrap.resamples);
  out.key("seed").raw(std::to_string(section.bootstrap.seed));
  out.key("horizons").openArray();
  for (const HorizonTable& table : section.tables) {
    out.openObject();
    writeNumber(out, "horizon", table.horizon);
    out.key("rows").openArray();
    for (const auto& [name, risk] : {std::pair{"good", RiskClass::good}, std::pair{"uncertain", RiskClass::uncertain},
                                     std::pair{"poor", RiskClass::poor}})
      writeRow(out, name, table.rows[static_cast<std::size_t>(risk)], section.competing);
    writeRow(out, "all", table.all, section.competing);
    out.close();
    writeFigures(out, "uncertainAsPoor", table.uncertainIsPoor);
    writeFigures(out, "uncertainAsGood", table.uncertainIsGood);
    out.close();
  }
  out.close();
  out.close();
}

}  // namespace snitt::analysis
