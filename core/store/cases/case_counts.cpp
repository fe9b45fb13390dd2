#include "core/store/cases/case_counts_p.h"

#include <array>
#include <cstdint>

#include "core/store/cases/case_results_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/text/one_line.h"

namespace snitt {

namespace {

Flags flagsOf(const CaseAccess& access, const char* where, std::int64_t id) {
  const std::string sql = std::string("SELECT DISTINCT kind FROM flag WHERE lifted_at = '' AND ") + where + " = ?";
  Statement row = statementOf(*access.database, sql, id);
  Flags flags = 0;
  while (row.executeStep()) flags |= static_cast<Flags>(row.getColumn(0).getInt64());
  return flags;
}

struct Counts {
  std::int64_t slides = 0;
  std::int64_t found = 0;
  std::int64_t chosen = 0;
  std::int64_t current = 0;  // scans there are, gone or not
};

Counts countsOf(const CaseAccess& access, CaseId id) {
  Statement row = statementOf(
      *access.database,
      "SELECT count(*), coalesce(sum(scan.id IS NOT NULL AND scan.missing = 0), 0), coalesce(sum(glass.confirmed), 0),"
      " count(scan.id) FROM glass JOIN block ON block.id = glass.block_id"
      " JOIN specimen ON specimen.id = block.specimen_id"
      " LEFT JOIN scan ON scan.glass_id = glass.id AND scan.state = 'current' WHERE specimen.case_id = ?",
      id.value);
  row.executeStep();
  return {row.getColumn(0).getInt64(), row.getColumn(1).getInt64(), row.getColumn(2).getInt64(),
          row.getColumn(3).getInt64()};
}

struct Ai {
  AiState state = AiState::noSlides;
  std::string prognosis;
};

Result<Ai> aiOf(const CaseAccess& access, CaseId id, const Counts& counts, Flags flags) {
  if (forbids(flags, Use::careScoring)) return Ai{AiState::notAllowed, ""};
  if (counts.chosen == 0) return Ai{counts.current == 0 ? AiState::noSlides : AiState::slidesNotChosen, ""};
  const auto outcome = outcomeOf(access, id);
  if (!outcome) return fail(outcome.error());
  if (outcome->anyUnscored) return Ai{AiState::unscored, ""};
  const CaseResult& newest = outcome->results.front();
  if (!newest.prognosis) return Ai{newest.slides == 0 ? AiState::notAssessable : AiState::unscored, ""};
  // A list has no room to say that a class means nothing.
  const bool meansSomething =
      newest.bundleStatus == BundleStatus::research || newest.bundleStatus == BundleStatus::clinicalResearch;
  return Ai{AiState::scored, meansSomething ? std::string(toText(*newest.prognosis)) : std::string()};
}

// Each row's texts, one blank between.
std::string wordsFrom(const StoreDatabase& database, const char* sql, CaseId id) {
  Statement row = statementOf(database, sql, id.value);
  std::string words;
  while (row.executeStep()) words.append(words.empty() ? "" : " ").append(textOf(row, 0));
  return words;
}

std::string specimenLabels(const CaseAccess& access, CaseId id) {
  Statement row = statementOf(*access.database,
                              "SELECT label FROM specimen WHERE case_id = ? AND label <> '' ORDER BY id", id.value);
  std::string labels;
  while (row.executeStep()) labels.append(labels.empty() ? "" : ", ").append(textOf(row, 0));
  return labels;
}

std::optional<std::int64_t> caseOfSlide(const CaseAccess& access, const std::string& fingerprint) {
  return numberOf(*access.database,
                  "SELECT specimen.case_id FROM scan JOIN glass ON glass.id = scan.glass_id"
                  " JOIN block ON block.id = glass.block_id JOIN specimen ON specimen.id = block.specimen_id"
                  " WHERE scan.fingerprint = ?",
                  fingerprint);
}

// Beyond this nobody searches; a hostile field must not fill the index.
constexpr std::size_t kMostSearched = 4000;

std::string cut(const std::string& text) { return oneLine(text, kMostSearched); }

}  // namespace

// What stands here is in the clear: no codes of slides, which are found by their marks.
void refreshSearch(const StoreDatabase& database, CaseId id) {
  const std::string numbers = wordsFrom(
      database,
      "SELECT accession FROM lab_case WHERE id = ?1 UNION ALL SELECT number FROM case_number WHERE case_id = ?1", id);
  const std::string specimens = wordsFrom(
      database, "SELECT label || ' ' || kind || ' ' || body_site FROM specimen WHERE case_id = ? ORDER BY id", id);
  const std::string slides =
      wordsFrom(database,
                "SELECT specimen.label || block.label || ' ' || block.label || ' ' || glass.number || ' ' ||"
                " glass.stain FROM glass JOIN block ON block.id = glass.block_id"
                " JOIN specimen ON specimen.id = block.specimen_id WHERE specimen.case_id = ? ORDER BY glass.id",
                id);
  const std::array<std::string, 3> words{cut(numbers), cut(specimens), cut(slides)};
  {
    // Most changes are none of words, and to write them costs more than all the rest of a change.
    Statement row =
        statementOf(database, "SELECT accession, specimens, slides FROM case_search WHERE rowid = ?", id.value);
    if (row.executeStep() && words == std::array{textOf(row, 0), textOf(row, 1), textOf(row, 2)}) return;
  }
  execute(database, "INSERT OR REPLACE INTO case_search (rowid, accession, specimens, slides) VALUES (?, ?, ?, ?)",
          id.value, words[0], words[1], words[2]);
}

Result<void> refreshCase(const CaseAccess& access, CaseId id) {
  Statement row = statementOf(*access.database, "SELECT coalesce(patient_id, 0) FROM lab_case WHERE id = ?", id.value);
  if (!row.executeStep()) return {};
  const std::int64_t patient = row.getColumn(0).getInt64();
  const Flags ofPatient = flagsOf(access, "patient_id", patient);
  execute(*access.database, "UPDATE patient SET flags = ? WHERE id = ? AND flags <> ?",
          static_cast<std::int64_t>(ofPatient), patient, static_cast<std::int64_t>(ofPatient));
  const Flags flags = ofPatient | flagsOf(access, "case_id", id.value);
  const Counts counts = countsOf(access, id);
  const auto ai = aiOf(access, id, counts, flags);
  if (!ai) return fail(ai.error());
  execute(*access.database,
          "UPDATE lab_case SET flags = ?, specimens = (SELECT count(*) FROM specimen WHERE case_id = lab_case.id),"
          " slides = ?, slides_found = ?, slides_missing = ?, slides_chosen = ?, specimen_text = ?, ai_state = ?,"
          " ai_class = ?, changed = ? WHERE id = ?",
          static_cast<std::int64_t>(flags), counts.slides, counts.found, counts.slides - counts.found, counts.chosen,
          cut(specimenLabels(access, id)), static_cast<std::int64_t>(ai->state), ai->prognosis, utcNow(), id.value);
  refreshSearch(*access.database, id);
  return {};
}

Result<void> refreshCasesOf(const CaseAccess& access, PatientRow id) {
  for (const CaseId one : casesOf(access, id))
    if (auto done = refreshCase(access, one); !done) return done;
  return {};
}

std::optional<FlaggedCase> flagAgainst(const CaseAccess& access, const std::string& fingerprint, Use use) {
  const auto id = caseOfSlide(access, fingerprint);
  if (!id) return std::nullopt;
  Statement row = statementOf(*access.database, "SELECT flags, site, accession FROM lab_case WHERE id = ?", *id);
  if (!row.executeStep()) return std::nullopt;
  const auto flag = forbids(static_cast<Flags>(row.getColumn(0).getInt64()), use);
  if (!flag) return std::nullopt;
  return FlaggedCase{{textOf(row, 1), textOf(row, 2)}, *flag};
}

Result<void> refreshCaseOfSlide(const CaseAccess& access, const std::string& fingerprint) {
  const auto id = caseOfSlide(access, fingerprint);
  return id ? refreshCase(access, {*id}) : Result<void>{};
}

}  // namespace snitt
