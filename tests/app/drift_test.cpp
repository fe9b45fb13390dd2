// `snitt drift` on cohorts that a test writes, and on a database.
#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/csv.h"
#include "core/outcomes/dates.h"
#include "support/drift_cohort.h"
#include "support/run_program.h"
#include "support/score_fixture.h"
#include "support/temp_folder.h"

namespace snitt::test {
namespace {

const std::filesystem::path kDemonstrator =
    std::filesystem::path(SNITT_SOURCE_DIR) / "resources/bundles/demonstrator/bundle";

class Drift : public testing::Test {
 protected:
  static const Bundle& bundle() {
    static const Bundle bundle = loadBundle(kDemonstrator).value();
    return bundle;
  }
  void write(const std::string& name, const std::vector<DriftSlide>& slides, std::uint64_t seed = 1) const {
    writeDriftCohort(m_folder / name, bundle(), slides, seed);
  }
  [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
  [[nodiscard]] Ran drift(const std::vector<std::string>& more) const {
    std::vector<std::string> command{"drift", "--bundle", kDemonstrator.string(), "--out", at("out")};
    command.insert(command.end(), more.begin(), more.end());
    return snitt(command);
  }
  // The report's JSON, after a run that must end well.
  [[nodiscard]] nlohmann::json report(const std::vector<std::string>& more) const {
    const Ran ran = drift(more);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    return ran.code == 0 ? nlohmann::json::parse(readBytes(m_folder / "out/results.json")) : nlohmann::json::object();
  }
  [[nodiscard]] CsvTable table(const std::string& id) const {
    return parseCsv(readBytes(m_folder / "out" / (id + ".csv"))).value();
  }
  void expectRefused(const std::vector<std::string>& more, int code, const std::string& part) const {
    const Ran ran = drift(more);
    EXPECT_EQ(ran.code, code) << ran.err;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    EXPECT_TRUE(ran.err.starts_with("snitt: ") && ran.err.ends_with(".\n")) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(m_folder / "out" / "results.json"));
  }

  TempFolder m_folder;
};

// Scanner A from the tenth week on: all its figures are half the reference's range higher.
std::vector<DriftSlide> shiftedScanner() {
  auto slides = driftWeeks(16, 30, {"A", "B"});
  for (DriftSlide& one : slides)
    if (one.scanner == "A" && one.day >= "2026-03-09") one.shift = 0.35;
  return slides;
}

TEST_F(Drift, FindsAShiftedScannerAndSaysHowOftenItWouldBeWrong) {
  write("spring", shiftedScanner());
  const auto json = report({"--cohort", at("spring")});
  EXPECT_EQ(json["format"], "snitt-drift/1");
  EXPECT_TRUE(json["conclusion"].get<std::string>().find(" alarms in 16 weeks; ") != std::string::npos);
  EXPECT_EQ(json["study"], "the cohort spring");
  EXPECT_EQ(json["hash"], bundle().sha256);
  const CsvTable alarms = table("alarms");
  const auto figure = alarms.column("figure").value(), scanner = alarms.column("scanner").value();
  const auto weeks = alarms.column("weeks").value();
  int rightly = 0, ofB = 0;
  for (const CsvRow& row : alarms.rows) {
    rightly += row[figure] == "Eosin" && row[scanner] == "A" && row[weeks] >= "2026-W11" ? 1 : 0;
    ofB += row[scanner] == "B" ? 1 : 0;
  }
  EXPECT_GE(rightly, 6) << "of seven weeks";
  EXPECT_LE(ofB, 4);
  // Every limit states its interval, and what a simulation of it found.
  const CsvTable limits = table("limits");
  const auto stated = limits.column("stated").value(), found = limits.column("found").value();
  const auto lower = limits.column("foundLower95").value(), upper = limits.column("foundUpper95").value();
  EXPECT_EQ(limits.rows.size(), 30U) << "7 figures of more than one bin and 3 shares, over all and of 2 scanners";
  for (const CsvRow& row : limits.rows) {
    const double wanted = std::stod(row[stated]);
    EXPECT_GT(wanted, std::stod(row[lower]) * 0.9) << row[0];
    if (row[upper] != "Inf" && !row[upper].empty()) {
      EXPECT_LT(wanted, std::stod(row[upper]) * 1.1) << row[0];
    }
    EXPECT_NE(row[found], "");
  }
  EXPECT_TRUE(readBytes(m_folder / "out/report.pdf").starts_with("%PDF-"));
  EXPECT_NE(readBytes(m_folder / "out/report.html").find("Drift report"), std::string::npos);
  const CsvTable points = table("stability");
  EXPECT_EQ(points.rows.size(), 7U * 3 * 16);
}

TEST_F(Drift, TellsAlarmsInJsonAndByItsExitCodeWhereAsked) {
  write("spring", shiftedScanner());
  const Ran ran = drift({"--cohort", at("spring"), "--json", "--fail-on-alarm"});
  EXPECT_EQ(ran.code, 3) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["format"], "snitt-drift-summary/1");
  EXPECT_EQ(json["verdict"], "failed");
  EXPECT_GT(json["alarms"].size(), 10U);
  EXPECT_EQ(json["slides"], 960);
  EXPECT_TRUE(std::filesystem::exists(m_folder / "out/results.json")) << "an alarm is a result";
}

// What an earlier report said and this one does not is gone; a report of something else is not written over.
TEST_F(Drift, LeavesNothingOfAnEarlierReport) {
  write("spring", shiftedScanner());
  (void)report({"--cohort", at("spring")});
  ASSERT_GT(table("alarms").rows.size(), 0U);
  writeBytes(m_folder / "out/mine.csv", "a,b\n1,2\n");
  write("quiet", {{"2026-01-05", "A"}});
  (void)report({"--cohort", at("quiet")});
  EXPECT_EQ(table("alarms").rows.size(), 0U) << "the table is there, and empty";
  EXPECT_TRUE(std::filesystem::exists(m_folder / "out/mine.csv"));
  for (const auto& entry : std::filesystem::directory_iterator(m_folder / "out"))
    EXPECT_FALSE(entry.path().filename().string().ends_with("-points.csv")) << entry.path();
  writeBytes(m_folder / "out/results.json", "{\"format\": \"snitt-validation/1\"}");
  const Ran ran = drift({"--cohort", at("quiet")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("holds results of something else"), std::string::npos) << ran.err;
}

// The same files give the same bytes; another seed gives other simulations and the same figures.
TEST_F(Drift, IsMadeAgainByteForByte) {
  write("spring", driftWeeks(4, 30, {"A"}));
  (void)report({"--cohort", at("spring")});
  const std::string first = readBytes(m_folder / "out/results.json");
  (void)report({"--cohort", at("spring")});
  EXPECT_EQ(readBytes(m_folder / "out/results.json"), first);
  (void)report({"--cohort", at("spring"), "--seed", "9"});
  EXPECT_NE(readBytes(m_folder / "out/results.json"), first);
}

TEST_F(Drift, ComparesWithTheSitesOwnCohort) {
  // The site's slides are unlike the bundle's, and its validated cohort is like them.
  auto later = driftWeeks(6, 40, {"A"});
  auto validated = driftWeeks(5, 60, {"A"});
  for (auto* slides : {&later, &validated})
    for (DriftSlide& one : *slides) one.shift = 0.3;
  write("validated", validated, 2);
  write("later", later, 3);
  const auto ownAlarms = [&](const nlohmann::json& json) {
    const auto& front = json["front"];
    for (const auto& block : front)
      if (block.contains("table") && block["table"]["id"] == "alarms") return block["table"]["rows"].size();
    return std::size_t{0};
  };
  EXPECT_GT(ownAlarms(report({"--cohort", at("later")})), 15U);
  const auto json = report({"--cohort", at("later"), "--reference", at("validated")});
  EXPECT_LE(ownAlarms(json), 4U);
  EXPECT_NE(json.dump().find("the cohort validated"), std::string::npos);
  const CsvTable usual = table("shares-usual");
  EXPECT_EQ(usual.rows[0][usual.column("from").value()], "the reference");
}

TEST_F(Drift, WatchesControlSlides) {
  auto slides = driftWeeks(20, 25, {"A"});
  for (int week = 0; week < 20; ++week) {
    const Day day = parseDate("2026-01-05", DateOrder::ymd).value() + std::chrono::days(7 * week);
    slides.push_back({isoDate(day), "A", SlideStatus::scored, week >= 12 ? 0.4 : 0, "CONTROL-1"});
  }
  write("spring", slides);
  const auto json = report({"--cohort", at("spring")});
  const CsvTable controls = table("controls");
  ASSERT_EQ(controls.rows.size(), 20U);
  const auto alarm = controls.column("alarm").value();
  const auto first = std::ranges::find_if(controls.rows, [&](const CsvRow& row) { return !row[alarm].empty(); });
  ASSERT_NE(first, controls.rows.end());
  EXPECT_GE(first - controls.rows.begin(), 12);
  EXPECT_LE(first - controls.rows.begin(), 14);
  EXPECT_EQ((*first)[alarm], "higher");
  (void)report({"--cohort", at("spring"), "--control-target", "CONTROL-1=0.4:0.01"});
  EXPECT_EQ(table("controls-latest").rows[0][3], "0.4000 (SD 0.0100)");
}

TEST_F(Drift, TellsWhatIsUnfinishedAndNamesNobody) {
  auto slides = driftWeeks(4, 30, {"A"});
  for (std::size_t i = 100; i < 110; ++i) slides[i].waiting = true;
  for (DriftSlide& one : slides) one.patient = "kari-nordmann";
  write("spring", slides);
  const auto json = report({"--cohort", at("spring")});
  EXPECT_NE(json.dump().find("The cohort spring is unfinished: 10 slides have no result yet."), std::string::npos);
  for (const auto& entry : std::filesystem::directory_iterator(m_folder / "out")) {
    const std::string bytes = readBytes(entry.path());
    EXPECT_EQ(bytes.find("kari"), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find("anna-"), std::string::npos) << entry.path();
  }
}

TEST_F(Drift, RefusesInOneSentence) {
  expectRefused({"--cohort", at("nowhere")}, 1, "there is no folder " + at("nowhere"));
  std::filesystem::create_directory(m_folder / "empty");
  expectRefused({"--cohort", at("empty")}, 1, "run.json does not exist");
  write("spring", driftWeeks(1, 2, {"A"}));
  expectRefused({"--cohort", at("spring"), "--week-column", "scandate"}, 2, "nearest: \"scanDate\"");
  expectRefused({"--cohort", at("spring"), "--reference", at("spring")}, 2, "cannot be compared with itself");
  expectRefused({"--cohort", at("spring"), "--db", at("snitt.db")}, 2, "name one of them");
  expectRefused({"--cohort", at("spring"), "--control-target", "X=1"}, 2, "as CONTROL-1=0.42:0.02");
  expectRefused({"--cohort", at("spring"), "--false-alarm-weeks", "1"}, 2, "once in 2 to 2000 weeks");
  expectRefused({"--cohort", at("spring"), "--expected-unscored", "3"}, 2, "--expected-unscored");
  expectRefused({"--db", "none"}, 2, "--db none names no database");
  expectRefused({"--db", at("none.db")}, 1, "none.db");
  expectRefused({"--db", at("none.db"), "--week-column", "scanDate"}, 2, "need --cohort");
  auto waiting = driftWeeks(1, 3, {"A"});
  for (DriftSlide& one : waiting) one.waiting = true;
  write("waiting", waiting);
  expectRefused({"--cohort", at("waiting")}, 1, "holds no slide that");
  write("out", driftWeeks(1, 2, {"A"}));
  expectRefused({"--cohort", at("out")}, 2, "is a cohort that is read");
}

// A cohort of another bundle is not compared with this one's reference.
class DriftBundles : public ScoreFixture {};

TEST_F(DriftBundles, OfAnotherBundleAndOfNone) {
  const Bundle demonstrator = loadBundle(kDemonstrator).value();
  writeDriftCohort(m_folder / "spring", demonstrator, driftWeeks(1, 30, {"A"}));
  const Ran ran = snitt({"drift", "--bundle", bundle().string(), "--out", (m_folder / "drift").string(), "--cohort",
                         (m_folder / "spring").string()});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("was scored with another bundle"), std::string::npos) << ran.err;
  // An untrained bundle has no reference: that is said, and shares are watched all the same.
  Bundle untrained = loadBundle(bundle()).value();
  ASSERT_TRUE(untrained.manifest.references.empty());
  writeDriftCohort(m_folder / "autumn", untrained, driftWeeks(12, 30, {"A"}));
  const Ran bare = snitt({"drift", "--bundle", bundle().string(), "--out", (m_folder / "drift").string(), "--cohort",
                          (m_folder / "autumn").string()});
  ASSERT_EQ(bare.code, 0) << bare.err;
  const auto json = nlohmann::json::parse(readBytes(m_folder / "drift/results.json"));
  EXPECT_TRUE(json["sections"][0]["sentence"].get<std::string>().starts_with("Not assessable: "))
      << json["sections"][0];
  EXPECT_NE(json["sections"][1]["sentence"].get<std::string>().find("judged"), std::string::npos);
}

// A slide that `snitt score` put into a database is seen there, and is too few.
TEST_F(DriftBundles, OfADatabase) {
  const std::string db = (m_folder / "snitt.db").string();
  ASSERT_EQ(score(slide(), {"--db", db}).code, 0);
  const Ran ran =
      snitt({"drift", "--bundle", bundle().string(), "--out", (m_folder / "drift").string(), "--db", db, "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["slides"], 1);
  EXPECT_EQ(json["verdict"], "not assessable");
  const Ran other =
      snitt({"drift", "--bundle", kDemonstrator.string(), "--out", (m_folder / "drift").string(), "--db", db});
  EXPECT_EQ(other.code, 1);
  EXPECT_NE(other.err.find("holds no slide that"), std::string::npos) << other.err;
  // What drift watches stands in the score: the stains' densities and how much of the slide is tissue.
  const auto written = nlohmann::json::parse(readBytes(out() / "slide" / "score.json"));
  const auto& input = written["quality"]["input"];
  EXPECT_GT(input["haematoxylin"].get<double>(), 0) << written["quality"];
  EXPECT_GT(input["tissueShare"].get<double>(), 0);
  EXPECT_LT(input["tissueShare"].get<double>(), 1);
}

}  // namespace
}  // namespace snitt::test
