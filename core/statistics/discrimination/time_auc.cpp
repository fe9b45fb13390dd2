#include "core/statistics/discrimination/time_auc.h"

#include <algorithm>
#include <limits>

#include "core/statistics/discrimination/score_ranks.h"

namespace snitt::statistics {
namespace {

// Sums of weights by rank of the score; entry r holds ranks ≤ r.
struct CumulativeWeights {
  std::vector<double> cases;
  std::vector<double> controls;
};

CumulativeWeights accumulate(const HorizonWeights& at, const Ranks& ranks) {
  CumulativeWeights sums{std::vector<double>(ranks.count + 1), std::vector<double>(ranks.count + 1)};
  for (std::size_t i = 0; i < at.state.size(); ++i)
    (at.state[i] == AtHorizon::event ? sums.cases : sums.controls)[ranks.rank[i]] += at.weight[i];
  for (std::size_t r = 1; r <= ranks.count; ++r) {
    sums.cases[r] += sums.cases[r - 1];
    sums.controls[r] += sums.controls[r - 1];
  }
  return sums;
}

std::string whyUndefined(const HorizonWeights& at) {
  if (!at.undefined.empty()) return at.undefined;
  if (at.count(AtHorizon::event) == 0) return "nobody had the event by the horizon";
  if (at.count(AtHorizon::free) + at.count(AtHorizon::competing) == 0)
    return "nobody is known to be free of the event at the horizon";
  return {};
}

// Σ over pairs of case and control of the product of weights, where the case is above (half where equal), divided by Σ
// of the products; and the derivative of that by each patient's own presence, which is its influence with G known.
double areaWithInfluence(const HorizonWeights& at, const Ranks& ranks, std::vector<double>& influence) {
  const CumulativeWeights sums = accumulate(at, ranks);
  const double cases = sums.cases.back();
  const double controls = sums.controls.back();
  const auto n = static_cast<double>(at.state.size());
  std::vector<double> wins(at.state.size());  // share of the other side's weight that the patient is right of
  double area = 0;
  for (std::size_t i = 0; i < wins.size(); ++i) {
    const std::uint32_t r = ranks.rank[i];
    const bool isCase = at.state[i] == AtHorizon::event;
    wins[i] = isCase ? (sums.controls[r - 1] + sums.controls[r]) / 2 / controls
                     : 1 - (sums.cases[r - 1] + sums.cases[r]) / 2 / cases;
    if (isCase) area += at.weight[i] / cases * wins[i];
  }
  area = std::min(area, 1.0);  // sums of weights round
  influence.resize(wins.size());
  for (std::size_t i = 0; i < wins.size(); ++i)
    influence[i] = n * at.weight[i] / (at.state[i] == AtHorizon::event ? cases : controls) * (wins[i] - area);
  return area;
}

TimeAuc aucAt(SurvivalView data, const Ranks& ranks, std::span<const std::uint8_t> competing,
              std::span<const std::size_t> cluster, double horizon) {
  const HorizonWeights at = horizonWeights(data, competing, horizon);
  TimeAuc result;
  result.horizon = horizon;
  result.cases = at.count(AtHorizon::event);
  result.unknown = at.count(AtHorizon::unknown);
  result.competing = at.count(AtHorizon::competing);
  result.controls = data.size() - result.cases - result.unknown;
  result.undefined = whyUndefined(at);
  if (!result.undefined.empty()) return result;
  const double area = areaWithInfluence(at, ranks, result.influence);
  const std::vector<double> ofG = censoringInfluence(data, competing, horizon, result.influence);
  for (std::size_t i = 0; i < ofG.size(); ++i) result.influence[i] += ofG[i];
  result.auc = withInfluence(area, result.influence, cluster);
  return result;
}

Result<void> check(SurvivalView data, std::span<const double> score, std::span<const std::uint8_t> competing,
                   std::span<const double> horizons) {
  if (auto checked = checkSurvival(data); !checked) return checked;
  for (const double horizon : horizons)
    if (auto checked = checkHorizon(data, competing, horizon); !checked) return checked;
  return checkScore(score, data.size());
}

}  // namespace

Result<std::vector<TimeAuc>> timeAuc(SurvivalView data, std::span<const double> score, std::span<const double> horizons,
                                     std::span<const std::uint8_t> competing, std::span<const std::size_t> cluster) {
  if (auto checked = check(data, score, competing, horizons); !checked) return fail(checked.error());
  if (!cluster.empty() && cluster.size() != data.size())
    return fail(ErrorKind::usage, "a cluster is needed for each patient");
  const std::vector<double> time = withoutRounding(data.time);
  const Ranks ranks = ranksOf(score);
  std::vector<TimeAuc> result;
  for (const double horizon : horizons) result.push_back(aucAt({time, data.event}, ranks, competing, cluster, horizon));
  return result;
}

Result<std::vector<TimeAucComparison>> compareTimeAuc(SurvivalView data, std::span<const double> first,
                                                      std::span<const double> second, std::span<const double> horizons,
                                                      std::span<const std::uint8_t> competing,
                                                      std::span<const std::size_t> cluster) {
  auto a = timeAuc(data, first, horizons, competing, cluster);
  if (!a) return fail(a.error());
  auto b = timeAuc(data, second, horizons, competing, cluster);
  if (!b) return fail(b.error());
  std::vector<TimeAucComparison> result;
  for (std::size_t h = 0; h < horizons.size(); ++h) {
    const TimeAuc& one = (*a)[h];
    const TimeAuc& other = (*b)[h];
    std::vector<double> difference(one.influence.size());
    for (std::size_t i = 0; i < difference.size(); ++i) difference[i] = other.influence[i] - one.influence[i];
    const Estimate spread = withInfluence(0, difference, cluster);
    result.push_back({one, other, differenceOf(0, 1, other.auc.value - one.auc.value, spread.stdErr)});
  }
  return result;
}

Result<TimeRoc> timeRoc(SurvivalView data, std::span<const double> score, double horizon,
                        std::span<const std::uint8_t> competing) {
  const std::vector<double> horizons{horizon};
  if (auto checked = check(data, score, competing, horizons); !checked) return fail(checked.error());
  const std::vector<double> time = withoutRounding(data.time);
  const HorizonWeights at = horizonWeights({time, data.event}, competing, horizon);
  TimeRoc result;
  result.undefined = whyUndefined(at);
  if (!result.undefined.empty()) return result;
  const Ranks ranks = ranksOf(score);
  std::vector<double> threshold(ranks.count + 1);
  for (std::size_t i = 0; i < score.size(); ++i) threshold[ranks.rank[i]] = score[i];
  const CumulativeWeights sums = accumulate(at, ranks);
  result.points.push_back({std::numeric_limits<double>::infinity(), 0, 1});
  for (std::size_t r = ranks.count; r > 0; --r)
    result.points.push_back(
        {threshold[r], 1 - sums.cases[r - 1] / sums.cases.back(), sums.controls[r - 1] / sums.controls.back()});
  return result;
}

}  // namespace snitt::statistics
