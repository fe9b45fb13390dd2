#include "tiling/mask_tiff.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "core/atomic_file.h"
#include "tiling/guard_p.h"

namespace snitt {

namespace {

constexpr std::uint32_t kTilePx = 256;

// The file is made in memory (masks pack to almost nothing), so that only one place writes files.
struct TiffMemory {
  std::string bytes;
  std::uint64_t position = 0;
  std::string error;  // libtiff's first complaint
};

TiffMemory& memoryOf(thandle_t handle) { return *static_cast<TiffMemory*>(handle); }

tmsize_t onRead(thandle_t handle, void* buffer, tmsize_t size) {
  TiffMemory& memory = memoryOf(handle);
  if (size <= 0 || memory.position >= memory.bytes.size()) return 0;
  const auto count = std::min<std::uint64_t>(static_cast<std::uint64_t>(size), memory.bytes.size() - memory.position);
  std::memcpy(buffer, memory.bytes.data() + memory.position, count);
  memory.position += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t onWrite(thandle_t handle, void* buffer, tmsize_t size) try {
  TiffMemory& memory = memoryOf(handle);
  if (size <= 0) return 0;
  const auto count = static_cast<std::size_t>(size);
  if (memory.bytes.size() < memory.position + count) memory.bytes.resize(memory.position + count);
  std::memcpy(memory.bytes.data() + memory.position, buffer, count);
  memory.position += count;
  return size;
} catch (const std::exception&) {
  // Nothing may be thrown through libtiff, which is C.
  if (memoryOf(handle).error.empty()) memoryOf(handle).error = "out of memory";
  return -1;
}

toff_t onSeek(thandle_t handle, toff_t offset, int whence) {
  TiffMemory& memory = memoryOf(handle);
  if (whence == SEEK_CUR) offset += memory.position;
  if (whence == SEEK_END) offset += memory.bytes.size();
  return memory.position = offset;
}

int onClose(thandle_t) { return 0; }

toff_t onSize(thandle_t handle) { return memoryOf(handle).bytes.size(); }

int onError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
  auto& memory = *static_cast<TiffMemory*>(user);
  if (!memory.error.empty()) return 1;
  std::array<char, 512> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  memory.error = text.data();
  while (!memory.error.empty() && memory.error.back() == '.') memory.error.pop_back();
  return 1;
}

int onWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct OptionsCloser {
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};
struct TiffCloser {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffFile = std::unique_ptr<TIFF, TiffCloser>;

TiffFile createTiff(TiffMemory& memory) {
  const std::unique_ptr<TIFFOpenOptions, OptionsCloser> options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &memory);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, nullptr);
  return TiffFile(TIFFClientOpenExt("mask", "wm", &memory, onRead, onWrite, onSeek, onClose, onSize, nullptr, nullptr,
                                    options.get()));
}

void describe(TIFF* tiff, const Mask& mask, double mpp, const std::string& notice) {
  if (!notice.empty()) TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, notice.c_str());
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(mask.width));
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(mask.height));
  TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kTilePx);
  TIFFSetField(tiff, TIFFTAG_TILELENGTH, kTilePx);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 1e4 / mpp);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 1e4 / mpp);
}

bool writeTiles(TIFF* tiff, const Mask& mask) {
  const int edge = static_cast<int>(kTilePx);
  for (int top = 0; top < mask.height; top += edge)
    for (int left = 0; left < mask.width; left += edge) {
      Mask tile(edge, edge);
      const int width = std::min(edge, mask.width - left);
      for (int y = 0; y < std::min(edge, mask.height - top); ++y)
        std::copy_n(&mask.at(left, top + y), width, &tile.at(0, y));
      const auto index = TIFFComputeTile(tiff, static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(top), 0, 0);
      if (TIFFWriteEncodedTile(tiff, index, tile.values.data(), static_cast<tmsize_t>(tile.values.size())) < 0)
        return false;
    }
  return TIFFWriteDirectory(tiff) == 1;
}

Result<void> encodeAndWrite(const std::filesystem::path& file, const Mask& mask, double mpp,
                            const std::string& notice) {
  TiffMemory memory;
  bool written = false;
  if (const TiffFile tiff = createTiff(memory); tiff != nullptr) {
    describe(tiff.get(), mask, mpp, notice);
    written = writeTiles(tiff.get(), mask);
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
