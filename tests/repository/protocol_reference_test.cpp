// resources/validation/protocol.toml is what people write protocols from: it must be valid and name every key.
#include <filesystem>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/validation/protocol.h"

namespace snitt::validation {
namespace {

const std::filesystem::path kRoot = SNITT_SOURCE_DIR;

std::string textOf(const std::filesystem::path& file) {
  const auto text = readFile(kRoot / file);
  EXPECT_TRUE(text) << text.error().message;
  return text.value_or("");
}

TEST(ProtocolReference, IsAValidProtocol) {
  const auto protocol = parseProtocol(textOf("resources/validation/protocol.toml"));
  ASSERT_TRUE(protocol) << protocol.error().message;
  EXPECT_EQ(protocol->criteria.size(), 4U);
  EXPECT_EQ(protocol->cohort.exclude.size(), 1U);
}

// The keys are those that the parser asks for, in its own source.
TEST(ProtocolReference, NamesEveryKeyWithAMeaning) {
  const std::string source = textOf("core/validation/protocol.cpp");
  const std::string text = textOf("resources/validation/protocol.toml");
  const std::regex asks(
      "\\b(?:in|root)\\.(?:text|texts|number|numbers|integer|flag|date|choice|table|tables)"
      "\\(\"(\\w+)\"|read(?:Path|Needed)\\((?:in|root), \"(\\w+)\"");
  std::set<std::string> keys;
  for (std::sregex_iterator one(source.begin(), source.end(), asks), end; one != end; ++one)
    keys.insert((*one)[1].matched ? (*one)[1].str() : (*one)[2].str());
  EXPECT_GT(keys.size(), 45U);
  for (const std::string& key : keys) {
    const std::regex stands("(^|\n)" + key + " = |\\[[a-zA-Z0-9.]*" + key + "\\]");
    EXPECT_TRUE(std::regex_search(text, stands)) << key;
    const std::regex explained("(^|\n)" + key + " = [^\n]*  # |\\[[a-zA-Z0-9.]*" + key + "\\]|\n# [^\n]*\n" + key +
                               " = ");
    EXPECT_TRUE(std::regex_search(text, explained)) << key << " has no comment";
  }
}

TEST(ProtocolReference, NamesEveryFigure) {
  const std::string text = textOf("resources/validation/protocol.toml");
  for (const CriterionFigure& one : criterionFigures())
    EXPECT_TRUE(std::regex_search(text, std::regex("[ \n]" + std::string(one.name) + "[,. \n]"))) << one.name;
}

// Leaving a key out must give what the file says is its default.
TEST(ProtocolReference, StatesTrueDefaults) {
  const std::string text = textOf("resources/validation/protocol.toml");
  std::istringstream lines(text);
  const std::regex pattern("^(\\w+) = (.*?) +# Default ([a-zA-Z0-9._\"]+?)[.:,]( .*)?");
  int seen = 0;
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, pattern) || match[3] == "none" || match[3] == "the") continue;
    std::string without = text;
    std::string given = text;
    const std::size_t at = text.find(line);
    without.erase(at, line.size());
    given.replace(at, line.size(), match[1].str() + " = " + match[3].str());
    const auto absent = parseProtocol(without);
    const auto stated = parseProtocol(given);
    ASSERT_TRUE(absent) << line << ": " << absent.error().message;
    ASSERT_TRUE(stated) << line << ": " << stated.error().message;
    EXPECT_TRUE(*absent == *stated) << line;
    ++seen;
  }
  EXPECT_GE(seen, 8) << "the test no longer finds the defaults";
}

}  // namespace
}  // namespace snitt::validation
