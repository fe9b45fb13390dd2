// A bundle with its networks loaded on one device: what a run needs for any number of slides. Immutable.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/bundle.h"
#include "core/result.h"
#include "inference/engine/engine.h"

namespace snitt {

struct LoadedModel {
  Bundle bundle;
  EngineChoice choice;
  bool precisionForced = false;                            // by a person: nothing may be taken in its place
  std::string pathNote;                                    // why it is not where it was meant to be; else empty
  std::unique_ptr<SegmentationNetwork> segmentation;       // null where the bundle takes all tissue
  std::vector<std::unique_ptr<TileNetworks>> resolutions;  // in the manifest's order
};

// What every result of an untrained bundle says; empty for others.
[[nodiscard]] std::string noticeOf(const LoadedModel& model);

// What is said of work that a device was meant for and the CPU does.
[[nodiscard]] std::string cpuInstead(const std::string& failed, const Error& error);

// Reads the bundle, resolves the request once and builds every network. TorchScript that `rules` do not let run is
// refused (kind refused) before it is parsed. Where device "auto" means a GPU that fails, its memory taken by another
// program say, the networks are loaded on the CPU in fp32, with a warning in the log; a GPU that was named is an error.
[[nodiscard]] Result<LoadedModel> loadModel(const std::filesystem::path& folder, const EngineRequest& request,
                                            const TrustRules& rules = {});

// The same with a choice that was made before.
[[nodiscard]] Result<LoadedModel> loadModelAs(const std::filesystem::path& folder, const EngineChoice& choice,
                                              const TrustRules& rules);

}  // namespace snitt
