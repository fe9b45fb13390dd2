#include "core/golden/site_golden.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

SiteGolden sample() {
  SiteGolden golden;
  golden.slide = "/slides/one.svs";
  golden.sha256 = std::string(64, '1');
  golden.mpp = 0.25;
  golden.mppReason = "measured";
  golden.facts = {{"organ", "colon", "typed by anna"}};
  golden.outsideScope = "a test";
  golden.bundleId = "sample";
  golden.bundleVersion = "1.0";
  golden.bundleSha256 = std::string(64, '2');
  golden.scores = {{{"10x", 0.5, {{"10x-1", 0.25}, {"10x-2", 0.75}}}}, 0.5, "good"};
  golden.path = {"cpu", "fp32", "fp32, a path"};
  golden.software = "snitt 1.0";
  golden.added = "2026-05-04T09:31:22Z";
  golden.addedBy = "anna";
  return golden;
}

TEST(SiteGolden, ReadsBackWhatItWrites) {
  const auto again = parseSiteGolden(formatSiteGolden(sample()));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(formatSiteGolden(*again), formatSiteGolden(sample()));
  EXPECT_EQ(again->scores, sample().scores);
  EXPECT_EQ(again->path, sample().path);
  EXPECT_EQ(again->mpp, 0.25);
  EXPECT_EQ(again->facts.front().value, "colon");
}

TEST(SiteGolden, AFolderKeepsEachSlideOfABundleOnce) {
  const TempFolder temp;
  const SiteGoldenFolder folder(temp / "golden");
  EXPECT_TRUE(folder.list()->empty());
  EXPECT_FALSE(std::filesystem::exists(temp / "golden"));
  const auto file = folder.add(sample());
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(std::filesystem::status(*file).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const auto twice = folder.add(sample());
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::usage);
  EXPECT_NE(twice.error().message.find("/slides/one.svs is a golden slide of this bundle already"), std::string::npos)
      << twice.error().message;
  SiteGolden other = sample();
  other.bundleSha256 = std::string(64, '3');
  EXPECT_TRUE(folder.add(other));
  EXPECT_EQ(folder.list()->size(), 2U);
}

TEST(SiteGolden, AFileThatCannotBeReadFailsByItself) {
  const TempFolder temp;
  const SiteGoldenFolder folder(temp.path());
  ASSERT_TRUE(folder.add(sample()));
  writeBytes(temp / "damaged.json", "{\"format\": \"snitt-site-golden/1\"}");
  writeBytes(temp / "newer.json", "{\"format\": \"snitt-site-golden/2\"}");
  const auto entries = folder.list();
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 3U);
  EXPECT_TRUE((*entries)[0].golden);
  ASSERT_FALSE((*entries)[1].golden);
  EXPECT_NE((*entries)[1].golden.error().message.find("slide is missing"), std::string::npos);
  ASSERT_FALSE((*entries)[2].golden);
  EXPECT_EQ((*entries)[2].golden.error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace snitt::test
