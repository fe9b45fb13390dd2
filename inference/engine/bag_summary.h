// A bag of tiles summed up, so that bags can be put together by adding and scored without their tiles: the mean
// activation of Noisy-AND, the softmax of attention and the mean of tiles' scores are all quotients of sums. For
// estimates while a slide is being scored; the score itself is pooled from all tiles at once. No torch here: plain
// double arithmetic on the CPU, so that hundreds of sums can be scored in a millisecond.
//
// Immutable; any number of threads at once.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace snitt {

class BagSummary {
 public:
  virtual ~BagSummary() = default;
  [[nodiscard]] virtual std::size_t size() const = 0;
  // Adds one tile's embedding to `sums` (size() values, zero for an empty bag).
  virtual void add(std::span<const float> embedding, std::span<double> sums) const = 0;
  // The bag's score in [0, 1], as pooling its tiles would give it; nothing for an empty bag, or where the sums have
  // lost what they were made of (an attention that drowns all tiles).
  [[nodiscard]] virtual std::optional<double> score(std::span<const double> sums) const = 0;
};

}  // namespace snitt
