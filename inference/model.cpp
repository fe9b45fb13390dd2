#include "inference/model.h"

#include "core/bundle/status_notice.h"
#include "core/log.h"

namespace snitt {

std::string cpuInstead(const std::string& failed, const Error& error) {
  return "on the CPU because " + failed + " failed: " + error.message;
}

std::string noticeOf(const LoadedModel& model) { return noticeOf(model.bundle.manifest.status); }

namespace {

Result<LoadedModel> openBundle(const std::filesystem::path& folder, const TrustRules& rules) {
  auto bundle = loadBundle(folder, rules);
  if (!bundle) return fail(bundle.error());
  LoadedModel model{std::move(*bundle), {}, false, {}, nullptr, {}};
  // Before any network is built: what may not run is told at once, whatever else is wrong.
  for (const auto& [name, script] : model.bundle.scripts)
    if (const auto allowed = script.bytesToRun(); !allowed) return failIn("bundle " + folder.string(), allowed.error());
  return model;
}

Result<void> buildNetworks(LoadedModel& model) {
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
  return {};
}

Result<void> buildOnCpuInstead(LoadedModel& model, const Error& error) {
  const std::string failed = model.choice.device;
  model.segmentation.reset();
  model.resolutions.clear();
  releaseDeviceMemory(failed);
  auto choice = chooseEngine({"cpu", "fp32"}, {});
  if (!choice) return fail(choice.error());
  model.choice = *choice;
  model.pathNote = cpuInstead(failed, error);
  log::warning("networks are loaded " + model.pathNote);
  return buildNetworks(model);
}

}  // namespace

Result<LoadedModel> loadModel(const std::filesystem::path& folder, const EngineRequest& request,
                              const TrustRules& rules) {
  auto model = openBundle(folder, rules);
  if (!model) return model;
  auto choice = chooseEngine(request, model->bundle.manifest.tolerance);
  if (!choice) return fail(choice.error());
  model->choice = *choice;
  model->precisionForced = request.precision != "auto";
  auto built = buildNetworks(*model);
  const bool mayMove = request.device == "auto" && model->choice.device != "cpu" && request.precision != "bf16";
  if (!built && built.error().kind == ErrorKind::io && mayMove) built = buildOnCpuInstead(*model, built.error());
  if (!built) return fail(built.error());
  return model;
}

Result<LoadedModel> loadModelAs(const std::filesystem::path& folder, const EngineChoice& choice,
                                const TrustRules& rules) {
  auto model = openBundle(folder, rules);
  if (!model) return model;
  model->choice = choice;
  if (auto built = buildNetworks(*model); !built) return fail(built.error());
  return model;
}

}  // namespace snitt
