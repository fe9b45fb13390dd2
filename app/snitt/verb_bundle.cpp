// snitt bundle inspect|verify|untrained: model bundles; the rest of `bundle` is in verb_bundle_keys.cpp.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/trust_json_p.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "app/snitt/wsinfer_verb.h"
#include "core/bundle/bundle.h"
#include "core/wsinfer/wsinfer_model.h"
#include "inference/model.h"
#include "inference/untrained_bundle.h"

namespace snitt::app {

namespace {

nlohmann::ordered_json describe(const Bundle& bundle) {
  const Manifest& manifest = bundle.manifest;
  nlohmann::ordered_json json{{"format", "snitt-bundle-card/1"},
                              {"id", manifest.id},
                              {"name", manifest.name},
                              {"version", manifest.version},
                              {"status", std::string(toText(manifest.status))},
                              {"sha256", bundle.sha256},
                              {"signature", signatureJson(bundle.signature)},
                              {"parts",
                               {{"segmentation", bundle.parts.segmentation},
                                {"networks", bundle.parts.networks},
                                {"decision", bundle.parts.decision}}},
                              {"intendedUse", manifest.intendedUse},
                              {"licence", manifest.licence},
                              {"scope", manifest.scope.allowed}};
  for (const ResolutionSpec& one : manifest.resolutions)
    json["resolutions"].push_back({{"name", one.name},
                                   {"mpp", one.mpp},
                                   {"tilePx", one.tilePx},
                                   {"members", one.members.size()},
                                   {"threshold", manifest.decision.thresholds.at(one.name)}});
  json["goldenSlides"] = manifest.golden ? manifest.golden->slides.size() : 0;
  json["files"] = manifest.files;
  json["card"] = bundle.card;
  return json;
}

std::string joined(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, ", ")); }

void printText(const Bundle& bundle) {
  const Manifest& manifest = bundle.manifest;
  const auto line = [](std::string_view name, std::string_view value) {
    std::cout << fmt::format("  {:<14} {}\n", name, value);
  };
  std::cout << fmt::format("{} {} ({})\n", manifest.name, manifest.version, toText(manifest.status));
  line("id", manifest.id);
  line("sha256", bundle.sha256);
  line("signature", snitt::describe(bundle.signature));
  line("intended use", manifest.intendedUse);
  line("licence", manifest.licence);
  for (const auto& [fact, values] : manifest.scope.allowed) line("scope", fact + ": " + joined(values));
  line("segmentation", manifest.segmentation.useNetwork ? manifest.segmentation.network.file : "tissue");
  for (const ResolutionSpec& one : manifest.resolutions)
    line("resolution", fmt::format("{}: {} px at {:g} µm/px, {} networks, threshold {:g}", one.name, one.tilePx,
                                   one.mpp, one.members.size(), manifest.decision.thresholds.at(one.name)));
  line("golden slides", manifest.golden ? fmt::format("{}, scored by {} ({})", manifest.golden->slides.size(),
                                                      manifest.golden->software, manifest.golden->path)
                                        : "none");
  line("part hashes", fmt::format("segmentation {:.16}, networks {:.16}, decision {:.16}", bundle.parts.segmentation,
                                  bundle.parts.networks, bundle.parts.decision));
  std::cout << "\n" << bundle.card << (bundle.card.ends_with('\n') ? "" : "\n") << std::flush;
}

ExitCode inspect(const std::filesystem::path& folder, const Session& session) {
  if (isWsinferFolder(folder)) return inspectWsinfer(folder, session);
  const auto bundle = loadBundle(folder);
  if (!bundle) return complain(bundle.error());
  if (session.options().json)
    std::cout << describe(*bundle).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  else
    printText(*bundle);
  return allDone;
}

struct VerifyArguments {
  std::filesystem::path folder;
  bool untrusted = false;
};

// Beyond the hashes: every network is built, so that names and shapes of all tensors are checked.
ExitCode verify(const VerifyArguments& arguments, const Session& session) {
  const CommonOptions& common = session.options();
  const TrustRules rules = trustRules(arguments.untrusted);
  if (isWsinferFolder(arguments.folder)) return verifyWsinfer(arguments.folder, rules, session);
  const auto model = loadModel(arguments.folder, common.engine, rules);
  if (!model) return complain(model.error());
  if (session.stopped()) return interrupted;
  const Manifest& manifest = model->bundle.manifest;
  const std::size_t networks = manifest.networks().size();
  if (common.json)
    std::cout << nlohmann::ordered_json{{"format", "snitt-bundle-verified/1"},
                                        {"ok", true},
                                        {"sha256", model->bundle.sha256},
                                        {"files", manifest.files.size()},
                                        {"networks", networks},
                                        {"signature", signatureJson(model->bundle.signature)},
                                        {"untrusted", untrustedJson(model->bundle.untrustedCode())}}
                     .dump(2)
              << std::endl;
  else
    std::cout << fmt::format("{} {}: {} files match their hashes, {} networks could be built; {}\n", manifest.name,
                             manifest.version, manifest.files.size(), networks,
                             snitt::describe(model->bundle.signature))
              << std::flush;
  return allDone;
}

struct UntrainedArguments {
  std::filesystem::path out;
  UntrainedOptions options;
};

ExitCode makeUntrained(const UntrainedArguments& arguments, const Session& session) {
  // A range check lets "nan" pass: no comparison with it is true.
  if (!std::isfinite(arguments.options.width)) return complain({ErrorKind::usage, "--width must be a number"});
  if (const auto written = writeUntrainedBundle(arguments.out, arguments.options); !written)
    return complain(written.error());
  if (session.options().json)
    std::cout << nlohmann::ordered_json{{"format", "snitt-bundle-written/1"}, {"folder", arguments.out.string()}}.dump(
                     2)
              << std::endl;
  else
    std::cout << "wrote " << arguments.out.string() << " (untrained: its numbers carry no meaning)\n" << std::flush;
  return allDone;
}

}  // namespace

void addBundle(CLI::App& app, Verb& run) {
  CLI::App* verb =
      app.add_subcommand("bundle", "Model bundles: inspect, verify, sign, trust, golden slides, make an untrained one");
  verb->require_subcommand(1);
  auto folder = std::make_shared<std::filesystem::path>();
  addBundleKeys(*verb, run);
  addBundleGolden(*verb, run);

  CLI::App* inspectVerb = verb->add_subcommand("inspect", "Show what a bundle is, its hashes and its model card");
  inspectVerb->add_option("folder", *folder, "Bundle")->required();
  inspectVerb->callback([&run, folder] { run = [folder](Session& s) { return inspect(*folder, s); }; });

  CLI::App* verifyVerb = verb->add_subcommand("verify", "Check every hash and the signature, and build every network");
  auto toVerify = std::make_shared<VerifyArguments>();
  verifyVerb->add_option("folder", toVerify->folder, "Bundle")->required();
  addUntrustedOption(*verifyVerb, toVerify->untrusted);
  verifyVerb->callback([&run, toVerify] { run = [toVerify](Session& s) { return verify(*toVerify, s); }; });

  auto arguments = std::make_shared<UntrainedArguments>();
  CLI::App* untrained = verb->add_subcommand("untrained", "Make a bundle with random weights, to try the program");
  untrained->add_option("--out", arguments->out, "New folder")->required()->check(notBlank());
  untrained->add_option("--seed", arguments->options.seed, "Of the random weights")->capture_default_str();
  untrained->add_option("--width", arguments->options.width, "Width multiplier of MobileNetV2")
      ->check(CLI::Range(0.1, 2.0))
      ->capture_default_str();
  untrained->add_option("--members", arguments->options.membersPerResolution, "Networks a resolution")
      ->check(CLI::Range(1, 50))
      ->capture_default_str();
  untrained->add_option("--most-tiles", arguments->options.mostTiles, "Most tiles a resolution, 0 = all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  untrained->add_flag("--segmentation-network", arguments->options.segmentationNetwork,
                      "A random U-Net in place of all tissue");
  untrained->callback([&run, arguments] { run = [arguments](Session& s) { return makeUntrained(*arguments, s); }; });
}

}  // namespace snitt::app
