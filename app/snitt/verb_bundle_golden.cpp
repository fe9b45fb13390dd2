// snitt bundle golden: what a bundle says of phantoms, stored in it before it is signed.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/snitt/slide_options.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/text/number.h"
#include "inference/golden/golden_run.h"

namespace snitt::app {

namespace {

struct GoldenArguments {
  std::filesystem::path folder;
  GoldenChoice choice;
  bool untrusted = false;
};

// The path that other installations are held against: float32 on a CPU, which every machine has.
Result<EngineRequest> exactEngine(EngineRequest request) {
  if (request.device != "auto" && request.device != "cpu")
    return fail(ErrorKind::usage, "golden scores are computed on the CPU: leave --device out");
  if (request.precision != "auto" && request.precision != "fp32")
    return fail(ErrorKind::usage, "golden scores are computed in fp32: leave --precision out");
  request.device = "cpu";
  request.precision = "fp32";
  return request;
}

void tell(const Session& session, const std::filesystem::path& folder, const GoldenSet& golden) {
  if (session.options().json) {
    nlohmann::ordered_json json{{"format", "snitt-bundle-golden/1"}, {"folder", folder.string()}};
    for (const GoldenSlide& slide : golden.slides)
      json["slides"].push_back({{"seed", slide.phantom.seed},
                                {"pixels", slide.pixelsSha256},
                                {"class", slide.scores.prognosis},
                                {"combined", slide.scores.combined}});
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return;
  }
  for (const GoldenSlide& slide : golden.slides)
    std::cout << fmt::format("phantom {:<6} {} px, scanner {}, class {}, combined {}\n", slide.phantom.seed,
                             slide.phantom.sizePx, slide.phantom.scanner, slide.scores.prognosis,
                             fixed(slide.scores.combined, 6));
  std::cout << fmt::format("wrote {} golden slides into {}: it has a new hash; sign it now (snitt bundle sign)\n",
                           golden.slides.size(), (folder / "manifest.toml").string())
            << std::flush;
}

ExitCode makeGoldenSlides(const GoldenArguments& arguments, Session& session) {
  if (auto sound = checkGoldenChoice(arguments.choice); !sound) return complain(sound.error());
  const auto engine = exactEngine(session.options().engine);
  if (!engine) return complain(engine.error());
  auto model = loadModel(arguments.folder, *engine, trustRules(arguments.untrusted));
  if (!model) return complain(model.error());
  Manifest manifest = model->bundle.manifest;
  // Asked before anything is computed: a minute's work must not end in a refusal.
  if (auto free = checkReplaceable(arguments.folder); !free) return complain(free.error());
  Scorer scorer(std::move(*model));
  auto golden =
      makeGolden(manifest, arguments.choice, scorer,
                 {session.options().threadCount(), std::string("snitt ") + SNITT_VERSION, typist()}, session.control());
  session.endProgress();
  if (!golden) return golden.error().kind == ErrorKind::cancelled ? interrupted : complain(golden.error());
  manifest.golden = *std::move(golden);
  if (auto written = replaceManifest(arguments.folder, manifest); !written) return complain(written.error());
  tell(session, arguments.folder, *manifest.golden);
  return allDone;
}

}  // namespace

void addBundleGolden(CLI::App& bundle, Verb& run) {
  auto arguments = std::make_shared<GoldenArguments>();
  CLI::App* verb =
      bundle.add_subcommand("golden", "Store what the bundle says of phantoms, by which installations are checked");
  verb->add_option("--bundle", arguments->folder, "Bundle, not signed yet")->required()->check(notBlank());
  verb->add_option("--seeds", arguments->choice.seeds, "Of the phantoms, one golden slide each")
      ->delimiter(',')
      ->capture_default_str();
  verb->add_option("--size", arguments->choice.sizePx, "Edge of a phantom, px")->capture_default_str();
  verb->add_option("--scanner", arguments->choice.scanners, "Profiles of the phantoms, in turn: north, south, east")
      ->delimiter(',')
      ->capture_default_str();
  addUntrustedOption(*verb, arguments->untrusted);
  verb->callback([&run, arguments] { run = [arguments](Session& s) { return makeGoldenSlides(*arguments, s); }; });
}

}  // namespace snitt::app
