#include "inference/training/batch_loss.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"

namespace snitt {
namespace {

using statistics::CoxTies;

struct Cohort {
  std::vector<double> x;
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  statistics::SurvivalView view() const { return {time, event}; }
};

// Times are whole numbers, so that several have the event at one time.
Cohort cohort(std::size_t n) {
  statistics::CounterRandom random(7, 3);
  Cohort made;
  for (std::size_t i = 0; i < n; ++i) {
    made.x.push_back(random.normal());
    made.time.push_back(1 + std::floor(6 * random.uniform()));
    made.event.push_back(random.below(3) > 0 ? 1 : 0);
  }
  return made;
}

// coxFit is held against R; at its coefficient and at 0 its log likelihoods must be ours.
TEST(BatchLoss, IsCoxsLogLikelihood) {
  const Cohort data = cohort(40);
  for (const CoxTies ties : {CoxTies::efron, CoxTies::breslow}) {
    const statistics::Design design{40, {"x"}, data.x, {{"x", {}, 0, 1}}};
    const auto fit = statistics::coxFit(data.view(), design, {ties, {}, {}});
    ASSERT_TRUE(fit) << fit.error().message;
    std::vector<double> outputs;
    for (const double x : data.x) outputs.push_back(fit->coefficients[0].beta * x);
    const auto events = static_cast<double>(fit->events);
    EXPECT_NEAR(coxLoss(outputs, data.view(), ties)->loss, -fit->loglik / events, 1e-12);
    EXPECT_NEAR(coxLoss(std::vector<double>(40, 0), data.view(), ties)->loss, -fit->loglikNull / events, 1e-12);
  }
}

void expectGradient(const LossFunction& loss, std::vector<double> outputs) {
  const auto at = loss(outputs);
  ASSERT_TRUE(at) << at.error().message;
  constexpr double step = 1e-5;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const double here = outputs[i];
    outputs[i] = here + step;
    const double above = loss(outputs)->loss;
    outputs[i] = here - step;
    const double below = loss(outputs)->loss;
    outputs[i] = here;
    EXPECT_NEAR(at->gradient[i], (above - below) / (2 * step), 1e-9) << i;
  }
}

TEST(BatchLoss, HasTheGradientOfCoxsLikelihood) {
  const Cohort data = cohort(30);
  for (const CoxTies ties : {CoxTies::efron, CoxTies::breslow})
    expectGradient([&](std::span<const double> outputs) { return coxLoss(outputs, data.view(), ties); }, data.x);
}

TEST(BatchLoss, CoxBearsHugeOutputsAndBatchesWithoutEvents) {
  const std::vector<double> times{1, 2, 3};
  const auto huge = coxLoss(std::vector<double>{2000, -3000, 1000}, {times, std::vector<std::uint8_t>{0, 1, 1}});
  EXPECT_NEAR(huge->loss, 4000.0 / 2, 1e-9);
  EXPECT_NEAR(huge->gradient[2], 0.5, 1e-12);
  const auto none = coxLoss(std::vector<double>{1, 2, 3}, {times, std::vector<std::uint8_t>{0, 0, 0}});
  EXPECT_EQ(none->loss, 0);
  EXPECT_EQ(none->gradient, std::vector<double>(3, 0));
}

TEST(BatchLoss, HasTheGradientOfCrossEntropy) {
  const std::vector<std::uint8_t> labels{1, 0, 1, 0};
  const std::vector<double> weights{0.5, 2, 1, 1};
  expectGradient([&](std::span<const double> outputs) { return labelLoss(outputs, labels, weights); },
                 {0.3, -1.2, -4, 5});
  // −log(1/2) for whoever does not know.
  EXPECT_NEAR(labelLoss(std::vector<double>(4, 0), labels)->loss, std::log(2), 1e-12);
  EXPECT_NEAR(labelLoss(std::vector<double>{-1000, 0}, std::vector<std::uint8_t>{1, 0})->gradient[0], -0.5, 1e-12);
}

TEST(BatchLoss, IsTheMeanSquareOfDifferences) {
  const std::vector<double> values{1, -2, 0.5, 4};
  const auto loss = valueLoss(std::vector<double>{2, -2, 0, 1}, values);
  ASSERT_TRUE(loss);
  EXPECT_DOUBLE_EQ(loss->loss, (1 + 0 + 0.25 + 9) / 4);
  expectGradient([&](std::span<const double> outputs) { return valueLoss(outputs, values); }, {0.3, 1, -2, 5});
  EXPECT_EQ(valueLoss(std::vector<double>{1}, values).error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace snitt
