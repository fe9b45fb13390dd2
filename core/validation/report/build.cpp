#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/csv.h"
#include "core/statistics/survival/survival_data.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

double standardDeviation(const std::vector<double>& values) {
  if (values.size() < 2) return statistics::kUndefined;
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  double sum = 0;
  for (const double one : values) sum += (one - mean) * (one - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

// Lower bound below upper bound: "< 65", "65 to < 75", "≥ 75".
std::string rangeName(const std::vector<double>& cuts, double value) {
  const auto above = std::ranges::upper_bound(cuts, value);
  if (above == cuts.begin()) return "< " + shortest(cuts.front());
  if (above == cuts.end()) return "≥ " + shortest(cuts.back());
  return shortest(*(above - 1)) + " to < " + shortest(*above);
}

// Covariates and subgroups by the list's own names; the study's follow-up and scores under names of their own.
std::string csvOf(const Build& build) {
  const Protocol& protocol = build.protocol();
  const double sd = build.scoreSd();
  CsvRow header{"patient"};
  for (const std::string_view one :
       {kTimeColumn, kEventColumn, kCompetingColumn, kScoreColumn, kScorePerSdColumn, kClassColumn})
    header.emplace_back(one);
  for (const std::string& one : protocol.adjust) header.push_back(one);
  for (std::size_t i = 0; i < protocol.subgroups.size(); ++i) header.push_back(Build::subgroupColumn(i));
  std::string text = csvRow(header);
  for (std::size_t i = 0; i < build.n(); ++i) {
    const StudyPatient& patient = *build.patients()[i];
    const double score = build.score()[i];
    CsvRow row{patient.key,
               shortest(build.time()[i]),
               build.event()[i] != 0 ? "1" : "0",
               build.competing()[i] != 0 ? "1" : "0",
               shortest(score),
               sd > 0 ? shortest(score / sd) : "",
               std::string(nameOf(build.classes()[i]))};
    for (const std::string& one : protocol.adjust) row.push_back(patient.fact(one));
    for (const SubgroupPart& one : protocol.subgroups) row.push_back(levelOf(patient, one));
    text += csvRow(row);
  }
  return text;
}

}  // namespace

std::string_view nameOf(statistics::RiskClass one) {
  return one == statistics::RiskClass::good ? "good" : one == statistics::RiskClass::poor ? "poor" : "uncertain";
}

statistics::RiskClass riskClassOf(Prognosis prognosis) {
  return prognosis == Prognosis::good   ? statistics::RiskClass::good
         : prognosis == Prognosis::poor ? statistics::RiskClass::poor
                                        : statistics::RiskClass::uncertain;
}

std::string levelOf(const StudyPatient& patient, const SubgroupPart& part) {
  const std::string cell = patient.fact(part.column);
  if (cell.empty() || part.cuts.empty()) return cell;
  const auto number = parseNumber(cell);
  return number ? rangeName(part.cuts, *number) : std::string();
}

std::vector<std::string> levelNames(const SubgroupPart& part) {
  std::vector<std::string> names;
  if (part.cuts.empty()) return names;
  names.push_back(rangeName(part.cuts, -std::numeric_limits<double>::infinity()));
  for (const double cut : part.cuts) names.push_back(rangeName(part.cuts, cut));
  return names;
}

std::vector<statistics::RiskClass> classesPresent(const Build& build) {
  std::vector<statistics::RiskClass> present;
  for (const auto one : {statistics::RiskClass::good, statistics::RiskClass::uncertain, statistics::RiskClass::poor})
    if (std::ranges::find(build.classes(), one) != build.classes().end()) present.push_back(one);
  return present;
}

std::string Build::subgroupColumn(std::size_t index) { return fmt::format("_subgroup{}", index + 1); }

std::size_t Build::events() const { return static_cast<std::size_t>(std::ranges::count(m_event, std::uint8_t{1})); }

bool Build::eventsAreTold() const {
  return least() <= 1 || (events() >= least() && (n() - events() >= least() || n() == events()));
}

std::string Build::eventsInWords() const {
  if (!eventsAreTold()) return fmt::format("fewer than {} events, or patients without one", least());
  return counted(events(), "event");
}

std::string Build::noOrder() const {
  if (!eventsAreTold()) return fmt::format("fewer than {} patients had the event, or had not", least());
  if (events() == 0) return "no patient had the event";
  const auto [least, most] = std::ranges::minmax(m_score);
  return least < most ? std::string() : std::string("all patients have the same score");
}

std::vector<double> Build::horizonsDays() const {
  std::vector<double> days;
  for (std::size_t i = 0; i < protocol().horizonsYears.size(); ++i) days.push_back(horizonDays(i));
  return days;
}

analysis::ResamplingRequest Build::resampling() const {
  return {protocol().resamples, protocol().seed, m_input->threads, m_input->stop};
}

Result<Build> Build::make(const ReportInput& input) {
  Build build;
  build.m_input = &input;
  for (const std::size_t index : input.study.analysed) {
    const StudyPatient& patient = input.study.patients[index];
    build.m_patients.push_back(&patient);
    build.m_time.push_back(patient.outcome.timeDays);
    build.m_event.push_back(patient.outcome.end == FollowUpEnd::event ? 1 : 0);
    build.m_competing.push_back(patient.outcome.end == FollowUpEnd::competing ? 1 : 0);
    build.m_score.push_back(patient.combined.value_or(statistics::kUndefined));
    build.m_classes.push_back(riskClassOf(patient.prognosis.value_or(Prognosis::uncertain)));
  }
  if (build.n() == 0)
    return fail(ErrorKind::refused, "no patient has both a class and an outcome, so there is nothing to validate");
  build.m_time = statistics::withoutRounding(build.m_time);
  build.m_scoreSd = standardDeviation(build.m_score);
  build.m_csv = csvOf(build);
  auto table = DataTable::parse(build.m_csv);
  if (!table) return fail(table.error());
  build.m_table = *std::move(table);
  auto followup = analysis::followupOf(*build.m_table, std::string(kTimeColumn), std::string(kEventColumn), {});
  if (!followup) return fail(followup.error());
  build.m_followup = *std::move(followup);
  return build;
}

}  // namespace snitt::validation
