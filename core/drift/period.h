// The slides of a laboratory or of one scanner in periods that are large enough to be judged. Pure functions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/drift/observation.h"

namespace snitt::drift {

using Slides = std::vector<const Observation*>;

// One week, or several where a week alone has too few slides.
struct Period {
  IsoWeek first;
  IsoWeek last;
  Slides slides;
  bool isLargeEnough = true;  // false: the last one, whose weeks have too few slides together
};

[[nodiscard]] std::string toText(const Period& period);  // "2026-W19", "2026-W19 to 2026-W21"

// What makes a period large: slides of any outcome, or patients with a scored slide, each once.
enum class Counted { slides, scoredPatients };
[[nodiscard]] std::size_t sizeOf(std::span<const Observation* const> slides, Counted counted);

// `slides` in any order; weeks with nothing that counts open no period. The same order of days gives the same periods.
[[nodiscard]] std::vector<Period> periodsOf(Slides slides, Counted counted, std::size_t least);

// One value a patient: the mean of their slides' scores, and of their inputs that of the first slide. So a patient of
// ten slides is no ten observations, and the index's distribution holds. Values that are not there are left out.
[[nodiscard]] std::vector<double> patientValues(std::span<const Observation* const> slides, const std::string& figure);

}  // namespace snitt::drift
