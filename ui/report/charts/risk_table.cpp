#include <algorithm>
#include <cmath>

#include "ui/report/charts/time_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr double kGapAbove = 3.2;
constexpr double kRowGap = 1.0;
constexpr double kHeadingGap = 0.5;  // below it
const QString kHeading = QStringLiteral("Number at risk (number censored)");
const TextStyle kHeadingStyle{7, Weight::medium, kFaint};
const TextStyle kNameStyle{7, Weight::medium, kInk};

QString cellOf(std::optional<std::size_t> atRisk, std::optional<std::size_t> censored) {
  const auto words = [](std::optional<std::size_t> count) { return count ? countText(*count) : kWithheld; };
  return QStringLiteral("%1 (%2)").arg(words(atRisk), words(censored));
}

// The cell that was counted for a tick, else nothing.
QString givenCell(const FollowUp& row, double t) {
  for (const RiskCell& cell : row.cells)
    if (std::abs(cell.time - t) <= 1e-9 * std::max(1.0, std::abs(t))) return cellOf(cell.atRisk, cell.censored);
  return {};
}

// The sorted times make each count a search.
struct Sorted {
  std::vector<double> all, censored;

  explicit Sorted(const FollowUp& followUp) {
    for (std::size_t i = 0; i < followUp.times.size(); ++i) {
      all.push_back(followUp.times[i]);
      if (followUp.events[i] == 0) censored.push_back(followUp.times[i]);
    }
    std::sort(all.begin(), all.end());
    std::sort(censored.begin(), censored.end());
  }

  // Ticks are multiples, so that a time that is meant to be the tick's may lie a rounding beside it.
  static std::size_t before(const std::vector<double>& times, double t) {
    return static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), t * (1 - 1e-12)) - times.begin());
  }

  [[nodiscard]] QString cell(double t) const { return cellOf(all.size() - before(all, t), before(censored, t)); }
};

}  // namespace

double lastTimeOf(const FollowUp& row) {
  double last = row.cells.empty() ? 0 : row.cells.back().time;
  for (const double time : row.times) last = std::max(last, time);
  return last;
}

RiskTable tableFor(const std::vector<const FollowUp*>& followUps, const std::vector<QColor>& colours, double widthMm) {
  const double namesMost = std::min(32.0, widthMm * 0.2);
  RiskTable table;
  table.height = kGapAbove + capHeight(kHeadingStyle) + descent(kHeadingStyle) + kHeadingGap;
  for (std::size_t i = 0; i < followUps.size(); ++i) {
    const FollowUp& one = *followUps[i];
    table.rows.push_back({wrapText(report::qs(one.name), kNameStyle, namesMost, 2), colours[i], &one});
    const auto& name = table.rows.back().name;
    table.names = std::max(table.names, widestOf(name, kNameStyle));
    table.height += kRowGap + blockHeight(std::max<std::size_t>(1, name.size()), kNameStyle);
    table.cells = std::max(table.cells, textWidth(cellOf(one.times.size(), one.times.size()), kTable));
    for (const RiskCell& cell : one.cells) {
      table.cells = std::max(table.cells, textWidth(cellOf(cell.atRisk, cell.censored), kTable));
      table.times.push_back(cell.time);
    }
  }
  std::ranges::sort(table.times);
  const auto twice = std::ranges::unique(table.times);
  table.times.erase(twice.begin(), twice.end());
  if (followUps.empty()) table.height = 0;
  return table;
}

void drawTable(Canvas& canvas, const RiskTable& table, const Panel& panel, const std::vector<Tick>& ticks, double top) {
  double y = top + kGapAbove + capHeight(kHeadingStyle);
  canvas.text({kMargin, y}, kHeading, kHeadingStyle);
  y += descent(kHeadingStyle) + kHeadingGap;
  for (const RiskRow& row : table.rows) {
    y += kRowGap + capHeight(kNameStyle);
    double baseline = y;
    for (const QString& line : row.name) {
      canvas.text({kMargin, baseline}, line, {kNameStyle.sizePt, kNameStyle.weight, nameStyle(row.colour).colour});
      baseline += lineStep(kNameStyle);
    }
    const bool given = !row.followUp->cells.empty();
    const Sorted sorted(*row.followUp);
    for (const Tick& tick : ticks) {
      const QString words = given ? givenCell(*row.followUp, tick.value) : sorted.cell(tick.value);
      canvas.text({panel.x.at(tick.value), y}, words, kTable, Align::centre);
    }
    y += blockHeight(std::max<std::size_t>(1, row.name.size()), kNameStyle) - capHeight(kNameStyle);
  }
}

}  // namespace snitt::charts
