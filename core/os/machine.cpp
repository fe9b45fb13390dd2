// Which machine and which files of the program run here (Linux).
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "core/os/os.h"

namespace snitt::os {

namespace {

std::string releaseName() {
  std::ifstream file("/etc/os-release");
  constexpr std::string_view key = "PRETTY_NAME=";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key)) continue;
    std::erase(line, '"');
    return line.substr(key.size());
  }
  return "Linux";
}

}  // namespace

std::string hostName() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string systemName() {
  utsname names{};
  if (uname(&names) != 0) return releaseName();
  return releaseName() + ", " + names.sysname + " " + names.release + " " + names.machine;
}

std::filesystem::path programFile() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored);
}

std::vector<std::filesystem::path> loadedLibraries() {
  std::ifstream maps("/proc/self/maps");
  std::set<std::filesystem::path> files;
  for (std::string line; std::getline(maps, line);) {
    const std::size_t slash = line.find('/');
    if (slash == std::string::npos || line.find(".so", slash) == std::string::npos) continue;
    files.insert(line.substr(slash));
  }
  return {files.begin(), files.end()};
}

}  // namespace snitt::os
