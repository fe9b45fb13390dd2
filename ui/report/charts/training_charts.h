// Pictures of how networks were trained, drawn as all of charts.h: formats, sizes, errors and colours are the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "ui/report/charts/charts.h"

namespace snitt::charts {

inline constexpr std::size_t kMostResolutions = 3;

// One network, one value an epoch in each array, epochs ascending. A training loss that is NaN leaves a gap; tuning
// loss and figure are NaN at epochs without a look at the tuning patients, and lines join the others.
struct TrainingNetwork {
  std::uint64_t seed = 0;             // its name
  bool isMember = false;              // of the bundle: drawn stronger
  std::optional<double> keptEpoch{};  // one of `epoch`
  std::vector<double> epoch{};
  std::vector<double> trainLoss{}, tuneLoss{};
  std::vector<double> figure{};  // of the tuning patients
};

struct TrainingResolution {
  std::string name{};
  std::vector<TrainingNetwork> networks{};  // up to kMostCurves
};

// A row for each resolution: loss against epoch (logarithmic where losses span a factor above 50), the tuning figure
// against epoch with a line at chance, and a table of the networks with the figure at the epoch that was kept. Rows
// share the figure's axis, and that of the epochs unless one of them is a third of another. At least 130 mm wide.
// words.yLabel names the loss.
struct TrainingCurvesChart {
  ChartWords words{{}, {}, "Epoch", "Loss"};
  std::string figureName = "C-index";             // or "AUC": 0 to 1, 0.5 is chance
  std::vector<TrainingResolution> resolutions{};  // up to kMostResolutions
};

struct LearningSeries {
  std::string name{};
  std::vector<double> patients{};        // that trained, ascending, above 0
  std::vector<double> value{};           // on patients who took no part
  std::vector<double> lower{}, upper{};  // 95 % interval, or both empty
};

// What the curve is to be compared with: "the latent itself: 0.757".
struct LearningReference {
  std::string name{};
  double value = 0;
};

// Ticks stand at the numbers of patients themselves, and there is a line at chance, 0.5.
struct LearningCurveChart {
  ChartWords words{{}, {}, "Training patients", "C-index"};
  std::vector<LearningSeries> series{};
  std::optional<LearningReference> reference{};
  bool logAxis = true;  // doubling the patients is the same step everywhere
};

[[nodiscard]] Result<std::string> trainingCurves(const TrainingCurvesChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> learningCurve(const LearningCurveChart& chart, const ChartOutput& output);

}  // namespace snitt::charts
