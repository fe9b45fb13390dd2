#include "core/statistics/competing/gray_test.h"

#include <algorithm>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "core/statistics/competing/gray_steps_p.h"
#include "core/statistics/distributions.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Score {
  VectorXd value;
  MatrixXd variance;
};

// A jump of group k's incidence at u moves the scores at u itself, and all later ones through that group's F and S. The
// second walk over the times knows from the first what is still to come.
void addStratum(const GrayStratum& data, std::uint8_t cause, Score& into) {
  const Index groups = into.value.size();
  MatrixXd later = MatrixXd::Zero(groups, groups);
  forEachGrayStep(data, groups, cause, [&](const GrayStep& step) {
    into.value += step.excess.matrix();
    later += step.score * step.relativeJump;
  });
  forEachGrayStep(data, groups, cause, [&](const GrayStep& step) {
    later -= step.score * step.relativeJump;
    for (Index k = 0; k < groups; ++k) {
      const VectorXd byOwn = step.score.col(k) + (1 - step.freeOfEither[k]) * later.col(k);
      const VectorXd byOther = step.freeOfEither[k] * later.col(k);
      into.variance += step.ownVariance[k] * byOwn * byOwn.transpose();
      into.variance += step.otherVariance[k] * byOther * byOther.transpose();
    }
  });
}

// The groups' scores add up to nothing, so the last one is left out.
ChiSquareTest testOf(const Score& score) {
  const Index df = score.value.size() - 1;
  const MatrixXd variance = score.variance.topLeftCorner(df, df);
  Eigen::ColPivHouseholderQR<MatrixXd> solver(variance);
  solver.setThreshold(1e-7);
  ChiSquareTest undefined{kUndefined, static_cast<double>(df), kUndefined};
  if (!(variance.cwiseAbs().maxCoeff() > 0) || solver.rank() < df) return undefined;
  const VectorXd head = score.value.head(df);
  return chiSquareTest(head.dot(solver.solve(head)), static_cast<double>(df));
}

// Numbers from 0 without gaps, in the order of the old ones.
struct Numbered {
  std::vector<std::size_t> number;
  std::size_t count = 1;
};

Numbered withoutGaps(std::span<const std::size_t> numbers) {
  std::vector<std::size_t> used(numbers.begin(), numbers.end());
  std::ranges::sort(used);
  used.erase(std::unique(used.begin(), used.end()), used.end());
  Numbered result{{}, used.size()};
  result.number.reserve(numbers.size());
  for (const std::size_t number : numbers)
    result.number.push_back(static_cast<std::size_t>(std::ranges::lower_bound(used, number) - used.begin()));
  return result;
}

// The rows of each stratum in order of time.
std::vector<std::vector<std::size_t>> strataOf(std::span<const double> time, std::span<const std::size_t> stratum) {
  const Numbered layers = stratum.empty() ? Numbered{std::vector<std::size_t>(time.size()), 1} : withoutGaps(stratum);
  std::vector<std::vector<std::size_t>> orders(layers.count);
  for (std::size_t i = 0; i < time.size(); ++i) orders[layers.number[i]].push_back(i);
  for (auto& order : orders) std::ranges::stable_sort(order, {}, [&](std::size_t i) { return time[i]; });
  return orders;
}

}  // namespace

Result<std::vector<ChiSquareTest>> grayTest(CompetingView data, std::size_t causes, std::span<const std::size_t> group,
                                            std::span<const std::size_t> stratum) {
  if (auto checked = checkCompeting(data, causes); !checked) return fail(checked.error());
  if (group.size() != data.size() || (!stratum.empty() && stratum.size() != data.size()))
    return fail(ErrorKind::usage, fmt::format("{} groups and {} strata stand beside {} patients", group.size(),
                                              stratum.size(), data.size()));
  const Numbered groups = withoutGaps(group);
  if (groups.count < 2)
    return fail(ErrorKind::usage, "Gray's test needs two groups at least, and all patients are in one");
  const std::vector<double> time = withoutRounding(data.time);
  const auto orders = strataOf(time, stratum);
  const auto size = static_cast<Index>(groups.count);
  std::vector<ChiSquareTest> tests;
  for (std::size_t cause = 1; cause <= causes; ++cause) {
    Score sum{VectorXd::Zero(size), MatrixXd::Zero(size, size)};
    for (const auto& order : orders)
      addStratum({time, data.cause, groups.number, order}, static_cast<std::uint8_t>(cause), sum);
    tests.push_back(testOf(sum));
  }
  return tests;
}

}  // namespace snitt::statistics
