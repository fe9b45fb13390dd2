// The RGB rows of a picture that can only be decoded as a whole: in memory up to 64 MiB, beyond that in a nameless
// temporary file. Filled once, from top to bottom, by one thread; then read by any number.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/image.h"
#include "core/os/os.h"
#include "core/result.h"

namespace snitt {

class PixelStore {
 public:
  [[nodiscard]] static Result<PixelStore> create(int widthPx, int heightPx);

  // Whole rows, 3 bytes a pixel.
  [[nodiscard]] Result<void> append(std::span<const std::uint8_t> rgbRows);
  // The rectangle at (x, y) of `into`'s size, all of it inside the picture, into the top left of `into`.
  [[nodiscard]] Result<void> read(int x, int y, int widthPx, int heightPx, Image& into) const;

 private:
  PixelStore(int widthPx, std::optional<os::ScratchFile> file) : m_widthPx(widthPx), m_file(std::move(file)) {}
  int m_widthPx = 0;
  std::optional<os::ScratchFile> m_file;
  std::vector<std::uint8_t> m_memory;
};

}  // namespace snitt
