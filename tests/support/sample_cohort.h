// A cohort's folder as a run leaves it, at any moment of the run: made up results through the program's own writers.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/cohort/cohort_plan.h"
#include "core/cohort/cohort_tables.h"

namespace snitt::test {

struct SampleCohortShape {
  std::size_t patients = 40;
  bool faults = true;  // some slides fail, are refused, are not assessable, are excluded
  bool untrained = false;
  bool mixed = false;
  std::filesystem::path slides = "/nowhere/anna-olsen";  // where the list says the files are
  std::vector<std::string> libraries = {};               // that scored
};

class SampleCohort {
 public:
  SampleCohort(std::filesystem::path folder, const SampleCohortShape& shape = {});

  // What a run writes when it begins to score: `done` slides had a result before.
  void begin(std::size_t done = 0) const;
  // The results of the next slides, as they come.
  void score(std::size_t from, std::size_t to) const;
  // results.csv, slides.csv, paths.csv and run.json.
  void writeTables() const;
  // All of it.
  void finish() const;
  // score.json of a slide, with the members' scores.
  void writeScores() const;
  void removeNotes() const;  // .cohort, as for somebody else's eyes

  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
  [[nodiscard]] std::filesystem::path state() const { return m_folder / ".cohort"; }
  [[nodiscard]] const SlideList& list() const { return m_list; }
  [[nodiscard]] const ResultsByRow& results() const { return m_results; }
  [[nodiscard]] std::vector<CohortPatient> patients() const { return patientsOf(m_list, m_results, m_rules); }
  [[nodiscard]] std::size_t toScore() const { return m_scored.size(); }

 private:
  [[nodiscard]] CohortSlideResult resultOf(std::size_t row) const;

  std::filesystem::path m_folder;
  SampleCohortShape m_shape;
  std::string m_csv;
  SlideList m_list;
  BundleRules m_rules;
  ResultsByRow m_results;
  std::vector<CohortSlideResult> m_settled;  // by the check
  std::vector<std::size_t> m_scored;         // rows that workers see, in order
};

}  // namespace snitt::test
