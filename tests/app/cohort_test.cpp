// `snitt cohort` as a researcher meets it: a list goes in, and every slide of it is accounted for.
#include <sys/stat.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/cohort/cohort_follower.h"
#include "core/text/number.h"
#include "support/cohort_fixture.h"

namespace snitt::test {
namespace {

class Cohort : public CohortFixture {};

TEST_F(Cohort, EverySlideIsAccountedFor) {
  writeBytes(m_folder / "broken.svs", std::string(5000, 'x'));
  writeBytes(m_folder / "notes.txt", "not a slide");
  for (auto& row : m_list) row.resize(4);
  m_list[0] = {"path", "patient", "exclude", "ward"};
  m_list[1][3] = "7, north";
  m_list[2][2] = "1";
  m_list.push_back({(m_folder / "broken.svs").string(), "P90", "", ""});
  m_list.push_back({(m_folder / "notes.txt").string(), "P91", "", ""});
  m_list.push_back({(m_folder / "away.svs").string(), "P92", "", ""});
  m_list.push_back({slide(0).string(), "P0", "", ""});
  const Ran ran = cohort();
  EXPECT_EQ(ran.code, 1) << ran.err;
  const auto status = columnOf("slides.csv", "status");
  EXPECT_EQ(status.size(), kSlides + 4);
  EXPECT_EQ(status.at("2"), "scored");
  EXPECT_EQ(status.at("3"), "excluded");
  for (const char* row : {"8", "9", "10"}) EXPECT_EQ(status.at(row), "failed") << row;
  EXPECT_EQ(status.at("11"), "excluded");
  EXPECT_EQ(columnOf("slides.csv", "reason").at("11"), "the same slide as slide 2");
  EXPECT_EQ(columnOf("slides.csv", "ward").at("2"), "7, north");
  const auto patients = columnOf("results.csv", "status");
  EXPECT_EQ(patients.size(), kSlides + 3);
  EXPECT_EQ(patients.at("P0"), "scored");
  EXPECT_EQ(patients.at("P1"), "excluded");
  EXPECT_EQ(patients.at("P92"), "failed");
  EXPECT_EQ(columnOf("results.csv", "slides").at("P0"), "1");
  EXPECT_TRUE(std::filesystem::exists(out() / "slides/2/score.json"));
  EXPECT_TRUE(std::filesystem::exists(out() / "slides/2/tumour.geojson"));
}

TEST_F(Cohort, NamesFilesInOneTableOnly) {
  writeBytes(m_folder / "slides/tumour-of-anna-9.svs", std::string(5000, 'x'));
  m_list.push_back({(m_folder / "slides/tumour-of-anna-9.svs").string(), "P9"});
  ASSERT_EQ(cohort().code, 1);
  std::size_t naming = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out())) {
    const std::string file = std::filesystem::relative(entry.path(), out()).string();
    if (entry.is_directory() || file.starts_with(".cohort")) continue;
    if (readBytes(entry.path()).find("of-anna") == std::string::npos) continue;
    ++naming;
    EXPECT_EQ(file, "paths.csv");
  }
  EXPECT_EQ(naming, 1U);
  struct stat seen {};
  ASSERT_EQ(stat((out() / "paths.csv").c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777, 0600U);
  ASSERT_EQ(stat((out() / ".cohort").c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777, 0700U);
}

TEST_F(Cohort, ScoresAsTheSingleSlideDoes) {
  ASSERT_EQ(cohort().code, 0);
  const Ran one = snitt({"score", slide(3).string(), "--bundle", bundle(), "--out", out("single").string(), "--db",
                         "none", "--outputs", "score,tiles", "--json"});
  ASSERT_EQ(one.code, 0) << one.err;
  const auto score = nlohmann::json::parse(one.out)["slides"][0]["score"];
  const auto mine = nlohmann::json::parse(readBytes(out() / "slides/5/score.json"));
  EXPECT_EQ(mine["resolutions"], score["resolutions"]);
  EXPECT_EQ(mine["slide"]["sha256"], score["slide"]["sha256"]);
  EXPECT_EQ(columnOf("results.csv", "class").at("P3"), score["class"].get<std::string>());
  EXPECT_EQ(std::stod(columnOf("slides.csv", "score_combined").at("5")), score["combined"].get<double>());
}

// Whoever follows the run from its folder reads what its tables say at the end.
TEST_F(Cohort, CanBeFollowedFromItsFolder) {
  writeBytes(m_folder / "broken.svs", std::string(5000, 'x'));
  m_list.push_back({(m_folder / "broken.svs").string(), "P9"});
  ASSERT_EQ(cohort().code, 1);
  for (const bool byNotes : {true, false}) {
    if (!byNotes) std::filesystem::remove_all(out() / ".cohort");
    const auto read = CohortFollower(out()).look();
    ASSERT_TRUE(read) << read.error().message;
    const CohortReading& reading = **read;
    EXPECT_EQ(reading.state, CohortState::finished);
    EXPECT_EQ(reading.title, "list.csv");
    ASSERT_FALSE(reading.resolutions.empty());
    EXPECT_TRUE(reading.resolutions[0].threshold);
    const auto status = columnOf("results.csv", "status");
    const auto combined = columnOf("results.csv", "score_combined");
    ASSERT_EQ(reading.patients.size(), status.size());
    for (const CohortPatient& one : reading.patients) {
      EXPECT_EQ(toText(one.status), status.at(one.patient));
      EXPECT_EQ(one.decision ? shortest(one.decision->combined) : "", combined.at(one.patient));
    }
    EXPECT_EQ(reading.slides[3].path, slide(3));
  }
}

TEST_F(Cohort, SaysBeforehandWhatItWillDo) {
  writeBytes(m_folder / "broken.svs", "x");
  m_list.push_back({(m_folder / "broken.svs").string(), "P9"});
  const Ran ran = cohort({"--dry-run", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto told = nlohmann::json::parse(ran.out);
  EXPECT_EQ(told["toScore"], kSlides);
  EXPECT_EQ(told["settled"][0]["slide"], 8);
  EXPECT_EQ(told["settled"][0]["status"], "failed");
  EXPECT_GT(told["secondsExpected"].get<double>(), 0) << told.dump();
  EXPECT_TRUE(told["warnings"].empty()) << told.dump();
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(Cohort, AJobForGpusIsPlannedWhereThereIsNone) {
  const Ran ran = cohort({"--slurm-dry-run", "--slurm-gpus", "gpu:1"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto plan = nlohmann::json::parse(readBytes(out() / ".cohort/parameters.json"));
  EXPECT_EQ(plan["device"], "cuda:0");
  EXPECT_EQ(plan["kernels"], "plain");
  const Ran other = cohort({"--slurm-dry-run", "--slurm-gpus", "gpu:1", "--device", "cuda:3"}, "other");
  EXPECT_EQ(other.code, 2) << other.err;
  EXPECT_NE(other.err.find("cuda:0"), std::string::npos) << other.err;
}

TEST_F(Cohort, ASlideWithoutScaleNeedsTheListsColumn) {
  // libvips' default of 10 px/cm is no scale.
  ASSERT_EQ(run({"vips", "black", (m_folder / "plain.tif").string() + "[tile,compression=jpeg]", "512", "512",
                 "--bands", "3"})
                .code,
            0);
  m_list.push_back({(m_folder / "plain.tif").string(), "P9"});
  EXPECT_EQ(cohort().code, 1);
  const std::string reason = columnOf("slides.csv", "reason").at("8");
  EXPECT_NE(reason.find("give it in the list's column \"mpp\""), std::string::npos) << reason;
  EXPECT_EQ(reason.find("()"), std::string::npos) << reason;
  EXPECT_EQ(columnOf("slides.csv", "status").at("8"), "failed");
}

TEST_F(Cohort, DoesNothingTwice) {
  ASSERT_EQ(cohort().code, 0);
  const auto before = lasting();
  const auto written = std::filesystem::last_write_time(out() / "slides/2/score.json");
  const Ran again = cohort();
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.err.find("0 slides to score"), std::string::npos) << again.err;
  EXPECT_EQ(lasting(), before);
  EXPECT_EQ(std::filesystem::last_write_time(out() / "slides/2/score.json"), written);
}

TEST_F(Cohort, FollowsAListThatWasEdited) {
  ASSERT_EQ(cohort().code, 0);
  const auto scores = columnOf("results.csv", "score_combined");
  // The first slide goes, two change places, one moves to another folder.
  m_list.erase(m_list.begin() + 1);
  std::swap(m_list[1], m_list[2]);
  std::filesystem::rename(slide(4), m_folder / "moved.svs");
  m_list[4][0] = (m_folder / "moved.svs").string();
  const Ran again = cohort();
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.err.find("0 slides to score, 5 done before"), std::string::npos) << again.err;
  const auto now = columnOf("results.csv", "score_combined");
  EXPECT_EQ(now.size(), kSlides - 1);
  for (const auto& [patient, score] : now) EXPECT_EQ(score, scores.at(patient)) << patient;
  // Each folder is the row's slide.
  const auto hashes = columnOf("slides.csv", "sha256");
  for (const auto& [row, hash] : hashes) {
    const auto score = nlohmann::json::parse(readBytes(out() / "slides" / row / "score.json"));
    EXPECT_EQ(score["slide"]["sha256"], hash) << row;
  }
}

TEST_F(Cohort, ScoresASlideAgainThatWasReplaced) {
  ASSERT_EQ(cohort().code, 0);
  const auto before = columnOf("slides.csv", "sha256");
  std::filesystem::copy_file(slide(1), slide(0), std::filesystem::copy_options::overwrite_existing);
  m_list.erase(m_list.begin() + 2);
  const Ran again = cohort();
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(columnOf("slides.csv", "sha256").at("2"), before.at("3"));
  EXPECT_EQ(nlohmann::json::parse(readBytes(out() / "slides/2/score.json"))["slide"]["sha256"], before.at("3"));
}

TEST_F(Cohort, FindsBytesThatChangedInTheMiddle) {
  // Beyond the first and before the last MiB nobody looks; size and time stay.
  std::string bytes = readBytes(slide(2)) + std::string(5U << 20, '\0');
  writeBytes(slide(2), bytes);
  ASSERT_EQ(cohort().code, 0);
  const auto before = columnOf("slides.csv", "sha256");
  const auto time = std::filesystem::last_write_time(slide(2));
  bytes[bytes.size() - (2U << 20)] = 1;
  writeBytes(slide(2), bytes);
  std::filesystem::last_write_time(slide(2), time);
  EXPECT_NE(cohort().err.find("0 slides to score"), std::string::npos);
  const Ran full = cohort({"--verify-full"});
  EXPECT_NE(full.err.find("1 slides have other bytes"), std::string::npos) << full.err;
  EXPECT_NE(columnOf("slides.csv", "sha256").at("4"), before.at("4"));
}

TEST_F(Cohort, RefusesAnotherBundleInTheSameFolder) {
  ASSERT_EQ(cohort().code, 0);
  const auto before = lasting();
  ASSERT_EQ(snitt({"bundle", "untrained", "--out", (m_folder / "other").string(), "--width", "0.25", "--members", "2",
                   "--most-tiles", "5"})
                .code,
            0);
  const Ran ran = snitt(command({}, "out", m_folder / "other"));
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("bundle"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("--out"), std::string::npos) << ran.err;
  EXPECT_EQ(lasting(), before);
}

TEST_F(Cohort, PatientsOfSeveralSlidesGetTheBundlesRule) {
  m_list[2][1] = "P0";
  m_list[3][1] = "P0";
  writeBytes(slide(2), "gone bad");
  const Ran ran = cohort();
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(columnOf("results.csv", "status").at("P0"), "incomplete");
  EXPECT_EQ(columnOf("results.csv", "slides").at("P0"), "2");
  EXPECT_EQ(columnOf("results.csv", "reason").at("P0"), "slide 4 failed");
  const auto slides = columnOf("slides.csv", "score_combined");
  const double mean = (std::stod(slides.at("2")) + std::stod(slides.at("3"))) / 2;
  EXPECT_NEAR(std::stod(columnOf("results.csv", "score_combined").at("P0")), mean, 1e-9);
}

TEST_F(Cohort, ASlideOfTwoPatientsIsNobodys) {
  m_list[2][0] = slide(0).string();
  ASSERT_EQ(cohort().code, 0);
  const auto status = columnOf("slides.csv", "status");
  EXPECT_EQ(status.at("2"), "refused");
  EXPECT_EQ(status.at("3"), "refused");
  EXPECT_EQ(columnOf("results.csv", "class").at("P0"), "");
}

TEST_F(Cohort, DecidesAgainFromStoredOutputs) {
  ASSERT_EQ(cohort().code, 0);
  // The same networks, another threshold.
  std::filesystem::copy(bundle(), m_folder / "strict", std::filesystem::copy_options::recursive);
  std::string manifest = readBytes(m_folder / "strict/manifest.toml");
  const std::string key = "10x = ";
  const std::size_t value = manifest.find(key, manifest.find("[decision.thresholds]")) + key.size();
  const std::string rest = manifest.substr(manifest.find('\n', value));
  manifest.resize(value);
  manifest.append("0.999").append(rest);
  writeBytes(m_folder / "strict/manifest.toml", manifest);
  const Ran ran = snitt(command({"--reuse", out().string()}, "again", m_folder / "strict"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("6 slides decided again"), std::string::npos) << ran.err;
  // Held against the same bundle scoring anew.
  const Ran anew = snitt(command({}, "anew", m_folder / "strict"));
  ASSERT_EQ(anew.code, 0) << anew.err;
  EXPECT_EQ(lasting("again"), lasting("anew"));
}

TEST_F(Cohort, BadListsAreOneSentence) {
  for (const char* text : {"", "file,patient\na.svs,P1\n", "path\n", "path;patient\na;b\n", "path,path\na,b\n"}) {
    const auto arguments = command();
    writeBytes(m_folder / "list.csv", text);
    const Ran ran = snitt(arguments);
    EXPECT_EQ(ran.code, 1) << text << ran.err;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
    EXPECT_NE(ran.err.find("list.csv"), std::string::npos) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(out() / "results.csv"));
  }
}

TEST_F(Cohort, WhatAShorterListLeavesOutIsKept) {
  ASSERT_EQ(cohort().code, 0);
  const auto before = lasting();
  const Cells whole = m_list;
  m_list.resize(3);
  ASSERT_EQ(cohort().code, 0);
  EXPECT_EQ(columnOf("slides.csv", "status").size(), 2U);
  EXPECT_FALSE(std::filesystem::exists(out() / "slides/7"));
  m_list = whole;
  const Ran again = cohort();
  EXPECT_NE(again.err.find("0 slides to score, 6 done before"), std::string::npos) << again.err;
  EXPECT_EQ(lasting(), before);
}

}  // namespace
}  // namespace snitt::test
