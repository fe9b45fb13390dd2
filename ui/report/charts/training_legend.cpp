#include <algorithm>

#include "ui/report/charts/training_p.h"

namespace snitt::charts {

namespace {

constexpr double kLineStep = 4;
constexpr double kSignGap = 1.6;
constexpr double kEntryGap = 5;
const QColor kAnyNetwork = kInk;

double signWidth(LegendSign sign) { return sign == LegendSign::kept ? 2.2 : kSampleLength; }

double widthOf(const LegendEntry& entry) { return signWidth(entry.sign) + kSignGap + textWidth(entry.words, kNote); }

void drawSign(Canvas& canvas, LegendSign sign, QPointF leftMiddle) {
  const QPointF right = leftMiddle + QPointF(signWidth(sign), 0);
  const QPointF middle = (leftMiddle + right) / 2;
  // The fifth colour is the ink's: a network's look without a network's colour.
  const NetworkLook member{4, true};
  Stroke stroke = sign == LegendSign::tuning ? member.dashed() : member.solid();
  stroke.colour = kAnyNetwork;
  switch (sign) {
    case LegendSign::training:
    case LegendSign::tuning:
      canvas.line(leftMiddle, right, stroke);
      break;
    case LegendSign::kept:
      canvas.disc(middle, 1.0, kAnyNetwork);
      break;
    case LegendSign::outside:
      canvas.line(leftMiddle, right, {tint(kAnyNetwork, 0.5), NetworkLook{0, false}.solid().widthMm});
      canvas.disc(middle, 1.0, Qt::white, {kAnyNetwork, 0.22});
      break;
    case LegendSign::chance:
      canvas.line(leftMiddle, right, {kGuide, 0.25});
      break;
  }
}

}  // namespace

std::vector<std::vector<LegendEntry>> legendFor(const TrainingCurvesChart& chart, double widthMm) {
  std::vector<LegendEntry> entries{{LegendSign::training, QStringLiteral("Training")},
                                   {LegendSign::tuning, QStringLiteral("Tuning")}};
  bool kept = false;
  bool others = false;
  for (const TrainingResolution& resolution : chart.resolutions)
    for (const TrainingNetwork& network : resolution.networks) {
      kept = kept || network.keptEpoch;
      others = others || !network.isMember;
    }
  if (kept) entries.push_back({LegendSign::kept, QStringLiteral("Epoch kept")});
  if (others) entries.push_back({LegendSign::outside, QStringLiteral("Not in the bundle")});
  entries.push_back({LegendSign::chance, QStringLiteral("Chance")});
  std::vector<std::vector<LegendEntry>> lines(1);
  double used = 0;
  for (LegendEntry& entry : entries) {
    const double width = widthOf(entry);
    if (!lines.back().empty() && used + width > widthMm - 2 * kMargin) {
      lines.emplace_back();
      used = 0;
    }
    used += width + kEntryGap;
    lines.back().push_back(std::move(entry));
  }
  return lines;
}

double legendHeight(std::size_t lines) {
  return capHeight(kNote) + descent(kNote) + kLineStep * static_cast<double>(lines - 1);
}

void drawLegend(Canvas& canvas, const TrainingLayout& layout) {
  double baseline = layout.legendTop + capHeight(kNote);
  for (const auto& line : layout.legend) {
    double x = kMargin;
    for (const LegendEntry& entry : line) {
      drawSign(canvas, entry.sign, {x, baseline - capHeight(kNote) / 2});
      canvas.text({x + signWidth(entry.sign) + kSignGap, baseline}, entry.words, {kNote.sizePt, Weight::regular, kInk});
      x += widthOf(entry) + kEntryGap;
    }
    baseline += kLineStep;
  }
}

}  // namespace snitt::charts
