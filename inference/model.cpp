#include "inference/model.h"

namespace snitt {

std::string noticeOf(const LoadedModel& model) {
  return model.bundle.manifest.status == BundleStatus::untrained ? "untrained: numbers carry no meaning" : "";
}

Result<LoadedModel> loadModel(const std::filesystem::path& folder, std::string_view device, std::string_view precision,
                              const TrustRules& rules) {
  auto bundle = loadBundle(folder, rules);
  if (!bundle) return fail(bundle.error());
  LoadedModel model{std::move(*bundle), {}, nullptr, {}};
  // Before any network is built: what may not run is told at once, whatever else is wrong.
  for (const auto& [name, script] : model.bundle.scripts)
    if (const auto allowed = script.bytesToRun(); !allowed) return failIn("bundle " + folder.string(), allowed.error());
  auto choice = chooseEngine(device, precision, model.bundle.manifest.tolerance);
  if (!choice) return fail(choice.error());
  model.choice = *choice;
  if (model.bundle.manifest.segmentation.useNetwork) {
    auto network = loadSegmentationNetwork(model.bundle, model.choice);
    if (!network) return fail(network.error());
    model.segmentation = std::move(*network);
  }
  for (const ResolutionSpec& resolution : model.bundle.manifest.resolutions) {
    auto networks = loadTileNetworks(model.bundle, resolution, model.choice);
    if (!networks) return fail(networks.error());
    model.resolutions.push_back(std::move(*networks));
  }
  return model;
}

}  // namespace snitt
