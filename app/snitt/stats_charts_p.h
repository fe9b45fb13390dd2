// Sections of a result as charts. Each needs its section to be there.
#pragma once

#include "app/snitt/stats_plots.h"
#include "ui/report/charts/charts.h"

namespace snitt::app {

using ChartBytes = Result<std::string>;

[[nodiscard]] ChartBytes drawKaplanMeier(const analysis::StatsResult& result, const PlotTimes& times,
                                         const charts::ChartOutput& output);
[[nodiscard]] ChartBytes drawIncidence(const analysis::StatsResult& result, const PlotTimes& times,
                                       const charts::ChartOutput& output);
[[nodiscard]] ChartBytes drawForest(const analysis::StatsResult& result, const charts::ChartOutput& output);
// Of the first risk; the decision curve of all with its horizon.
[[nodiscard]] ChartBytes drawCalibration(const analysis::StatsResult& result, const PlotTimes& times,
                                         const charts::ChartOutput& output);
[[nodiscard]] ChartBytes drawDecision(const analysis::StatsResult& result, const PlotTimes& times,
                                      const charts::ChartOutput& output);
// Of the first score at all horizons; the AUC of all scores.
[[nodiscard]] ChartBytes drawRoc(const analysis::StatsResult& result, const PlotTimes& times,
                                 const charts::ChartOutput& output);
[[nodiscard]] ChartBytes drawAuc(const analysis::StatsResult& result, const PlotTimes& times,
                                 const charts::ChartOutput& output);
[[nodiscard]] ChartBytes drawBlandAltman(const analysis::StatsResult& result, const charts::ChartOutput& output);

}  // namespace snitt::app
