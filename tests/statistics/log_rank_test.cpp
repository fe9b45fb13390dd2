#include "core/statistics/survival/log_rank.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "support/shared_data.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Times = std::vector<double>;
using Events = std::vector<std::uint8_t>;
using Groups = std::vector<int>;

void expectTests(const Result<LogRank>& result, const nlohmann::json& r) {
  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->groups.size(), r.at("observed").size());
  for (std::size_t g = 0; g < result->groups.size(); ++g) {
    SNITT_EXPECT_R(result->groups[g].observed, r["observed"][g], 1e-12);
    SNITT_EXPECT_R(result->groups[g].expected, r["expected"][g], 1e-10);
  }
  for (std::size_t i = 0; i < result->covariance.size(); ++i)
    SNITT_EXPECT_R(result->covariance[i], r["covariance"][i], 1e-9);
  SNITT_EXPECT_R(result->test.chi2, r["chi2"], 1e-9);
  SNITT_EXPECT_R(result->test.df, r["df"], 0);
  SNITT_EXPECT_R(result->test.p, r["p"], 1e-8);
  SNITT_EXPECT_R(result->trend.chi2, r["trend"], 1e-9);
  SNITT_EXPECT_R(result->trend.p, r["trendP"], 1e-8);
}

// A number for each different value, in ascending order.
template <class T>
Groups numbered(const std::vector<T>& column) {
  std::vector<T> levels = column;
  std::ranges::sort(levels);
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  Groups groups;
  for (const T& value : column)
    groups.push_back(static_cast<int>(std::ranges::lower_bound(levels, value) - levels.begin()));
  return groups;
}

TEST(LogRank, AgreesWithR) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("survival").at("logrank");
  const test::RTable all = test::sharedSurvival("colon");
  const auto deaths = all.equals("etype", 2);
  const test::RTable colon = all.where({deaths.begin(), deaths.end()});
  const Events died = colon.equals("status", 1);
  const SurvivalView colonView{colon.number.at("time"), died};
  const Groups rx = numbered(colon.text.at("rx"));
  expectTests(logRank(colonView, rx), r.at("colon"));
  expectTests(logRank(colonView, rx, numbered(colon.number.at("sex"))), r.at("colonBySex"));

  const test::RTable raw = test::sharedSurvival("lung");
  std::vector<bool> known;
  for (const double value : raw.number.at("ph.ecog")) known.push_back(!std::isnan(value));
  const test::RTable lung = raw.where(known);
  const Events lungDied = lung.equals("status", 2);
  expectTests(logRank({lung.number.at("time"), lungDied}, numbered(lung.number.at("ph.ecog"))), r.at("lung"));

  const test::RTable rotterdam = test::sharedSurvival("rotterdam");
  const Events dead = rotterdam.equals("death", 1);
  expectTests(logRank({rotterdam.number.at("dtime"), dead}, numbered(rotterdam.number.at("grade")),
                      numbered(rotterdam.number.at("meno"))),
              r.at("rotterdam"));
}

// 1 2+ 3 3+ 4 5+ 6 7+ 7 8+, every second patient in group 1, so that all events are in group 0. At the events 5 of 10,
// 4 of 8, 3 of 6, 2 of 4 and, of the 3 left at 7 (7+, 7, 8+), 1 of 3 are at risk in group 0.
TEST(LogRank, TenPatientsByHand) {
  const Times time{1, 2, 3, 3, 4, 5, 6, 7, 7, 8};
  const Events event{1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
  const Groups group{0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
  const LogRank result = *logRank({time, event}, group);
  EXPECT_EQ(result.groups[0].observed, 5);
  EXPECT_NEAR(result.groups[0].expected, 4 * 0.5 + 1.0 / 3, 1e-14);
  const double variance = 4 * 0.25 + 2.0 / 9;
  EXPECT_NEAR(result.covariance[0], variance, 1e-14);
  EXPECT_NEAR(result.test.chi2, std::pow(5 - 7.0 / 3, 2) / variance, 1e-12);
  EXPECT_NEAR(result.trend.chi2, result.test.chi2, 1e-12) << "of two groups the trend is the difference";
}

TEST(LogRank, NamesOfGroupsAndOrderOfRowsChangeNothing) {
  std::mt19937 random(5);
  Times time;
  Events event;
  Groups group;
  Groups renamed;
  for (int i = 0; i < 400; ++i) {
    time.push_back(static_cast<double>(random() % 90));
    event.push_back(static_cast<std::uint8_t>(random() % 3 != 0));
    group.push_back(static_cast<int>(random() % 4));
    renamed.push_back(3 - group.back());
  }
  const LogRank before = *logRank({time, event}, group);
  EXPECT_NEAR(before.test.chi2, logRank({time, event}, renamed)->test.chi2, 1e-9);
  std::ranges::reverse(time);
  std::ranges::reverse(event);
  std::ranges::reverse(group);
  EXPECT_NEAR(before.test.chi2, logRank({time, event}, group)->test.chi2, 1e-9);
}

TEST(LogRank, DataAtTheEdge) {
  const Times time{1, 2, 3, 4};
  const Events event{1, 0, 1, 1};
  const Events none{0, 0, 0, 0};
  EXPECT_TRUE(std::isnan(logRank({time, none}, Groups{0, 0, 1, 1})->test.p)) << "no events, no test";
  EXPECT_EQ(logRank({time, none}, Groups{0, 0, 1, 1})->test.df, 0);
  EXPECT_TRUE(std::isnan(logRank({time, event}, Groups{0, 0, 0, 0})->test.p)) << "one group";
  // Group 1 has nobody: it counts for nothing.
  const LogRank gap = *logRank({time, event}, Groups{0, 2, 2, 0});
  EXPECT_EQ(gap.groups[1].n, 0U);
  EXPECT_EQ(gap.test.df, 1);
  EXPECT_NEAR(gap.test.chi2, logRank({time, event}, Groups{0, 1, 1, 0})->test.chi2, 1e-12);
  // All events at one time, nobody left: the hypergeometric variance is 0.
  const Times same{5, 5, 5, 5};
  const Events all{1, 1, 1, 1};
  EXPECT_TRUE(std::isnan(logRank({same, all}, Groups{0, 0, 1, 1})->test.p));
  EXPECT_EQ(logRank({time, event}, Groups{0, 1}).error().message, "a group and a stratum are needed for each patient");
  EXPECT_EQ(logRank({time, event}, Groups{0, -1, 1, 1}).error().message, "a group has a negative number");
}

}  // namespace
}  // namespace snitt::statistics
