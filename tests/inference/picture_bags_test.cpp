// Pictures of tiles as bags: which pixels a network gets, and how a picture that cannot be read is told.
#include "inference/learning/picture_bags.h"

#include <bit>
#include <filesystem>

#include <gtest/gtest.h>

#include "support/make_picture.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

class LearningPictureBags : public testing::Test {
 protected:
  std::filesystem::path save(const std::string& name, const Image& image, const PictureOptions& options = {}) {
    savePicture(m_folder / name, image, options);
    m_files.push_back(m_folder / name);
    return m_files.back();
  }
  Image tileOf(const PictureStore& store, std::size_t picture) const {
    Image image(store.tilePx(), store.tilePx());
    EXPECT_TRUE(store.tile(picture, image.bytes));
    return image;
  }
  PictureStore read(int tilePx, int threads = 1) const {
    auto store = PictureStore::read(m_files, tilePx, threads, {});
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }

  TempFolder m_folder;
  std::vector<std::filesystem::path> m_files;
};

TEST_F(LearningPictureBags, PicturesOfTheRightSizeAreTheirOwnPixels) {
  const Image image = patternImage(96, 96);
  save("a.png", image);
  save("b.tif", image);
  const PictureStore store = read(96);
  ASSERT_EQ(store.size(), 2U);
  EXPECT_EQ(tileOf(store, 0), image);
  EXPECT_EQ(tileOf(store, 1), image);
}

TEST_F(LearningPictureBags, TheSquareInTheMiddleIsTaken) {
  const Image wide = patternImage(160, 96);
  save("wide.png", wide);
  const Image tile = tileOf(read(96), 0);
  for (int y = 0; y < 96; ++y)
    for (int x = 0; x < 96; ++x)
      ASSERT_TRUE(std::equal(tile.pixel(x, y), tile.pixel(x, y) + 3, wide.pixel(x + 32, y))) << x << " " << y;
}

// Halved, each pixel is the mean of four.
TEST_F(LearningPictureBags, LargerPicturesAreResampledByArea) {
  const Image large = patternImage(192, 192);
  save("large.png", large);
  const Image tile = tileOf(read(96), 0);
  for (int y = 0; y < 96; ++y)
    for (int x = 0; x < 96; ++x)
      for (int c = 0; c < 3; ++c) {
        const double mean = (large.pixel(2 * x, 2 * y)[c] + large.pixel(2 * x + 1, 2 * y)[c] +
                             large.pixel(2 * x, 2 * y + 1)[c] + large.pixel(2 * x + 1, 2 * y + 1)[c]) /
                            4.0;
        ASSERT_NEAR(tile.pixel(x, y)[c], mean, 0.51);
      }
}

TEST_F(LearningPictureBags, LooksTellSizeAndFaultOfEachPicture) {
  save("a.png", patternImage(100, 70));
  writeBytes(m_folder / "b.jpg", "no picture at all");
  m_files.push_back(m_folder / "b.jpg");
  m_files.push_back(m_folder / "missing.png");
  const auto looks = lookAtPictures(m_files, 2, {});
  ASSERT_TRUE(looks);
  EXPECT_EQ((*looks)[0].widthPx, 100);
  EXPECT_EQ((*looks)[0].edgePx(), 70);
  EXPECT_EQ((*looks)[0].sha256.size(), 64U);
  EXPECT_EQ((*looks)[0].unreadable, "");
  for (const std::size_t broken : {1U, 2U})
    EXPECT_NE((*looks)[broken].unreadable.find(m_files[broken].string()), std::string::npos)
        << (*looks)[broken].unreadable;
}

// The header is sound, the rest is missing: found out only when it is decoded, and no other picture suffers.
TEST_F(LearningPictureBags, APictureThatBreaksOffIsToldAndTheOthersAreThere) {
  save("a.png", patternImage(96, 96));
  const auto cut = save("b.png", patternImage(300, 300));
  save("c.png", patternImage(96, 96));
  writeBytes(cut, readBytes(cut).substr(0, 4000));
  const PictureStore store = read(96, 2);
  EXPECT_EQ(store.unreadable(0), "");
  EXPECT_NE(store.unreadable(1).find(cut.string()), std::string::npos) << store.unreadable(1);
  EXPECT_EQ(tileOf(store, 2), patternImage(96, 96));
}

TEST_F(LearningPictureBags, TheHashSurvivesCompressionAndScaleAndTellsPicturesApart) {
  const Image image = tissueImage(224, 224);
  save("a.png", image);
  save("b.jpg", image, {.saver = "Q=50"});
  save("c.png", patternImage(224, 224));
  const PictureStore full = read(224);
  const PictureStore small = read(112);
  constexpr int near = 4;  // bits up to which the verb takes two pictures for one
  EXPECT_LE(std::popcount(full.hash(0) ^ full.hash(1)), near);
  EXPECT_LE(std::popcount(full.hash(0) ^ small.hash(0)), near);
  EXPECT_GT(std::popcount(full.hash(0) ^ full.hash(2)), 10);
}

TEST_F(LearningPictureBags, BagsReadTheTilesThatTheyName) {
  std::vector<Image> images;
  for (int i = 0; i < 4; ++i) {
    Image image(64, 64, 3, static_cast<std::uint8_t>(40 * i));
    save(std::string(1, static_cast<char>('a' + i)).append(".png"), image);
    images.push_back(std::move(image));
  }
  const PictureStore store = read(64);
  const PictureBags bags(store, {{{true, -1, false}, {0, 2}}, {{false, -1, false}, {1, 2, 3}}});
  EXPECT_EQ(bags.bagCount(), 2U);
  EXPECT_EQ(bags.tileCount(1), 3U);
  EXPECT_EQ(bags.outcome(0).poor, true);
  EXPECT_EQ(bags.outcome(1).poor, false);
  std::vector<std::uint8_t> rgb(2U * 64 * 64 * 3);
  ASSERT_TRUE(bags.read(1, std::vector<std::uint32_t>{0, 2}, rgb));
  EXPECT_EQ(rgb.front(), 40);
  EXPECT_EQ(rgb.back(), 120);
}

}  // namespace
}  // namespace snitt::test
