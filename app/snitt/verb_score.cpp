// snitt score SLIDE…: the whole method on each slide.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/result_folder.h"
#include "app/snitt/score_output.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "app/snitt/wsinfer_verb.h"
#include "core/log.h"
#include "core/wsinfer/wsinfer_model.h"
#include "inference/scorer.h"

namespace snitt::app {

namespace {

struct ScoreOptions {
  std::vector<std::filesystem::path> slides;
  std::filesystem::path bundle;
  std::filesystem::path out;
  ScaleOptions scale;
  TumourOption tumour;
  std::vector<std::string> facts;
  std::string outsideScope;
  std::vector<std::string> outputs{"score", "tumour", "tiles"};
  bool untrusted = false;
  bool showPaths = false;
};

Result<ScoreRequest> requestOf(const ScoreOptions& options, const Session& session) {
  ScoreRequest request;
  auto typed = options.scale.typed();
  if (!typed) return fail(typed.error());
  request.typedMpp = std::move(*typed);
  auto facts = parseFacts(options.facts);
  if (!facts) return fail(facts.error());
  request.facts = std::move(*facts);
  if (options.slides.size() > 1 && options.tumour.namesFile())
    return fail(ErrorKind::usage, "--tumour FILE belongs to one slide; score the slides one at a time");
  if (auto applied = options.tumour.apply(request); !applied) return fail(applied.error());
  request.outsideScope = options.outsideScope;
  request.threads = session.options().threadCount();
  request.software = std::string("snitt ") + SNITT_VERSION;
  request.typedBy = typist();
  return request;
}

class ScoreVerb {
 public:
  ScoreVerb(const ScoreOptions& options, Session& session) : m_options(options), m_session(session) {}

  ExitCode run() {
    auto request = requestOf(m_options, m_session);
    if (!request) return complain(request.error());
    const CommonOptions& common = m_session.options();
    if (auto usable = checkOutFolder(m_options.out, m_options.bundle); !usable) return complain(usable.error());
    auto model = loadModel(m_options.bundle, common.device, common.precision, trustRules(m_options.untrusted));
    if (!model) return complain(model.error());
    Scorer scorer(std::move(*model));
    ExitCode code = allDone;
    m_slides = withoutRepeats(m_options.slides);
    for (const auto& slide : m_slides) {
      request->slide = slide;
      code = worst(code, scoreOne(*request, scorer, nameIsShared(m_slides, slide)));
      if (code == interrupted || m_session.stopped()) break;
    }
    // What was scored before an interrupt is told too.
    if (common.json) std::cout << m_results.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return m_session.stopped() ? interrupted : code;
  }

 private:
  ExitCode scoreOne(const ScoreRequest& request, Scorer& scorer, bool stemShared) {
    auto scored = scorer.score(request, m_session.control());
    m_session.endProgress();
    if (!scored) return failed(request.slide, scored.error());
    const Score& score = scored->score;
    const auto folder = resultFolder(m_options.out, request.slide, score.slide.fingerprint, stemShared);
    const auto files = resultFiles(scored->record(), {m_options.outputs.begin(), m_options.outputs.end()});
    if (auto written = writeTogether(folder, files, "score.json"); !written)
      return failed(request.slide, written.error());
    log::info("slide " + score.slide.fingerprint.substr(0, 8) + " scored in " + std::to_string(score.run.seconds) +
              " s with bundle " + score.bundleSha256.substr(0, 8));
    if (m_session.options().json) {
      m_results["slides"].push_back({{"slide", request.slide.string()},
                                     {"folder", folder.string()},
                                     {"status", score.notAssessable.empty() ? "scored" : "not assessable"},
                                     {"score", nlohmann::ordered_json::parse(formatScore(score))}});
    } else {
      std::cout << summary(score, request.slide, folder) << std::flush;
    }
    return score.notAssessable.empty() ? allDone : safetyRefusal;
  }

  ExitCode failed(const std::filesystem::path& slide, Error error) {
    if (error.kind == ErrorKind::cancelled) return interrupted;
    // With several slides a person must see which one it was; some reasons name the file already.
    if (error.message.find(slide.string()) == std::string::npos) error.message = slide.string() + ": " + error.message;
    log::error("slide " + std::to_string(m_results["slides"].size() + 1) +
               " of the command was not scored, exit code " + std::to_string(exitCodeOf(error.kind)));
    if (m_session.options().json)
      m_results["slides"].push_back({{"slide", slide.string()},
                                     {"status", exitCodeOf(error.kind) == safetyRefusal ? "refused" : "failed"},
                                     {"reason", error.message}});
    const ExitCode code = complain(error);
    // Of several slides one that needs something more is a slide that failed.
    return code == wrongCommand && m_slides.size() > 1 ? fault : code;
  }

  const ScoreOptions& m_options;
  Session& m_session;
  std::vector<std::filesystem::path> m_slides;
  nlohmann::ordered_json m_results{{"format", "snitt-scores/1"}, {"slides", nlohmann::ordered_json::array()}};
};

// A WSInfer model knows no scope, no facts and no other files than WSInfer's own.
ExitCode classify(const ScoreOptions& options, bool outputsChosen, Session& session) {
  const char* stray = !options.facts.empty()          ? "--fact"
                      : !options.outsideScope.empty() ? "--outside-scope"
                      : outputsChosen                 ? "--outputs"
                                                      : nullptr;
  if (stray != nullptr)
    return complain({ErrorKind::usage, std::string(stray) + " belongs to Snitt's bundles; " + options.bundle.string() +
                                           " is a WSInfer model"});
  return classifySlides({options.slides, options.bundle, options.out, options.scale, options.tumour, options.untrusted,
                         options.showPaths},
                        session);
}

}  // namespace

void addScore(CLI::App& app, Verb& run) {
  auto options = std::make_shared<ScoreOptions>();
  CLI::App* verb = app.add_subcommand("score", "Score slides: find the tumour, score its tiles, give a prognosis");
  verb->add_option("slide", options->slides, "Slides")->required();
  verb->add_option("--bundle", options->bundle, "Folder of the model bundle")->required()->check(notBlank());
  verb->add_option("--out", options->out, "Folder for the results; each slide gets its own in it")
      ->required()
      ->check(notBlank());
  addScaleOptions(*verb, options->scale);
  addTumourOption(*verb, options->tumour);
  verb->add_option("--fact", options->facts,
                   "KEY=VALUE, one a --fact: organ, specimenType, neoadjuvant, stain, scanner, pT, pN, nodes")
      ->allow_extra_args(false);
  verb->add_option("--outside-scope", options->outsideScope,
                   "Score although the slide is outside the bundle's scope, for this reason")
      ->check(notBlank());
  verb->add_option("--outputs", options->outputs, "Of score, tumour, tiles (default: all)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"score", "tumour", "tiles"}));
  addUntrustedOption(*verb, options->untrusted);
  verb->add_flag("--show-paths", options->showPaths, "Write the slides' paths into WSInfer's run metadata");
  verb->callback([&run, options, verb] {
    const bool outputsChosen = verb->count("--outputs") > 0;
    run = [options, outputsChosen](Session& session) {
      if (isWsinferFolder(options->bundle)) return classify(*options, outputsChosen, session);
      return ScoreVerb(*options, session).run();
    };
  });
}

}  // namespace snitt::app
