#include "tiling/slide_info.h"

#include <utility>

#include "core/fingerprint.h"

namespace snitt {

Result<std::string> fingerprintOf(const SlideInfo& info) {
  std::vector<std::pair<std::int64_t, std::int64_t>> levels;
  levels.reserve(info.levels.size());
  for (const Level& level : info.levels) levels.emplace_back(level.widthPx, level.heightPx);
  return fingerprintOf(info.files, levels);
}

}  // namespace snitt
