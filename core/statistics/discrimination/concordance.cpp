#include "core/statistics/discrimination/concordance.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "core/statistics/discrimination/pair_counting.h"
#include "core/statistics/discrimination/score_ranks.h"
#include "core/statistics/distributions.h"
#include "core/statistics/survival/step_curve.h"

namespace snitt::statistics {
namespace {

Result<void> check(SurvivalView data, std::span<const double> score, const ConcordanceOptions& options) {
  if (auto checked = checkSurvival(data); !checked) return fail(checked.error());
  if (auto checked = checkScore(score, data.size()); !checked) return fail(checked.error());
  for (const auto& [name, rows] : {std::pair("strata", options.stratum), std::pair("clusters", options.cluster)})
    if (!rows.empty() && rows.size() != data.size())
      return fail(ErrorKind::usage, fmt::format("{} {} stand beside {} rows", rows.size(), name, data.size()));
  if (options.tau && !(*options.tau > 0 && std::isfinite(*options.tau)))
    return fail(ErrorKind::usage,
                fmt::format("the time {} after which events do not count is not positive", *options.tau));
  return {};
}

std::vector<double> eventWeights(SurvivalView data, const ConcordanceOptions& options) {
  std::vector<double> weight(data.size(), 1);
  if (options.weight == PairWeight::inverseCensoring && std::ranges::count(data.event, 1) > 1) {
    const StepCurve uncensored = censoringCurve(data);
    for (std::size_t i = 0; i < data.size(); ++i)
      if (data.event[i] == 1) weight[i] = std::pow(uncensored.before(data.time[i]), -2);
  }
  if (options.tau)
    for (std::size_t i = 0; i < data.size(); ++i)
      if (data.time[i] > *options.tau) weight[i] = 0;
  return weight;
}

// The pairs within the rows `members`.
void countStratum(SurvivalView data, std::span<const double> score, const ConcordanceOptions& options,
                  std::span<const std::size_t> members, PairCounts& counts, std::span<RowPairs> rows) {
  std::vector<double> time, scores;
  std::vector<std::uint8_t> event;
  for (const std::size_t row : members) {
    time.push_back(data.time[row]);
    event.push_back(data.event[row]);
    scores.push_back(score[row]);
  }
  const SurvivalView stratum{time, event};
  std::vector<RowPairs> pairs(members.size());
  countPairs(stratum, scores, eventWeights(stratum, options), counts, pairs);
  for (std::size_t i = 0; i < members.size(); ++i) rows[members[i]] = pairs[i];
}

std::vector<RowPairs> countAll(SurvivalView data, std::span<const double> score, const ConcordanceOptions& options,
                               PairCounts& counts) {
  std::vector<RowPairs> rows(data.size());
  if (options.stratum.empty()) {
    countPairs(data, score, eventWeights(data, options), counts, rows);
    return rows;
  }
  std::map<std::size_t, std::vector<std::size_t>> strata;
  for (std::size_t i = 0; i < data.size(); ++i) strata[options.stratum[i]].push_back(i);
  for (const auto& [number, members] : strata) countStratum(data, score, options, members, counts, rows);
  return rows;
}

std::vector<double> influences(std::span<const RowPairs> rows, const PairCounts& pairs,
                               std::span<const std::size_t> cluster) {
  const double comparable = pairs.comparable();
  const double somers = (pairs.concordant - pairs.discordant) / comparable;
  std::vector<double> influence;
  influence.reserve(rows.size());
  for (const RowPairs& row : rows) {
    const double all = row.concordant + row.discordant + row.tied;
    influence.push_back((row.concordant - row.discordant - somers * all) / (2 * comparable));
  }
  if (cluster.empty()) return influence;
  std::map<std::size_t, double> sums;
  for (std::size_t i = 0; i < rows.size(); ++i) sums[cluster[i]] += influence[i];
  influence.clear();
  for (const auto& [number, sum] : sums) influence.push_back(sum);
  return influence;
}

void addIntervals(Concordance& result) {
  Estimate& c = result.c;
  const double reach = normal975() * c.stdErr;
  c.lower95 = std::max(0.0, c.value - reach);
  c.upper95 = std::min(1.0, c.value + reach);
  if (!(c.value > 0 && c.value < 1)) return;
  const double logit = std::log(c.value / (1 - c.value));
  const double logitReach = reach / (c.value * (1 - c.value));
  result.logitLower95 = 1 / (1 + std::exp(logitReach - logit));
  result.logitUpper95 = 1 / (1 + std::exp(-logitReach - logit));
}

}  // namespace

Result<Concordance> concordance(SurvivalView data, std::span<const double> score, const ConcordanceOptions& options) {
  if (auto checked = check(data, score, options); !checked) return fail(checked.error());
  const std::vector<double> time = withoutRounding(data.time);
  data.time = time;
  Concordance result;
  result.n = data.size();
  result.events = static_cast<std::size_t>(std::ranges::count(data.event, 1));
  const std::vector<RowPairs> rows = countAll(data, score, options, result.pairs);
  if (!(result.pairs.comparable() > 0)) {
    result.undefined = result.events == 0 ? "no patient had the event"
                                          : "there is no pair of patients of whom one had the event first";
    return result;
  }
  result.c.value = 0.5 + 0.5 * (result.pairs.concordant - result.pairs.discordant) / result.pairs.comparable();
  result.influence = influences(rows, result.pairs, options.cluster);
  double squares = 0;
  for (const double one : result.influence) squares += one * one;
  result.c.stdErr = std::sqrt(squares);
  addIntervals(result);
  return result;
}

}  // namespace snitt::statistics
