#include <system_error>
#include <utility>

#include "core/os/os.h"
#include "tiling/readers/dicom_series.h"
#include "tiling/readers/direct_reader.h"
#include "tiling/readers/openslide_reader.h"
#include "tiling/slide_reader.h"

namespace snitt {

namespace {

// The file to open for what was named; says in one sentence why there is none.
Result<std::filesystem::path> slideFile(const std::filesystem::path& named) {
  std::error_code error;
  const auto status = std::filesystem::status(named, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return fail(ErrorKind::notFound, named.string() + " does not exist");
  if (status.type() == std::filesystem::file_type::directory) return dicomFileIn(named);
  return named;
}

// OpenSlide opens files by name and tells little about why it could not: permission and emptiness are asked for here.
Result<void> checkReadable(const std::filesystem::path& path) {
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  if (file->sizeBytes() == 0) return fail(ErrorKind::corrupt, path.string() + " is empty");
  return {};
}

}  // namespace

Result<std::unique_ptr<SlideReader>> openSlide(const std::filesystem::path& path, const OpenOptions& options) {
  const auto file = slideFile(path);
  if (!file) return fail(file.error());
  if (const auto ok = checkReadable(*file); !ok) return fail(ok.error());
  if (options.reader == ReaderChoice::openSlide) return openWithOpenSlide(*file, options.cacheBytes);
  auto direct = DirectReader::open(*file, options.cacheBytes);
  // A damaged file is refused here and never handed on: its claims were checked against its size.
  if (direct || options.reader == ReaderChoice::direct || direct.error().kind != ErrorKind::unsupported) return direct;
  return openWithOpenSlide(*file, options.cacheBytes);
}

}  // namespace snitt
