// `snitt train` on the simulated cohort that ctest made once, with lists and configurations of the test's own.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/csv.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {

// A table as text cells, the header first.
using Cells = std::vector<std::vector<std::string>>;

class TrainFixture : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path list = cohort() / "cohort.csv";
    ASSERT_TRUE(std::filesystem::exists(list)) << "ctest makes these files in its test app/files";
    CsvTable table = parseCsv(readBytes(list)).value();
    m_cells = std::move(table.rows);
    m_cells.insert(m_cells.begin(), std::move(table.header));
    for (const std::size_t file : {column("path"), column("tumour")})
      for (std::size_t row = 1; row < m_cells.size(); ++row)
        m_cells[row][file] = (cohort() / m_cells[row][file]).string();
    for (std::size_t row = 1; row < m_cells.size(); ++row) m_cells[row][column("split")].clear();
    writeBytes(m_folder / "password", "long enough\n");
    writeConfig();
  }

  static std::filesystem::path cohort() { return SNITT_COHORT_FILES; }

  [[nodiscard]] std::size_t column(const std::string& name) const {
    const auto found = std::ranges::find(m_cells.front(), name);
    return static_cast<std::size_t>(found - m_cells.front().begin());
  }
  // Of a row as spreadsheets count: the header is row 1.
  [[nodiscard]] std::string& cell(std::size_t row, const std::string& name) {
    return m_cells.at(row - 1).at(column(name));
  }

  void addColumn(const std::string& name) {
    for (auto& row : m_cells) row.emplace_back();
    m_cells.front().back() = name;
  }

  // Two resolutions, `seeds` each, small tiles and networks; `more` stands before their tables.
  void writeConfig(const std::string& seeds = "[1]", const std::string& more = "",
                   const std::string& moreOf40x = "") const {
    const auto resolution = [&](const std::string& name, const std::string& mpp) {
      return "[[resolution]]\nname = \"" + name + "\"\nmpp = " + mpp +
             "\ntilePx = 64\nmostTiles = 8\nwidth = 0.25\nseeds = " + seeds + "\n";
    };
    writeBytes(m_folder / "train.toml", R"(format = "snitt-train/1"
[bundle]
id = "tiny"
name = "Tiny"
version = "1"
licence = "CC0-1.0"
intendedUse = "A test"
[outcome]
event = "death"
[split]
train = 0.6
tune = 0.4
[learning]
loss = "cox"
epochs = 8
bags = 16
bagTiles = 8
optimiser = "adamw"
learningRate = 0.003
[members]
keep = 1
[thresholds]
rule = "median"
[risk]
leastEvents = 2
)" + more + resolution("10x", "2.1") + resolution("40x", "0.5") +
                                            moreOf40x);
  }

  [[nodiscard]] std::filesystem::path out() const { return m_folder / "out"; }
  [[nodiscard]] std::vector<std::string> trainCommand(const std::vector<std::string>& more = {}) const {
    std::string text;
    for (const auto& row : m_cells) text += csvRow(row);
    writeBytes(m_folder / "list.csv", text);
    std::vector<std::string> command{"train",
                                     "--cohort",
                                     (m_folder / "list.csv").string(),
                                     "--config",
                                     (m_folder / "train.toml").string(),
                                     "--password-file",
                                     (m_folder / "password").string()};
    if (std::ranges::find(more, "--out") == more.end()) command.insert(command.end(), {"--out", out().string()});
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }
  [[nodiscard]] Ran train(const std::vector<std::string>& more = {}, const RunOptions& options = {}) const {
    return snitt(trainCommand(more), options);
  }

  // Contents of all files of a bundle, by relative path.
  static std::map<std::string, std::string> filesOf(const std::filesystem::path& bundle) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(bundle))
      if (!entry.is_directory())
        files[std::filesystem::relative(entry.path(), bundle).string()] = readBytes(entry.path());
    return files;
  }

  // One sentence that says `part`, and neither bundle nor record.
  void expectRefused(const Ran& ran, int code, const std::string& part) const {
    EXPECT_EQ(ran.code, code) << ran.err;
    EXPECT_TRUE(ran.err.starts_with("snitt: ")) << ran.err;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(std::filesystem::exists(out() / "bundle"));
    EXPECT_FALSE(std::filesystem::exists(out() / "training-record.json"));
  }

  Cells m_cells;
  TempFolder m_folder;
};

}  // namespace snitt::test
