// Whatever a table holds, an analysis ends in figures that can be, the same each time, or in one sentence.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

#include "core/analysis/stats.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"

namespace snitt::analysis {
namespace {

using statistics::CounterRandom;

std::string pick(CounterRandom& random, const std::vector<std::string>& from) {
  return from[random.below(static_cast<std::uint32_t>(from.size()))];
}

// Few rows, few different values, some missing: ties, empty groups, constant columns and separation come by themselves.
std::string randomTable(CounterRandom& random) {
  const std::uint32_t rows = 1 + random.below(14);
  const std::uint32_t spread = 1 + random.below(9);
  const std::uint32_t deaths = random.below(5);
  std::string text = "time,event,x,y,g,s,r,c,cause,id,other\n";
  for (std::uint32_t i = 0; i < rows; ++i) {
    const auto orMissing = [&](std::string cell) {
      return random.below(12) == 0 ? std::string("NA") : std::move(cell);
    };
    const std::string event = orMissing(random.below(4) < deaths ? "1" : "0");
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{}\n", orMissing(std::to_string(random.below(spread))), event,
        orMissing(std::to_string(random.below(spread))), orMissing(pick(random, {"low", "mid", "high"})),
        orMissing(pick(random, {"a", "b", "c"})), orMissing(std::to_string(random.below(2))),
        orMissing(pick(random, {"0", "0.1", "0.25", "0.5", "1"})),
        orMissing(pick(random, {"good", "uncertain", "poor"})), orMissing(pick(random, {"cancer", "other"})),
        orMissing(std::to_string(random.below(5))), orMissing(event == "1" || random.below(2) == 0 ? "0" : "1"));
  }
  return text;
}

// A part of everything, so that no section's refusal hides another's figures for ever.
StatsRequest randomRequest(CounterRandom& random) {
  const auto chance = [&] { return random.below(2) == 0; };
  StatsRequest request;
  request.time = "time";
  request.event = "event";
  if (chance()) request.group = "g";
  if (chance()) request.strata = "s";
  if (chance()) request.cluster = "id";
  if (chance()) request.covariates = chance() ? std::vector<std::string>{"x", "y"} : std::vector<std::string>{"x"};
  if (chance()) request.ties = statistics::CoxTies::breslow;
  request.residuals = chance();
  if (chance()) request.scores = chance() ? std::vector<std::string>{"x", "r"} : std::vector<std::string>{"x"};
  if (chance()) request.horizons = {1, 3.5, 50};
  if (chance()) request.risks = {{"r", 1}, {"r", 3}};
  if (chance()) request.cause = "cause";
  if (request.cause.empty() && chance()) request.competing = "other";
  if (chance() && !request.horizons.empty()) request.classes = "c";
  if (chance()) request.agreement = chance() ? std::vector<std::string>{"y", "c"} : std::vector<std::string>{"x", "s"};
  request.limits = static_cast<statistics::LimitScale>(random.below(5));
  if (chance() && request.strata.empty()) request.bootstrap = ResamplingRequest{5, random.below(9), 1, {}};
  return request;
}

bool isShare(const std::string& key) {
  static const std::vector<std::string> shares{"p", "survival", "incidence", "c", "auc", "brier", "dice"};
  return std::find(shares.begin(), shares.end(), key) != shares.end();
}

// Probabilities lie in [0, 1], standard errors are not negative, intervals hold what they are about.
void expectPossible(const nlohmann::json& json, const std::string& path) {
  if (json.is_array())
    for (std::size_t i = 0; i < json.size(); ++i) expectPossible(json[i], path + "." + std::to_string(i));
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.items()) {
    const std::string here = path + "." + key;
    if (value.is_number() && isShare(key)) {
      EXPECT_GE(value.get<double>(), -1e-12) << here;
      EXPECT_LE(value.get<double>(), 1 + 1e-12) << here;
    }
    // The variance of Gray's test in a few tied patients can be indefinite, in R's cmprsk as here.
    const bool isTest = key == "chi2" && !path.ends_with(".gray");
    if (value.is_number() && (key == "se" || key == "stdErr" || isTest)) {
      EXPECT_GE(value.get<double>(), -1e-9) << here;
    }
    expectPossible(value, here);
  }
  if (!json.contains("lower95") || !json["lower95"].is_number() || !json["upper95"].is_number()) return;
  for (const char* key : {"value", "c", "auc", "survival", "incidence", "hr", "median"})
    if (json.contains(key) && json[key].is_number() && path.find("bootstrap") == std::string::npos &&
        path.find("weighted") == std::string::npos && path.find(".risk") == std::string::npos) {
      const double value = json[key].get<double>();
      const double rounding = 1e-9 * std::max(1.0, std::abs(value));
      EXPECT_LE(json["lower95"].get<double>(), value + rounding) << path << json;
      EXPECT_GE(json["upper95"].get<double>(), value - rounding) << path << json;
    }
}

void expectSentence(const Error& error, const std::string& about) {
  EXPECT_TRUE(error.kind == ErrorKind::corrupt || error.kind == ErrorKind::usage) << error.message << "\n" << about;
  EXPECT_FALSE(error.message.empty() || error.message.ends_with('.')) << error.message << "\n" << about;
  EXPECT_EQ(error.message.find('\n'), std::string::npos) << error.message;
}

TEST(SoakAnalysis, RandomTablesHaveFiguresThatCanBeOrOneSentence) {
  CounterRandom random(20, 1);
  std::map<std::string, int> seen;
  const int rounds = test::soaked(20000);
  for (int round = 0; round < rounds; ++round) {
    const std::string text = randomTable(random);
    const StatsRequest request = randomRequest(random);
    const auto table = DataTable::parse(text);
    ASSERT_TRUE(table);
    const auto result = runStats({&*table, nullptr}, request);
    if (!result) {
      expectSentence(result.error(), text);
      ++seen["refused"];
      continue;
    }
    const std::string bytes = statsJson(*result);
    const auto json = nlohmann::json::parse(bytes, nullptr, false);
    ASSERT_FALSE(json.is_discarded()) << bytes;
    expectPossible(json, "");
    if (testing::Test::HasFailure()) FAIL() << text;
    for (const auto& [key, value] : json.items()) ++seen[key];
    EXPECT_EQ(statsJson(*runStats({&*table, nullptr}, request)), bytes);
  }
  for (const char* section : {"km", "logrank", "cox", "concordance", "auc", "calibration", "competing",
                              "competingEvents", "classes", "agreement", "refused"})
    EXPECT_GT(seen[section], rounds / 50) << section;
}

}  // namespace
}  // namespace snitt::analysis
