// What the sections of a report are made of, and what they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/analysis/resampling_request.h"
#include "core/document/document.h"
#include "core/result.h"
#include "core/statistics/agreement/horizon_table.h"
#include "core/table/data_table.h"
#include "core/validation/report/figure_book_p.h"
#include "core/validation/report/report.h"

namespace snitt::validation {

// Columns of the table that the figures are computed of.
inline constexpr std::string_view kTimeColumn = "_time";
inline constexpr std::string_view kEventColumn = "_event";
inline constexpr std::string_view kCompetingColumn = "_competing";
inline constexpr std::string_view kScoreColumn = "_score";
inline constexpr std::string_view kScorePerSdColumn = "_scorePerSd";  // score over its standard deviation
inline constexpr std::string_view kClassColumn = "_class";

class Build {
 public:
  // Errors: those of the table's columns.
  [[nodiscard]] static Result<Build> make(const ReportInput& input);

  [[nodiscard]] const Protocol& protocol() const { return m_input->protocol; }
  [[nodiscard]] const Study& study() const { return m_input->study; }
  [[nodiscard]] const ReportInput& input() const { return *m_input; }
  [[nodiscard]] std::size_t least() const { return m_input->protocol.smallestCell; }

  // The analysed patients, in the study's order; arrays of one length.
  [[nodiscard]] const std::vector<const StudyPatient*>& patients() const { return m_patients; }
  [[nodiscard]] std::size_t n() const { return m_patients.size(); }
  [[nodiscard]] std::size_t events() const;
  [[nodiscard]] const std::vector<double>& time() const { return m_time; }  // days, rounding removed
  [[nodiscard]] const std::vector<std::uint8_t>& event() const { return m_event; }
  [[nodiscard]] const std::vector<std::uint8_t>& competing() const { return m_competing; }
  [[nodiscard]] const std::vector<double>& score() const { return m_score; }
  [[nodiscard]] double scoreSd() const { return m_scoreSd; }
  [[nodiscard]] const std::vector<statistics::RiskClass>& classes() const { return m_classes; }
  [[nodiscard]] statistics::SurvivalView view() const { return {m_time, m_event}; }

  [[nodiscard]] const DataTable& table() const { return *m_table; }
  [[nodiscard]] const std::string& tableCsv() const { return m_csv; }
  [[nodiscard]] const analysis::Followup& followup() const { return m_followup; }
  [[nodiscard]] double horizonDays(std::size_t index) const { return protocol().horizonsYears[index] * kDaysPerYear; }
  [[nodiscard]] std::vector<double> horizonsDays() const;
  [[nodiscard]] analysis::ResamplingRequest resampling() const;

  // Whether the number of all events may be told; without it no figure that rests on them is.
  [[nodiscard]] bool eventsAreTold() const;
  // "88 events", "fewer than 5 events".
  [[nodiscard]] std::string eventsInWords() const;
  // Why nothing can be said of how the score orders patients, part of a sentence; empty where something can.
  [[nodiscard]] std::string noOrder() const;

  // Name of the column of a subgroup's levels.
  [[nodiscard]] static std::string subgroupColumn(std::size_t index);

  FigureBook figures;
  std::vector<std::string> limitations;  // that sections found and the conclusion names, one sentence each

 private:
  const ReportInput* m_input = nullptr;
  std::vector<const StudyPatient*> m_patients;
  std::vector<double> m_time;
  std::vector<std::uint8_t> m_event;
  std::vector<std::uint8_t> m_competing;
  std::vector<double> m_score;
  double m_scoreSd = 0;
  std::vector<statistics::RiskClass> m_classes;
  std::string m_csv;
  std::optional<DataTable> m_table;
  analysis::Followup m_followup;
};

using SectionResult = Result<document::Section>;

[[nodiscard]] SectionResult flowSection(Build& build);
[[nodiscard]] SectionResult cohortSection(Build& build);
[[nodiscard]] SectionResult sampleSizeSection(Build& build);
[[nodiscard]] SectionResult discriminationSection(Build& build);
[[nodiscard]] SectionResult survivalSection(Build& build);
[[nodiscard]] SectionResult multivariableSection(Build& build);
[[nodiscard]] SectionResult calibrationSection(Build& build);
[[nodiscard]] SectionResult decisionSection(Build& build);
[[nodiscard]] SectionResult subgroupSection(Build& build);
[[nodiscard]] SectionResult repeatabilitySection(Build& build);
[[nodiscard]] SectionResult classSection(Build& build);
[[nodiscard]] SectionResult nearThresholdSection(Build& build);
[[nodiscard]] SectionResult failureSection(Build& build);
[[nodiscard]] SectionResult driftPlanSection(Build& build);

// A level of a subgroup in which a patient is; empty where it is not known.
[[nodiscard]] std::string levelOf(const StudyPatient& patient, const SubgroupPart& part);
// Names of all levels of a subgroup that is cut from numbers, from the lowest on; empty for others.
[[nodiscard]] std::vector<std::string> levelNames(const SubgroupPart& part);
// "good", "uncertain", "poor", in this order, as far as somebody is in them.
[[nodiscard]] std::vector<statistics::RiskClass> classesPresent(const Build& build);
[[nodiscard]] std::string_view nameOf(statistics::RiskClass one);
[[nodiscard]] statistics::RiskClass riskClassOf(Prognosis prognosis);

}  // namespace snitt::validation
