#include "core/training/split.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

std::vector<SplitPatient> patients(std::size_t n, int strata) {
  std::vector<SplitPatient> result;
  for (std::size_t i = 0; i < n; ++i)
    result.push_back({std::string("P").append(std::to_string(i)), static_cast<int>(i) % strata, std::nullopt});
  return result;
}

std::size_t countOf(const std::vector<Side>& sides, Side side) {
  return static_cast<std::size_t>(std::ranges::count(sides, side));
}

TEST(Split, MeetsItsSharesInEveryStratum) {
  const auto all = patients(997, 5);
  const SplitShares shares{0.6, 0.25, 0.15, 7};
  const auto sides = splitPatients(all, shares).value();
  EXPECT_NEAR(static_cast<double>(countOf(sides, Side::train)), 0.6 * 997, 1);
  EXPECT_NEAR(static_cast<double>(countOf(sides, Side::tune)), 0.25 * 997, 1);
  EXPECT_NEAR(static_cast<double>(countOf(sides, Side::test)), 0.15 * 997, 1);
  for (int stratum = 0; stratum < 5; ++stratum) {
    std::map<Side, double> counts;
    double n = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].stratum == stratum) ++counts[sides[i]], ++n;
    EXPECT_NEAR(counts[Side::train], 0.6 * n, 1) << stratum;
    EXPECT_NEAR(counts[Side::tune], 0.25 * n, 1) << stratum;
  }
}

TEST(Split, ManyTinyStrataStillMeetTheSharesOverall) {
  const auto sides = splitPatients(patients(400, 400), {0.7, 0.3, 0, 1}).value();
  EXPECT_NEAR(static_cast<double>(countOf(sides, Side::tune)), 120, 1);
  EXPECT_EQ(countOf(sides, Side::test), 0U);
}

TEST(Split, FollowsFromSeedAndIdAlone) {
  auto all = patients(200, 3);
  const auto sides = splitPatients(all, {0.7, 0.3, 0, 1}).value();
  std::map<std::string, Side> byId;
  for (std::size_t i = 0; i < all.size(); ++i) byId[all[i].id] = sides[i];
  std::ranges::reverse(all);
  const auto reversed = splitPatients(all, {0.7, 0.3, 0, 1}).value();
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(byId[all[i].id], reversed[i]);
  EXPECT_NE(splitPatients(all, {0.7, 0.3, 0, 2}).value(), reversed);

  // One patient more moves few of the others.
  all.push_back({"new", 1, std::nullopt});
  const auto more = splitPatients(all, {0.7, 0.3, 0, 1}).value();
  int moved = 0;
  for (std::size_t i = 0; i < reversed.size(); ++i) moved += more[i] == reversed[i] ? 0 : 1;
  EXPECT_LE(moved, 3);
}

TEST(Split, KeepsTheSidesThatTheListGives) {
  auto all = patients(10, 1);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].given = i < 3 ? Side::test : Side::tune;
  const auto sides = splitPatients(all, {0.7, 0.3, 0, 1}).value();
  EXPECT_EQ(countOf(sides, Side::test), 3U);
  EXPECT_EQ(countOf(sides, Side::tune), 7U);
}

TEST(Split, PatientsInBetweenOnlyTune) {
  const std::vector<Side> sides{Side::train, Side::train, Side::tune, Side::test};
  const std::vector labels{DistinctLabel::good, DistinctLabel::between, DistinctLabel::between, DistinctLabel::between};
  EXPECT_EQ(
      sidesForDistinctLabels(sides, labels),
      (std::vector<PatientSide>{{Side::train, false}, {Side::tune, true}, {Side::tune, false}, {Side::test, false}}));
}

TEST(Split, SaysWhatCannotBe) {
  const auto all = patients(4, 1);
  EXPECT_EQ(splitPatients(all, {0.7, 0.2, 0, 1}).error().message,
            "the shares of train, tune and test add up to 0.9 and must to 1");
  EXPECT_EQ(splitPatients(all, {1, 0, 0, 1}).error().message, "the shares of train and tune must be above 0");
  EXPECT_EQ(splitPatients(std::vector{all[0], all[0]}, {}).error().message, "patient \"P0\" is to be split twice");

  const std::vector<PatientSide> sides{{Side::train, false}, {Side::train, false}, {Side::tune, false}};
  const std::vector labels{DistinctLabel::good, DistinctLabel::poor, DistinctLabel::good};
  EXPECT_EQ(
      checkDistinctSides(sides, labels).error().message,
      "the tune side has no patient with a distinct poor outcome; it needs more patients, or another share or seed "
      "of the split");
  EXPECT_FALSE(checkEventSides(sides, std::vector<std::uint8_t>{0, 0, 1}));
  EXPECT_TRUE(checkEventSides(sides, std::vector<std::uint8_t>{0, 1, 1}));
}

}  // namespace
}  // namespace snitt::training
