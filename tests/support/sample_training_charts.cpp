// Trainings that never were.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "support/sample_charts.h"

namespace snitt::test {

using namespace charts;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Loss falls and the network learns by heart, so that the tuning loss rises again; it stops some epochs after its best.
TrainingNetwork simulatedNetwork(std::uint64_t seed, std::size_t epochs, Chance& chance) {
  TrainingNetwork network;
  network.seed = seed;
  const double speed = (4 + 4 * chance.uniform()) / static_cast<double>(epochs);
  const double best = 0.62 + 0.1 * chance.uniform();
  const std::size_t length = epochs < 5 ? epochs : epochs - chance.below(epochs / 3 + 1);
  double kept = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const double learned = 1 - std::exp(-speed * static_cast<double>(i));
    const double heart = static_cast<double>(i) / static_cast<double>(epochs);
    network.epoch.push_back(static_cast<double>(i + 1));
    network.trainLoss.push_back(0.71 - 0.42 * learned + 0.012 * chance.normal());
    network.tuneLoss.push_back(0.7 - 0.1 * learned + 0.14 * heart * heart + 0.012 * chance.normal());
    const double figure = 0.5 + (best - 0.5) * learned - 0.05 * heart * heart + 0.012 * chance.normal();
    network.figure.push_back(std::clamp(figure, 0.3, 0.98));
    if (network.figure.back() <= kept) continue;
    kept = network.figure.back();
    network.keptEpoch = network.epoch.back();
  }
  return network;
}

void eachNetwork(TrainingCurvesChart& chart, const std::function<void(TrainingNetwork&)>& change) {
  for (TrainingResolution& resolution : chart.resolutions)
    for (TrainingNetwork& network : resolution.networks) change(network);
}

}  // namespace

TrainingCurvesChart trainingSample(TrainingSize size, Chance chance) {
  static const std::array<const char*, 3> names{"Fine: 0.5 µm per pixel", "Coarse: 2 µm per pixel", "8 µm per pixel"};
  TrainingCurvesChart chart;
  chart.words.title = "How the networks were trained";
  chart.words.note = "Simulated cohort: 140 patients train, 60 tune";
  for (std::size_t r = 0; r < size.resolutions; ++r) {
    TrainingResolution resolution{names[r], {}};
    for (std::size_t i = 0; i < size.networks; ++i)
      resolution.networks.push_back(simulatedNetwork(i + 1, std::max<std::size_t>(1, size.epochs), chance));
    std::vector<double> kept;
    for (const TrainingNetwork& network : resolution.networks)
      kept.push_back(*std::max_element(network.figure.begin(), network.figure.end()));
    std::sort(kept.begin(), kept.end());
    for (TrainingNetwork& network : resolution.networks)
      network.isMember = *std::max_element(network.figure.begin(), network.figure.end()) >= kept[kept.size() / 2];
    chart.resolutions.push_back(resolution);
  }
  return chart;
}

TrainingCurvesChart trainingWithFewLooks() {
  TrainingCurvesChart chart = trainingSample({2, 3, 40}, Chance(31));
  eachNetwork(chart, [](TrainingNetwork& network) {
    double best = 0;
    for (std::size_t i = 0; i < network.epoch.size(); ++i) {
      if ((i + 1) % 5 != 0) network.tuneLoss[i] = network.figure[i] = kNone;
      if (!(network.figure[i] > best)) continue;
      best = network.figure[i];
      network.keptEpoch = network.epoch[i];
    }
  });
  // Network 2 failed after its start, network 3 was never looked at.
  TrainingNetwork& failed = chart.resolutions[0].networks[1];
  for (std::size_t i = 9; i < failed.epoch.size(); ++i) failed.trainLoss[i] = failed.tuneLoss[i] = kNone;
  TrainingNetwork& unseen = chart.resolutions[0].networks[2];
  unseen.tuneLoss.assign(unseen.tuneLoss.size(), kNone);
  unseen.figure.assign(unseen.figure.size(), kNone);
  unseen.keptEpoch.reset();
  return chart;
}

TrainingCurvesChart trainingWithLongNames() {
  TrainingCurvesChart chart = trainingSample({2, 4, 30}, Chance(32));
  chart.words.title =
      "How the networks for cancer-specific survival after operations at the university hospitals of Übungsdorf and "
      "Ørje between 2004 and 2016 were trained, with the tuning patients of both";
  chart.words.xLabel = "Epoch, in each of which all bags of tiles of all training patients are seen once, in an order";
  chart.words.yLabel = "Negative log partial likelihood of Cox's model over bags of tiles";
  chart.figureName = "Harrell's concordance index of the patients who tune";
  chart.resolutions[0].name =
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft at half a micrometre per "
      "pixel, "
      "tiles of 224 pixels, at most 4096 of them from the invasive margin and the tumour's centre of each slide, "
      "chosen "
      "by the segmentation";
  for (TrainingNetwork& network : chart.resolutions[1].networks) network.seed += 18446744073709551600U;
  return chart;
}

TrainingCurvesChart trainingWithLosses(double factor, bool diverging) {
  TrainingCurvesChart chart = trainingSample({2, 3, 60}, Chance(33));
  eachNetwork(chart, [&](TrainingNetwork& network) {
    for (auto* losses : {&network.trainLoss, &network.tuneLoss})
      for (double& loss : *losses) loss *= factor;
  });
  TrainingNetwork& first = chart.resolutions[0].networks[0];
  if (diverging)
    for (std::size_t i = 0; i < first.epoch.size() && i < 8; ++i)
      first.trainLoss[i] = first.tuneLoss[i] = 1e6 * std::exp(-1.8 * static_cast<double>(i));
  chart.words.note = diverging ? "One network begins at a million" : "Losses of another size";
  return chart;
}

TrainingCurvesChart trainingWithOddValues() {
  TrainingCurvesChart chart = trainingSample({3, 3, 12}, Chance(36));
  eachNetwork(chart, [](TrainingNetwork& network) {
    network.isMember = false;
    for (double& epoch : network.epoch) --epoch;
    *network.keptEpoch -= 1;
  });
  const auto allLosses = [&](std::size_t resolution, const std::function<double(double)>& of) {
    for (TrainingNetwork& network : chart.resolutions[resolution].networks)
      for (auto* losses : {&network.trainLoss, &network.tuneLoss})
        std::transform(losses->begin(), losses->end(), losses->begin(), of);
  };
  allLosses(0, [](double) { return 0; });
  allLosses(1, [](double loss) { return loss < 0.45 ? std::numeric_limits<double>::infinity() : 20 * (loss - 0.6); });
  allLosses(2, [](double loss) { return 0.693147 + 1e-7 * loss; });
  chart.resolutions[2].networks[0].figure.assign(chart.resolutions[2].networks[0].figure.size(), 0);
  chart.resolutions[2].networks[1].figure.assign(chart.resolutions[2].networks[1].figure.size(), 1);
  chart.words.title.clear();
  chart.words.note.clear();
  return chart;
}

TrainingCurvesChart trainingsOfUnlikeLength() {
  TrainingCurvesChart chart = trainingSample({1, 10, 500}, Chance(34));
  chart.resolutions.push_back(trainingSample({2, 5, 24}, Chance(35)).resolutions[1]);
  chart.figureName = "AUC";
  eachNetwork(chart, [](TrainingNetwork& network) { network.isMember = true; });
  return chart;
}

LearningCurveChart learningSample(CohortSize size, Chance chance) {
  LearningCurveChart chart;
  chart.words.title = "More patients, better networks";
  chart.words.note = "Simulated cohort, 300 new patients. Bars: 95 % confidence intervals.";
  chart.reference = LearningReference{"The latent itself: 0.757", 0.757};
  for (std::size_t g = 0; g < size.groups; ++g) {
    LearningSeries series{g == 0 ? "Score" : "Score, variant " + std::to_string(g), {}, {}, {}, {}};
    const double lag = 60 + 120 * chance.uniform();
    for (double patients = 50; patients <= std::max(50.0, static_cast<double>(size.patients)); patients *= 2) {
      const double value = 0.5 + 0.25 * (1 - std::exp(-patients / lag)) + 0.008 * chance.normal();
      series.patients.push_back(patients);
      series.value.push_back(value);
      series.lower.push_back(value - 0.035);
      series.upper.push_back(std::min(1.0, value + 0.033));
    }
    chart.series.push_back(series);
  }
  return chart;
}

LearningCurveChart learningCrowded() {
  LearningCurveChart chart;
  chart.words.title = "Sizes that lie close to each other on a linear axis";
  chart.logAxis = false;
  chart.reference =
      LearningReference{"The latent of the simulated tumour itself, which no network can see: 0.757", 0.757};
  chart.series.push_back({"Below chance at first", {8, 9, 10, 11, 12, 1000, 12500}, {}, {}, {}});
  chart.series.push_back({"The same", {8, 9, 10, 11, 12, 1000, 12500}, {}, {}, {}});
  for (std::size_t s = 0; s < 2; ++s)
    for (std::size_t i = 0; i < 7; ++i) {
      const double value = 0.41 + 0.055 * static_cast<double>(i);
      chart.series[s].value.push_back(i == 3 ? kNone : value);
      chart.series[s].lower.push_back(i == 2 ? kNone : value - 0.08);
      chart.series[s].upper.push_back(i == 2 ? kNone : value + 0.08);
    }
  return chart;
}

}  // namespace snitt::test
