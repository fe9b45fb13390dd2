// Scores as dense ranks, and sums of weights over ranks: what makes the counting of pairs O(n log n).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"

namespace snitt::statistics {

// As many scores as patients, none of them NaN (infinite ones are in order, so they are accepted); else usage, naming
// the patient (from 1).
[[nodiscard]] Result<void> checkScore(std::span<const double> score, std::size_t patients);

struct Ranks {
  std::vector<std::uint32_t> rank;  // of each score, from 1; equal scores have equal ranks
  std::uint32_t count = 0;          // of different scores
};
[[nodiscard]] Ranks ranksOf(std::span<const double> score);

// Sums over ranks 1…size, each addition and question O(log size) (Fenwick, Software: Practice and Experience 24:327,
// 1994).
template <class T>
class RankSums {
 public:
  explicit RankSums(std::uint32_t size) : m_sums(size + 1, T{}) {}

  void clear() { std::fill(m_sums.begin(), m_sums.end(), T{}); }
  void add(std::uint32_t rank, T amount) {
    for (; rank < m_sums.size(); rank += rank & (~rank + 1)) m_sums[rank] += amount;
  }
  [[nodiscard]] T upTo(std::uint32_t rank) const {
    T sum{};
    for (; rank > 0; rank -= rank & (~rank + 1)) sum += m_sums[rank];
    return sum;
  }

 private:
  std::vector<T> m_sums;
};

}  // namespace snitt::statistics
