#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/os/os.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

class ScratchFile : public ::testing::Test {
 protected:
  ScratchFile() { setenv("TMPDIR", m_folder.path().c_str(), 1); }
  ~ScratchFile() override { unsetenv("TMPDIR"); }
  test::TempFolder m_folder;
};

TEST_F(ScratchFile, HoldsWhatWasAppendedAndHasNoName) {
  auto file = os::ScratchFile::create(100);
  ASSERT_TRUE(file) << file.error().message;
  const std::string text = "pixels of a patient";
  ASSERT_TRUE(file->append(std::as_bytes(std::span(text))));
  ASSERT_TRUE(file->append(std::as_bytes(std::span(text))));
  EXPECT_TRUE(std::filesystem::is_empty(m_folder.path()));
  std::string back(8, '\0');
  ASSERT_TRUE(file->read(text.size() - 2, std::as_writable_bytes(std::span(back))));
  EXPECT_EQ(back, "ntpixels");
  EXPECT_FALSE(file->read(2 * text.size() - 4, std::as_writable_bytes(std::span(back))));
}

TEST_F(ScratchFile, MoreThanIsFreeIsRefusedBeforeAnythingIsWritten) {
  const auto file = os::ScratchFile::create(std::uint64_t{1} << 60U);
  ASSERT_FALSE(file);
  EXPECT_NE(file.error().message.find("TMPDIR"), std::string::npos) << file.error().message;
}

TEST_F(ScratchFile, AFolderThatIsNotThere) {
  setenv("TMPDIR", (m_folder / "missing").c_str(), 1);
  EXPECT_FALSE(os::ScratchFile::create(10));
}

}  // namespace
}  // namespace snitt
