// Which of a cohort's patients and slides are listed. A plain value.
#pragma once

#include <QString>

#include <optional>
#include <set>

#include "core/cohort/cohort_reading.h"

namespace snitt {

// Any status of a patient or a slide; a status that only the other has lists nothing here.
enum class StatusChoice { any, scored, incomplete, notAssessable, refused, failed, excluded, flagged, waiting };
enum class ClassChoice { any, good, uncertain, poor, none };

struct CohortFilter {
  QString words;  // each of which stands in the row
  StatusChoice status = StatusChoice::any;
  ClassChoice prognosis = ClassChoice::any;
  std::set<std::size_t> rows;  // slides; empty: all
  bool operator==(const CohortFilter&) const = default;

  [[nodiscard]] bool isEmpty() const { return *this == CohortFilter{}; }
  // `names`: accessions and files are searched, too.
  [[nodiscard]] bool takesPatient(const CohortReading& reading, std::size_t patient, bool names) const;
  [[nodiscard]] bool takesSlide(const CohortReading& reading, std::size_t slide, bool names) const;
};

}  // namespace snitt
