#include "core/training/training_tables.h"

#include <cmath>

#include "core/csv.h"
#include "core/text/number.h"

namespace snitt::training {
namespace {

std::string sixDigits(double value) {
  if (std::isnan(value)) return {};
  if (value == 0 || std::isinf(value)) return shortest(value);
  const double digits = 5 - std::floor(std::log10(std::abs(value)));
  const double scale = std::pow(10, std::abs(digits));
  return shortest(digits >= 0 ? std::round(value * scale) / scale : std::round(value / scale) * scale);
}

}  // namespace

std::string curvesCsv(std::span<const CurvePoint> points, std::string_view figure) {
  std::string text =
      csvRow({"resolution", "seed", "epoch", "learningRate", "trainLoss", "tuneLoss", std::string(figure)});
  for (const CurvePoint& point : points)
    text += csvRow({point.resolution, std::to_string(point.seed), std::to_string(point.epoch),
                    sixDigits(point.learningRate), sixDigits(point.trainLoss), sixDigits(point.tuneLoss),
                    sixDigits(point.figure)});
  return text;
}

std::string tuningCsv(std::span<const TunedNetwork> networks, std::string_view figure) {
  std::string text = csvRow({"resolution", "seed", "epoch", std::string(figure), "member"});
  for (const TunedNetwork& network : networks)
    text += csvRow({network.resolution, std::to_string(network.seed), std::to_string(network.epoch),
                    sixDigits(network.figure), network.member});
  return text;
}

}  // namespace snitt::training
