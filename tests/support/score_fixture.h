// A small slide and a small untrained bundle, for tests of the program as a whole: copies of what ctest made once.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/make_slide.h"
#include "support/run_program.h"
#include "support/temp_folder.h"

namespace snitt::test {

class ScoreFixture : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path files = SNITT_APP_FILES;
    ASSERT_TRUE(std::filesystem::exists(files / "bundle")) << "ctest makes these files in its test app/files";
    std::filesystem::copy(files, m_folder.path(), std::filesystem::copy_options::recursive);
  }

  // For other slides of the same size.
  static SlideRecipe recipe() {
    SlideRecipe small;
    small.widthPx = 5000;
    small.heightPx = 4000;
    return small;
  }

  [[nodiscard]] std::filesystem::path slide() const { return m_folder / "slide.svs"; }
  [[nodiscard]] std::filesystem::path bundle() const { return m_folder / "bundle"; }
  [[nodiscard]] std::filesystem::path out() const { return m_folder / "out"; }

  // `snitt score FILE --bundle … --out … --outside-scope …` and more arguments.
  [[nodiscard]] std::vector<std::string> scoreCommand(const std::filesystem::path& file,
                                                      const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"score", file.string(),  "--bundle",        bundle().string(),
                                       "--out", out().string(), "--outside-scope", "a test"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  [[nodiscard]] Ran score(const std::filesystem::path& file, const std::vector<std::string>& more = {},
                          const RunOptions& options = {}) const {
    return snitt(scoreCommand(file, more), options);
  }

  // Every file under the results folder, hidden ones too, relative to it.
  [[nodiscard]] std::vector<std::string> resultsLeft() const {
    std::vector<std::string> names;
    if (!std::filesystem::exists(out())) return names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(out()))
      if (!entry.is_directory()) names.push_back(std::filesystem::relative(entry.path(), out()).string());
    std::sort(names.begin(), names.end());
    return names;
  }

  TempFolder m_folder;
};

// One sentence on standard error: "snitt: … ." and nothing else.
inline void expectOneSentence(const Ran& ran, const std::string& part) {
  EXPECT_TRUE(ran.err.starts_with("snitt: ")) << ran.err;
  EXPECT_TRUE(ran.err.ends_with(".\n")) << ran.err;
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
}

}  // namespace snitt::test
