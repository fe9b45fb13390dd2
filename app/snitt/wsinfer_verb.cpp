#include "app/snitt/wsinfer_verb.h"

#include <fmt/format.h>

#include <iostream>

#include "app/snitt/masked_name.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/trust_json_p.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/wsinfer_output_p.h"
#include "core/log.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;

void print(const Json& json) { std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << std::endl; }

class ClassifyVerb {
 public:
  ClassifyVerb(const WsinferArguments& arguments, Session& session) : m_arguments(arguments), m_session(session) {}

  ExitCode run() {
    if (auto ready = prepare(); !ready) return complain(ready.error());
    m_metadata = startMetadata(*m_model, m_device, m_session.options());
    ExitCode code = allDone;
    const auto slides = withoutRepeats(m_arguments.slides);
    for (const auto& slide : slides) {
      code = worst(code, classifyOne(slide, nameIsShared(slides, slide)));
      if (code == interrupted || m_session.stopped()) break;
    }
    const auto file = writeMetadata(m_arguments.out, m_metadata);
    if (!file) return worst(code, complain(file.error()));
    if (m_session.options().json)
      print(m_metadata);
    else
      std::cout << "run metadata   " << file->string() << "\n" << std::flush;
    return m_session.stopped() ? interrupted : code;
  }

 private:
  Result<void> prepare() {
    auto typed = m_arguments.scale.typed();
    if (!typed) return fail(typed.error());
    m_request.typedMpp = std::move(*typed);
    if (m_arguments.slides.size() > 1 && m_arguments.tumour.namesFile())
      return fail(ErrorKind::usage, "--tumour FILE belongs to one slide; score the slides one at a time");
    ScoreRequest outline;
    if (auto applied = m_arguments.tumour.apply(outline); !applied) return applied;
    m_request.outline = std::move(outline.outline);
    m_request.threads = m_session.options().threadCount();
    if (auto usable = checkOutFolder(m_arguments.out, m_arguments.bundle); !usable) return usable;
    auto model = loadWsinferModel(m_arguments.bundle, trustRules(m_arguments.untrusted));
    if (!model) return fail(model.error());
    m_model.emplace(std::move(*model));
    const auto choice = chooseEngine(m_session.options().engine, {});
    if (!choice) return fail(choice.error());
    return loadOn(choice->device);
  }

  Result<void> loadOn(const std::string& device) {
    auto network = loadTileClassifier(*m_model, device);
    if (!network) return fail(network.error());
    m_network = std::move(*network);
    m_device = device;
    return {};
  }

  // A device that fails gives way to the CPU, from the start of the slide; the metadata says so.
  Result<ClassifiedSlide> classify() {
    auto slide = classifySlide(m_request, *m_model, *m_network, m_session.control());
    if (slide || slide.error().kind != ErrorKind::io || m_device == "cpu") return slide;
    log::warning(m_device + " failed, the slide starts again on the CPU: " + slide.error().message);
    if (auto loaded = loadOn("cpu"); !loaded) return fail(loaded.error());
    m_metadata["runtime"]["device"] = m_metadata["runtime"]["device"].get<std::string>() + ", then cpu";
    return classifySlide(m_request, *m_model, *m_network, m_session.control());
  }

  ExitCode classifyOne(const std::filesystem::path& path, bool nameShared) {
    m_request.slide = path;
    if (const auto refused = refusal(path)) return *refused;
    const auto slide = classify();
    m_session.endProgress();
    if (!slide) return failed(path, slide.error());
    const std::string stem = outputStem(m_arguments.out, path, slide->fingerprint, nameShared);
    if (auto written = writeTileClasses(m_arguments.out, stem, slide->tiles); !written)
      return failed(path, written.error());
    Json entry = slideJson(stem, *slide);
    if (m_arguments.showPaths) entry["path"] = path.string();
    const auto csv = m_arguments.out / entry["csv"].get<std::string>();
    m_metadata["slides"].push_back(entry);
    if (!m_session.options().json) std::cout << classSummary(*slide, *m_model, path, csv) << std::flush;
    if (slide->tiles.tiles.empty())
      return complain({ErrorKind::outOfScope, path.string() + ": no tile lies in the " + slide->region});
    const std::size_t unreadable = entry["unreadable"].size();
    if (unreadable == 0) return allDone;
    return complain(
        {ErrorKind::corrupt, fmt::format("{}: {} of {} tiles could not be read; the run's metadata lists them",
                                         path.string(), unreadable, slide->tiles.tiles.size())});
  }

  // WSInfer's files are called as the slide's is.
  std::optional<ExitCode> refusal(const std::filesystem::path& path) {
    const auto reader = openSlide(path);
    const auto fingerprint = reader ? fingerprintOf((*reader)->info()) : Result<std::string>(fail(reader.error()));
    if (!fingerprint) return std::nullopt;  // classify() tells why
    const auto masked = m_gate.maskedName(*fingerprint);
    if (!masked) return std::nullopt;
    const Error error = maskedRefusal(path.string() + " is not classified, since the results would bear its name");
    m_metadata["slides"].push_back({{"slide", *masked}, {"status", "refused"}});
    return complain(error);
  }

  ExitCode failed(const std::filesystem::path& path, Error error) {
    if (error.kind == ErrorKind::cancelled) return interrupted;
    if (error.message.find(path.string()) == std::string::npos) error.message = path.string() + ": " + error.message;
    std::string reason = error.message;
    // The folder a slide lies in is nobody else's business.
    if (!m_arguments.showPaths)
      for (std::size_t at = reason.find(path.string()); at != std::string::npos;
           at = reason.find(path.string(), at + 1))
        reason.replace(at, path.string().size(), resultName(path));
    Json entry{{"slide", resultName(path)},
               {"status", exitCodeOf(error.kind) == safetyRefusal ? "refused" : "failed"},
               {"reason", reason}};
    if (m_arguments.showPaths) entry["path"] = path.string();
    m_metadata["slides"].push_back(std::move(entry));
    const ExitCode code = complain(error);
    return code == wrongCommand && m_arguments.slides.size() > 1 ? fault : code;
  }

  const WsinferArguments& m_arguments;
  Session& m_session;
  MaskGate m_gate = MaskGate::open(m_session.options());
  ClassifyRequest m_request;
  std::optional<WsinferModel> m_model;
  std::unique_ptr<TileClassifier> m_network;
  std::string m_device;
  Json m_metadata;
};

}  // namespace

ExitCode classifySlides(const WsinferArguments& arguments, Session& session) {
  return ClassifyVerb(arguments, session).run();
}

ExitCode inspectWsinfer(const std::filesystem::path& folder, const Session& session) {
  const auto model = loadWsinferModel(folder);
  if (!model) return complain(model.error());
  const WsinferConfig& config = model->config;
  if (session.options().json) {
    print({{"format", "snitt-wsinfer-model/1"},
           {"config", configJson(config)},
           {"sha256",
            {{std::string(wsinferConfigName), model->configSha256},
             {std::string(wsinferScriptName), model->script.sha256()}}},
           {"signature", signatureJson(model->signature)}});
    return allDone;
  }
  std::cout << fmt::format(
                   "WSInfer model: a classifier of tiles, without prognosis\n"
                   "  architecture   {}\n  classes        {}\n  tiles          {} px at {:g} µm/px\n"
                   "  {:<14} {}\n  {:<14} {}\n  signature      {}\n",
                   config.architecture.empty() ? "not named" : config.architecture, fmt::join(config.classNames, ", "),
                   config.patchPx, config.spacingUmPx, "config", model->configSha256, "torchscript",
                   model->script.sha256(), describe(model->signature))
            << std::flush;
  return allDone;
}

ExitCode verifyWsinfer(const std::filesystem::path& folder, const TrustRules& rules, const Session& session) {
  const auto model = loadWsinferModel(folder, rules);
  if (!model) return complain(model.error());
  const auto choice = chooseEngine(session.options().engine, {});
  if (!choice) return complain(choice.error());
  const auto network = loadTileClassifier(*model, choice->device);
  if (!network) return complain(network.error());
  if (session.options().json)
    print({{"format", "snitt-bundle-verified/1"},
           {"ok", true},
           {"files", 2},
           {"networks", 1},
           {"signature", signatureJson(model->signature)},
           {"untrusted", model->script.runsUntrusted() ? untrustedJson({{model->script.name(), model->script.sha256()}})
                                                       : Json::array()}});
  else
    std::cout << "WSInfer model: the network could be loaded and tried; " << describe(model->signature) << "\n"
              << std::flush;
  return allDone;
}

}  // namespace snitt::app
