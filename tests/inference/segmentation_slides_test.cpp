#include "inference/learning/segmentation_slides.h"

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/geojson.h"
#include "inference/training/segmentation_loss.h"
#include "phantom_slides.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/mask_ops.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

constexpr int kEdgePx = 1200;  // of the slide, at 0.5 µm/px
constexpr double kMpp = 5;     // 120 px
constexpr int kPx = 120;

// One slide for all tests.
class SegmentationSlidesOnDisk : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_folder = std::make_unique<test::TempFolder>();
    s_slide = test::phantomSlide(s_folder->path(), 7, kEdgePx);
  }
  static void TearDownTestSuite() { s_folder.reset(); }

  Result<SegmentationSlides> prepare(const SegmentationSlide& slide) {
    return SegmentationSlides::prepare({&slide, 1}, kMpp, m_work.path(), 1, {});
  }
  // What the slides of a test are kept as.
  std::vector<std::filesystem::path> keptFiles() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(m_work.path())) files.push_back(entry.path());
    return files;
  }
  void expectRefused(const SegmentationSlide& slide, ErrorKind kind, const std::string& message) {
    const auto refused = prepare(slide);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, kind);
    EXPECT_EQ(refused.error().message, message);
    EXPECT_TRUE(keptFiles().empty());
  }

  static std::unique_ptr<test::TempFolder> s_folder;
  static SegmentationSlide s_slide;
  test::TempFolder m_work;
};
std::unique_ptr<test::TempFolder> SegmentationSlidesOnDisk::s_folder;
SegmentationSlide SegmentationSlidesOnDisk::s_slide;

struct Square {
  std::vector<std::uint8_t> rgb;
  std::vector<std::uint8_t> classes;
  explicit Square(int edge) : rgb(std::size_t(3 * edge * edge)), classes(std::size_t(edge * edge)) {}
  Mask of(std::uint8_t value) const {
    const int edge = static_cast<int>(std::sqrt(classes.size()));
    Mask mask(edge, edge);
    for (std::size_t i = 0; i < classes.size(); ++i) mask.values[i] = classes[i] == value ? 255 : 0;
    return mask;
  }
};

Square covered(const SegmentationSlides& slides, int edge, std::size_t number = 0) {
  Square square(edge);
  EXPECT_TRUE(slides.cover(0, number, edge, square.rgb, square.classes));
  return square;
}

TEST_F(SegmentationSlidesOnDisk, HoldsPixelsAndTruthOnOneGrid) {
  const auto slides = prepare(s_slide);
  ASSERT_TRUE(slides) << slides.error().message;
  ASSERT_EQ(slides->coverCount(0, kPx), 1U);
  const Square whole = covered(*slides, kPx);
  const auto reader = openSlide(s_slide.path);
  EXPECT_EQ(whole.rgb, (*reader)->read({10, 0, 0, kPx, kPx})->bytes);
  const Phantom phantom(test::phantomRecipe(7, kEdgePx, 0.5));
  EXPECT_GT(dice(whole.of(2), phantom.tumourMask(10)), 0.97);
  Mask tissue = phantom.tissueMask(10);
  for (std::size_t i = 0; i < tissue.values.size(); ++i)
    if (whole.classes[i] == 2) tissue.values[i] = 0;
  EXPECT_GT(dice(whole.of(1), tissue), 0.9);
}

TEST_F(SegmentationSlidesOnDisk, CoversTheSlideOnceWithSmallCropsAndIgnoresWhatLiesBeyond) {
  const auto slides = prepare(s_slide);
  ASSERT_TRUE(slides);
  const Square whole = covered(*slides, kPx);
  std::int64_t tumour = 0;
  std::int64_t seen = 0;
  for (std::size_t i = 0; i < slides->coverCount(0, 64); ++i) {
    const Square part = covered(*slides, 64, i);
    tumour += countInside(part.of(2));
    seen += 64 * 64 - countInside(part.of(ignoredPixel));
  }
  EXPECT_EQ(tumour, countInside(whole.of(2)));
  EXPECT_LE(seen, kPx * kPx);
}

// Half of the draws look for tumour; hardly one shows glass alone.
TEST_F(SegmentationSlidesOnDisk, DrawsTumourAndTissue) {
  const auto slides = prepare(s_slide);
  ASSERT_TRUE(slides);
  int withTumour = 0;
  int withTissue = 0;
  Square square(32);
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    ASSERT_TRUE(slides->draw(0, {1, draw}, 32, square.rgb, square.classes));
    const bool tumour = countInside(square.of(2)) > 0;
    withTumour += tumour ? 1 : 0;
    withTissue += tumour || countInside(square.of(1)) > 0 ? 1 : 0;
    EXPECT_EQ(countInside(square.of(ignoredPixel)), 0);
  }
  EXPECT_GT(withTumour, 90);
  EXPECT_GT(withTissue, 185);
  Square again(32);
  ASSERT_TRUE(slides->draw(0, {1, 199}, 32, again.rgb, again.classes));
  EXPECT_EQ(again.rgb, square.rgb);
}

TEST_F(SegmentationSlidesOnDisk, DecodesOnceAndMakesDamagedFilesAnew) {
  const auto first = prepare(s_slide);
  ASSERT_TRUE(first);
  ASSERT_EQ(keptFiles().size(), 1U);
  const std::filesystem::path file = keptFiles().front();
  const std::string bytes = readFile(file).value();
  const auto written = std::filesystem::last_write_time(file);
  ASSERT_TRUE(prepare(s_slide));
  EXPECT_EQ(std::filesystem::last_write_time(file), written);

  std::string changed = bytes;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  for (const std::string& damaged : {changed, bytes.substr(0, bytes.size() - 1), std::string(), bytes + "x"}) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
    const auto mended = prepare(s_slide);
    ASSERT_TRUE(mended) << mended.error().message;
    EXPECT_EQ(readFile(file).value(), bytes);
    EXPECT_EQ(mended->identity(), first->identity());
  }
  EXPECT_EQ(keptFiles().size(), 1U);
}

TEST_F(SegmentationSlidesOnDisk, TakesAnotherTruthForAnotherSlide) {
  const auto first = prepare(s_slide);
  SegmentationSlide other = s_slide;
  other.tumour = m_work / "none.tif";
  ASSERT_TRUE(writeMaskTiff(other.tumour, Mask(150, 150), 4));
  const auto healthy = prepare(other);
  ASSERT_TRUE(healthy) << healthy.error().message;
  EXPECT_NE(healthy->identity(), first->identity());
  EXPECT_EQ(healthy->slides()[0].tumourPixels, 0);
  EXPECT_GT(healthy->slides()[0].tissuePixels, 1000);
  Square square(32);
  EXPECT_TRUE(healthy->draw(0, {1, 1}, 32, square.rgb, square.classes));
}

TEST_F(SegmentationSlidesOnDisk, ReadsAnnotations) {
  const Phantom phantom(test::phantomRecipe(7, kEdgePx, 0.5));
  OutlineFeature tumour;
  tumour.className = "Tumor";
  tumour.polygons = phantom.tumourPolygons();
  OutlineFeature mucosa;
  mucosa.className = "Mucosa";
  mucosa.polygons = {{{{0, 0}, {kEdgePx, 0}, {kEdgePx, kEdgePx}, {0, kEdgePx}}, {}}};
  SegmentationSlide slide = s_slide;
  const test::TempFolder folder;
  slide.tumour = folder / "a.geojson";
  ASSERT_TRUE(writeFileAtomically(slide.tumour, formatOutlines({mucosa, tumour})));
  const auto slides = prepare(slide);
  ASSERT_TRUE(slides) << slides.error().message;
  EXPECT_GT(dice(covered(*slides, kPx).of(2), phantom.tumourMask(10)), 0.95);

  std::filesystem::remove_all(keptFiles().front());
  ASSERT_TRUE(writeFileAtomically(slide.tumour, formatOutlines({mucosa})));
  expectRefused(slide, ErrorKind::unsupported,
                "phantom7: " + slide.tumour.string() + " holds no polygon of class Tumor");
}

TEST_F(SegmentationSlidesOnDisk, RefusesTruthOfAnotherSlide) {
  const test::TempFolder folder;
  SegmentationSlide slide = s_slide;
  slide.name = "row 3";
  slide.tumour = folder / "wide.tif";
  ASSERT_TRUE(writeMaskTiff(slide.tumour, Mask(200, 150, 255), 4));
  expectRefused(slide, ErrorKind::usage,
                "row 3: " + slide.tumour.string() +
                    " has 200 × 150 pixels and the slide 1200 × 1200, another shape: is it of this slide");
  slide.tumour = folder / "small.tif";
  ASSERT_TRUE(writeMaskTiff(slide.tumour, Mask(100, 100, 255), 4));
  expectRefused(
      slide, ErrorKind::usage,
      "row 3: " + slide.tumour.string() + " is 400 µm wide by its own scale and the slide 600 µm: is it of this slide");
  Mask labels(150, 150);
  for (std::size_t i = 0; i < labels.values.size(); ++i) labels.values[i] = static_cast<std::uint8_t>(i % 4);
  slide.tumour = folder / "labels.tif";
  ASSERT_TRUE(writeMaskTiff(slide.tumour, labels, 4));
  expectRefused(slide, ErrorKind::unsupported,
                "row 3: " + slide.tumour.string() + " holds 3 labels; a mask holds the tumour alone");
}

// A damaged tile of level 0: the network learns nothing there, and everything elsewhere.
TEST_F(SegmentationSlidesOnDisk, IgnoresWhatCannotBeRead) {
  const test::TempFolder folder;
  SegmentationSlide slide = s_slide;
  slide.path = folder / "damaged.svs";
  std::filesystem::copy_file(s_slide.path, slide.path);
  constexpr std::uint16_t tileByteCounts = 325;
  test::setTagElement(slide.path, tileByteCounts, 7, 3);  // column 2, row 1 of tiles of 240 px
  constexpr int edge = 600;
  const auto slides = SegmentationSlides::prepare({&slide, 1}, 1, m_work.path(), 1, {});
  ASSERT_TRUE(slides) << slides.error().message;
  const Square whole = covered(*slides, edge);
  const Mask ignored = whole.of(ignoredPixel);
  for (int y = 0; y < edge; ++y)
    for (int x = 0; x < edge; ++x) {
      const bool inTile = x >= 240 && x < 360 && y >= 120 && y < 240;
      const bool near = x >= 176 && x < 424 && y >= 56 && y < 304;
      const bool isIgnored = ignored.at(x, y) != 0;
      ASSERT_TRUE(isIgnored ? near : !inTile) << x << ", " << y;
    }
}

TEST_F(SegmentationSlidesOnDisk, NamesWhatIsNotThereOrCannotBeRead) {
  SegmentationSlide slide = s_slide;
  slide.name = "row 5";
  slide.path = *s_folder / "gone.svs";
  auto refused = prepare(slide);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::notFound);
  EXPECT_TRUE(refused.error().message.starts_with("row 5: ")) << refused.error().message;
  EXPECT_NE(refused.error().message.find("gone.svs"), std::string::npos);

  const test::TempFolder folder;
  slide.path = folder / "torn.svs";
  ASSERT_TRUE(writeFileAtomically(slide.path, readFile(s_slide.path)->substr(0, 20000)));
  refused = prepare(slide);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("torn.svs"), std::string::npos);

  slide.path = s_slide.path;
  slide.tumour = *s_folder / "gone.tif";
  refused = prepare(slide);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::notFound);
  EXPECT_NE(refused.error().message.find("gone.tif"), std::string::npos);
  EXPECT_TRUE(keptFiles().empty());
}

}  // namespace
}  // namespace snitt
