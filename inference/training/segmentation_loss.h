// Soft Dice with cross-entropy over the pixels of several crops, by formula: no torch.
//
// With p the softmax of a pixel's scores and g its class (one-hot), sums running over all pixels of all crops that have
// a class:
//   loss = −(1/N) Σ log p[class]  +  1 − mean over classes c of 2 Σ p_c g_c / Σ (p_c + g_c)
// The Dice term (Milletari, Navab and Ahmadi, 3DV 2016, with sums in place of squares as Drozdzal et al., DLMIA 2016)
// is over the crops together and over those classes that the crops have: a class without a pixel has no overlap to be
// enlarged, and is left to the cross-entropy. So nothing is divided by zero, whatever a crop shows.
//
// Sums are taken in double and added in the order in which crops are added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace snitt {

// A pixel of this class counts nowhere.
inline constexpr std::uint8_t ignoredPixel = 255;

// One crop: scores before the softmax, a row of `classes` numbers a pixel, and each pixel's class. Not owned.
struct ScoredCrop {
  std::span<const float> scores;
  std::span<const std::uint8_t> truth;
  std::size_t classes = 0;
};

struct SegmentationSums {
  std::vector<double> overlap;      // Σ p_c g_c, by class
  std::vector<double> probability;  // Σ p_c
  std::vector<double> truth;        // Σ g_c
  double crossEntropy = 0;          // Σ −log p[class]
  double pixels = 0;                // N

  void add(const SegmentationSums& other);
};

[[nodiscard]] SegmentationSums sumsOf(const ScoredCrop& crop);

// 0 where no pixel has a class.
[[nodiscard]] double lossOf(const SegmentationSums& all);

// factor · d loss / d score of this crop, which is among those that `all` sums up; laid out as the scores.
void lossGradient(const ScoredCrop& crop, const SegmentationSums& all, double factor, std::span<float> out);

}  // namespace snitt
