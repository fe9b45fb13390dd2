#include <algorithm>
#include <set>

#include "core/decision/decision.h"
#include "core/decision/tnm.h"
#include "core/text/number.h"

namespace snitt {
namespace {

// What the facts say about one key: a value, or why there is none.
struct Known {
  std::optional<std::string> value;
  std::string problem;
};

std::optional<std::string> normalised(std::string_view key, const std::string& value) {
  if (key == "pT") return pTCategory(value);
  if (key == "pN") return pNCategory(value);
  const auto nodes = parseNumber(value);
  return nodes && *nodes >= 0 ? std::optional(shortest(*nodes)) : std::nullopt;
}

Known known(std::string_view key, const std::vector<Fact>& facts) {
  std::set<std::string> values;
  for (const Fact& fact : facts)
    if (fact.key == key)
      if (const auto value = normalised(key, fact.value); value && *value != "X") values.insert(*value);
  if (values.empty()) return {std::nullopt, std::string(key) + " is not known"};
  if (values.size() > 1)
    return {std::nullopt, std::string(key) + " is contradictory: " + *values.begin() + " and " + *values.rbegin()};
  return {*values.begin(), ""};
}

enum class Match { yes, no, unknown };

// One row against one slide; collects what matched, and the first thing that keeps the row from being judged.
class RowMatch {
 public:
  explicit RowMatch(const std::vector<Fact>& facts) : m_facts(facts) {}

  void scoreClass(const std::vector<std::string>& allowed, Prognosis prognosis) {
    if (allowed.empty()) return;
    note(std::ranges::find(allowed, toText(prognosis)) != allowed.end() ? Match::yes : Match::no,
         "class " + std::string(toText(prognosis)));
  }

  void category(std::string_view key, const std::vector<std::string>& allowed) {
    if (allowed.empty()) return;
    const Known fact = known(key, m_facts);
    if (!fact.value) return note(Match::unknown, fact.problem);
    std::vector<std::string> categories;
    for (const std::string& text : allowed) categories.push_back(normalised(key, text).value_or(text));
    const Coverage coverage = coverageOf(categories, *fact.value);
    if (coverage == Coverage::tooCoarse)
      return note(Match::unknown, std::string(key) + " " + *fact.value + " is not precise enough");
    note(coverage == Coverage::covered ? Match::yes : Match::no, std::string(key) + " " + *fact.value);
  }

  void nodes(std::optional<int> least, std::optional<int> most) {
    if (!least && !most) return;
    const Known fact = known("nodes", m_facts);
    if (!fact.value) return note(Match::unknown, fact.problem);
    const double count = parseNumber(*fact.value).value_or(0);
    note((least && count < *least) || (most && count > *most) ? Match::no : Match::yes, "nodes " + *fact.value);
  }

  // One condition that fails rules the row out, whatever is not known.
  [[nodiscard]] Match result() const {
    if (m_failed) return Match::no;
    return m_problem.empty() ? Match::yes : Match::unknown;
  }
  [[nodiscard]] const std::string& problem() const { return m_problem; }
  [[nodiscard]] const std::string& matched() const { return m_matched; }

 private:
  void note(Match match, const std::string& what) {
    if (match == Match::no) m_failed = true;
    if (match == Match::unknown && m_problem.empty()) m_problem = what;
    if (match == Match::yes) m_matched += (m_matched.empty() ? ": " : ", ") + what;
  }

  const std::vector<Fact>& m_facts;
  bool m_failed = false;
  std::string m_problem;
  std::string m_matched;
};

}  // namespace

RiskResult riskGroup(const std::vector<RiskRow>& table, std::optional<Prognosis> prognosis,
                     const std::vector<Fact>& facts) {
  if (table.empty()) return {"", "not configured"};
  if (!prognosis) return {"", "the slide has no class"};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const RiskRow& row = table[i];
    RowMatch match(facts);
    match.scoreClass(row.scoreClass, *prognosis);
    match.category("pT", row.pT);
    match.category("pN", row.pN);
    match.nodes(row.leastNodes, row.mostNodes);
    // A later row must not be taken while this one may be the first that holds.
    if (match.result() == Match::unknown) return {"", match.problem()};
    if (match.result() == Match::yes)
      return {row.group, "row " + std::to_string(i + 1) + " of the risk table" + match.matched()};
  }
  return {"", "no row of the risk table holds"};
}

}  // namespace snitt
