#include "tiling/readers/slide_files.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/readers/slide_properties.h"

namespace snitt {
namespace {

using test::TempFolder;
using test::writeBytes;

TEST(SlideFiles, AMiraxSlideIsItsFolderToo) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "a");
  for (const char* name : {"a.mrxs", "a/Index.dat", "a/Data0000.dat", "b.mrxs"}) writeBytes(folder / name, "x");
  const std::vector<std::filesystem::path> expected{folder / "a" / "Data0000.dat", folder / "a" / "Index.dat",
                                                    folder / "a.mrxs"};
  EXPECT_EQ(filesOfSlide(folder / "a.mrxs"), expected);
}

TEST(SlideFiles, AVmsIndexNamesItsFiles) {
  const TempFolder folder;
  writeBytes(folder / "s.vms",
             "[Virtual Microscope Specimen]\r\nNoJpegColumns=1\r\nImageFile=s.jpg\r\nMacroImage=../../etc/passwd\r\n");
  writeBytes(folder / "s.jpg", "x");
  writeBytes(folder / "other.jpg", "x");
  EXPECT_EQ(filesOfSlide(folder / "s.vms"), (std::vector<std::filesystem::path>{folder / "s.jpg", folder / "s.vms"}));
}

TEST(SlideFiles, ASingleFileIsAlone) {
  const TempFolder folder;
  writeBytes(folder / "a.svs", "x");
  EXPECT_EQ(filesOfSlide(folder / "a.svs"), (std::vector<std::filesystem::path>{folder / "a.svs"}));
}

TEST(SlideProperties, TextBecomesValidUtf8) {
  EXPECT_EQ(cleanText("Ærø 你好"), "Ærø 你好");
  EXPECT_EQ(cleanText("0.25 \xB5m"), "0.25 µm");
  EXPECT_EQ(cleanText("a\r\nb"), "a  b");
  EXPECT_EQ(cleanText("\xC0\x80"), "\xC3\x80\xC2\x80");
}

TEST(SlideProperties, AperiosDescriptionIsTakenApart) {
  const auto properties = aperioProperties("Aperio Image Library v1\r\n10x10|AppMag = 20|MPP=0.4990|Odd|User = a = b");
  EXPECT_EQ(properties.at("aperio.AppMag"), "20");
  EXPECT_EQ(properties.at("aperio.MPP"), "0.4990");
  EXPECT_EQ(properties.at("aperio.User"), "a = b");
  EXPECT_EQ(properties.size(), 3U);
}

TEST(SlideProperties, ScannerIsMakeAndModelOfEachVendor) {
  const auto scanner = [](const char* vendor, std::map<std::string, std::string> properties) {
    SlideInfo info;
    info.vendor = vendor;
    info.properties = std::move(properties);
    fillFromProperties(info);
    return info.scanner;
  };
  EXPECT_EQ(scanner("aperio", {{"aperio.ScanScope ID", "SS1302"}}), "Aperio SS1302");
  EXPECT_EQ(scanner("aperio", {}), "");
  EXPECT_EQ(scanner("dicom", {{"dicom.Manufacturer", "Leica"}, {"dicom.ManufacturerModelName", "Leica GT450"}}),
            "Leica GT450");
  EXPECT_EQ(scanner("hamamatsu", {{"tiff.Make", "Hamamatsu"}, {"tiff.Model", "C12000"}}), "Hamamatsu C12000");
  EXPECT_EQ(scanner("generic-tiff", {}), "");
}

}  // namespace
}  // namespace snitt
