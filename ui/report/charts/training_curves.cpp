#include <algorithm>
#include <cmath>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/training_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr double kChance = 0.5;
const QString kLogScale = QStringLiteral(" (log scale)");

using Values = std::vector<double>;

std::string nameOf(const TrainingResolution& resolution, const TrainingNetwork& network) {
  return " of seed " + std::to_string(network.seed) + " (" + resolution.name + ")";
}

Result<void> checkNetwork(const std::string& name, const TrainingNetwork& network) {
  for (const auto& [what, values] : {std::pair<const char*, const Values*>{"the training loss", &network.trainLoss},
                                     {"the tuning loss", &network.tuneLoss},
                                     {"the tuning figure", &network.figure}})
    if (auto fine = checkCurve(what + name, network.epoch, *values); !fine) return fine;
  for (const double epoch : network.epoch)
    if (!std::isfinite(epoch)) return fail(ErrorKind::usage, "the training" + name + " has an epoch that is none");
  for (const double figure : network.figure)
    if (figure < 0 || figure > 1) return fail(ErrorKind::usage, "the tuning figure" + name + " is not within 0 and 1");
  const auto& epochs = network.epoch;
  if (network.keptEpoch && std::find(epochs.begin(), epochs.end(), *network.keptEpoch) == epochs.end())
    return fail(ErrorKind::usage, "the epoch that was kept" + name + " is none of its training");
  return {};
}

// Without the undefined ones, so that a line joins the others.
struct Looks {
  Values epoch, value;
};
Looks looksOf(const TrainingNetwork& network, const Values& values) {
  Looks looks;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    looks.epoch.push_back(network.epoch[i]);
    looks.value.push_back(values[i]);
  }
  return looks;
}

// A value without neighbours has no line: it is a dot.
void drawLine(Canvas& canvas, const Panel& panel, const Values& epoch, const Values& value, const Stroke& stroke) {
  for (const QPolygonF& part : lineThrough(panel, epoch, value)) canvas.curve(part, stroke);
  const auto known = [&](std::size_t i) { return i < value.size() && std::isfinite(value[i]); };
  for (std::size_t i = 0; i < value.size(); ++i)
    if (known(i) && !known(i + 1) && (i == 0 || !known(i - 1)))
      canvas.disc(panel.at(epoch[i], value[i]), 1.4 * stroke.widthMm, stroke.colour);
}

void drawLines(Canvas& canvas, const TrainingRow& row, const NetworkRow& one) {
  const TrainingNetwork& network = *one.network;
  drawLine(canvas, row.losses, network.epoch, network.trainLoss, one.look.solid());
  const Looks losses = looksOf(network, network.tuneLoss);
  drawLine(canvas, row.losses, losses.epoch, losses.value, one.look.dashed());
  const Looks figures = looksOf(network, network.figure);
  drawLine(canvas, row.figures, figures.epoch, figures.value, one.look.solid());
}

void drawKept(Canvas& canvas, const TrainingRow& row, const NetworkRow& one) {
  const TrainingNetwork& network = *one.network;
  if (!network.keptEpoch) return;
  const auto found = std::find(network.epoch.begin(), network.epoch.end(), *network.keptEpoch);
  const auto at = static_cast<std::size_t>(found - network.epoch.begin());
  if (std::isfinite(network.tuneLoss[at]))
    drawMark(canvas, row.losses.at(*network.keptEpoch, network.tuneLoss[at]), one.look);
  if (std::isfinite(network.figure[at]))
    drawMark(canvas, row.figures.at(*network.keptEpoch, network.figure[at]), one.look);
}

// Under each other in all rows, however wide the numbers are.
void drawLossLabel(Canvas& canvas, const TrainingRow& row, const std::string& label) {
  const QString words = report::qs(label) + (row.loss.log ? kLogScale : QString());
  const auto lines = label.empty() ? std::vector<QString>{} : wrapText(words, kLabel, row.losses.area.height(), 1);
  if (!lines.empty())
    canvas.textUpwards({kMargin + capHeight(kLabel), row.losses.area.center().y()}, lines.front(), kLabel);
}

void drawRow(Canvas& canvas, const TrainingLayout& layout, const TrainingRow& row) {
  double baseline = row.top + capHeight(kRowName);
  for (const QString& line : row.name) {
    canvas.text({kMargin, baseline}, line, kRowName);
    baseline += lineStep(kRowName);
  }
  canvas.line(row.figures.at(row.figures.x.from, kChance), row.figures.at(row.figures.x.to, kChance), {kGuide, 0.25});
  // Members come first in the list and lie above the others.
  for (auto one = row.networks.rbegin(); one != row.networks.rend(); ++one) drawLines(canvas, row, *one);
  for (auto one = row.networks.rbegin(); one != row.networks.rend(); ++one) drawKept(canvas, row, *one);
  drawNetworks(canvas, row, layout.columns);
}

}  // namespace

Result<void> check(const TrainingCurvesChart& chart) {
  if (chart.resolutions.size() > kMostResolutions)
    return fail(ErrorKind::usage, "a chart can hold " + std::to_string(kMostResolutions) + " resolutions, not " +
                                      std::to_string(chart.resolutions.size()));
  for (const TrainingResolution& resolution : chart.resolutions) {
    if (auto fine = checkCount(resolution.networks.size()); !fine) return fine;
    for (const TrainingNetwork& network : resolution.networks)
      if (auto fine = checkNetwork(nameOf(resolution, network), network); !fine) return fine;
  }
  return {};
}

QString nothingIn(const TrainingCurvesChart& chart) {
  for (const TrainingResolution& resolution : chart.resolutions)
    if (std::any_of(resolution.networks.begin(), resolution.networks.end(), isShown)) return {};
  return QStringLiteral("There is no epoch whose loss could be shown.");
}

Heights heightsOf(const TrainingCurvesChart& chart, double widthMm) { return heightsOfTraining(chart, widthMm); }

void draw(Canvas& canvas, const TrainingCurvesChart& chart) {
  const TrainingLayout layout = layOutTraining(chart, canvas.width(), canvas.height());
  drawHead(canvas, layout.head);
  drawLegend(canvas, layout);
  for (const TrainingRow& row : layout.rows) {
    const bool last = &row == &layout.rows.back();
    const std::string label = last ? chart.words.xLabel : std::string();
    for (const Panel* panel : {&row.losses, &row.figures}) drawXAxis(canvas, *panel, row.epochs, label);
    drawYAxis(canvas, row.losses, row.loss.ticks, {});
    drawLossLabel(canvas, row, chart.words.yLabel);
    drawYAxis(canvas, row.figures, layout.figureTicks, chart.figureName);
    drawRow(canvas, layout, row);
  }
}

}  // namespace snitt::charts
