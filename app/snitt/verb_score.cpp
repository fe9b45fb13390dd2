// snitt score SLIDE…: the whole method on each slide.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/report_output.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/score_archive.h"
#include "app/snitt/score_output.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "app/snitt/wsinfer_verb.h"
#include "core/log.h"
#include "core/wsinfer/wsinfer_model.h"
#include "inference/scorer.h"
#include "tiling/slide_reader.h"
#include "tiling/thumbnail.h"

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

class ScoreVerb {
 public:
  ScoreVerb(const ScoreOptions& options, Session& session) : m_options(options), m_session(session) {}

  ExitCode run() {
    auto request = requestOf(m_options, m_session);
    if (!request) return complain(request.error());
    const CommonOptions& common = m_session.options();
    if (auto usable = checkOutFolder(m_options.out, m_options.bundle); !usable) return complain(usable.error());
    auto archive = ScoreArchive::open(common);
    if (!archive) return complain(archive.error());
    m_archive = std::move(*archive);
    auto model = loadModel(m_options.bundle, common.engine, trustRules(m_options.untrusted));
    if (!model) return complain(model.error());
    m_bundleSha256 = model->bundle.sha256;
    m_card = model->bundle.card;
    m_archive.setRules(rulesOf(model->bundle.manifest));
    m_parameters = parametersOf(*request, *model);
    if (request->outline) m_givenOutline = request->outline->file;
    if (!m_archive.notice().empty()) m_session.notify(m_archive.notice());
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
    const Result<KnownSlide> known =
        m_archive.find(request.slide, m_bundleSha256, m_parameters, !m_options.again, m_session.control().stop);
    if (!known) return failed(request.slide, known.error());
    if (const auto& there = known->score) return give(request.slide, *there, stemShared);
    ScoreRequest own = request;
    own.knownHash = known->hash;
    const auto scored = scorer.score(own, m_session.control());
    m_session.endProgress();
    if (!scored) return failed(request.slide, scored.error());
    const ScoreRecord record = scored->record();
    // Stored before it is told: what a person has seen is in the database, whatever happens next.
    const auto kept = m_archive.keep(record, *known, m_parameters, !m_options.again);
    const auto quicker = kept.value_or(std::nullopt);
    if (quicker) return give(request.slide, *quicker, stemShared);
    const auto folder = write(request.slide, record, stemShared);
    if (!folder) return failed(request.slide, folder.error());
    const Score& score = record.score;
    log::info("slide " + score.slide.fingerprint.substr(0, 8) + " scored in " + std::to_string(score.run.seconds) +
              " s with bundle " + score.bundleSha256.substr(0, 8));
    if (!kept)
      return failed(request.slide,
                    {kept.error().kind,
                     "its results lie in " + folder->string() + ", but they are not stored: " + kept.error().message},
                    *folder);
    return tell(request.slide, score, *folder, m_archive.keeps() ? "stored" : "");
  }

  // A score that the database holds: the same files, from its record.
  ExitCode give(const std::filesystem::path& slide, ArchivedScore archived, bool stemShared) {
    // Where the slide is now: a name that somebody has taken from it must not come back.
    archived.record.score.slide.path = slide.string();
    const auto folder = write(slide, archived.record, stemShared);
    if (!folder) return failed(slide, folder.error());
    log::info("slide " + archived.record.score.slide.fingerprint.substr(0, 8) + " was scored before: given again");
    return tell(slide, archived.record.score, *folder, describe(archived.stored), true);
  }

  [[nodiscard]] Result<std::filesystem::path> write(const std::filesystem::path& slide, const ScoreRecord& record,
                                                    bool stemShared) const {
    auto folder = resultFolder(m_options.out, slide, record.score.slide.fingerprint, stemShared);
    const auto files =
        outputChoice(slide).and_then([&](const OutputChoice& choice) { return resultFiles(record, choice); });
    if (!files) return fail(files.error());
    if (auto written = writeTogether(folder, *files, "score.json"); !written) return fail(written.error());
    return folder;
  }

  // `database`: a few words on what became of it there, empty without one.
  ExitCode tell(const std::filesystem::path& slide, const Score& score, const std::filesystem::path& folder,
                const std::string& database, bool reused = false) {
    if (m_session.options().json) {
      m_results["slides"].push_back({{"slide", slide.string()},
                                     {"folder", folder.string()},
                                     {"status", score.notAssessable.empty() ? "scored" : "not assessable"},
                                     {"stored", m_archive.keeps()},
                                     {"reused", reused},
                                     {"score", nlohmann::ordered_json::parse(formatScore(score))}});
    } else {
      std::cout << summary(score, slide, folder);
      if (!database.empty()) std::cout << "  database     " << database << "\n";
      std::cout << std::flush;
    }
    return score.notAssessable.empty() ? allDone : safetyRefusal;
  }

  // Error: cancelled.
  [[nodiscard]] Result<OutputChoice> outputChoice(const std::filesystem::path& slide) const {
    OutputChoice choice{{m_options.outputs.begin(), m_options.outputs.end()}, {}, {}, m_card, m_givenOutline};
    if (m_options.showPaths) choice.slideName = slide.filename().string();
    if (!choice.outputs.contains("report")) return choice;
    auto picture = openSlide(slide).and_then([this](const std::unique_ptr<SlideReader>& reader) {
      return slideThumbnail(*reader, kThumbnailPx, m_session.control());
    });
    if (!picture && picture.error().kind == ErrorKind::cancelled) return fail(picture.error());
    // A page without its picture is better than no page: the score itself is not in question.
    if (picture)
      choice.thumbnail = std::move(*picture);
    else
      log::warning("no thumbnail for a report");
    return choice;
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
  ScoreArchive m_archive;
  ScoreParameters m_parameters;
  std::string m_bundleSha256;
  std::string m_card;
  std::string m_givenOutline;
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
