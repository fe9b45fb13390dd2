// A cohort's folder by its tables alone: results.csv, slides.csv, run.json and, where it may be read, paths.csv. What
// the networks said one by one lies in the slides' folders and is read little by little. One thread at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>

#include "core/cohort/cohort_reading.h"
#include "core/result.h"

namespace snitt {

class CohortTableFiles {
 public:
  // Errors: notFound (a table is missing); corrupt; unsupported (a newer major version); io.
  [[nodiscard]] static Result<CohortTableFiles> read(const std::filesystem::path& folder);
  // Of the files' sizes and times: another one where they were written again.
  [[nodiscard]] static std::string stampOf(const std::filesystem::path& folder);

  [[nodiscard]] const CohortReading& reading() const { return m_reading; }
  [[nodiscard]] const std::string& stamp() const { return m_stamp; }
  // The members' scores of some more slides, for about half a second; false where there was nothing left to read. A
  // slide whose folder cannot be read stays without them.
  bool readMembers(const std::stop_token& stop);

 private:
  CohortReading m_reading;
  std::string m_stamp;
  std::size_t m_next = 0;  // slide whose members are read next
};

}  // namespace snitt
