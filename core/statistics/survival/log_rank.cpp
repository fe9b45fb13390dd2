#include "core/statistics/survival/log_rank.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Sums {
  VectorXd observed;
  VectorXd expected;
  MatrixXd covariance;
};

// One stratum, its patients (`rows`) in order of time.
void addStratum(SurvivalView data, std::span<const int> group, std::span<const std::size_t> rows, Sums& sums) {
  VectorXd atRisk = VectorXd::Zero(sums.observed.size());
  for (const std::size_t row : rows) atRisk[group[row]] += 1;
  auto total = static_cast<double>(rows.size());
  for (std::size_t i = 0; i < rows.size();) {
    const double t = data.time[rows[i]];
    const std::size_t first = i;
    double events = 0;
    for (; i < rows.size() && data.time[rows[i]] == t; ++i) {
      if (data.event[rows[i]] == 0) continue;
      events += 1;
      sums.observed[group[rows[i]]] += 1;
    }
    if (events > 0) {
      const VectorXd share = atRisk / total;
      sums.expected += events * share;
      if (total > 1) {
        const double factor = events * (total - events) / (total - 1);
        sums.covariance.noalias() -= factor * share * share.transpose();
        sums.covariance.diagonal() += factor * share;
      }
    }
    for (std::size_t gone = first; gone < i; ++gone) atRisk[group[rows[gone]]] -= 1;
    total -= static_cast<double>(i - first);
  }
}

ChiSquareTest overallTest(const Sums& sums) {
  std::vector<Eigen::Index> used;
  for (Eigen::Index g = 0; g < sums.expected.size(); ++g)
    if (sums.expected[g] > 0) used.push_back(g);
  if (used.size() < 2) return {};
  // The differences add up to 0, so that one group follows from the others.
  used.erase(used.begin());
  const VectorXd difference = (sums.observed - sums.expected)(used);
  const MatrixXd covariance = sums.covariance(used, used);
  const Eigen::LDLT<MatrixXd> solver(covariance);
  const auto df = static_cast<double>(used.size());
  if (solver.info() != Eigen::Success || solver.rcond() < std::numeric_limits<double>::epsilon())
    return {kUndefined, df, kUndefined};
  return chiSquareTest(difference.dot(solver.solve(difference)), df);
}

ChiSquareTest trendTest(const Sums& sums, const VectorXd& scores) {
  const double variance = scores.dot(sums.covariance * scores);
  const double difference = scores.dot(sums.observed - sums.expected);
  if (!(variance > 1e-12 * scores.squaredNorm())) return {};
  return chiSquareTest(difference * difference / variance, 1);
}

Result<void> checkGroups(SurvivalView data, std::span<const int> group, std::span<const int> stratum,
                         std::span<const double> scores) {
  if (auto checked = checkSurvival(data); !checked) return checked;
  if (group.size() != data.size() || (!stratum.empty() && stratum.size() != data.size()))
    return fail(ErrorKind::usage, "a group and a stratum are needed for each patient");
  const int largest = *std::ranges::max_element(group);
  if (*std::ranges::min_element(group) < 0) return fail(ErrorKind::usage, "a group has a negative number");
  if (!scores.empty() && scores.size() <= static_cast<std::size_t>(largest))
    return fail(ErrorKind::usage, fmt::format("the trend needs {} scores and has {}", largest + 1, scores.size()));
  return {};
}

}  // namespace

Result<LogRank> logRank(SurvivalView data, std::span<const int> group, std::span<const int> stratum,
                        std::span<const double> scores) {
  if (auto checked = checkGroups(data, group, stratum, scores); !checked) return fail(checked.error());
  const Eigen::Index k =
      scores.empty() ? *std::ranges::max_element(group) + 1 : static_cast<Eigen::Index>(scores.size());
  Sums sums{VectorXd::Zero(k), VectorXd::Zero(k), MatrixXd::Zero(k, k)};
  std::vector<std::size_t> order = orderByTime(data);
  if (!stratum.empty()) std::ranges::stable_sort(order, {}, [&](std::size_t row) { return stratum[row]; });
  for (auto first = order.begin(); first != order.end();) {
    const auto last = stratum.empty() ? order.end() : std::find_if(first, order.end(), [&](std::size_t row) {
      return stratum[row] != stratum[*first];
    });
    addStratum(data, group, {first, last}, sums);
    first = last;
  }

  LogRank result;
  result.groups.resize(static_cast<std::size_t>(k));
  for (const int g : group) ++result.groups[static_cast<std::size_t>(g)].n;
  for (Eigen::Index g = 0; g < k; ++g) {
    result.groups[static_cast<std::size_t>(g)].observed = sums.observed[g];
    result.groups[static_cast<std::size_t>(g)].expected = sums.expected[g];
    for (Eigen::Index h = 0; h < k; ++h) result.covariance.push_back(sums.covariance(g, h));
  }
  result.test = overallTest(sums);
  VectorXd trend = VectorXd::LinSpaced(k, 0, static_cast<double>(k - 1));
  if (!scores.empty()) trend = Eigen::Map<const VectorXd>(scores.data(), k);
  result.trend = trendTest(sums, trend);
  return result;
}

}  // namespace snitt::statistics
