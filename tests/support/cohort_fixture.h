// `snitt cohort` on the simulated slides that ctest made once, with lists of the test's own.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/csv.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {

using Cells = std::vector<std::vector<std::string>>;

class CohortFixture : public testing::Test {
 protected:
  static constexpr std::size_t kSlides = 6;

  void SetUp() override {
    // Tests beside this one score slides, too, and would make the cohort wait.
    ::setenv("XDG_RUNTIME_DIR", m_folder.path().c_str(), 1);
    const std::filesystem::path list = std::filesystem::path(SNITT_COHORT_FILES) / "list.csv";
    ASSERT_TRUE(std::filesystem::exists(list)) << "ctest makes these files in its test app/files";
    const CsvTable table = parseCsv(readBytes(list)).value();
    const auto path = *table.column("path");
    std::filesystem::create_directory(m_folder / "slides");
    m_list = {{"path", "patient"}};
    for (std::size_t i = 0; i < kSlides; ++i) {
      const auto from = std::filesystem::path(SNITT_COHORT_FILES) / table.rows[i][path];
      std::filesystem::copy_file(from, slide(i));
      m_list.push_back({slide(i).string(), std::string("P").append(std::to_string(i))});
    }
  }

  [[nodiscard]] std::filesystem::path slide(std::size_t i) const {
    return m_folder / "slides" / ("tumour-of-anna-" + std::to_string(i) + ".svs");
  }
  [[nodiscard]] std::filesystem::path out(const std::string& name = "out") const { return m_folder / name; }
  // A slide of the simulated ones that is in no list.
  [[nodiscard]] static std::filesystem::path otherSlide() {
    const CsvTable table = parseCsv(readBytes(std::filesystem::path(SNITT_COHORT_FILES) / "list.csv")).value();
    return std::filesystem::path(SNITT_COHORT_FILES) / table.rows[kSlides][*table.column("path")];
  }
  static std::string bundle() { return std::filesystem::path(SNITT_APP_FILES) / "bundle"; }

  [[nodiscard]] std::vector<std::string> command(const std::vector<std::string>& more = {},
                                                 const std::string& name = "out",
                                                 const std::string& bundleFolder = bundle()) const {
    std::string text;
    for (const auto& row : m_list) text += csvRow(row);
    writeBytes(m_folder / "list.csv", text);
    std::vector<std::string> all{
        "cohort", (m_folder / "list.csv").string(), "--bundle", bundleFolder, "--out", out(name).string(), "--db",
        "none"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  [[nodiscard]] Ran cohort(const std::vector<std::string>& more = {}, const std::string& name = "out") const {
    return snitt(command(more, name));
  }

  // A column of a table of the run, by its first column.
  [[nodiscard]] std::map<std::string, std::string> columnOf(const std::string& table, const std::string& column,
                                                            const std::string& name = "out") const {
    const CsvTable read = parseCsv(readBytes(out(name) / table)).value();
    const auto at = *read.column(column);
    std::map<std::string, std::string> values;
    for (const auto& row : read.rows) values[row[0]] = row[at];
    return values;
  }

  // What must be the same however often the run was broken off: every file but those that tell of time, host and the
  // files' own state; score.json without `run`.
  [[nodiscard]] std::map<std::string, std::string> lasting(const std::string& name = "out") const {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(out(name))) {
      const std::string file = std::filesystem::relative(entry.path(), out(name)).string();
      if (entry.is_directory() || file.starts_with(".cohort") || file == "run.json" || file == "status.html") continue;
      std::string bytes = readBytes(entry.path());
      if (file.ends_with("score.json")) bytes = bytes.substr(0, bytes.find("\"run\""));
      files[file] = std::move(bytes);
    }
    return files;
  }

  Cells m_list;
  TempFolder m_folder;
};

}  // namespace snitt::test
