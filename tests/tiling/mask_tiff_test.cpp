#include "tiling/mask_tiff.h"

#include <gtest/gtest.h>
#include <tiffio.h>

#include <vector>

#include "support/temp_folder.h"

namespace snitt {
namespace {

TEST(MaskTiff, LibtiffReadsBackEveryPixelAndTheScale) {
  const test::TempFolder folder;
  Mask mask(300, 270);
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x) mask.at(x, y) = (x * y) % 7 == 0 ? 255 : 0;
  const auto written = writeMaskTiff(folder / "mask.tif", mask, 8);
  ASSERT_TRUE(written) << written.error().message;

  TIFF* tiff = TIFFOpen((folder / "mask.tif").c_str(), "r");
  ASSERT_NE(tiff, nullptr);
  std::vector<std::uint32_t> raster(300 * 270);
  EXPECT_EQ(TIFFReadRGBAImageOriented(tiff, 300, 270, raster.data(), ORIENTATION_TOPLEFT), 1);
  float perCentimetre = 0;
  EXPECT_EQ(TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &perCentimetre), 1);
  TIFFClose(tiff);
  EXPECT_FLOAT_EQ(perCentimetre, 1250);
  int wrong = 0;
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x)
      wrong += TIFFGetR(raster[static_cast<std::size_t>(y * 300 + x)]) == mask.at(x, y) ? 0 : 1;
  EXPECT_EQ(wrong, 0);
}

TEST(MaskTiff, FailureGivesTheSystemsReasonAndPrintsNothing) {
  const test::TempFolder folder;
  ::testing::internal::CaptureStderr();
  const auto written = writeMaskTiff(folder / "missing" / "mask.tif", Mask(10, 10), 8);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::notFound);
  EXPECT_NE(written.error().message.find("No such file"), std::string::npos) << written.error().message;
}

}  // namespace
}  // namespace snitt
