#include <algorithm>

#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/panel_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr double kLabelShare = 0.55;  // of the width, at most
constexpr double kGap = 2;
constexpr double kRowGap = 2.2;
constexpr double kBar = 3.6;
constexpr int kMostLines = 3;

struct Rows {
  std::vector<std::vector<QString>> labels;
  std::vector<double> heights;
  double labelWidth = 0;
  double countWidth = 0;
  double height = 0;
};

Rows rowsOf(const BarsChart& chart, double widthMm) {
  Rows rows;
  for (const Bar& bar : chart.bars) {
    rows.labels.push_back(wrapText(report::qs(bar.label), kLabel, widthMm * kLabelShare, kMostLines));
    rows.heights.push_back(std::max(kBar, blockHeight(rows.labels.back().size(), kLabel)) + kRowGap);
    rows.labelWidth = std::max(rows.labelWidth, widestOf(rows.labels.back(), kLabel));
    rows.countWidth = std::max(rows.countWidth, textWidth(countText(bar.count), kLabel));
    rows.height += rows.heights.back();
  }
  return rows;
}

}  // namespace

Result<void> check(const BarsChart&) { return {}; }

QString nothingIn(const BarsChart& chart) {
  const bool any = std::ranges::any_of(chart.bars, [](const Bar& bar) { return bar.count > 0 || bar.withheld; });
  return any ? QString() : report::qs(chart.nothing);
}

Heights heightsOf(const BarsChart& chart, double widthMm) {
  const double height = std::max(60.0, headFor(chart.words, widthMm).height + rowsOf(chart, widthMm).height + kMargin);
  return {height, height};
}

void draw(Canvas& canvas, const BarsChart& chart) {
  const Head head = headFor(chart.words, canvas.width());
  const Rows rows = rowsOf(chart, canvas.width());
  drawHead(canvas, head);
  std::size_t most = 1;
  for (const Bar& bar : chart.bars) most = std::max(most, bar.count);
  const double left = kMargin + rows.labelWidth + kGap;
  const double longest = canvas.width() - left - kGap - rows.countWidth - kMargin;
  double top = head.height;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const double middle = top + (rows.heights[i] - kRowGap) / 2;
    double baseline = middle - blockHeight(rows.labels[i].size(), kLabel) / 2 + capHeight(kLabel);
    for (const QString& line : rows.labels[i]) {
      canvas.text({kMargin, baseline}, line, kLabel);
      baseline += lineStep(kLabel);
    }
    const bool withheld = chart.bars[i].withheld;
    const double count = withheld ? 0 : static_cast<double>(chart.bars[i].count);
    const double length = longest * count / static_cast<double>(most);
    if (length > 0) canvas.area(QPolygonF(QRectF(left, middle - kBar / 2, length, kBar)), tint(colourFor(0), 0.75));
    canvas.text({left + length + kGap, middle + capHeight(kLabel) / 2},
                withheld ? kWithheld : countText(chart.bars[i].count), withheld ? kWithheldStyle : kLabel);
    top += rows.heights[i];
  }
  canvas.line({left, head.height - kRowGap / 2}, {left, top - kRowGap / 2}, {kAxis, kAxisWidth});
}

}  // namespace snitt::charts
