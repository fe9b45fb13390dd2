#include "app/snitt/found_scan.h"

namespace snitt::app {

Result<FoundScan> foundScan(const SlideReader& slide, const std::filesystem::path& path) {
  const SlideInfo& info = slide.info();
  auto fingerprint = fingerprintOf(info);
  if (!fingerprint) return fail(fingerprint.error());
  auto stamp = stampOf(path, info.files);
  if (!stamp) return fail(stamp.error());
  return FoundScan{std::move(stamp->path), std::move(*fingerprint), stamp->sizeBytes, std::move(stamp->modified),
                   info.scanner};
}

}  // namespace snitt::app
