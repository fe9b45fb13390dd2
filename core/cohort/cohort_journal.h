// The journal of a cohort: what became of each slide, a line a slide, added and synced as soon as it is known. Several
// processes each write a journal of their own in one folder (`results-NAME.jsonl`); whoever reads takes all of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/cohort/slide_result.h"
#include "core/result.h"

namespace snitt {

class CohortJournal {
 public:
  // `name`: "main", "task-0007". For one writer.
  CohortJournal(const std::filesystem::path& folder, const std::string& name);

  // On disk when this returns. Errors: io.
  [[nodiscard]] Result<void> add(const CohortSlideResult& result) const;
  // On disk when this returns; a power cut before may leave the first of them.
  [[nodiscard]] Result<void> addAll(const std::vector<CohortSlideResult>& results) const;
  // In place of everything that the journals of the folder hold. Errors: io.
  [[nodiscard]] static Result<void> rewrite(const std::filesystem::path& folder,
                                            const std::vector<CohortSlideResult>& results);
  // Of all journals, those of one name in the order they were written. A last line that was torn off is left out;
  // any other line that is not understood is an error (corrupt, with its file and place).
  [[nodiscard]] static Result<std::vector<CohortSlideResult>> read(const std::filesystem::path& folder);

 private:
  std::filesystem::path m_file;
};

// Reads what other processes add to the journals of a folder, as it comes. One thread.
class CohortJournalTail {
 public:
  explicit CohortJournalTail(std::filesystem::path folder) : m_folder(std::move(folder)) {}
  // What was added since the last call. Errors: io, corrupt.
  [[nodiscard]] Result<std::vector<CohortSlideResult>> news();

 private:
  std::filesystem::path m_folder;
  std::map<std::filesystem::path, std::uintmax_t> m_read;  // bytes, of whole lines
};

// The result of each slide by its decisionKey: the last one that is final. Failures are not among them.
[[nodiscard]] std::map<std::string, CohortSlideResult> finalResults(std::vector<CohortSlideResult> results);

}  // namespace snitt
