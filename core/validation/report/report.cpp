#include "core/validation/report/report.h"

#include <fmt/format.h>

#include <array>

#include "core/validation/report/build_p.h"
#include "core/validation/report/front_p.h"

namespace snitt::validation {
namespace {

constexpr std::size_t kMostErrors = 12;
constexpr std::size_t kLeastResamples = 2000;

using SectionFunction = SectionResult (*)(Build&);

constexpr std::array kSections{
    SectionFunction{flowSection},           SectionFunction{cohortSection},   SectionFunction{sampleSizeSection},
    SectionFunction{discriminationSection}, SectionFunction{survivalSection}, SectionFunction{multivariableSection},
    SectionFunction{calibrationSection},    SectionFunction{decisionSection}, SectionFunction{subgroupSection},
    SectionFunction{repeatabilitySection},  SectionFunction{classSection},    SectionFunction{nearThresholdSection},
    SectionFunction{failureSection},        SectionFunction{driftPlanSection}};

document::Document headOf(const ReportInput& input) {
  document::Document document;
  document.format = "snitt-validation/1";
  document.title = "Validation report";
  document.study = input.protocol.study;
  document.hash = input.lockHash;
  document.date = input.runDate;
  document.mark = "Research use only";
  document.notices = input.notices;
  if (input.protocol.resamples < kLeastResamples)
    document.notices.push_back(fmt::format("Intervals rest on {} resamples, fewer than the {} of a validation",
                                           input.protocol.resamples, kLeastResamples));
  document.front = frontBlocks(input);
  return document;
}

void placeCriteria(document::Document& document, const std::vector<document::Criterion>& criteria) {
  for (document::Section& section : document.sections)
    for (const document::Criterion& one : criteria)
      if (one.sectionId == section.id) section.criteria.push_back(one);
}

}  // namespace

Result<ValidationReport> makeReport(const ReportInput& input) {
  auto build = Build::make(input);
  if (!build) return fail(build.error());
  ValidationReport report;
  report.document = headOf(input);
  for (const SectionFunction make : kSections) {
    if (input.stop.stop_requested()) return fail(ErrorKind::cancelled, "interrupted");
    auto section = make(*build);
    if (!section) return fail(section.error());
    report.document.sections.push_back(*std::move(section));
  }
  report.criteria = judge(input.protocol, build->figures);
  report.verdict = verdictOf(report.criteria);
  report.conclusion = conclusionOf(report.criteria);
  placeCriteria(report.document, report.criteria);
  report.document.verdict = report.verdict;
  report.document.conclusion = report.conclusion;
  report.document.sections.push_back(conclusionSection(*build, report.criteria, report.document.notices));
  report.document.sections.push_back(filesSection(input, report.document));
  report.worst = worstErrors(*build, kMostErrors);
  report.annex = annexOf(*build, report.document, report.worst);
  report.patientsCsv = build->tableCsv();
  return report;
}

}  // namespace snitt::validation
