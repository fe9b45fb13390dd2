#include "core/training/bundle_leaks.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/atomic_file.h"
#include "core/training/leak_patterns_p.h"

namespace snitt::training {
namespace {

constexpr std::string_view kNames = "(names of files)";

void searchText(const std::string& file, std::string_view bytes, std::vector<BundleLeak>& leaks) {
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    while (end < bytes.size() && isPrintable(bytes[end])) ++end;
    if (end - at >= std::min(kLeastPrintableRun, bytes.size()))
      for (TextFind& find : findDatesAndPaths(bytes.substr(at, end - at), at))
        leaks.push_back({file, find.offset, std::move(find.what)});
    at = end + 1;
  }
}

void searchFile(const std::string& file, std::string_view bytes, const PatternSearch& search, std::size_t most,
                std::vector<BundleLeak>& leaks) {
  std::vector<BundleLeak> found;
  for (const PatternSearch::Hit& hit : search.find(bytes, most)) found.push_back({file, hit.offset, hit.pattern->what});
  searchText(file, bytes, found);
  std::ranges::stable_sort(found, {}, &BundleLeak::offset);
  leaks.insert(leaks.end(), found.begin(), found.end());
}

}  // namespace

ForbiddenTexts forbiddenTexts(const TrainingRecord& record) {
  std::set<std::string> ids, names, paths, hashes;
  std::set<std::uint64_t> images;
  for (const RecordedPatient& patient : record.patients) {
    ids.insert(patient.id);
    for (const RecordedSlide& slide : patient.slides) {
      const std::filesystem::path path(slide.path);
      for (const std::string& name : {slide.slide, path.filename().string(), path.stem().string()}) names.insert(name);
      paths.insert(slide.path);
      // A folder of one letter or none would be found everywhere.
      if (path.parent_path().string().size() > 3) paths.insert(path.parent_path().string());
      hashes.insert({slide.sha256, slide.fingerprint});
      if (slide.imageFingerprint) images.insert(*slide.imageFingerprint);
    }
  }
  return {{ids.begin(), ids.end()},
          {names.begin(), names.end()},
          {paths.begin(), paths.end()},
          {hashes.begin(), hashes.end()},
          {images.begin(), images.end()}};
}

std::vector<BundleLeak> findBundleLeaks(const std::map<std::string, std::string>& files,
                                        const ForbiddenTexts& forbidden, std::size_t most) {
  const PatternSearch search(leakPatterns(forbidden));
  std::vector<BundleLeak> leaks;
  std::string names;
  for (const auto& [file, bytes] : files) names += file + "\n";
  searchFile(std::string(kNames), names, search, most, leaks);
  for (const auto& [file, bytes] : files)
    if (leaks.size() < most) searchFile(file, bytes, search, most, leaks);
  if (leaks.size() > most) leaks.resize(most);
  return leaks;
}

Result<std::map<std::string, std::string>> filesBelow(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_regular_file()) continue;
    auto bytes = readFile(at->path());
    if (!bytes) return fail(bytes.error());
    files.emplace(at->path().lexically_relative(folder).generic_string(), std::move(*bytes));
  }
  if (error) return fail(ErrorKind::io, folder.string() + ": " + error.message());
  return files;
}

Result<void> refuseBundleLeaks(const std::map<std::string, std::string>& files, const ForbiddenTexts& forbidden) {
  const auto leaks = findBundleLeaks(files, forbidden, 1);
  if (leaks.empty()) return {};
  return fail(ErrorKind::refused, "the bundle's file \"" + leaks[0].file + "\" holds " + leaks[0].what + " at byte " +
                                      std::to_string(leaks[0].offset) + ", which must not leave the site");
}

}  // namespace snitt::training
