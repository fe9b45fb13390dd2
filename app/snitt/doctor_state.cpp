// snitt doctor: what works on this machine.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/doctor.h"
#include "app/snitt/machine_state.h"
#include "core/os/os.h"
#include "tiling/libraries.h"

namespace snitt::app {

namespace {

std::string featureText() {
  const auto features = os::cpuFeatures();
  return features.empty() ? "none of those that matter" : fmt::format("{}", fmt::join(features, " "));
}

std::string folderState(const std::filesystem::path& folder) {
  return folder.string() + (isUsableFolder(folder) ? " (writable)" : " (NOT writable)");
}

}  // namespace

ExitCode examine(const std::filesystem::path& bundle, const Session& session) {
  nlohmann::ordered_json report{{"format", "snitt-doctor/1"}, {"snitt", SNITT_VERSION}};
  report["cpu"] = os::cpuModel();
  report["cores"] = os::usableCores();
  report["cpuFeatures"] = featureText();
  report["memoryGiB"] = static_cast<double>(os::memoryBytes() >> 20) / 1024.0;
  for (const std::string& one : tilingLibraries()) report["libraries"].push_back(one);
  for (const std::string& one : describeEngine()) report["engine"].push_back(one);
  const auto exact = pathText(session, false);
  if (!exact) return complain(exact.error());
  const auto loose = pathText(session, true);
  if (!loose) return complain(loose.error());
  report["path"] = *loose;
  if (*exact != *loose) report["pathFp32"] = *exact + " (bundles that do not allow bf16)";
  report["log"] = folderState(os::stateFolder());
  const auto database = databaseState(session.options());
  report["database"] = database ? *database : database.error().message;
  report["temporary"] = folderState(std::filesystem::temp_directory_path());
  report["trustedKeys"] = trustedKeysText();
  ExitCode code = database ? allDone : exitCodeOf(database.error().kind);
  if (!bundle.empty()) {
    const auto model = loadModel(bundle, session.options().engine);
    report["bundle"] =
        model ? model->bundle.manifest.name + " " + model->bundle.manifest.version + ": works" : model.error().message;
    if (!model) code = worst(code, exitCodeOf(model.error().kind));
  }
  if (session.options().json) {
    std::cout << report.dump(2) << std::endl;
    return code;
  }
  for (const auto& [key, value] : report.items()) {
    if (key == "format") continue;
    if (!value.is_array()) {
      std::cout << fmt::format("  {:<12} {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
      continue;
    }
    for (const auto& one : value) std::cout << fmt::format("  {:<12} {}\n", key, one.get<std::string>());
  }
  std::cout << std::flush;
  return code;
}

}  // namespace snitt::app
