// What the cohort's window calls things. Pure functions; texts are translated, reasons and names are the run's own.
#pragma once

#include <QString>

#include <optional>

#include "core/cohort/cohort_figures.h"
#include "core/cohort/cohort_reading.h"
#include "ui/score/score_summary.h"

namespace snitt {

[[nodiscard]] QString statusWord(PatientStatus status);
[[nodiscard]] QString statusWord(const std::optional<CohortSlideResult>& result);  // none: "Waiting"
[[nodiscard]] QString statusWord(SlideStatus status);
[[nodiscard]] ClassKind kindOf(const std::optional<Prognosis>& prognosis, BundleStatus bundle);
// Of a bundle whose numbers carry no meaning the class is said in brackets.
[[nodiscard]] QString classWordOf(const std::optional<Prognosis>& prognosis, BundleStatus bundle);

[[nodiscard]] QString scoreText(double score);  // "0.482", '.' as in every table of a run
[[nodiscard]] QString countText(std::size_t count);
// "about 3 h 20 min"; empty for nothing.
[[nodiscard]] QString durationWords(double seconds);

// "Running: process 4711 of kari on ward7, since 1 March 10:00" and the like.
[[nodiscard]] QString stateWords(const CohortReading& reading);
[[nodiscard]] QString ownerWords(const CohortOwner& owner);

// How fast a run goes by what its folder says; none before it has scored anything.
struct CohortPace {
  double slidesPerHour = 0;
  double leftSeconds = 0;
};
[[nodiscard]] std::optional<CohortPace> paceOf(const CohortReading& reading, qint64 nowSeconds);

// An error as one sentence with its full stop.
[[nodiscard]] QString faultWords(const Error& error);

}  // namespace snitt
