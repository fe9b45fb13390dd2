// Nested TIFFs as libvips and tifffile write them; the pixels are those that went in.
#include "tiling/readers/tiled_tiff_reader.h"

#include <gtest/gtest.h>

#include <thread>

#include "support/make_picture.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::omeXml;
using test::patternImage;
using test::savePicture;
using test::TempFolder;
using test::tissueImage;

constexpr const char* kScale = R"(PhysicalSizeX="0.2525" PhysicalSizeXUnit="µm" PhysicalSizeY="0.253")";
constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kSubDirectories = 330;
constexpr std::uint16_t kTileOffsets = 324;

Image levelOf(SlideReader& slide, int level) {
  const Level& shape = slide.info().levels.at(static_cast<std::size_t>(level));
  return slide.readNative(level, 0, 0, static_cast<int>(shape.widthPx), static_cast<int>(shape.heightPx)).value();
}

Error refusal(const std::filesystem::path& file) {
  const auto slide = openSlide(file);
  if (slide) return {ErrorKind::usage, "it opened"};
  EXPECT_NE(slide.error().message.find(file.filename().string()), std::string::npos);
  EXPECT_FALSE(slide.error().message.ends_with('.')) << slide.error().message;
  return slide.error();
}

bool says(const Error& error, const char* words) { return error.message.find(words) != std::string::npos; }

class OmeTiff : public ::testing::Test {
 protected:
  // Written by tifffile; false where it is not installed.
  [[nodiscard]] bool write(const std::string& layout) {
    m_file = m_folder / (layout + ".ome.tif");
    const auto ran =
        test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/ome_writer.py", m_file.string(), layout});
    if (ran.code != 0 && ran.code != 77) throw std::runtime_error(ran.err);
    return ran.code == 0;
  }

  TempFolder m_folder;
  std::filesystem::path m_file;
};

#define SNITT_NEEDS_TIFFFILE(layout) \
  if (!write(layout)) GTEST_SKIP() << "Python's tifffile is not installed: run ./dev build"

TEST(TiledTiffReader, LevelsPixelsAndScaleOfAnOmeTiff) {
  const TempFolder folder;
  const Image image = patternImage(1400, 1000);
  for (const char* compression : {"none", "lzw", "deflate", "zstd"}) {
    savePicture(folder / "a.ome.tif", image,
                {std::string("tile,tile-width=256,tile-height=128,pyramid,subifd,compression=") + compression,
                 omeXml(1400, 1000, kScale)});
    const auto slide = openSlide(folder / "a.ome.tif");
    ASSERT_TRUE(slide) << slide.error().message;
    const SlideInfo& info = (*slide)->info();
    EXPECT_EQ(info.reader, "tiff");
    EXPECT_EQ(info.vendor, "ome-tiff");
    ASSERT_GE(info.levels.size(), 3U);
    EXPECT_EQ(info.levels[1].widthPx, 700);
    EXPECT_NEAR(info.levels[2].downsample, 4, 1e-9);
    ASSERT_TRUE(info.mpp);
    EXPECT_DOUBLE_EQ(info.mpp->x, 0.2525);
    EXPECT_DOUBLE_EQ(info.mpp->y, 0.253);
    EXPECT_EQ(info.mppOrigin, "ome.PhysicalSizeX");
    EXPECT_EQ(info.magnification, 20);
    EXPECT_EQ(info.scanner, "Zeiss Axioscan 7");
    EXPECT_EQ(levelOf(**slide, 0), image) << compression;
  }
}

TEST(TiledTiffReader, JpegTilesLookAsTheDirectReaderShowsThem) {
  const TempFolder folder;
  const Image image = tissueImage(1000, 700);
  savePicture(folder / "flat.tif", image, {"tile,compression=jpeg,Q=85"});
  savePicture(folder / "nested.tif", image, {"tile,pyramid,subifd,compression=jpeg,Q=85"});
  const auto flat = openSlide(folder / "flat.tif", {ReaderChoice::direct});
  const auto nested = openSlide(folder / "nested.tif");
  ASSERT_TRUE(flat && nested);
  EXPECT_EQ((*nested)->info().reader, "tiff");
  EXPECT_GE((*nested)->info().levels.size(), 3U);
  EXPECT_EQ(levelOf(**nested, 0), levelOf(**flat, 0));
}

TEST(TiledTiffReader, GreyBecomesRgb) {
  const TempFolder folder;
  const Image grey = patternImage(600, 400, 1);
  savePicture(folder / "grey.tif", grey, {"tile,pyramid,subifd,compression=deflate"});
  const auto slide = openSlide(folder / "grey.tif");
  ASSERT_TRUE(slide) << slide.error().message;
  const Image rgb = levelOf(**slide, 0);
  for (int channel = 0; channel < 3; ++channel) EXPECT_EQ(rgb.pixel(599, 399)[channel], *grey.pixel(599, 399));
}

TEST(TiledTiffReader, TilesThatOpenSlideCannotUnpackAreReadAllTheSame) {
  const TempFolder folder;
  for (const char* compression : {"zstd", "lzw", "packbits"}) {
    savePicture(folder / "a.tif", patternImage(600, 400), {std::string("tile,compression=").append(compression)});
    const auto slide = openSlide(folder / "a.tif");
    ASSERT_TRUE(slide) << slide.error().message;
    EXPECT_EQ(levelOf(**slide, 0), patternImage(600, 400)) << compression << " by " << (*slide)->info().reader;
  }
}

// Under any name: OpenSlide would show its first plane, at the scale of its resolution tags.
TEST(TiledTiffReader, AnOmeTiffUnderASlidesNameIsStillOne) {
  const TempFolder folder;
  savePicture(folder / "a.tif", patternImage(300, 300), {"tile,compression=deflate", omeXml(300, 300, kScale, 3, 7)});
  std::filesystem::rename(folder / "a.tif", folder / "a.svs");
  EXPECT_TRUE(says(refusal(folder / "a.svs"), "7 focus planes")) << refusal(folder / "a.svs").message;
}

TEST_F(OmeTiff, ByTifffileInterleavedWithNanometres) {
  SNITT_NEEDS_TIFFFILE("interleaved");
  const auto slide = openSlide(m_file);
  ASSERT_TRUE(slide) << slide.error().message;
  ASSERT_EQ((*slide)->info().levels.size(), 3U);
  EXPECT_EQ(levelOf(**slide, 0), patternImage(700, 500));
  EXPECT_EQ(*levelOf(**slide, 1).pixel(100, 50), *patternImage(700, 500).pixel(200, 100));
  ASSERT_TRUE((*slide)->info().mpp);
  EXPECT_NEAR((*slide)->info().mpp->x, 0.2525, 1e-9);
  EXPECT_NEAR((*slide)->info().mpp->y, 0.2525, 1e-9);
}

TEST_F(OmeTiff, ByTifffileWithColoursApart) {
  SNITT_NEEDS_TIFFFILE("planar");
  const auto slide = openSlide(m_file);
  ASSERT_TRUE(slide) << slide.error().message;
  EXPECT_EQ((*slide)->info().reader, "tiff");
  EXPECT_EQ(levelOf(**slide, 0), patternImage(700, 500));
  EXPECT_EQ(levelOf(**slide, 2).widthPx, 175);
}

TEST_F(OmeTiff, ByTifffileInStripsIsAFlatPictureWithTheScale) {
  SNITT_NEEDS_TIFFFILE("strips");
  const auto slide = openSlide(m_file);
  ASSERT_TRUE(slide) << slide.error().message;
  EXPECT_EQ((*slide)->info().reader, "vips");
  EXPECT_EQ(levelOf(**slide, 0), patternImage(700, 500));
  ASSERT_TRUE((*slide)->info().mpp);
  EXPECT_NEAR((*slide)->info().mpp->x, 0.2525, 1e-9);
}

TEST_F(OmeTiff, FluorescenceIsRefusedAsWhatItIs) {
  SNITT_NEEDS_TIFFFILE("channels");
  EXPECT_TRUE(says(refusal(m_file), "holds 4 channels, as fluorescence")) << refusal(m_file).message;
  EXPECT_EQ(refusal(m_file).kind, ErrorKind::unsupported);
}

TEST_F(OmeTiff, AFocusStackIsRefusedAsWhatItIs) {
  SNITT_NEEDS_TIFFFILE("focus");
  EXPECT_TRUE(says(refusal(m_file), "5 focus planes")) << refusal(m_file).message;
}

TEST_F(OmeTiff, SixteenBitsAreRefused) {
  SNITT_NEEDS_TIFFFILE("16bit");
  EXPECT_TRUE(says(refusal(m_file), "16 bits")) << refusal(m_file).message;
}

TEST(TiledTiffReader, OddOmeXmlIsToldInASentence) {
  const TempFolder folder;
  const auto saved = [&](const std::string& xml) {
    savePicture(folder / "a.tif", patternImage(300, 300), {"tile,compression=deflate", xml});
    return folder / "a.tif";
  };
  EXPECT_EQ(refusal(saved("<OME><Image><Pixels")).kind, ErrorKind::corrupt);
  EXPECT_EQ(refusal(saved("<OME></OME>")).kind, ErrorKind::corrupt);
  EXPECT_TRUE(says(refusal(saved("<OME><BinaryOnly MetadataFile=\"x\"/></OME>")), "several files"));
  // Scales that are none.
  for (const char* scale : {"", "PhysicalSizeX=\"0.25\" PhysicalSizeXUnit=\"pixel\"", "PhysicalSizeX=\"-1\"",
                            "PhysicalSizeX=\"nan\"", "PhysicalSizeX=\"1000\""}) {
    const auto slide = openSlide(saved(omeXml(300, 300, scale)));
    ASSERT_TRUE(slide) << slide.error().message;
    EXPECT_FALSE((*slide)->info().mpp) << scale;
  }
}

class DamagedNestedTiff : public ::testing::Test {
 protected:
  DamagedNestedTiff() {
    savePicture(m_file, patternImage(1024, 768),
                {"tile,pyramid,subifd,compression=deflate", omeXml(1024, 768, kScale)});
  }
  TempFolder m_folder;
  std::filesystem::path m_file = m_folder / "slide.ome.tif";
};

TEST_F(DamagedNestedTiff, ATileFailsAloneAlsoForOthersThreads) {
  test::setTagElement(m_file, kTileOffsets, 0, 12);
  const auto slide = openSlide(m_file, {ReaderChoice::automatic, 0});
  ASSERT_TRUE(slide) << slide.error().message;
  const Image expected = patternImage(1024, 768);
  std::vector<std::jthread> readers;
  for (int thread = 0; thread < 3; ++thread)
    readers.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        const auto lost = (*slide)->readNative(0, 10, 10, 20, 20);
        ASSERT_FALSE(lost);
        EXPECT_EQ(lost.error().kind, ErrorKind::corrupt);
        const auto image = (*slide)->readNative(0, 0, 256, 1024, 512);
        ASSERT_TRUE(image) << image.error().message;
        EXPECT_EQ(image->pixel(1000, 500)[1], expected.pixel(1000, 756)[1]);
      }
    });
}

TEST_F(DamagedNestedTiff, CutOrWithWildDirectoriesItIsRefused) {
  const std::string bytes = test::readBytes(m_file);
  for (const double share : {0.01, 0.5, 0.95}) {
    test::writeBytes(m_file, bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
    const auto slide = openSlide(m_file);
    const bool whole = slide && (*slide)->readNative(0, 0, 0, 1024, 768);
    EXPECT_FALSE(whole && !(*slide)->read({8, 0, 0, 128, 96})) << share;
    EXPECT_FALSE(whole && share < 0.9);
  }
  test::writeBytes(m_file, bytes);
  test::setTag(m_file, kImageWidth, 0x7FFFFFFF);
  EXPECT_EQ(refusal(m_file).kind, ErrorKind::corrupt);
  test::writeBytes(m_file, bytes);
  test::setTagElement(m_file, kSubDirectories, 0, 0x7FFFFFF0);
  EXPECT_EQ(refusal(m_file).kind, ErrorKind::corrupt);
  // A level that is the slide itself, over and over.
  test::writeBytes(m_file, bytes);
  test::setTagElement(m_file, kSubDirectories, 0, 8);
  static_cast<void>(refusal(m_file));
}

TEST_F(DamagedNestedTiff, FlippedBytesNeverCrash) {
  const std::string whole = test::readBytes(m_file);
  std::uint32_t state = 7;
  for (int round = 0; round < 150; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 3; ++i) {
      state = state * 1664525U + 1013904223U;
      const std::size_t reach = i == 0 ? bytes.size() : 3000;
      bytes[bytes.size() - 1 - (state >> 4U) % reach] ^= static_cast<char>(1 + (state >> 13U) % 255);
    }
    test::writeBytes(m_file, bytes);
    const auto slide = openSlide(m_file);
    if (slide) static_cast<void>((*slide)->read({2, 0, 0, 500, 380}));
  }
}

}  // namespace
}  // namespace snitt
