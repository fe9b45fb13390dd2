#include "core/statistics/survival/kaplan_meier.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "support/shared_data.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using test::number;
using Times = std::vector<double>;
using Events = std::vector<std::uint8_t>;

// Ten patients: 1 2+ 3 3+ 4 5+ 6 7+ 7 8+.
const Times kTime{1, 2, 3, 3, 4, 5, 6, 7, 7, 8};
const Events kEvent{1, 0, 1, 0, 1, 0, 1, 0, 1, 0};

struct Cohort {
  Times time;
  Events event;
};

Cohort cohort(const std::string& name) {
  const test::RTable table = test::sharedSurvival(name);
  if (name == "lung") return {table.number.at("time"), table.equals("status", 2)};
  if (name == "rotterdam") return {table.number.at("dtime"), table.equals("death", 1)};
  const auto deaths = table.equals("etype", 2);
  const test::RTable colon = table.where({deaths.begin(), deaths.end()});
  return {colon.number.at("time"), colon.equals("status", 1)};
}

void expectCurve(const KaplanMeier& curve, const nlohmann::json& r) {
  const auto whole = cumulativeHazard(curve);
  const auto split = cumulativeHazard(curve, TiedHazard::split);
  ASSERT_EQ(curve.steps.size(), r.at("rows").get<std::size_t>());
  for (std::size_t i = 0; i < r.at("time").size(); ++i) {
    const double t = number(r["time"][i]);
    const auto found = std::ranges::find(curve.steps, t, &KaplanMeierStep::time);
    ASSERT_NE(found, curve.steps.end()) << t;
    const auto row = static_cast<std::size_t>(found - curve.steps.begin());
    EXPECT_EQ(found->atRisk, r["atRisk"][i]);
    EXPECT_EQ(found->events, r["died"][i]);
    EXPECT_EQ(found->censored, r["censored"][i]);
    SNITT_EXPECT_R(found->survival, r["survival"][i], 1e-12);
    SNITT_EXPECT_R(found->stdErr, r["stdErr"][i], 1e-10);
    SNITT_EXPECT_R(found->lower95, r["lower"][i], 1e-10);
    SNITT_EXPECT_R(found->upper95, r["upper"][i], 1e-10);
    SNITT_EXPECT_R(whole[row].hazard, r["hazard"][i], 1e-12);
    SNITT_EXPECT_R(whole[row].stdErr, r["hazardStdErr"][i], 1e-10);
    SNITT_EXPECT_R(split[row].hazard, r["splitHazard"][i], 1e-12);
    SNITT_EXPECT_R(split[row].stdErr, r["splitStdErr"][i], 1e-10);
  }
}

TEST(KaplanMeier, AgreesWithRInEveryFigure) {
  SNITT_NEEDS_SHARED_DATA();
  const auto references = test::reference("survival").at("km");
  for (const std::string name : {"colon", "lung", "rotterdam"}) {
    const Cohort data = cohort(name);
    for (const auto& [type, r] : references.at(name).items()) {
      SCOPED_TRACE(name + " " + type);
      const auto curve = kaplanMeier({data.time, data.event}, *limitScaleOf(type));
      ASSERT_TRUE(curve) << curve.error().message;
      EXPECT_EQ(curve->n, r.at("n"));
      EXPECT_EQ(curve->events, r.at("events"));
      expectCurve(*curve, r);
      const SurvivalQuantile median = survivalQuantile(*curve);
      SNITT_EXPECT_R(median.time, r["median"], 1e-12);
      SNITT_EXPECT_R(median.lower95, r["medianLower"], 1e-12);
      SNITT_EXPECT_R(median.upper95, r["medianUpper"], 1e-12);
      const RestrictedMean mean = restrictedMean(*curve, number(r["until"]));
      SNITT_EXPECT_R(mean.mean, r["rmean"], 1e-10);
      SNITT_EXPECT_R(mean.stdErr, r["rmeanStdErr"], 1e-10);
      for (std::size_t i = 0; i < 3; ++i) {
        const SurvivalQuantile quantile = survivalQuantile(*curve, std::vector{0.1, 0.25, 0.5}[i]);
        SNITT_EXPECT_R(quantile.time, r["quantile"][i], 1e-12);
        SNITT_EXPECT_R(quantile.lower95, r["quantileLower"][i], 1e-12);
        SNITT_EXPECT_R(quantile.upper95, r["quantileUpper"][i], 1e-12);
      }
    }
  }
}

// At risk: 10 at 1, 8 at 3, 6 at 4, 4 at 6, 3 at 7. Survival 9/10, × 7/8, × 5/6, × 3/4, × 2/3.
TEST(KaplanMeier, TenPatientsByHand) {
  const KaplanMeier curve = *kaplanMeier({kTime, kEvent});
  ASSERT_EQ(curve.steps.size(), 8U);
  EXPECT_DOUBLE_EQ(curve.at(1)->survival, 0.9);
  EXPECT_DOUBLE_EQ(curve.at(3)->survival, 0.9 * 7 / 8);
  EXPECT_DOUBLE_EQ(curve.at(5.5)->survival, 0.9 * 7 / 8 * 5 / 6);
  EXPECT_DOUBLE_EQ(curve.at(8)->survival, 0.9 * 7 / 8 * 5 / 6 * 3 / 4 * 2 / 3);
  EXPECT_EQ(curve.at(0.5), nullptr);
  EXPECT_EQ(curve.at(8.5), nullptr) << "nobody was followed so long";
  // Greenwood at 3: √(1/(10·9) + 1/(8·7)) times survival.
  EXPECT_NEAR(curve.at(3)->stdErr, 0.7875 * std::sqrt(1.0 / 90 + 1.0 / 56), 1e-15);
  EXPECT_EQ(survivalQuantile(curve).time, 6) << "0.492 is the first value below a half";
  EXPECT_EQ(curve.at(3)->atRisk, 8U);
  EXPECT_EQ(curve.at(3)->censored, 1U);
  EXPECT_EQ(atRiskAt(curve, 5).atRisk, 5U);
  EXPECT_EQ(atRiskAt(curve, 5).censored, 2U);
  // Areas: 1·1 + 2·0.9 + 1·0.7875 + 2·0.65625 + 1·0.4921875 + 1·0.328125.
  EXPECT_NEAR(restrictedMean(curve, 8).mean, 1 + 1.8 + 0.7875 + 1.3125 + 0.4921875 + 0.328125, 1e-14);
  // 1/10 + 1/8 + 1/6.
  EXPECT_NEAR(cumulativeHazard(curve)[3].hazard, 0.1 + 0.125 + 1.0 / 6, 1e-15);
}

TEST(KaplanMeier, MiddleOfAnIntervalOnTheMedianItself) {
  const Times time{1, 2, 3, 4};
  const Events event{1, 1, 1, 1};
  EXPECT_EQ(survivalQuantile(*kaplanMeier({time, event})).time, 2.5);
}

TEST(KaplanMeier, OrderOfRowsAndUnitOfTimeChangeNothing) {
  std::mt19937 random(11);
  Cohort data;
  for (int i = 0; i < 300; ++i) {
    data.time.push_back(static_cast<double>(random() % 60));
    data.event.push_back(static_cast<std::uint8_t>(random() % 2));
  }
  const KaplanMeier before = *kaplanMeier({data.time, data.event});
  Cohort moved;
  std::vector<std::size_t> order(300);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::shuffle(order, random);
  for (const std::size_t i : order) {
    moved.time.push_back(data.time[i] * 7);
    moved.event.push_back(data.event[i]);
  }
  const KaplanMeier after = *kaplanMeier({moved.time, moved.event});
  ASSERT_EQ(before.steps.size(), after.steps.size());
  for (std::size_t i = 0; i < before.steps.size(); ++i) {
    EXPECT_EQ(before.steps[i].time * 7, after.steps[i].time);
    EXPECT_EQ(before.steps[i].survival, after.steps[i].survival);
  }
  EXPECT_NEAR(restrictedMean(before, 50).mean * 7, restrictedMean(after, 350).mean, 1e-9);
}

TEST(KaplanMeier, DataAtTheEdge) {
  const auto fit = [](Times time, Events event) { return kaplanMeier({time, event}); };
  const KaplanMeier nothing = *fit({1, 2, 3}, {0, 0, 0});
  EXPECT_EQ(nothing.steps.back().survival, 1);
  EXPECT_EQ(nothing.steps.back().stdErr, 0);
  EXPECT_TRUE(std::isnan(survivalQuantile(nothing).time));
  EXPECT_EQ(restrictedMean(nothing, 3).mean, 3);
  const KaplanMeier together = *fit({5, 5, 5}, {1, 1, 1});
  EXPECT_EQ(together.steps.back().survival, 0);
  EXPECT_TRUE(std::isnan(together.steps.back().stdErr));
  EXPECT_EQ(survivalQuantile(together).time, 5);
  EXPECT_EQ(together.at(9)->survival, 0) << "nobody is left, so that is known for ever";
  const KaplanMeier one = *fit({0}, {1});
  EXPECT_EQ(one.at(0)->survival, 0);
  EXPECT_EQ(restrictedMean(one, 0).mean, 0);
  EXPECT_EQ(fit({}, {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(fit({-1}, {1}).error().message, "the time of patient 1 is negative (-1)");
  EXPECT_EQ(fit({-0.0, 1}, {1, 1})->steps.front().time, 0);
}

}  // namespace
}  // namespace snitt::statistics
