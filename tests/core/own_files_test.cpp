#include "core/os/own_files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;

void put(const fs::path& file) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "x";
}

// Takes a variable away, and gives it back as it was.
class Without {
 public:
  explicit Without(const char* variable) : m_variable(variable) {
    if (const char* value = std::getenv(variable)) m_before = value;
    unsetenv(variable);
  }
  ~Without() {
    if (m_before)
      setenv(m_variable, m_before->c_str(), 1);
    else
      unsetenv(m_variable);
  }
  Without(const Without&) = delete;
  Without& operator=(const Without&) = delete;

 private:
  const char* m_variable;
  std::optional<std::string> m_before;
};

std::string valueOf(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

TEST(OwnFiles, AProgramOfTheSourceTreeFindsWhatAPackageWouldHold) {
  const fs::path source = SNITT_SOURCE_DIR;
  const fs::path program = source / "build/release/bin/snitt";
  EXPECT_EQ(os::ownFile("slurm/cohort.sh", program), source / "packaging/slurm/cohort.sh");
  EXPECT_EQ(os::ownFile("bundles/demonstrator/bundle", program), source / "resources/bundles/demonstrator/bundle");
  EXPECT_EQ(os::ownFile("fonts/fonts.conf", program), source / "packaging/fonts/fonts.conf");
}

TEST(OwnFiles, AProgramOfAPackageFindsThePackages) {
  const test::TempFolder folder;
  const fs::path package = folder.path() / "a folder/snitt";
  put(package / "share/snitt/slurm/cohort.sh");
  EXPECT_EQ(os::ownFile("slurm/cohort.sh", package / "bin/snitt"), package / "share/snitt/slurm/cohort.sh");
  EXPECT_EQ(os::ownFile("bundles/demonstrator/bundle", package / "bin/snitt"), std::nullopt);
  EXPECT_EQ(os::ownFile("slurm/cohort.sh", {}), std::nullopt);
}

TEST(OwnFiles, DcmtkIsToldOfThePackagesDictionaryUnlessAPersonChoseOne) {
  const test::TempFolder folder;
  const fs::path own = folder.path() / "share/snitt/dicom";
  put(own / "dicom.dic");
  const Without dictionary("DCMDICTPATH");
  os::tellLibrariesOfOwnFiles(folder.path() / "bin/snitt");
  EXPECT_EQ(valueOf("DCMDICTPATH"), (own / "dicom.dic").string() + ":" + (own / "private.dic").string());
  setenv("DCMDICTPATH", "/chosen.dic", 1);
  os::tellLibrariesOfOwnFiles(folder.path() / "bin/snitt");
  EXPECT_EQ(valueOf("DCMDICTPATH"), "/chosen.dic");
}

TEST(OwnFiles, WithoutAPackageNothingIsSaidToLibraries) {
  const test::TempFolder folder;
  const Without dictionary("DCMDICTPATH");
  const Without fonts("FONTCONFIG_FILE");
  os::tellLibrariesOfOwnFiles(folder.path() / "bin/snitt");
  EXPECT_EQ(valueOf("DCMDICTPATH"), "");
  EXPECT_EQ(valueOf("FONTCONFIG_FILE"), "");
}

}  // namespace
}  // namespace snitt
