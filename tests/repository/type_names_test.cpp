// Two headers that define one type name in one namespace are one type to the linker, and nobody warns of it (the one
// definition rule). Types of .cpp files outside of anonymous namespaces count as well.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = SNITT_SOURCE_DIR;

// Full names of the types that a file defines in named namespaces. Relies on the layout that clang-format keeps:
// namespaces begin at the margin, and so does what is defined in them, whereas members and bodies are indented.
std::vector<std::string> typesIn(std::istream& text) {
  static const std::regex begins("^(?:inline )?namespace\\s*([A-Za-z0-9_:]*)\\s*\\{.*");
  static const std::regex ends("^\\}\\s*// namespace.*");
  static const std::regex defines(
      "^(?:struct|class|enum|enum class|union)\\s+(?:\\[\\[\\w+\\]\\]\\s+)?(\\w+)(?:\\s+final)?\\s*(?::(?!:)[^;{]*)?"
      "(?:\\{.*)?$");
  std::vector<std::string> within;
  std::vector<std::string> types;
  for (std::string line; std::getline(text, line);) {
    std::smatch match;
    if (std::regex_match(line, match, begins)) {
      within.push_back(match[1]);
    } else if (std::regex_match(line, ends)) {
      if (!within.empty()) within.pop_back();
    } else if (std::regex_match(line, match, defines)) {
      std::string name;
      bool isNamed = true;
      for (const std::string& one : within) {
        name += one + "::";
        isNamed = isNamed && !one.empty();
      }
      if (isNamed) types.push_back(name + match[1].str());
    }
  }
  return types;
}

TEST(TypeNames, AreFoundAtTheLevelOfNamespacesAlone) {
  std::istringstream text(
      "namespace snitt {\n"
      "struct Told;\n"
      "struct Plain {\n"
      "  struct Nested {\n"
      "  };\n"
      "};\n"
      "class Derived final : public other::Plain {\n"
      "};\n"
      "enum class Kind : int { one, two };\n"
      "namespace {\n"
      "struct Own {\n"
      "};\n"
      "}  // namespace\n"
      "namespace app {\n"
      "struct Empty {};\n"
      "}  // namespace app\n"
      "struct Outer::State {\n"
      "};\n"
      "}  // namespace snitt\n");
  EXPECT_EQ(typesIn(text),
            (std::vector<std::string>{"snitt::Plain", "snitt::Derived", "snitt::Kind", "snitt::app::Empty"}));
}

TEST(TypeNames, AreDefinedOnce) {
  std::map<std::string, std::set<std::string>> files;
  for (const std::string folder : {"core", "tiling", "inference", "ui", "app"})
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      std::ifstream text(entry.path());
      for (const std::string& type : typesIn(text)) files[type].insert(fs::relative(entry.path(), kRoot).string());
    }
  EXPECT_GT(files.size(), 900U) << "the test no longer finds the types";
  for (const auto& [type, where] : files) {
    std::string all;
    for (const std::string& file : where) all += " " + file;
    EXPECT_EQ(where.size(), 1U) << type << " is defined in" << all;
  }
}

}  // namespace
