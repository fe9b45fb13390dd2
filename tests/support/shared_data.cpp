#include "support/shared_data.h"

#include <cstdlib>

namespace snitt::test {

std::filesystem::path sharedData() {
  if (const char* given = std::getenv("SNITT_SHARED"); given != nullptr) return std::filesystem::path(given) / "data";
  return std::filesystem::path(SNITT_SOURCE_DIR).parent_path() / "shared" / "data";
}

bool haveSharedData() { return std::filesystem::is_directory(sharedData() / "slides"); }

}  // namespace snitt::test
