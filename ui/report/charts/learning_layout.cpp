#include <algorithm>
#include <cmath>

#include "ui/report/charts/learning_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

const QString kChanceName = QStringLiteral("Chance");
constexpr double kPanelHeight = 72;
constexpr double kBeside = 5.5;  // mm of the axis that are free at both ends
constexpr double kShift = 1.7;   // between intervals at the same number of patients
constexpr double kLeastShift = 0.7;
constexpr double kMostShifts = 8;  // of all series together
constexpr double kTickSpace = 2;   // between two ticks' numbers

std::vector<double> patientsIn(const std::vector<LearningShown>& shown) {
  std::vector<double> all;
  for (const auto& [index, series] : shown)
    for (std::size_t i = 0; i < series->value.size(); ++i)
      if (isKnown(*series, i)) all.push_back(series->patients[i]);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Range xRange(const std::vector<double>& patients, bool log, double lengthMm) {
  const double from = patients.front();
  const double to = patients.back();
  if (from == to) return log ? Range{from / 2, to * 2} : Range{0, to * 2};
  const double share = kBeside / (lengthMm - 2 * kBeside);
  if (!log) return {from - share * (to - from), to + share * (to - from)};
  const double factor = std::pow(to / from, share);
  return {from / factor, to * factor};
}

Range yRange(const LearningCurveChart& chart) {
  double least = kLearningChance;
  double most = kLearningChance + 0.1;
  const auto look = [&](double value) {
    if (!std::isfinite(value)) return;
    least = std::min(least, value);
    most = std::max(most, value);
  };
  for (const auto& [index, series] : shownOf(chart))
    for (const auto* values : {&series->value, &series->lower, &series->upper})
      for (const double value : *values) look(value);
  if (chart.reference) look(chart.reference->value);
  // To whole twentieths with a little space.
  return {std::max(0.0, std::floor((least - 0.02) * 20) / 20), std::min(1.0, std::ceil((most + 0.01) * 20) / 20)};
}

// Numbers that would touch the one before stay away, their ticks do not.
std::vector<Tick> ticksAt(const std::vector<double>& patients, const Panel& panel) {
  std::vector<Tick> ticks;
  double free = 0;
  for (const double count : patients) {
    Tick tick{count, numberText(count, count == std::round(count) ? 0 : 1)};
    const double half = textWidth(tick.label, kTick) / 2;
    const double at = panel.x.at(count);
    if (at - half < free)
      tick.label.clear();
    else
      free = at + half + kTickSpace;
    ticks.push_back(std::move(tick));
  }
  return ticks;
}

}  // namespace

std::vector<LearningShown> shownOf(const LearningCurveChart& chart) {
  std::vector<LearningShown> some;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    bool any = false;
    for (std::size_t k = 0; k < chart.series[i].value.size(); ++k) any = any || isKnown(chart.series[i], k);
    if (any) some.push_back({i, &chart.series[i]});
  }
  return some;
}

std::optional<LearningReference> referenceOf(const LearningCurveChart& chart) {
  return chart.reference && std::isfinite(chart.reference->value) ? chart.reference : std::nullopt;
}

PlotInput inputFor(const LearningCurveChart& chart, double widthMm) {
  PlotInput input{chart.words, {0, 1}, yRange(chart), {}};  // x follows from the panel's width
  std::vector<QString> names;
  for (const auto& [index, series] : shownOf(chart)) names.push_back(qs(series->name));
  if (const auto reference = referenceOf(chart)) names.push_back(qs(reference->name));
  names.push_back(kChanceName);
  input.column = columnFor(names, widthMm);
  input.panelHeight = kPanelHeight;
  return input;
}

LearningLayout layOutLearning(const LearningCurveChart& chart, const PlotInput& input, double widthMm,
                              double heightMm) {
  LearningLayout layout{layOut(input, widthMm, heightMm), shownOf(chart), {}};
  layout.patients = patientsIn(layout.series);
  Panel& panel = layout.plot.panel;
  const Range x = xRange(layout.patients, chart.logAxis, panel.area.width());
  panel.x = {x.from, x.to, panel.area.left(), panel.area.right(), chart.logAxis};
  layout.plot.xTicks = ticksAt(layout.patients, panel);
  return layout;
}

double shiftOf(const LearningLayout& layout, std::size_t k) {
  const auto count = static_cast<double>(layout.series.size());
  double room = kMostShifts;
  for (std::size_t i = 1; i < layout.patients.size(); ++i)
    room = std::min(
        room, 0.6 * (layout.plot.panel.x.at(layout.patients[i]) - layout.plot.panel.x.at(layout.patients[i - 1])));
  const double step = std::clamp(room / count, kLeastShift, kShift);
  return step * (static_cast<double>(k) - (count - 1) / 2);
}

}  // namespace snitt::charts
