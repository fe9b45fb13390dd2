#include <algorithm>
#include <cmath>

#include "ui/report/charts/training_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

constexpr double kColumnGap = 3;
constexpr qsizetype kSeedDigits = 10;
const QString kNoFigure = QStringLiteral("–");
const QString kSeed = QStringLiteral("Seed");
const QString kEpoch = QStringLiteral("Epoch");
constexpr double kSampleGap = 1.8;

// Both ends of a long one: what seeds differ in.
QString seedText(std::uint64_t seed) {
  const QString digits = QString::number(seed);
  return digits.size() <= kSeedDigits ? digits : digits.left(4) + QChar(0x2026) + digits.right(5);
}

}  // namespace

std::vector<NetworkRow> networksOf(const TrainingResolution& resolution) {
  std::vector<NetworkRow> rows;
  std::size_t index = 0;
  for (const bool members : {true, false})
    for (const TrainingNetwork& network : resolution.networks) {
      if (network.isMember != members || !isShown(network)) continue;
      NetworkRow row{&network, {index++, members}, seedText(network.seed), kNoFigure, kNoFigure};
      if (network.keptEpoch) {
        row.epoch = numberText(*network.keptEpoch, 0);
        const auto at = std::find(network.epoch.begin(), network.epoch.end(), *network.keptEpoch);
        row.figure = numberText(network.figure[static_cast<std::size_t>(at - network.epoch.begin())], 3);
      }
      rows.push_back(std::move(row));
    }
  return rows;
}

NetworkColumns columnsFor(const TrainingCurvesChart& chart, const std::vector<TrainingRow>& rows, double widthMm) {
  NetworkColumns columns;
  const TextStyle strong{kColumn.sizePt, Weight::medium, kInk};
  const auto heading = wrapText(report::qs(chart.figureName), kColumn, 0.09 * widthMm, 1);
  if (!heading.empty()) columns.figureName = heading.front();
  double seed = textWidth(kSeed, kColumn);
  double epoch = textWidth(kEpoch, kColumn);
  double figure = textWidth(columns.figureName, kColumn);
  for (const TrainingRow& row : rows)
    for (const NetworkRow& network : row.networks) {
      seed = std::max(seed, textWidth(network.seed, strong));
      epoch = std::max(epoch, textWidth(network.epoch, strong));
      figure = std::max(figure, textWidth(network.figure, strong));
    }
  columns.figure = widthMm - kMargin;
  columns.epoch = columns.figure - figure - kColumnGap;
  columns.seed = columns.epoch - epoch - kColumnGap;
  columns.left = columns.seed - seed - kSampleGap - kSampleLength;
  return columns;
}

void drawNetworks(Canvas& canvas, const TrainingRow& row, const NetworkColumns& columns) {
  double baseline = row.losses.area.top() + capHeight(kColumn);
  canvas.text({columns.seed, baseline}, kSeed, kColumn, Align::right);
  canvas.text({columns.epoch, baseline}, kEpoch, kColumn, Align::right);
  canvas.text({columns.figure, baseline}, columns.figureName, kColumn, Align::right);
  for (const NetworkRow& network : row.networks) {
    baseline += kNetworkStep;
    const QPointF left(columns.left, baseline - capHeight(kColumn) / 2);
    const NetworkLook sample{network.look.index, network.look.member};
    canvas.line(left, left + QPointF(kSampleLength, 0), sample.solid());
    drawMark(canvas, left + QPointF(kSampleLength / 2, 0), network.look);
    const TextStyle words = network.look.words();
    canvas.text({columns.seed, baseline}, network.seed, words, Align::right);
    canvas.text({columns.epoch, baseline}, network.epoch, words, Align::right);
    canvas.text({columns.figure, baseline}, network.figure, words, Align::right);
  }
}

}  // namespace snitt::charts
