// Which bundle versions' cards a person has read and accepted: one JSON file in the user's data folder.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"

namespace snitt {

class AcceptedCards {
 public:
  explicit AcceptedCards(std::filesystem::path file) : m_file(std::move(file)) {}
  // False where nobody of this account has, or the file cannot be read.
  [[nodiscard]] bool accepted(const std::string& bundleSha256, const std::string& person) const;
  // Kept with name, version and time. Errors: io; corrupt where the file there cannot be understood (it is then left
  // alone).
  [[nodiscard]] Result<void> accept(const std::string& bundleSha256, const std::string& bundleName,
                                    const std::string& bundleVersion, const std::string& person) const;

 private:
  std::filesystem::path m_file;
};

}  // namespace snitt
