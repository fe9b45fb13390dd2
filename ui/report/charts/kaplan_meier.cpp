#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/time_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

double longest(const SurvivalGroup& group) {
  double last = group.time.empty() ? 0 : group.time.back();
  for (const double time : group.followUp.times) last = std::max(last, time);
  return last;
}

// Cells that were counted elsewhere may lie beyond the curve, which does not go on for them.
double axisEnd(const SurvivalGroup& group) { return std::max(longest(group), lastTimeOf(group.followUp)); }

bool empty(const SurvivalGroup& group) { return group.time.empty() && group.followUp.times.empty(); }

// Groups that have anything to show, with their place among all (which sets their colour).
struct Shown {
  std::size_t index;
  const SurvivalGroup* group;
};

std::vector<Shown> shown(const KaplanMeierChart& chart) {
  std::vector<Shown> some;
  for (std::size_t i = 0; i < chart.groups.size(); ++i)
    if (!empty(chart.groups[i])) some.push_back({i, &chart.groups[i]});
  return some;
}

TimePlotInput inputFor(const KaplanMeierChart& chart, double widthMm) {
  TimePlotInput input{chart.words, chart.axis, 0, {0, 1}, roundTicks(0, 1, 5), {}, {}};
  std::vector<const FollowUp*> followUps;
  std::vector<QColor> colours;
  for (const auto& [index, group] : shown(chart)) {
    input.longest = std::max(input.longest, axisEnd(*group));
    input.names.push_back(qs(group->followUp.name));
  }
  // A group without patients has no curve, but a row of zeros.
  for (std::size_t i = 0; chart.table && i < chart.groups.size(); ++i) {
    followUps.push_back(&chart.groups[i].followUp);
    colours.push_back(colourFor(i));
  }
  input.table = tableFor(followUps, colours, widthMm);
  return input;
}

double survivalAt(const SurvivalGroup& group, double time) {
  const auto after = std::upper_bound(group.time.begin(), group.time.end(), time * (1 + 1e-12));
  return after == group.time.begin() ? 1 : group.survival[static_cast<std::size_t>(after - group.time.begin()) - 1];
}

// Short strokes on the curve. Where many patients are censored, one for each three quarters of a millimetre: more of
// them would be a bar.
void drawMarks(Canvas& canvas, const Panel& panel, const SurvivalGroup& group, const QColor& colour, double end,
               Obstacles& obstacles) {
  constexpr double kApart = 0.75;
  std::vector<double> times;
  for (std::size_t i = 0; i < group.followUp.times.size(); ++i)
    if (group.followUp.events[i] == 0 && group.followUp.times[i] <= end) times.push_back(group.followUp.times[i]);
  std::sort(times.begin(), times.end());
  const bool many = times.size() > 80;
  const double half = many ? 0.5 : 0.85;
  const Stroke stroke{many ? tint(colour, 0.7) : colour, many ? 0.16 : 0.25};
  double last = -1;
  for (const double time : times) {
    const QPointF at = panel.at(time, survivalAt(group, time));
    if (!std::isfinite(at.y()) || at.x() - last < kApart) continue;
    const QPolygonF mark({{at.x(), at.y() - half}, {at.x(), at.y() + half}});
    canvas.curve(mark, stroke);
    obstacles.curves.push_back(mark);
    last = at.x();
  }
}

}  // namespace

Result<void> check(const KaplanMeierChart& chart) {
  if (auto fine = checkCount(chart.groups.size()); !fine) return fine;
  if (auto fine = checkAxis(chart.axis); !fine) return fine;
  for (const SurvivalGroup& group : chart.groups) {
    const std::string what = "the curve of “" + group.followUp.name + "”";
    if (auto fine = checkCurve(what, group.time, group.survival); !fine) return fine;
    if (auto fine = checkBand(what, group.time.size(), group.lower, group.upper); !fine) return fine;
    if (auto fine = checkFollowUp(group.followUp); !fine) return fine;
  }
  return {};
}

QString nothingIn(const KaplanMeierChart& chart) {
  const bool nothing = shown(chart).empty();
  return nothing ? QStringLiteral("There are no patients whose survival could be shown.") : QString();
}

Heights heightsOf(const KaplanMeierChart& chart, double widthMm) {
  return heightsOf(inputFor(chart, widthMm), widthMm);
}

void draw(Canvas& canvas, const KaplanMeierChart& chart) {
  const auto groups = shown(chart);
  const TimePlot plot = layOut(inputFor(chart, canvas.width()), canvas.width(), canvas.height());
  drawAround(canvas, plot, chart.words);
  std::vector<EndLabel> labels;
  Obstacles obstacles;
  const auto endOf = [&](const SurvivalGroup& group) { return std::min(plot.panel.x.to, longest(group)); };
  for (const auto& [index, group] : groups) {
    if (group->lower.empty()) continue;
    const Steps lower = stepsOf(group->time, group->lower, 1, endOf(*group));
    const Steps upper = stepsOf(group->time, group->upper, 1, endOf(*group));
    for (const QPolygonF& band : bandBetween(plot.panel, lower.time, lower.value, upper.value))
      canvas.area(band, tint(colourFor(index), bandOpacity(groups.size())));
  }
  for (const auto& [index, group] : groups) {
    const Steps steps = stepsOf(group->time, group->survival, 1, endOf(*group));
    for (const QPolygonF& part : lineThrough(plot.panel, steps.time, steps.value)) {
      canvas.curve(part, strokeFor(index));
      obstacles.curves.push_back(part);
    }
    drawMarks(canvas, plot.panel, *group, colourFor(index), endOf(*group), obstacles);
    const double last = steps.value.empty() || !std::isfinite(steps.value.back()) ? 0 : steps.value.back();
    labels.push_back({plot.panel.at(endOf(*group), last), colourFor(index)});
  }
  drawEndLabels(canvas, plot.panel.area, labels, plot.column, obstacles);
}

}  // namespace snitt::charts
