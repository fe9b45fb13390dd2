#include "ui/cohort/patient_table.h"

#include <algorithm>

#include "core/cohort/cohort_figures.h"
#include "ui/cohort/cohort_words.h"

namespace snitt {

std::optional<double> spreadOfPatient(const CohortReading& reading, const CohortPatient& patient) {
  std::optional<double> largest;
  for (const std::size_t row : patient.rows) {
    const auto at = slideAt(reading, row);
    if (!at || !reading.slides[*at].result) continue;
    if (const auto spread = spreadOf(*reading.slides[*at].result)) largest = std::max(largest.value_or(0), *spread);
  }
  return largest;
}

std::size_t PatientTable::countIn(const CohortReading& reading) const { return reading.patients.size(); }

std::vector<CohortTable::Column> PatientTable::columnsOf(const CohortReading& reading) const {
  std::vector<Column> columns{
      {tr("Patient"), "patient"}, {tr("Slides"), "slides", true}, {tr("Status"), "status"}, {tr("Class"), "class"}};
  for (const CohortResolution& one : reading.resolutions)
    columns.push_back({tr("Score %1").arg(toQString(one.name)), "score_" + one.name, true});
  columns.push_back({tr("Combined"), "score_combined", true});
  columns.push_back({tr("Spread"), "spread", true});
  columns.push_back({tr("Risk"), "risk"});
  columns.push_back({tr("Reason"), "reason"});
  return columns;
}

CohortTable::Cell PatientTable::cellOf(const CohortReading& reading, std::size_t item, int column) const {
  const CohortPatient& one = reading.patients[item];
  const auto resolutions = static_cast<int>(reading.resolutions.size());
  switch (column) {
    case 0:
      return textCell(one.patient);
    case 1:
      return countCell(one.rows.size());
    case 2: {
      Cell cell{statusWord(one.status), std::string(toText(one.status))};
      cell.warning = one.status == PatientStatus::failed || one.status == PatientStatus::incomplete;
      cell.muted = one.status == PatientStatus::waiting || one.status == PatientStatus::excluded;
      return cell;
    }
    case 3:
      return one.decision ? classCell(one.decision->prognosis, reading.facts.bundleStatus) : Cell();
    default:
      break;
  }
  if (column < 4 + resolutions) {
    const std::string& name = reading.resolutions[static_cast<std::size_t>(column - 4)].name;
    return one.decision ? scoreCell(one.decision->resolutions, name) : Cell();
  }
  switch (column - 4 - resolutions) {
    case 0:
      return one.decision ? numberCell(one.decision->combined, 3) : Cell();
    case 1:
      return numberCell(spreadOfPatient(reading, one), 3);
    case 2:
      return textCell(one.risk.group);
    default:
      return textCell(one.reason);
  }
}

}  // namespace snitt
