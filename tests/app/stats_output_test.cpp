// What `snitt stats` writes and says: JSON, summary, plots.
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

#include "support/stats_fixture.h"

namespace snitt::test {
namespace {

class StatsOutput : public StatsFixture {
 protected:
  // Two readings, two causes, a risk, a class: everything can be asked for.
  void SetUp() override {
    std::string text = "time,event,score,other,group,risk,class,cause\n";
    for (int i = 0; i < 40; ++i) {
      const int a = (i * 17 + 3) % 41;
      text += std::to_string(1 + (i * i) % 53) + "," + (a % 3 == 0 ? "0" : "1") + "," + std::to_string(a) + "," +
              std::to_string(a + i % 4) + "," + (i % 2 == 0 ? "left" : "right") + "," + std::to_string(a / 50.0) + "," +
              (a < 14   ? "good"
               : a < 20 ? "uncertain"
                        : "poor") +
              "," +
              (a % 3 == 0   ? ""
               : i % 3 == 0 ? "other"
                            : "cancer") +
              "\n";
    }
    write("data.csv", text);
  }
  const std::vector<std::string> m_all{
      "--time",      "time",         "--event",      "event",     "--group",
      "group",       "--covariates", "score,group",  "--score",   "score",
      "--compare",   "other",        "--horizons",   "10,20,30",  "--risk",
      "risk@20",     "--cause",      "cause",        "--classes", "class",
      "--agreement", "score,other",  "--residuals",  "--power",   "hr=0.6,power=0.8,probability=0.3",
      "--cusum",     "score",        "--in-control", "20,10",     "--bootstrap",
      "20"};
  [[nodiscard]] std::vector<std::string> with(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = m_all;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
};

TEST_F(StatsOutput, JsonOnStandardOutputIsTheFile) {
  const Ran ran = stats(with({"--json"}));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, readBytes(m_folder / "out.json"));
  const auto json = nlohmann::ordered_json::parse(ran.out);
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"format",      "rows",    "n",           "events", "dropped",
                                            "notes",       "km",      "logrank",     "cox",    "schoenfeld",
                                            "concordance", "auc",     "calibration", "brier",  "decision",
                                            "competing",   "classes", "agreement",   "power",  "cusum"}));
}

TEST_F(StatsOutput, TheSummaryIsShortAndNamesTheFile) {
  const Ran ran = stats(with({"--psi", "score", "--reference", at("data.csv")}));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(ran.out.ends_with(at("out.json") + " has all figures.\n")) << ran.out;
  EXPECT_LT(std::count(ran.out.begin(), ran.out.end(), '\n'), 80) << ran.out;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 160U) << line;
  for (const char* part : {"Survival, n 40", "log-rank", "hazard ratio", "Harrell's C", "AUC at 20", "Brier",
                           "Gray's test", "sensitivity", "ICC(2,1)", "Schoenfeld 1981", "CUSUM", "PSI"})
    EXPECT_NE(ran.out.find(part), std::string::npos) << part << " in\n" << ran.out;
  EXPECT_EQ(ran.out.find("nan"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("inf"), std::string::npos) << ran.out;
  const Ran without = stats({"--time", "time", "--event", "event", "--score", "score"});
  std::istringstream others(without.out);
  for (std::string line; std::getline(others, line);) EXPECT_LE(line.size(), 160U) << line;
  EXPECT_NE(without.out.find("Calibration: not assessable, "), std::string::npos) << without.out;
}

TEST_F(StatsOutput, AnOlderResultIsReplaced) {
  write("out.json", "old");
  write("p.svg", "old");
  ASSERT_EQ(stats({"--time", "time", "--event", "event", "--plot", at("p.svg")}).code, 0);
  EXPECT_TRUE(readBytes(m_folder / "out.json").starts_with("{"));
  EXPECT_NE(readBytes(m_folder / "p.svg").find("<svg"), std::string::npos);
  EXPECT_EQ(files(), (std::set<std::string>{"data.csv", "out.json", "p.svg"})) << "nothing else is left";
}

TEST_F(StatsOutput, AFailureLeavesOlderResultsAsTheyWere) {
  write("out.json", "old");
  write("p.svg", "old");
  EXPECT_EQ(stats({"--time", "time", "--event", "none", "--plot", at("p.svg")}).code, 2);
  EXPECT_EQ(readBytes(m_folder / "out.json"), "old");
  EXPECT_EQ(readBytes(m_folder / "p.svg"), "old");
}

TEST_F(StatsOutput, AStudyNeedsNoTable) {
  const Ran ran = snitt({"stats", "--power", "hr=0.6,power=0.8,probability=0.3", "--out", at("out.json"), "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_FALSE(json.contains("rows") || json.contains("n"));
  // Schoenfeld: (z₀.₉₇₅ + z₀.₈)² / (¼ · ln² 0.6) = 7.8489 / 0.065236 = 120.3, and 121 / 0.3 = 403.3.
  EXPECT_EQ(json["power"]["solvedFor"], "events");
  EXPECT_EQ(json["power"]["events"], 121);
  EXPECT_EQ(json["power"]["n"], 404);
}

TEST_F(StatsOutput, EachPlotInEachFormat) {
  const std::vector<std::pair<std::string, std::string>> magic{
      {".svg", "<?xml"}, {".pdf", "%PDF-1."}, {".png", "\x89PNG\r\n\x1a\n"}};
  const std::vector<std::string> kinds{"km",       "incidence", "forest", "calibration",
                                       "decision", "roc",       "auc",    "bland-altman"};
  std::vector<std::string> arguments = with({"--time-unit", "months", "--time-tick", "12"});
  for (const std::string& kind : kinds)
    for (const auto& [ending, first] : magic)
      arguments.insert(arguments.end(), {"--plot", kind + "=" + at(kind + ending)});
  const Ran ran = stats(arguments);
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::map<std::string, std::string> bytes;
  std::set<std::string> different;
  for (const std::string& kind : kinds)
    for (const auto& [ending, first] : magic) {
      bytes[kind + ending] = readBytes(m_folder / (kind + ending));
      EXPECT_TRUE(bytes[kind + ending].starts_with(first)) << kind << ending;
      EXPECT_GT(bytes[kind + ending].size(), 1000U) << kind << ending;
      different.insert(bytes[kind + ending]);
    }
  EXPECT_EQ(different.size(), bytes.size());
  EXPECT_NE(bytes["km.svg"].find("<svg"), std::string::npos);
  // Made again, with other threads: the same bytes.
  arguments.insert(arguments.end(), {"--threads", "2"});
  ASSERT_EQ(stats(arguments).code, 0);
  for (const auto& [name, first] : bytes) EXPECT_EQ(readBytes(m_folder / name), first) << name;
}

TEST_F(StatsOutput, APlotWithoutAKindIsTheMostSpecificThatWasAskedFor) {
  const std::vector<std::string> survival{"--time", "time", "--event", "event"};
  const auto same = [&](const std::string& kind, std::vector<std::string> more) {
    more.insert(more.begin(), survival.begin(), survival.end());
    more.insert(more.end(), {"--plot", at("plain.svg"), "--plot", kind + "=" + at("kind.svg")});
    const Ran ran = stats(more);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(readBytes(m_folder / "plain.svg"), readBytes(m_folder / "kind.svg")) << kind;
  };
  same("km", {});
  same("incidence", {"--cause", "cause", "--covariates", "score"});
  same("forest", {"--covariates", "score"});
  same("calibration", {"--risk", "risk@20"});
  same("roc", {"--score", "score", "--horizons", "20"});
  std::filesystem::create_directory(m_folder / "a=b");
  EXPECT_EQ(stats({"--time", "time", "--event", "event", "--plot", at("a=b/p.svg")}).code, 0) << "a folder's name";
}

// Charts are drawn with Qt's painter alone: nothing of windows is loaded, and no display is asked for.
TEST_F(StatsOutput, DrawingLoadsNoWidgets) {
  RunOptions options;
  options.environment = {{"DISPLAY", ":987"},
                         {"WAYLAND_DISPLAY", "nowhere"},
                         {"QT_QPA_PLATFORM", ""},
                         {"LD_DEBUG", "libs"},
                         {"LD_DEBUG_OUTPUT", at("loaded")}};
  const Ran ran = stats({"--time", "time", "--event", "event", "--plot", at("p.png")}, options);
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::string loaded;
  for (const std::string& name : files())
    if (name.starts_with("loaded")) loaded += readBytes(m_folder / name);
  EXPECT_NE(loaded.find("libQt6Gui"), std::string::npos);
  EXPECT_EQ(loaded.find("libQt6Widgets"), std::string::npos);
  EXPECT_EQ(loaded.find("libqxcb"), std::string::npos);
}

TEST_F(StatsOutput, AnInterruptedBootstrapWritesNothing) {
  for (const char* what : {"--score", "--covariates", "--classes"}) {
    RunOptions options;
    options.whenSeen = [](Child& child) {
      std::this_thread::sleep_for(std::chrono::seconds(2));
      kill(child.processId(), SIGINT);
    };
    const Ran ran =
        stats({"--time", "time", "--event", "event", "--horizons", "20", what,
               what == std::string("--classes") ? "class" : "score", "--bootstrap", "1000000", "--plot", at("p.svg")},
              options);
    EXPECT_EQ(ran.code, 130) << what << ran.err;
    EXPECT_EQ(files(), (std::set<std::string>{"data.csv"}));
  }
}

}  // namespace
}  // namespace snitt::test
