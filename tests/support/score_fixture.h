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
#include "support/tiff_surgery.h"

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

  // `snitt score FILE --bundle … --out … --outside-scope …` and more arguments; without a database unless they name
  // one.
  [[nodiscard]] std::vector<std::string> scoreCommand(const std::filesystem::path& file,
                                                      const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"score", file.string(),  "--bundle",        bundle().string(),
                                       "--out", out().string(), "--outside-scope", "a test"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    if (std::find(more.begin(), more.end(), "--db") == more.end()) arguments.insert(arguments.end(), {"--db", "none"});
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

  // Replaces a part of the bundle's manifest, which no hash protects.
  void editManifest(const std::string& from, const std::string& to) const {
    const std::filesystem::path manifest = bundle() / "manifest.toml";
    std::string text = readBytes(manifest);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << "the manifest has no " << from;
    writeBytes(manifest, text.replace(at, from.size(), to));
  }

  // A network file of the bundle, relative to it: the first by name.
  [[nodiscard]] std::string firstNetwork() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(bundle() / "networks"))
      names.push_back("networks/" + entry.path().filename().string());
    return *std::min_element(names.begin(), names.end());
  }

  // `snitt score` without --outside-scope, and more arguments.
  [[nodiscard]] Ran scoreInScope(const std::filesystem::path& file, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"score", file.string(),  "--bundle", bundle().string(),
                                       "--out", out().string(), "--db",     "none"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return snitt(arguments);
  }

  [[nodiscard]] std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    writeBytes(m_folder / name, bytes);
    return m_folder / name;
  }

  // The exit code, one sentence with `part` in it, and nothing else said or written.
  void expectRefused(const Ran& ran, int code, const std::string& part) const;

  TempFolder m_folder;
};

// One sentence on standard error: "snitt: … ." and nothing else.
inline void expectOneSentence(const Ran& ran, const std::string& part) {
  EXPECT_TRUE(ran.err.starts_with("snitt: ")) << ran.err;
  EXPECT_TRUE(ran.err.ends_with(".\n")) << ran.err;
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
}

inline void ScoreFixture::expectRefused(const Ran& ran, int code, const std::string& part) const {
  EXPECT_EQ(ran.code, code) << ran.err;
  expectOneSentence(ran, part);
  EXPECT_TRUE(resultsLeft().empty()) << resultsLeft().front();
  EXPECT_TRUE(ran.out.empty()) << ran.out;
}

}  // namespace snitt::test
