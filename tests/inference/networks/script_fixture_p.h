// TorchScript networks written in the test, as the bytes of a file.
#pragma once

#include <map>
#include <sstream>
#include <string>

#include <torch/script.h>

#include "core/trust/code_file.h"

namespace snitt::test {

// A module with these parameters and this TorchScript source of its methods.
inline std::string scriptBytes(const std::string& source, const std::map<std::string, at::Tensor>& parameters = {},
                               const std::map<std::string, at::Tensor>& buffers = {}) {
  torch::jit::Module module("network");
  module.register_attribute("training", c10::BoolType::get(), true);
  for (const auto& [name, value] : parameters) module.register_parameter(name, value, false);
  for (const auto& [name, value] : buffers) module.register_buffer(name, value);
  module.define(source);
  std::ostringstream bytes;
  module.save(bytes);
  return bytes.str();
}

// One that the user has allowed.
inline CodeFile allowedScript(const std::string& bytes) {
  CodeFile file("network.pt", bytes);
  file.allow({}, true);
  return file;
}

}  // namespace snitt::test
