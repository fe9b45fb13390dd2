// snitt score SLIDE…: the whole method on each slide.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/score_output.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/slide_scoring.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "app/snitt/wsinfer_verb.h"
#include "core/log.h"
#include "core/os/scoring_turn.h"
#include "core/wsinfer/wsinfer_model.h"

namespace snitt::app {

namespace {

const std::set<std::string> kOutputs{"score", "tumour", "heatmap", "tiles", "report"};

struct ScoreOptions {
  std::vector<std::filesystem::path> slides;
  std::filesystem::path bundle;
  std::filesystem::path out;
  ScaleOptions scale;
  TumourOption tumour;
  std::vector<std::string> facts;
  std::string outsideScope;
  std::vector<std::string> outputs{kOutputs.begin(), kOutputs.end()};
  bool showPaths = false;
  bool untrusted = false;
  bool again = false;
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

ScoringPlan planOf(const ScoreOptions& options) {
  return {options.bundle,
          options.out,
          {options.outputs.begin(), options.outputs.end()},
          options.showPaths,
          options.untrusted,
          options.again,
          false};
}

class ScoreVerb {
 public:
  ScoreVerb(const ScoreOptions& options, Session& session) : m_options(options), m_session(session) {}

  ExitCode run() {
    auto request = requestOf(m_options, m_session);
    if (!request) return complain(request.error());
    const CommonOptions& common = m_session.options();
    auto scoring = SlideScoring::open(planOf(m_options), *request, m_session);
    if (!scoring) return complain(scoring.error());
    if (!scoring->notice().empty()) m_session.notify(scoring->notice());
    // A cohort that runs unattended on this machine makes room.
    const os::ScoringTurn turn = os::ScoringTurn::take();
    ExitCode code = allDone;
    m_slides = withoutRepeats(m_options.slides);
    for (const auto& slide : m_slides) {
      request->slide = slide;
      code = worst(code, scoreOne(*request, *scoring));
      if (code == interrupted || m_session.stopped()) break;
    }
    // What was scored before an interrupt is told too.
    if (common.json) std::cout << m_results.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return m_session.stopped() ? interrupted : code;
  }

 private:
  ExitCode scoreOne(const ScoreRequest& request, SlideScoring& scoring) {
    const auto given = scoring.score(request, nameIsShared(m_slides, request.slide));
    if (!given) return failed(request.slide, given.error());
    if (given->notStored)
      return failed(request.slide,
                    {given->notStored->kind, "its results lie in " + given->folder.string() +
                                                 ", but they are not stored: " + given->notStored->message},
                    given->folder);
    return tell(request.slide, *given, scoring.keeps());
  }

  ExitCode tell(const std::filesystem::path& slide, const GivenScore& given, bool stored) {
    const Score& score = given.score;
    const std::string name = given.maskedName.value_or(slide.string());
    if (m_session.options().json) {
      m_results["slides"].push_back({{"slide", name},
                                     {"folder", given.folder.string()},
                                     {"status", score.notAssessable.empty() ? "scored" : "not assessable"},
                                     {"stored", stored},
                                     {"reused", given.reused},
                                     {"score", nlohmann::ordered_json::parse(formatScore(score))}});
    } else {
      std::cout << summary(score, name, given.folder);
      if (!given.database.empty()) std::cout << "  database     " << given.database << "\n";
      std::cout << std::flush;
    }
    return score.notAssessable.empty() ? allDone : safetyRefusal;
  }

  // `folder` where results were written all the same.
  ExitCode failed(const std::filesystem::path& slide, Error error, const std::filesystem::path& folder = {}) {
    if (error.kind == ErrorKind::cancelled) return interrupted;
    // With several slides a person must see which one it was; some reasons name the file already.
    if (error.message.find(slide.string()) == std::string::npos) error.message = slide.string() + ": " + error.message;
    log::error("slide " + std::to_string(m_results["slides"].size() + 1) +
               " of the command was not scored, exit code " + std::to_string(exitCodeOf(error.kind)));
    if (m_session.options().json) {
      auto& told = m_results["slides"].emplace_back();
      told["slide"] = slide.string();
      if (!folder.empty()) told["folder"] = folder.string();
      told["status"] = exitCodeOf(error.kind) == safetyRefusal ? "refused" : "failed";
      told["stored"] = false;
      told["reason"] = error.message;
    }
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
bool namesDatabase(const Session& session) {
  const DatabasePlace place = databasePlace(session.options());
  return !place.file.empty() && !place.isDefault;
}

ExitCode classify(const ScoreOptions& options, bool outputsChosen, Session& session) {
  const char* stray = !options.facts.empty()          ? "--fact"
                      : !options.outsideScope.empty() ? "--outside-scope"
                      : options.again                 ? "--again"
                      : namesDatabase(session)        ? "--db FILE"
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
  verb->add_option("slide", options->slides, "Slides")->required()->check(notBlank());
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
  verb->add_option("--outputs", options->outputs, "Of score, tumour, heatmap, tiles, report (default: all)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(kOutputs));
  verb->add_flag("--show-paths", options->showPaths,
                 "Print the slide's file name in the report; of a WSInfer folder, write its path into the metadata");
  addUntrustedOption(*verb, options->untrusted);
  verb->add_flag("--again", options->again, "Compute anew what the database holds already, and store that too");
  verb->callback([&run, options, verb] {
    const bool outputsChosen = verb->count("--outputs") > 0;
    run = [options, outputsChosen](Session& session) {
      if (isWsinferFolder(options->bundle)) return classify(*options, outputsChosen, session);
      return ScoreVerb(*options, session).run();
    };
  });
}

}  // namespace snitt::app
