#include "core/statistics/survival/survival_data.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/statistics/survival/step_curve.h"

namespace snitt::statistics {
namespace {

using Times = std::vector<double>;
using Events = std::vector<std::uint8_t>;

TEST(SurvivalData, NamesThePatientThatCannotBe) {
  const auto messageOf = [](const Times& time, const Events& event) {
    const auto checked = checkSurvival({time, event});
    return checked ? std::string("accepted") : checked.error().message;
  };
  EXPECT_EQ(messageOf({1, 2}, {0, 1}), "accepted");
  EXPECT_EQ(messageOf({0}, {1}), "accepted");
  EXPECT_EQ(messageOf({}, {}), "there is no patient with a time and an event");
  EXPECT_EQ(messageOf({1, 2}, {0}), "2 times stand beside 1 events");
  EXPECT_EQ(messageOf({1, -2}, {0, 1}), "the time of patient 2 is negative (-2)");
  EXPECT_EQ(messageOf({1, std::nan("")}, {0, 1}), "the time of patient 2 is not a number");
  EXPECT_EQ(messageOf({1, INFINITY}, {0, 1}), "the time of patient 2 is not a number");
  EXPECT_EQ(messageOf({1, 2}, {0, 2}), "the event of patient 2 is neither 0 nor 1");
}

// 0.1 + 0.2 and 0.3 are one time, as in R.
TEST(SurvivalData, TimesThatDifferByRoundingAreOne) {
  const Times time{0.3, 0.1 + 0.2, 1, 1 + 1e-7, 100};
  const Times merged = withoutRounding(time);
  EXPECT_EQ(merged[0], merged[1]);
  EXPECT_EQ(merged[1], 0.3);
  EXPECT_EQ(merged[2], 1);
  EXPECT_EQ(merged[3], 1) << "1e-7 is less than 1.49e-8 of the mean of these times";
  EXPECT_EQ(withoutRounding(Times{1, 1 + 1e-7}), (Times{1, 1 + 1e-7}));
}

// Ten patients: 1 2+ 3 3+ 4 5+ 6 7+ 7 8+. Censored at 2 with 9 left; at 3, after the event there, with 7; at 5 with 5;
// at 7, after the event there, with 2; at 8 with 1.
TEST(SurvivalData, CensoringCurveByHand) {
  const Times time{1, 2, 3, 3, 4, 5, 6, 7, 7, 8};
  const Events event{1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
  const StepCurve curve = censoringCurve({time, event});
  EXPECT_EQ(curve.time, (Times{2, 3, 5, 7, 8}));
  EXPECT_DOUBLE_EQ(curve.at(1.9), 1);
  EXPECT_DOUBLE_EQ(curve.at(2), 8.0 / 9);
  EXPECT_DOUBLE_EQ(curve.before(2), 1);
  EXPECT_DOUBLE_EQ(curve.at(3), 8.0 / 9 * 6 / 7);
  EXPECT_DOUBLE_EQ(curve.at(5), 8.0 / 9 * 6 / 7 * 4 / 5);
  EXPECT_DOUBLE_EQ(curve.at(7), 8.0 / 9 * 6 / 7 * 4 / 5 / 2);
  EXPECT_DOUBLE_EQ(curve.at(9), 0);
}

}  // namespace
}  // namespace snitt::statistics
