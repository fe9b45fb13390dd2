// A score decided again by a bundle that shares segmentation and networks with the one that made it: thresholds,
// combination, patient rule, risk table and limits may differ. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/bundle.h"
#include "core/result.h"
#include "core/score.h"

namespace snitt {

// What of the request goes into a decision.
struct DecisionInput {
  std::vector<Fact> facts;  // of the list: the risk table's
  ScopeResult scope;        // of the bundle of now
  std::string outsideScope;
};

// What lies in `run` is as before, with a note. Nothing where the old score does not hold enough: networks that did not
// run since the slide was not assessable then and is now, parts of the slide that could not be read, code that is not
// trusted. Errors: those of decide; outOfScope where the scope is not met and no reason was given.
[[nodiscard]] Result<std::optional<Score>> decideAgain(Score old, const Bundle& bundle, const DecisionInput& input);

}  // namespace snitt
