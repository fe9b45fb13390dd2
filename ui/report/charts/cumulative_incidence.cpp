#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/time_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

// The names that occur, in their order.
class Names {
 public:
  std::size_t add(const std::string& name) {
    const auto found = std::find(m_names.begin(), m_names.end(), name);
    if (found != m_names.end()) return static_cast<std::size_t>(found - m_names.begin());
    m_names.push_back(name);
    return m_names.size() - 1;
  }
  [[nodiscard]] std::size_t size() const { return m_names.size(); }

 private:
  std::vector<std::string> m_names;
};

// The longest follow-up in a curve's group, where it is known.
double followed(const CumulativeIncidenceChart& chart, const IncidenceCurve& curve) {
  double last = 0;
  for (const FollowUp& row : chart.table)
    if (row.name == curve.group || chart.table.size() == 1)
      for (const double time : row.times) last = std::max(last, time);
  return last;
}

struct Shown {
  const IncidenceCurve* curve;
  Stroke stroke;
};

// Colours follow the groups and dashes the causes; with one cause, the groups' dashes differ as well.
struct Styles {
  std::vector<Shown> curves;
  std::vector<QColor> tableColours;

  explicit Styles(const CumulativeIncidenceChart& chart) {
    Names groups;
    Names causes;
    for (const IncidenceCurve& curve : chart.curves) {
      groups.add(curve.group);
      causes.add(curve.cause);
    }
    for (const IncidenceCurve& curve : chart.curves) {
      const std::size_t group = groups.add(curve.group);
      const std::size_t cause = causes.add(curve.cause);
      const std::size_t colour = groups.size() > 1 ? group : cause;
      const std::size_t dash = causes.size() > 1 ? cause : group;
      if (!curve.time.empty() || followed(chart, curve) > 0)
        curves.push_back({&curve, {colourFor(colour), kCurveWidth, dashFor(dash)}});
    }
    for (const FollowUp& row : chart.table)
      tableColours.push_back(groups.size() > 1 ? colourFor(groups.add(row.name)) : kInk);
  }
};

QString nameOf(const IncidenceCurve& curve) {
  if (curve.group.empty() || curve.cause.empty()) return qs(curve.group + curve.cause);
  return qs(curve.group + ": " + curve.cause);
}

double longestIn(const CumulativeIncidenceChart& chart) {
  double last = 0;
  for (const IncidenceCurve& curve : chart.curves)
    if (!curve.time.empty()) last = std::max(last, curve.time.back());
  for (const FollowUp& row : chart.table) last = std::max(last, lastTimeOf(row));
  return last;
}

// A curve goes on as long as its group is followed, at 0 where nobody had the event.
double endOf(const CumulativeIncidenceChart& chart, const IncidenceCurve& curve, double axisTo) {
  return std::min(std::max(curve.time.empty() ? 0 : curve.time.back(), followed(chart, curve)), axisTo);
}

double highest(const CumulativeIncidenceChart& chart) {
  double most = 0;
  const auto look = [&](const std::vector<double>& values) {
    for (const double value : values)
      if (std::isfinite(value)) most = std::max(most, value);
  };
  for (const IncidenceCurve& curve : chart.curves) {
    look(curve.incidence);
    look(curve.upper);
  }
  return most;
}

TimePlotInput inputFor(const CumulativeIncidenceChart& chart, const Styles& styles, double widthMm) {
  const double most = highest(chart);
  const double to = most > 0 ? std::min(1.0, nearlyRoundedOut(0, most * 1.03, 5).to) : 1;
  TimePlotInput input{chart.words, chart.axis, longestIn(chart), {0, to}, roundTicks(0, to, 5), {}, {}};
  for (const Shown& one : styles.curves) input.names.push_back(nameOf(*one.curve));
  std::vector<const FollowUp*> rows;
  for (const FollowUp& row : chart.table) rows.push_back(&row);
  input.table = tableFor(rows, styles.tableColours, widthMm);
  return input;
}

}  // namespace

Result<void> check(const CumulativeIncidenceChart& chart) {
  if (auto fine = checkCount(chart.curves.size()); !fine) return fine;
  if (auto fine = checkAxis(chart.axis); !fine) return fine;
  for (const IncidenceCurve& curve : chart.curves) {
    const std::string what = "the incidence of “" + curve.group + " " + curve.cause + "”";
    if (auto fine = checkCurve(what, curve.time, curve.incidence); !fine) return fine;
    if (auto fine = checkBand(what, curve.time.size(), curve.lower, curve.upper); !fine) return fine;
  }
  for (const FollowUp& row : chart.table)
    if (auto fine = checkFollowUp(row); !fine) return fine;
  return {};
}

QString nothingIn(const CumulativeIncidenceChart& chart) {
  const bool nothing = Styles(chart).curves.empty();
  return nothing ? QStringLiteral("There are no patients whose incidence could be shown.") : QString();
}

Heights heightsOf(const CumulativeIncidenceChart& chart, double widthMm) {
  return heightsOf(inputFor(chart, Styles(chart), widthMm), widthMm);
}

void draw(Canvas& canvas, const CumulativeIncidenceChart& chart) {
  const Styles styles(chart);
  const TimePlot plot = layOut(inputFor(chart, styles, canvas.width()), canvas.width(), canvas.height());
  drawAround(canvas, plot, chart.words);
  for (const auto& [curve, stroke] : styles.curves) {
    if (curve->lower.empty()) continue;
    const double end = endOf(chart, *curve, plot.panel.x.to);
    const Steps lower = stepsOf(curve->time, curve->lower, 0, end);
    const Steps upper = stepsOf(curve->time, curve->upper, 0, end);
    for (const QPolygonF& band : bandBetween(plot.panel, lower.time, lower.value, upper.value))
      canvas.area(band, tint(stroke.colour, bandOpacity(styles.curves.size())));
  }
  std::vector<EndLabel> labels;
  Obstacles obstacles;
  for (const auto& [curve, stroke] : styles.curves) {
    const double end = endOf(chart, *curve, plot.panel.x.to);
    const Steps steps = stepsOf(curve->time, curve->incidence, 0, end);
    for (const QPolygonF& part : lineThrough(plot.panel, steps.time, steps.value)) {
      canvas.curve(part, stroke);
      obstacles.curves.push_back(part);
    }
    const double last = std::isfinite(steps.value.back()) ? steps.value.back() : 0;
    labels.push_back({plot.panel.at(end, last), stroke.colour});
  }
  drawEndLabels(canvas, plot.panel.area, labels, plot.column, obstacles);
}

}  // namespace snitt::charts
