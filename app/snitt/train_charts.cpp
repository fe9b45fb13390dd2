#include "app/snitt/train_charts.h"

#include <algorithm>

#include "ui/report/charts/training_charts.h"

namespace snitt::app {
namespace {

charts::TrainingNetwork networkOf(const training::TunedNetwork& tuned, const LearnedBundle& learned) {
  charts::TrainingNetwork network;
  network.seed = static_cast<std::uint64_t>(tuned.seed);
  network.isMember = !tuned.member.empty();
  network.keptEpoch = tuned.epoch;
  for (const training::CurvePoint& point : learned.curves) {
    if (point.resolution != tuned.resolution || point.seed != tuned.seed) continue;
    network.epoch.push_back(point.epoch);
    network.trainLoss.push_back(point.trainLoss);
    network.tuneLoss.push_back(point.tuneLoss);
    network.figure.push_back(point.figure);
  }
  return network;
}

}  // namespace

Result<std::string> trainingCurvesSvg(const LearnedBundle& learned, const training::TrainConfig& config) {
  charts::TrainingCurvesChart chart;
  chart.words.title = "How the networks learned";
  chart.figureName = config.memberFigure == training::MemberFigure::auc ? "AUC" : "C-index";
  for (const training::ResolutionTraining& resolution : config.resolutions) {
    if (chart.resolutions.size() == charts::kMostResolutions) break;  // the CSV beside it holds all
    charts::TrainingResolution& row = chart.resolutions.emplace_back();
    row.name = resolution.tiles.name;
    std::vector<training::TunedNetwork> own;
    for (const training::TunedNetwork& one : learned.card.networks)
      if (one.resolution == row.name) own.push_back(one);
    // Members first, where there are more networks than a chart can tell apart.
    std::ranges::stable_partition(own, [](const training::TunedNetwork& one) { return !one.member.empty(); });
    own.resize(std::min(own.size(), charts::kMostCurves));
    for (const training::TunedNetwork& one : own) row.networks.push_back(networkOf(one, learned));
  }
  return charts::trainingCurves(chart, {charts::ChartFormat::svg});
}

}  // namespace snitt::app
