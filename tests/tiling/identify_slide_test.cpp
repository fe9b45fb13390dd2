#include "tiling/label/identify_slide.h"

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "support/temp_folder.h"
#include "tiling/label/label_image.h"

namespace snitt {
namespace {

constexpr std::string_view kSite = R"(
format = "snitt-site/1"
name = "north"
[[pattern]]
sources = ["barcode"]
match = '(?P<accession>H\d{2}-\d{5})'
[[pattern.example]]
text = "H24-00017"
accession = "H24-00017"
[[pattern]]
sources = ["fileName"]
match = '(?P<accession>H\d{2}-\d{5})_(?P<specimen>[A-Z])(?P<block>\d+)_(?P<stain>\w+)'
[[pattern.example]]
text = "H24-00017_A2_HE"
accession = "H24-00017"
specimen = "A"
block = "2"
stain = "HE"
)";

// A slide with these pictures beside it.
class LabelledSlide : public test::FakeSlide {
 public:
  explicit LabelledSlide(Result<Image> label) : FakeSlide(100, 100, {}), m_label(std::move(label)) {
    m_info.associatedImages = {"label"};
  }
  Result<Image> associatedImage(std::string_view) override { return m_label; }

 private:
  Result<Image> m_label;
};

Result<Image> label(const std::string& accession) {
  return labelImage({accession, {"A2", "HE"}, "", BarcodeKind::dataMatrix}, {1});
}

Result<std::vector<SaidIdentity>> identified(Result<Image> picture, const std::filesystem::path& path) {
  const auto site = Site::parse(kSite, "/");
  if (!site) return fail(site.error());
  LabelledSlide slide(std::move(picture));
  return identifySlide(slide, path, *site);
}

TEST(IdentifySlide, ByLabelFileAndFolderInThisOrder) {
  const auto said = identified(label("H24-00017"), "/scans/today/H24-00017_A2_HE.svs");
  ASSERT_TRUE(said) << said.error().message;
  ASSERT_EQ(said->size(), 3U);
  EXPECT_EQ((*said)[0].source, IdentitySource::barcode);
  EXPECT_EQ((*said)[0].text, "H24-00017");
  EXPECT_EQ((*said)[1].source, IdentitySource::fileName);
  EXPECT_EQ((*said)[1].text, "H24-00017_A2_HE");
  EXPECT_EQ((*said)[2].source, IdentitySource::folderName);
  EXPECT_EQ((*said)[2].text, "today");
  EXPECT_FALSE((*said)[2].identity);
  const AgreedIdentity who = agreed(*said);
  ASSERT_TRUE(who.name) << who.reason;
  EXPECT_EQ(*who.name, (CaseName{"north", "H24-00017"}));
  EXPECT_EQ(who.identity, (SlideIdentity{"H24-00017", "A", "2", "", "HE"}));
  EXPECT_EQ(who.barcode, "H24-00017");
}

TEST(IdentifySlide, LabelAndNameThatDifferAreNobodys) {
  const auto said = identified(label("H24-00018"), "/scans/H24-00017_A2_HE.svs");
  ASSERT_TRUE(said);
  const AgreedIdentity who = agreed(*said);
  EXPECT_FALSE(who.name);
  EXPECT_EQ(who.reason, "the barcode and the file's name disagree about the accession number");
}

TEST(IdentifySlide, OfASlideThatIsAFolderTheFoldersName) {
  const test::TempFolder folder;
  std::filesystem::create_directory(folder / "H24-00017");
  for (const char* name : {"H24-00017", "H24-00017/"}) {
    const auto said = identified(Image(), folder / name);
    ASSERT_TRUE(said);
    ASSERT_EQ(said->size(), 1U);
    EXPECT_EQ(said->front().source, IdentitySource::folderName);
    EXPECT_EQ(said->front().text, "H24-00017");
  }
}

TEST(IdentifySlide, DamagedLabelSaysNothing) {
  const auto said = identified(fail(ErrorKind::corrupt, "damaged"), "/scans/H24-00017_A2_HE.svs");
  ASSERT_TRUE(said);
  EXPECT_TRUE(agreed(*said).name);
}

// The name may be wrong where the label could tell it.
TEST(IdentifySlide, LabelThatCannotBeReadNowIsAnError) {
  const auto said = identified(fail(ErrorKind::io, "the network is away"), "/scans/H24-00017_A2_HE.svs");
  ASSERT_FALSE(said);
  EXPECT_EQ(said.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace snitt
