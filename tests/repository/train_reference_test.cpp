// resources/train-reference.toml is what people write configurations from: it must be valid and name every key.
#include <filesystem>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/training/train_config.h"

namespace snitt::training {
namespace {

std::string reference() {
  const auto text = readFile(std::filesystem::path(SNITT_SOURCE_DIR) / "resources" / "train-reference.toml");
  return text ? *text : "";
}

TEST(TrainReference, IsAValidConfiguration) {
  const auto config = parseTrainConfig(reference());
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->resolutions.size(), 2U);
  EXPECT_EQ(config->bundle.status, BundleStatus::research);
}

TEST(TrainReference, NamesEveryKey) {
  const std::string text = reference();
  const std::set<std::string> keys = trainConfigKeys();
  EXPECT_GT(keys.size(), 120U);
  for (const std::string& key : keys) {
    const std::string last = key.substr(key.rfind('.') + 1);
    const std::regex stands("(^|\n(# )?|[{,] *)" + last + " = |\\[[a-zA-Z0-9.]*" + last + "\\]");
    EXPECT_TRUE(std::regex_search(text, stands)) << key;
  }
}

// Where it says "Default V.", leaving the key out must give V.
TEST(TrainReference, StatesTrueDefaults) {
  const std::string text = reference();
  std::istringstream lines(text);
  const std::regex pattern("^([a-zA-Z0-9]+) = (.*?) +# Default ([a-zA-Z0-9._\"]+?)[.:,]( .*)?");
  std::string table;
  int seen = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('[')) table = line;
    std::smatch match;
    // Without source = "train" other keys of its table would be mistakes; "none" is no value.
    if (!std::regex_match(line, match, pattern) || match[1] == "source" || match[3] == "none" || match[3] == "as")
      continue;
    std::string without = text;
    std::string given = text;
    const std::size_t at = text.find(line, text.find("\n" + table + "\n"));
    without.erase(at, line.size());
    given.replace(at, line.size(), match[1].str() + " = " + match[3].str());
    const auto absent = parseTrainConfig(without);
    const auto stated = parseTrainConfig(given);
    ASSERT_TRUE(absent) << line << ": " << absent.error().message;
    ASSERT_TRUE(stated) << line << ": " << stated.error().message;
    EXPECT_TRUE(*absent == *stated) << table << " " << line;
    ++seen;
  }
  EXPECT_GT(seen, 60) << "the test no longer finds the defaults";
}

}  // namespace
}  // namespace snitt::training
