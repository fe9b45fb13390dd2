// What must not leave the site: a row a patient, the slides without a score, the largest errors.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text/number.h"
#include "core/validation/report/front_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/reasons_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Cell;
using document::Table;

struct Error {
  const StudyPatient* patient;
  double size = 0;  // of the score from what happened
  bool hadEvent = false;
};

// Who had the event and a low score, or was free of it beyond the last horizon with a high one.
std::vector<Error> errorsOf(const Build& build) {
  std::vector<Error> errors;
  const double horizon = build.horizonDays(build.protocol().horizonsYears.size() - 1);
  for (std::size_t i = 0; i < build.n(); ++i) {
    const bool event = build.event()[i] != 0 && build.time()[i] <= horizon;
    const bool isFree = build.time()[i] >= horizon && !event;
    if (event)
      errors.push_back({build.patients()[i], 1 - build.score()[i], true});
    else if (isFree)
      errors.push_back({build.patients()[i], build.score()[i], false});
  }
  std::ranges::stable_sort(errors, std::greater<>(), &Error::size);
  return errors;
}

std::string endText(const StudyPatient& patient) {
  return patient.outcome.end == FollowUpEnd::event       ? "event"
         : patient.outcome.end == FollowUpEnd::competing ? "competing event"
                                                         : "censored";
}

std::string classText(const StudyPatient& patient) {
  return patient.prognosis ? std::string(toText(*patient.prognosis)) : std::string();
}

Cell scoreCell(const StudyPatient& patient) {
  if (!patient.combined) return std::monostate{};
  return *patient.combined;
}

std::vector<Cell> patientRow(const StudyPatient& one) {
  return {one.key, classText(one), scoreCell(one), one.outcome.timeDays / kDaysPerYear, endText(one)};
}

std::vector<document::Column> patientColumns() {
  return {textColumn("patient", "Patient"), textColumn("class", "Class"), numberColumn("score", "Combined score", 3),
          numberColumn("years", "Years followed", 2), textColumn("end", "Ended by")};
}

document::Section errorSection(const Build& build, const std::vector<WorstError>& worst) {
  document::Section section{"largest-errors", "The largest errors", {}, {}, {}, "No criterion: single patients."};
  Table table{"largest-errors", {}, patientColumns(), {}, {}, true};
  for (const WorstError& error : worst) {
    const auto found =
        std::ranges::find(build.patients(), error.patient, [](const StudyPatient* one) { return one->key; });
    if (found != build.patients().end()) table.rows.push_back(patientRow(**found));
  }
  section.sentence = fmt::format(
      "The {} patients whose score was furthest from what had happened by {}: half had the event, half had not.",
      worst.size(), yearsInWords(build.protocol().horizonsYears.back()));
  section.blocks.emplace_back(std::move(table));
  return section;
}

document::Section unscoredSection(const Build& build) {
  document::Section section{"unscored", "Every slide without a score", {}, {}, {}, "No criterion: single slides."};
  Table table{"unscored-slides", {}, {}, {}, {}, true};
  table.columns = {countColumn("slide", "Slide (row of the list)"), textColumn("patient", "Patient"),
                   textColumn("status", "Status"), textColumn("reason", "Reason")};
  for (const StudyPatient& patient : build.study().patients)
    for (const StudySlide& slide : patient.slides)
      if (slide.status != SlideStatus::scored)
        table.rows.push_back({countCell(slide.row), patient.key, std::string(toText(slide.status)), slide.reason});
  section.sentence = table.rows.empty()
                         ? std::string("Every slide of the list was scored.")
                         : fmt::format("{} of the list {} no score.", counted(table.rows.size(), "slide"),
                                       table.rows.size() == 1 ? "has" : "have");
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  return section;
}

// With the reasons as they were written, which name slides and values.
document::Section leftOutSection(const Build& build) {
  document::Section section{"left-out", "Every patient without figures", {}, {}, {}, "No criterion: single patients."};
  Table table{"left-out-patients", {}, {}, {}, {}, true};
  table.columns = {textColumn("patient", "Patient"), textColumn("fate", "Left out as"), textColumn("reason", "Reason")};
  for (const StudyPatient& patient : build.study().patients)
    if (patient.fate != PatientFate::analysed)
      table.rows.push_back({patient.key, std::string(fateText(patient.fate)), patient.reason});
  section.sentence = table.rows.empty()
                         ? std::string("Every patient of the list is in the figures.")
                         : fmt::format("{} of the list {} in no figure.", counted(table.rows.size(), "patient"),
                                       table.rows.size() == 1 ? "is" : "are");
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  return section;
}

document::Section patientSection(const Build& build) {
  document::Section section{"patients", "All patients analysed", {}, {}, {}, "No criterion: single patients."};
  Table table{"patients", {}, patientColumns(), {}, {}, true};
  for (const StudyPatient* one : build.patients()) table.rows.push_back(patientRow(*one));
  section.sentence = fmt::format("{}, in the order of the list.", counted(build.n(), "patient"));
  section.blocks.emplace_back(std::move(table));
  return section;
}

}  // namespace

// Half of them had the event, half had not, as far as there are so many.
std::vector<WorstError> worstErrors(const Build& build, std::size_t most) {
  std::vector<WorstError> worst;
  std::array<std::size_t, 2> taken{};
  for (const Error& one : errorsOf(build)) {
    const StudyPatient& patient = *one.patient;
    std::size_t& ofKind = taken[one.hadEvent ? 1 : 0];
    if (ofKind == most / 2) continue;
    ++ofKind;
    const auto slide = std::ranges::find(patient.slides, SlideStatus::scored, &StudySlide::status);
    worst.push_back({patient.key, slide == patient.slides.end() ? 0 : slide->row,
                     fmt::format("{}: {}, score {}; {} after {} years", patient.key, classText(patient),
                                 fixed(patient.combined.value_or(statistics::kUndefined), 2), endText(patient),
                                 fixed(patient.outcome.timeDays / kDaysPerYear, 1))});
  }
  return worst;
}

document::Document annexOf(const Build& build, const document::Document& report, const std::vector<WorstError>& worst) {
  document::Document annex;
  annex.format = "snitt-validation-annex/1";
  annex.title = "Annex of the validation report";
  annex.study = report.study;
  annex.hash = report.hash;
  annex.date = report.date;
  annex.mark = report.mark;
  annex.notices = report.notices;
  annex.notices.insert(annex.notices.begin(), "Single patients: this annex stays at the site");
  annex.isJudged = false;
  annex.conclusion = "Rows of single patients and slides, for those who may see them.";
  annex.sections = {errorSection(build, worst), unscoredSection(build), leftOutSection(build), patientSection(build)};
  return annex;
}

void addGallery(ValidationReport& report, const std::map<std::size_t, std::string>& pictures) {
  document::PictureRow row;
  std::size_t missing = 0;
  for (const WorstError& one : report.worst) {
    const auto found = pictures.find(one.slide);
    if (found == pictures.end() || found->second.empty()) {
      ++missing;
      continue;
    }
    row.pictures.push_back({fmt::format("error-{}", row.pictures.size() + 1), found->second, one.caption,
                            "The slide with the outline that was scored, and its heatmap", 85});
  }
  document::Section& section = report.annex.sections.front();
  if (!row.pictures.empty()) section.blocks.emplace_back(std::move(row));
  if (missing > 0)
    section.blocks.emplace_back(
        document::Paragraph{fmt::format("Of {} there is no picture in the cohort's folder.", counted(missing, "slide")),
                            document::Tone::note});
}

}  // namespace snitt::validation
