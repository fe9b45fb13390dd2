// The axes of a learning curve, and where its series stand.
#pragma once

#include <cmath>
#include <vector>

#include "ui/report/charts/square_plot_p.h"

namespace snitt::charts {

inline constexpr double kLearningChance = 0.5;

// A series with something to draw, and its colour's number.
struct LearningShown {
  std::size_t index;
  const LearningSeries* series;
};

struct LearningLayout {
  Plot plot;
  std::vector<LearningShown> series;
  std::vector<double> patients;  // all that occur, ascending
};

[[nodiscard]] inline bool isKnown(const LearningSeries& series, std::size_t i) {
  return std::isfinite(series.patients[i]) && std::isfinite(series.value[i]);
}
[[nodiscard]] std::vector<LearningShown> shownOf(const LearningCurveChart& chart);
// Nothing where its value is none.
[[nodiscard]] std::optional<LearningReference> referenceOf(const LearningCurveChart& chart);
// The names at the right: the series', the reference's, that of chance.
[[nodiscard]] PlotInput inputFor(const LearningCurveChart& chart, double widthMm);
[[nodiscard]] LearningLayout layOutLearning(const LearningCurveChart& chart, const PlotInput& input, double widthMm,
                                            double heightMm);
// By how much (mm) the k-th series is moved, so that intervals do not lie on each other.
[[nodiscard]] double shiftOf(const LearningLayout& layout, std::size_t k);

}  // namespace snitt::charts
