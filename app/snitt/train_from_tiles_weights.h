// Weights to start from, and what they were trained with.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/bundle/manifest.h"
#include "core/bundle/safetensors.h"

namespace snitt::app {

struct StartWeights {
  SafetensorsFile file;
  std::string sha256;
  Padding padding = Padding::torchvision;
  bool convolutionBias = false;  // batch norms are folded into the convolutions
  Normalisation normalisation;
  bool told = false;  // the file says padding and normalisation; else they are torchvision's
};

// Errors: notFound, io, corrupt; usage where the file holds no MobileNetV2 with torchvision's names.
[[nodiscard]] Result<StartWeights> readStartWeights(const std::filesystem::path& file);

// The bytes of writeSafetensors with the metadata that readStartWeights reads.
[[nodiscard]] std::string writeWeights(const std::map<std::string, TensorData>& tensors, Padding padding,
                                       const Normalisation& normalisation);

[[nodiscard]] std::string_view paddingName(Padding padding);  // "torchvision", "same"

}  // namespace snitt::app
