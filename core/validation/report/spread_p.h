// Figures of slides, not of patients: how far apart the networks of an ensemble were, and how the network's outline of
// the tumour agrees with a reference.
#pragma once

#include "core/document/document.h"

namespace snitt::validation {

class Build;

// A table by resolution, or why there is none.
[[nodiscard]] document::Block ensembleSpread(const Build& build);
// The overlap (Dice) with the outlines that the list names; puts the figure segmentationDice.
[[nodiscard]] document::Block segmentationOverlap(Build& build);

}  // namespace snitt::validation
