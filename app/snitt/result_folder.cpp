#include "app/snitt/result_folder.h"

#include <utility>
#include <vector>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/score.h"

namespace snitt::app {

namespace {

// Whose results a folder holds; empty when nobody's.
std::string fingerprintIn(const std::filesystem::path& folder) {
  const auto json = readFile(folder / "score.json");
  if (!json) return {};
  const auto score = parseScore(*json);
  return score ? score->slide.fingerprint : "unknown";
}

void removeAll(const std::vector<std::pair<std::filesystem::path, std::filesystem::path>>& pending) {
  std::error_code ignored;
  for (const auto& [temporary, file] : pending) std::filesystem::remove(temporary, ignored);
}

}  // namespace

std::filesystem::path resultFolder(const std::filesystem::path& out, const std::filesystem::path& slide,
                                   const std::string& fingerprint, bool stemShared) {
  // "folder/" has an empty file name; its results are named after the folder.
  const std::filesystem::path named = slide.has_filename() ? slide : slide.parent_path();
  const std::string stem = named.stem().string();
  const std::string owner = fingerprintIn(out / stem);
  const bool taken = !owner.empty() && owner != fingerprint;
  return taken || stemShared ? out / (stem + "-" + fingerprint.substr(0, 8)) : out / stem;
}

Result<void> writeTogether(const std::filesystem::path& folder, const std::map<std::string, std::string>& files,
                           const std::string& last) {
  std::error_code error;
  const bool isNew = std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorKind::io, "could not make the folder " + folder.string() + ": " + error.message());
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> pending;
  Result<void> done;
  for (const auto& [name, contents] : files) {
    pending.emplace_back(temporaryBeside(folder / name), folder / name);
    if (name == last) std::swap(pending.back(), pending.front());
    const auto& temporary = name == last ? pending.front().first : pending.back().first;
    done = os::writeSynced(temporary, contents);
    if (!done) break;
  }
  for (auto one = pending.rbegin(); done && one != pending.rend(); ++one)
    done = os::renameSynced(one->first, one->second);
  if (!done) {
    removeAll(pending);
    if (isNew) std::filesystem::remove(folder, error);
  }
  return done;
}

}  // namespace snitt::app
