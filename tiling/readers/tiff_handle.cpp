#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <span>

#include "tiling/readers/tiff_handle_p.h"

namespace snitt {

namespace {

constexpr tmsize_t kMostAllocation = tmsize_t{64} << 20;

TiffSource& sourceOf(thandle_t handle) { return *static_cast<TiffSource*>(handle); }

tmsize_t onRead(thandle_t handle, void* buffer, tmsize_t size) {
  TiffSource& source = sourceOf(handle);
  const std::uint64_t end = source.file->sizeBytes();
  if (size <= 0 || source.position >= end) return 0;
  const std::uint64_t count = std::min<std::uint64_t>(static_cast<std::uint64_t>(size), end - source.position);
  if (!source.file->read(source.position, std::span(static_cast<std::byte*>(buffer), count))) return 0;
  source.position += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t onWrite(thandle_t, void*, tmsize_t) { return 0; }

toff_t onSeek(thandle_t handle, toff_t offset, int whence) {
  TiffSource& source = sourceOf(handle);
  if (whence == SEEK_CUR) offset += source.position;
  if (whence == SEEK_END) offset += source.file->sizeBytes();
  return source.position = offset;
}

int onClose(thandle_t) { return 0; }

toff_t onSize(thandle_t handle) { return sourceOf(handle).file->sizeBytes(); }

int onError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
  auto& source = *static_cast<TiffSource*>(user);
  if (!source.error.empty()) return 1;
  std::array<char, 512> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  source.error = text.data();
  while (!source.error.empty() && source.error.back() == '.') source.error.pop_back();
  return 1;
}

int onWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct OptionsCloser {
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

std::uint64_t numberAt(std::span<const std::byte> bytes, bool bigEndian) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    value = value << 8U | std::to_integer<std::uint64_t>(bytes[bigEndian ? i : bytes.size() - 1 - i]);
  return value;
}

}  // namespace

Result<void> checkTiffHeader(const os::ReadOnlyFile& file, const std::filesystem::path& path) {
  std::array<std::byte, 16> header{};
  if (file.sizeBytes() < header.size() || !file.read(0, header))
    return fail(ErrorKind::unsupported, path.string() + " is not a TIFF file");
  const bool bigEndian = header[0] == std::byte{'M'};
  const bool marked = header[0] == header[1] && (bigEndian || header[0] == std::byte{'I'});
  const std::uint64_t version = numberAt(std::span(header).subspan(2, 2), bigEndian);
  if (!marked || (version != 42 && version != 43))
    return fail(ErrorKind::unsupported, path.string() + " is not a TIFF file");
  const std::uint64_t directory = version == 42 ? numberAt(std::span(header).subspan(4, 4), bigEndian)
                                                : numberAt(std::span(header).subspan(8, 8), bigEndian);
  if (directory >= file.sizeBytes())
    return fail(ErrorKind::corrupt, path.string() + " is damaged: its directory should lie at byte " +
                                        std::to_string(directory) + " but the file ends at " +
                                        std::to_string(file.sizeBytes()) + ", so it was probably cut short");
  return {};
}

TiffHandle openTiff(TiffSource& source, const std::string& name) {
  const std::unique_ptr<TIFFOpenOptions, OptionsCloser> options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMostAllocation);
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &source);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, nullptr);
  // m: no memory map (a file that shrinks would raise a signal); D: tile offsets only when asked for, after our checks.
  return TiffHandle(TIFFClientOpenExt(name.c_str(), "rmD", &source, onRead, onWrite, onSeek, onClose, onSize, nullptr,
                                      nullptr, options.get()));
}

std::string tiffText(TIFF* tiff, std::uint32_t tag) {
  const char* text = nullptr;
  return TIFFGetField(tiff, tag, &text) != 0 && text != nullptr ? std::string(text) : std::string();
}

}  // namespace snitt
