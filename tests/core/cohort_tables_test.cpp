// A cohort's tables from its list and its slides' results.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/cohort/cohort_journal.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/cohort_tables.h"
#include "core/csv.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

SlideList listOf(const std::string& csv) { return parseSlideList(csv, "/data").value(); }

CohortSlideResult scored(std::size_t row, double score, const std::string& fingerprint) {
  CohortSlideResult result;
  result.row = row;
  result.fingerprint = fingerprint;
  result.inputKey = "i" + fingerprint;
  result.decisionKey = "d" + fingerprint;
  result.status = SlideStatus::scored;
  const Prognosis prognosis = score > 0.5 ? Prognosis::poor : Prognosis::good;
  for (const char* name : {"10x", "40x"})
    result.resolutions.push_back({name, {{std::string(name) + "-1", score}}, score, 0.5, prognosis});
  result.combined = score;
  result.prognosis = prognosis;
  result.device = "cpu";
  result.precision = "fp32";
  result.unreadable = 0;
  result.tumourMm2 = 12.5;
  result.stages = {{"score", 1.5}};
  return result;
}

CohortSlideResult without(std::size_t row, SlideStatus status, const std::string& reason) {
  CohortSlideResult result;
  result.row = row;
  result.status = status;
  result.reason = reason;
  return result;
}

ResultsByRow byRow(std::vector<CohortSlideResult> results) {
  ResultsByRow rows;
  for (CohortSlideResult& one : results) rows[one.row] = std::move(one);
  return rows;
}

const CohortPatient& find(const std::vector<CohortPatient>& patients, const std::string& name) {
  return *std::ranges::find(patients, name, &CohortPatient::patient);
}

TEST(CohortTables, PatientsFollowTheRuleOfTheBundle) {
  const SlideList list = listOf("path,patient\na,P1\nb,P1\nc,P2\nd,P2\ne,\n");
  const ResultsByRow results = byRow({scored(2, 0.2, "f2"), scored(3, 0.9, "f3"), scored(4, 0.1, "f4"),
                                      without(5, SlideStatus::failed, "it cannot be read"), scored(6, 0.7, "f6")});
  BundleRules rules;
  rules.patients = PatientRule::max;
  const auto patients = patientsOf(list, results, rules);
  ASSERT_EQ(patients.size(), 3U);
  EXPECT_DOUBLE_EQ(find(patients, "P1").decision->combined, 0.9);
  EXPECT_EQ(find(patients, "P1").status, PatientStatus::scored);
  EXPECT_EQ(find(patients, "P2").status, PatientStatus::incomplete);
  EXPECT_EQ(find(patients, "P2").reason, "slide 5 failed");
  EXPECT_TRUE(find(patients, "slide-6").decision);
  rules.patients = PatientRule::mean;
  EXPECT_DOUBLE_EQ(find(patientsOf(list, results, rules), "P1").decision->combined, 0.55);
}

TEST(CohortTables, NotAssessableIsNeverUncertain) {
  const SlideList list = listOf("path,patient\na,P1\nb,P2\nc,P2\n");
  const auto patients =
      patientsOf(list,
                 byRow({without(2, SlideStatus::notAssessable, "no tumour was found"),
                        without(3, SlideStatus::notAssessable, "no tumour was found"), scored(4, 0.9, "f")}),
                 {});
  EXPECT_EQ(find(patients, "P1").status, PatientStatus::notAssessable);
  EXPECT_FALSE(find(patients, "P1").decision);
  EXPECT_EQ(find(patients, "P1").reason, "no tumour was found");
  EXPECT_EQ(find(patients, "P2").status, PatientStatus::scored);
  EXPECT_EQ(find(patients, "P2").reason, "slide 3 not assessable");
}

TEST(CohortTables, ASlideTwiceIsCountedOnce) {
  const SlideList list = listOf("path,patient\na,P1\nb,P1\nc,P1\n");
  const auto patients =
      patientsOf(list, byRow({scored(2, 0.2, "same"), scored(3, 0.2, "same"), scored(4, 0.8, "other")}), {});
  EXPECT_EQ(patients[0].counted, 2U);
  EXPECT_DOUBLE_EQ(patients[0].decision->combined, 0.5);
  EXPECT_EQ(patients[0].reason, "slide 3 the same as another one, counted once");
}

TEST(CohortTables, WhatIsNotDoneHasNoClassYet) {
  const SlideList list = listOf("path,patient\na,P1\nb,P1\n");
  const auto patients = patientsOf(list, byRow({scored(2, 0.2, "f")}), {});
  EXPECT_EQ(patients[0].status, PatientStatus::waiting);
  EXPECT_FALSE(patients[0].decision);
}

TEST(CohortTables, RowsThatAreExcludedOrAtFaultKeepTheirPatients) {
  const SlideList list = listOf("path,patient,mpp,exclude\na,P1,0.25,\nb,P2,x,\nc,P3,0.25,1\n");
  ASSERT_EQ(list.unused.size(), 2U);
  const auto patients = patientsOf(list,
                                   byRow({scored(2, 0.2, "f"), without(3, SlideStatus::failed, "row 3"),
                                          without(4, SlideStatus::excluded, "excluded by the list")}),
                                   {});
  EXPECT_EQ(find(patients, "P2").status, PatientStatus::failed);
  EXPECT_EQ(find(patients, "P3").status, PatientStatus::excluded);
}

TEST(CohortTables, TablesNameNoFile) {
  const SlideList list = listOf("path,patient,accession,ward,status\n/secret/anna.svs,P1,S26-1,\"7, north\",x\n");
  const ResultsByRow results = byRow({scored(2, 0.25, "f")});
  const std::string slides = slidesCsv(list, results, {"10x", "40x"}, "");
  EXPECT_EQ(slides.find("anna"), std::string::npos);
  EXPECT_EQ(slides.find("S26-1"), std::string::npos);
  const CsvTable table = parseCsv(slides).value();
  EXPECT_EQ(table.rows[0][*table.column("ward")], "7, north");
  // A column of the list that is called as one of the table's own.
  EXPECT_EQ(table.rows[0][*table.column("status")], "scored");
  EXPECT_EQ(table.rows[0][*table.column("list_status")], "x");
  EXPECT_EQ(table.rows[0][*table.column("score_40x")], "0.25");
  EXPECT_NE(pathsCsv(list).find("2,/secret/anna.svs,S26-1"), std::string::npos);
}

TEST(CohortTables, MixedPathsAreSaidInEveryRowWithAScore) {
  const SlideList list = listOf("path,patient\na,P1\nb,P2\n");
  const ResultsByRow results = byRow({scored(2, 0.2, "f"), without(3, SlideStatus::failed, "gone")});
  const std::string notice = "mixed numeric paths: cpu fp32 and cuda:0 bf16";
  const CsvTable table = parseCsv(resultsCsv(patientsOf(list, results, {}), {"10x", "40x"}, notice)).value();
  EXPECT_EQ(table.rows[0][*table.column("reason")], notice);
  EXPECT_EQ(table.rows[1][*table.column("reason")], "gone");
}

TEST(CohortJournal, GivesBackWhatWasWritten) {
  const TempFolder folder;
  CohortSlideResult result = scored(7, 0.1234567890123, "f");
  result.reason = "a \"reason\" with\nlines";
  result.risk = {"high", "row 2"};
  const CohortJournal journal(folder.path(), "main");
  ASSERT_TRUE(journal.add(result));
  ASSERT_TRUE(journal.add(without(8, SlideStatus::failed, "gone")));
  const auto read = CohortJournal::read(folder.path()).value();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(formatResult(read[0]), formatResult(result));
  EXPECT_EQ(read[0].resolutions, result.resolutions);
  EXPECT_EQ(read[0].reason, result.reason);
  EXPECT_EQ(read[1].status, SlideStatus::failed);
  EXPECT_FALSE(read[1].combined);
}

TEST(CohortJournal, ATornLineIsLeftOutAndGoneOnAfter) {
  const TempFolder folder;
  const CohortJournal journal(folder.path(), "main");
  ASSERT_TRUE(journal.add(scored(2, 0.2, "a")));
  const std::string whole = readBytes(folder / "results-main.jsonl");
  writeBytes(folder / "results-main.jsonl", whole + whole.substr(0, whole.size() / 2));
  EXPECT_EQ(CohortJournal::read(folder.path())->size(), 1U);
  ASSERT_TRUE(journal.add(scored(3, 0.3, "b")));
  const auto read = CohortJournal::read(folder.path()).value();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].row, 3U);
}

TEST(CohortJournal, TakesTheJournalsOfAllTasks) {
  const TempFolder folder;
  ASSERT_TRUE(CohortJournal(folder.path(), "task-0001").add(scored(2, 0.2, "a")));
  ASSERT_TRUE(CohortJournal(folder.path(), "task-0002").add(scored(3, 0.3, "b")));
  auto read = CohortJournal::read(folder.path()).value();
  EXPECT_EQ(read.size(), 2U);
  ASSERT_TRUE(CohortJournal::rewrite(folder.path(), read));
  EXPECT_EQ(CohortJournal::read(folder.path())->size(), 2U);
  EXPECT_FALSE(std::filesystem::exists(folder / "results-task-0001.jsonl"));
}

TEST(CohortJournal, OnlyFinalResultsSpareTheWork) {
  auto known = finalResults({scored(2, 0.2, "a"), without(3, SlideStatus::failed, "gone")});
  ASSERT_EQ(known.size(), 1U);
  EXPECT_EQ(known.begin()->second.row, 2U);
}

TEST(CohortSlide, AnyPathSurvives) {
  CohortSlide slide{7, std::string("/data/100% \xff\xfe æøå \n.svs"), 0.25, {{"organ", "colon", "list"}}, "f", "s"};
  const auto read = parseSlide(formatSlide(slide)).value();
  EXPECT_EQ(read.path, slide.path);
  EXPECT_EQ(read.row, 7U);
  EXPECT_EQ(read.facts[0].value, "colon");
  EXPECT_EQ(formatSlide(slide).find('\n'), std::string::npos);
}

TEST(CohortSlide, KeysFollowFromWhatTheResultFollowsFrom) {
  CohortParameters parameters;
  parameters.bundleSha256 = "b1";
  parameters.parts = {"s", "n", "d"};
  parameters.device = "cpu";
  parameters.precision = "fp32";
  const CohortSlide slide{2, "/a", std::nullopt, {}, {}, {}};
  const std::string input = inputKey(parameters, slide, "f");
  const std::string decision = decisionKey(parameters, slide, "f");
  // Another place is the same slide.
  const CohortSlide moved{9, "/b", std::nullopt, {}, {}, {}};
  EXPECT_EQ(decisionKey(parameters, moved, "f"), decision);
  EXPECT_NE(inputKey(parameters, slide, "g"), input);
  CohortSlide typed = slide;
  typed.mpp = 0.5;
  EXPECT_NE(inputKey(parameters, typed, "f"), input);
  CohortParameters other = parameters;
  other.parts.decision = "d2";
  other.bundleSha256 = "b2";
  EXPECT_EQ(inputKey(other, slide, "f"), input);
  EXPECT_NE(decisionKey(other, slide, "f"), decision);
  other.precision = "bf16";
  EXPECT_NE(inputKey(other, slide, "f"), input);
  CohortSlide known = slide;
  known.facts = {{"pT", "4", "list"}};
  EXPECT_EQ(inputKey(parameters, known, "f"), input);
  EXPECT_NE(decisionKey(parameters, known, "f"), decision);
}

TEST(CohortSlide, ResultsOfOtherPathsStandWhereTheyMayBeMixed) {
  CohortParameters onCpu;
  onCpu.device = "cpu";
  onCpu.precision = "fp32";
  onCpu.software = "snitt 1";
  CohortParameters onGpu = onCpu;
  onGpu.device = "cuda:0";
  onGpu.software = "snitt 2";
  const CohortSlide slide{2, "/a", std::nullopt, {}, {}, {}};
  EXPECT_NE(decisionKey(onCpu, slide, "f"), decisionKey(onGpu, slide, "f"));
  onCpu.allowMixed = onGpu.allowMixed = true;
  EXPECT_EQ(decisionKey(onCpu, slide, "f"), decisionKey(onGpu, slide, "f"));
  EXPECT_NE(decisionKey(onCpu, slide, "f"), decisionKey(onCpu, slide, "g"));
}

TEST(CohortSlide, MessagesNameNoFile) {
  EXPECT_EQ(withoutPath("could not read /data/anna b.svs: gone (anna b.svs)", "/data/anna b.svs"),
            "could not read the slide: gone (the slide)");
}

TEST(CohortParameters, SayWhatDiffers) {
  CohortParameters before;
  before.bundleSha256 = "0123456789";
  before.device = "cpu";
  before.precision = "fp32";
  before.libraries = {"LibTorch: 2.8.0", "OpenSlide 4.0.1"};
  before.programs = {"bb"};
  CohortParameters now = parseParameters(formatParameters(before)).value();
  EXPECT_EQ(now, before);
  EXPECT_TRUE(differences(before, now).empty());
  now.libraries = {"LibTorch: 2.9.0"};
  now.programs = {"aa"};
  EXPECT_TRUE(differences(before, now).empty()) << "a later run goes on with what is there";
  addScorers(now, before);
  EXPECT_EQ(now.libraries, (std::vector<std::string>{"LibTorch: 2.8.0", "LibTorch: 2.9.0", "OpenSlide 4.0.1"}));
  EXPECT_EQ(now.programs, (std::vector<std::string>{"aa", "bb"})) << "what both scored with stays known";
  now.precision = "bf16";
  now.bundleSha256 = "abcdefabcdef";
  const auto found = differences(before, now);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], "bundle: 01234567… in the folder, abcdefab… asked for");
  before.allowMixed = now.allowMixed = true;
  EXPECT_EQ(differences(before, now).size(), 1U);
}

}  // namespace
}  // namespace snitt::test
