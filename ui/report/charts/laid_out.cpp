#include "ui/report/charts/laid_out_p.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/panel_p.h"
#include "ui/report/drawing_p.h"

namespace snitt::charts {

namespace {

constexpr double kEmptyHeight = 60;

template <class Chart>
constexpr int kLeastWidth = 80;
template <>
constexpr int kLeastWidth<ForestChart> = 130;
template <>
constexpr int kLeastWidth<TrainingCurvesChart> = 130;
// Square panels leave room at the right of a wider one.
template <class Chart>
constexpr double kNaturalWidth = 160;
template <>
constexpr double kNaturalWidth<RocChart> = 147;
template <>
constexpr double kNaturalWidth<CalibrationChart> = 134;
template <>
constexpr double kNaturalWidth<PairedChart> = 134;

Result<void> checkSize(const ChartOutput& output, int leastWidth) {
  const bool width = output.widthMm == 0 || (output.widthMm >= leastWidth && output.widthMm <= 500);
  const bool height = output.heightMm == 0 || (output.heightMm >= 60 && output.heightMm <= 500);
  if (width && height) return {};
  return fail(ErrorKind::usage,
              "this chart is " + std::to_string(leastWidth) + " to 500 mm wide and 60 to 500 mm high");
}

// Whole tenths of a millimetre, so that all formats end at the same place.
template <class Chart>
Result<QSizeF> sizeOf(const Chart& chart, const ChartOutput& output) {
  if (auto started = report::startDrawing(); !started) return fail(started.error());
  if (auto size = checkSize(output, kLeastWidth<Chart>); !size) return fail(size.error());
  const double width = output.widthMm == 0 ? kNaturalWidth<Chart> : output.widthMm;
  if (auto fine = check(chart); !fine) return fail(fine.error());
  const Heights heights = nothingIn(chart).isEmpty() ? heightsOf(chart, width) : Heights{kEmptyHeight, kEmptyHeight};
  const double height =
      output.heightMm == 0 ? std::max(heights.natural, heights.least) : std::max(output.heightMm, heights.least);
  return QSizeF(width, std::ceil(height * 10 - 1e-6) / 10);
}

template <class Chart>
void drawAny(Canvas& canvas, const Chart& chart) {
  if (const QString sentence = nothingIn(chart); !sentence.isEmpty())
    drawEmpty(canvas, chart.words, sentence);
  else
    draw(canvas, chart);
}

template <class Chart>
Result<LaidOutChart> lay(const Chart& chart, const ChartOutput& output) {
  const auto size = sizeOf(chart, output);
  if (!size) return fail(size.error());
  // The function may be copied, the chart's arrays need not be.
  const auto kept = std::make_shared<const Chart>(chart);
  return LaidOutChart{*size, chart.words, nothingIn(chart), [kept](Canvas& canvas) { drawAny(canvas, *kept); }};
}

}  // namespace

Result<LaidOutChart> laidOut(const KaplanMeierChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const CumulativeIncidenceChart& chart, const ChartOutput& output) {
  return lay(chart, output);
}
Result<LaidOutChart> laidOut(const ForestChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const CalibrationChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const DecisionCurveChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const RocChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const AucOverTimeChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const BlandAltmanChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const PairedChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const TrainingCurvesChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const LearningCurveChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const HistogramChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const BarsChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const PointsChart& chart, const ChartOutput& output) { return lay(chart, output); }
Result<LaidOutChart> laidOut(const ControlChart& chart, const ChartOutput& output) { return lay(chart, output); }

}  // namespace snitt::charts
