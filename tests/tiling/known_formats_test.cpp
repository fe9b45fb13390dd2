// Each format by the mark that its own makers' files begin with, and by its extension.
#include "tiling/readers/known_formats.h"

#include <gtest/gtest.h>

#include "support/make_picture.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::TempFolder;

// Behind the mark: what it is followed by in such files does not matter.
std::string file(const std::string& begin) { return begin + std::string(500, '\x01'); }

struct Case {
  const char* fileName;
  std::string bytes;
  const char* named;
};

TEST(KnownFormats, AreRefusedByNameWithHowToConvert) {
  const std::string unknown = file("\x01\x02\x03");
  const std::vector<Case> cases{{"slide.dat", file("ZISRAWFILE"), "Zeiss CZI"},
                                {"slide.dat", file("<DataObject ObjectType=\"DPUfsImport\">"), "Philips iSyntax"},
                                {"slide.dat", file(std::string("\x70\0\0\0\x10\0\0\0\x2A", 9)), "Leica LIF"},
                                {"slide.dat", file(std::string("SIS\0", 4)), "Olympus ETS"},
                                {"slide.dat", file("OLYMPUSRAWFORMAT"), "Olympus OIR"},
                                {"slide.dat", file("\xDA\xCE\xBE\x0A"), "Nikon ND2"},
                                {"slide.dat", file("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "Zeiss ZVI"},
                                {"slide.dat", file(std::string("\0\0\0\x0CjP  \r\n\x87\n", 12)), "JPEG 2000"},
                                {"slide.dat", file("\xFF\x4F\xFF\x51"), "JPEG 2000"},
                                {"slide.dat", file(std::string("\0\0\0\x0CJXL \r\n\x87\n", 12)), "JPEG XL"},
                                {"slide.dat", file(std::string("\0\0\0\x1C", 4) + "ftypheic"), "HEIF"},
                                {"slide.dat", file("RIFF\x01\x01\x01\x01WEBP"), "WebP"},
                                {"slide.dat", file("GIF89a"), "GIF"},
                                {"slide.dat", file("%PDF-1.7"), "PDF"},
                                {"slide.dat", file("\x89HDF\r\n\x1a\n"), "HDF5"},
                                {"slide.dat", file("PK\x03\x04"), "ZIP"},
                                {"slide.dat", file("\x1F\x8B"), "gzip"},
                                {"list.ndpis", file("[NanoZoomer Digital Pathology Image Set]"), "Hamamatsu"},
                                {"slide.KFB", unknown, "KFBIO"},
                                {"slide.sdpc", unknown, "TEKSQRAY"},
                                {"slide.tmap", unknown, "UNIC"},
                                {"slide.mds", unknown, "Motic"},
                                {"slide.ims", unknown, "Imaris"},
                                {"slide.bmp", unknown, "BMP"},
                                {"slide.czi", unknown, "Zeiss CZI"},
                                {"slide.isyntax", unknown, "Philips iSyntax"},
                                {"slide.lif", unknown, "Leica LIF"},
                                {"slide.vsi", unknown, "Olympus VSI"}};
  const TempFolder folder;
  for (const Case& c : cases) {
    test::writeBytes(folder / c.fileName, c.bytes);
    const auto slide = openSlide(folder / c.fileName);
    ASSERT_FALSE(slide) << c.named;
    EXPECT_EQ(slide.error().kind, ErrorKind::unsupported) << slide.error().message;
    EXPECT_NE(slide.error().message.find(c.named), std::string::npos) << slide.error().message;
    EXPECT_NE(slide.error().message.find("; "), std::string::npos) << "and what to do: " << slide.error().message;
    EXPECT_TRUE(slide.error().message.starts_with((folder / c.fileName).string()));
    EXPECT_FALSE(slide.error().message.ends_with('.'));
  }
}

// An Olympus slide's .vsi is a TIFF of a thumbnail.
TEST(KnownFormats, ATiffInsideAVsiIsNotTakenForTheSlide) {
  const TempFolder folder;
  test::savePicture(folder / "a.tif", test::patternImage(300, 300), {"tile"});
  std::filesystem::copy_file(folder / "a.tif", folder / "a.vsi");
  ASSERT_FALSE(openSlide(folder / "a.vsi"));
  EXPECT_NE(openSlide(folder / "a.vsi").error().message.find("Olympus VSI"), std::string::npos);
}

TEST(KnownFormats, AnExtensionAloneDoesNotCondemnASoundPicture) {
  const TempFolder folder;
  test::savePicture(folder / "a.png", test::patternImage(30, 30));
  std::filesystem::copy_file(folder / "a.png", folder / "a.bmp");
  EXPECT_TRUE(openSlide(folder / "a.bmp"));
}

TEST(KnownFormats, WhatIsAbsentOrEmptyIsToldAsThat) {
  const TempFolder folder;
  EXPECT_EQ(openSlide(folder / "a.czi").error().kind, ErrorKind::notFound);
  test::writeBytes(folder / "a.czi", "");
  EXPECT_EQ(openSlide(folder / "a.czi").error().kind, ErrorKind::corrupt);
}

TEST(KnownFormats, AnOmeZarrFolder) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "slide.zarr");
  const auto slide = openSlide(folder / "slide.zarr");
  ASSERT_FALSE(slide);
  EXPECT_NE(slide.error().message.find("OME-Zarr"), std::string::npos) << slide.error().message;
}

TEST(KnownFormats, ATiffWhosePackingIsUnknownIsRefusedByItsName) {
  constexpr std::uint16_t kCompression = 259;
  const TempFolder folder;
  for (const char* saver : {"tile", "compression=none"}) {
    test::savePicture(folder / "a.tif", test::patternImage(300, 300), {saver});
    test::setTag(folder / "a.tif", kCompression, 33005);
    const auto slide = openSlide(folder / "a.tif");
    ASSERT_FALSE(slide) << saver;
    EXPECT_EQ(slide.error().kind, ErrorKind::unsupported);
    EXPECT_NE(slide.error().message.find("JPEG 2000"), std::string::npos) << slide.error().message;
  }
}

}  // namespace
}  // namespace snitt
