#include "tiling/score_versions.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/geojson.h"

namespace snitt {
namespace fs = std::filesystem;

namespace {

// "slide-outline-2" and "slide" lie in versions of one slide. Folders of other slides are not opened: a cohort has
// thousands of them.
std::string commonName(const fs::path& folder) {
  const std::string name = folder.filename().string();
  const std::size_t at = name.rfind("-outline-");
  return at == std::string::npos ? name : name.substr(0, at);
}

std::vector<Polygon> outlineIn(const fs::path& folder) {
  const auto text = readFile(folder / "tumour.geojson");
  const auto features = text ? parseOutlines(*text) : Result<std::vector<OutlineFeature>>(fail(text.error()));
  std::vector<Polygon> outline;
  if (features)
    for (const OutlineFeature& one : *features) outline.insert(outline.end(), one.polygons.begin(), one.polygons.end());
  return outline;
}

}  // namespace

std::vector<ScoreVersion> versionsBeside(const fs::path& given, const Score& score) {
  std::vector<ScoreVersion> versions;
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(given, error);
  const std::string name = commonName(folder);
  for (fs::directory_iterator at(folder.parent_path(), error), end; !error && at != end; at.increment(error)) {
    const fs::path other = at->path();
    if (other == folder || commonName(other) != name) continue;
    const auto json = readFile(other / "score.json");
    if (!json) continue;
    auto read = parseScore(*json);
    if (!read || read->slide.fingerprint != score.slide.fingerprint || read->bundleSha256 != score.bundleSha256 ||
        read->tumourSource == score.tumourSource)
      continue;
    versions.push_back({other, std::move(*read), outlineIn(other)});
  }
  std::ranges::sort(versions, {}, [](const ScoreVersion& one) { return std::pair(one.score.run.started, one.folder); });
  return versions;
}

}  // namespace snitt
