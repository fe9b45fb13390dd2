#include "support/sample_document.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "support/make_picture.h"
#include "support/sample_charts.h"
#include "support/temp_folder.h"

namespace snitt::test {

using namespace document;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Table discrimination() {
  return {"discrimination-c",
          "Discrimination at five years",
          {{"figure", "Figure"},
           {"patients", "Patients", ColumnKind::count},
           {"events", "Events", ColumnKind::count},
           {"estimate", "Estimate (95 % CI)", ColumnKind::number, 2},
           {"p", "p", ColumnKind::p},
           {"seed", "Seed", ColumnKind::count, 0, true}},
          {{std::string("Harrell's C"), std::int64_t{1171}, std::int64_t{317}, Interval{0.712, 0.671, 0.753}, 1e-12,
            std::int64_t{20260504}},
           {std::string("Uno's C"), std::int64_t{1171}, std::int64_t{317}, Interval{0.701, 0.655, 0.747}, 0.0471, {}},
           {std::string("Hazard ratio, poor against good"),
            std::int64_t{12345},
            std::int64_t{317},
            Interval{11.2, 6.1, kInfinite},
            0.271,
            {}},
           {std::string("Difference of the two models' C"),
            std::int64_t{1171},
            std::int64_t{317},
            Interval{-0.011, -0.032, 0.010},
            0.9951,
            {}},
           {std::string("AUC at ten years"), std::int64_t{9}, Withheld{}, Interval{kNone, kNone, kNone}, kNone, {}}},
          "Intervals by bootstrap of patients, 2,000 resamples, seed 20260504.",
          true};
}

// Eighty slides without a score, as an annex lists them.
Table eightyRows() {
  Table table{"failures-slides",
              "Slides without a score",
              {{"slide", "Slide"},
               {"site", "Site"},
               {"area", "Tumour (mm²)", ColumnKind::number, 1},
               {"share", "Read", ColumnKind::percent, 1},
               {"why", "Why"}},
              {},
              "",
              true};
  Chance chance(3);
  for (int i = 0; i < 80; ++i) {
    std::string why = i % 7 == 0 ? "not assessable: the tumour measures less than the bundle asks for, and parts of it "
                                   "lie under a pen mark, a fold or out of focus"
                                 : "failed: the slide could not be read";
    if (i == 40) why = "aVeryLongNameWithoutAnyBlankInItThatNobodyCouldBreakIntoLinesButThatMustFitAllTheSame";
    table.rows.push_back({"S-" + std::to_string(1000 + i) + (i % 9 == 0 ? "-rescan-on-the-second-scanner.svs" : ".svs"),
                          std::string(i % 3 == 0 ? "Ørje" : "Übungsdorf"),
                          i % 11 == 0 ? Cell{kNone} : Cell{std::exp(4 * chance.uniform())},
                          i % 13 == 0 ? Cell{Withheld{}} : Cell{chance.uniform()}, why});
  }
  return table;
}

Table nineColumns() {
  Table table{"cohort-table",
              "Cohort by site, beside the patients the model was trained on",
              {{"what", "Characteristic"},
               {"a", "Ørje University Hospital (n = 412)", ColumnKind::count},
               {"aShare", "", ColumnKind::percent, 1},
               {"b", "Übungsdorf (n = 388)", ColumnKind::count},
               {"bShare", "", ColumnKind::percent, 1},
               {"c", "St. Elsewhere (n = 371)", ColumnKind::count},
               {"cShare", "", ColumnKind::percent, 1},
               {"d", "Training (n = 2 473)", ColumnKind::count},
               {"smd", "Standardised mean difference (95 % CI)", ColumnKind::number, 2}},
              {},
              "Counts below 5 are withheld (·), and so are those from which one would follow.",
              true};
  Chance chance(4);
  for (const char* what : {"Women", "Age 65 or more", "Stage II", "Stage III", "Right colon", "Rectum",
                           "Adjuvant chemotherapy that lasted for at least three months", "Microsatellite instable",
                           "Stain batch 2026-01", "Scanner model is not known"}) {
    const auto count = [&] { return Cell{static_cast<std::int64_t>(5 + chance.below(400))}; };
    const double smd = chance.uniform() - 0.5;
    table.rows.push_back({std::string(what), count(), chance.uniform(), count(), chance.uniform(), count(),
                          chance.uniform(), count(), Interval{smd, smd - 0.1, smd + 0.1}});
  }
  for (const std::size_t cell : {1U, 2U, 5U, 6U}) table.rows.back()[cell] = Withheld{};
  return table;
}

std::vector<Criterion> criteria(int from, int count, const std::string& section) {
  std::vector<Criterion> all;
  for (int i = from; i < from + count; ++i) {
    Criterion one{i,      "Harrell's C at 5 years: lower limit ≥ 0.65", "0.71 (95 % CI 0.67–0.75)", Verdict::passed, "",
                  section};
    if (i % 3 == 1)
      one = {i,
             "Calibration slope at 5 years, of risks that were frozen in the bundle before the lock: between 0.8 and "
             "1.25, with its whole 95 % interval",
             "0.62 (95 % CI 0.41–0.83), which leaves what the protocol allows on its lower side",
             Verdict::failed,
             "",
             section};
    if (i % 5 == 4)
      one = {i, "Dice of the segmentation ≥ 0.85", "", Verdict::notAssessable, "there is no reference mask", section};
    all.push_back(one);
  }
  return all;
}

Picture picture(const std::string& id, const std::string& suffix, int widthPx, double widthMm) {
  const TempFolder folder;
  const auto file = folder / ("picture" + suffix);
  savePicture(file, tissueImage(widthPx, 200));
  std::ifstream in(file, std::ios::binary);
  return {id, std::string(std::istreambuf_iterator<char>(in), {}), "Slide " + id + ": score 0.93, event after 12 years",
          "Thumbnail of slide " + id, widthMm};
}

Section chartSection(const Chart& chart) {
  Section section{chart.id, chart.title, "It is drawn from its own tables.", {chart}, {}, ""};
  return section;
}

std::vector<Section> awkwardSections() {
  std::vector<Section> sections;
  sections.push_back(
      {"flow",
       "Flow of patients and slides",
       "Of 1,250 patients 1,171 were scored; 79 were not, each for a reason that is listed.",
       {Paragraph{"A patient may have several slides; the report counts patients unless it says slides.", Tone::body},
        eightyRows()},
       criteria(1, 2, "flow"),
       ""});
  sections.push_back({"cohort",
                      "Cohort",
                      "The three sites differ from the training data in age and stage.",
                      {nineColumns(), Paragraph{"Of the rest nothing is known.", Tone::note}},
                      {},
                      ""});
  sections.push_back(
      {"discrimination",
       "Discrimination",
       "Harrell's C was 0.71 (95 % CI 0.67–0.75).",
       {discrimination(), Paragraph{"Two slides of one patient lay on both sides of the threshold.", Tone::warning}},
       criteria(3, 10, "discrimination"),
       ""});
  for (const Chart& chart : documentCharts()) sections.push_back(chartSection(chart));
  sections.push_back({"empty", "Nothing to draw", "Each says why.", {}, {}, ""});
  for (const Chart& chart : emptyDocumentCharts()) sections.back().blocks.emplace_back(chart);
  sections.push_back({"none",
                      "A section without blocks",
                      "There is nothing but this sentence.",
                      {},
                      {},
                      "The protocol leaves it to the reader."});
  sections.push_back({"annex",
                      "The largest errors",
                      "These slides were furthest from what happened.",
                      {PictureRow{{picture("A-1", ".png", 300, 55), picture("A-2", ".jpg", 200, 55),
                                   picture("A-3", ".png", 250, 55), picture("A-4", ".png", 400, 90)}},
                       Paragraph{"snitt validate report --protocol /data/validation/2026/protocol.json \\\n  --cohort "
                                 "/data/validation/2026/cohort.csv --out /data/validation/2026/report",
                                 Tone::body}},
                      criteria(13, 2, "annex"),
                      ""});
  return sections;
}

}  // namespace

Document awkwardDocument() {
  Document document;
  document.format = "snitt-validation/1";
  document.title = "Validation report";
  document.study =
      "External validation of the colon model 3.1 <in patients & slides> of the university hospitals of Übungsdorf and "
      "Ørje, operated on between 2004 and 2016";
  document.hash = "3f1c9a0b7d5e2486c0ffee1234567890abcdef0123456789fedcba9876543210";
  document.date = "2026-05-04T09:31:22Z";
  document.mark = "Research use only";
  document.notices = {"The threshold was tuned on the patients of this report.",
                      "12 patients may have trained the model: the overlap is not assessable, since the site has no "
                      "training record that names its patients, slides and fingerprints.",
                      "The protocol was locked after the first slide had been scored.",
                      "The cohort's extract was changed after the lock.", "The bundle is a demonstrator's."};
  document.conclusion =
      "Nine of fourteen criteria passed, three failed and two could not be assessed: the model may not be used at this "
      "site.";
  document.verdict = Verdict::failed;
  document.front = {
      Facts{{{"Intended use", "Prognosis of colorectal cancer of stage II and III after surgery with curative intent"},
             {"Protocol", "locked 2026-01-12T08:00:00Z by anna"},
             {"SHA-256 of the bundle", std::string(64, 'b')},
             {"SHA-256 of the cohort's extract", std::string(64, 'c')},
             {"Program", "snitt 3.1.0 (LibTorch 2.4.0, oneDNN 3.5), on cpu, 16 threads"},
             {"Reviewed by", "–"}}}};
  document.sections = awkwardSections();
  return document;
}

Document plainDocument() {
  Document document;
  document.format = "snitt-validation/1";
  document.title = "Validation report";
  document.study = "Søvik 2026";
  document.hash = std::string(64, 'a');
  document.date = "2026-05-04T09:31:22Z";
  document.mark = "Research use only";
  document.conclusion = "Both criteria passed.";
  document.verdict = Verdict::passed;
  document.sections = {{"discrimination",
                        "Discrimination",
                        "Harrell's C was 0.71 (95 % CI 0.67–0.75).",
                        {discrimination()},
                        {{1, "Harrell's C at 5 years: lower limit ≥ 0.65", "0.71 (95 % CI 0.67–0.75)", Verdict::passed,
                          "", "discrimination"}},
                        ""},
                       {"drift",
                        "Drift",
                        "Nothing drifted.",
                        {},
                        {{2, "PSI of the score < 0.2", "0.04", Verdict::passed, "", "drift"}},
                        ""}};
  return document;
}

}  // namespace snitt::test
