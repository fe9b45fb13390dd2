// `snitt stats` of tables in which little or nothing can be known: figures are null with a reason beside them, or a
// value that R has too; never a made-up one.
#include "support/stats_fixture.h"

namespace snitt::test {
namespace {

class StatsDegenerate : public StatsFixture {
 protected:
  [[nodiscard]] nlohmann::json all(const std::string& rows, const std::vector<std::string>& more = {}) const {
    write("data.csv", "time,event,score,group,risk,class\n" + rows);
    std::vector<std::string> arguments{"--time",     "time",  "--event",     "event",  "--group",   "group",
                                       "--score",    "score", "--risk",      "risk@2", "--classes", "class",
                                       "--horizons", "2,100", "--bootstrap", "20"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const nlohmann::json json = figures(arguments);
    for (const char* kind : {"km", "roc", "auc", "calibration", "decision"})
      arguments.insert(arguments.end(), {"--plot", std::string(kind) + "=" + at(std::string(kind) + ".svg")});
    EXPECT_EQ(stats(arguments).code, 0) << "every kind of plot can be drawn of what there is";
    return json;
  }
  static void expectNull(const nlohmann::json& json, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
      ASSERT_TRUE(json.contains(key)) << key << " of " << json;
      EXPECT_TRUE(json[key].is_null()) << key << " of " << json;
    }
  }
};

TEST_F(StatsDegenerate, WithoutFixedRisksCalibrationIsNotAssessable) {
  write("data.csv", "time,event,score\n1,1,3\n2,0,2\n3,1,1\n");
  const auto json = figures({"--time", "time", "--event", "event", "--score", "score"});
  for (const char* section : {"calibration", "brier", "decision"}) {
    ASSERT_TRUE(json[section].is_object()) << section;
    EXPECT_EQ(json[section].size(), 1U) << "no figure stands beside the reason";
    EXPECT_NE(json[section]["notAssessable"].get<std::string>().find("--risk COL@HORIZON"), std::string::npos);
  }
  EXPECT_FALSE(json.contains("integratedBrier"));
}

TEST_F(StatsDegenerate, NoEvents) {
  const auto json = all("1,0,2,a,0.5,good\n2,0,3,b,0.25,poor\n3,0,1,a,0.1,good\n4,0,5,b,0.9,poor\n");
  EXPECT_EQ(json["events"], 0);
  for (const auto& group : json["km"]) {
    expectNull(group, {"median", "lower95", "upper95"});
    EXPECT_EQ(group["rmean"], 4);
    EXPECT_EQ(group["curve"][1]["survival"], 1);
  }
  expectNull(json["logrank"], {"chi2", "p"});
  expectNull(json["concordance"]["harrell"], {"c", "se", "lower95", "upper95"});
  expectNull(json["concordance"]["uno"], {"c", "se"});
  EXPECT_EQ(json["concordance"]["harrell"]["undefined"].get<std::string>().empty(), false);
  expectNull(json["auc"][0], {"auc", "se"});
  EXPECT_EQ(json["auc"][0]["undefined"], "nobody had the event by the horizon");
  EXPECT_EQ(json["auc"][1]["undefined"], "nobody was followed up to the horizon 100");
  EXPECT_EQ(json["calibration"][0]["observedExpected"]["value"], 0);
  expectNull(json["calibration"][0]["slope"], {"value", "se"});
  EXPECT_FALSE(json["calibration"][0]["slopeUndefined"].get<std::string>().empty());
  const auto& weighted = json["classes"]["horizons"][0]["uncertainAsPoor"]["weighted"];
  expectNull(weighted["sensitivity"], {"value", "lower95", "upper95"});
  EXPECT_EQ(weighted["sensitivity"]["undefined"], 20) << "in every resample";
}

TEST_F(StatsDegenerate, AllEventsAtOneTime) {
  const auto json = all("2,1,2,a,0.5,good\n2,1,3,b,0.25,poor\n2,1,1,a,0.1,good\n2,1,5,b,0.9,poor\n");
  EXPECT_EQ(json["km"][0]["median"], 2);
  EXPECT_EQ(json["km"][0]["curve"].size(), 1U);
  EXPECT_EQ(json["km"][0]["curve"][0]["survival"], 0);
  // R: variance 0 where all of a risk set have the event, so there is no statistic.
  expectNull(json["logrank"], {"chi2", "p"});
  expectNull(json["concordance"]["harrell"], {"c", "se"});
  EXPECT_EQ(json["auc"][0]["undefined"], "nobody is known to be free of the event at the horizon");
  EXPECT_EQ(json["classes"]["horizons"][0]["rows"][3]["risk"]["value"], 1);
}

TEST_F(StatsDegenerate, AGroupOfWhichNoFollowUpIsKnown) {
  const auto json = all("1,1,2,a,0.5,good\n2,0,3,b,0.2,poor\n3,1,1,a,0.1,good\nNA,1,5,z,0.9,poor\n5,1,1,b,0.3,good\n");
  EXPECT_EQ(json["n"], 4);
  EXPECT_EQ(json["dropped"], 1);
  ASSERT_EQ(json["km"].size(), 3U);
  EXPECT_EQ(json["km"][2]["group"], "z");
  EXPECT_EQ(json["km"][2]["n"], 0);
  expectNull(json["km"][2], {"median", "rmean"});
  EXPECT_TRUE(json["km"][2]["curve"].empty());
  // By hand: at 1 two of four at risk are in a (expected 1/2), at 3 one of two (1/2): (2 − 1)² / (1/4 + 1/4) = 2.
  EXPECT_NEAR(json["logrank"]["chi2"].get<double>(), 2, 1e-12);
  EXPECT_EQ(json["logrank"]["df"], 1) << "two groups have somebody in them";
}

TEST_F(StatsDegenerate, OnePatient) {
  const auto json = all("2,1,2,a,0.5,good\n", {"--covariates", "score"});
  EXPECT_EQ(json["n"], 1);
  EXPECT_EQ(json["km"][0]["median"], 2);
  EXPECT_EQ(json["logrank"]["df"], 0);
  expectNull(json["logrank"], {"chi2", "p"});
  expectNull(json["cox"]["coefficients"][0], {"beta", "se", "hr", "p"});
  expectNull(json["concordance"]["harrell"], {"c"});
  expectNull(json["calibration"][0]["slope"], {"value"});
}

TEST_F(StatsDegenerate, AConstantScoreTellsNothing) {
  const auto json =
      all("1,1,2,a,0.5,good\n2,0,2,b,0.5,good\n3,1,2,a,0.5,good\n4,1,2,b,0.5,good\n", {"--covariates", "score"});
  EXPECT_EQ(json["concordance"]["harrell"]["c"], 0.5);
  EXPECT_EQ(json["concordance"]["harrell"]["se"], 0);
  EXPECT_EQ(json["auc"][0]["auc"], 0.5);
  expectNull(json["calibration"][0]["slope"], {"value"});
  EXPECT_FALSE(json["calibration"][0]["slopeUndefined"].get<std::string>().empty());
  EXPECT_EQ(json["calibration"][0]["groups"].size(), 1U) << "equal risks are one group";
  expectNull(json["cox"]["coefficients"][0], {"beta", "se", "hr", "lower95", "upper95", "z", "p"});
  ASSERT_EQ(json["cox"]["notes"].size(), 1U);
  EXPECT_NE(json["cox"]["notes"][0].get<std::string>().find("'score' is constant"), std::string::npos);
  EXPECT_TRUE(json["schoenfeld"].is_object() ? json["schoenfeld"].contains("undefined") : json["schoenfeld"].empty())
      << json["schoenfeld"];
  expectNull(json["cox"]["likelihoodRatio"], {"p"});
}

TEST_F(StatsDegenerate, PerfectSeparationNamesTheCoefficient) {
  write("data.csv", "time,event,x,y\n1,1,1,3\n2,1,1,1\n3,1,1,4\n4,1,1,1\n5,0,0,5\n6,0,0,9\n7,0,0,2\n8,0,0,6\n");
  const auto cox = figures({"--time", "time", "--event", "event", "--covariates", "x,y", "--bootstrap", "20", "--plot",
                            "forest=" + at("p.svg")})["cox"];
  ASSERT_EQ(cox["notes"].size(), 1U);
  EXPECT_NE(cox["notes"][0].get<std::string>().find("the coefficient of 'x' may be infinite"), std::string::npos);
  EXPECT_EQ(cox["coefficients"][0]["mayBeInfinite"], true);
  EXPECT_FALSE(cox["coefficients"][1].contains("mayBeInfinite"));
  // What can be known is that of R (cox.R).
  const auto expected = reference("cox")["made"];
  EXPECT_NEAR(cox["coefficients"][1]["beta"].get<double>(), expected["separatedRest"].get<double>(), 1e-6);
  EXPECT_NEAR(cox["loglik"][1].get<double>(), expected["separatedLoglik"][1].get<double>(), 1e-6);
  EXPECT_GT(cox["bootstrap"]["figures"][0]["undefined"].get<int>(), 0);
}

TEST_F(StatsDegenerate, MoreCovariatesThanPatients) {
  write("data.csv", "time,event,a,b,c,d,e\n1,1,1,2,3,4,5\n2,1,5,1,2,2,3\n3,1,3,5,1,2,2\n4,0,2,2,5,1,7\n");
  const auto cox = figures(
      {"--time", "time", "--event", "event", "--covariates", "a,b,c,d,e", "--plot", "forest=" + at("p.svg")})["cox"];
  ASSERT_EQ(cox["coefficients"].size(), 5U);
  for (std::size_t i = 3; i < 5; ++i) expectNull(cox["coefficients"][i], {"beta", "se", "hr", "p"});
  EXPECT_NE(cox["notes"].dump().find("'d' is constant or follows from the covariates before it"), std::string::npos);
  EXPECT_EQ(cox["likelihoodRatio"]["df"], 3);
  EXPECT_NEAR(cox["loglik"][1].get<double>(), 0, 1e-4) << "the order of events is told without an error";
}

// By hand: at 0 one of five has the event, at 1 two of the three that are left, at 2 the last. Scores fall with time.
TEST_F(StatsDegenerate, TimeZeroAndTies) {
  write("data.csv", "time,event,s\n0,1,4\n0,0,3\n1,1,2\n1,1,2\n2,1,1\n");
  const auto json = figures({"--time", "time", "--event", "event", "--score", "s", "--horizons", "1"});
  const auto& curve = json["km"][0]["curve"];
  ASSERT_EQ(curve.size(), 3U);
  EXPECT_EQ(curve[0]["time"], 0);
  EXPECT_DOUBLE_EQ(curve[0]["survival"].get<double>(), 0.8);
  EXPECT_DOUBLE_EQ(curve[1]["survival"].get<double>(), 0.8 / 3);
  EXPECT_EQ(curve[2]["survival"], 0);
  EXPECT_EQ(json["concordance"]["harrell"]["c"], 1);
}

TEST_F(StatsDegenerate, ReadingsThatAllAgree) {
  write("data.csv", "a,b,c\n1,1,x\n1,1,x\n1,1,x\n");
  const auto json = figures({"--agreement", "a,b"})["agreement"];
  EXPECT_EQ(json["n"], 3);
  EXPECT_FALSE(json.contains("kappa")) << "one class is no agreement beyond chance";
  EXPECT_EQ(json["blandAltman"]["bias"]["value"], 0);
  EXPECT_EQ(json["overlap"]["dice"], 1);
  write("data.csv", "a,b\nx,x\ny,NA\n");
  EXPECT_EQ(stats({"--agreement", "a,b"}).code, 1) << "one class that is no number";
}

}  // namespace
}  // namespace snitt::test
