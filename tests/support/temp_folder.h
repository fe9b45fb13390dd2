// A folder that is gone at the end of the test. A program that has one keeps keys of databases out of the user's own
// folder ($SNITT_KEY_FOLDER).
#pragma once

#include <filesystem>

namespace snitt::test {

class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
  [[nodiscard]] std::filesystem::path operator/(const std::filesystem::path& name) const { return m_path / name; }

 private:
  std::filesystem::path m_path;
};

}  // namespace snitt::test
