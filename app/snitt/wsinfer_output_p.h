// What a run with a WSInfer model leaves behind: WSInfer's layout (model-outputs-csv, model-outputs-geojson,
// run_metadata_<time>.json) under the results folder.
#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "app/snitt/session.h"
#include "inference/wsinfer/classify_slide.h"

namespace snitt::app {

// config.json's fields as they were understood.
[[nodiscard]] nlohmann::ordered_json configJson(const WsinferConfig& config);

// The metadata of a run that begins now, without slides.
[[nodiscard]] nlohmann::ordered_json startMetadata(const WsinferModel& model, const std::string& device,
                                                   const CommonOptions& options);

// "<stem>" of the files of a slide, or "<stem>-<first 8 of fingerprint>" where files of that stem are there that are
// not known to be this slide's, or `nameShared` says that others will be.
[[nodiscard]] std::string outputStem(const std::filesystem::path& out, const std::filesystem::path& slide,
                                     const std::string& fingerprint, bool nameShared);

// Both files; the CSV last, which WSInfer takes as the sign that a slide is done.
[[nodiscard]] Result<void> writeTileClasses(const std::filesystem::path& out, const std::string& stem,
                                            const TileClasses& tiles);

// The slide's entry of the metadata.
[[nodiscard]] nlohmann::ordered_json slideJson(const std::string& stem, const ClassifiedSlide& slide);

// Under a name that is not taken.
[[nodiscard]] Result<std::filesystem::path> writeMetadata(const std::filesystem::path& out,
                                                          const nlohmann::ordered_json& metadata);

// A few lines for a person.
[[nodiscard]] std::string classSummary(const ClassifiedSlide& slide, const WsinferModel& model,
                                       const std::filesystem::path& path, const std::filesystem::path& csv);

}  // namespace snitt::app
