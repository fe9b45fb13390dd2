#include "tiling/mask_tiff.h"

#include <cstdint>
#include <string>

#include "core/atomic_file.h"
#include "tiling/guard_p.h"
#include "tiling/tiff_memory_p.h"

namespace snitt {

namespace {

Result<void> encodeAndWrite(const std::filesystem::path& file, const Mask& mask, double mpp,
                            const std::string& notice) {
  TiffMemory memory;
  bool written = false;
  if (const TiffHandle tiff = createTiff(memory); tiff != nullptr) {
    if (!notice.empty()) TIFFSetField(tiff.get(), TIFFTAG_IMAGEDESCRIPTION, notice.c_str());
    describeTiles(tiff.get(), mask.width, mask.height, 8);
    describeScale(tiff.get(), mpp, mpp);
    written = writeTiles(tiff.get(), mask, std::uint8_t{0});
  }
  // Closing may still write, and tells of failure by its complaint alone.
  if (!written || !memory.error.empty())
    return fail(ErrorKind::io,
                "could not write " + file.string() + (memory.error.empty() ? std::string() : ": " + memory.error));
  return writeFileAtomically(file, memory.bytes);
}

}  // namespace

Result<void> writeMaskTiff(const std::filesystem::path& file, const Mask& mask, double mpp, const std::string& notice) {
  return guarded("writing " + file.string(), [&] { return encodeAndWrite(file, mask, mpp, notice); });
}

}  // namespace snitt
