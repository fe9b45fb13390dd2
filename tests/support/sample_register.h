// A register of validations with locks, runs, conclusions and signatures, and folders of reports: made up, through the
// program's own writers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/validation/lock_registering.h"

namespace snitt::test {

class SampleRegister {
 public:
  // Files lie in `folder`: validations.jsonl, a folder a report.
  explicit SampleRegister(std::filesystem::path folder);

  [[nodiscard]] std::filesystem::path file() const { return m_folder / "validations.jsonl"; }
  [[nodiscard]] std::filesystem::path report(std::int64_t run) const {
    return m_folder / ("report-" + std::to_string(run));
  }
  [[nodiscard]] std::string id() const;

  // The lock as it was registered.
  validation::Lock lock(const std::string& study, const std::string& again = {}) const;
  std::int64_t run(const validation::Lock& lock, std::int64_t as = 0) const;
  // Writes the report's folder and registers the conclusion.
  void conclude(const validation::Lock& lock, std::int64_t run, document::Verdict verdict,
                const std::string& sentence) const;
  void sign(std::int64_t run, const std::string& role, const std::string& person) const;
  // The entry of this line no longer is what it was.
  void edit(const std::string& from, const std::string& to) const;

 private:
  [[nodiscard]] validation::RegisterWriting writing(const std::string& person = "Kari Olsen") const;

  std::filesystem::path m_folder;
};

}  // namespace snitt::test
