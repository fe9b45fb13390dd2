// What loading a scoring network and a segmentation network have in common.
#pragma once

#include <string_view>
#include <vector>

#include "core/bundle/bundle.h"
#include "inference/networks/module_tensors_p.h"

namespace snitt {

// Networks are allocated before their tensors are compared with the file: a manifest that asks for absurd widths is
// refused (kind model) before it takes the machine's memory.
[[nodiscard]] Result<void> checkWeightCount(std::int64_t count, std::string_view where);

// Fills modules from the file that a network names. Errors have kind model and begin with `where`.
[[nodiscard]] Result<void> fillFromBundle(const Bundle& bundle, const NetworkSpec& network,
                                          const std::vector<ModulePart>& parts, std::string_view where);

// fp32 means fp32 on a GPU too (no TF32), and the same kernels each time.
void useExactArithmetic();

}  // namespace snitt
