#include "core/atomic_file.h"

#include <fstream>
#include <iterator>

#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

std::size_t entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(AtomicFile, ReplacesAFileAndLeavesNothingElse) {
  const test::TempFolder folder;
  ASSERT_TRUE(writeFileAtomically(folder / "æ b.txt", "old"));
  ASSERT_TRUE(writeFileAtomically(folder / "æ b.txt", "new text"));
  EXPECT_EQ(readFile(folder / "æ b.txt"), "new text");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(AtomicFile, AFailureLeavesTheTargetAsItWas) {
  const test::TempFolder folder;
  // A folder that is not empty cannot be replaced by a file: the rename fails after the write went well.
  std::filesystem::create_directory(folder / "target");
  std::ofstream(folder / "target" / "kept") << "x";
  const auto written = writeFileAtomically(folder / "target", "new");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_TRUE(std::filesystem::exists(folder / "target" / "kept"));
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(AtomicFile, SaysWhichFolderIsMissing) {
  const test::TempFolder folder;
  const auto written = writeFileAtomically(folder / "none" / "file", "x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("none"), std::string::npos);
}

TEST(AtomicFile, ReadingAFolderIsAnErrorAndAMissingFileToo) {
  const test::TempFolder folder;
  EXPECT_EQ(readFile(folder.path()).error().kind, ErrorKind::unsupported);
  EXPECT_EQ(readFile(folder / "gone").error().kind, ErrorKind::notFound);
}

}  // namespace
}  // namespace snitt
