// The threshold of a resolution, chosen once on tuning data by a named rule. No rule looks at survival times, let alone
// for the lowest p-value. Pure functions.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/training/label_rule.h"

namespace snitt::training {

enum class ThresholdKind {
  youden,           // largest sensitivity + specificity among distinct patients (Youden, Cancer 3:32, 1950)
  median,           // half of the tuning patients lie above it, as nearly as ties allow
  poorShare,        // the given share of the tuning patients does
  goodSensitivity,  // the lowest with at least the given share of distinct good patients at or below it
  poorSensitivity,  // the highest with at least the given share of distinct poor patients above it
};

struct ThresholdRule {
  ThresholdKind kind = ThresholdKind::youden;
  double share = 0.5;  // of the last three kinds, above 0 and below 1
  bool operator==(const ThresholdRule&) const = default;
};

[[nodiscard]] constexpr bool needsShare(ThresholdKind kind) {
  return kind != ThresholdKind::youden && kind != ThresholdKind::median;
}

// One sentence for the card, without a full stop.
[[nodiscard]] std::string describe(const ThresholdRule& rule);

struct TunedPatient {
  double score = 0;  // of the ensemble of one resolution, in [0, 1]
  DistinctLabel label = DistinctLabel::between;
};

// A score above the threshold is poor, one that equals it is good. Shares of distinct patients are NaN without any.
struct ThresholdChoice {
  double threshold = 0;    // in [0, 1], never a patient's score where it can lie between two
  double sensitivity = 0;  // share of distinct poor patients above
  double specificity = 0;  // share of distinct good patients at or below
  double poorShare = 0;    // share of all above
  std::size_t patients = 0;
  std::size_t good = 0;
  std::size_t poor = 0;
};

// Thresholds lie halfway between neighbouring scores. Of several that serve youden equally well the one with
// sensitivity and specificity nearest to each other is taken, then the lowest. Usage: no patient; a score outside [0,
// 1]; a rule for distinct patients without both kinds of them; all scores equal.
[[nodiscard]] Result<ThresholdChoice> chooseThreshold(std::span<const TunedPatient> patients,
                                                      const ThresholdRule& rule);

}  // namespace snitt::training
