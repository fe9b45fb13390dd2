#include "core/statistics/discrimination/concordance.h"

#include <numeric>

#include <gtest/gtest.h>

#include "core/statistics/discrimination/concordance_comparison.h"
#include "core/statistics/survival/step_curve.h"
#include "support/shared_data.h"
#include "support/survival_cohorts.h"

namespace snitt::statistics {
namespace {

using test::Cohort;
using test::number;

Concordance of(const Cohort& cohort, const ConcordanceOptions& options = {}) {
  return concordance(cohort.view(), cohort.score, options).value();
}

void expectR(const Concordance& ours, const nlohmann::json& r) {
  SNITT_EXPECT_R(ours.c.value, r["c"], 1e-12);
  SNITT_EXPECT_R(ours.c.stdErr, r["se"], 1e-10);
  const auto& counts = r["counts"];
  SNITT_EXPECT_R(ours.pairs.concordant, counts[0], 1e-12);
  SNITT_EXPECT_R(ours.pairs.discordant, counts[1], 1e-12);
  SNITT_EXPECT_R(ours.pairs.tiedScore, counts[2], 1e-12);
  SNITT_EXPECT_R(ours.pairs.tiedTime, counts[3], 1e-12);
  SNITT_EXPECT_R(ours.pairs.tiedBoth, counts[4], 1e-12);
}

ConcordanceOptions uno(std::optional<double> tau = std::nullopt) {
  ConcordanceOptions options;
  options.weight = PairWeight::inverseCensoring;
  options.tau = tau;
  return options;
}

std::vector<std::size_t> numbered(const std::vector<double>& column) { return {column.begin(), column.end()}; }

// Ten patients: times 1 2+ 3 3+ 4 5+ 6 7+ 7 8+, scores 9 4 7 3 6 5 2 7 1 3. The event at 1 (9) is above all 9 later
// ones; at 3 (7), later are 3 6 5 2 7 1 3: 6 below, 1 equal; at 4 (6), later are 5 2 7 1 3: 4 below, 1 above; at 6 (2),
// later are 7 1 3: 1 below, 2 above; at 7 (1), later are 7 (censored at 7) and 3: 2 above.
TEST(Concordance, TenPatientsByHand) {
  const Cohort ten{{1, 2, 3, 3, 4, 5, 6, 7, 7, 8}, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0}, {9, 4, 7, 3, 6, 5, 2, 7, 1, 3}};
  const Concordance harrell = of(ten);
  EXPECT_EQ(harrell.pairs.concordant, 20);
  EXPECT_EQ(harrell.pairs.discordant, 5);
  EXPECT_EQ(harrell.pairs.tiedScore, 1);
  EXPECT_EQ(harrell.pairs.tiedTime, 0);
  EXPECT_DOUBLE_EQ(harrell.c.value, 20.5 / 26);
  EXPECT_EQ(harrell.n, 10U);
  EXPECT_EQ(harrell.events, 5U);
  // G(t−) is 1 at 1, 8/9 at 3, 16/21 at 4 and 64/105 at 6 and 7.
  const double a = 81.0 / 64, b = 441.0 / 256, c = 11025.0 / 4096;
  const Concordance weighted = of(ten, uno());
  EXPECT_DOUBLE_EQ(weighted.c.value, (9 + 6.5 * a + 4 * b + c) / (9 + 7 * a + 5 * b + 5 * c));
  EXPECT_DOUBLE_EQ(of(ten, uno(5)).c.value, (9 + 6.5 * a + 4 * b) / (9 + 7 * a + 5 * b));
  EXPECT_DOUBLE_EQ(of(ten, uno(6)).c.value, (9 + 6.5 * a + 4 * b + c) / (9 + 7 * a + 5 * b + 3 * c))
      << "an event at tau itself counts, as with R's ymax";
}

TEST(Concordance, AgreesWithROnColon) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("concordance");
  const test::RTable table = test::colonDeaths();
  Cohort colon = test::colonCohort();
  expectR(of(colon), r["colon"]);
  expectR(of(colon, uno()), r["colon_uno"]);
  expectR(of(colon, uno(1825)), r["colon_uno_tau"]);
  ConcordanceOptions options;
  options.tau = 1000;
  expectR(of(colon, options), r["colon_tau"]);
  const std::map<std::string, std::size_t> arms{{"Lev", 4}, {"Lev+5FU", 2}, {"Obs", 9}};
  std::vector<std::size_t> arm;
  for (const std::string& one : table.text.at("rx")) arm.push_back(arms.at(one));
  options = {};
  options.stratum = arm;
  expectR(of(colon, options), r["colon_strata"]);
  options.weight = PairWeight::inverseCensoring;
  expectR(of(colon, options), r["colon_uno_strata"]);
  const std::vector<std::size_t> nodes = numbered(table.number.at("nodes"));
  options = {};
  options.stratum = nodes;
  colon.score = table.number.at("age");
  expectR(of(colon, options), r["colon_many_strata"]);
  options.weight = PairWeight::inverseCensoring;
  expectR(of(colon, options), r["colon_uno_many_strata"]);
}

TEST(Concordance, SeveralRowsOfAPatientAreOneInTheStandardError) {
  SNITT_NEEDS_SHARED_DATA();
  const test::RTable all = test::sharedSurvival("colon");
  std::vector<bool> keep;
  for (const double nodes : all.number.at("nodes")) keep.push_back(!std::isnan(nodes));
  const test::RTable both = all.where(keep);
  const std::vector<std::size_t> patient = numbered(both.number.at("id"));
  ConcordanceOptions options;
  options.cluster = patient;
  const Cohort rows{both.number.at("time"), both.equals("status", 1), both.number.at("nodes")};
  expectR(of(rows, options), test::reference("concordance")["colon_cluster"]);
}

TEST(Concordance, AgreesWithROnLungAndRotterdam) {
  SNITT_NEEDS_SHARED_DATA();
  const auto r = test::reference("concordance");
  Cohort lung = test::lungCohort();
  expectR(of(lung), r["lung"]);
  expectR(of(lung, uno()), r["lung_uno"]);
  const test::RTable table = test::sharedSurvival("rotterdam");
  Cohort rotterdam{table.number.at("dtime"), table.equals("death", 1), {}};
  for (std::size_t i = 0; i < table.rows; ++i)
    rotterdam.score.push_back(table.number.at("nodes")[i] + table.number.at("age")[i] / 100);
  expectR(of(rotterdam), r["rotterdam"]);
  expectR(of(rotterdam, uno()), r["rotterdam_uno"]);
  Cohort coarse = lung;
  for (double& t : coarse.time) t = std::ceil(t / 200);
  for (double& age : coarse.score) age = std::nearbyint(age / 10);
  expectR(of(coarse), r["coarse"]);
  expectR(of(coarse, uno()), r["coarse_uno"]);
  expectR(of(coarse, uno(2)), r["coarse_tau"]);
  std::ranges::fill(lung.score, 0);
  expectR(of(lung), r["constant"]);
}

TEST(Concordance, AgreesWithScikitSurvivalWithoutTies) {
  SNITT_NEEDS_SHARED_DATA();
  const auto sk = test::reference("scikit_survival");
  Cohort lung = test::lungCohort();
  for (std::size_t i = 0; i < lung.time.size(); ++i) lung.time[i] += static_cast<double>(i) / 1000;
  EXPECT_NEAR(of(lung, uno()).c.value, number(sk["uno"]), 1e-12);
  EXPECT_NEAR(of(lung, uno(400)).c.value, number(sk["uno_400"]), 1e-12);
}

TEST(Concordance, TwoScoresAreComparedWithTheirCovariance) {
  SNITT_NEEDS_SHARED_DATA();
  const test::RTable table = test::colonDeaths();
  const Cohort colon = test::colonCohort();
  const std::vector<std::span<const double>> scores{table.number.at("nodes"), table.number.at("extent"),
                                                    table.number.at("age")};
  const auto compared = compareConcordance(colon.view(), scores).value();
  const auto r = test::reference("concordance")["compare"];
  for (std::size_t i = 0; i < 3; ++i) {
    SNITT_EXPECT_R(compared.scores[i].c.value, r["c"][i], 1e-12);
    for (std::size_t j = 0; j < 3; ++j) SNITT_EXPECT_R(compared.covariance[3 * i + j], r["vcov"][i][j], 1e-10);
  }
  ASSERT_EQ(compared.differences.size(), 3U);
  const Difference& last = compared.differences[2];
  EXPECT_EQ(last.first, 1U);
  EXPECT_EQ(last.second, 2U);
  const double difference = number(r["c"][2]) - number(r["c"][1]);
  const double variance = number(r["vcov"][1][1]) + number(r["vcov"][2][2]) - 2 * number(r["vcov"][1][2]);
  EXPECT_NEAR(last.difference.value, difference, 1e-12);
  EXPECT_NEAR(last.difference.stdErr, std::sqrt(variance), 1e-12);
  EXPECT_NEAR(last.z, difference / std::sqrt(variance), 1e-8);
  EXPECT_NEAR(last.p, std::erfc(std::abs(last.z) / std::sqrt(2.0)), 1e-12);
  const auto two = compareConcordance(colon.view(), std::span(scores).first(2), uno()).value();
  const auto rUno = test::reference("concordance")["compare_uno"]["vcov"];
  for (std::size_t i = 0; i < 4; ++i) SNITT_EXPECT_R(two.covariance[i], rUno[i / 2][i % 2], 1e-10);
}

TEST(Concordance, AScoreAgainstItselfDiffersByNothing) {
  const Cohort c{{1, 2, 3, 4}, {1, 1, 0, 1}, {4, 2, 3, 1}};
  const std::vector<std::span<const double>> same{c.score, c.score};
  const auto compared = compareConcordance(c.view(), same).value();
  EXPECT_EQ(compared.differences[0].difference.value, 0);
  EXPECT_EQ(compared.differences[0].difference.stdErr, 0);
  EXPECT_TRUE(std::isnan(compared.differences[0].z));
  EXPECT_TRUE(std::isnan(compared.differences[0].p));
  EXPECT_FALSE(compareConcordance(c.view(), std::span(same).first(1)));
}

// Every pair looked at, one by one.
PairCounts countedOneByOne(const Cohort& c, const std::vector<double>& weight) {
  PairCounts counts;
  for (std::size_t i = 0; i < c.time.size(); ++i)
    for (std::size_t j = 0; j < c.time.size(); ++j) {
      if (c.event[i] == 0) continue;
      if (c.time[i] == c.time[j] && c.event[j] == 1) {
        if (i < j) (c.score[i] == c.score[j] ? counts.tiedBoth : counts.tiedTime) += weight[i];
      } else if (c.time[j] >= c.time[i]) {
        (c.score[i] > c.score[j]   ? counts.concordant
         : c.score[i] < c.score[j] ? counts.discordant
                                   : counts.tiedScore) += weight[i];
      }
    }
  return counts;
}

TEST(Concordance, CountsEveryPairOnceWhateverIsTied) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const Cohort c = test::randomCohort(random, 2 + static_cast<std::size_t>(round), 1 + round / 3, 1 + round / 2);
    const StepCurve uncensored = censoringCurve(c.view());
    const bool weigh = std::accumulate(c.event.begin(), c.event.end(), 0) > 1;
    std::vector<double> weight;
    for (const double t : c.time) weight.push_back(weigh ? std::pow(uncensored.before(t), -2) : 1);
    for (const auto& [ours, naive] : {std::pair(of(c).pairs, countedOneByOne(c, std::vector<double>(c.time.size(), 1))),
                                      std::pair(of(c, uno()).pairs, countedOneByOne(c, weight))}) {
      EXPECT_NEAR(ours.concordant, naive.concordant, 1e-9 * naive.concordant);
      EXPECT_NEAR(ours.discordant, naive.discordant, 1e-9 * naive.discordant);
      EXPECT_NEAR(ours.tiedScore, naive.tiedScore, 1e-9 * naive.tiedScore);
      EXPECT_NEAR(ours.tiedTime, naive.tiedTime, 1e-9 * naive.tiedTime);
      EXPECT_NEAR(ours.tiedBoth, naive.tiedBoth, 1e-9 * naive.tiedBoth);
    }
  }
}

TEST(Concordance, OrderOfRowsUnitOfTimeAndScaleOfScoreChangeNothing) {
  std::mt19937 random(11);
  Cohort c = test::randomCohort(random, 200, 40, 30);
  const Concordance before = of(c, uno());
  std::vector<std::size_t> order(c.time.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::shuffle(order, random);
  Cohort other;
  for (const std::size_t i : order) {
    other.time.push_back(c.time[i] / 365.25);
    other.event.push_back(c.event[i]);
    other.score.push_back(std::exp(c.score[i] / 10));
  }
  const Concordance after = of(other, uno());
  EXPECT_NEAR(after.c.value, before.c.value, 1e-12);
  EXPECT_NEAR(after.c.stdErr, before.c.stdErr, 1e-12);
  for (double& score : c.score) score = -score;
  const Concordance reversed = of(c, uno());
  EXPECT_NEAR(reversed.c.value, 1 - before.c.value, 1e-12);
  EXPECT_NEAR(reversed.c.stdErr, before.c.stdErr, 1e-12);
}

TEST(Concordance, IntervalsStayBetweenNoughtAndOne) {
  const Concordance perfect = of({{1, 2, 3, 4}, {1, 1, 1, 0}, {4, 3, 2, 1}});
  EXPECT_EQ(perfect.c.value, 1);
  EXPECT_EQ(perfect.c.stdErr, 0);
  EXPECT_TRUE(std::isnan(perfect.logitLower95));
  const Concordance few = of({{1, 2, 3, 4}, {1, 1, 1, 0}, {4, 2, 3, 1}});
  EXPECT_LE(few.c.upper95, 1);
  EXPECT_LT(few.logitUpper95, 1);
  EXPECT_LT(few.logitLower95, few.c.value);
  EXPECT_GT(few.logitUpper95, few.c.value);
}

TEST(Concordance, SaysWhyThereIsNone) {
  const auto why = [](const Cohort& c) {
    const Concordance none = of(c);
    EXPECT_TRUE(std::isnan(none.c.value) && std::isnan(none.c.stdErr) && std::isnan(none.c.lower95));
    return none.undefined;
  };
  EXPECT_EQ(why({{1, 2}, {0, 0}, {1, 2}}), "no patient had the event");
  const std::string noPair = "there is no pair of patients of whom one had the event first";
  EXPECT_EQ(why({{5, 5, 5}, {1, 1, 1}, {1, 2, 3}}), noPair);
  EXPECT_EQ(why({{1}, {1}, {1}}), noPair);
  EXPECT_EQ(why({{1, 2}, {0, 1}, {1, 2}}), noPair);
  const Concordance constant = of({{0, 2, 3}, {1, 1, 0}, {5, 5, 5}});
  EXPECT_EQ(constant.c.value, 0.5);
  EXPECT_EQ(constant.c.stdErr, 0);
}

TEST(Concordance, NamesWhatCannotBe) {
  const auto messageOf = [](const Cohort& c, const ConcordanceOptions& options = {}) {
    const auto result = concordance(c.view(), c.score, options);
    return result ? std::string("accepted") : result.error().message;
  };
  EXPECT_EQ(messageOf({{1, 2}, {1, 0}, {1, std::nan("")}}), "the score of patient 2 is not a number");
  EXPECT_EQ(messageOf({{1, 2}, {1, 0}, {1}}), "1 scores stand beside 2 patients");
  EXPECT_EQ(messageOf({{1, -2}, {1, 0}, {1, 2}}), "the time of patient 2 is negative (-2)");
  EXPECT_EQ(messageOf({{1, 2}, {1, 0}, {1, INFINITY}}), "accepted");
  EXPECT_EQ(messageOf({{1, 2}, {1, 0}, {1, 2}}, uno(0)), "the time 0 after which events do not count is not positive");
  const std::vector<std::size_t> one{1};
  ConcordanceOptions options;
  options.stratum = one;
  EXPECT_EQ(messageOf({{1, 2}, {1, 0}, {1, 2}}, options), "1 strata stand beside 2 rows");
}

// 0.1 + 0.2 and 0.3 are one time: two events then are no pair.
TEST(Concordance, TimesThatDifferByRoundingAreTied) {
  const Concordance c = of({{0.3, 0.1 + 0.2, 1}, {1, 1, 0}, {3, 2, 1}});
  EXPECT_EQ(c.pairs.tiedTime, 1);
  EXPECT_EQ(c.pairs.comparable(), 2);
}

}  // namespace
}  // namespace snitt::statistics
