#include "tiling/readers/slide_files.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string>

namespace snitt {

namespace {

void addIfFile(std::vector<std::filesystem::path>& files, const std::filesystem::path& candidate) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(candidate, ignored)) files.push_back(candidate);
}

void addFolder(std::vector<std::filesystem::path>& files, const std::filesystem::path& folder) {
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    addIfFile(files, entry->path());
}

// Lines "Key=Value" whose value is the name of a file beside the index.
void addNamedFiles(std::vector<std::filesystem::path>& files, const std::filesystem::path& index) {
  constexpr std::size_t kMostLines = 100000;
  std::ifstream stream(index);
  std::string line;
  for (std::size_t i = 0; i < kMostLines && std::getline(stream, line); ++i) {
    const auto equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string name = line.substr(equals + 1, line.find_last_not_of(" \r\t") - equals);
    if (!name.empty() && name.find('/') == std::string::npos) addIfFile(files, index.parent_path() / name);
  }
}

}  // namespace

std::string lowerExtension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return extension;
}

std::vector<std::filesystem::path> filesOfSlide(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> files{path};
  const std::string extension = lowerExtension(path);
  if (extension == ".mrxs") addFolder(files, std::filesystem::path(path).replace_extension());
  if (extension == ".vms" || extension == ".vmu") addNamedFiles(files, path);
  if (extension == ".tif") addIfFile(files, std::filesystem::path(path).replace_extension(".Full"));
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace snitt
