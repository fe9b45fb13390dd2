// Plots of what `snitt stats` computed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/analysis/stats.h"

namespace snitt::app {

enum class PlotKind { kaplanMeier, incidence, forest, calibration, decision, roc, auc, blandAltman };

struct PlotRequest {
  PlotKind kind = PlotKind::kaplanMeier;
  std::filesystem::path file;  // .svg, .pdf or .png
};

// How times are told; the unit's name ("days") or empty.
struct PlotTimes {
  std::string unit;
  double tick = 0;  // 0: round numbers
};

// "FILE" or "KIND=FILE", KIND one of km, incidence, forest, calibration, decision, roc, auc, bland-altman; without it
// the most particular one that `request` gives figures for. Usage: another kind (with the nearest name) or another
// ending.
[[nodiscard]] Result<PlotRequest> plotOf(const std::string& text, const analysis::StatsRequest& request);

// The file's contents. Usage where the figures of the plot were not asked for, naming the options that give them.
[[nodiscard]] Result<std::string> draw(const PlotRequest& plot, const PlotTimes& times,
                                       const analysis::StatsResult& result);

}  // namespace snitt::app
