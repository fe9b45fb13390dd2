#include "core/training/member_choice.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace snitt::training {

std::string_view toText(MemberFigure figure) { return figure == MemberFigure::auc ? "auc" : "concordance"; }

Result<std::vector<std::size_t>> chooseMembers(std::span<const Candidate> candidates, int keep,
                                               std::string_view resolution) {
  std::vector<std::size_t> order;
  std::set<int> seeds;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!seeds.insert(candidates[i].seed).second)
      return fail(ErrorKind::usage, "seed " + std::to_string(candidates[i].seed) + " of " + std::string(resolution) +
                                        " stands twice among the networks to choose from");
    if (std::isfinite(candidates[i].figure)) order.push_back(i);
  }
  if (keep < 1 || order.size() < static_cast<std::size_t>(keep))
    return fail(ErrorKind::usage, "of resolution " + std::string(resolution) + " " + std::to_string(order.size()) +
                                      " networks have a figure on tuning data, and " + std::to_string(keep) +
                                      " are to be kept");
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (candidates[a].figure != candidates[b].figure) return candidates[a].figure > candidates[b].figure;
    return candidates[a].seed < candidates[b].seed;
  });
  order.resize(static_cast<std::size_t>(keep));
  return order;
}

}  // namespace snitt::training
