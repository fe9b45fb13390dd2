#include "core/bundle/half_weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "core/bundle/half.h"

namespace snitt {
namespace {

TensorData dataOf(const TensorView& view) {
  TensorData data{view.shape, std::vector<float>(view.bytes.size() / sizeof(float))};
  if (!view.bytes.empty()) std::memcpy(data.values.data(), view.bytes.data(), view.bytes.size());
  return data;
}

}  // namespace

Result<void> roundToHalf(std::map<std::string, TensorData>& tensors) {
  for (auto& [name, tensor] : tensors)
    for (float& value : tensor.values) {
      value = valueOfHalf(halfBits(value));
      if (!std::isfinite(value))
        return fail(ErrorKind::model, fmt::format("{} has a value that float16 cannot hold", name));
    }
  return {};
}

Result<std::string> inHalf(std::string file) {
  const auto parsed = SafetensorsFile::parse(file);
  if (!parsed) return fail(parsed.error());
  std::map<std::string, TensorData> tensors;
  for (const auto& [name, view] : parsed->tensors()) {
    if (view.type != TensorType::f32) return file;
    tensors.emplace(name, dataOf(view));
  }
  if (auto rounded = roundToHalf(tensors); !rounded) return fail(rounded.error());
  return writeSafetensors(tensors, true);
}

}  // namespace snitt
