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

std::vector<OutlineFeature> featuresIn(const fs::path& file) {
  const auto text = readFile(file);
  auto features = text ? parseOutlines(*text) : Result<std::vector<OutlineFeature>>(fail(text.error()));
  return features ? std::move(*features) : std::vector<OutlineFeature>();
}

ScoreVersion versionIn(const fs::path& folder, Score score) {
  ScoreVersion version{folder, std::move(score), {}, featuresIn(folder / "outline.geojson")};
  const std::vector<OutlineFeature> tumour = featuresIn(folder / "tumour.geojson");
  for (const OutlineFeature& one : tumour)
    version.tumour.insert(version.tumour.end(), one.polygons.begin(), one.polygons.end());
  if (version.outline.empty()) version.outline = tumour;
  return version;
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
    versions.push_back(versionIn(other, std::move(*read)));
  }
  std::ranges::sort(versions, {}, [](const ScoreVersion& one) { return std::pair(one.score.run.started, one.folder); });
  return versions;
}

}  // namespace snitt
