// What slides are compared with: a bundle's tuning data, or the cohort on which a site has validated it. Pure
// functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/drift/observation.h"
#include "core/result.h"

namespace snitt::drift {

struct OutcomeCounts {
  std::uint64_t slides = 0;
  std::uint64_t unscored = 0;  // without a score, for whatever reason
  std::uint64_t notAssessable = 0;
  std::uint64_t outsideScope = 0;
};
// Control slides are not among them.
[[nodiscard]] OutcomeCounts countsOf(std::span<const Observation* const> slides);

struct Reference {
  std::string name;                                  // "the tuning data of Sample bundle 1.2.0"
  std::vector<ReferenceDistribution> distributions;  // in the order in which they are told
  std::optional<OutcomeCounts> outcomes;             // a bundle does not tell them
  std::vector<Observation> controls;                 // readings of control slides that came before, ascending days
};

[[nodiscard]] Reference referenceOf(const Manifest& manifest);

// The figures that the slides have, binned as a bundle's are; one value a patient. Errors: notFound (no scored slide).
[[nodiscard]] Result<Reference> referenceOf(const std::vector<Observation>& observations, std::string name);

}  // namespace snitt::drift
