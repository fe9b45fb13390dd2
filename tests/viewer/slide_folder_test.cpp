#include "ui/panels/slide_folder.h"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;

void touch(const fs::path& file, const std::string& contents = "x") { std::ofstream(file) << contents; }

std::vector<std::string> namesIn(const fs::path& folder) {
  std::vector<std::string> names;
  const auto slides = slidesIn(folder);
  if (!slides) return {slides.error().message};
  for (const FolderSlide& slide : *slides) names.push_back(slide.path.filename().string());
  return names;
}

using Names = std::vector<std::string>;

TEST(SlideFolder, CountsAsAPersonDoes) {
  Names names{"slide10.svs", "Slide2.svs",  "slide1.svs",      "B 3.svs",       "b 03.svs",
              "slide.svs",   "slide2b.svs", "T12-00998_9.svs", "T12-998_10.svs"};
  std::sort(names.begin(), names.end(), naturallyBefore);
  EXPECT_EQ(names, (Names{"B 3.svs", "b 03.svs", "slide.svs", "slide1.svs", "Slide2.svs", "slide2b.svs", "slide10.svs",
                          "T12-00998_9.svs", "T12-998_10.svs"}));
}

TEST(SlideFolder, KnowsNumbersLongerThanAnyInteger) {
  EXPECT_TRUE(naturallyBefore("99999999999999999999999.svs", "100000000000000000000000.svs"));
  EXPECT_FALSE(naturallyBefore("100000000000000000000000.svs", "99999999999999999999999.svs"));
  EXPECT_FALSE(naturallyBefore("same.svs", "same.svs"));
}

TEST(SlideFolder, ListsSlidesAlone) {
  const test::TempFolder folder;
  for (const char* name : {"a10.svs", "a2.NDPI", "scan.ome.tif", "readme.txt", ".hidden.svs", "score.json", "p.JPG"})
    touch(folder / name);
  fs::create_directory(folder / "looks-like.svs");  // a folder is no slide by its name
  EXPECT_EQ(namesIn(folder.path()), (Names{"a2.NDPI", "a10.svs", "p.JPG", "scan.ome.tif"}));
}

TEST(SlideFolder, LeavesOutThePicturesOfAnIndex) {
  const test::TempFolder folder;
  touch(folder / "case.vms", "[Virtual Microscope Specimen]\nImageFile=case-1.jpg\nMacroImage=case-macro.jpg\n");
  for (const char* name : {"case-1.jpg", "case-macro.jpg", "other.jpg"}) touch(folder / name);
  EXPECT_EQ(namesIn(folder.path()), (Names{"case.vms", "other.jpg"}));
}

TEST(SlideFolder, TakesAFolderWithDicomForOneSlide) {
  const test::TempFolder folder;
  fs::create_directory(folder / "case 2");
  touch(folder / "case 2" / "level-0.dcm");
  touch(folder / "case 2" / "level-1.dcm");
  fs::create_directory(folder / "papers");
  touch(folder / "papers" / "a.pdf");
  EXPECT_EQ(namesIn(folder.path()), (Names{"case 2"}));
}

TEST(SlideFolder, SaysWhatAFolderIsThatIsNotThere) {
  const test::TempFolder folder;
  const auto slides = slidesIn(folder / "gone");
  ASSERT_FALSE(slides);
  EXPECT_EQ(slides.error().kind, ErrorKind::notFound);
  EXPECT_NE(slides.error().message.find("gone"), std::string::npos);
  touch(folder / "file");
  EXPECT_FALSE(slidesIn(folder / "file"));
}

}  // namespace
}  // namespace snitt
