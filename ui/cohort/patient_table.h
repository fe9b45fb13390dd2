// The patients of a cohort, a row each: as results.csv has them, and how far the networks were apart. UI thread.
#pragma once

#include "ui/cohort/cohort_table.h"

namespace snitt {

class PatientTable : public CohortTable {
  Q_OBJECT

 public:
  using CohortTable::CohortTable;
  // Columns: patient, slides, status, class, a score each resolution, combined, spread, risk, reason.

 protected:
  [[nodiscard]] std::size_t countIn(const CohortReading& reading) const override;
  [[nodiscard]] std::vector<Column> columnsOf(const CohortReading& reading) const override;
  [[nodiscard]] Cell cellOf(const CohortReading& reading, std::size_t item, int column) const override;
};

// The largest spread of the patient's slides; none without members' scores.
[[nodiscard]] std::optional<double> spreadOfPatient(const CohortReading& reading, const CohortPatient& patient);

}  // namespace snitt
