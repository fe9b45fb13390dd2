// A report as data: sections with their sentences, tables, charts and criteria. Pages (PDF, HTML), JSON and CSV are all
// made of this one value, so that no number is in one of them alone, and what was withheld is withheld everywhere: a
// chart is drawn from its own tables and knows nothing else. Plain values; the same value gives the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace snitt::document {

// A number with its 95 % interval; NaN where it is not defined.
struct Interval {
  double value = 0;
  double lower95 = 0;
  double upper95 = 0;
  bool operator==(const Interval&) const = default;
};

// A figure that was computed and is not told: it counts fewer patients than the smallest cell, or would show one that
// does.
struct Withheld {
  bool operator==(const Withheld&) const = default;
};

// monostate: there is nothing to say. A double that is NaN was not defined ("n/e", null, empty in CSV); a count is a
// std::int64_t.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Interval, Withheld>;

enum class ColumnKind {
  text,
  count,
  number,   // double or Interval, with `decimals`
  percent,  // the same; 0.25 is written "25 %" in pages, 0.25 in files
  p,        // a p value: pInWords' rule without "p = " in pages, all digits in files
};

struct Column {
  std::string key;      // in files: camelCase, "lower95" is added for intervals
  std::string heading;  // in pages
  ColumnKind kind = ColumnKind::text;
  int decimals = 3;
  bool hidden = false;  // in files alone
  bool operator==(const Column&) const = default;
};

struct Table {
  std::string id;     // unique in the document; the CSV's name: "discrimination-c"
  std::string title;  // in pages; empty: none
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // as long as `columns`
  std::string note;                     // under it
  bool inPages = true;                  // false: in the files alone
  bool operator==(const Table&) const = default;
};

// What each kind reads from its tables, named by the part of the id after the chart's: chart "km" has "km-curve".
// Columns are keys; text may be empty.
enum class ChartKind {
  // "curve": group, time, survival (Interval), one a step; "at-risk": group, time, atRisk, censored (counts, Withheld).
  kaplanMeier,
  // "curve": group, cause, time, incidence (Interval); "at-risk" as above.
  cumulativeIncidence,
  // "groups": predicted, observed (Interval), patients; "smooth": predicted, observed; "histogram": from, to, patients.
  calibration,
  // "curve": model, threshold, netBenefit; the model "Treat all" is drawn as such, "Treat none" is the line at 0.
  decisionCurve,
  // "rows": label, level (0 heading, 1 row, 2 overall), patients, events, ratio (Interval), interactionP, remark.
  forest,
  // "curve": name, falsePositive, truePositive; "area": name, auc (Interval).
  roc,
  // "curve": name, time, auc (Interval).
  aucOverTime,
  // "points": mean, difference; "lines": line ("bias", "lower", "upper"), value (Interval).
  blandAltman,
  // "points": first, second: two readings of the same thing, with the line of identity.
  paired,
  // "bins": from, to, patients; of one width.
  histogram,
  // "bars": label, patients.
  bars,
  // "points": series, week, at (count: place on the axis), value, limit, alarm ("yes" or empty); a limit may be undefined.
  controlChart,
};

struct Mark {
  std::string name;
  double at = 0;
  bool operator==(const Mark&) const = default;
};

struct Chart {
  std::string id;
  ChartKind kind = ChartKind::bars;
  std::string title;
  std::string note;  // under the title: what was tested, how many patients
  std::string xLabel;
  std::string yLabel;
  std::string below, above;  // forest: what the sides of 1 mean
  double timeTick = 0;       // of time axes: units of the table's time a tick; 0: round numbers
  std::vector<Mark> marks;   // thresholds, in a histogram and on both axes of a paired plot
  std::vector<Table> tables;
  std::string alternative;  // what it shows, for who cannot see it; one sentence
  bool operator==(const Chart&) const = default;
};

enum class Tone { body, note, warning };

struct Paragraph {
  std::string text;
  Tone tone = Tone::body;
  bool operator==(const Paragraph&) const = default;
};

// Label and value, one below the other: hashes, names, dates.
struct Fact {
  std::string label;
  std::string value;
  bool operator==(const Fact&) const = default;
};
struct Facts {
  std::vector<Fact> facts;
  bool operator==(const Facts&) const = default;
};

// A PNG or JPEG of the annex.
struct Picture {
  std::string id;
  std::string bytes;
  std::string caption;
  std::string alternative;
  double widthMm = 80;
  bool operator==(const Picture&) const = default;
};
// Pictures side by side as far as there is room.
struct PictureRow {
  std::vector<Picture> pictures;
  bool operator==(const PictureRow&) const = default;
};

using Block = std::variant<Paragraph, Facts, Table, Chart, PictureRow>;

enum class Verdict { passed, failed, notAssessable };
[[nodiscard]] constexpr std::string_view toText(Verdict verdict) {
  return verdict == Verdict::passed ? "passed" : verdict == Verdict::failed ? "failed" : "not assessable";
}

// A criterion of the protocol and what became of it.
struct Criterion {
  int number = 0;     // as in the protocol, from 1
  std::string asked;  // "Harrell's C at 5 years: lower limit ≥ 0.65"
  std::string found;  // "0.71 (95 % CI 0.67–0.75)"; empty where there is no figure
  Verdict verdict = Verdict::notAssessable;
  std::string why;        // not assessable: why, part of a sentence
  std::string sectionId;  // where the figure stands
  bool operator==(const Criterion&) const = default;
};

struct Section {
  std::string id;        // "discrimination"
  std::string title;     // without its number, which is its place (from 1)
  std::string sentence;  // what it shows, with its number; the first thing in it
  std::vector<Block> blocks;
  std::vector<Criterion> criteria;  // the last thing in it
  std::string noCriterion;          // why it ends without one; empty: "The protocol has no criterion here."
  bool operator==(const Section&) const = default;
};

struct Document {
  std::string format;                // of the JSON: "snitt-validation/1"
  std::string title;                 // "Validation report"
  std::string study;                 // in the head of every page
  std::string hash;                  // likewise, in full
  std::string date;                  // ISO 8601: becomes the PDF's date
  std::string mark;                  // "Research use only", on every page
  std::vector<std::string> notices;  // on every page, one sentence each
  std::string conclusion;            // in one sentence, on the front
  Verdict verdict = Verdict::notAssessable;
  bool isJudged = true;  // false: without verdict and criteria, in the document and in its sections
  std::vector<Block> front;
  std::vector<Section> sections;
  bool operator==(const Document&) const = default;
};

}  // namespace snitt::document
