#include <cstring>

#include "inference/networks/module_tensors_p.h"

namespace snitt {
namespace {

constexpr std::string_view counterName = "num_batches_tracked";

at::ScalarType scalarType(TensorType type) {
  switch (type) {
    case TensorType::f16:
      return at::kHalf;
    case TensorType::bf16:
      return at::kBFloat16;
    case TensorType::f32:
      break;
  }
  return at::kFloat;
}

tl::unexpected<Error> wrongTensor(const std::string& name, const std::string& what) {
  return fail(ErrorKind::model, "tensor " + name + " " + what);
}

Result<void> fillTensor(at::Tensor& target, const TensorView& source, const std::string& name) {
  if (target.sizes() != at::IntArrayRef(source.shape)) {
    return wrongTensor(
        name, c10::str("has shape ", at::IntArrayRef(source.shape), ", the architecture expects ", target.sizes()));
  }
  // The file's bytes need not be aligned for their type.
  at::Tensor stored = at::empty(source.shape, scalarType(source.type));
  if (stored.nbytes() != source.bytes.size()) {
    return wrongTensor(
        name, c10::str("has ", source.bytes.size(), " bytes, its shape ", stored.sizes(), " needs ", stored.nbytes()));
  }
  std::memcpy(stored.data_ptr(), source.bytes.data(), source.bytes.size());
  target.copy_(stored);
  if (!at::isfinite(target).all().item<bool>()) return wrongTensor(name, "holds NaN or Inf");
  return {};
}

}  // namespace

std::map<std::string, at::Tensor> moduleTensors(const std::vector<ModulePart>& parts) {
  std::map<std::string, at::Tensor> result;
  for (const ModulePart& part : parts) {
    const auto add = [&](const auto& items) {
      for (const auto& item : items) {
        if (!item.key().ends_with(counterName)) result.emplace(part.prefix + item.key(), item.value());
      }
    };
    add(part.module->named_parameters());
    add(part.module->named_buffers());
  }
  return result;
}

Result<void> fillModules(const std::vector<ModulePart>& parts, const std::map<std::string, TensorView>& tensors,
                         std::string_view where) {
  const torch::NoGradGuard noGradient;
  std::map<std::string, at::Tensor> expected = moduleTensors(parts);
  for (auto& [name, target] : expected) {
    const auto found = tensors.find(name);
    if (found == tensors.end()) {
      return failIn(where, wrongTensor(name, c10::str("is missing, expected with shape ", target.sizes())).value());
    }
    if (auto filled = fillTensor(target, found->second, name); !filled) return failIn(where, filled.error());
  }
  for (const auto& [name, view] : tensors) {
    if (!expected.contains(name) && !name.ends_with(counterName)) {
      const auto error =
          wrongTensor(name, c10::str("of shape ", at::IntArrayRef(view.shape), " is not part of the architecture"));
      return failIn(where, error.value());
    }
  }
  return {};
}

std::map<std::string, TensorData> copyTensors(const std::vector<ModulePart>& parts) {
  std::map<std::string, TensorData> result;
  for (const auto& [name, tensor] : moduleTensors(parts)) {
    const at::Tensor values = tensor.contiguous();
    const float* first = values.data_ptr<float>();
    result.emplace(name, TensorData{values.sizes().vec(), std::vector<float>(first, first + values.numel())});
  }
  return result;
}

}  // namespace snitt
