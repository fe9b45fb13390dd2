#include "core/training/reference_distributions.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/monitoring/population_stability.h"

namespace snitt::training {
namespace {

double toFourDigits(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double digits = 3 - std::floor(std::log10(std::abs(value)));
  // Powers below 1 have no exact double; dividing by their inverse rounds once.
  const double scale = std::pow(10, std::abs(digits));
  return digits >= 0 ? std::round(value * scale) / scale : std::round(value / scale) * scale;
}

std::vector<double> plainEdges(std::vector<double> edges) {
  std::ranges::transform(edges, edges.begin(), toFourDigits);
  const auto rest = std::ranges::unique(edges);
  edges.erase(rest.begin(), rest.end());
  return edges;
}

// Joins the smallest bin with its smaller neighbour until each holds enough.
void joinSmall(ReferenceDistribution& reference) {
  auto& counts = reference.counts;
  while (counts.size() > 1) {
    const auto least = static_cast<std::size_t>(std::ranges::min_element(counts) - counts.begin());
    if (counts[least] >= kLeastCell) return;
    const bool down = least + 1 == counts.size() || (least > 0 && counts[least - 1] <= counts[least + 1]);
    const std::size_t low = down ? least - 1 : least;
    counts[low] += counts[low + 1];
    counts.erase(counts.begin() + static_cast<std::ptrdiff_t>(low) + 1);
    reference.edges.erase(reference.edges.begin() + static_cast<std::ptrdiff_t>(low));
  }
}

}  // namespace

Result<ReferenceDistribution> referenceDistribution(std::string name, std::span<const double> values,
                                                    std::size_t bins) {
  if (name.empty()) return fail(ErrorKind::usage, "a reference distribution has no name");
  if (bins < 2) return fail(ErrorKind::usage, "a reference distribution needs two bins at the least");
  std::vector<double> known;
  std::ranges::copy_if(values, std::back_inserter(known), [](double value) { return !std::isnan(value); });
  ReferenceDistribution reference{std::move(name), {}, {0}};
  if (known.size() < kLeastCell) return reference;
  const std::size_t most = std::min(bins, known.size() / kLeastCell);
  if (most >= 2) {
    auto edges = statistics::quantileEdges(known, most);
    if (!edges) return failIn(reference.name, edges.error());
    reference.edges = plainEdges(std::move(*edges));
  }
  auto counts = statistics::binCounts(known, reference.edges);
  if (!counts) return failIn(reference.name, counts.error());
  reference.counts = std::move(*counts);
  joinSmall(reference);
  return reference;
}

}  // namespace snitt::training
