// Harrell's C and its relatives: of the pairs of which one is known to have had the event first, the share in which
// that one has the higher score. A HIGHER score means a HIGHER risk (R: concordance(Surv(time, event) ~ score,
// reverse = TRUE)). Pure functions.
//
// A pair counts where the earlier time is an event; a censoring at that time counts as later. Pairs with equal scores
// count half. Two events at one time are no pair. Source: Harrell et al., JAMA 247:2543 (1982); the standard error is
// the infinitesimal jackknife of the counts (Therneau and Watson, survival's vignette "Concordance"; Newson, Stata J
// 6:309, 2006). O(n log n).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/statistics/estimate.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

enum class PairWeight {
  none,              // Harrell's C
  inverseCensoring,  // Uno's C: a pair weighs 1 / G(T−)² (Uno et al., Stat Med 30:1105, 2011; R: timewt = "n/G2")
};

// Uno's weights are of the patients themselves, with G of censoringCurve, each stratum its own; with fewer than two
// events (in the stratum) they are 1, as R's. The standard error takes G for known, as R's does. scikit-survival's
// concordance_index_ipcw takes G(T) in place of G(T−), which is the same where no censoring falls on the time of an
// event, and only events before tau, not those at tau.
struct ConcordanceOptions {
  PairWeight weight = PairWeight::none;
  std::optional<double> tau{};  // events after it count in no pair (R's ymax)
  // One entry a row, or empty: pairs are counted within a stratum only.
  std::span<const std::size_t> stratum{};
  // One entry a row, or empty: which patient the row is of, where one has several; the standard error is over patients.
  std::span<const std::size_t> cluster{};
};

// Sums of weights; numbers of pairs in Harrell's C.
struct PairCounts {
  double concordant = 0;
  double discordant = 0;
  double tiedScore = 0;  // R's tied.x
  double tiedTime = 0;   // R's tied.y: both have the event at one time
  double tiedBoth = 0;   // R's tied.xy

  [[nodiscard]] double comparable() const { return concordant + discordant + tiedScore; }
};

struct Concordance {
  Estimate c;  // the interval is value ± 1.96 se, cut at 0 and 1
  double logitLower95 = kUndefined;
  double logitUpper95 = kUndefined;  // by the logit of C; NaN where C is 0 or 1
  PairCounts pairs;
  std::size_t n = 0;
  std::size_t events = 0;
  std::string undefined;  // why there is no C; empty where there is one
  // What each row, or each cluster in ascending order of its number, adds to C: se² is the sum of squares.
  std::vector<double> influence;
};

// Usage: what checkSurvival and checkScore refuse; a stratum or cluster for some rows only; a tau that is no positive
// number. Without a comparable pair (no event, say) C is undefined and `undefined` says so.
[[nodiscard]] Result<Concordance> concordance(SurvivalView data, std::span<const double> score,
                                              const ConcordanceOptions& options = {});

}  // namespace snitt::statistics
