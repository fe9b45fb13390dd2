// What each row of a slide list must be on its own, and beside the others, before it becomes a part of a patient.
#pragma once

#include <array>
#include <span>

#include "core/result.h"
#include "core/training/cohort.h"

namespace snitt::training {

// Of the rows with the indices `used`. Usage, with all rows that are wrong in one way.
[[nodiscard]] Result<void> checkRows(std::span<const SlideRow> rows, std::span<const std::size_t> used, EventKind kind);

}  // namespace snitt::training
