#include "core/training/reference_distributions.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "core/statistics/monitoring/population_stability.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::training {
namespace {

std::vector<double> normals(std::size_t n, double shift, std::uint64_t stream) {
  statistics::CounterRandom random(3, stream);
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) values.push_back(random.normal() + shift);
  return values;
}

double stability(const ReferenceDistribution& reference, const std::vector<double>& values) {
  return statistics::populationStability(reference.counts, statistics::binCounts(values, reference.edges).value())
      ->value;
}

TEST(ReferenceDistributions, TellAShiftFromNone) {
  const auto reference = referenceDistribution("combined", normals(2000, 0, 1)).value();
  ASSERT_EQ(reference.counts.size(), 10U);
  for (const std::uint64_t count : reference.counts) EXPECT_NEAR(static_cast<double>(count), 200, 3);
  EXPECT_LT(stability(reference, normals(2000, 0, 2)), 0.02);
  EXPECT_GT(stability(reference, normals(2000, 0.6, 3)), 0.25);
}

TEST(ReferenceDistributions, NoBinHoldsFewerThanFive) {
  for (const std::size_t n : {5U, 9U, 10U, 23U, 49U}) {
    auto values = normals(n, 0, n);
    // Ties and a value that could not be measured.
    for (std::size_t i = 0; i < n / 3; ++i) values[i] = 0.25;
    values.push_back(std::nan(""));
    const auto reference = referenceDistribution("x", values).value();
    EXPECT_EQ(reference.counts.size(), reference.edges.size() + 1);
    EXPECT_EQ(std::accumulate(reference.counts.begin(), reference.counts.end(), std::uint64_t{0}), n);
    for (const std::uint64_t count : reference.counts) EXPECT_GE(count, 5U) << n;
  }
  const auto few = referenceDistribution("x", std::vector{1.0, 2.0, 3.0, 4.0}).value();
  EXPECT_EQ(few.counts, (std::vector<std::uint64_t>{0}));
}

TEST(ReferenceDistributions, EdgesHaveFourDigits) {
  const auto reference = referenceDistribution("x", normals(500, 1234567, 4)).value();
  for (const double edge : reference.edges) EXPECT_EQ(edge, 1235000);
  const auto small = referenceDistribution("x", std::vector<double>(20, 1.0 / 3), 4).value();
  ASSERT_EQ(small.counts.size(), 1U);
}

}  // namespace
}  // namespace snitt::training
