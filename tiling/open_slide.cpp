#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/os/os.h"
#include "tiling/readers/dicom_series.h"
#include "tiling/readers/direct_reader.h"
#include "tiling/readers/known_formats.h"
#include "tiling/readers/openslide_reader.h"
#include "tiling/readers/slide_files.h"
#include "tiling/readers/tiff_look.h"
#include "tiling/readers/tiled_tiff_reader.h"
#include "tiling/readers/vips_reader.h"
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

// Extensions that belong to slides: what hides behind one as a plain picture is a thumbnail, or a slide whose other
// files are missing, and never the slide.
bool hasSlideExtension(const std::filesystem::path& path) {
  constexpr std::array<std::string_view, 10> kExtensions{".svs", ".mrxs", ".ndpi", ".vms", ".vmu",
                                                         ".scn", ".bif",  ".dcm",  ".vsi", ".svslide"};
  return std::find(kExtensions.begin(), kExtensions.end(), lowerExtension(path)) != kExtensions.end();
}

// Where the direct reader has nothing to say.
Result<std::unique_ptr<SlideReader>> openOther(const std::filesystem::path& file, std::size_t cacheBytes) {
  const PictureKind kind = pictureKind(file);
  const bool mayBeFlat = !hasSlideExtension(file);
  const std::string vendor = openSlideVendor(file);
  if (kind == PictureKind::tiff && (vendor.empty() || vendor == "generic-tiff")) {
    const auto opened = os::ReadOnlyFile::open(file);
    if (!opened) return fail(opened.error());
    const auto look = lookAtTiff(*opened, file);
    if (!look) return fail(look.error());
    // OpenSlide leaves alone what its own libtiff cannot unpack.
    if (TiledTiffReader::claims(*look) || (look->tiled && vendor.empty()))
      return TiledTiffReader::open(file, cacheBytes);
    if (!look->tiled && mayBeFlat) return openWithVips(file, cacheBytes);
    // OpenSlide opens such a file and fails at its first tile, or guesses at the range of its colours.
    if (look->bitsPerSample != 8 || look->sampleFormat != 1 || !unreadableCompression(look->compression).empty())
      return fail(ErrorKind::unsupported, file.string() + " " + unreadablePixels(*look));
  }
  if (vendor.empty() && mayBeFlat && (kind == PictureKind::png || kind == PictureKind::jpeg))
    return openWithVips(file, cacheBytes);
  return openWithOpenSlide(file, cacheBytes);
}

}  // namespace

Result<std::unique_ptr<SlideReader>> openSlide(const std::filesystem::path& path, const OpenOptions& options) {
  if (const auto why = unreadableFormat(path)) return fail(ErrorKind::unsupported, path.string() + " " + *why);
  const auto file = slideFile(path);
  if (!file) return fail(file.error());
  if (const auto ok = checkReadable(*file); !ok) return fail(ok.error());
  switch (options.reader) {
    case ReaderChoice::direct:
      return DirectReader::open(*file, options.cacheBytes);
    case ReaderChoice::tiff:
      return TiledTiffReader::open(*file, options.cacheBytes);
    case ReaderChoice::openSlide:
      return openWithOpenSlide(*file, options.cacheBytes);
    case ReaderChoice::vips:
      return openWithVips(*file, options.cacheBytes);
    case ReaderChoice::automatic:
      break;
  }
  auto direct = DirectReader::open(*file, options.cacheBytes);
  // A damaged file is refused here and never handed on: its claims were checked against its size.
  if (direct || direct.error().kind != ErrorKind::unsupported) return direct;
  return openOther(*file, options.cacheBytes);
}

}  // namespace snitt
