// The same section in another file is found again; other sections are not taken for it.
#include "tiling/image_fingerprint.h"

#include <bit>
#include <cmath>

#include <gtest/gtest.h>

#include "support/load_picture.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

int distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

std::vector<std::filesystem::path> realTiles() {
  std::vector<std::filesystem::path> files;
  for (const char* kind : {"AC", "H", "S", "T", "V"})
    for (const auto& entry : std::filesystem::directory_iterator(test::sharedData() / "tiles" / "colorectal" / kind))
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

Image changed(Image image, double gain, int offset) {
  for (std::uint8_t& value : image.bytes)
    value = static_cast<std::uint8_t>(std::clamp(std::lround(value * gain) + offset, 0L, 255L));
  return image;
}

TEST(ImageFingerprint, APictureInOtherLightAndSizeIsTheSame) {
  SNITT_NEEDS_SHARED_DATA();
  int n = 0;
  for (const auto& file : realTiles()) {
    if (++n % 10 != 0) continue;
    const Image image = test::loadPicture(file);
    const std::uint64_t own = imageFingerprint(image);
    EXPECT_LE(distance(own, imageFingerprint(changed(image, 0.92, 3))), 4) << file;
    EXPECT_LE(distance(own, imageFingerprint(test::throughJpeg(image, 50))), 4) << file;
    EXPECT_LE(distance(own, imageFingerprint(test::shrunk(image, image.widthPx * 3 / 4, image.heightPx * 3 / 4))), 4)
        << file;
  }
}

TEST(ImageFingerprint, DifferentPicturesAreFarApart) {
  SNITT_NEEDS_SHARED_DATA();
  std::vector<std::uint64_t> all;
  int n = 0;
  for (const auto& file : realTiles())
    if (++n % 5 == 0) all.push_back(imageFingerprint(test::loadPicture(file)));
  ASSERT_GE(all.size(), 60U);
  int close = 0;
  double sum = 0;
  int pairs = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      close += distance(all[i], all[j]) <= 4 ? 1 : 0;
      sum += distance(all[i], all[j]);
      ++pairs;
    }
  EXPECT_EQ(close, 0) << "of " << pairs << " pairs";
  EXPECT_NEAR(sum / pairs, 32, 4);  // half of the bits
}

}  // namespace
}  // namespace snitt
