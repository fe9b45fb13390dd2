#include "support/openslide_oracle.h"

#include <openslide.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace snitt::test {

Image openSlidePixels(const std::filesystem::path& file, int level, std::int64_t x, std::int64_t y, int widthPx,
                      int heightPx) {
  const std::unique_ptr<openslide_t, void (*)(openslide_t*)> slide(openslide_open(file.c_str()), openslide_close);
  if (!slide) throw std::runtime_error("OpenSlide does not know " + file.string());
  Image image(widthPx, heightPx);
  std::vector<std::uint32_t> argb(image.bytes.size() / 3);
  openslide_read_region(slide.get(), argb.data(), x, y, level, widthPx, heightPx);
  if (const char* error = openslide_get_error(slide.get()); error != nullptr) throw std::runtime_error(error);
  for (std::size_t i = 0; i < argb.size(); ++i) {
    const std::uint32_t clear = 255U - (argb[i] >> 24U);
    for (std::size_t c = 0; c < 3; ++c)
      image.bytes[3 * i + c] = static_cast<std::uint8_t>((argb[i] >> (16U - 8U * c) & 255U) + clear);
  }
  return image;
}

}  // namespace snitt::test
