#include "core/drift/reference.h"

#include <algorithm>
#include <set>

#include "core/drift/period.h"
#include "core/training/reference_distributions.h"

namespace snitt::drift {

OutcomeCounts countsOf(std::span<const Observation* const> slides) {
  OutcomeCounts counts;
  for (const Observation* one : slides) {
    if (!one->control.empty()) continue;
    ++counts.slides;
    counts.unscored += one->outcome == Outcome::scored ? 0 : 1;
    counts.notAssessable += one->outcome == Outcome::notAssessable ? 1 : 0;
    counts.outsideScope += one->outsideScope ? 1 : 0;
  }
  return counts;
}

Reference referenceOf(const Manifest& manifest) {
  return {"the tuning data of " + manifest.name + " " + manifest.version, manifest.references, std::nullopt, {}};
}

Result<Reference> referenceOf(const std::vector<Observation>& observations, std::string name) {
  Reference reference;
  Slides slides;
  std::set<std::string, std::less<>> figures;
  for (const Observation& one : observations) {
    if (!one.control.empty()) {
      reference.controls.push_back(one);
      continue;
    }
    slides.push_back(&one);
    for (const auto& [figure, value] : one.values) figures.insert(figure);
  }
  if (figures.empty()) return fail(ErrorKind::notFound, name + " has no slide with a score");
  for (const std::string& figure : figures) {
    auto made = training::referenceDistribution(figure, patientValues(slides, figure));
    if (!made) return fail(made.error());
    reference.distributions.push_back(*std::move(made));
  }
  // Scores before inputs, as bundles have them.
  std::ranges::stable_partition(reference.distributions, [](const ReferenceDistribution& one) {
    return one.name == "combined" || one.name.starts_with("score_");
  });
  reference.name = std::move(name);
  reference.outcomes = countsOf(slides);
  std::ranges::stable_sort(reference.controls, {}, &Observation::day);
  return reference;
}

}  // namespace snitt::drift
