#include "core/decision/assessable.h"

#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

namespace snitt {
namespace {

const AssessableLimits kLimits{0.5, {{"10x", 10}, {"40x", 40}}, 0.3, 0.2, 0.07, 0.1};

AssessableFigures atEveryLimit() { return {0.5, 0.3, 0.2, 0.07, {{"10x", 20, 2}, {"40x", 40, 0}}}; }

std::string reasonOf(const AssessableFigures& figures, const AssessableLimits& limits = kLimits) {
  return notAssessableReason(limits, figures).value_or("");
}

TEST(Assessable, FiguresAtEveryLimitAre) { EXPECT_EQ(reasonOf(atEveryLimit()), ""); }

// One unit to either side of each limit: the next number that a double can hold.
TEST(Assessable, OneUnitBeyondEachLimitIsNot) {
  struct Case {
    double AssessableFigures::*figure;
    double better;  // towards this
    std::string part;
  };
  const double worst = std::numeric_limits<double>::infinity();
  for (const Case& one : {Case{&AssessableFigures::tumourMm2, worst, "the tumour has 0.500000000 mm², at least"},
                          Case{&AssessableFigures::blurredShare, 0, "% of the tumour region is blurred, at most"},
                          Case{&AssessableFigures::foldedShare, 0, "% of the tumour region is folded, at most"},
                          Case{&AssessableFigures::inkedShare, 0, "% of the tumour region is covered by ink"}}) {
    AssessableFigures figures = atEveryLimit();
    const double limit = figures.*one.figure;
    figures.*one.figure = std::nextafter(limit, one.better);
    EXPECT_EQ(reasonOf(figures), "") << one.part;
    figures.*one.figure = std::nextafter(limit, one.better == 0 ? worst : 0);
    EXPECT_NE(reasonOf(figures).find(one.part), std::string::npos) << reasonOf(figures);
  }
}

TEST(Assessable, OneTileBelowTheLeastIsNot) {
  AssessableFigures figures = atEveryLimit();
  figures.tiles = {{"10x", 10, 0}, {"40x", 40, 0}};
  EXPECT_EQ(reasonOf(figures), "");
  figures.tiles[1].planned = 41;
  EXPECT_EQ(reasonOf(figures), "");
  figures.tiles[1].planned = 39;
  EXPECT_EQ(reasonOf(figures), "40x has 39 tiles that could be read, at least 40 are needed");
}

TEST(Assessable, OneUnreadableTileBeyondTheShareIsNot) {
  AssessableFigures figures = atEveryLimit();
  figures.tiles[0] = {"10x", 20, 1};
  EXPECT_EQ(reasonOf(figures), "");
  figures.tiles[0] = {"10x", 20, 2};
  EXPECT_EQ(reasonOf(figures), "");
  figures.tiles[0] = {"10x", 20, 3};
  EXPECT_EQ(reasonOf(figures), "15.0 % of the tiles of 10x is unreadable, at most 10.0 % may be");
}

TEST(Assessable, UnreadableTilesDoNotCount) {
  AssessableFigures figures = atEveryLimit();
  figures.tiles[1] = {"40x", 41, 2};
  EXPECT_EQ(reasonOf(figures), "40x has 39 tiles that could be read, at least 40 are needed");
}

TEST(Assessable, NoTumourIsAReasonOfItsOwn) {
  EXPECT_EQ(reasonOf({}, {}), "no tumour was found");
  EXPECT_EQ(reasonOf({0, 0.9, 0.9, 0.9, {}}), "no tumour was found");
}

TEST(Assessable, ResolutionWithoutTilesIsNotWhateverTheLimits) {
  AssessableLimits none;
  none.mostUnreadableShare = 1;
  EXPECT_EQ(reasonOf({1, 0, 0, 0, {{"10x", 1, 0}}}, none), "");
  EXPECT_EQ(reasonOf({1, 0, 0, 0, {{"10x", 0, 0}}}, none), "10x has 0 tiles that could be read, at least 1 is needed");
  EXPECT_EQ(reasonOf({1, 0, 0, 0, {{"10x", 5, 5}}}, none), "10x has 0 tiles that could be read, at least 1 is needed");
  AssessableFigures figures = atEveryLimit();
  figures.tiles.pop_back();
  EXPECT_EQ(reasonOf(figures), "40x has no tiles, at least 40 are needed");
}

TEST(Assessable, DefaultLimitsAllowNoUnreadableTile) {
  EXPECT_EQ(reasonOf({1, 1, 1, 1, {{"10x", 1000, 1}}}, {}),
            "0.1 % of the tiles of 10x is unreadable, at most 0.0 % may be");
}

TEST(Assessable, FigureThatCouldNotBeMeasuredIsAReason) {
  for (const auto figure : {&AssessableFigures::tumourMm2, &AssessableFigures::blurredShare,
                            &AssessableFigures::foldedShare, &AssessableFigures::inkedShare}) {
    AssessableFigures figures = atEveryLimit();
    figures.*figure = std::nan("");
    EXPECT_NE(reasonOf(figures).find("could not be measured"), std::string::npos);
  }
}

TEST(Assessable, AllReasonsAreGivenWithFigureAndLimit) {
  AssessableFigures figures = atEveryLimit();
  figures.tumourMm2 = 0.25;
  figures.blurredShare = 0.415;
  figures.inkedShare = 0.08;
  EXPECT_EQ(reasonOf(figures),
            "the tumour has 0.25 mm², at least 0.50 mm² are needed; 41.5 % of the tumour region is blurred, at most "
            "30.0 % may be; 8.0 % of the tumour region is covered by ink, at most 7.0 % may be");
}

}  // namespace
}  // namespace snitt
