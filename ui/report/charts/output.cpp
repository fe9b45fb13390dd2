#include "ui/report/charts/formats_p.h"
#include "ui/report/charts/laid_out_p.h"
#include "ui/report/charts/places_p.h"

namespace snitt::charts {

namespace {

template <class Chart>
Result<std::string> render(const Chart& chart, const ChartOutput& output) {
  const auto laid = laidOut(chart, output);
  if (!laid) return fail(laid.error());
  return rendered(*laid, output);
}

template <class Chart>
Result<ChartPlaces> places(const Chart& chart, const ChartOutput& output) {
  const auto laid = laidOut(chart, output);
  if (!laid) return fail(laid.error());
  ChartPlaces found{laid->sizeMm.width(), laid->sizeMm.height(), {}, {}};
  const auto place = [](const QRectF& box) { return Place{box.left(), box.top(), box.right(), box.bottom()}; };
  paintedNowhere(laid->sizeMm, [&](Canvas& canvas) {
    laid->draw(canvas);
    for (const DrawnText& text : canvas.texts()) found.texts.push_back({place(text.box), text.words.toStdString()});
    for (const QLineF& line : canvas.lines()) found.lines.push_back({line.x1(), line.y1(), line.x2(), line.y2()});
  });
  return found;
}

}  // namespace

Result<std::string> rendered(const LaidOutChart& chart, const ChartOutput& output) {
  std::string bytes = painted(output, chart.sizeMm, chart.words, chart.draw);
  if (bytes.empty()) return fail(ErrorKind::io, "the chart could not be drawn");
  return bytes;
}

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
Result<std::string> paired(const PairedChart& chart, const ChartOutput& output) { return render(chart, output); }
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
Result<ChartPlaces> placesOf(const PairedChart& chart, const ChartOutput& output) { return places(chart, output); }
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
