// learning_curve_chart FILE.png LATENT [PATIENTS C LOWER UPPER]…: the picture of the manual.
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "ui/report/charts/training_charts.h"

int main(int argc, char** argv) {
  using namespace snitt;
  if (argc < 7 || (argc - 3) % 4 != 0) return 2;
  charts::LearningCurveChart chart;
  chart.words.title = "Concordance by number of training patients";
  chart.words.note = "Simulated cohorts; C of cancer death on 160 patients who took no part";
  charts::LearningSeries series{"Combined score", {}, {}, {}, {}};
  for (int i = 3; i < argc; i += 4) {
    series.patients.push_back(std::atof(argv[i]));
    series.value.push_back(std::atof(argv[i + 1]));
    series.lower.push_back(std::atof(argv[i + 2]));
    series.upper.push_back(std::atof(argv[i + 3]));
  }
  chart.series.push_back(std::move(series));
  const double latent = std::atof(argv[2]);
  chart.reference = charts::LearningReference{fmt::format("The latent itself: {:.3f}", latent), latent};
  const auto picture = charts::learningCurve(chart, {.format = charts::ChartFormat::png, .date = {}});
  if (picture && writeFileAtomically(argv[1], *picture)) return 0;
  std::cerr << (picture ? std::string("the picture could not be written") : picture.error().message) << "\n";
  return 1;
}
