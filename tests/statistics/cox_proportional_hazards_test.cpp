#include "core/statistics/cox/proportional_hazards.h"

#include <gtest/gtest.h>

#include "statistics/cox_cases.h"

namespace snitt::statistics {
namespace {

using nlohmann::json;
using test::CoxCase;

void expectTests(const CoxCase& one, const json& all) {
  const std::map<std::string, TimeTransform> transforms{{"km", TimeTransform::km},
                                                        {"identity", TimeTransform::identity},
                                                        {"rank", TimeTransform::rank},
                                                        {"log", TimeTransform::log}};
  const CoxFit fit = one.fit();
  for (const auto& [name, r] : all.items()) {
    SCOPED_TRACE(name);
    const auto tests = proportionalHazards(fit, one.data(), one.design, one.options(), transforms.at(name));
    ASSERT_TRUE(tests);
    ASSERT_EQ(tests->size(), r["name"].size());
    for (std::size_t i = 0; i < tests->size(); ++i) {
      EXPECT_EQ((*tests)[i].name, r["name"][i].get<std::string>());
      SNITT_EXPECT_R((*tests)[i].test.chi2, r["chi2"][i], 1e-7);
      SNITT_EXPECT_R((*tests)[i].test.df, r["df"][i], 0.0);
      SNITT_EXPECT_R((*tests)[i].test.p, r["p"][i], 1e-6);
    }
  }
}

TEST(CoxProportionalHazards, AgreeWithR) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectTests(test::colonCase(), r["colonEfron"]["zph"]);
  expectTests(test::colonCase(CoxTies::breslow), r["colonBreslow"]["zph"]);
  expectTests(test::colonStrataCase(), r["colonStrata"]["zph"]);
  expectTests(test::clusterCase(false), r["cluster"]["zph"]);
  expectTests(test::clusterCase(true), r["clusterStrata"]["zph"]);
  expectTests(test::lungCase(), r["lungEfron"]["zph"]);
}

TEST(CoxProportionalHazards, AgreeWithRUnderManyTies) {
  SNITT_NEEDS_SHARED_DATA();
  const json r = test::reference("cox");
  expectTests(test::rotterdamCase(CoxTies::efron), r["rotterdamEfron"]["zph"]);
  expectTests(test::rotterdamCase(CoxTies::breslow), r["rotterdamBreslow"]["zph"]);
}

// A test of a change with time does not depend on the unit of time, nor on the unit of a covariate.
TEST(CoxProportionalHazards, UnitsDoNotMatter) {
  CoxCase made = test::madeCase({"x", "y"});
  const auto before = proportionalHazards(made.fit(), made.data(), made.design, {}, TimeTransform::identity);
  for (double& time : made.time) time *= 1e9;
  for (std::size_t i = 10; i < 20; ++i) made.design.x[i] = 1e-6 * made.design.x[i] + 3;
  const auto after = proportionalHazards(made.fit(), made.data(), made.design, {}, TimeTransform::identity);
  ASSERT_TRUE(before && after);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR((*before)[i].test.chi2, (*after)[i].test.chi2, 1e-8);
}

TEST(CoxProportionalHazards, WhatCannotBeTested) {
  CoxCase made = test::madeCase({"x", "c", "y"});
  const auto tests = proportionalHazards(made.fit(), made.data(), made.design);
  ASSERT_TRUE(tests);
  ASSERT_EQ(tests->size(), 3U) << "x, y and GLOBAL: c has no coefficient";
  EXPECT_EQ((*tests)[1].name, "y");
  EXPECT_EQ((*tests)[2].test.df, 2);

  made.time[0] = 0;
  EXPECT_EQ(proportionalHazards(made.fit(), made.data(), made.design, {}, TimeTransform::log).error().message,
            "an event at time 0 has no logarithm of time");

  made.time.assign(10, 3.0);
  const auto tied = proportionalHazards(made.fit(), made.data(), made.design);
  ASSERT_TRUE(tied);
  EXPECT_TRUE(std::isnan(tied->back().test.chi2)) << "all events at one time";

  const CoxCase constant = test::madeCase({"c"});
  EXPECT_EQ(proportionalHazards(constant.fit(), constant.data(), constant.design).error().message,
            "the Cox model has no coefficient whose hazard could be tested");
}

}  // namespace
}  // namespace snitt::statistics
