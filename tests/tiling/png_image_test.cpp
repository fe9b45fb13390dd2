// The oracle is OpenCV.
#include "tiling/png_image.h"

#include <gtest/gtest.h>

#include "support/load_picture.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

Image pattern(int width, int height, int channels = 3) {
  Image image(width, height, channels);
  for (std::size_t i = 0; i < image.bytes.size(); ++i) image.bytes[i] = static_cast<std::uint8_t>(i * 7 % 251);
  return image;
}

TEST(PngImage, AnotherProgramSeesTheSamePixels) {
  const test::TempFolder folder;
  const auto bytes = encodePng(pattern(123, 45));
  ASSERT_TRUE(bytes) << bytes.error().message;
  test::writeBytes(folder / "a.png", *bytes);
  EXPECT_EQ(test::loadPicture(folder / "a.png"), pattern(123, 45));
}

TEST(PngImage, BackAndForthNothingIsLost) {
  for (const int channels : {1, 3}) {
    const Image image = pattern(300, 200, channels);
    const auto back = decodePng(encodePng(image).value());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, image);
  }
}

TEST(PngImage, TheBytesAreTheSameEachTimeAndHoldPixelsAlone) {
  const std::string bytes = encodePng(pattern(50, 50)).value();
  EXPECT_EQ(bytes, encodePng(pattern(50, 50)).value());
  for (const char* chunk : {"tIME", "tEXt", "zTXt", "iTXt", "eXIf", "iCCP"})
    EXPECT_EQ(bytes.find(chunk), std::string::npos) << chunk;
}

TEST(PngImage, DamageIsToldAndNothingIsPrinted) {
  const std::string bytes = encodePng(pattern(200, 200)).value();
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(decodePng("no PNG at all").error().kind, ErrorKind::unsupported);
  EXPECT_EQ(decodePng("").error().kind, ErrorKind::unsupported);
  EXPECT_EQ(decodePng(bytes.substr(0, bytes.size() / 2)).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(decodePng(bytes.substr(0, 20)).error().kind, ErrorKind::corrupt);
  std::string flipped = bytes;
  flipped[bytes.size() / 2] ^= 0x10;
  EXPECT_EQ(decodePng(flipped).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(PngImage, AnImageOfNothingIsRefused) { EXPECT_FALSE(encodePng(Image())); }

}  // namespace
}  // namespace snitt
