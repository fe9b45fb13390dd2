#include "app/snitt/train_cohort.h"

#include <charconv>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/flag_gate.h"
#include "app/snitt/train_charts.h"
#include "core/atomic_file.h"
#include "core/text/number.h"
#include "core/training/sealed_record.h"
#include "inference/learning/learning.h"
#include "tiling/slide_reader.h"

namespace snitt::app {
namespace {

Result<std::optional<OneNetwork>> onlyOf(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t slash = text.rfind('/');
  OneNetwork one;
  const auto wrong =
      fail(ErrorKind::usage, fmt::format("--only \"{}\" must name a resolution and a seed, as 10x/1", text));
  if (slash == std::string::npos || slash == 0) return wrong;
  one.resolution = text.substr(0, slash);
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data() + slash + 1, end, one.seed);
  if (error != std::errc() || last != end) return wrong;
  return one;
}

// The record is sealed at the end, after hours perhaps: a missing password is told before anything else.
Result<std::string> passwordOf(const TrainCohortOptions& options) {
  if (!options.only.empty()) return std::string();
  if (options.passwordFile.empty())
    return fail(ErrorKind::usage,
                "the training record, which names patients, is written encrypted: give --password-file FILE with a "
                "password in its first line");
  const auto text = readFile(options.passwordFile);
  if (!text) return fail(text.error());
  auto password = training::passwordOf(*text);
  if (!password) return failIn(options.passwordFile.string(), password.error());
  return password;
}

Result<LearningRequest> requestOf(const TrainCohortOptions& options, Session& session) {
  LearningRequest request;
  const auto config = readFile(options.config);
  if (!config) return fail(config.error());
  auto parsed = training::parseTrainConfig(*config);
  if (!parsed) return failIn(options.config.string(), parsed.error());
  request.config = std::move(*parsed);
  request.configFolder = std::filesystem::absolute(options.config).parent_path();
  const auto csv = readFile(options.cohort);
  if (!csv) return fail(csv.error());
  auto list = parseSlideList(*csv, std::filesystem::absolute(options.cohort).parent_path());
  if (!list) return failIn(options.cohort.string(), list.error());
  request.list = std::move(*list);
  request.work = options.out / "work";
  auto only = onlyOf(options.only);
  if (!only) return fail(only.error());
  request.only = *only;
  request.threads = session.options().threadCount();
  request.engine = options.engine;
  request.untrusted = options.untrusted;
  request.software = fmt::format("snitt {}", SNITT_VERSION);
  request.notify = [&session](const std::string& sentence) { session.notify(sentence); };
  return request;
}

// Takes slides of flagged cases out of the list before anything is read of them for learning; gives their rows. A slide
// that cannot be read is known by its row alone, and what is wrong with it is told later.
Result<std::vector<LeftOutSlide>> takeFlaggedOut(SlideList& list, const Session& session) {
  auto gate = FlagGate::open(session.options());
  if (!gate) return fail(gate.error());
  std::vector<LeftOutSlide> leftOut;
  std::vector<ListedSlide> kept;
  for (ListedSlide& slide : list.slides) {
    const std::optional<CaseName> listed = slide.site.empty() || slide.accession.empty()
                                               ? std::nullopt
                                               : std::optional(CaseName{slide.site, slide.accession});
    const auto reader = gate->isOpen() ? openSlide(slide.path) : fail(ErrorKind::notFound, "");
    const auto fingerprint = reader ? fingerprintOf((*reader)->info()).value_or("") : std::string();
    auto refused = gate->refusal(fingerprint, listed, Use::training);
    if (!refused) return fail(refused.error());
    if (*refused)
      leftOut.push_back({slide.row, std::move(**refused)});
    else
      kept.push_back(std::move(slide));
  }
  list.slides = std::move(kept);
  return leftOut;
}

std::string sentenceOf(const std::vector<LeftOutSlide>& leftOut) {
  LeftOutCount count;
  for (const LeftOutSlide& one : leftOut) count.add(one.why);
  return count.sentence();
}

nlohmann::ordered_json number(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

void tell(const LearnedBundle& learned, const std::filesystem::path& out, const Session& session) {
  const training::ModelCard& card = learned.card;
  if (session.options().json) {
    nlohmann::ordered_json json{{"format", "snitt-training/1"},
                                {"bundle", (out / "bundle").string()},
                                {"record", (out / "training-record.json").string()},
                                {"status", toText(learned.manifest.status)}};
    for (const auto& [resolution, choice] : card.thresholds) json["thresholds"][resolution] = choice.threshold;
    json["networks"] = nlohmann::ordered_json::array();
    for (const training::TunedNetwork& one : card.networks)
      json["networks"].push_back({{"resolution", one.resolution},
                                  {"seed", one.seed},
                                  {"epoch", one.epoch},
                                  {"figure", number(one.figure)},
                                  {"member", one.member}});
    json["figures"] = nlohmann::ordered_json::array();
    for (const training::CardFigure& one : card.figures)
      json["figures"].push_back({{"what", one.what},
                                 {"side", toText(one.side)},
                                 {"value", number(one.value.value)},
                                 {"lower95", number(one.value.lower95)},
                                 {"upper95", number(one.value.upper95)},
                                 {"patients", one.patients},
                                 {"events", one.events}});
    json["leftOut"] = nlohmann::ordered_json::array();
    for (const LeftOutSlide& one : learned.leftOut) json["leftOut"].push_back({{"row", one.row}, {"reason", one.why}});
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return;
  }
  std::cout << fmt::format("{}: {} {}, {}\n", (out / "bundle").string(), learned.manifest.name,
                           learned.manifest.version, toText(learned.manifest.status));
  for (const training::TunedNetwork& one : card.networks)
    std::cout << fmt::format("  {:<12} epoch {:>3}  {:.3f}  {}\n", fmt::format("{}/{}", one.resolution, one.seed),
                             one.epoch, one.figure, one.member.empty() ? "" : "member " + one.member);
  for (const auto& [resolution, choice] : card.thresholds)
    std::cout << fmt::format("  threshold of {}: {}\n", resolution, shortest(choice.threshold));
  for (const training::CardFigure& one : card.figures)
    std::cout << fmt::format("  {} ({}): {:.3f} ({:.3f} to {:.3f}), {} patients, {} events\n", one.what,
                             toText(one.side), one.value.value, one.value.lower95, one.value.upper95, one.patients,
                             one.events);
  std::cout << fmt::format("  training record: {} (stays at the site)\n", (out / "training-record.json").string())
            << std::flush;
}

}  // namespace

ExitCode trainCohort(const TrainCohortOptions& options, Session& session) {
  const auto password = passwordOf(options);
  if (!password) return complain(password.error());
  auto request = requestOf(options, session);
  if (!request) return complain(request.error());
  const auto flagged = takeFlaggedOut(request->list, session);
  if (!flagged) return complain(flagged.error());
  if (!flagged->empty()) session.notify(sentenceOf(*flagged));
  if (!flagged->empty() && request->list.slides.empty())
    return complain({ErrorKind::refused, "no slide is left to learn from: " + sentenceOf(*flagged)});
  auto learned = learnBundle(*request, session.control());
  session.endProgress();
  if (!learned) return learned.error().kind == ErrorKind::cancelled ? interrupted : complain(learned.error());
  if (!*learned) {
    if (session.options().json)
      std::cout << nlohmann::ordered_json{{"format", "snitt-training/1"}, {"network", options.only}}.dump(2)
                << std::endl;
    else
      std::cout << fmt::format("network {} is trained; without --only the bundle is assembled\n", options.only);
    return allDone;
  }
  (*learned)->leftOut.insert((*learned)->leftOut.begin(), flagged->begin(), flagged->end());
  auto curves = trainingCurvesSvg(**learned, request->config);
  if (!curves) return complain(curves.error());
  (*learned)->files["training/curves.svg"] = std::move(*curves);
  if (auto written = writeLearned(**learned, options.out, *password); !written) return complain(written.error());
  tell(**learned, options.out, session);
  return allDone;
}

}  // namespace snitt::app
