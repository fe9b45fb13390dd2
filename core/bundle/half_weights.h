// Weights on disk in half precision: half the space, for a network that is judged with the values that are left.
// Pure functions.
#pragma once

#include <map>
#include <string>

#include "core/bundle/safetensors.h"
#include "core/result.h"

namespace snitt {

// To the values that a file in float16 gives back. Model, naming the tensor, for one beyond ±65504 (or NaN).
[[nodiscard]] Result<void> roundToHalf(std::map<std::string, TensorData>& tensors);

// A safetensors file of float32 tensors as one of float16; one that has other types is given back as it is. Errors:
// those of SafetensorsFile::parse and of roundToHalf.
[[nodiscard]] Result<std::string> inHalf(std::string file);

}  // namespace snitt
