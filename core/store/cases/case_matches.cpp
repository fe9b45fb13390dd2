#include "core/store/cases/case_matches_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/secrets/secrets.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/text/trimmed.h"

namespace snitt {

namespace {

std::vector<std::string> wordsIn(const std::string& search) {
  std::vector<std::string> words;
  std::string word;
  for (const char letter : search + " ") {
    const bool blank = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\0';
    if (!blank)
      word += letter;
    else if (!word.empty())
      words.push_back(std::exchange(word, {}));
  }
  constexpr std::size_t kMostWords = 12;
  if (words.size() > kMostWords) words.resize(kMostWords);
  return words;
}

// An FTS5 string: what is searched for, nothing of it an operator.
std::string asPrefix(const std::string& word) {
  std::string quoted = "\"";
  for (const char letter : word) {
    quoted += letter;
    if (letter == '"') quoted += '"';
  }
  return quoted + "\"*";
}

bool isDate(const std::string& word) {
  if (word.size() != 10 || word[4] != '-' || word[7] != '-') return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (i != 4 && i != 7 && (word[i] < '0' || word[i] > '9')) return false;
  return true;
}

// Punctuation alone finds nothing in an index of words, and must not empty the list either.
bool hasWord(const std::string& word) { return !searchWords(word).empty(); }

// Cases that have the word, or whose patient has it.
std::vector<std::int64_t> casesWith(const CaseAccess& access, const std::string& word) {
  std::vector<std::int64_t> ids;
  const auto take = [&](Statement row) {
    while (row.executeStep()) ids.push_back(row.getColumn(0).getInt64());
  };
  take(statementOf(*access.database, "SELECT rowid FROM case_search WHERE case_search MATCH ?", asPrefix(word)));
  if (!access.unmasked()) return ids;
  std::string digits = word;
  if (isDate(word)) std::erase(digits, '-');
  const std::vector<std::string> parts = searchWords(digits);
  std::string all;
  for (std::size_t i = 0; i < parts.size(); ++i)
    all += i == 0 ? "SELECT patient_id FROM patient_word WHERE mark = ?"
                  : " INTERSECT SELECT patient_id FROM patient_word WHERE mark = ?";
  Statement row = statementOf(*access.database, fmt::format("SELECT id FROM lab_case WHERE patient_id IN ({})", all));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string mark = access.secrets->mark("patient-word", parts[i]);
    bindOne(row, static_cast<int>(i) + 1, Blob{mark});
  }
  take(std::move(row));
  return ids;
}

// Who searches may have read a slide's code into the field. Marks tell nothing of a part of it.
std::vector<std::int64_t> casesWithCode(const CaseAccess& access, const std::string& code) {
  const std::string mark = markBarcode(*access.secrets, code);
  Statement row = statementOf(*access.database,
                              "SELECT specimen.case_id FROM glass JOIN block ON block.id = glass.block_id"
                              " JOIN specimen ON specimen.id = block.specimen_id WHERE glass.code_mark = ?",
                              Blob{mark});
  std::vector<std::int64_t> ids;
  while (row.executeStep()) ids.push_back(row.getColumn(0).getInt64());
  return ids;
}

// Conditions on lab_case, those that let the fewest through first. ?1 stands for the site.
std::vector<std::string> conditionsOf(const WorklistFilter& filter) {
  std::vector<std::string> conditions;
  if (filter.slidesMissing) conditions.emplace_back("slides_missing > 0");
  if (filter.flagged) conditions.emplace_back("flags <> 0");
  if (filter.ai) conditions.push_back(fmt::format("ai_state = {}", static_cast<int>(*filter.ai)));
  if (filter.prognosis) conditions.push_back(fmt::format("ai_class = '{}'", toText(*filter.prognosis)));
  if (filter.priority) conditions.push_back(fmt::format("priority = {}", static_cast<int>(*filter.priority)));
  if (filter.site) conditions.emplace_back("site = ?1");
  if (!filter.states.empty()) {
    std::string states;
    for (const CaseState state : filter.states)
      states += fmt::format("{}'{}'", states.empty() ? "" : ", ", toText(state));
    conditions.push_back(fmt::format("state IN ({})", states));
  }
  return conditions;
}

// Cases of `few` (a list as JSON; nothing: of all) for which the condition holds.
std::vector<std::int64_t> idsOf(const CaseAccess& access, const std::string& condition,
                                const std::optional<std::string>& site, const std::optional<std::string>& few) {
  Statement row = statementOf(
      *access.database,
      fmt::format("SELECT lab_case.id FROM {} WHERE {}",
                  few ? "json_each(?2) AS few CROSS JOIN lab_case ON lab_case.id = few.value" : "lab_case", condition));
  if (condition.find("?1") != std::string::npos) bindOne(row, 1, site);
  if (few) bindOne(row, 2, *few);
  std::vector<std::int64_t> ids;
  while (row.executeStep()) ids.push_back(row.getColumn(0).getInt64());
  return ids;
}

void onceEach(std::vector<std::int64_t>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

}  // namespace

void CaseMatches::keepOnly(std::vector<std::int64_t> ids) {
  onceEach(ids);
  if (!m_ids) {
    m_ids = std::move(ids);
    return;
  }
  std::vector<std::int64_t> both;
  std::ranges::set_intersection(*m_ids, ids, std::back_inserter(both));
  m_ids = std::move(both);
}

void CaseMatches::add(const std::vector<std::int64_t>& ids) {
  m_ids->insert(m_ids->end(), ids.begin(), ids.end());
  onceEach(*m_ids);
}

bool CaseMatches::has(CaseId id) const { return !m_ids || std::ranges::binary_search(*m_ids, id.value); }

std::string CaseMatches::asJson() const {
  std::string json = "[";
  for (const std::int64_t id : *m_ids) json.append(json.size() > 1 ? "," : "").append(std::to_string(id));
  return json.append("]");
}

CaseMatches matchesOf(const CaseAccess& access, const WorklistFilter& filter) {
  CaseMatches matches;
  for (const std::string& word : wordsIn(filter.search))
    if (hasWord(word)) matches.keepOnly(casesWith(access, word));
  if (!matches.areAll() && access.unmasked()) matches.add(casesWithCode(access, std::string(trimmed(filter.search))));
  // Each condition by itself is answered from its index; of several at once SQLite, which knows no shares, may look up
  // every case. Once few are left, these are looked up, by all that remains at once.
  const std::vector<std::string> conditions = conditionsOf(filter);
  for (auto one = conditions.begin(); one != conditions.end(); ++one) {
    const bool isFew = matches.isFew();
    matches.keepOnly(idsOf(access, isFew ? fmt::format("{}", fmt::join(one, conditions.end(), " AND ")) : *one,
                           filter.site, isFew ? std::optional(matches.asJson()) : std::nullopt));
    if (isFew) break;
  }
  return matches;
}

}  // namespace snitt
