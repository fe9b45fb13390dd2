#include "tiling/label/slide_label.h"

#include <gtest/gtest.h>

#include "support/shared_data.h"
#include "support/temp_folder.h"
#include "tiling/label/label_image.h"
#include "tiling/label/macro_image.h"
#include "tiling/slide_writer/svs_writer.h"

namespace snitt {
namespace {

SvsRecipe blankSlide() {
  SvsRecipe recipe;
  recipe.widthPx = recipe.heightPx = 100;
  recipe.draw = [](std::int64_t, std::int64_t, Image&) {};
  return recipe;
}

Image label(const std::string& accession) {
  return labelImage({accession, {"Block A1", "H&E"}, "SNITT PHANTOM", BarcodeKind::dataMatrix}, {4}).value();
}

SlideLabel labelOfFile(const std::filesystem::path& file) {
  const auto slide = openSlide(file);
  if (!slide) throw std::runtime_error(slide.error().message);
  const auto result = labelOf(**slide);
  if (!result) throw std::runtime_error(result.error().message);
  return *result;
}

Image macro(const std::string& accession) { return macroImage(label(accession), Image(100, 100, 3, 150)); }

// By half a turn: the label is at the right then.
Image upsideDown(const Image& image) {
  Image result = image;
  for (int y = 0; y < image.heightPx; ++y)
    for (int x = 0; x < image.widthPx; ++x)
      std::copy_n(image.pixel(x, y), 3, result.pixel(image.widthPx - 1 - x, image.heightPx - 1 - y));
  return result;
}

TEST(SlideLabel, IsTheFilesOwn) {
  const test::TempFolder folder;
  SvsRecipe recipe = blankSlide();
  recipe.label = label("P24-00001");
  recipe.macro = [](const Image&) { return macro("P24-00002"); };
  ASSERT_TRUE(writeSvs(folder / "a.svs", recipe, {}, 1));
  const SlideLabel found = labelOfFile(folder / "a.svs");
  ASSERT_EQ(found.barcodes.size(), 1U);
  EXPECT_EQ(found.barcodes[0].text, "P24-00001");
  EXPECT_EQ(found.picture.widthPx, kLabelEdgePx);
}

TEST(SlideLabel, ElseTheMacrosEnd) {
  const test::TempFolder folder;
  for (const bool atTheRight : {false, true}) {
    SvsRecipe recipe = blankSlide();
    recipe.macro = [&](const Image&) { return atTheRight ? upsideDown(macro("P24-00002")) : macro("P24-00002"); };
    const auto file = folder / (atTheRight ? "b.svs" : "a.svs");
    ASSERT_TRUE(writeSvs(file, recipe, {}, 1));
    const SlideLabel found = labelOfFile(file);
    ASSERT_EQ(found.barcodes.size(), 1U) << atTheRight;
    EXPECT_EQ(found.barcodes[0].text, "P24-00002");
    EXPECT_EQ(found.picture.heightPx, kMacroHeightPx);
    EXPECT_EQ(found.picture.widthPx, kMacroWidthPx * 2 / 5);
  }
}

TEST(SlideLabel, IsEmptyWhereThereIsNone) {
  const test::TempFolder folder;
  ASSERT_TRUE(writeSvs(folder / "a.svs", blankSlide(), {}, 1));
  const SlideLabel found = labelOfFile(folder / "a.svs");
  EXPECT_TRUE(found.picture.bytes.empty());
  EXPECT_TRUE(found.barcodes.empty());
}

// Of a real scanner: a label without a barcode.
TEST(SlideLabel, OfARealSlide) {
  SNITT_NEEDS_SHARED_DATA();
  const SlideLabel found = labelOfFile(test::sharedData() / "slides/CMU-1-Small-Region.svs");
  EXPECT_EQ(found.picture.widthPx, 387);
  EXPECT_EQ(found.picture.heightPx, 463);
  EXPECT_TRUE(found.barcodes.empty());
}

}  // namespace
}  // namespace snitt
