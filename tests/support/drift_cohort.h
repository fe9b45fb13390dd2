// A cohort's folder for drift: made up slides of many weeks through the program's own writers, whose figures are drawn
// from a bundle's reference distributions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/bundle/bundle.h"
#include "core/cohort/slide_result.h"

namespace snitt::test {

struct DriftSlide {
  std::string day;  // of its score, "2026-05-04"
  std::string scanner;
  SlideStatus status = SlideStatus::scored;
  double shift = 0;  // of all figures, in quantiles of the reference, −1 to 1
  std::string control{};
  std::string patient{};  // empty: one of its own
  bool waiting = false;
};

// `weeks` weeks from 2026-01-05 on, `weekly` slides of each scanner; every 25th is not assessable.
[[nodiscard]] std::vector<DriftSlide> driftWeeks(int weeks, int weekly, const std::vector<std::string>& scanners);

// results.csv, slides.csv, paths.csv, run.json and slides/<row>/score.json, of slides in this order. The list's other
// columns are control and scanDate. The same seed gives the same files.
void writeDriftCohort(const std::filesystem::path& folder, const Bundle& bundle, const std::vector<DriftSlide>& slides,
                      std::uint64_t seed = 1);

}  // namespace snitt::test
