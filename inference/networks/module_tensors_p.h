// Fills torch::nn modules from a bundle's tensors, and lists what a module expects.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <torch/torch.h>

#include "core/bundle/safetensors.h"
#include "core/result.h"

namespace snitt {

struct ModulePart {
  std::string prefix;  // of its tensors' names in the file: "" or "head."
  torch::nn::Module* module = nullptr;
};

// Parameters and buffers by their name in the file; `num_batches_tracked` is not among them.
[[nodiscard]] std::map<std::string, at::Tensor> moduleTensors(const std::vector<ModulePart>& parts);

// Copies every tensor as float32. Errors (kind model) begin with `where` ("member 10x-1, file a.safetensors") and name
// the tensor: missing, of another shape (both shapes are named), holding NaN or Inf, or not expected. A file's
// `num_batches_tracked` is ignored. After an error the modules are not to be used.
[[nodiscard]] Result<void> fillModules(const std::vector<ModulePart>& parts,
                                       const std::map<std::string, TensorView>& tensors, std::string_view where);

// A copy of every tensor, by the same names.
[[nodiscard]] std::map<std::string, TensorData> copyTensors(const std::vector<ModulePart>& parts);

}  // namespace snitt
