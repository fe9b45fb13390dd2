#include "core/decision/scope.h"

#include <algorithm>
#include <array>

#include "core/decision/tnm.h"
#include "core/text/lowered.h"
#include "core/text/number.h"
#include "core/text/trimmed.h"

namespace snitt {
namespace {

std::string joined(const std::vector<std::string>& values, std::string_view separator) {
  std::string result;
  for (const std::string& value : values) {
    if (!result.empty()) result += separator;
    result += value;
  }
  return result;
}

FactState categoryState(const std::vector<std::string>& allowed, std::string_view value,
                        std::optional<std::string> (*category)(std::string_view)) {
  const auto known = category(value);
  if (!known) return saysNothing(value) ? FactState::unknown : FactState::violated;
  std::vector<std::string> categories;
  for (const std::string& text : allowed) categories.push_back(category(text).value_or(text));
  switch (coverageOf(categories, *known)) {
    case Coverage::covered:
      return FactState::met;
    case Coverage::notCovered:
      return FactState::violated;
    case Coverage::tooCoarse:
      break;
  }
  return FactState::unknown;
}

FactState stateOf(std::string_view key, const std::vector<std::string>& allowed, std::string_view value) {
  if (key == "pT") return categoryState(allowed, value, pTCategory);
  if (key == "pN") return categoryState(allowed, value, pNCategory);
  if (saysNothing(value)) return FactState::unknown;
  const std::string plain = lowered(trimmed(value));
  const auto same = [&](const std::string& text) { return lowered(trimmed(text)) == plain; };
  return std::ranges::any_of(allowed, same) ? FactState::met : FactState::violated;
}

FactState worse(FactState a, FactState b) {
  if (a == FactState::violated || b == FactState::violated) return FactState::violated;
  return a == FactState::unknown || b == FactState::unknown ? FactState::unknown : FactState::met;
}

std::vector<Fact> factsOf(std::string_view key, const std::vector<Fact>& facts) {
  std::vector<Fact> result;
  std::ranges::copy_if(facts, std::back_inserter(result), [&](const Fact& fact) { return fact.key == key; });
  return result;
}

// Every combination of what is said about pT and pN, since each of them may be the true one.
std::vector<Fact> stageFacts(const std::vector<Fact>& facts) {
  std::vector<Fact> pTs = factsOf("pT", facts);
  std::vector<Fact> pNs = factsOf("pN", facts);
  if (pNs.empty()) return {};
  if (pTs.empty()) pTs.push_back({"pT", "X", ""});
  std::vector<Fact> result;
  for (const Fact& pT : pTs)
    for (const Fact& pN : pNs) {
      const auto stage = stageOf(pTCategory(pT.value).value_or("X"), pNCategory(pN.value).value_or("X"));
      result.push_back({"stage", stage.value_or("unknown"), "from pT and pN"});
    }
  return result;
}

std::string describe(std::string_view key, const std::vector<Fact>& facts, std::string_view unit) {
  if (facts.empty()) return std::string(key) + " is not known";
  std::vector<std::string> values;
  for (const Fact& fact : facts)
    values.push_back((saysNothing(fact.value) ? "not known" : fact.value + std::string(unit)) +
                     (fact.source.empty() ? "" : " (" + fact.source + ")"));
  return std::string(key) + " is " + joined(values, " and ");
}

ScopeFinding checkList(const std::string& key, const std::vector<std::string>& allowed,
                       const std::vector<Fact>& facts) {
  ScopeFinding finding{key, facts.empty() ? FactState::unknown : FactState::met, ""};
  for (const Fact& fact : facts) finding.state = worse(finding.state, stateOf(key, allowed, fact.value));
  finding.detail = describe(key, facts, "") + "; the bundle is made for " + joined(allowed, ", ");
  return finding;
}

ScopeFinding checkMpp(const ScopeRules& rules, const std::vector<Fact>& facts) {
  ScopeFinding finding{"mpp", facts.empty() ? FactState::unknown : FactState::met, ""};
  for (const Fact& fact : facts) {
    const auto mpp = parseNumber(fact.value);
    FactState state = FactState::unknown;
    if (mpp)
      state = (rules.leastMpp && *mpp < *rules.leastMpp) || (rules.mostMpp && *mpp > *rules.mostMpp)
                  ? FactState::violated
                  : FactState::met;
    finding.state = worse(finding.state, state);
  }
  std::string limits;
  if (rules.leastMpp) limits += "from " + shortest(*rules.leastMpp);
  if (rules.mostMpp) limits += (limits.empty() ? "up to " : " to ") + shortest(*rules.mostMpp);
  finding.detail = describe("mpp", facts, " µm/px") + "; the bundle is made for slides " + limits + " µm/px";
  return finding;
}

}  // namespace

std::string_view toText(FactState state) {
  switch (state) {
    case FactState::met:
      return "met";
    case FactState::violated:
      return "violated";
    case FactState::unknown:
      break;
  }
  return "unknown";
}

ScopeResult checkScope(const ScopeRules& rules, const std::vector<Fact>& facts) {
  ScopeResult result;
  for (const auto& [key, allowed] : rules.allowed)
    result.findings.push_back(checkList(key, allowed, key == "stage" ? stageFacts(facts) : factsOf(key, facts)));
  if (rules.leastMpp || rules.mostMpp) result.findings.push_back(checkMpp(rules, factsOf("mpp", facts)));
  result.ok =
      std::ranges::all_of(result.findings, [](const ScopeFinding& finding) { return finding.state == FactState::met; });
  return result;
}

Result<Fact> parseFact(std::string_view text, std::string source) {
  static constexpr std::array<std::string_view, 8> keys{"organ",   "specimenType", "neoadjuvant", "stain",
                                                        "scanner", "pT",           "pN",          "nodes"};
  const std::size_t equals = text.find('=');
  const auto usage = [&](const std::string& what) {
    return fail(ErrorKind::usage, "the fact \"" + std::string(text) + "\" " + what);
  };
  if (equals == std::string_view::npos) return usage("is not of the form KEY=VALUE");
  const std::string key(trimmed(text.substr(0, equals)));
  const std::string value(trimmed(text.substr(equals + 1)));
  if (std::ranges::find(keys, key) == keys.end()) {
    std::vector<std::string> known(keys.begin(), keys.end());
    return usage("has an unknown key; known are " + joined(known, ", "));
  }
  if (value.empty()) return usage("has no value");
  if (saysNothing(value)) return Fact{key, value, std::move(source)};
  if (key == "pT" || key == "pN") {
    const auto category = key == "pT" ? pTCategory(value) : pNCategory(value);
    if (!category) return usage("has a value that is no category of TNM");
    return Fact{key, *category, std::move(source)};
  }
  if (key == "nodes") {
    const auto nodes = parseNumber(value);
    if (!nodes || *nodes < 0 || *nodes > 1000 || *nodes != static_cast<int>(*nodes))
      return usage("has a value that is no number of lymph nodes");
    return Fact{key, std::to_string(static_cast<int>(*nodes)), std::move(source)};
  }
  return Fact{key, value, std::move(source)};
}

}  // namespace snitt
