// resources/manifest-reference.toml is what people write manifests from: it must be valid and name every key.
#include <filesystem>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/bundle/manifest.h"

namespace snitt {
namespace {

std::string reference() {
  const auto text = readFile(std::filesystem::path(SNITT_SOURCE_DIR) / "resources" / "manifest-reference.toml");
  return text ? *text : "";
}

TEST(ManifestReference, IsAValidManifest) {
  const auto manifest = parseManifest(reference());
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->resolutions.size(), 2U);
  EXPECT_TRUE(manifest->segmentation.useNetwork);
}

TEST(ManifestReference, NamesEveryKey) {
  const std::string text = reference();
  const std::set<std::string> keys = manifestKeys();
  EXPECT_GT(keys.size(), 80U);
  for (const std::string& key : keys) {
    const std::string last = key.substr(key.rfind('.') + 1);
    // As a key with its value, in a small table too, or as the header of a table.
    const std::regex stands("(^|\n|[{,] *)" + last + " = |\\[[a-zA-Z0-9.]*" + last + "\\]");
    EXPECT_TRUE(std::regex_search(text, stands)) << key;
  }
}

// Where it says "Default V.", leaving the key out must give V.
TEST(ManifestReference, StatesTrueDefaults) {
  std::istringstream lines(reference());
  const std::regex pattern("^([a-zA-Z0-9]+) = (.*?) +# Default ([a-zA-Z0-9._\"]+?)[.:,]( .*)?");
  std::string table;
  int seen = 0;
  const std::string text = reference();
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('[')) table = line;
    std::smatch match;
    if (!std::regex_match(line, match, pattern)) continue;
    std::string value = match[3];
    std::string without = text;
    std::string given = text;
    const std::size_t at = text.find(line, text.find("\n" + table + "\n"));
    without.erase(at, line.size());
    given.replace(at, line.size(), match[1].str() + " = " + value);
    const auto absent = parseManifest(without);
    const auto stated = parseManifest(given);
    ASSERT_TRUE(absent) << line << ": " << absent.error().message;
    ASSERT_TRUE(stated) << line << ": " << stated.error().message;
    EXPECT_TRUE(*absent == *stated) << table << " " << line;
    ++seen;
  }
  EXPECT_GT(seen, 25) << "the test no longer finds the defaults";
}

}  // namespace
}  // namespace snitt
