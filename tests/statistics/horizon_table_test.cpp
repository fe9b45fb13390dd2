#include "core/statistics/agreement/horizon_table.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/agreement/resampled_weights.h"
#include "core/statistics/calibration/observed_risk.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/statistics/survival/step_curve.h"
#include "support/competing_cohorts.h"
#include "support/shared_data.h"
#include "support/soak.h"
#include "support/survival_tables.h"

namespace snitt::statistics {
namespace {

using Times = std::vector<double>;
using Events = std::vector<std::uint8_t>;
using Classes = std::vector<RiskClass>;
constexpr auto good = RiskClass::good, uncertain = RiskClass::uncertain, poor = RiskClass::poor;

struct Cohort {
  Times time;
  Events event;
  Classes classes;

  SurvivalView view() const { return {time, event}; }
};

Cohort cohortOf(const std::string& name) {
  test::RTable table = test::sharedSurvival(name);
  const std::string column = name == "lung" ? "ph.ecog" : "nodes";
  std::vector<bool> keep;
  for (std::size_t i = 0; i < table.rows; ++i)
    keep.push_back(!std::isnan(table.number[column][i]) && (name != "colon" || table.number["etype"][i] == 2));
  table = table.where(keep);
  Cohort cohort{table.number[name == "rotterdam" ? "dtime" : "time"], {}, {}};
  cohort.event = name == "lung"    ? table.equals("status", 2)
                 : name == "colon" ? table.equals("status", 1)
                                   : table.equals("death", 1);
  const double low = name == "colon" ? 1 : 0, middle = name == "lung" ? 1 : name == "colon" ? 4 : 3;
  for (const double one : table.number[column])
    cohort.classes.push_back(one <= low ? good : one <= middle ? uncertain : poor);
  return cohort;
}

Cohort randomCohort(CounterRandom& random, std::size_t n) {
  Cohort cohort;
  for (std::size_t i = 0; i < n; ++i) {
    cohort.time.push_back(random.below(12));
    cohort.event.push_back(random.below(2) == 1);
    cohort.classes.push_back(static_cast<RiskClass>(random.below(3)));
  }
  return cohort;
}

const BootstrapOptions kShort{.resamples = 50, .jackknife = false};

TEST(HorizonTable, IsThatOfR) {
  SNITT_NEEDS_SHARED_DATA();
  const auto cases = test::reference("agreement")["horizon"];
  for (const auto& expected : cases) {
    SCOPED_TRACE(expected["name"].get<std::string>());
    const Cohort cohort = cohortOf(expected["name"]);
    const auto table = horizonTable(cohort.view(), cohort.classes, expected["horizon"], kShort);
    ASSERT_TRUE(table);
    for (std::size_t i = 0; i < kRiskClasses; ++i) {
      const HorizonRow& row = table->rows[i];
      EXPECT_EQ(row.n, expected["rows"][i]["n"].get<std::size_t>());
      EXPECT_EQ(row.events, expected["rows"][i]["events"].get<std::size_t>());
      EXPECT_EQ(row.eventFree, expected["rows"][i]["free"].get<std::size_t>());
      EXPECT_EQ(row.leftOut, row.n - row.events - row.eventFree);
      SNITT_EXPECT_R(row.weightedEvents, expected["rows"][i]["weightedEvents"], 1e-10);
      SNITT_EXPECT_R(row.weightedEventFree, expected["rows"][i]["weightedFree"], 1e-10);
    }
    for (std::size_t i = 0; i < kClassFigures; ++i) {
      SCOPED_TRACE(toText(static_cast<ClassFigure>(i)));
      SNITT_EXPECT_R(table->uncertainIsPoor.weightedFigures[i].value, expected["uncertainIsPoor"][i], 1e-10);
      SNITT_EXPECT_R(table->uncertainIsGood.weightedFigures[i].value, expected["uncertainIsGood"][i], 1e-10);
      for (const auto& [complete, name] : {std::pair{&table->uncertainIsPoor.completeFigures[i], "completePoor"},
                                           {&table->uncertainIsGood.completeFigures[i], "completeGood"}}) {
        SNITT_EXPECT_R(complete->value, expected[name][i][0], 1e-10);
        SNITT_EXPECT_R(complete->lower95, expected[name][i][1], 1e-10);
        SNITT_EXPECT_R(complete->upper95, expected[name][i][2], 1e-10);
      }
    }
    // riskRegression's ROC curve, and Kaplan and Meier's survival of all.
    SNITT_EXPECT_R(table->uncertainIsPoor.weightedFigures[0].value, expected["rocPoor"][0], 1e-10);
    SNITT_EXPECT_R(table->uncertainIsPoor.weightedFigures[1].value, expected["rocPoor"][1], 1e-10);
    SNITT_EXPECT_R(table->uncertainIsGood.weightedFigures[0].value, expected["rocGood"][0], 1e-10);
    SNITT_EXPECT_R(table->uncertainIsGood.weightedFigures[1].value, expected["rocGood"][1], 1e-10);
    SNITT_EXPECT_R(1 - table->all.risk.value, expected["survival"], 1e-10);
  }
}

void expectCompetingR(const test::CompetingCohort& c, const Classes& classes, const nlohmann::json& r) {
  const auto table = horizonTable(c.view(), classes, r["horizon"], kShort, {}, c.competing);
  ASSERT_TRUE(table);
  for (std::size_t i = 0; i < kRiskClasses; ++i) {
    const HorizonRow& row = table->rows[i];
    EXPECT_EQ(row.n, r["rows"][i]["n"].get<std::size_t>());
    EXPECT_EQ(row.events, r["rows"][i]["events"].get<std::size_t>());
    EXPECT_EQ(row.eventFree, r["rows"][i]["free"].get<std::size_t>());
    EXPECT_EQ(row.competing, r["rows"][i]["competing"].get<std::size_t>());
    EXPECT_EQ(row.leftOut, row.n - row.events - row.eventFree);
    SNITT_EXPECT_R(row.weightedEvents, r["rows"][i]["weightedEvents"], 1e-10);
    SNITT_EXPECT_R(row.weightedEventFree, r["rows"][i]["weightedFree"], 1e-10);
  }
  // riskRegression's ROC curve, and cmprsk's incidence of all.
  for (const auto& [figures, name] :
       {std::pair{&table->uncertainIsPoor, "rocPoor"}, {&table->uncertainIsGood, "rocGood"}})
    for (std::size_t i = 0; i < 2; ++i) SNITT_EXPECT_R(figures->weightedFigures[i].value, r[name][i], 1e-10);
  SNITT_EXPECT_R(table->all.risk.value, r["incidence"], 1e-10);
}

TEST(HorizonTable, WithCompetingEventsIsThatOfR) {
  const auto r = test::reference("competing_prediction");
  const auto classesOf = [](const test::CompetingCohort& c, double low, double high) {
    Classes classes;
    for (const double score : c.score) classes.push_back(score < low ? good : score < high ? uncertain : poor);
    return classes;
  };
  const test::CompetingCohort months = test::competingMonths(r["months"]);
  expectCompetingR(months, classesOf(months, -0.5, 0.6), r["months"]["classes"]);
  SNITT_NEEDS_SHARED_DATA();
  const test::CompetingCohort rotterdam = test::rotterdamRecurrence();
  expectCompetingR(rotterdam, classesOf(rotterdam, 0.5, 3.5), r["rotterdam"]["classes"]);
}

// With counts of a resample: the weights are those of the patients written out, add up to all of them, and those of the
// events to n times the incidence.
TEST(HorizonTable, WeightsWithCompetingEventsAddUpToTheIncidence) {
  std::mt19937 random(31);
  std::uniform_int_distribution<std::uint32_t> times(0, 2);
  for (int round = 0; round < 200; ++round) {
    const test::CompetingCohort c = test::randomCompeting(random, 4 + static_cast<std::size_t>(round) % 20, 10);
    const double t = round % 12;
    std::vector<std::uint32_t> counts;
    test::CompetingCohort drawn;
    for (std::size_t i = 0; i < c.time.size(); ++i) {
      counts.push_back(times(random));
      const int cause = c.event[i] == 1 ? 1 : c.competing[i] == 1 ? 2 : 0;
      for (std::uint32_t copy = 0; copy < counts[i]; ++copy) drawn.add(c.time[i], cause, 0);
    }
    if (drawn.time.empty()) continue;
    const auto horizon = ResampledWeights::make(c.view(), t, c.competing);
    const std::vector<double> weights = horizon->weights(counts);
    double sum = 0, events = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      sum += counts[i] * weights[i];
      if (horizon->status()[i] == HorizonStatus::event) events += counts[i] * weights[i];
      EXPECT_TRUE(c.competing[i] == 0 || horizon->status()[i] == HorizonStatus::eventFree);
    }
    const double incidence = observedRisk(drawn.view(), t, drawn.competing).value;
    if (std::isnan(sum)) {
      EXPECT_TRUE(std::isnan(incidence));
      continue;
    }
    const auto n = static_cast<double>(drawn.time.size());
    EXPECT_NEAR(sum, n, 1e-9);
    EXPECT_NEAR(events, n * incidence, 1e-9);
  }
}

// Six patients, horizon 5: events at 1 (poor) and 4 (good), censored at 2 (poor), 3 (good); free at 6 (poor), 7 (good).
// G drops to 4/5 at 2 and to 4/5 · 3/4 = 3/5 at 3: the event at 4 and both that are free weigh 5/3, the event at 1 one.
TEST(HorizonTable, ByHand) {
  const Times time{1, 2, 3, 4, 6, 7};
  const Events event{1, 0, 0, 1, 1, 0};
  const Classes classes{poor, poor, good, good, poor, good};
  const auto table = horizonTable({time, event}, classes, 5, kShort);
  ASSERT_TRUE(table);
  EXPECT_DOUBLE_EQ(table->rows[2].weightedEvents, 1);
  EXPECT_DOUBLE_EQ(table->rows[2].weightedEventFree, 5.0 / 3);
  EXPECT_DOUBLE_EQ(table->rows[0].weightedEvents, 5.0 / 3);
  EXPECT_EQ(table->all.leftOut, 2U);
  EXPECT_DOUBLE_EQ(table->uncertainIsPoor.weightedFigures[0].value, 1 / (1 + 5.0 / 3));
  EXPECT_DOUBLE_EQ(table->uncertainIsPoor.completeFigures[0].value, 0.5);
  EXPECT_TRUE(std::isnan(table->rows[1].risk.value)) << "nobody is uncertain";
}

// Follow-up that ends at the horizon for all who are still there: they were event-free, and none of them is lost.
TEST(HorizonTable, WhoIsCensoredAtTheHorizonWasEventFree) {
  const Times time{1, 2, 5, 5, 5, 0.5 + 4.5 + 1e-12};
  const Events event{1, 0, 0, 0, 1, 0};
  const Classes classes{poor, poor, good, good, poor, good};
  const auto table = horizonTable({time, event}, classes, 5, kShort);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->all.leftOut, 1U);
  EXPECT_EQ(table->all.events, 2U);
  EXPECT_EQ(table->all.eventFree, 3U);
  EXPECT_DOUBLE_EQ(table->rows[0].weightedEventFree, 3 * 5.0 / 4);
  EXPECT_DOUBLE_EQ(table->rows[2].weightedEvents, 1 + 5.0 / 4);
}

// Where the sample reaches the horizon, the weights add up to the number of patients and those of the events to
// n (1 − S(t)); counting a patient twice is to have it twice; the order of the rows and the unit of time do not matter.
TEST(HorizonTable, WeightsOnRandomCohorts) {
  CounterRandom random(3, 3);
  for (int round = 0; round < 300; ++round) {
    const Cohort cohort = randomCohort(random, 4 + random.below(20));
    const double t = random.below(12);
    std::vector<std::uint32_t> counts;
    Times longTime, reversedTime(cohort.time.rbegin(), cohort.time.rend());
    Events longEvent, reversedEvent(cohort.event.rbegin(), cohort.event.rend());
    for (std::size_t i = 0; i < cohort.time.size(); ++i) {
      counts.push_back(random.below(3));
      for (std::uint32_t copy = 0; copy < counts[i]; ++copy) {
        longTime.push_back(cohort.time[i] * 30.4375);
        longEvent.push_back(cohort.event[i]);
      }
    }
    if (longTime.empty()) continue;
    const auto horizon = ResampledWeights::make(cohort.view(), t);
    const auto weights = horizon->weights(counts);
    const auto longHorizon = ResampledWeights::make({longTime, longEvent}, t * 30.4375);
    const auto longWeights = longHorizon->weights(std::vector<std::uint32_t>(longTime.size(), 1));
    double sum = 0, events = 0;
    for (std::size_t i = 0, at = 0; i < counts.size(); ++i)
      for (std::uint32_t copy = 0; copy < counts[i]; ++copy, ++at) {
        if (std::isnan(weights[i])) {
          EXPECT_TRUE(std::isnan(longWeights[at]));
        } else {
          EXPECT_NEAR(longWeights[at], weights[i], 1e-12);
        }
        sum += weights[i];
        events += horizon->status()[i] == HorizonStatus::event ? weights[i] : 0;
      }
    if (std::isnan(sum)) continue;
    const auto n = static_cast<double>(longTime.size());
    double survival = 1;
    for (double u = 0; u <= t; ++u) {
      double atRisk = 0, died = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        atRisk += cohort.time[i] >= u ? counts[i] : 0;
        died += cohort.time[i] == u && cohort.event[i] == 1 ? counts[i] : 0;
      }
      if (atRisk > 0) survival *= 1 - died / atRisk;
    }
    EXPECT_NEAR(sum, n, 1e-9);
    EXPECT_NEAR(events, n * (1 - survival), 1e-9);
    const auto reversed = ResampledWeights::make({reversedTime, reversedEvent}, t)
                              ->weights(std::vector<std::uint32_t>(counts.rbegin(), counts.rend()));
    EXPECT_EQ(Times(reversed.rbegin(), reversed.rend()), weights);
  }
}

TEST(HorizonTable, CountingUncertainEitherWay) {
  CounterRandom random(9, 1);
  Cohort cohort = randomCohort(random, 60);
  Cohort asPoor = cohort;
  for (RiskClass& one : asPoor.classes)
    if (one == uncertain) one = poor;
  const auto table = horizonTable(cohort.view(), cohort.classes, 6, kShort);
  const auto folded = horizonTable(cohort.view(), asPoor.classes, 6, kShort);
  ASSERT_TRUE(table && folded);
  for (std::size_t i = 0; i < kClassFigures; ++i) {
    EXPECT_NEAR(table->uncertainIsPoor.weightedFigures[i].value, folded->uncertainIsGood.weightedFigures[i].value,
                1e-12);
    EXPECT_NEAR(table->uncertainIsPoor.weightedFigures[i].percentile95.upper,
                folded->uncertainIsGood.weightedFigures[i].percentile95.upper, 1e-12);
  }
  EXPECT_GE(table->uncertainIsPoor.weightedFigures[0].value, table->uncertainIsGood.weightedFigures[0].value);
  EXPECT_LE(table->uncertainIsPoor.weightedFigures[1].value, table->uncertainIsGood.weightedFigures[1].value);
}

TEST(HorizonTable, Degenerate) {
  const Classes classes{good, poor, good};
  const auto beyond = horizonTable({Times{1, 2, 3}, Events{1, 0, 0}}, classes, 10, kShort);
  ASSERT_TRUE(beyond);
  EXPECT_EQ(beyond->all.leftOut, 2U);
  EXPECT_TRUE(std::isnan(beyond->all.weightedEvents)) << "nobody was followed that far";
  EXPECT_TRUE(std::isnan(beyond->uncertainIsPoor.weightedFigures[4].percentile95.lower) ||
              beyond->uncertainIsPoor.weightedFigures[4].undefined > 0);
  EXPECT_EQ(beyond->all.completeRisk.value, 1) << "of those whose state is known";
  const auto noneKnown = horizonTable({Times{1, 2, 3}, Events{0, 0, 0}}, classes, 10, kShort);
  EXPECT_TRUE(std::isnan(noneKnown->all.completeRisk.value));
  EXPECT_EQ(noneKnown->all.risk.undefined, 50U);
  const auto allEvents = horizonTable({Times{1, 2, 3}, Events{1, 1, 1}}, classes, 10, kShort);
  EXPECT_EQ(allEvents->all.risk.value, 1);
  EXPECT_TRUE(std::isnan(allEvents->uncertainIsPoor.weightedFigures[1].value)) << "no specificity without event-free";
  const auto one = horizonTable({Times{4}, Events{0}}, Classes{poor}, 2, {.resamples = 20});
  EXPECT_EQ(one->uncertainIsPoor.weighted.falsePositive, 1);
  const auto start = horizonTable({Times{0, 1}, Events{1, 0}}, Classes{poor, good}, 0, kShort);
  EXPECT_EQ(start->uncertainIsPoor.weighted.truePositive, 1);
  EXPECT_EQ(start->uncertainIsPoor.weighted.trueNegative, 1);
  const Times time{1, 2, 3};
  const Events event{1, 0, 0};
  EXPECT_EQ(horizonTable({time, event}, Classes{poor}, 1, {}).error().message, "1 classes stand beside 3 patients");
  EXPECT_EQ(horizonTable({time, event}, classes, -1, {}).error().message, "-1 cannot be a horizon");
  EXPECT_EQ(horizonTable({time, event}, classes, std::nan(""), {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(horizonTable({time, event}, classes, 2, {}, {}, Events{1, 0, 0}).error().message,
            "patient 1 has both the event and the competing one");
  EXPECT_EQ(horizonTable({time, event}, Classes{good, good, RiskClass{3}}, 1, {}).error().message,
            "the class of patient 3 does not exist");
}

// Exponential times of two classes, exponential censoring that leaves a third unknown: the weighted figures hit the
// truth on average, where those of the known alone do not, and their intervals hold it about as often as they say.
TEST(SoakHorizonTable, CensoringIsMadeUpFor) {
  const int rounds = test::soaked(1000);
  const double t = 1, ppv = 1 - std::exp(-1.0);
  double weighted = 0, complete = 0;
  int held = 0;
  for (int round = 0; round < rounds; ++round) {
    CounterRandom random(77, static_cast<std::uint64_t>(round));
    Cohort cohort;
    for (int i = 0; i < 200; ++i) {
      const bool isPoor = i % 2 == 0;
      const double death = -std::log(random.uniform()) / (isPoor ? 1.0 : 0.3);
      const double censoring = -std::log(random.uniform()) / 0.6;
      cohort.time.push_back(std::min(death, censoring));
      cohort.event.push_back(death <= censoring);
      cohort.classes.push_back(isPoor ? poor : good);
    }
    const auto table = horizonTable(cohort.view(), cohort.classes, t,
                                    {.resamples = 399, .seed = static_cast<std::uint64_t>(round), .jackknife = false});
    ASSERT_TRUE(table);
    const BootstrapFigure& figure = table->uncertainIsPoor.weightedFigures[2];
    weighted += figure.value / rounds;
    complete += table->uncertainIsPoor.completeFigures[2].value / rounds;
    held += figure.percentile95.lower <= ppv && ppv <= figure.percentile95.upper;
  }
  EXPECT_NEAR(weighted, ppv, 0.004 + 0.2 / std::sqrt(rounds));
  EXPECT_GT(complete, ppv + 0.03);
  EXPECT_NEAR(1.0 * held / rounds, 0.945, 0.01 + 4 * std::sqrt(0.055 * 0.945 / rounds));
}

}  // namespace
}  // namespace snitt::statistics
