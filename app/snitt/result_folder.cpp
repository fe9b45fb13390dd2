#include "app/snitt/result_folder.h"

#include <algorithm>
#include <set>
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

// "could not write .snitt-….tmp: No space left on device" → "No space left on device".
std::string afterColon(const std::string& message) {
  const std::size_t colon = message.rfind(": ");
  return colon == std::string::npos ? message : message.substr(colon + 2);
}

using Pending = std::vector<std::pair<std::filesystem::path, std::filesystem::path>>;  // temporary, target

void removeAll(const Pending& pending) {
  std::error_code ignored;
  for (const auto& [temporary, file] : pending) std::filesystem::remove(temporary, ignored);
}

bool isResultOfAScore(const std::string& name) {
  return name == "tumour.geojson" || name == "outline.geojson" || name == "report.pdf" || name == "thumbnail.png" ||
         name == "model-card.md" || (name.starts_with("heatmap-") && name.ends_with(".tif")) ||
         (name.starts_with("tiles-") && name.ends_with(".csv"));
}

void removeStale(const std::filesystem::path& folder, const std::map<std::string, std::string>& files) {
  std::error_code ignored;
  std::vector<std::filesystem::path> stale;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (isResultOfAScore(name) && !files.contains(name)) stale.push_back(entry.path());
  }
  for (const auto& file : stale) std::filesystem::remove(file, ignored);
}

}  // namespace

std::string resultName(const std::filesystem::path& slide) {
  std::string stem = slide.stem().string();
  if (stem.empty() || stem == "." || stem == "..") {
    // "." and "folder/" are named after the folder they stand for.
    std::error_code ignored;
    const std::filesystem::path real = std::filesystem::weakly_canonical(slide, ignored);
    stem = (real.has_filename() ? real : real.parent_path()).stem().string();
  }
  // No name may lead out of the results folder ("...svs" has the stem "..").
  const bool harmless = !stem.empty() && stem != "." && stem != "..";
  return harmless ? stem : "slide";
}

std::filesystem::path resultFolder(const std::filesystem::path& out, const std::filesystem::path& slide,
                                   const std::string& fingerprint, bool nameShared) {
  const std::string name = resultName(slide);
  const std::string owner = fingerprintIn(out / name);
  const bool taken = !owner.empty() && owner != fingerprint;
  return taken || nameShared ? out / (name + "-" + fingerprint.substr(0, 8)) : out / name;
}

std::vector<std::filesystem::path> withoutRepeats(const std::vector<std::filesystem::path>& slides) {
  std::set<std::filesystem::path> seen;
  std::vector<std::filesystem::path> unique;
  for (const auto& slide : slides) {
    std::error_code ignored;
    std::filesystem::path real = std::filesystem::weakly_canonical(slide, ignored);
    if (real.empty()) real = slide;
    if (seen.insert(real).second) unique.push_back(slide);
  }
  return unique;
}

bool nameIsShared(const std::vector<std::filesystem::path>& slides, const std::filesystem::path& slide) {
  return std::ranges::count_if(slides, [&](const auto& other) { return resultName(other) == resultName(slide); }) > 1;
}

Result<void> checkOutFolder(const std::filesystem::path& out, const std::filesystem::path& bundle) {
  std::error_code ignored;
  const auto realOut = std::filesystem::weakly_canonical(out, ignored);
  const auto realBundle = std::filesystem::weakly_canonical(bundle, ignored);
  const auto [end, unused] = std::mismatch(realBundle.begin(), realBundle.end(), realOut.begin(), realOut.end());
  if (end == realBundle.end())
    return fail(ErrorKind::usage, "--out lies in the bundle's folder, which a score must not change");
  return makeFolder(out);
}

Result<void> makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorKind::io, "could not make the folder " + folder.string() + ": " + error.message());
  if (!os::isWritableFolder(folder))
    return fail(ErrorKind::io, "the folder " + folder.string() + " cannot be written to");
  return {};
}

Result<void> writeTogether(const std::filesystem::path& folder, const std::map<std::string, std::string>& files,
                           const std::string& last, const std::set<std::string>& privately) {
  const os::WritingGuard guard;
  const bool isNew = !std::filesystem::exists(folder);
  if (auto made = makeFolder(folder); !made) return made;
  Pending pending;
  Result<void> done;
  for (const auto& [name, contents] : files) {
    const auto& [temporary, target] = pending.emplace_back(temporaryBeside(folder / name), folder / name);
    done = privately.contains(name) ? os::writeNewSynced(temporary, contents, os::Readers::ownerAlone)
                                    : os::writeSynced(temporary, contents);
    // The person knows the target, not the temporary name.
    if (!done)
      done = fail(done.error().kind, "could not write " + target.string() + ": " + afterColon(done.error().message));
    if (!done) break;
  }
  std::stable_partition(pending.begin(), pending.end(), [&](const auto& one) { return one.second != folder / last; });
  if (done && files.contains("score.json")) removeStale(folder, files);
  // A folder that is half new and half old is not taken for a whole one.
  std::error_code none;
  if (done && pending.size() > 1) std::filesystem::remove(folder / last, none);
  for (auto one = pending.begin(); done && one != pending.end(); ++one)
    done = os::renameSynced(one->first, one->second);
  if (!done) {
    removeAll(pending);
    std::error_code ignored;
    if (isNew) std::filesystem::remove(folder, ignored);
  }
  return done;
}

}  // namespace snitt::app
