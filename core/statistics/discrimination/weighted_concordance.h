// C of many resamples of the same patients: times and scores are ranked once, and each resample is told by how often
// each patient was drawn. The figure is that of concordance() on the drawn patients written out one by one (R:
// concordance(…, weights = counts)): a patient makes no pair with itself.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/statistics/discrimination/concordance.h"

namespace snitt::statistics {

// Made once, then asked as often as wanted; asking changes scratch memory of its own, so each thread has a copy.
class WeightedConcordance {
 public:
  // Usage as concordance(). `tau` as there; strata and clusters are the caller's business: a drawn cluster is a count
  // for each of its rows.
  [[nodiscard]] static Result<WeightedConcordance> make(SurvivalView data, std::span<const double> score,
                                                        std::optional<double> tau = std::nullopt);

  // `counts`: one entry a patient, how often it was drawn. NaN without a comparable pair.
  [[nodiscard]] double harrell(std::span<const std::uint32_t> counts);
  // With G of the drawn patients. As concordance() does, it weighs nothing with fewer than two events drawn.
  [[nodiscard]] double uno(std::span<const std::uint32_t> counts);

 private:
  struct Row {
    std::uint32_t patient;
    std::uint32_t rank;
  };
  struct Block {  // one time: events are [first, events), censorings [events, end)
    std::uint32_t first, events, end;
    bool counts;  // not after tau
  };

  WeightedConcordance() = default;
  void weighBlocks(std::span<const std::uint32_t> counts);
  double value(std::span<const std::uint32_t> counts);
  std::uint64_t upTo(std::uint32_t rank) const;

  std::vector<Row> m_rows;  // in order of time
  std::vector<Block> m_blocks;
  std::vector<double> m_blockWeight;
  std::vector<std::uint32_t> m_sums;  // by rank, Fenwick's
};

}  // namespace snitt::statistics
