// Labels are read back by zxing-cpp, out of slides that were written and opened again by OpenSlide.
#define ZX_USE_UTF8 1

#include "tiling/label/label_image.h"

#include <ZXing/ReadBarcode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/statistics/resampling/counter_random.h"
#include "support/temp_folder.h"
#include "tiling/label/macro_image.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_writer/svs_writer.h"

namespace snitt {
namespace {

// As laboratories number their material: letters, year, running number, block.
std::string accessionOf(statistics::CounterRandom& random) {
  std::string text(1, "HPSBX"[random.below(5)]);
  if (random.below(2) == 0) text += static_cast<char>('A' + random.below(26));
  text += std::to_string(15 + random.below(15));
  text += random.below(2) == 0 ? "-" : "/";
  text += std::to_string(1 + random.below(999999));
  if (random.below(2) == 0) text += std::string("-") + static_cast<char>('A' + random.below(26)) + "1";
  return text;
}

LabelText textOf(const std::string& accession, BarcodeKind kind) {
  return {accession, {"Block A1", "H&E", "Colon sigmoideum"}, "SNITT PHANTOM", kind};
}

std::string barcodeIn(const Image& image) {
  const auto result = ZXing::ReadBarcode({image.bytes.data(), image.widthPx, image.heightPx, ZXing::ImageFormat::RGB});
  return result.isValid() ? result.text() : std::string("nothing");
}

Image labelOfSlide(const std::filesystem::path& file) {
  const auto slide = openSlide(file, {ReaderChoice::openSlide});
  if (!slide) throw std::runtime_error(slide.error().message);
  return (*slide)->associatedImage("label").value();
}

double meanOf(const Image& image, int left, int top, int width, int height) {
  double sum = 0;
  for (int y = top; y < top + height; ++y)
    sum = std::accumulate(image.pixel(left, y), image.pixel(left, y) + 3 * width, sum);
  return sum / (3.0 * width * height);
}

TEST(LabelImage, BarcodesAreReadFromTheLabelsOfSlides) {
  const test::TempFolder folder;
  statistics::CounterRandom random(7, 1);
  SvsRecipe recipe;
  recipe.widthPx = recipe.heightPx = 100;
  recipe.draw = [](std::int64_t, std::int64_t, Image&) {};
  for (int i = 0; i < 50; ++i) {
    const std::string accession = accessionOf(random);
    for (const BarcodeKind kind : {BarcodeKind::code128, BarcodeKind::dataMatrix}) {
      const auto label = labelImage(textOf(accession, kind), {static_cast<std::uint64_t>(i)});
      ASSERT_TRUE(label) << label.error().message;
      recipe.label = *label;
      ASSERT_TRUE(writeSvs(folder / "a.svs", recipe, {}, 1));
      EXPECT_EQ(barcodeIn(labelOfSlide(folder / "a.svs")), accession) << i;
    }
  }
}

TEST(LabelImage, ThePrintAloneIsReadToo) {
  for (const BarcodeKind kind : {BarcodeKind::code128, BarcodeKind::dataMatrix}) {
    const auto label = labelImage(textOf("P24-001234", kind), {0, false});
    ASSERT_TRUE(label);
    EXPECT_EQ(barcodeIn(*label), "P24-001234");
    EXPECT_EQ(label->pixel(2, 2)[0], 255);
  }
}

// Fourteen letters are the most that bars of a legible width can hold; pairs of digits take half the room.
TEST(LabelImage, TheLongestNumbersAreRead) {
  for (std::uint64_t seed = 0; seed < 8; ++seed)
    for (const char* accession : {"ABCDEFGHIJKLMN", "123456789012345678901234"}) {
      const auto label = labelImage(textOf(accession, BarcodeKind::code128), {seed});
      ASSERT_TRUE(label) << label.error().message;
      EXPECT_EQ(barcodeIn(*label), accession) << seed;
    }
}

TEST(LabelImage, SeedsDifferAndRepeat) {
  const LabelText text = textOf("P24-001234", BarcodeKind::dataMatrix);
  EXPECT_TRUE(*labelImage(text, {5}) == *labelImage(text, {5}));
  EXPECT_FALSE(*labelImage(text, {5}) == *labelImage(text, {6}));
}

TEST(LabelImage, LinesAreOnThePaperAndInsideIt) {
  for (const BarcodeKind kind : {BarcodeKind::code128, BarcodeKind::dataMatrix}) {
    LabelText text = textOf("P24-001234", kind);
    const Image with = labelImage(text, {0, false}).value();
    text.lines[2] = "";
    EXPECT_FALSE(*labelImage(text, {0, false}) == with);
    text.lines[2] = "An examination of the sigmoid colon with a much too long name";
    text.heading = "Department of pathology of a large university hospital in the far north";
    const Image wordy = labelImage(text, {0, false}).value();
    const auto isWhite = [&](int x) { return meanOf(wordy, x, 0, 1, kLabelEdgePx) == 255; };
    EXPECT_TRUE(isWhite(40) && isWhite(kLabelEdgePx - 40));
    EXPECT_EQ(barcodeIn(wordy), "P24-001234");
  }
}

TEST(LabelImage, RefusesWhatABarcodeCannotHold) {
  for (const BarcodeKind kind : {BarcodeKind::code128, BarcodeKind::dataMatrix})
    for (const char* accession : {"", "P24-Å1", "1234567890123456789012345"}) {
      const auto label = labelImage(textOf(accession, kind));
      ASSERT_FALSE(label);
      EXPECT_EQ(label.error().kind, ErrorKind::usage);
    }
  const auto wide = labelImage(textOf("ABCDEFGHIJKLMNOPQRSTUVWX", BarcodeKind::code128));
  ASSERT_FALSE(wide);
  EXPECT_NE(wide.error().message.find("too long for a Code 128"), std::string::npos) << wide.error().message;
  EXPECT_TRUE(labelImage(textOf("ABCDEFGHIJKLMNOPQRSTUVWX", BarcodeKind::dataMatrix)));
}

TEST(MacroImage, ShowsLabelAndTissueOnBrightGlass) {
  const Image label = labelImage(textOf("P24-001234", BarcodeKind::dataMatrix), {3}).value();
  Image thumbnail(800, 600, 3, 240);
  for (int y = 150; y < 450; ++y) std::fill_n(thumbnail.pixel(200, y), 3 * 400, std::uint8_t{110});
  const Image macro = macroImage(label, thumbnail, {3, 20});
  EXPECT_EQ(barcodeIn(macro), "P24-001234");
  EXPECT_GT(meanOf(macro, 1170, 100, 60, 200), 215);
  int dark = 0;
  for (int y = 40; y < 390; ++y)
    for (int x = 450; x < 1120; ++x) dark += macro.pixel(x, y)[0] > 80 && macro.pixel(x, y)[0] < 150 ? 1 : 0;
  // 20 mm are 337 px: the dark half of both edges.
  EXPECT_NEAR(dark, 168 * 126, 168 * 126 * 0.06);
  EXPECT_TRUE(macro == macroImage(label, thumbnail, {3, 20}));
  EXPECT_FALSE(macro == macroImage(label, thumbnail, {4, 20}));
}

TEST(MacroImage, AnyThumbnailFitsOnTheGlass) {
  for (const auto& [width, height] : {std::pair{1, 1}, {1024, 3}, {2, 768}, {1500, 1500}, {0, 0}})
    for (const double tissueMm : {0.0, 14.0, 500.0}) {
      const Image macro = macroImage({}, Image(width, height, 3, 150), {1, tissueMm});
      EXPECT_EQ(macro.widthPx, kMacroWidthPx);
      EXPECT_EQ(macro.heightPx, kMacroHeightPx);
    }
}

}  // namespace
}  // namespace snitt
