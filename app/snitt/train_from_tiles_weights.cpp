#include "app/snitt/train_from_tiles_weights.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <cstring>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/sha256.h"
#include "core/text/number.h"

namespace snitt::app {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLengthBytes = 8;

std::uint64_t headerLength(std::string_view bytes) {
  std::uint64_t length = 0;
  for (std::size_t i = kLengthBytes; i > 0; --i) length = length << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
  return length;
}

// Of a file that SafetensorsFile has read already.
Json metadataOf(std::string_view bytes) {
  const Json header = Json::parse(bytes.substr(kLengthBytes, headerLength(bytes)), nullptr, false);
  return header.is_object() ? header.value("__metadata__", Json::object()) : Json::object();
}

std::optional<std::array<double, 3>> threeNumbers(const Json& metadata, const char* key) {
  std::array<double, 3> numbers{};
  std::string text = metadata.value(key, "");
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t comma = text.find(',');
    if ((comma == std::string::npos) != (i == 2)) return std::nullopt;
    const auto number = parseNumber(text.substr(0, comma));
    if (!number) return std::nullopt;
    numbers[i] = *number;
    text = i == 2 ? std::string() : text.substr(comma + 1);
  }
  return numbers;
}

Result<void> readMetadata(const Json& metadata, const std::string& name, StartWeights& weights) {
  // Torchvision's own weights were trained with these.
  weights.normalisation = {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
  if (!metadata.is_object() || !metadata.contains("padding")) return {};
  const auto mean = threeNumbers(metadata, "mean");
  const auto sd = threeNumbers(metadata, "sd");
  const std::string padding = metadata.value("padding", "");
  const bool positive = sd && (*sd)[0] > 0 && (*sd)[1] > 0 && (*sd)[2] > 0;
  if ((padding != "same" && padding != "torchvision") || !mean || !positive)
    return fail(ErrorKind::corrupt, fmt::format("{}: what it says of padding, mean and sd makes no sense", name));
  weights.padding = padding == "same" ? Padding::same : Padding::torchvision;
  weights.normalisation = {*mean, *sd};
  weights.told = true;
  return {};
}

std::string three(const std::array<double, 3>& numbers) {
  return fmt::format("{},{},{}", shortest(numbers[0]), shortest(numbers[1]), shortest(numbers[2]));
}

}  // namespace

std::string_view paddingName(Padding padding) { return padding == Padding::same ? "same" : "torchvision"; }

Result<StartWeights> readStartWeights(const std::filesystem::path& file) {
  auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  StartWeights weights;
  weights.sha256 = sha256Of(*bytes);
  auto parsed = SafetensorsFile::parse(*bytes);
  if (!parsed) {
    if (parsed.error().kind == ErrorKind::corrupt && !bytes->starts_with('{'))
      parsed.error().message += "; snitt's manual says how to make safetensors of other files";
    return failIn(file.string(), parsed.error());
  }
  weights.file = std::move(*parsed);
  const auto tensors = weights.file.tensors();
  if (!tensors.contains("features.0.0.weight"))
    return fail(ErrorKind::usage,
                fmt::format("{} holds no MobileNetV2 with torchvision's names (there is no features.0.0.weight)",
                            file.string()));
  weights.convolutionBias = tensors.contains("features.0.0.bias") && !tensors.contains("features.0.1.weight");
  try {
    if (auto read = readMetadata(metadataOf(*bytes), file.string(), weights); !read) return fail(read.error());
  } catch (const Json::exception&) {
    return fail(ErrorKind::corrupt, file.string() + ": its metadata are no texts");
  }
  return weights;
}

std::string writeWeights(const std::map<std::string, TensorData>& tensors, Padding padding,
                         const Normalisation& normalisation) {
  const std::string bytes = writeSafetensors(tensors);
  const std::size_t length = headerLength(bytes);
  Json header = Json::parse(bytes.substr(kLengthBytes, length));
  header["__metadata__"] = {
      {"padding", paddingName(padding)}, {"mean", three(normalisation.mean)}, {"sd", three(normalisation.sd)}};
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  std::string result;
  for (std::size_t i = 0; i < kLengthBytes; ++i) result += static_cast<char>(text.size() >> (8 * i) & 0xFF);
  return result + text + bytes.substr(kLengthBytes + length);
}

}  // namespace snitt::app
