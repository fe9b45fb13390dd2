// What loading a scoring network and a segmentation network have in common.
#pragma once

#include <string_view>
#include <vector>

#include "core/bundle/bundle.h"
#include "inference/networks/module_tensors_p.h"

namespace snitt {

// Fills modules from the file that a network names. Errors have kind model and begin with `where`.
[[nodiscard]] Result<void> fillFromBundle(const Bundle& bundle, const NetworkSpec& network,
                                          const std::vector<ModulePart>& parts, std::string_view where);

// fp32 means fp32 on a GPU too (no TF32), and the same kernels each time.
void useExactArithmetic();

}  // namespace snitt
