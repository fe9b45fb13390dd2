// `snitt stats` on tables that a test writes.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/run_program.h"
#include "support/shared_data.h"
#include "support/survival_tables.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {

class StatsFixture : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const { writeBytes(m_folder / name, text); }
  [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }

  // `snitt stats --data data.csv --out out.json` with `more` behind it.
  [[nodiscard]] Ran stats(const std::vector<std::string>& more, const RunOptions& options = {}) const {
    return statsOf(at("data.csv"), more, options);
  }
  [[nodiscard]] Ran statsOf(const std::string& data, const std::vector<std::string>& more,
                            const RunOptions& options = {}) const {
    std::vector<std::string> command{"stats", "--data", data, "--out", at("out.json")};
    command.insert(command.end(), more.begin(), more.end());
    return snitt(command, options);
  }
  // The JSON of the same; an empty object where it failed, and the test with it.
  [[nodiscard]] nlohmann::json figures(const std::vector<std::string>& more) const {
    return figuresOf(at("data.csv"), more);
  }
  [[nodiscard]] nlohmann::json figuresOf(const std::string& data, const std::vector<std::string>& more) const {
    std::filesystem::remove(m_folder / "out.json");
    const Ran ran = statsOf(data, more);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    return ran.code == 0 ? nlohmann::json::parse(readBytes(m_folder / "out.json")) : nlohmann::json::object();
  }

  [[nodiscard]] std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
      names.insert(entry.path().filename().string());
    return names;
  }

  // Refused with one sentence that says `part`, and nothing is written.
  void expectRefused(const std::vector<std::string>& more, int code, const std::string& part) const {
    const std::set<std::string> before = files();
    const Ran ran = stats(more);
    EXPECT_EQ(ran.code, code) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    EXPECT_TRUE(ran.err.starts_with("snitt: ") && ran.err.ends_with(".\n")) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(files(), before);
  }

  [[nodiscard]] static std::string shared(const std::string& name) {
    return (sharedData() / "survival" / ("r_survival_" + name + ".csv")).string();
  }

  TempFolder m_folder;
};

// All that `want` says stands in `got`: numbers within 1e-6 of their size (coefficients and likelihoods 1e-9), null
// where R has nothing. An object whose keys are numbers holds some entries of an array.
inline void expectFigures(const nlohmann::json& got, const nlohmann::json& want, const std::string& path) {
  if (want.is_object()) {
    for (const auto& [key, value] : want.items()) {
      const std::string here = path + "." + key;
      if (got.is_array()) {
        const auto index = static_cast<std::size_t>(std::stoul(key));
        ASSERT_LT(index, got.size()) << here;
        expectFigures(got[index], value, here);
      } else {
        ASSERT_TRUE(got.is_object() && got.contains(key)) << here << " is missing";
        expectFigures(got[key], value, here);
      }
    }
  } else if (want.is_array()) {
    ASSERT_TRUE(got.is_array()) << path;
    ASSERT_EQ(got.size(), want.size()) << path;
    for (std::size_t i = 0; i < want.size(); ++i) expectFigures(got[i], want[i], path + "." + std::to_string(i));
  } else if (want.is_number()) {
    ASSERT_TRUE(got.is_number()) << path << " is " << got << ", R says " << want;
    const bool converged = path.ends_with(".beta") || path.find(".loglik") != std::string::npos;
    const double wanted = want.get<double>();
    EXPECT_NEAR(got.get<double>(), wanted, (converged ? 1e-9 : 1e-6) * std::max(1e-12, std::abs(wanted))) << path;
  } else {
    EXPECT_EQ(got, want) << path;
  }
}

}  // namespace snitt::test
