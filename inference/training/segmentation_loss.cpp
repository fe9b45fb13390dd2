#include "inference/training/segmentation_loss.h"

#include <algorithm>
#include <cmath>

namespace snitt {
namespace {

// The softmax of one pixel's scores; returns the logarithm of its denominator, with the largest score in it.
double softmax(std::span<const float> scores, std::span<double> probabilities) {
  const double largest = static_cast<double>(*std::ranges::max_element(scores));
  double sum = 0;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    probabilities[c] = std::exp(static_cast<double>(scores[c]) - largest);
    sum += probabilities[c];
  }
  for (double& probability : probabilities) probability /= sum;
  return largest + std::log(sum);
}

void addTo(std::vector<double>& into, const std::vector<double>& other) {
  if (into.empty()) into.resize(other.size());
  for (std::size_t c = 0; c < other.size(); ++c) into[c] += other[c];
}

}  // namespace

void SegmentationSums::add(const SegmentationSums& other) {
  addTo(overlap, other.overlap);
  addTo(probability, other.probability);
  addTo(truth, other.truth);
  crossEntropy += other.crossEntropy;
  pixels += other.pixels;
}

SegmentationSums sumsOf(const ScoredCrop& crop) {
  const std::size_t classes = crop.classes;
  SegmentationSums sums;
  for (auto* each : {&sums.overlap, &sums.probability, &sums.truth}) each->resize(classes);
  std::vector<double> probabilities(classes);
  for (std::size_t pixel = 0; pixel < crop.truth.size(); ++pixel) {
    const std::size_t truth = crop.truth[pixel];
    if (truth >= classes) continue;
    const auto scores = crop.scores.subspan(pixel * classes, classes);
    sums.crossEntropy += softmax(scores, probabilities) - static_cast<double>(scores[truth]);
    for (std::size_t c = 0; c < classes; ++c) sums.probability[c] += probabilities[c];
    sums.overlap[truth] += probabilities[truth];
    sums.truth[truth] += 1;
    sums.pixels += 1;
  }
  return sums;
}

double lossOf(const SegmentationSums& all) {
  if (all.pixels == 0) return 0;
  double dice = 0;
  double present = 0;
  for (std::size_t c = 0; c < all.truth.size(); ++c) {
    if (all.truth[c] == 0) continue;
    dice += 2 * all.overlap[c] / (all.probability[c] + all.truth[c]);
    present += 1;
  }
  return all.crossEntropy / all.pixels + 1 - dice / present;
}

void lossGradient(const ScoredCrop& crop, const SegmentationSums& all, double factor, std::span<float> out) {
  const std::size_t classes = crop.classes;
  std::ranges::fill(out, 0.0F);
  if (all.pixels == 0) return;
  // d loss / d p_c = −(2/present) · (g_c · both − overlap) / both², both = Σ (p_c + g_c)
  std::vector<double> whereTrue(classes);
  std::vector<double> elsewhere(classes);
  const auto present = static_cast<double>(std::ranges::count_if(all.truth, [](double n) { return n > 0; }));
  for (std::size_t c = 0; c < classes; ++c) {
    if (all.truth[c] == 0) continue;
    const double both = all.probability[c] + all.truth[c];
    elsewhere[c] = 2 / present * all.overlap[c] / (both * both);
    whereTrue[c] = elsewhere[c] - 2 / present / both;
  }
  std::vector<double> p(classes);
  for (std::size_t pixel = 0; pixel < crop.truth.size(); ++pixel) {
    const std::size_t truth = crop.truth[pixel];
    if (truth >= classes) continue;
    softmax(crop.scores.subspan(pixel * classes, classes), p);
    double mean = 0;
    for (std::size_t c = 0; c < classes; ++c) mean += p[c] * (c == truth ? whereTrue[c] : elsewhere[c]);
    for (std::size_t c = 0; c < classes; ++c) {
      const double dice = p[c] * ((c == truth ? whereTrue[c] : elsewhere[c]) - mean);
      const double entropy = (p[c] - (c == truth ? 1 : 0)) / all.pixels;
      out[pixel * classes + c] = static_cast<float>(factor * (dice + entropy));
    }
  }
}

}  // namespace snitt
