// Whether something of one side stands on another: the same patient, the same file, or nearly the same image. Pure
// functions; O(slides²) comparisons of 64 bits, a fraction of a second for 20,000 slides.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/training/cohort.h"

namespace snitt::training {

struct PlacedSlide {
  std::string patient;
  std::string slide;  // its name in messages
  std::size_t row = 0;
  std::string sha256;                             // empty: not compared
  std::optional<std::uint64_t> imageFingerprint;  // of the thumbnail; nothing: not compared
  Side side = Side::train;
};

enum class LeakKind { patient, sha256, thumbnail };

// Indices of the slides, first < second.
struct Leak {
  LeakKind kind;
  std::size_t first;
  std::size_t second;
  int distance = 0;  // thumbnail: bits that differ
  bool operator==(const Leak&) const = default;
};

// The number of bits that differ.
[[nodiscard]] int hammingDistance(std::uint64_t a, std::uint64_t b);

// Each pair of slides on different sides once, by the first kind that holds; ordered by kind, then by index. Thumbnails
// are alike where at most `mostDistance` bits differ.
[[nodiscard]] std::vector<Leak> findLeaks(std::span<const PlacedSlide> slides, int mostDistance);

// Names both slides with patient, row and side.
[[nodiscard]] std::string describe(const Leak& leak, std::span<const PlacedSlide> slides);

// Refused (kind refused) with the first leak and the number of others.
[[nodiscard]] Result<void> refuseLeaks(std::span<const PlacedSlide> slides, int mostDistance);

}  // namespace snitt::training
