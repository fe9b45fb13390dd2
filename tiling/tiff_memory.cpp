#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <exception>

#include "tiling/tiff_memory_p.h"

namespace snitt {

namespace {

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

}  // namespace

TiffHandle createTiff(TiffMemory& memory) {
  const std::unique_ptr<TIFFOpenOptions, OptionsCloser> options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &memory);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, nullptr);
  return TiffHandle(TIFFClientOpenExt("memory", "wlm", &memory, onRead, onWrite, onSeek, onClose, onSize, nullptr,
                                      nullptr, options.get()));
}

void describeTiles(TIFF* tiff, int widthPx, int heightPx, std::uint16_t bitsPerSample) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(widthPx));
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(heightPx));
  TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kTiffTilePx);
  TIFFSetField(tiff, TIFFTAG_TILELENGTH, kTiffTilePx);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bitsPerSample);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
}

void describeScale(TIFF* tiff, double umPerPxX, double umPerPxY) {
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 1e4 / umPerPxX);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 1e4 / umPerPxY);
}

}  // namespace snitt
