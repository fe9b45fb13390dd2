#include "core/training/cohort_table.h"

#include <set>

#include <gtest/gtest.h>

#include "core/statistics/resampling/counter_random.h"
#include "core/training/suppression.h"

namespace snitt::training {
namespace {

struct Made {
  std::vector<Side> sides;
  CohortVariable variable{"sex", {}};
  void add(std::size_t n, Side side, const std::string& level) {
    for (std::size_t i = 0; i < n; ++i) {
      sides.push_back(side);
      variable.levels.push_back(level);
    }
  }
};

TEST(CohortTable, CountsPatientsBySide) {
  Made made;
  made.add(20, Side::train, "f");
  made.add(30, Side::train, "m");
  made.add(10, Side::tune, "f");
  made.add(8, Side::tune, "m");
  EXPECT_EQ(cohortCsv(cohortTable(made.sides, std::vector{made.variable}).value()),
            "variable,level,train,tune,test,all\n"
            "patients,all,50,18,0,68\n"
            "sex,f,20,10,0,30\n"
            "sex,m,30,8,0,38\n");
}

TEST(CohortTable, ASmallCellTakesOthersWithIt) {
  Made made;
  made.add(20, Side::train, "f");
  made.add(30, Side::train, "m");
  made.add(4, Side::tune, "f");
  made.add(8, Side::tune, "m");
  // Told the totals, 4 would follow from 8 and from 20: so would each of both from the others.
  EXPECT_EQ(cohortCsv(cohortTable(made.sides, std::vector{made.variable}).value()),
            "variable,level,train,tune,test,all\n"
            "patients,all,50,12,0,62\n"
            "sex,f,not told,not told,0,24\n"
            "sex,m,not told,not told,0,38\n");
}

TEST(CohortTable, RareLevelsLoseTheirNames) {
  Made made;
  made.add(20, Side::train, "site A");
  made.add(20, Side::tune, "site A");
  made.add(3, Side::train, "Dr Unusual");
  made.add(4, Side::tune, "Dr Rare");
  const std::string csv = cohortCsv(cohortTable(made.sides, std::vector{made.variable}).value());
  EXPECT_EQ(csv.find("Dr"), std::string::npos);
  EXPECT_NE(csv.find("sex,other levels,not told,not told,0,7\n"), std::string::npos) << csv;
}

TEST(CohortTable, ASideOfFewPatientsIsNotTold) {
  Made made;
  made.add(20, Side::train, "f");
  made.add(3, Side::tune, "f");
  const std::string csv = cohortCsv(cohortTable(made.sides, std::vector{made.variable}).value());
  EXPECT_NE(csv.find("patients,all,not told,not told,0,23\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("sex,f,not told,not told,0,23\n"), std::string::npos) << csv;
}

TEST(CohortTable, UnequalLengthsAreRefused) {
  const std::vector sides{Side::train};
  EXPECT_FALSE(cohortTable(sides, std::vector{CohortVariable{"sex", {}}}));
  EXPECT_FALSE(cohortTable(sides, std::vector{CohortVariable{"patients", {"a"}}}));
}

constexpr std::size_t kCells = 12;

// A table of 2 × 3 with its sums: cells 0–5, sums of rows 6 and 7, of columns 8–10, of all 11.
const std::vector<TableSum> kSums{{{0, 1, 2}, 6}, {{3, 4, 5}, 7}, {{0, 3}, 8},     {{1, 4}, 9},
                                  {{2, 5}, 10},   {{6, 7}, 11},   {{8, 9, 10}, 11}};

void addUp(std::vector<std::size_t>& counts) {
  for (const TableSum& sum : kSums) {
    counts[sum.total] = 0;
    for (const std::size_t part : sum.parts) counts[sum.total] += counts[part];
  }
}

// The values that each cell can have for a reader: over all tables near the true one that agree with what is told.
std::vector<std::set<std::size_t>> possibleValues(const std::vector<std::size_t>& counts,
                                                  const std::vector<bool>& hidden) {
  std::vector<std::set<std::size_t>> possible(kCells);
  for (int code = 0; code < 15625; ++code) {
    std::vector<std::size_t> guess = counts;
    bool fits = true;
    int rest = code;
    for (std::size_t i = 0; i < 6; ++i, rest /= 5) {
      const int value = static_cast<int>(counts[i]) + rest % 5 - 2;
      fits = fits && value >= 0 && (hidden[i] || rest % 5 == 2);
      guess[i] = static_cast<std::size_t>(value);
    }
    if (!fits) continue;
    addUp(guess);
    for (std::size_t i = 6; i < kCells; ++i) fits = fits && (hidden[i] || guess[i] == counts[i]);
    for (std::size_t i = 0; i < kCells && fits; ++i) possible[i].insert(guess[i]);
  }
  return possible;
}

TEST(Suppression, NoHiddenCellHasOneValueLeft) {
  statistics::CounterRandom random(11, 1);
  int hiddenRounds = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<std::size_t> counts(kCells);
    for (std::size_t i = 0; i < 6; ++i) counts[i] = random.below(round % 2 == 0 ? 30 : 9);
    addUp(counts);
    const auto hidden = suppressedCells(counts, kSums, 5);
    const auto possible = possibleValues(counts, hidden);
    for (std::size_t i = 0; i < kCells; ++i) {
      EXPECT_TRUE(hidden[i] || counts[i] >= 5);
      if (!hidden[i]) continue;
      ++hiddenRounds;
      EXPECT_GT(possible[i].size(), 1U) << "round " << round << ", cell " << i;
    }
  }
  EXPECT_GT(hiddenRounds, 100);
}

TEST(Suppression, LeavesALargeTableAlone) {
  std::vector<std::size_t> counts{5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0};
  addUp(counts);
  EXPECT_EQ(suppressedCells(counts, kSums, 5), std::vector<bool>(kCells, false));
}

}  // namespace
}  // namespace snitt::training
