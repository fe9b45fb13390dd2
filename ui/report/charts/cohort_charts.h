// Pictures of a cohort's scores, drawn as all of charts.h: formats, sizes, errors and colours are the same. Their words
// are the caller's, in whichever language.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/result.h"
#include "ui/report/charts/charts.h"

namespace snitt::charts {

// Counts in bins of one width.
struct HistogramChart {
  ChartWords words{{}, {}, "Score", "Patients"};
  double from = 0, to = 1;  // of all bins together
  std::vector<std::size_t> bins{};
  std::vector<std::size_t> withheld{};  // numbers of bins that are not told: a point stands in their place
  std::vector<ThresholdLine> thresholds{};
  std::string nothing = "There are no scores.";  // said where all bins are empty
};

struct Bar {
  std::string label{};
  std::size_t count = 0;
  bool withheld = false;  // a point instead of bar and count
};

// A bar a row, its label at the left and its count at its end. The height follows from the rows.
struct BarsChart {
  ChartWords words{};
  std::vector<Bar> bars{};
  std::string nothing = "There is nothing to count.";
};

// Points of one kind have one colour and one shape.
struct PointSeries {
  std::string name{};
  std::vector<double> x{}, y{};
};

struct PointsChart {
  ChartWords words{{}, {}, "Score", "Spread of the networks (SD)"};
  double from = 0, to = 1;            // of the x axis
  std::vector<PointSeries> series{};  // up to kMostCurves
  std::vector<ThresholdLine> thresholds{};
  std::string nothing = "There are no scores.";
};

[[nodiscard]] Result<std::string> histogram(const HistogramChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> bars(const BarsChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> points(const PointsChart& chart, const ChartOutput& output);

}  // namespace snitt::charts
