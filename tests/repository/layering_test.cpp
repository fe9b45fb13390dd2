// The tree keeps its own rules: nothing points up, third parties stay out of headers that other folders include.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = SNITT_SOURCE_DIR;
// What each folder may include, itself aside.
const std::map<std::string, std::set<std::string>> kMayInclude{
    {"core", {}},
    {"tiling", {"core"}},
    {"inference", {"core", "tiling"}},
    {"ui", {"core", "tiling"}},
    {"app", {"core", "tiling", "inference", "ui"}},
};

struct Include {
  std::string file;  // relative to the root
  std::string target;
  bool quoted;
};

std::vector<Include> includesOf(const fs::path& file) {
  static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
  std::vector<Include> includes;
  std::ifstream text(file);
  for (std::string line; std::getline(text, line);) {
    std::smatch match;
    if (std::regex_search(line, match, pattern))
      includes.push_back({fs::relative(file, kRoot).string(), match[2], match[1] == "\""});
  }
  return includes;
}

std::vector<fs::path> sources(const std::string& layer) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / layer))
    if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp") files.push_back(entry.path());
  return files;
}

std::string firstPart(const std::string& path) { return path.substr(0, path.find('/')); }

TEST(Layering, NoIncludePointsUpOrAcross) {
  std::size_t seen = 0;
  for (const auto& [layer, allowed] : kMayInclude)
    for (const fs::path& file : sources(layer))
      for (const Include& include : includesOf(file)) {
        if (!include.quoted) continue;
        ++seen;
        const std::string target = firstPart(include.target);
        EXPECT_TRUE(target == layer || allowed.contains(target)) << include.file << " includes " << include.target;
        EXPECT_TRUE(fs::exists(kRoot / include.target)) << include.file << " includes " << include.target;
      }
  EXPECT_GT(seen, 100U) << "the test no longer finds the sources";
}

// The networks know nothing of slides: whatever cuts tiles lies above the engine.
TEST(Layering, EngineAndNetworksKnowNoPixelsOfSlides) {
  for (const std::string folder : {"inference/engine", "inference/networks", "inference/training"})
    for (const fs::path& file : sources(folder))
      for (const Include& include : includesOf(file))
        EXPECT_FALSE(include.target.starts_with("tiling/")) << include.file << " includes " << include.target;
}

// Reports are drawn by the command line too, so their library carries neither windows nor pixels of slides.
TEST(Layering, ReportsStandOnCoreAlone) {
  for (const fs::path& file : sources("ui/report"))
    for (const Include& include : includesOf(file)) {
      const bool allowed = include.target.starts_with("core/") || include.target.starts_with("ui/report/");
      EXPECT_TRUE(!include.quoted || allowed) << include.file << " includes " << include.target;
      EXPECT_FALSE(include.target.starts_with("QtWidgets")) << include.file << " includes " << include.target;
    }
}

TEST(Layering, HeadersForOthersContainNoThirdParty) {
  const std::set<std::string> allowed{"tl/expected.hpp"};
  for (const auto& [layer, unused] : kMayInclude) {
    for (const fs::path& file : sources(layer)) {
      const std::string name = file.filename().string();
      if (file.extension() != ".h" || name.ends_with("_p.h")) continue;
      for (const Include& include : includesOf(file)) {
        if (include.quoted) continue;
        const bool standard = include.target.find('/') == std::string::npos && !include.target.ends_with(".h") &&
                              !include.target.ends_with(".hpp");
        EXPECT_TRUE(standard || allowed.contains(include.target)) << include.file << " includes " << include.target;
      }
    }
  }
}

TEST(Layering, PrivateHeadersStayInTheirLayer) {
  for (const auto& [layer, unused] : kMayInclude)
    for (const fs::path& file : sources(layer))
      for (const Include& include : includesOf(file)) {
        if (!include.quoted || !include.target.ends_with("_p.h")) continue;
        EXPECT_EQ(firstPart(include.target), firstPart(include.file)) << include.file << " includes " << include.target;
      }
}

// LibTorch's headers take half a minute a file; more than 30 of them would make every clean build a long one.
TEST(Layering, FewFilesIncludeTorch) {
  std::size_t count = 0;
  for (const auto& [layer, unused] : kMayInclude)
    for (const fs::path& file : sources(layer)) {
      const auto includes = includesOf(file);
      const bool torch = std::any_of(includes.begin(), includes.end(), [](const Include& one) {
        return !one.quoted &&
               (one.target.starts_with("torch/") || one.target.starts_with("ATen/") || one.target.starts_with("c10/"));
      });
      if (!torch) continue;
      ++count;
      EXPECT_EQ(layer, "inference") << file;
    }
  EXPECT_LE(count, 30U);
  EXPECT_GT(count, 0U);
}

TEST(Layering, OperatingSystemCallsLieInOneFolder) {
  static const std::set<std::string> system{"unistd.h", "fcntl.h",  "signal.h",   "pthread.h",     "pwd.h",
                                            "sched.h",  "malloc.h", "sys/stat.h", "sys/resource.h"};
  for (const auto& [layer, unused] : kMayInclude)
    for (const fs::path& file : sources(layer)) {
      if (fs::relative(file, kRoot).string().starts_with("core/os/")) continue;
      for (const Include& include : includesOf(file))
        EXPECT_FALSE(system.contains(include.target)) << include.file << " includes " << include.target;
    }
}

}  // namespace
