#include "core/cohort/slide_list.h"

#include <gtest/gtest.h>

#include "core/simulation/cohort_tables.h"

namespace snitt {
namespace {

SlideList read(const std::string& csv) {
  auto list = parseSlideList(csv, "/lists");
  EXPECT_TRUE(list) << list.error().message;
  return list ? *std::move(list) : SlideList{};
}

std::string errorOf(const std::string& csv) {
  const auto list = parseSlideList(csv, "/lists");
  if (list) return "";
  EXPECT_EQ(list.error().kind, ErrorKind::corrupt);
  return list.error().message;
}

// The one thing that is wrong with a list of a row of these cells.
std::string faultOf(const std::string& columns, const std::string& cells) {
  const SlideList list = read("path," + columns + "\na.svs," + cells + "\n");
  EXPECT_EQ(list.slides.size(), list.faults.empty() ? 1 : 0);
  EXPECT_LE(list.faults.size(), 1);
  return list.faults.empty() ? "" : list.faults[0].sentence();
}

TEST(SlideList, EveryKnownColumnIsRead) {
  const SlideList list = read(
      "path,patient,accession,mpp,split,age,sex,site,scanner,organ,specimenType,neoadjuvant,stain,pT,pN,nodes,time,"
      "event,"
      "cause,recurrence,recurrenceTime,label,tumour,exclude,study\n"
      "sub/a b.svs,P1,S12-1,0.25,tune,71.5,female,left,AT2,colon,resection,no,H&E,pT3,1,17,1200,1,cancer,1,700,poor,"
      "masks/a.tif,0, x \n");
  EXPECT_TRUE(list.warnings.empty());
  ASSERT_TRUE(list.faults.empty()) << list.faults[0].sentence();
  ASSERT_EQ(list.slides.size(), 1);
  const ListedSlide& slide = list.slides[0];
  EXPECT_EQ(slide.row, 2);
  EXPECT_EQ(slide.path, "/lists/sub/a b.svs");
  EXPECT_EQ(slide.patient, "P1");
  EXPECT_EQ(slide.accession, "S12-1");
  EXPECT_EQ(slide.mpp, 0.25);
  EXPECT_EQ(slide.split, ListSplit::tune);
  EXPECT_EQ(slide.ageYears, 71.5);
  EXPECT_EQ(slide.sex, "female");
  EXPECT_EQ(slide.site, "left");
  EXPECT_EQ(slide.facts.size(), 8);
  EXPECT_EQ(slide.fact("scanner"), "AT2");
  EXPECT_EQ(slide.fact("pT"), "pT3");
  EXPECT_EQ(slide.fact("nodes"), "17");
  EXPECT_EQ(slide.facts[0].source, "list");
  EXPECT_EQ(slide.outcome, (ListedOutcome{1200, true, ListCause::cancer, true, 700}));
  EXPECT_EQ(slide.label, "poor");
  EXPECT_EQ(slide.tumour, "/lists/masks/a.tif");
  EXPECT_EQ(list.otherColumns, std::vector<std::string>{"study"});
  EXPECT_EQ(slide.others, std::vector<std::string>{" x "});
}

TEST(SlideList, PathAloneIsEnough) {
  const SlideList list = read("\xEF\xBB\xBFpath\r\na.svs\r\n\"b, c.svs\"\r\n\r\n");
  ASSERT_EQ(list.slides.size(), 2);
  EXPECT_EQ(list.slides[1].path, "/lists/b, c.svs");
  EXPECT_EQ(list.slides[1].row, 3);
  EXPECT_FALSE(list.slides[0].mpp || list.slides[0].split || list.slides[0].outcome.event);
  EXPECT_TRUE(list.slides[0].tumour.empty() && list.slides[0].patient.empty());
}

TEST(SlideList, PathsAreRelativeToTheList) {
  const SlideList list = read("path,tumour\n../scans/./ä.svs,\n/data/b.svs,../m.tif\n");
  EXPECT_EQ(list.slides[0].path, "/scans/ä.svs");
  EXPECT_TRUE(list.slides[0].tumour.empty());
  EXPECT_EQ(list.slides[1].path, "/data/b.svs");
  EXPECT_EQ(list.slides[1].tumour, "/m.tif");
  EXPECT_EQ(parseSlideList("path\na.svs\n", "")->slides[0].path, "a.svs");
}

TEST(SlideList, CellsThatSayNothingAreNotThere) {
  const SlideList list = read(
      "path,mpp,split,age,pT,nodes,time,event,cause,exclude,neoadjuvant\na.svs,NA,,?,unknown,n/a, ,,NA,,Unknown\n");
  ASSERT_EQ(list.slides.size(), 1);
  EXPECT_TRUE(list.slides[0].facts.empty());
  EXPECT_EQ(list.slides[0].outcome, ListedOutcome{});
}

TEST(SlideList, TablesThatAreNoListsAreRefused) {
  EXPECT_EQ(errorOf(""), "the table is empty: it needs a header");
  EXPECT_EQ(errorOf("path,patient\n"), "the list has a header and no rows");
  EXPECT_EQ(errorOf("Path,patient\na,b\n"), "row 1: there is no column \"path\" (nearest: \"Path\")");
  EXPECT_EQ(errorOf("slide,patient\na,b\n"), "row 1: there is no column \"path\"");
  EXPECT_EQ(errorOf("path,mpp, mpp\na,1,1\n"), "row 1: the column \"mpp\" appears twice");
  EXPECT_EQ(
      errorOf("path;patient\na;b\n"),
      "row 1: semicolons stand between the columns where commas belong; save the table as CSV with commas, and with "
      "points in its numbers");
  EXPECT_EQ(errorOf("path,patient\na,b\na\n"), "line 3 has 1 fields, the header has 2");
  EXPECT_EQ(errorOf("path,exclude\na,1\nb,yes\n"), "every row of the list is excluded");
}

TEST(SlideList, CellsOfTheWrongKindAreNamed) {
  EXPECT_EQ(faultOf("mpp", "fine"), "row 2, column \"mpp\": \"fine\" is not a number");
  EXPECT_EQ(faultOf("mpp", "\"0,25\""),
            "row 2, column \"mpp\": \"0,25\" is not a number; its decimal point must be a point");
  EXPECT_EQ(faultOf("mpp", "0"), "row 2, column \"mpp\": \"0\" does not lie between 0.05 and 20");
  EXPECT_EQ(faultOf("mpp", "nan"), "row 2, column \"mpp\": \"nan\" is not a number");
  EXPECT_EQ(faultOf("split", "trian"),
            "row 2, column \"split\": \"trian\" is not train, tune or test (nearest: \"train\")");
  EXPECT_EQ(faultOf("split", "Train"), "");
  EXPECT_EQ(faultOf("age", "-1"), "row 2, column \"age\": \"-1\" does not lie between 0 and 130");
  EXPECT_EQ(faultOf("pT", "5"), "row 2, column \"pT\": \"5\" is no pT category");
  EXPECT_EQ(faultOf("pN", "T1"), "row 2, column \"pN\": \"T1\" is no pN category");
  EXPECT_EQ(faultOf("nodes", "12.5"), "row 2, column \"nodes\": \"12.5\" is not a whole number");
  EXPECT_EQ(faultOf("nodes", "many"), "row 2, column \"nodes\": \"many\" is not a number");
  EXPECT_EQ(
      faultOf("time,event", "2012-03-01,1"),
      "row 2, column \"time\": \"2012-03-01\" is a date where days belong; \"snitt outcomes\" makes times of dates");
  EXPECT_EQ(faultOf("time,event", "-3,1"), "row 2, column \"time\": \"-3\" does not lie between 0 and 54750");
  EXPECT_EQ(faultOf("time,event", "100,2"), "row 2, column \"event\": \"2\" is neither 0 nor 1");
  EXPECT_EQ(faultOf("recurrence", "perhaps"), "row 2, column \"recurrence\": \"perhaps\" is neither 0 nor 1");
  EXPECT_EQ(faultOf("time,event,cause", "100,1,heart"), "row 2, column \"cause\": \"heart\" is not cancer or other");
  EXPECT_EQ(faultOf("exclude", "folded"), "row 2, column \"exclude\": \"folded\" is neither 0 nor 1");
  EXPECT_EQ(read("path,age\n,50\n").faults[0].sentence(), "row 2, column \"path\": is empty");
  EXPECT_EQ(faultOf("mpp", std::string(60, 'x')),
            "row 2, column \"mpp\": \"" + std::string(40, 'x') + "…\" is not a number");
}

TEST(SlideList, OutcomesThatContradictThemselvesAreNamed) {
  EXPECT_EQ(faultOf("time,event", "100,"), "row 2, column \"event\": is empty where there is a time");
  EXPECT_EQ(faultOf("time", "100"), "row 2, column \"event\": is empty where there is a time");
  EXPECT_EQ(faultOf("time,event", ",0"), "row 2, column \"time\": is empty where there is an event of 0 or 1");
  EXPECT_EQ(faultOf("time,event,cause", "100,0,cancer"),
            "row 2, column \"cause\": \"cancer\" stands beside an event of 0");
  EXPECT_EQ(faultOf("cause", "other"), "row 2, column \"cause\": \"other\" stands where there is no event of 0 or 1");
  EXPECT_EQ(faultOf("time,event,recurrence,recurrenceTime", "100,1,,50"),
            "row 2, column \"recurrence\": is empty where there is a recurrenceTime");
  EXPECT_EQ(faultOf("time,event,recurrence,recurrenceTime", "100,1,1,101"),
            "row 2, column \"recurrenceTime\": \"101\" lies after the end of follow-up, 100");
  // As `snitt outcomes` writes it where the event is the death of cancer; and what nobody knows.
  EXPECT_EQ(faultOf("time,event,cause", "100,0,other"), "");
  EXPECT_EQ(faultOf("time,event,cause", "100,1,"), "");
  EXPECT_EQ(faultOf("time,event,recurrence,recurrenceTime", "100,0,1,"), "");
  EXPECT_EQ(faultOf("time,event,recurrence,recurrenceTime", "0,TRUE,FALSE,0"), "");
}

TEST(SlideList, FaultsAreAllToldAndLeaveTheOtherRows) {
  const SlideList list = read("path,mpp,age\na.svs,x,y\nb.svs,0.25,60\n,0.25,60\n");
  ASSERT_EQ(list.faults.size(), 3);
  ASSERT_EQ(list.slides.size(), 1);
  EXPECT_EQ(list.slides[0].row, 3);
  EXPECT_EQ(list.faults[2].row, 4);
  const auto checked = checkNoFaults(list);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().message, "row 2, column \"mpp\": \"x\" is not a number (and 2 more)");
  EXPECT_TRUE(checkNoFaults(read("path\na.svs\n")));
}

TEST(SlideList, ExcludedRowsAreCountedAndNotLookedAt) {
  const SlideList list =
      read("path,mpp,exclude\na.svs,x,1\nb.svs,0.25,0\nc.svs,0.25,TRUE\nd.svs,0.25,no\nb.svs,,yes\n");
  EXPECT_EQ(list.excluded, (std::vector<std::size_t>{2, 4, 6}));
  EXPECT_EQ(list.slides.size(), 2);
  EXPECT_TRUE(list.faults.empty() && list.warnings.empty());
}

TEST(SlideList, RowsOfOnePatientAgree) {
  const std::string header = "path,patient,split,time,event,cause\n";
  SlideList list =
      read(header + "a,P1,train,10,1,cancer\nb,P2,test,9,0,\nc,P1,test,10,1,cancer\nd,P1,train,10,1,cancer\n");
  ASSERT_EQ(list.faults.size(), 1);
  EXPECT_EQ(list.faults[0].sentence(), "row 4, column \"split\": differs from row 2, which is of the same patient");
  EXPECT_EQ(list.slides.size(), 3);
  list = read(header + "a,P1,train,10,1,cancer\nb,P1,train,11,1,cancer\nc,P1,train,10,1,other\n");
  ASSERT_EQ(list.faults.size(), 2);
  EXPECT_EQ(list.faults[0].sentence(), "row 3, column \"time\": differs from row 2, which is of the same patient");
  EXPECT_EQ(list.faults[1].column, "cause");
  EXPECT_TRUE(read(header + "a,,train,10,1,cancer\nb,,test,9,0,\n").faults.empty());  // nobody says that they are one
}

TEST(SlideList, MisspeltColumnsAndRepeatedSlidesAreWarnedOf) {
  SlideList list = read("path,Pateint,Split,ward\na.svs,P1,train,3\nb.svs,P2,test,4\n./a.svs,P1,train,3\n");
  ASSERT_EQ(list.warnings.size(), 3);
  EXPECT_EQ(list.warnings[0].sentence(),
            "row 1: column \"Pateint\" is not a known column and is carried through (nearest: \"patient\")");
  EXPECT_EQ(list.warnings[1].column, "Split");
  EXPECT_EQ(list.warnings[2].sentence(), "row 4, column \"path\": is the slide of row 2 again");
  EXPECT_EQ(list.otherColumns, (std::vector<std::string>{"Pateint", "Split", "ward"}));
  EXPECT_EQ(list.slides.size(), 3);
  EXPECT_TRUE(read("path,time,event,time2\na.svs,1,0,5\n").warnings.empty());
}

TEST(SlideList, SimulatedCohortsAreLists) {
  simulation::CohortModel model;
  model.slidesPerPatient = 2;
  const auto cohort = simulation::simulateCohort(model).value();
  const SlideList full = read(cohortCsv(cohort));
  EXPECT_EQ(full.slides.size(), 200);
  EXPECT_TRUE(full.faults.empty() && full.warnings.empty());
  EXPECT_EQ(full.otherColumns, (std::vector<std::string>{"stage", "grade", "nodesPositive"}));
  EXPECT_EQ(full.slides[199].path, "/lists/slides/P000100-A2.svs");
  EXPECT_EQ(full.slides[199].outcome.timeDays, cohort.patients[99].outcome.timeDays);
  const SlideList bare = read(listCsv(cohort));
  EXPECT_TRUE(bare.faults.empty() && bare.warnings.empty());
  for (const Fact& fact : full.slides[7].facts) EXPECT_EQ(bare.slides[7].fact(fact.key), fact.value);
  EXPECT_EQ(bare.slides[7].facts.size(), 8);
  EXPECT_EQ(bare.slides[7].outcome, ListedOutcome{});
}

}  // namespace
}  // namespace snitt
