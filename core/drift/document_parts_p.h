// Pieces of the document of drift.
#pragma once

#include <string>
#include <vector>

#include "core/document/columns.h"
#include "core/drift/drift.h"

namespace snitt::drift {

using document::countCell;
using document::countColumn;
using document::counted;
using document::numberColumn;
using document::textColumn;

[[nodiscard]] std::string scannerInWords(const std::string& scanner);  // "all scanners"

// One point of a chart of weeks (document::ChartKind::controlChart).
struct WeekPoint {
  std::string week;  // the first of its period
  double value = 0;
  double limit = 0;
  bool alarm = false;
};
[[nodiscard]] document::Chart weekChart(std::string id, std::string title, std::string yLabel,
                                        const std::string& series, const std::vector<WeekPoint>& points);

[[nodiscard]] document::Section stabilitySection(const DriftFindings& findings, const std::string& reference);
[[nodiscard]] document::Section shareSection(const DriftFindings& findings);
[[nodiscard]] document::Section controlSection(const DriftFindings& findings, const DriftLimits& limits);
[[nodiscard]] document::Section limitSection(const DriftFindings& findings, const DriftLimits& limits);

inline constexpr const char* kNoCriterion = "Drift has limits, and no criteria of a protocol.";

}  // namespace snitt::drift
