// resources/site-reference.toml is what laboratories write their site files from: it must be valid and name every key.
#include <filesystem>
#include <regex>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/site/site_file.h"

namespace snitt {
namespace {

const std::filesystem::path kReference = std::filesystem::path(SNITT_SOURCE_DIR) / "resources" / "site-reference.toml";

TEST(SiteReference, IsAValidSite) {
  const auto site = Site::read(kReference);
  ASSERT_TRUE(site) << site.error().message;
  EXPECT_EQ(site->name(), "ELVEHAVN");
  EXPECT_EQ(site->accessionFields(), defaultAccessionFields());
  const SlideIdentity wanted{"H24-00001", "B", "3", "1", "PAS"};
  EXPECT_EQ(site->understand(IdentitySource::barcode, "H24-00001;B;3;1;02").identity, wanted);
  EXPECT_EQ(site->understand(IdentitySource::fileName, "H24-00001_B3-1_PAS").identity, wanted);
}

TEST(SiteReference, NamesEveryKeyAndMeaning) {
  const auto text = readFile(kReference);
  ASSERT_TRUE(text);
  const std::set<std::string> keys = Site::keys();
  EXPECT_GT(keys.size(), 50U);
  for (const std::string& key : keys) {
    const std::string last = key.substr(key.rfind('.') + 1);
    const std::regex stands("(^|\n)" + last + " = |\\[[a-zA-Z0-9.]*" + last + "\\]");
    EXPECT_TRUE(std::regex_search(*text, stands)) << key;
  }
  for (const std::string& meaning : listMeanings()) EXPECT_TRUE(keys.contains("list.columns." + meaning)) << meaning;
}

// All else is optional.
TEST(SiteReference, NeedsOnlyWhatItCallsRequired) {
  EXPECT_TRUE(Site::parse("format = \"snitt-site/1\"\nname = \"X\"\n", "/"));
}

}  // namespace
}  // namespace snitt
