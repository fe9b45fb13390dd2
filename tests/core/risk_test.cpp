#include <gtest/gtest.h>

#include "core/decision/decision.h"

namespace snitt {
namespace {

// A table in the manner of the published extension; its groups are made up.
const std::vector<RiskRow> kTable{
    {"high", {"poor"}, {"4"}, {}, {}, {}},
    {"high", {}, {}, {"2"}, {}, {}},
    {"low", {"good"}, {"0", "1", "2", "3"}, {"0"}, 13, {}},
    {"intermediate", {}, {}, {}, {}, {}},
};

std::vector<Fact> facts(const std::string& pT, const std::string& pN, const std::string& nodes) {
  std::vector<Fact> result;
  if (!pT.empty()) result.push_back({"pT", pT, "list"});
  if (!pN.empty()) result.push_back({"pN", pN, "list"});
  if (!nodes.empty()) result.push_back({"nodes", nodes, "list"});
  return result;
}

std::string group(std::optional<Prognosis> prognosis, const std::vector<Fact>& known) {
  return riskGroup(kTable, prognosis, known).group;
}

std::string reason(std::optional<Prognosis> prognosis, const std::vector<Fact>& known) {
  const RiskResult result = riskGroup(kTable, prognosis, known);
  EXPECT_EQ(result.group, "");
  return result.reason;
}

TEST(Risk, EmptyTableIsNotConfigured) {
  const RiskResult result = riskGroup({}, Prognosis::poor, facts("4", "2", "20"));
  EXPECT_EQ(result.group, "");
  EXPECT_EQ(result.reason, "not configured");
}

TEST(Risk, FirstRowThatHoldsGivesTheGroup) {
  const RiskResult result = riskGroup(kTable, Prognosis::poor, facts("4a", "0", "20"));
  EXPECT_EQ(result.group, "high");
  EXPECT_EQ(result.reason, "row 1 of the risk table: class poor, pT 4a");
  EXPECT_EQ(group(Prognosis::good, facts("1", "2b", "20")), "high");
  EXPECT_EQ(group(Prognosis::good, facts("3", "0", "13")), "low");
  EXPECT_EQ(group(Prognosis::uncertain, facts("3", "0", "13")), "intermediate");
  EXPECT_EQ(riskGroup(kTable, Prognosis::uncertain, facts("3", "0", "13")).reason, "row 4 of the risk table");
}

TEST(Risk, NodesLimitsIncludeThemselves) {
  EXPECT_EQ(group(Prognosis::good, facts("3", "0", "12")), "intermediate");
  EXPECT_EQ(group(Prognosis::good, facts("3", "0", "13")), "low");
  const std::vector<RiskRow> few{{"few", {}, {}, {}, {}, 12}};
  EXPECT_EQ(riskGroup(few, Prognosis::good, facts("", "", "12")).group, "few");
  EXPECT_EQ(riskGroup(few, Prognosis::good, facts("", "", "13")).reason, "no row of the risk table holds");
}

TEST(Risk, NamesTheFactThatIsMissing) {
  EXPECT_EQ(reason(Prognosis::poor, facts("", "1", "20")), "pT is not known");
  EXPECT_EQ(reason(Prognosis::poor, facts("X", "1", "20")), "pT is not known");
  EXPECT_EQ(reason(Prognosis::good, facts("3", "", "20")), "pN is not known");
  EXPECT_EQ(reason(Prognosis::good, facts("3", "0", "")), "nodes is not known");
}

TEST(Risk, FactIsNotMissedWhereTheRowFailsWithoutIt) {
  // Row 1 needs pT only of poor slides, row 3 the nodes only of good ones.
  EXPECT_EQ(group(Prognosis::good, facts("", "2", "")), "high");
  EXPECT_EQ(group(Prognosis::uncertain, facts("", "1", "")), "intermediate");
}

TEST(Risk, FactsThatContradictEachOtherAreNotChosenFrom) {
  auto known = facts("4", "0", "20");
  known.push_back({"pT", "3", "typed by anna"});
  EXPECT_EQ(reason(Prognosis::poor, known), "pT is contradictory: 3 and 4");
}

TEST(Risk, CategoryThatIsTooCoarseIsNamed) {
  const RiskResult result = riskGroup({{"high", {}, {"4b"}, {}, {}, {}}}, Prognosis::poor, facts("4", "", ""));
  EXPECT_EQ(result.group, "");
  EXPECT_EQ(result.reason, "pT 4 is not precise enough");
}

TEST(Risk, SlideWithoutClassHasNoGroup) {
  EXPECT_EQ(reason(std::nullopt, facts("4", "2", "20")), "the slide has no class");
}

}  // namespace
}  // namespace snitt
