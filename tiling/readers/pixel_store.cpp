#include "tiling/readers/pixel_store.h"

#include <algorithm>

namespace snitt {

namespace {

constexpr std::uint64_t kMostInMemory = std::uint64_t{64} << 20U;

}  // namespace

Result<PixelStore> PixelStore::create(int widthPx, int heightPx) {
  const std::uint64_t bytes = static_cast<std::uint64_t>(widthPx) * static_cast<std::uint64_t>(heightPx) * 3;
  if (bytes <= kMostInMemory) {
    PixelStore store(widthPx, std::nullopt);
    store.m_memory.reserve(bytes);
    return store;
  }
  auto file = os::ScratchFile::create(bytes);
  if (!file) return fail(std::move(file.error()));
  return PixelStore(widthPx, std::move(*file));
}

Result<void> PixelStore::append(std::span<const std::uint8_t> rgbRows) {
  if (m_file) return m_file->append(std::as_bytes(rgbRows));
  m_memory.insert(m_memory.end(), rgbRows.begin(), rgbRows.end());
  return {};
}

Result<void> PixelStore::read(int x, int y, int widthPx, int heightPx, Image& into) const {
  const std::size_t bytes = static_cast<std::size_t>(widthPx) * 3;
  for (int row = 0; row < heightPx; ++row) {
    const std::uint64_t offset =
        (static_cast<std::uint64_t>(y + row) * static_cast<std::uint64_t>(m_widthPx) + static_cast<std::uint64_t>(x)) *
        3;
    const std::span line(into.row(row), bytes);
    if (!m_file) {
      std::copy_n(m_memory.begin() + static_cast<std::ptrdiff_t>(offset), bytes, line.begin());
    } else if (auto ok = m_file->read(offset, std::as_writable_bytes(line)); !ok) {
      return ok;
    }
  }
  return {};
}

}  // namespace snitt
