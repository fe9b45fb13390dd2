#include "core/os/own_files.h"

#include <cstdlib>

namespace snitt::os {

namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

void setUnlessSet(const char* variable, const std::string& value) { setenv(variable, value.c_str(), 0); }

}  // namespace

std::optional<fs::path> ownFile(const fs::path& name, const fs::path& program) {
  if (program.empty()) return std::nullopt;
  const fs::path bin = program.parent_path();
  // A build's programs lie in build/<preset>/bin.
  for (const char* root : {"../share/snitt", "../../../resources", "../../../packaging"})
    if (const fs::path place = (bin / root / name).lexically_normal(); isThere(place)) return place;
  return std::nullopt;
}

void tellLibrariesOfOwnFiles(const fs::path& program) {
  if (const auto dictionary = ownFile("dicom/dicom.dic", program))
    setUnlessSet("DCMDICTPATH", dictionary->string() + ":" + (dictionary->parent_path() / "private.dic").string());
  if (const auto fonts = ownFile("fonts/fonts.conf", program); fonts && !isThere("/etc/fonts/fonts.conf"))
    setUnlessSet("FONTCONFIG_FILE", fonts->string());
}

}  // namespace snitt::os
