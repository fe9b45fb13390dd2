#include "core/decision/scope.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

ScopeRules limiting(const std::string& key, std::vector<std::string> values) {
  ScopeRules rules;
  rules.allowed[key] = std::move(values);
  return rules;
}

FactState stateOf(const ScopeRules& rules, const std::vector<Fact>& facts) {
  const ScopeResult result = checkScope(rules, facts);
  EXPECT_EQ(result.findings.size(), 1U);
  const FactState state = result.findings.empty() ? FactState::violated : result.findings[0].state;
  EXPECT_EQ(result.ok, state == FactState::met);
  return state;
}

struct Case {
  std::string key;
  std::vector<std::string> allowed;
  std::string met;
  std::string violated;
};

TEST(Scope, EachFactIsMetViolatedOrUnknown) {
  const std::vector<Case> cases{
      {"organ", {"colon", "rectum"}, "rectum", "stomach"},
      {"specimenType", {"resection"}, "resection", "biopsy"},
      {"neoadjuvant", {"no"}, "no", "yes"},
      {"stain", {"H&E"}, "H&E", "H-DAB"},
      {"scanner", {"Aperio", "NanoZoomer XR"}, "NanoZoomer XR", "NanoZoomer"},
      {"pT", {"3", "4"}, "4a", "2"},
      {"pN", {"1"}, "1b", "2a"},
  };
  for (const Case& one : cases) {
    const ScopeRules rules = limiting(one.key, one.allowed);
    EXPECT_EQ(stateOf(rules, {{one.key, one.met, "list"}}), FactState::met) << one.key;
    EXPECT_EQ(stateOf(rules, {{one.key, one.violated, "list"}}), FactState::violated) << one.key;
    EXPECT_EQ(stateOf(rules, {}), FactState::unknown) << one.key;
    EXPECT_EQ(stateOf(rules, {{one.key, "unknown", "list"}}), FactState::unknown) << one.key;
    EXPECT_EQ(stateOf(rules, {{one.key, "", "list"}}), FactState::unknown) << one.key;
  }
}

TEST(Scope, FactThatIsNotLimitedIsNotAsked) {
  const ScopeResult result = checkScope({}, {{"organ", "stomach", "list"}, {"mpp", "7", "file"}});
  EXPECT_TRUE(result.ok);
  EXPECT_TRUE(result.findings.empty());
  EXPECT_EQ(checkScope(limiting("organ", {"colon"}), {{"stain", "H-DAB", "pixels"}}).findings.size(), 1U);
}

TEST(Scope, ComparesWithoutCase) {
  EXPECT_EQ(stateOf(limiting("organ", {"Colon"}), {{"organ", " cOLON ", "list"}}), FactState::met);
  EXPECT_EQ(stateOf(limiting("pT", {"pT4"}), {{"pT", "T4A", "list"}}), FactState::met);
}

TEST(Scope, CategoryThatDoesNotSayEnoughIsUnknown) {
  EXPECT_EQ(stateOf(limiting("pT", {"4a"}), {{"pT", "4", "list"}}), FactState::unknown);
  EXPECT_EQ(stateOf(limiting("pT", {"1", "2", "3", "4"}), {{"pT", "X", "list"}}), FactState::unknown);
  EXPECT_EQ(stateOf(limiting("pT", {"3"}), {{"pT", "thirteen", "list"}}), FactState::violated);
}

TEST(Scope, StageIsDerived) {
  const ScopeRules rules = limiting("stage", {"II", "III"});
  EXPECT_EQ(stateOf(rules, {{"pT", "3", "list"}, {"pN", "0", "list"}}), FactState::met);
  EXPECT_EQ(stateOf(rules, {{"pT", "1", "list"}, {"pN", "0", "list"}}), FactState::violated);
  EXPECT_EQ(stateOf(rules, {{"pN", "2", "list"}}), FactState::met);
  EXPECT_EQ(stateOf(rules, {{"pN", "0", "list"}}), FactState::unknown);
  EXPECT_EQ(stateOf(rules, {{"pT", "3", "list"}}), FactState::unknown);
  EXPECT_EQ(stateOf(rules, {}), FactState::unknown);
  // A stage that somebody typed is no fact: it follows from pT and pN.
  EXPECT_EQ(stateOf(rules, {{"stage", "II", "list"}}), FactState::unknown);
  EXPECT_EQ(stateOf(rules, {{"pT", "3", "list"}, {"pT", "1", "typed by anna"}, {"pN", "0", "list"}}),
            FactState::violated);
}

TEST(Scope, MppLimitsIncludeThemselves) {
  ScopeRules rules;
  rules.leastMpp = 0.2;
  rules.mostMpp = 0.5;
  const auto state = [&](const std::string& mpp) { return stateOf(rules, {{"mpp", mpp, "file"}}); };
  EXPECT_EQ(state("0.2"), FactState::met);
  EXPECT_EQ(state("0.5"), FactState::met);
  EXPECT_EQ(state("0.1999999"), FactState::violated);
  EXPECT_EQ(state("0.5000001"), FactState::violated);
  EXPECT_EQ(state("fine"), FactState::unknown);
  EXPECT_EQ(stateOf(rules, {}), FactState::unknown);
  rules.leastMpp.reset();
  EXPECT_EQ(stateOf(rules, {{"mpp", "0.01", "file"}}), FactState::met);
}

TEST(Scope, WorstOfSeveralFactsCounts) {
  const ScopeRules rules = limiting("stain", {"H&E"});
  const Fact typed{"stain", "H&E", "typed by anna"};
  EXPECT_EQ(stateOf(rules, {typed, {"stain", "H&E", "pixels"}}), FactState::met);
  EXPECT_EQ(stateOf(rules, {typed, {"stain", "H-DAB", "pixels"}}), FactState::violated);
  EXPECT_EQ(stateOf(rules, {{"stain", "H-DAB", "pixels"}, typed}), FactState::violated);
  EXPECT_EQ(stateOf(rules, {typed, {"stain", "unknown", "pixels"}}), FactState::unknown);
  EXPECT_EQ(stateOf(rules, {{"stain", "unknown", "pixels"}, {"stain", "H-DAB", "list"}}), FactState::violated);
}

TEST(Scope, OneFindingThatIsNotMetIsEnough) {
  ScopeRules rules = limiting("organ", {"colon"});
  rules.allowed["stain"] = {"H&E"};
  const ScopeResult result = checkScope(rules, {{"organ", "colon", "list"}});
  EXPECT_FALSE(result.ok);
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].state, FactState::met);
  EXPECT_EQ(result.findings[1].state, FactState::unknown);
}

TEST(Scope, FindingSaysWhereItsFactCameFrom) {
  const auto detail = [](const ScopeRules& rules, const std::vector<Fact>& facts) {
    return checkScope(rules, facts).findings.at(0).detail;
  };
  const ScopeRules stain = limiting("stain", {"H&E"});
  EXPECT_EQ(detail(stain, {{"stain", "H&E", "typed by anna"}, {"stain", "H-DAB", "pixels"}}),
            "stain is H&E (typed by anna) and H-DAB (pixels); the bundle is made for H&E");
  EXPECT_EQ(detail(limiting("organ", {"colon", "rectum"}), {}),
            "organ is not known; the bundle is made for colon, rectum");
  ScopeRules mpp;
  mpp.mostMpp = 0.55;
  EXPECT_EQ(detail(mpp, {{"mpp", "0.499", "file"}}),
            "mpp is 0.499 µm/px (file); the bundle is made for slides up to 0.55 µm/px");
  mpp.leastMpp = 0.2;
  EXPECT_EQ(detail(mpp, {}), "mpp is not known; the bundle is made for slides from 0.2 to 0.55 µm/px");
}

TEST(Scope, ParsesFacts) {
  const auto fact = parseFact(" pT = pT4A ", "typed by anna");
  ASSERT_TRUE(fact) << fact.error().message;
  EXPECT_EQ(fact->key, "pT");
  EXPECT_EQ(fact->value, "4a");
  EXPECT_EQ(fact->source, "typed by anna");
  EXPECT_EQ(parseFact("scanner=Model=3 X", "")->value, "Model=3 X");
  EXPECT_EQ(parseFact("nodes=12", "")->value, "12");
  EXPECT_EQ(parseFact("pN=unknown", "")->value, "unknown");
}

TEST(Scope, RefusesImpossibleFacts) {
  for (const char* text : {"organ", "=colon", "organ=", "organ= ", "Organ=colon", "mpp=0.25", "stage=II", "pT=9",
                           "pT=N1", "pN=4", "nodes=-1", "nodes=1.5", "nodes=many", "nodes=1e9", ""}) {
    const auto fact = parseFact(text, "typed");
    ASSERT_FALSE(fact) << text;
    EXPECT_EQ(fact.error().kind, ErrorKind::usage);
    EXPECT_NE(fact.error().message.find(std::string("fact \"").append(text).append("\"")), std::string::npos);
  }
}

}  // namespace
}  // namespace snitt
