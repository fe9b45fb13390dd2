#include "app/snitt/cohort/compare_output.h"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text/html.h"
#include "core/text/number.h"
#include "ui/report/charts/charts.h"

namespace snitt::app {
namespace {

using Json = nlohmann::ordered_json;
using statistics::Estimate;

constexpr std::array kClasses{"good", "uncertain", "poor"};

constexpr std::string_view kStyle = R"(
:root{color-scheme:light}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1d1f;background:#fff}
h1{font-size:1.35rem;margin:0 0 .2rem}h2{font-size:1.1rem;margin:1.6rem 0 .3rem}
table{border-collapse:collapse;margin:.4rem 0 1rem}
th,td{text-align:left;padding:.25rem 1rem .25rem 0;border-bottom:1px solid #ddd}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.quiet{color:#666}svg{max-width:100%;height:auto}
)";

std::string number(double value, int decimals = 3) { return std::isnan(value) ? "–" : fixed(value, decimals); }

std::string withInterval(const Estimate& one) {
  if (std::isnan(one.lower95)) return number(one.value);
  return fmt::format("{} ({} to {})", number(one.value), number(one.lower95), number(one.upper95));
}

Json figure(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json estimate(const Estimate& one) {
  return {{"value", figure(one.value)}, {"lower95", figure(one.lower95)}, {"upper95", figure(one.upper95)}};
}

Json scoreJson(const ScoreAgreement& one) {
  return {{"score", one.name},
          {"patients", one.patients.size()},
          {"largestDifference", one.largestDifference},
          {"bias", estimate(one.blandAltman.bias)},
          {"sdOfDifferences", figure(one.blandAltman.sd)},
          {"lowerLimit", estimate(one.blandAltman.lowerLimit)},
          {"upperLimit", estimate(one.blandAltman.upperLimit)},
          {"icc21", estimate(one.intraclass.agreement)},
          {"icc31", estimate(one.intraclass.consistency)}};
}

std::string rowOf(const std::vector<std::string>& cells, const char* tag = "td") {
  std::string text = "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    text += fmt::format("<{0}{1}>{2}</{0}>", tag, i > 0 ? " class=\"n\"" : "", htmlText(cells[i]));
  return text + "</tr>\n";
}

std::string scoresTable(const CohortComparison& comparison) {
  std::string text =
      "<table>\n" +
      rowOf({"Score", "Patients", "Bias (A − B)", "Limits of agreement", "Largest difference", "ICC(2,1)"}, "th");
  for (const ScoreAgreement& one : comparison.scores)
    text += rowOf({one.name, std::to_string(one.patients.size()), withInterval(one.blandAltman.bias),
                   number(one.blandAltman.lowerLimit.value) + " to " + number(one.blandAltman.upperLimit.value),
                   number(one.largestDifference, 4), withInterval(one.intraclass.agreement)});
  return text + "</table>\n";
}

std::string classesTable(const CohortComparison& comparison) {
  std::string text = "<table>\n" + rowOf({"A \\ B", "good", "uncertain", "poor"}, "th");
  for (std::size_t row = 0; row < kClasses.size(); ++row) {
    std::vector<std::string> cells{kClasses[row]};
    for (std::size_t column = 0; column < kClasses.size(); ++column)
      cells.push_back(std::to_string(comparison.classes[row * kClasses.size() + column]));
    text += rowOf(cells);
  }
  return text + "</table>\n";
}

charts::AgreementLine line(const Estimate& one) { return {one.value, one.lower95, one.upper95}; }

Result<std::string> chartOf(const ScoreAgreement& one) {
  charts::BlandAltmanChart chart;
  chart.words.title = one.name;
  chart.words.note = fmt::format("{} patients", one.patients.size());
  for (std::size_t i = 0; i < one.first.size(); ++i) {
    chart.mean.push_back((one.first[i] + one.second[i]) / 2);
    chart.difference.push_back(one.first[i] - one.second[i]);
  }
  chart.bias = line(one.blandAltman.bias);
  chart.lowerLimit = line(one.blandAltman.lowerLimit);
  chart.upperLimit = line(one.blandAltman.upperLimit);
  auto svg = charts::blandAltman(chart, {});
  if (!svg) return svg;
  // Inside a page an SVG has no declaration of its own.
  return svg->substr(svg->find("<svg"));
}

}  // namespace

std::string comparisonText(const ComparedRuns& runs, const CohortComparison& comparison) {
  std::string text = fmt::format("A  {}  {}\nB  {}  {}\n  {} patients in both, {} only in A, {} only in B\n",
                                 runs.first, runs.firstRun, runs.second, runs.secondRun, comparison.inBoth,
                                 comparison.onlyFirst.size(), comparison.onlySecond.size());
  for (const ScoreAgreement& one : comparison.scores)
    text += fmt::format("  {:<16} bias {}, limits {} to {}, largest difference {}, ICC {}\n", one.name,
                        number(one.blandAltman.bias.value, 4), number(one.blandAltman.lowerLimit.value, 4),
                        number(one.blandAltman.upperLimit.value, 4), number(one.largestDifference, 6),
                        number(one.intraclass.agreement.value, 4));
  text += fmt::format("  {:<16} {} patients, kappa {}, weighted {}\n", "class", comparison.withClass,
                      withInterval(comparison.kappa.kappa), withInterval(comparison.linearKappa.kappa));
  text += fmt::format("  {:<16} {} patients\n", "another class", comparison.changed.size());
  for (const ChangedPatient& one : comparison.changed)
    text += fmt::format("    {}: {} → {}\n", one.patient, one.before, one.after);
  return text;
}

std::string comparisonJson(const ComparedRuns& runs, const CohortComparison& comparison) {
  Json json{{"format", "snitt-cohort-comparison/1"},
            {"first", {{"folder", runs.first}, {"run", runs.firstRun}, {"patients", comparison.inFirst}}},
            {"second", {{"folder", runs.second}, {"run", runs.secondRun}, {"patients", comparison.inSecond}}},
            {"inBoth", comparison.inBoth},
            {"onlyFirst", comparison.onlyFirst},
            {"onlySecond", comparison.onlySecond},
            {"scores", Json::array()},
            {"withClass", comparison.withClass},
            {"classes", comparison.classes},
            {"kappa", estimate(comparison.kappa.kappa)},
            {"linearKappa", estimate(comparison.linearKappa.kappa)},
            {"changed", Json::array()}};
  for (const ScoreAgreement& one : comparison.scores) json["scores"].push_back(scoreJson(one));
  for (const ChangedPatient& one : comparison.changed)
    json["changed"].push_back({{"patient", one.patient}, {"before", one.before}, {"after", one.after}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::string> comparisonPage(const ComparedRuns& runs, const CohortComparison& comparison) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Two runs of a cohort</title>\n"
      "<style>{}</style>\n</head>\n<body>\n<h1>Two runs of a cohort</h1>\n<p>A: {}<br>B: {}</p>\n<p>{} patients are in "
      "both runs, {} only in A, {} only in B. {} of them have another class, or a class in one run alone.</p>\n",
      kStyle, htmlText(runs.firstRun), htmlText(runs.secondRun), comparison.inBoth, comparison.onlyFirst.size(),
      comparison.onlySecond.size(), comparison.changed.size());
  text += "<h2>Scores</h2>\n" + scoresTable(comparison);
  for (const ScoreAgreement& one : comparison.scores) {
    auto chart = chartOf(one);
    if (!chart) return chart;
    text += *chart;
  }
  text += fmt::format("<h2>Classes</h2>\n<p>{} patients have a class in both runs: κ {}, with linear weights {}.</p>\n",
                      comparison.withClass, withInterval(comparison.kappa.kappa),
                      withInterval(comparison.linearKappa.kappa));
  text += classesTable(comparison);
  if (!comparison.changed.empty()) {
    text += "<h2>Patients whose class changes</h2>\n<table>\n" + rowOf({"Patient", "A", "B"}, "th");
    for (const ChangedPatient& one : comparison.changed) text += rowOf({one.patient, one.before, one.after});
    text += "</table>\n";
  }
  return text + "<p class=\"quiet\">Research software: not for diagnosis.</p>\n</body>\n</html>\n";
}

}  // namespace snitt::app
