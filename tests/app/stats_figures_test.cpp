// The figures in the JSON of `snitt stats` are those of R, read from R's own tables as they are: rows with NA are left
// out by each analysis that needs the cell.
#include <fmt/format.h>

#include "core/csv.h"
#include "support/stats_fixture.h"

namespace snitt::test {
namespace {

class StatsFigures : public StatsFixture {
 protected:
  // Rows of R's table for which `keep` holds, with columns added to them; the last row is the header's.
  using Row = std::map<std::string, std::string>;
  using Columns = std::vector<std::pair<std::string, std::function<std::string(const Row&)>>>;
  void writeFrom(const std::string& table, const std::function<bool(const Row&)>& keep, const Columns& more) const {
    const auto csv = parseCsv(readBytes(shared(table)));
    CsvRow header = csv->header;
    for (const auto& [name, value] : more) header.push_back(name);
    std::string text = csvRow(header);
    for (const CsvRow& cells : csv->rows) {
      Row row;
      for (std::size_t i = 0; i < cells.size(); ++i) row[csv->header[i]] = cells[i];
      if (!keep(row)) continue;
      CsvRow longer = cells;
      for (const auto& [name, value] : more) longer.push_back(value(row));
      text += csvRow(longer);
    }
    write("data.csv", text);
  }
  void writeColonDeaths(const Columns& more = {}, bool nodesKnown = false) const {
    writeFrom(
        "colon", [&](const Row& row) { return row.at("etype") == "2" && (!nodesKnown || row.at("nodes") != "NA"); },
        more);
  }
};

double of(const std::map<std::string, std::string>& row, const std::string& column) {
  return std::stod(row.at(column));
}

TEST_F(StatsFigures, OfLungWithAnEventThatIsNamed) {
  SNITT_NEEDS_SHARED_DATA();
  const auto json = figuresOf(
      shared("lung"), {"--time", "time", "--event", "status=2", "--group", "ph.ecog", "--strata", "sex", "--covariates",
                       "age,ph.ecog,wt.loss", "--horizons", "100,365,900", "--agreement", "ph.karno,pat.karno"});
  const auto expected = reference("stats_verb")["lung"];
  for (const char* section : {"n", "events", "km", "logrank", "cox", "schoenfeld", "agreement"})
    expectFigures(json[section], expected[section], section);
  EXPECT_EQ(json["format"], "snitt-stats/1");
  EXPECT_EQ(json["rows"], 228);
  EXPECT_EQ(json["dropped"], 0);
  EXPECT_EQ(json["km"].size(), 4U);
  EXPECT_FALSE(json.contains("concordance") || json.contains("calibration") || json.contains("competing"));
}

TEST_F(StatsFigures, OfScoresOfLungWithTheirComparison) {
  SNITT_NEEDS_SHARED_DATA();
  const auto json = figuresOf(shared("lung"), {"--time", "time", "--event", "status=2", "--score", "age", "--compare",
                                               "ph.ecog", "--horizons", "100,365,900"});
  const auto expected = reference("stats_verb")["lung"];
  expectFigures(json["concordance"], expected["concordance"], "concordance");
  expectFigures(json["auc"], expected["auc"], "auc");
}

TEST_F(StatsFigures, OfColonWithFactorsBreslowAndPlainLimits) {
  SNITT_NEEDS_SHARED_DATA();
  writeColonDeaths();
  const auto json =
      figures({"--time", "time", "--event", "status", "--group", "rx", "--covariates", "rx,age,nodes,differ",
               "--factors", "differ", "--ties", "breslow", "--conf-type", "plain", "--horizons", "365,1825"});
  expectFigures(json, reference("stats_verb")["colonDeaths"], "");
  EXPECT_EQ(json["cox"]["coefficients"][0]["name"], "rx=Lev+5FU") << "Lev comes first and is what others stand against";
  EXPECT_EQ(json["schoenfeld"].back()["name"], "GLOBAL");
  EXPECT_FALSE(json["logrank"].contains("trend")) << "treatments have no order";
}

TEST_F(StatsFigures, OfRowsOfThePatientsAndOfStrata) {
  SNITT_NEEDS_SHARED_DATA();
  const auto json = figuresOf(shared("colon"), {"--time", "time", "--event", "status", "--covariates", "rx,nodes",
                                                "--cluster", "id", "--score", "nodes", "--horizons", "365,1825"});
  const auto expected = reference("stats_verb");
  expectFigures(json["cox"], expected["colonBoth"]["cox"], "cox");
  expectFigures(json["schoenfeld"], expected["colonBoth"]["schoenfeld"], "schoenfeld");
  expectFigures(json["concordance"], expected["colonBoth"]["concordance"], "concordance");
  writeColonDeaths();
  expectFigures(figures({"--time", "time", "--event", "status", "--strata", "rx", "--score", "nodes"}),
                expected["colonStrata"], "");
}

TEST_F(StatsFigures, OfCompetingCauses) {
  SNITT_NEEDS_SHARED_DATA();
  writeFrom("rotterdam", [](const Row&) { return true; },
            {{"cause",
              [](const Row& row) {
                return row.at("recur") == "1" ? "recurrence" : row.at("death") == "1" ? "death" : "";
              }},
             {"first", [](const Row& row) { return row.at("recur") == "1" ? row.at("rtime") : row.at("dtime"); }},
             {"any", [](const Row& row) { return row.at("recur") == "1" || row.at("death") == "1" ? "1" : "0"; }}});
  const auto json = figures({"--time", "first", "--event", "any", "--cause", "cause", "--group", "size", "--strata",
                             "meno", "--covariates", "size,nodes,grade", "--horizons", "1826,3652"});
  expectFigures(json, reference("stats_verb")["rotterdam"], "");
}

// The risks are the formulas of calibration.R, decision_curve.R and brier.R.
TEST_F(StatsFigures, OfRisksThatWereFixedBeforehand) {
  SNITT_NEEDS_SHARED_DATA();
  Columns risks{{"fixed", [](const Row& row) {
                   const double lp = 0.09 * (of(row, "nodes") - 3.7) + 0.02 * (of(row, "age") - 60);
                   return fmt::format("{}", 1 - std::exp(-1500.0 / 4000 * std::exp(lp)));
                 }}};
  std::string asked = "fixed@1500";
  const std::vector<double> horizons{365, 1000, 1500, 2000, 2500};
  for (const double horizon : horizons) {
    risks.emplace_back(fmt::format("by@{}", horizon), [horizon](const Row& row) {
      return fmt::format("{}", 1 - std::exp(-horizon / 4000 * std::exp(0.09 * (of(row, "nodes") - 3.7))));
    });
  }
  writeColonDeaths(risks, true);
  const std::vector<std::string> survival{"--time", "time", "--event", "status", "--risk"};
  auto one = survival;
  one.emplace_back("fixed@1500");
  const auto json = figures(one);
  const auto expected = reference("calibration")["colon"];
  const auto& calibration = json["calibration"][0];
  ASSERT_EQ(calibration["groups"].size(), expected["groups"].size());
  for (std::size_t i = 0; i < expected["groups"].size(); ++i) {
    const auto& want = expected["groups"][i];
    expectFigures(calibration["groups"][i],
                  {{"n", want["n"]},
                   {"events", want["events"]},
                   {"predicted", want["predicted"]},
                   {"observed", want["observed"][0]},
                   {"lower95", want["observed"][2]},
                   {"upper95", want["observed"][3]}},
                  "group " + std::to_string(i));
  }
  for (const char* name : {"intercept", "slope"}) {
    const auto& want = expected["model"][name];
    const std::size_t last = want["value"].is_array() ? 1 : 0;
    expectFigures(
        calibration[name],
        {{"value", last == 1 ? want["value"][1] : want["value"]}, {"se", last == 1 ? want["se"][1] : want["se"]}},
        name);
  }
  expectFigures(calibration["observedExpected"],
                {{"value", expected["ratio"][0]}, {"lower95", expected["ratio"][1]}, {"upper95", expected["ratio"][2]}},
                "observedExpected");
  for (const auto& want : reference("decision_curve")["colon"]) {
    const auto index = static_cast<std::size_t>(std::lround(100 * want["threshold"].get<double>())) - 1;
    expectFigures(json["decision"][0]["points"][index],
                  {{"threshold", want["threshold"]},
                   {"treated", want["treated"]},
                   {"netBenefit", want["net"]},
                   {"treatAll", want["all"]},
                   {"interventionsAvoided", want["avoided"]}},
                  "decision");
  }
  EXPECT_FALSE(json.contains("integratedBrier")) << "of one horizon there is none";

  auto several = survival;
  several.emplace_back();
  for (const double horizon : horizons)
    several.back() += fmt::format("{}by@{}@{}", several.back().empty() ? "" : ",", horizon, horizon);
  const auto all = figures(several);
  const auto brier = reference("brier")["colon"];
  double integral = 0;
  for (std::size_t i = 0; i < horizons.size(); ++i) {
    expectFigures(all["brier"][i],
                  {{"horizon", horizons[i]},
                   {"brier", brier["brier"][i]},
                   {"se", brier["se"][i]},
                   {"lower95", brier["lower"][i]},
                   {"upper95", brier["upper"][i]},
                   {"ofNull", brier["null"][i]},
                   {"scaled", brier["ipa"][i]}},
                  "brier " + std::to_string(i));
    if (i > 0)
      integral +=
          (horizons[i] - horizons[i - 1]) * (brier["brier"][i].get<double>() + brier["brier"][i - 1].get<double>()) / 2;
  }
  expectFigures(all["integratedBrier"], {{"from", 365}, {"to", 2500}, {"value", integral / (2500 - 365)}},
                "integrated");
}

// The formulas of competing_prediction.R: recurrence, and death without it, which a column of three values tells.
TEST_F(StatsFigures, OfRisksAndClassesWhereOthersDieFirst) {
  SNITT_NEEDS_SHARED_DATA();
  const auto riskAt = [](double horizon) {
    return [horizon](const Row& row) {
      return fmt::format("{}", 1 - std::exp(-horizon / 3500 * std::exp(0.06 * (of(row, "nodes") - 2.7))));
    };
  };
  writeFrom("rotterdam", [](const Row&) { return true; },
            {{"end", [](const Row& row) { return row.at("recur") == "1"   ? "1"
                                                 : row.at("death") == "1" ? "2"
                                                                          : "0"; }},
             {"first", [](const Row& row) { return row.at("recur") == "1" ? row.at("rtime") : row.at("dtime"); }},
             {"class",
              [](const Row& row) {
                return of(row, "nodes") == 0 ? "good" : of(row, "nodes") <= 3 ? "uncertain" : "poor";
              }},
             {"r1000", riskAt(1000)},
             {"r1826", riskAt(1826)},
             {"r3000", riskAt(3000)}});
  const auto json = figures({"--time", "first", "--event", "end=1", "--competing", "end=2", "--risk",
                             "r1000@1000,r1826@1826,r3000@3000", "--score", "nodes", "--classes", "class", "--horizons",
                             "1000,3000", "--bootstrap", "20"});
  const auto expected = reference("competing_prediction")["rotterdam"];
  EXPECT_EQ(json["events"].get<int>() + json["competingEvents"].get<int>(), 1713);
  const auto& calibration = json["calibration"][1];
  std::size_t competing = 0;
  for (std::size_t i = 0; i < expected["groups"].size(); ++i) {
    const auto& want = expected["groups"][i];
    competing += want["competing"].get<std::size_t>();
    expectFigures(calibration["groups"][i],
                  {{"n", want["n"]},
                   {"events", want["events"]},
                   {"competing", want["competing"]},
                   {"observed", want["observed"][0]},
                   {"lower95", want["observed"][2]},
                   {"upper95", want["observed"][3]}},
                  "group " + std::to_string(i));
  }
  EXPECT_EQ(calibration["competing"], competing);
  EXPECT_EQ(json["decision"][1]["competing"], competing);
  expectFigures(calibration["slope"],
                {{"value", expected["model"]["slope"]["value"][1]}, {"se", expected["model"]["slope"]["se"][1]}},
                "slope");
  const auto& brier = expected["brier"];
  for (std::size_t h = 0; h < 3; ++h)
    expectFigures(json["brier"][h],
                  {{"brier", brier["brier"][h]},
                   {"se", brier["se"][h]},
                   {"ofNull", brier["null"][h]},
                   {"scaled", brier["ipa"][h]}},
                  "brier " + std::to_string(h));
  expectFigures(json["integratedBrier"],
                {{"value", (826 * (brier["brier"][0].get<double>() + brier["brier"][1].get<double>()) / 2 +
                            1174 * (brier["brier"][1].get<double>() + brier["brier"][2].get<double>()) / 2) /
                               2000}},
                "integrated");
  for (const auto& want : expected["decision"]) {
    const auto index = static_cast<std::size_t>(std::lround(100 * want["threshold"].get<double>())) - 1;
    expectFigures(json["decision"][1]["points"][index], {{"netBenefit", want["net"]}, {"treatAll", want["all"]}},
                  "decision");
  }
  const auto& there = json["classes"]["horizons"][1];
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& want = expected["classes"]["rows"][i];
    expectFigures(there["rows"][i],
                  {{"n", want["n"]},
                   {"eventFree", want["free"]},
                   {"competing", want["competing"]},
                   {"weightedEvents", want["weightedEvents"]}},
                  "row " + std::to_string(i));
  }
  const auto auc = reference("time_auc")["competing"]["auc"]["nodes"];
  for (std::size_t h = 0; h < 2; ++h)
    expectFigures(json["auc"][h], {{"horizon", auc["times"][h]}, {"auc", auc["auc"][h]}, {"se", auc["se"][h]}},
                  "auc " + std::to_string(h));
  for (const auto& figure : json["concordance"]["bootstrap"]["figures"])
    EXPECT_TRUE(figure["name"] != "auc nodes at 3000" || figure["value"] == json["auc"][1]["auc"]);
}

TEST_F(StatsFigures, OfClassesAtAHorizon) {
  SNITT_NEEDS_SHARED_DATA();
  writeColonDeaths({{"class", [](const Row& row) {
                       if (row.at("nodes") == "NA") return "NA";
                       const double nodes = of(row, "nodes");
                       return nodes <= 1 ? "good" : nodes <= 4 ? "uncertain" : "poor";
                     }}});
  const auto json = figures({"--time", "time", "--event", "status", "--classes", "class", "--horizons", "1825",
                             "--bootstrap", "20", "--seed", "9"})["classes"];
  const auto expected = reference("agreement")["horizon"][2];
  EXPECT_EQ(json["dropped"], 18);
  EXPECT_EQ(json["resamples"], 20);
  EXPECT_EQ(json["seed"], 9);
  const auto& there = json["horizons"][0];
  EXPECT_EQ(there["horizon"], expected["horizon"]);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& want = expected["rows"][i];
    expectFigures(there["rows"][i],
                  {{"n", want["n"]},
                   {"events", want["events"]},
                   {"eventFree", want["free"]},
                   {"weightedEvents", want["weightedEvents"]},
                   {"weightedEventFree", want["weightedFree"]}},
                  "row " + std::to_string(i));
  }
  EXPECT_NEAR(there["rows"][3]["risk"]["value"].get<double>(), 1 - expected["survival"].get<double>(), 1e-9);
  const std::vector<std::string> names{"sensitivity", "specificity"};
  for (const auto& [key, weighted, complete] : {std::tuple{"uncertainAsPoor", "uncertainIsPoor", "completePoor"},
                                                std::tuple{"uncertainAsGood", "uncertainIsGood", "completeGood"}})
    for (std::size_t f = 0; f < names.size(); ++f) {
      expectFigures(there[key]["weighted"][names[f]], {{"value", expected[weighted][f]}}, key);
      expectFigures(there[key]["completeCase"][names[f]],
                    {{"value", expected[complete][f][0]},
                     {"lower95", expected[complete][f][1]},
                     {"upper95", expected[complete][f][2]}},
                    key);
    }
}

// Rows are told as a spreadsheet shows them; those that lack a covariate are not among them.
TEST_F(StatsFigures, OfResidualsByTheirRows) {
  SNITT_NEEDS_SHARED_DATA();
  const auto json = figuresOf(shared("lung"), {"--time", "time", "--event", "status=2", "--covariates",
                                               "age,sex,ph.ecog,wt.loss", "--residuals"});
  const auto& residuals = json["cox"]["residuals"];
  const auto expected = reference("cox")["lungEfron"]["residuals"];
  EXPECT_EQ(residuals["row"][0], 3) << "the first patient's loss of weight is not known";
  ASSERT_EQ(residuals["row"].size(), 213U);
  EXPECT_EQ(residuals["martingale"].size(), 213U);
  for (std::size_t i = 0; i < expected["martingale"].size(); ++i) {
    EXPECT_NEAR(residuals["martingale"][97 * i].get<double>(), expected["martingale"][i].get<double>(), 1e-8);
    EXPECT_NEAR(residuals["deviance"][97 * i].get<double>(), expected["deviance"][i].get<double>(), 1e-8);
    EXPECT_NEAR(residuals["dfbeta"]["wt.loss"][97 * i].get<double>(), expected["dfbeta"][i][3].get<double>(), 1e-8);
  }
  const auto& schoenfeld = json["cox"]["schoenfeldResiduals"];
  EXPECT_EQ(schoenfeld["row"].size(), 151U);
  const RTable lung = sharedSurvival("lung");
  for (std::size_t i = 0; i < schoenfeld["row"].size(); ++i) {
    const auto row = schoenfeld["row"][i].get<std::size_t>() - 2;
    EXPECT_EQ(lung.number.at("time")[row], schoenfeld["time"][i].get<double>());
    EXPECT_EQ(lung.number.at("status")[row], 2);
  }
  double squares = 0;
  for (const auto& one : schoenfeld["residual"]["sex"]) squares += one.get<double>() * one.get<double>();
  EXPECT_NEAR(squares / expected["schoenfeldSquares"][1].get<double>(), 1, 1e-8);
}

TEST_F(StatsFigures, OfPopulationsThatMayHaveChanged) {
  const auto expected = reference("monitoring")["stability"][0];
  const auto tableOf = [&](const std::string& name, const nlohmann::json& counts) {
    std::string text = "class,other\n";
    for (std::size_t k = 0; k < counts.size(); ++k)
      for (int i = 0; i < counts[k].get<int>(); ++i) text += std::string(1, static_cast<char>('a' + k)) + ",1\n";
    write(name, text + ",1\nNA,2\n");
  };
  tableOf("data.csv", expected["current"]);
  tableOf("then.csv", expected["reference"]);
  const auto psi = figures({"--psi", "class", "--reference", at("then.csv")})["psi"];
  expectFigures(psi,
                {{"n", 116},
                 {"dropped", 2},
                 {"referenceDropped", 2},
                 {"value", expected["value"]},
                 {"p", expected["p"]},
                 {"critical95", expected["critical"]},
                 {"classes", {"a", "b", "c", "d"}},
                 {"reference", expected["reference"]},
                 {"counts", expected["current"]}},
                "psi");
  const auto edges = reference("monitoring")["edges"];
  std::string text = "value\n";
  for (const auto& value : edges["values"]) text += value.dump() + "\n";
  write("data.csv", text);
  write("then.csv", text);
  const auto same = figures({"--psi", "value", "--reference", at("then.csv")})["psi"];
  expectFigures(same, {{"edges", edges["ten"]}, {"value", 0}, {"p", 1}}, "psi");
}

// By hand, target 10, sd 2, k 0.5, h 5: a value of 14 is z = 2 and adds 1.5; one of 10 takes 0.5 away. The sum passes 5
// in row 9, below a missing value in row 6.
TEST_F(StatsFigures, OfControlsWithTheRowOfTheAlarm) {
  write("data.csv", "control\n10\n10\n14\n14\nNA\n14\n10\n14\n");
  const auto cusum = figures({"--cusum", "control", "--in-control", "10,2"})["cusum"];
  EXPECT_EQ(cusum["upper"], (nlohmann::json{0, 0, 1.5, 3, 4.5, 4, 5.5}));
  EXPECT_EQ(cusum["upperAlarmRows"], (nlohmann::json{9}));
  EXPECT_TRUE(cusum["lowerAlarmRows"].empty());
  EXPECT_EQ(cusum["shiftSinceRow"], 4);
  EXPECT_EQ(cusum["n"], 7);
  EXPECT_EQ(cusum["dropped"], 1);
  const auto expected = reference("monitoring")["runs"][1];
  ASSERT_EQ(expected["h"], 5);
  EXPECT_NEAR(cusum["runLength"].get<double>() / expected["both"].get<double>(), 1, 1e-6);
}

}  // namespace
}  // namespace snitt::test
