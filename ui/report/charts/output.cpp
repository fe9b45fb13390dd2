#include <algorithm>
#include <cmath>

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/formats_p.h"
#include "ui/report/charts/panel_p.h"
#include "ui/report/charts/places_p.h"
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
Result<std::string> render(const Chart& chart, const ChartOutput& output) {
  const auto size = sizeOf(chart, output);
  if (!size) return fail(size.error());
  std::string bytes = painted(output, *size, chart.words, [&](Canvas& canvas) { drawAny(canvas, chart); });
  if (bytes.empty()) return fail(ErrorKind::io, "the chart could not be drawn");
  return bytes;
}

template <class Chart>
Result<ChartPlaces> places(const Chart& chart, const ChartOutput& output) {
  const auto size = sizeOf(chart, output);
  if (!size) return fail(size.error());
  ChartPlaces found{size->width(), size->height(), {}, {}};
  const auto place = [](const QRectF& box) { return Place{box.left(), box.top(), box.right(), box.bottom()}; };
  paintedNowhere(*size, [&](Canvas& canvas) {
    drawAny(canvas, chart);
    for (const DrawnText& text : canvas.texts()) found.texts.push_back({place(text.box), text.words.toStdString()});
    for (const QLineF& line : canvas.lines()) found.lines.push_back({line.x1(), line.y1(), line.x2(), line.y2()});
  });
  return found;
}

}  // namespace

Result<std::string> kaplanMeier(const KaplanMeierChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> cumulativeIncidence(const CumulativeIncidenceChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> forest(const ForestChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> calibration(const CalibrationChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> decisionCurve(const DecisionCurveChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> rocOverTime(const RocChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> aucOverTime(const AucOverTimeChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> blandAltman(const BlandAltmanChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> trainingCurves(const TrainingCurvesChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> learningCurve(const LearningCurveChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> histogram(const HistogramChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> bars(const BarsChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> points(const PointsChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> controlChart(const ControlChart& chart, const ChartOutput& output) { return render(chart, output); }

Result<ChartPlaces> placesOf(const KaplanMeierChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const CumulativeIncidenceChart& chart, const ChartOutput& output) {
  return places(chart, output);
}
Result<ChartPlaces> placesOf(const ForestChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const CalibrationChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const DecisionCurveChart& chart, const ChartOutput& output) {
  return places(chart, output);
}
Result<ChartPlaces> placesOf(const RocChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const AucOverTimeChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const BlandAltmanChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const TrainingCurvesChart& chart, const ChartOutput& output) {
  return places(chart, output);
}
Result<ChartPlaces> placesOf(const LearningCurveChart& chart, const ChartOutput& output) {
  return places(chart, output);
}

Result<ChartPlaces> placesOf(const HistogramChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const BarsChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const PointsChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const ControlChart& chart, const ChartOutput& output) { return places(chart, output); }

}  // namespace snitt::charts
