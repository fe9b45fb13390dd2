// The entries by which a desktop starts the viewer. freedesktop's own validator is the judge where it is installed.
#include <fstream>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "support/run_program.h"

namespace snitt {
namespace {

const std::string kFolder = SNITT_SOURCE_DIR "/packaging/";

// Keys of the one group.
std::map<std::string, std::string> entryOf(const std::string& name) {
  std::ifstream file(kFolder + name);
  std::map<std::string, std::string> keys;
  std::string line;
  EXPECT_TRUE(std::getline(file, line)) << name;
  EXPECT_EQ(line, "[Desktop Entry]");
  while (std::getline(file, line)) {
    const std::size_t equals = line.find('=');
    EXPECT_NE(equals, std::string::npos) << line;
    EXPECT_TRUE(keys.emplace(line.substr(0, equals), line.substr(equals + 1)).second) << "twice: " << line;
  }
  return keys;
}

TEST(DesktopEntry, LinksGoToTheViewerOneAtATimeAndSlidesAsFiles) {
  auto link = entryOf("snitt-link.desktop");
  EXPECT_EQ(link["Type"], "Application");
  EXPECT_EQ(link["MimeType"], "x-scheme-handler/snitt;");
  EXPECT_EQ(link["Exec"], "snitt-viewer %u");
  EXPECT_EQ(link["NoDisplay"], "true");
  auto viewer = entryOf("snitt-viewer.desktop");
  EXPECT_EQ(viewer["Exec"], "snitt-viewer %F");
  EXPECT_EQ(viewer["MimeType"].find("x-scheme-handler"), std::string::npos) << "a file manager gives paths, no links";
  for (const char* key : {"Name", "Icon", "Comment", "Comment[nb]"}) {
    EXPECT_FALSE(link[key].empty()) << key;
    EXPECT_FALSE(viewer[key].empty()) << key;
  }
}

TEST(DesktopEntry, IsValid) {
  if (test::run({"sh", "-c", "command -v desktop-file-validate"}).code != 0)
    GTEST_SKIP() << "desktop-file-validate is not installed (desktop-file-utils)";
  for (const char* name : {"snitt-link.desktop", "snitt-viewer.desktop"}) {
    const test::Ran ran = test::run({"desktop-file-validate", kFolder + name});
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
}

}  // namespace
}  // namespace snitt
