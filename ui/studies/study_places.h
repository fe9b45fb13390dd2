// Where the files of validations lie on this machine: a register names studies and files by their hashes, and no
// folders. Kept with the person's settings, which seal paths. UI thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace snitt {

class ViewerSettings;

class StudyPlaces {
 public:
  // Null: nothing is known and nothing is kept. Outlives this object.
  explicit StudyPlaces(ViewerSettings* settings) : m_settings(settings) {}

  // Of the lock that is this entry of the register; empty where it is not known.
  [[nodiscard]] std::filesystem::path protocol(const std::string& registerId, std::int64_t lock) const;
  void setProtocol(const std::string& registerId, std::int64_t lock, const std::filesystem::path& file);
  // Of the run that is this entry.
  [[nodiscard]] std::filesystem::path report(const std::string& registerId, std::int64_t run) const;
  void setReport(const std::string& registerId, std::int64_t run, const std::filesystem::path& folder);

  // Where a dialog of this purpose ended last ("protocol", "cohort", …).
  [[nodiscard]] std::filesystem::path last(const std::string& purpose) const;
  void setLast(const std::string& purpose, const std::filesystem::path& place);

 private:
  ViewerSettings* m_settings;
};

}  // namespace snitt
