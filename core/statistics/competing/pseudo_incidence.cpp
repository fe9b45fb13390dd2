#include "core/statistics/competing/pseudo_incidence.h"

#include <algorithm>
#include <numeric>

namespace snitt::statistics {
namespace {

// One time: how many are at risk, and what happens to them.
struct Step {
  double atRisk = 0;
  double own = 0;    // events of the cause
  double other = 0;  // events of others

  [[nodiscard]] double hazard() const { return atRisk > 0 ? own / atRisk : 0; }
  [[nodiscard]] double kept() const { return atRisk > 0 ? (atRisk - own - other) / atRisk : 1; }
};

// Places in the order: [first, end) have one time.
struct Block {
  std::size_t first = 0;
  std::size_t end = 0;
  Step step;
};

std::vector<Block> blocksOf(CompetingView data, std::uint8_t cause, const std::vector<std::size_t>& order) {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < order.size();) {
    Block block{i, i, {static_cast<double>(order.size() - i)}};
    for (const double t = data.time[order[i]]; i < order.size() && data.time[order[i]] == t; ++i) {
      const std::uint8_t here = data.cause[order[i]];
      if (here == cause) ++block.step.own;
      if (here != cause && here != 0) ++block.step.other;
    }
    block.end = i;
    blocks.push_back(block);
  }
  return blocks;
}

// The step without a patient of it to whom `happened`.
Step without(Step step, std::uint8_t happened, std::uint8_t cause) {
  --step.atRisk;
  if (happened == cause) --step.own;
  if (happened != cause && happened != 0) --step.other;
  return step;
}

}  // namespace

// Who leaves at a step is one less at risk at all steps up to it, and changes nothing afterwards: the others' incidence
// up to the step, then what the changed step adds, then what the usual steps after it add to those who come to them.
std::vector<double> pseudoIncidence(CompetingView data, std::uint8_t cause, double horizon) {
  if (data.size() < 2) return {};
  std::vector<std::size_t> order(data.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return data.time[i]; });
  const std::vector<Block> blocks = blocksOf(data, cause, order);
  const auto within = std::ranges::partition_point(
      blocks, [&](const Block& block) { return data.time[order[block.first]] <= horizon; });
  const auto used = static_cast<std::size_t>(within - blocks.begin());
  std::vector<double> ahead(used + 1);  // incidence of those who are free of every event before step b
  for (std::size_t b = used; b-- > 0;) ahead[b] = blocks[b].step.hazard() + blocks[b].step.kept() * ahead[b + 1];
  const auto n = static_cast<double>(data.size());
  std::vector<double> result(data.size());
  double incidence = 0;  // of the others, of whom nobody left before
  double survival = 1;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::size_t i = blocks[b].first; i < blocks[b].end; ++i) {
      double others = incidence;
      if (b < used) {
        const Step changed = without(blocks[b].step, data.cause[order[i]], cause);
        others += survival * (changed.hazard() + changed.kept() * ahead[b + 1]);
      }
      result[order[i]] = n * ahead[0] - (n - 1) * others;
    }
    if (b >= used) continue;
    const Step usual = without(blocks[b].step, 0, cause);
    incidence += survival * usual.hazard();
    survival *= usual.kept();
  }
  return result;
}

}  // namespace snitt::statistics
