// The slides of a cohort, a row each: as slides.csv has them. Whoever may see names of files reads accession and file,
// too; nobody else does, and neither leaves by an export. UI thread.
#pragma once

#include "ui/cohort/cohort_table.h"

namespace snitt {

class SlideTable : public CohortTable {
  Q_OBJECT

 public:
  using CohortTable::CohortTable;
  // Columns: slide, patient, status, class, a score each resolution, combined, spread, reason, tumour, unreadable,
  // device, and where names are shown accession and file.
  void setNamesShown(bool shown);
  [[nodiscard]] bool namesShown() const { return m_names; }

 protected:
  [[nodiscard]] std::size_t countIn(const CohortReading& reading) const override;
  [[nodiscard]] std::vector<Column> columnsOf(const CohortReading& reading) const override;
  [[nodiscard]] Cell cellOf(const CohortReading& reading, std::size_t item, int column) const override;

 private:
  bool m_names = false;
};

}  // namespace snitt
