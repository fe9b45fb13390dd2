// snitt doctor: what works on this machine.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/verbs.h"
#include "core/os/os.h"
#include "core/trust/trusted_keys.h"
#include "inference/model.h"
#include "tiling/libraries.h"

namespace snitt::app {

namespace {

std::string featureText() {
  const auto features = os::cpuFeatures();
  return features.empty() ? "none of those that matter" : fmt::format("{}", fmt::join(features, " "));
}

std::string trustedKeysText() {
  const auto keys = TrustedKeys().list();
  if (!keys) return keys.error().message;
  std::vector<std::string> names;
  for (const TrustedKey& key : *keys) names.push_back(fmt::format("{} ({:.16})", key.name, key.fingerprint));
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::string folderState(const std::filesystem::path& folder) {
  std::filesystem::path existing = folder;
  while (!existing.empty() && !std::filesystem::exists(existing)) existing = existing.parent_path();
  return folder.string() + (os::isWritableFolder(existing) ? " (writable)" : " (NOT writable)");
}

// How a bundle would be run that allows bf16, or one that does not.
Result<std::string> pathText(const Session& session, bool allowBf16) {
  EngineRequest request = session.options().engine;
  if (request.precision == "bf16") allowBf16 = true;
  NumericTolerance tolerance;
  tolerance.allowBf16 = allowBf16;
  const auto choice = chooseEngine(request, tolerance);
  if (!choice) return fail(choice.error());
  return choice->device + ", " + describePath(*choice) + ", " + std::to_string(session.options().threadCount()) +
         " workers";
}

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

}  // namespace

void addDoctor(CLI::App& app, Verb& run) {
  auto bundle = std::make_shared<std::filesystem::path>();
  CLI::App* verb = app.add_subcommand("doctor", "What works on this machine: libraries, processor, GPU, folders");
  verb->add_option("--bundle", *bundle, "Also load this bundle");
  verb->callback([&run, bundle] { run = [bundle](Session& session) { return examine(*bundle, session); }; });
}

}  // namespace snitt::app
