// Statistical plots for papers and reports, from plain figures that were computed elsewhere: one struct and one
// function a plot. No display is needed; call from one thread at a time, the same one each time (Qt's drawing lives in
// it).
//
// All formats are drawn by the same code on a canvas in millimetres with the packaged font. SVG and PNG hold letters as
// shapes, so that they look the same where the font is missing; a PDF holds text with its font, which can be searched.
// The same input gives the same bytes on one machine. Colours can be told apart by colour-blind people, and no meaning
// hangs on them alone: lines differ in their dashes too, and names stand at the curves themselves.
//
// Undefined figures are NaN and leave a gap. A plot without anything to draw says so in a sentence. Names that are too
// long are wrapped, then end in an ellipsis. Errors: usage where arrays of one curve differ in length, times descend,
// there are more than kMostCurves, or the size is none that a picture can have; io where nothing could be drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::charts {

enum class ChartFormat { svg, pdf, png };  // png: 300 pixels an inch

inline constexpr std::size_t kMostCurves = 12;

struct ChartOutput {
  ChartFormat format = ChartFormat::svg;
  double widthMm = 0;   // 0: what suits the plot, up to 160; else 80 to 500, some plots need 130
  double heightMm = 0;  // 0: what suits the plot; else 60 to 500, and more where its texts would not fit
  std::string date{};   // ISO 8601, becomes a PDF's date; empty: 1970-01-01
};

// What all plots have. `note` stands under the title: what was tested, how many patients.
struct ChartWords {
  std::string title{};
  std::string note{};
  std::string xLabel{};  // with its unit: "Time (days)"
  std::string yLabel{};
};

// ---- Curves of survival

// A time axis from 0. Ticks at multiples of `unitsPerTick` (365.25 gives years on an axis of days; every second or
// third of them where they would crowd), else at round numbers. `to`: where the axis ends; else the longest follow-up.
struct TimeAxis {
  std::optional<double> unitsPerTick{};
  std::optional<double> to{};
};

// Counts of the table under the plot that were made elsewhere. Those without a value are withheld: a point stands in
// their place.
struct RiskCell {
  double time = 0;
  std::optional<std::size_t> atRisk{};
  std::optional<std::size_t> censored{};  // before `time`
};

// The follow-up itself, a row of the table under the plot. At a tick t stand the patients at risk (time ≥ t) and, in
// brackets, those censored before t; the others had an event. Where single patients are not told, `cells` stand in the
// row instead: the axis then has its ticks at their times, and curves end with their last steps.
struct FollowUp {
  std::string name{};
  std::vector<double> times{};
  std::vector<std::uint8_t> events{};  // 0: censored
  std::vector<RiskCell> cells{};       // times ascending; `times` is empty then
};

struct SurvivalGroup {
  FollowUp followUp{};                   // its name is the curve's; carries the table and the marks of censoring
  std::vector<double> time{};            // of the curve's steps, ascending; 1 before the first
  std::vector<double> survival{};        // from time[i] on
  std::vector<double> lower{}, upper{};  // pointwise interval, or both empty
};

struct KaplanMeierChart {
  ChartWords words{{}, {}, "Time (days)", "Survival probability"};
  TimeAxis axis{};
  std::vector<SurvivalGroup> groups{};
  bool table = true;
};

struct IncidenceCurve {
  std::string group{};  // curves of one group have one colour; may be empty where there is one group
  std::string cause{};  // curves of one cause have one dash; may be empty where there is one cause
  std::vector<double> time{};
  std::vector<double> incidence{};  // from time[i] on; 0 before the first
  std::vector<double> lower{}, upper{};
};

struct CumulativeIncidenceChart {
  ChartWords words{{}, {}, "Time (days)", "Cumulative incidence"};
  TimeAxis axis{};
  std::vector<IncidenceCurve> curves{};
  std::vector<FollowUp> table{};  // any cause is an event; empty: no table
};

// ---- Subgroups

enum class CountShown { count, withheld, blank };  // withheld: a point

struct ForestRow {
  std::string label{};
  bool heading = false;  // words alone
  bool overall = false;  // drawn as a diamond
  std::size_t n = 0, events = 0;
  double ratio = 0, lower = 0, upper = 0;  // NaN: not estimable; upper may be infinite
  std::optional<double> interactionP{};    // of a heading: for the subgroups under it
  std::string remark{};                    // instead of figures, such as "fewer than 5 events"
  CountShown nShown = CountShown::count, eventsShown = CountShown::count;
};

// Its height follows from the rows. words.xLabel names the ratio.
struct ForestChart {
  ChartWords words{{}, {}, "Hazard ratio", {}};
  std::string belowOne{}, aboveOne{};  // what the sides of 1 mean, such as "lower risk"
  std::vector<ForestRow> rows{};
  std::optional<double> from{}, to{};  // of the axis; what leaves it ends in an arrow
};

// ---- Predictions

struct CalibrationGroup {
  double predicted = 0;  // mean of the predicted risks
  double observed = 0, lower = 0, upper = 0;
};

// Patients in a bin of predicted risks; without a value: withheld, drawn as a point.
struct CalibrationBin {
  double from = 0, to = 0;
  std::optional<std::size_t> patients{};
};

struct CalibrationChart {
  ChartWords words{{}, {}, "Predicted risk", "Observed risk"};
  std::vector<CalibrationGroup> groups{};
  std::vector<double> smoothPredicted{}, smoothObserved{};  // may be empty
  std::vector<double> smoothLower{}, smoothUpper{};         // may be empty
  std::vector<double> predicted{};                          // each patient's, for the histogram
  std::string smoothName = "Smoothed";
  std::vector<CalibrationBin> bins{};  // the histogram where `predicted` is not told
};

struct NetBenefitCurve {
  std::string name{};
  std::vector<double> threshold{}, netBenefit{};
};

struct DecisionCurveChart {
  ChartWords words{{}, {}, "Threshold probability", "Net benefit"};
  std::vector<NetBenefitCurve> models{};
  NetBenefitCurve treatAll{"Treat all", {}, {}};
  std::string treatNone = "Treat none";
};

struct RocCurve {
  std::string name{};                                   // the horizon: "1 year"
  std::vector<double> falsePositive{}, truePositive{};  // ascending, with (0, 0) and (1, 1)
  double auc = 0, lower = 0, upper = 0;                 // NaN interval: not shown
};

struct RocChart {
  ChartWords words{{}, {}, "1 − specificity", "Sensitivity"};
  std::vector<RocCurve> curves{};
};

struct AucCurve {
  std::string name{};
  std::vector<double> time{}, auc{};
  std::vector<double> lower{}, upper{};
};

struct AucOverTimeChart {
  ChartWords words{{}, {}, "Time (days)", "AUC(t)"};
  TimeAxis axis{};
  std::vector<AucCurve> curves{};
};

// ---- Agreement

struct AgreementLine {
  double value = 0, lower = 0, upper = 0;  // NaN interval: not shown
};

struct BlandAltmanChart {
  ChartWords words{{}, {}, "Mean of the two scores", "Difference between the scores"};
  std::vector<double> mean{}, difference{};  // one a patient
  AgreementLine bias{}, lowerLimit{}, upperLimit{};
};

// A line across a panel and its name, such as "Threshold 0.46".
struct ThresholdLine {
  double at = 0;
  std::string name{};
};

// Two readings of the same thing on a square plot with the line of identity. Thresholds are lines on both axes.
struct PairedChart {
  ChartWords words{{}, {}, "First score", "Second score"};
  std::vector<double> first{}, second{};  // one a thing
  std::vector<ThresholdLine> thresholds{};
};

[[nodiscard]] Result<std::string> kaplanMeier(const KaplanMeierChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> cumulativeIncidence(const CumulativeIncidenceChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> forest(const ForestChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> calibration(const CalibrationChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> decisionCurve(const DecisionCurveChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> rocOverTime(const RocChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> aucOverTime(const AucOverTimeChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> blandAltman(const BlandAltmanChart& chart, const ChartOutput& output);
[[nodiscard]] Result<std::string> paired(const PairedChart& chart, const ChartOutput& output);

}  // namespace snitt::charts
