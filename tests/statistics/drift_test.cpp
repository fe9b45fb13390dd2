#include "core/drift/drift.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "core/drift/period.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"

namespace snitt::drift {
namespace {

using statistics::CounterRandom;

const Day kStart = dayIn("2026-01-05").value();

struct Laboratory {
  int weeks = 60;
  int weekly = 30;  // slides a week and scanner
  std::vector<std::string> scanners{"A", "B"};
  int shiftFrom = -1;  // week from which scanner A's inputs and scores are a standard deviation higher
  double unscored = 0.02;
  double unscoredLater = 0.02;  // from that week on
};

Observation slideOf(CounterRandom& random, Day day, const std::string& scanner, double shift, double unscored) {
  Observation one;
  one.day = day;
  one.scanner = scanner;
  one.outcome = random.uniform() < unscored ? Outcome::notAssessable : Outcome::scored;
  if (one.outcome != Outcome::scored) return one;
  for (const char* figure : {"combined", "eosin"}) one.values[figure] = random.normal() + shift;
  return one;
}

std::vector<Observation> slidesOf(const Laboratory& lab, std::uint64_t seed) {
  CounterRandom random(seed, 0);
  std::vector<Observation> slides;
  for (int week = 0; week < lab.weeks; ++week)
    for (const std::string& scanner : lab.scanners)
      for (int i = 0; i < lab.weekly; ++i) {
        const bool later = lab.shiftFrom >= 0 && week >= lab.shiftFrom;
        slides.push_back(slideOf(random, kStart + std::chrono::days(7 * week + i % 5), scanner,
                                 later && scanner == "A" ? 1 : 0, later ? lab.unscoredLater : lab.unscored));
      }
  return slides;
}

// A validated cohort of 200 slides.
Reference referenceFor(std::uint64_t seed) {
  return referenceOf(slidesOf({1, 200, {"A"}, -1, 0.02, 0.02}, seed), "the reference").value();
}

const DriftSeries& seriesOf(const DriftFindings& findings, const std::string& figure, const std::string& scanner) {
  const auto found = std::ranges::find_if(
      findings.series, [&](const DriftSeries& one) { return one.figure == figure && one.scanner == scanner; });
  EXPECT_NE(found, findings.series.end()) << figure << " " << scanner;
  return *found;
}

int alarmsOf(const DriftSeries& series) {
  return static_cast<int>(std::ranges::count_if(series.points, [](const DriftPoint& one) { return one.alarm; }));
}

TEST(Drift, FindsAShiftedScanner) {
  Laboratory lab;
  lab.shiftFrom = 10;
  const auto findings = analyseDrift(slidesOf(lab, 3), referenceFor(4), {});
  ASSERT_TRUE(findings) << findings.error().message;
  EXPECT_EQ(findings->scanners, (std::vector<std::string>{"A", "B"}));
  for (const char* figure : {"combined", "eosin"}) {
    const DriftSeries& shifted = seriesOf(*findings, figure, "A");
    ASSERT_EQ(shifted.points.size(), 60U);
    const auto first = std::ranges::find_if(shifted.points.begin() + 10, shifted.points.end(),
                                            [](const DriftPoint& one) { return one.alarm; });
    EXPECT_LT(first - shifted.points.begin(), 13) << "a standard deviation is found within three weeks";
    EXPECT_GT(alarmsOf(shifted), 40);
    EXPECT_LT(alarmsOf(seriesOf(*findings, figure, "B")), 6) << "the other scanner has not changed";
  }
  ASSERT_FALSE(findings->alarms.empty());
  EXPECT_TRUE(std::ranges::is_sorted(findings->alarms, {}, &DriftAlarm::first));
  EXPECT_GT(findings->alarms.size(), 3 * findings->expectedAlarms);
  const auto shift = std::ranges::find_if(findings->alarms, [](const DriftAlarm& one) {
    return one.scanner == "A" && one.figure == "eosin" && one.first >= weekOf(kStart + std::chrono::days(70));
  });
  ASSERT_NE(shift, findings->alarms.end());
  EXPECT_TRUE(shift->sentence.starts_with("the index of eosin is ")) << shift->sentence;
}

// Nothing changes: over many references and weeks a series alarms as often as is stated, and as was simulated.
TEST(Drift, AlarmsAsOftenAsStatedWhereNothingChanges) {
  const int rounds = test::soaked(60) + 6;
  double alarms = 0, judged = 0, shareAlarms = 0, shareExpected = 0;
  Laboratory lab;
  lab.weeks = 200;
  lab.scanners = {"A"};
  for (int round = 0; round < rounds; ++round) {
    const auto seed = static_cast<std::uint64_t>(round);
    const auto findings = analyseDrift(slidesOf(lab, 100 + seed), referenceFor(1000 + seed), {});
    ASSERT_TRUE(findings);
    for (const DriftSeries& one : findings->series)
      for (const DriftPoint& point : one.points) {
        if (!point.unjudged.empty()) continue;
        if (one.kind == SeriesKind::stability) {
          ++judged;
          alarms += point.alarm ? 1 : 0;
        } else {
          shareExpected += point.falseAlarm;
          shareAlarms += point.alarm ? 1 : 0;
        }
      }
    const DriftSeries& combined = seriesOf(*findings, "combined", "");
    EXPECT_EQ(combined.statedInterval, 52);
    EXPECT_GT(52, combined.found.lower95 * 0.93);
    EXPECT_LT(52, combined.found.upper95 * 1.07);
    EXPECT_EQ(findings->scanners, std::vector<std::string>{"A"});
    EXPECT_EQ(findings->series.size(), 5U) << "one scanner is told once";
  }
  const double expected = judged / 52;
  // Weeks of one round share a reference, so they vary together.
  EXPECT_NEAR(alarms, expected, 0.35 * expected);
  EXPECT_NEAR(shareAlarms, shareExpected, 0.5 * shareExpected + 8);
}

// Weeks of 8 slides are judged three at a time; what is left at the end is told as too few.
TEST(Drift, PutsSmallWeeksTogether) {
  Laboratory lab;
  lab.weeks = 10;
  lab.weekly = 8;
  lab.scanners = {"A"};
  lab.unscored = 0;
  const auto findings = analyseDrift(slidesOf(lab, 3), referenceFor(4), {});
  ASSERT_TRUE(findings);
  const auto& points = seriesOf(*findings, "combined", "").points;
  ASSERT_EQ(points.size(), 4U);
  EXPECT_EQ(points[0].weeks, "2026-W02 to 2026-W04");
  EXPECT_EQ(points[0].n, 24U);
  EXPECT_EQ(points[3].weeks, "2026-W11");
  EXPECT_EQ(points[3].unjudged, "too few: 8");
  EXPECT_TRUE(std::isnan(points[3].value));
  EXPECT_FALSE(points[3].alarm);
}

// The order of the rows means nothing.
TEST(Drift, TakesSlidesInAnyOrder) {
  Laboratory lab;
  lab.weeks = 20;
  auto slides = slidesOf(lab, 3);
  const auto findings = analyseDrift(slides, referenceFor(4), {});
  std::ranges::stable_sort(slides, std::greater{}, &Observation::day);
  const auto again = analyseDrift(slides, referenceFor(4), {});
  ASSERT_TRUE(findings && again);
  ASSERT_EQ(again->series.size(), findings->series.size());
  for (std::size_t i = 0; i < findings->series.size(); ++i)
    for (std::size_t p = 0; p < findings->series[i].points.size(); ++p) {
      EXPECT_EQ(again->series[i].points[p].weeks, findings->series[i].points[p].weeks);
      EXPECT_EQ(again->series[i].points[p].n, findings->series[i].points[p].n);
    }
}

// Ten slides of one patient are one patient: their scores' mean, and the inputs of the first.
TEST(Drift, CountsPatientsOnce) {
  std::vector<Observation> slides(3);
  for (std::size_t i = 0; i < 3; ++i) {
    slides[i].day = kStart;
    slides[i].outcome = Outcome::scored;
    slides[i].patient = 7;
    slides[i].values = {{"combined", 0.1 * static_cast<double>(i + 1)}, {"eosin", static_cast<double>(i)}};
  }
  Slides all;
  for (const Observation& one : slides) all.push_back(&one);
  EXPECT_EQ(sizeOf(all, Counted::scoredPatients), 1U);
  EXPECT_EQ(sizeOf(all, Counted::slides), 3U);
  ASSERT_EQ(patientValues(all, "combined").size(), 1U);
  EXPECT_DOUBLE_EQ(patientValues(all, "combined")[0], 0.2);
  EXPECT_EQ(patientValues(all, "eosin"), std::vector<double>{0});
  for (Observation& one : slides) one.patient = 0;
  EXPECT_EQ(patientValues(all, "eosin"), (std::vector<double>{0, 1, 2}));
}

TEST(Drift, FindsMoreSlidesWithoutAScore) {
  Laboratory lab;
  lab.shiftFrom = 30;
  lab.unscoredLater = 0.15;
  for (const bool stated : {false, true}) {
    DriftLimits limits;
    if (stated) limits.notAssessable = 0.02;
    Reference reference = referenceFor(4);
    if (!stated) reference.outcomes.reset();
    const auto findings = analyseDrift(slidesOf(lab, 5), reference, limits);
    ASSERT_TRUE(findings);
    const DriftSeries& share = seriesOf(*findings, "notAssessable", "");
    EXPECT_EQ(share.usualFrom, stated ? "stated" : "the first 8 weeks");
    EXPECT_EQ(share.points[0].unjudged, stated ? "" : "taught the usual share");
    int before = 0, after = 0;
    for (std::size_t i = 0; i < share.points.size(); ++i) (i < 30 ? before : after) += share.points[i].alarm ? 1 : 0;
    EXPECT_LE(before, 2);
    EXPECT_GT(after, 20);
    EXPECT_GE(share.statedInterval, 52) << "counts are whole: rather too rare than too often";
    EXPECT_EQ(alarmsOf(seriesOf(*findings, "outsideScope", "")), 0);
  }
}

TEST(Drift, SaysWhatItCannotJudge) {
  Laboratory lab;
  lab.weeks = 5;
  Reference bare{"the bundle", {{"combined", {}, {116}}}, std::nullopt, {}};
  const auto findings = analyseDrift(slidesOf(lab, 5), bare, {});
  ASSERT_TRUE(findings);
  EXPECT_EQ(seriesOf(*findings, "combined", "").notAssessable,
            "the reference has one bin: almost all of its values are the same");
  EXPECT_TRUE(seriesOf(*findings, "unscored", "").notAssessable.starts_with("the usual share is not known"));
  EXPECT_EQ(findings->judged, 0U);
  EXPECT_TRUE(std::isinf(weeksBetweenFalseAlarms(*findings)));
  const auto none = analyseDrift({}, bare, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::notFound);
  DriftLimits limits;
  limits.falseAlarmWeeks = 1;
  EXPECT_EQ(analyseDrift(slidesOf(lab, 5), bare, limits).error().message,
            "a false alarm can be expected once in 2 to 2000 weeks, not in 1");
  limits = {};
  limits.leastSlides = 5;
  EXPECT_EQ(analyseDrift(slidesOf(lab, 5), bare, limits).error().message,
            "fewer than 10 slides cannot be judged, so not 5");
  EXPECT_FALSE(referenceOf(std::vector<Observation>{}, "an empty cohort"));
}

std::vector<Observation> controlReadings(int weeks, int shiftFrom, double shift, std::uint64_t seed) {
  CounterRandom random(seed, 1);
  std::vector<Observation> readings;
  for (int week = 0; week < weeks; ++week) {
    Observation one;
    one.day = kStart + std::chrono::days(7 * week);
    one.scanner = "A";
    one.control = "CONTROL-1";
    one.outcome = Outcome::scored;
    one.values["combined"] = 0.4 + 0.01 * (random.normal() + (week >= shiftFrom ? shift : 0));
    readings.push_back(one);
  }
  return readings;
}

TEST(Drift, FindsAControlSlideThatMoved) {
  for (const bool stated : {false, true}) {
    DriftLimits limits;
    if (stated) limits.controlTargets["CONTROL-1"] = {0.4, 0.01};
    const auto findings = analyseDrift(controlReadings(60, 40, 2, 8), {"none", {}, std::nullopt, {}}, limits);
    ASSERT_TRUE(findings) << findings.error().message;
    ASSERT_EQ(findings->controls.size(), 1U);
    const ControlSeries& control = findings->controls[0];
    EXPECT_TRUE(std::isnan(control.readings[0].score) != stated) << "the first ones only teach";
    int before = 0, early = 0;
    for (std::size_t i = 0; i < control.readings.size(); ++i) {
      before += i < 40 && control.readings[i].alarm ? 1 : 0;
      early += i >= 40 && i < 45 && control.readings[i].alarm ? 1 : 0;
    }
    EXPECT_LE(before, 2);
    EXPECT_GE(early, 1) << "two standard deviations are found within five readings";
    EXPECT_EQ(control.readingsBetween, 52);
    EXPECT_GT(52, control.found.lower95 * 0.98);
    EXPECT_LT(52, control.found.upper95 * 1.02);
  }
}

// A file that is scored again gives the same score, until the program or its machine changes.
TEST(Drift, AControlFileThatIsScoredAgain) {
  auto readings = controlReadings(20, 99, 0, 8);
  for (std::size_t i = 0; i < readings.size(); ++i) readings[i].values["combined"] = i < 15 ? 0.41 : 0.41001;
  readings[7].values.clear();
  readings[7].outcome = Outcome::unscored;
  const auto findings = analyseDrift(readings, {"none", {}, std::nullopt, {}}, {});
  ASSERT_TRUE(findings);
  const auto& read = findings->controls[0].readings;
  EXPECT_EQ(read[7].why, "no score");
  EXPECT_EQ(read[15].why, "higher");
  const auto isAlarm = [](const ControlReading& one) { return one.alarm; };
  EXPECT_EQ(std::count_if(read.begin(), read.begin() + 15, isAlarm), 1) << "nothing but the missing score";
  const auto few = analyseDrift(controlReadings(4, 99, 0, 1), {"none", {}, std::nullopt, {}}, {});
  EXPECT_EQ(few->controls[0].notAssessable, "5 readings of it are needed before one can be judged");
}

// Readings of the reference teach, so that the first one afterwards is judged.
TEST(Drift, ControlsOfTheReferenceTeach) {
  Reference reference{"the cohort", {}, std::nullopt, controlReadings(30, 99, 0, 3)};
  const auto findings = analyseDrift(controlReadings(3, 0, 9, 4), reference, {});
  ASSERT_TRUE(findings);
  EXPECT_EQ(findings->controls[0].taught, 30U);
  EXPECT_TRUE(findings->controls[0].readings[0].alarm);
}

}  // namespace
}  // namespace snitt::drift
