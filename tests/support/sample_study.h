// A validation study on disk: protocol, slide list, outcomes, bundle and a cohort that was scored with it, made up.
#pragma once

#include <filesystem>
#include <string>

#include "core/validation/freeze.h"
#include "support/sample_cohort.h"

namespace snitt::test {

class SampleStudy {
 public:
  // All in `folder`: protocol.toml, list.csv, outcomes.csv, bundle/ and cohort/.
  explicit SampleStudy(const std::filesystem::path& folder);

  [[nodiscard]] std::filesystem::path protocol() const { return m_folder / "protocol.toml"; }
  [[nodiscard]] std::filesystem::path list() const { return m_folder / "list.csv"; }
  [[nodiscard]] std::filesystem::path outcomes() const { return m_folder / "outcomes.csv"; }
  [[nodiscard]] std::filesystem::path bundle() const { return m_folder / "bundle"; }
  [[nodiscard]] std::filesystem::path cohort() const { return m_folder / "cohort"; }
  [[nodiscard]] const SampleCohort& scored() const { return m_cohort; }

  [[nodiscard]] static validation::FrozenProgram program();
  [[nodiscard]] static validation::FrozenPath path() { return {"cpu", "fp32", "fused"}; }
  // As the files are now.
  [[nodiscard]] Result<validation::StudyFiles> files() const;

  // `from`, which must be there, becomes `to` in a file.
  static void replace(const std::filesystem::path& file, const std::string& from, const std::string& to);
  // As if the cohort had been scored with other parameters.
  void setParameters(const std::string& from, const std::string& to) const;

 private:
  std::filesystem::path m_folder;
  SampleCohort m_cohort;
};

}  // namespace snitt::test
