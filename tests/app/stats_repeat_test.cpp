// The same question has the same answer: whatever the threads, the order of the rows and the names of the columns.
#include <fmt/format.h>

#include "support/stats_fixture.h"

namespace snitt::test {
namespace {

class StatsRepeat : public StatsFixture {
 protected:
  // 60 patients, two rows each; numbers from a formula, so that no machine differs.
  [[nodiscard]] static std::vector<std::string> rows() {
    std::vector<std::string> made;
    for (int i = 0; i < 120; ++i) {
      const int a = (i * 7919 + 13) % 101;
      const int b = (i * 104729 + 5) % 97;
      made.push_back(fmt::format("{},{},{},{},{},{},{},{}", i / 2, 1 + (a * b) % 89, (a + b) % 3 == 0 ? 0 : 1, a, b,
                                 i % 3 == 0 ? "x" : "y",
                                 a < 40   ? "good"
                                 : a < 60 ? "uncertain"
                                          : "poor",
                                 (a + b) % 3 == 0 ? ""
                                 : i % 5 == 0     ? "other"
                                                  : "cancer"));
    }
    return made;
  }
  void writeTable(const std::vector<std::string>& made) const {
    std::string text = "patient,time,event,score,second,group,class,cause\n";
    for (const std::string& row : made) text += row + "\n";
    write("data.csv", text);
  }
  void SetUp() override { writeTable(rows()); }

  const std::vector<std::string> m_all{
      "--time",  "time",  "--event",     "event",  "--group",     "group",       "--covariates", "score,group",
      "--score", "score", "--compare",   "second", "--horizons",  "30,60",       "--classes",    "class",
      "--cause", "cause", "--bootstrap", "60",     "--agreement", "score,second"};
  [[nodiscard]] std::vector<std::string> with(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = m_all;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  [[nodiscard]] std::string bytes(const std::vector<std::string>& more) const {
    const Ran ran = stats(with(more));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return readBytes(m_folder / "out.json");
  }
};

TEST_F(StatsRepeat, ThreadsChangeNoByte) {
  const std::string one = bytes({"--threads", "1"});
  EXPECT_EQ(bytes({"--threads", "2"}), one);
  EXPECT_EQ(bytes({"--threads", "5"}), one);
  EXPECT_NE(one.find("\"bootstrap\""), std::string::npos);
}

TEST_F(StatsRepeat, TheSeedIsToldAndChangesResampledFiguresAlone) {
  const auto first = nlohmann::json::parse(bytes({"--seed", "1"}));
  const auto again = nlohmann::json::parse(bytes({}));
  auto second = nlohmann::json::parse(bytes({"--seed", "2"}));
  EXPECT_EQ(first, again) << "1 is what is taken without --seed";
  for (const char* section : {"cox", "concordance"}) {
    EXPECT_EQ(second[section]["bootstrap"]["seed"], 2);
    for (std::size_t i = 0; i < first[section]["bootstrap"]["figures"].size(); ++i) {
      const auto& a = first[section]["bootstrap"]["figures"][i];
      const auto& b = second[section]["bootstrap"]["figures"][i];
      EXPECT_EQ(a["value"], b["value"]);
      EXPECT_NE(a["se"], b["se"]) << a["name"];
    }
    second[section]["bootstrap"] = first[section]["bootstrap"];
  }
  EXPECT_EQ(second["classes"]["seed"], 2);
  EXPECT_NE(second["classes"]["horizons"][0]["rows"][0]["risk"], first["classes"]["horizons"][0]["rows"][0]["risk"]);
  second["classes"] = first["classes"];
  EXPECT_EQ(first, second);
}

TEST_F(StatsRepeat, ClustersDrawPatients) {
  const auto rowsDrawn = nlohmann::json::parse(bytes({}));
  const auto patientsDrawn = nlohmann::json::parse(bytes({"--cluster", "patient"}));
  for (const char* section : {"cox", "concordance"}) {
    EXPECT_EQ(rowsDrawn[section]["bootstrap"]["patients"], 120);
    EXPECT_EQ(patientsDrawn[section]["bootstrap"]["patients"], 60);
    EXPECT_EQ(patientsDrawn[section]["bootstrap"]["resamples"], 60);
  }
  EXPECT_EQ(patientsDrawn["cox"]["patients"], 60);
  EXPECT_EQ(patientsDrawn["concordance"]["harrell"]["c"], rowsDrawn["concordance"]["harrell"]["c"]);
  EXPECT_NE(patientsDrawn["concordance"]["harrell"]["se"], rowsDrawn["concordance"]["harrell"]["se"]);
}

// Each patient there twice: resamples of patients know that nothing was gained; those of rows think so.
TEST_F(StatsRepeat, ADoubledTableIsNoMoreCertainWithItsPatientsNamed) {
  std::vector<std::string> once;
  std::vector<std::string> twice;
  for (int i = 0; const std::string& row : rows()) {
    const std::string one = fmt::format("{}{}", i++, row.substr(row.find(',')));
    once.push_back(one);
    twice.insert(twice.end(), {one, one});
  }
  const auto se = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--time", "time", "--event", "event", "--score", "score", "--bootstrap", "400"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return figures(arguments)["concordance"]["bootstrap"]["figures"][0]["se"].get<double>();
  };
  writeTable(once);
  const double honest = se({});
  writeTable(twice);
  EXPECT_NEAR(se({"--cluster", "patient"}) / honest, 1, 0.1);
  EXPECT_NEAR(se({}) / honest, std::sqrt(0.5), 0.1);
}

// All but the resampled figures (which patient has which number decides who is drawn) and rounding.
void expectClose(const nlohmann::json& a, const nlohmann::json& b, const std::string& path) {
  if (a.is_object()) {
    for (const auto& [key, value] : a.items())
      if (key != "bootstrap") expectClose(value, b[key], path + "." + key);
  } else if (a.is_array()) {
    ASSERT_EQ(a.size(), b.size()) << path;
    for (std::size_t i = 0; i < a.size(); ++i) expectClose(a[i], b[i], path + "." + std::to_string(i));
  } else if (a.is_number_float() || b.is_number_float()) {
    EXPECT_NEAR(a.get<double>(), b.get<double>(), 1e-9 * std::max(1e-9, std::abs(a.get<double>()))) << path;
  } else {
    EXPECT_EQ(a, b) << path;
  }
}

TEST_F(StatsRepeat, TheOrderOfRowsChangesNothing) {
  const std::vector<std::string> asked{"--time",    "time",         "--event",     "event",       "--group",
                                       "group",     "--covariates", "score,group", "--score",     "score",
                                       "--compare", "second",       "--horizons",  "30,60",       "--cause",
                                       "cause",     "--cluster",    "patient",     "--agreement", "score,second"};
  const auto straight = figures(asked);
  std::vector<std::string> made = rows();
  for (std::size_t i = 0; i < made.size(); ++i) std::swap(made[i], made[(i * 37 + 11) % made.size()]);
  ASSERT_NE(made, rows());
  writeTable(made);
  expectClose(straight, figures(asked), "");
}

TEST_F(StatsRepeat, ColumnsThatNobodyAskedForChangeNothing) {
  const std::string plain = bytes({});
  std::string text = "junk,patient,time,event,score,second,group,class,cause,date\n";
  for (const std::string& row : rows()) text += "\"a, \"\"b\"\"\n\"," + row + ",2010-01-01\n";
  write("data.csv", text);
  EXPECT_EQ(bytes({}), plain);
}

// Times in another unit: the same tests and C, and times in proportion.
TEST_F(StatsRepeat, TheUnitOfTimeChangesTimesAlone) {
  const std::vector<std::string> asked{"--time", "time",    "--event", "event",        "--group",
                                       "group",  "--score", "score",   "--covariates", "score"};
  const auto days = figures(asked);
  std::string text = "time,event,score,group\n";
  for (const std::string& row : rows()) {
    std::vector<std::string> cells;
    for (std::size_t from = 0; from <= row.size();) {
      const std::size_t end = std::min(row.find(',', from), row.size());
      cells.push_back(row.substr(from, end - from));
      from = end + 1;
    }
    text += fmt::format("{},{},{},{}\n", std::stod(cells[1]) / 30.4375, cells[2], cells[3], cells[5]);
  }
  write("data.csv", text);
  const auto months = figures(asked);
  for (const char* section : {"logrank", "concordance", "schoenfeld"})
    expectClose(days[section], months[section], section);
  expectClose(days["cox"]["coefficients"], months["cox"]["coefficients"], "coefficients");
  for (std::size_t g = 0; g < 2; ++g)
    for (const char* time : {"median", "rmean", "rmeanStdErr"})
      EXPECT_NEAR(days["km"][g][time].get<double>() / 30.4375, months["km"][g][time].get<double>(), 1e-9) << time;
}

}  // namespace
}  // namespace snitt::test
