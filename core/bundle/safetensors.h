// Safetensors (huggingface/safetensors, format 0.3): an 8-byte length, a JSON header, raw little-endian tensors. No
// code, nothing to unpickle. Values own their bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt {

enum class TensorType { f32, f16, bf16 };

struct TensorView {  // points into its SafetensorsFile
  TensorType type = TensorType::f32;
  std::vector<std::int64_t> shape;
  std::span<const std::byte> bytes;
};

class SafetensorsFile {
 public:
  // Takes the file's bytes. Errors (kind corrupt) name the tensor: overlapping or short ranges, sizes that contradict
  // shapes, duplicate names, unsupported types, a header that is no JSON or longer than the file.
  [[nodiscard]] static Result<SafetensorsFile> parse(std::string bytes);

  [[nodiscard]] std::map<std::string, TensorView> tensors() const;

 private:
  struct Entry {
    TensorType type;
    std::vector<std::int64_t> shape;
    std::size_t begin;
    std::size_t end;
  };
  std::string m_bytes;
  std::map<std::string, Entry> m_entries;
};

struct TensorData {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

// Writes tensors in name order as float32, or float16 where `half`. The same input gives the same bytes.
[[nodiscard]] std::string writeSafetensors(const std::map<std::string, TensorData>& tensors, bool half = false);

}  // namespace snitt
