// A TorchScript network of somebody else: loaded from memory, frozen, run by the interpreter without the profiling
// executor's optimisations, which would change the last bits of later runs.
//
// Immutable once loaded; `run` may be called from any number of threads at once. A network that keeps a state of its
// own, or that asks for anything but one tensor, is refused.
#pragma once

#include <string>
#include <string_view>

#include <torch/script.h>

#include "core/result.h"
#include "core/trust/code_file.h"

namespace snitt {

class ScriptNetwork {
 public:
  // Asks the file for permission before a byte of it is parsed (kind refused). Half and double weights become float32.
  // Other errors have kind model; all begin with `where`.
  [[nodiscard]] static Result<ScriptNetwork> load(const CodeFile& file, at::Device device, std::string_view where);

  // Gives the network `input` alone and returns its tensor, or element `outputIndex` of its tuple or list. The network
  // may write into `input`. Kind model, with what the network said, where it fails; io where the device does.
  [[nodiscard]] Result<at::Tensor> run(const at::Tensor& input, int outputIndex) const;

 private:
  ScriptNetwork(torch::jit::Module module, std::string where)
      : m_module(std::move(module)), m_where(std::move(where)) {}

  torch::jit::Module m_module;
  std::string m_where;
};

}  // namespace snitt
