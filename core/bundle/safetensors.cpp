#include "core/bundle/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "core/bundle/half.h"

namespace snitt {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian and read in place");

using Json = nlohmann::json;

constexpr std::size_t lengthBytes = 8;
// Room for some hundred thousand tensors; parsed JSON takes many times its text, so the bound is on memory.
constexpr std::uint64_t mostHeaderBytes = 10'000'000;
constexpr int mostDepth = 3;  // header, tensor, shape

tl::unexpected<Error> corrupt(std::string message) { return fail(ErrorKind::corrupt, std::move(message)); }

std::string named(const std::string& name) { return "tensor \"" + name + "\""; }

Result<std::string_view> headerOf(std::string_view file) {
  if (file.size() < lengthBytes) return corrupt("the file is too short for safetensors");
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), lengthBytes);
  if (length > mostHeaderBytes || length > file.size() - lengthBytes)
    return corrupt("the header is said to be " + std::to_string(length) + " bytes long, the file has " +
                   std::to_string(file.size() - lengthBytes));
  return file.substr(lengthBytes, length);
}

// JSON allows a name twice and parsers keep either; which weights were meant is then a guess.
Result<Json> parseHeader(std::string_view header) {
  std::vector<std::set<std::string>> namesAtDepth;
  std::optional<std::string> twice;
  bool deep = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > mostDepth) {
      deep = true;
      return false;  // not stored: a header of nothing but brackets would fill the memory
    }
    if (event == Json::parse_event_t::object_start) namesAtDepth.emplace_back();
    if (event == Json::parse_event_t::object_end) namesAtDepth.pop_back();
    if (event == Json::parse_event_t::key && !namesAtDepth.back().insert(parsed.get<std::string>()).second && !twice)
      twice = parsed.get<std::string>();
    return true;
  };
  Json json = Json::parse(header, watch, false);
  if (deep || json.is_discarded() || !json.is_object()) return corrupt("the header is no JSON object of tensors");
  if (twice) return corrupt("the header names \"" + *twice + "\" twice");
  return json;
}

std::optional<TensorType> typeOf(const Json& dtype) {
  if (dtype == "F32") return TensorType::f32;
  if (dtype == "F16") return TensorType::f16;
  if (dtype == "BF16") return TensorType::bf16;
  return std::nullopt;
}

std::optional<std::uint64_t> wholeNumber(const Json& json) {
  if (!json.is_number_unsigned()) return std::nullopt;
  return json.get<std::uint64_t>();
}

struct Layout {
  TensorType type = TensorType::f32;
  std::vector<std::int64_t> shape;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Bytes that the shape asks for, nothing where they exceed 64 bits.
std::optional<std::uint64_t> bytesOf(TensorType type, const std::vector<std::int64_t>& shape) {
  std::uint64_t bytes = type == TensorType::f32 ? 4 : 2;
  for (const std::int64_t extent : shape)
    if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(extent), &bytes)) return std::nullopt;
  return bytes;
}

Result<Layout> readLayout(const std::string& name, const Json& json, std::size_t dataBytes) {
  if (!json.is_object() || json.size() != 3 || !json.contains("dtype") || !json.contains("shape") ||
      !json.contains("data_offsets"))
    return corrupt(named(name) + " must have dtype, shape and data_offsets, and nothing else");
  Layout layout;
  const auto type = typeOf(json["dtype"]);
  if (!type) return corrupt(named(name) + " is of a type other than F32, F16 and BF16");
  layout.type = *type;
  const Json& shape = json["shape"];
  if (!shape.is_array() || shape.size() > 8)
    return corrupt(named(name) + " has a shape that is no list of at most 8 sizes");
  for (const Json& extent : shape) {
    const auto size = wholeNumber(extent);
    if (!size || *size > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
      return corrupt(named(name) + " has a size in its shape that is no whole number");
    layout.shape.push_back(static_cast<std::int64_t>(*size));
  }
  const Json& offsets = json["data_offsets"];
  const auto begin = offsets.is_array() && offsets.size() == 2 ? wholeNumber(offsets[0]) : std::nullopt;
  const auto end = offsets.is_array() && offsets.size() == 2 ? wholeNumber(offsets[1]) : std::nullopt;
  if (!begin || !end || *begin > *end || *end > dataBytes)
    return corrupt(named(name) + " does not lie inside the file's " + std::to_string(dataBytes) + " bytes of data");
  if (bytesOf(layout.type, layout.shape) != *end - *begin)
    return corrupt(named(name) + " has a shape that does not fit its " + std::to_string(*end - *begin) + " bytes");
  layout.begin = static_cast<std::size_t>(*begin);
  layout.end = static_cast<std::size_t>(*end);
  return layout;
}

// The format wants the data filled without gap or overlap: bytes that no tensor owns could hide anything.
Result<void> checkCoverage(const std::map<std::string, Layout>& layouts, std::size_t dataBytes) {
  std::vector<std::pair<const std::string*, const Layout*>> order;
  for (const auto& [name, layout] : layouts) order.emplace_back(&name, &layout);
  std::ranges::sort(order, {}, [](const auto& item) { return std::pair(item.second->begin, item.second->end); });
  std::size_t next = 0;
  for (const auto& [name, layout] : order) {
    if (layout->begin < next) return corrupt(named(*name) + " overlaps another tensor");
    if (layout->begin > next) return corrupt(named(*name) + " follows bytes that belong to no tensor");
    next = layout->end;
  }
  if (next != dataBytes) return corrupt("the last " + std::to_string(dataBytes - next) + " bytes belong to no tensor");
  return {};
}

std::int64_t valueCount(const TensorData& tensor) { return static_cast<std::int64_t>(tensor.values.size()); }

}  // namespace

Result<SafetensorsFile> SafetensorsFile::parse(std::string bytes) {
  const auto header = headerOf(bytes);
  if (!header) return fail(header.error());
  const auto json = parseHeader(*header);
  if (!json) return fail(json.error());
  const std::size_t dataBegin = lengthBytes + header->size();
  const std::size_t dataBytes = bytes.size() - dataBegin;

  std::map<std::string, Layout> layouts;
  for (const auto& [name, value] : json->items()) {
    if (name == "__metadata__") continue;
    auto layout = readLayout(name, value, dataBytes);
    if (!layout) return fail(layout.error());
    layouts.emplace(name, std::move(*layout));
  }
  if (auto covered = checkCoverage(layouts, dataBytes); !covered) return fail(covered.error());

  SafetensorsFile file;
  for (auto& [name, layout] : layouts)
    file.m_entries.emplace(
        name, Entry{layout.type, std::move(layout.shape), dataBegin + layout.begin, dataBegin + layout.end});
  file.m_bytes = std::move(bytes);
  return file;
}

std::map<std::string, TensorView> SafetensorsFile::tensors() const {
  std::map<std::string, TensorView> result;
  const auto all = std::as_bytes(std::span(m_bytes));
  for (const auto& [name, entry] : m_entries)
    result.emplace(name, TensorView{entry.type, entry.shape, all.subspan(entry.begin, entry.end - entry.begin)});
  return result;
}

std::string writeSafetensors(const std::map<std::string, TensorData>& tensors, bool half) {
  const std::int64_t valueBytes = half ? 2 : 4;
  Json json = Json::object();
  std::int64_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    const std::int64_t end = offset + valueCount(tensor) * valueBytes;
    json[name] = {{"dtype", half ? "F16" : "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string header = json.dump();
  // The data then starts at a multiple of 8, as the format asks of writers.
  header.resize((header.size() + 7) / 8 * 8, ' ');

  std::string result(lengthBytes + header.size() + static_cast<std::size_t>(offset), '\0');
  const std::uint64_t length = header.size();
  std::memcpy(result.data(), &length, lengthBytes);
  std::memcpy(result.data() + lengthBytes, header.data(), header.size());
  char* out = result.data() + lengthBytes + header.size();
  for (const auto& [name, tensor] : tensors) {
    if (!half) {
      const std::size_t size = tensor.values.size() * sizeof(float);
      // memcpy wants valid pointers even for nothing.
      if (size > 0) std::memcpy(out, tensor.values.data(), size);
      out += size;
      continue;
    }
    for (const float value : tensor.values) {
      const std::uint16_t bits = halfBits(value);
      std::memcpy(out, &bits, sizeof bits);
      out += sizeof bits;
    }
  }
  return result;
}

}  // namespace snitt
