#include "ui/cases/scan_check.h"

#include <exception>

#include "core/store/slide_stamp.h"

namespace snitt {

namespace {

constexpr std::size_t kCacheBytes = std::size_t{4} << 20;

}  // namespace

ScanFile lookAtFile(const SlideReader& slide, const std::filesystem::path& file, const Scan& scan) {
  const auto stamp = stampOf(file, slide.info().files);
  if (stamp && stamp->sizeBytes == scan.sizeBytes && stamp->modified == scan.modified) return ScanFile::same;
  const auto fingerprint = fingerprintOf(slide.info());
  if (!fingerprint) return ScanFile::cannotBeOpened;
  return *fingerprint == scan.fingerprint ? ScanFile::same : ScanFile::replaced;
}

ScanFile lookAtFile(const std::filesystem::path& file, const Scan& scan, const SlideOpener& opener) try {
  const auto slide = opener ? opener(file) : openSlide(file, {ReaderChoice::automatic, kCacheBytes});
  return slide ? lookAtFile(**slide, file, scan) : ScanFile::cannotBeOpened;
} catch (const std::exception&) {
  return ScanFile::cannotBeOpened;
}

}  // namespace snitt
