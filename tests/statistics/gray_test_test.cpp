#include "core/statistics/competing/gray_test.h"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "support/competing_tables.h"
#include "support/shared_data.h"

namespace snitt::statistics {
namespace {

using test::CompetingTable;
using Numbers = std::vector<std::size_t>;
using Times = std::vector<double>;
using Causes = std::vector<std::uint8_t>;

void expectAsR(const Result<std::vector<ChiSquareTest>>& tests, const nlohmann::json& expected, const char* what) {
  SCOPED_TRACE(what);
  ASSERT_TRUE(tests) << tests.error().message;
  ASSERT_EQ(tests->size(), expected["chi2"].size());
  for (std::size_t i = 0; i < tests->size(); ++i) {
    SNITT_EXPECT_R((*tests)[i].chi2, expected["chi2"][i], 1e-9);
    SNITT_EXPECT_R((*tests)[i].df, expected["df"][i], 0);
    SNITT_EXPECT_R((*tests)[i].p, expected["p"][i], 1e-8);
  }
}

TEST(GrayTest, AgreesWithCmprsk) {
  SNITT_NEEDS_SHARED_DATA();
  const auto expected = test::reference("competing")["gray"];
  const CompetingTable rotterdam = test::competingRotterdam();
  const auto& number = rotterdam.table.number;
  const Numbers hormon = test::numbered(number.at("hormon"));
  const Numbers size = test::numbered(rotterdam.table.text.at("size"));
  expectAsR(grayTest(rotterdam.view(), 2, hormon), expected["hormon"], "hormon");
  expectAsR(grayTest(rotterdam.view(), 2, size), expected["size"], "size");
  CompetingTable three = rotterdam;
  for (std::size_t i = 0; i < three.cause.size(); ++i)
    if (three.cause[i] == 2 && number.at("age")[i] >= 70) three.cause[i] = 3;
  expectAsR(grayTest(three.view(), 3, size), expected["three"], "three causes");
  const CompetingTable colon = test::competingColon();
  const Numbers rx = test::numbered(colon.table.text.at("rx"));
  expectAsR(grayTest(colon.view(), 2, rx), expected["rx"], "rx");
  expectAsR(grayTest(colon.view(), 2, rx, test::numbered(colon.table.number.at("extent"))), expected["rxStrata"],
            "rx in strata");
}

TEST(GrayTest, AgreesWithCmprskInStrataAndWithTies) {
  SNITT_NEEDS_SHARED_DATA();
  const auto expected = test::reference("competing")["gray"];
  CompetingTable table = test::competingRotterdam();
  const auto& number = table.table.number;
  const Numbers hormon = test::numbered(number.at("hormon"));
  const Numbers size = test::numbered(table.table.text.at("size"));
  Times both;
  for (std::size_t i = 0; i < table.time.size(); ++i) both.push_back(number.at("meno")[i] * 10 + number.at("grade")[i]);
  expectAsR(grayTest(table.view(), 2, hormon, test::numbered(both)), expected["strata"], "strata");
  for (double& time : table.time) time = std::ceil(time / 365.25);
  expectAsR(grayTest(table.view(), 2, size), expected["years"], "years");
  expectAsR(grayTest(table.view(), 2, size, test::numbered(number.at("meno"))), expected["yearsStrata"],
            "years in strata");
}

const Times kTen{1, 2, 3, 3, 4, 5, 6, 7, 7, 8};
const Causes kTenCauses{1, 0, 2, 0, 1, 0, 2, 0, 1, 0};
const Numbers kTenGroups{0, 1, 0, 1, 0, 1, 0, 1, 0, 1};

TEST(GrayTest, TenPatientsAsCmprsk) {
  expectAsR(grayTest({kTen, kTenCauses}, 2, kTenGroups), test::reference("competing")["gray"]["ten"], "ten patients");
}

// Two groups, one event of cause 1 at the first time, 3 and 1 patients, nobody else fails: S and F are 1 and 0 before
// it, so weights are the numbers at risk. Expected in group 0: 3/4, excess 1 − 3/4. Score matrix entry 3 (1 − 3/4) for
// a jump of group 0, −3 × 1/4 for one of group 1; variances of the jumps (1/4)/3 and (1/4)/1. The part through later
// events is nothing. Var = (3/4)² (1/12 + 1/4) = 3/16, which is the hypergeometric 3/4 × 1/4; χ² = (1/4)² / (3/16) =
// 1/3.
TEST(GrayTest, OneEventByHand) {
  const auto tests = grayTest({Times{1, 2, 2, 2}, Causes{1, 0, 0, 0}}, 1, Numbers{0, 0, 0, 1});
  ASSERT_TRUE(tests);
  EXPECT_NEAR((*tests)[0].chi2, 1.0 / 3, 1e-14);
  EXPECT_EQ((*tests)[0].df, 1);
}

TEST(GrayTest, OrderLabelsAndUnitsChangeNothing) {
  std::mt19937 random(4);
  for (int round = 0; round < 20; ++round) {
    const std::size_t size = 90;
    Times time;
    Causes cause;
    Numbers group;
    Numbers stratum;
    for (std::size_t i = 0; i < size; ++i) {
      const double t = std::exponential_distribution<double>(0.2)(random);
      time.push_back(round % 2 == 0 ? t : std::floor(t));
      cause.push_back(static_cast<std::uint8_t>(random() % 3));
      group.push_back(random() % 3);
      stratum.push_back(random() % 2);
    }
    Numbers order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    Times otherTime;
    Causes otherCause;
    Numbers otherGroup;
    Numbers otherStratum;
    const Numbers label{7, 0, 3};  // with gaps, in another order
    for (const std::size_t i : order) {
      otherTime.push_back(time[i] / 30.4);
      otherCause.push_back(cause[i]);
      otherGroup.push_back(label[group[i]]);
      otherStratum.push_back(9 - stratum[i]);
    }
    const auto a = grayTest({time, cause}, 2, group, stratum);
    const auto b = grayTest({otherTime, otherCause}, 2, otherGroup, otherStratum);
    ASSERT_TRUE(a && b);
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_GT((*a)[k].chi2, 0);
      EXPECT_NEAR((*a)[k].chi2, (*b)[k].chi2, 1e-8 * (*a)[k].chi2) << "which group is left out must not matter";
      EXPECT_EQ((*b)[k].df, 2);
    }
  }
}

TEST(GrayTest, UndefinedWhereNothingCanBeSaid) {
  const auto chi2 = [](const Times& time, const Causes& cause, const Numbers& group) {
    return grayTest({time, cause}, 1, group).value()[0].chi2;
  };
  EXPECT_TRUE(std::isnan(chi2({1, 2, 3}, {0, 0, 0}, {0, 1, 1}))) << "no event";
  EXPECT_TRUE(std::isnan(chi2({1, 2, 3}, {0, 1, 1}, {0, 1, 1}))) << "group 0 left before anything happened";
  EXPECT_TRUE(std::isnan(chi2({1, 1}, {1, 1}, {0, 1}))) << "all at once";
  const auto noneOfTwo = grayTest({kTen, kTenCauses}, 3, kTenGroups);
  ASSERT_TRUE(noneOfTwo);
  EXPECT_FALSE(std::isnan((*noneOfTwo)[1].chi2));
  EXPECT_TRUE(std::isnan((*noneOfTwo)[2].chi2)) << "cause 3 never happened";
  EXPECT_TRUE(std::isnan((*noneOfTwo)[2].p));
  EXPECT_EQ((*noneOfTwo)[2].df, 1);
}

TEST(GrayTest, NamesWhatCannotBe) {
  const auto messageOf = [](const Numbers& group, const Numbers& stratum) {
    const auto tests = grayTest({kTen, kTenCauses}, 2, group, stratum);
    return tests ? std::string("accepted") : tests.error().message;
  };
  EXPECT_EQ(messageOf(Numbers(10), {}), "Gray's test needs two groups at least, and all patients are in one");
  EXPECT_EQ(messageOf({0, 1}, {}), "2 groups and 0 strata stand beside 10 patients");
  EXPECT_EQ(messageOf(kTenGroups, {0, 1}), "10 groups and 2 strata stand beside 10 patients");
  EXPECT_EQ(grayTest({Times{1}, Causes{2}}, 1, Numbers{0}).error().message,
            "the cause of patient 1 is 2, beyond the last, 1");
}

}  // namespace
}  // namespace snitt::statistics
