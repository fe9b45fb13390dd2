#include "core/training/train_config.h"

#include <cmath>
#include <filesystem>

#include "core/text/number.h"
#include "core/toml_text_p.h"
#include "core/training/train_config_p.h"
#include "core/training/train_words_p.h"

namespace snitt::training {
namespace {

using manifest::Need;
using manifest::ReadState;
using manifest::TableReader;
using manifest::wordOf;

void readFormat(TableReader& root) {
  std::string format;
  root.text("format", format, Need::required);
  if (root.has("format") && format != kTrainFormat)
    root.fail("format", "is \"" + format + "\" and must be \"" + std::string(kTrainFormat) + "\"");
}

std::optional<Error> newerFormat(const toml::table& document) {
  const std::string format = document["format"].value_or(std::string());
  const std::string name(kTrainFormat.substr(0, kTrainFormat.find('/') + 1));
  if (!format.starts_with(name)) return std::nullopt;
  const auto major = parseNumber(format.substr(name.size()));
  if (!major || *major < 2) return std::nullopt;
  return Error{ErrorKind::unsupported,
               "format is \"" + format + "\", newer than this program, which reads " + std::string(kTrainFormat)};
}

void readBundle(TableReader in, BundleIdentity& into) {
  in.text("id", into.id, Need::required);
  in.text("name", into.name, Need::required);
  in.text("version", into.version, Need::required);
  in.choice("status", into.status, manifest::statusWords);
  if (into.status > BundleStatus::research)
    in.fail("status", "is \"clinical-research\", and a training never claims more than \"research\"");
  in.text("licence", into.licence, Need::required);
  in.text("intendedUse", into.intendedUse, Need::required);
  in.texts("limits", into.limits);
  in.choice("weights", into.weights, weightWords);
  in.finish();
}

void readOutcome(TableReader in, TrainConfig& into) {
  in.choice("event", into.event, eventWords);
  in.number("daysPerYear", into.labels.daysPerYear, {360, 366});
  in.finish();
}

void readLabels(TableReader in, LabelRule& into) {
  in.number("ageLimitYears", into.ageLimitYears, {0, 200, false});
  in.number("goodYears", into.goodYears, {0, 100});
  in.number("poorLeastDays", into.poorLeastDays, {0, 36500});
  in.number("poorMostYears", into.poorMostYears, {0, 100, false});
  in.flag("laterEventsSpoilGood", into.laterEventsSpoilGood);
  if (into.poorLeastDays > into.poorMostYears * into.daysPerYear)
    in.fail("poorLeastDays", "is " + shortest(into.poorLeastDays) + " and lies beyond poorMostYears, which is " +
                                 shortest(into.poorMostYears));
  if (into.poorMostYears > into.goodYears)
    in.fail("poorMostYears", "is " + shortest(into.poorMostYears) + " and must not be above goodYears, which is " +
                                 shortest(into.goodYears));
  in.finish();
}

void readSplit(TableReader in, TrainConfig& into) {
  in.number("train", into.split.train, manifest::aboveZeroToOne);
  in.number("tune", into.split.tune, manifest::aboveZeroToOne);
  in.number("test", into.split.test, manifest::share);
  const double sum = into.split.train + into.split.tune + into.split.test;
  if (sum < 1 - 1e-6 || sum > 1 + 1e-6)
    in.fail("train", "and tune and test add up to " + shortest(std::round(sum * 1e6) / 1e6) + " and must add up to 1");
  int seed = 1;
  in.integer("seed", seed, {0, 2147483647});
  into.split.seed = static_cast<std::uint64_t>(seed);
  in.integer("thumbnailDistance", into.thumbnailDistance, {0, 32});
  in.finish();
}

void readMembers(TableReader in, TrainConfig& into) {
  in.integer("keep", into.keep, {1, 100});
  if (!in.has("figure") && into.learning.loss == Loss::cox) into.memberFigure = MemberFigure::concordance;
  in.choice("figure", into.memberFigure, figureWords);
  in.finish();
}

void readThresholds(TableReader in, ThresholdRule& into) {
  in.choice("rule", into.kind, thresholdWords);
  const bool needed = needsShare(into.kind);
  in.number("share", into.share, {0, 1, false}, needed ? Need::required : Need::optional);
  if (into.share >= 1) in.fail("share", "is 1 and must be below 1");
  if (!needed && in.has("share"))
    in.fail("share", "does not belong to the rule \"" + std::string(wordOf(thresholdWords, into.kind)) + "\"");
  in.finish();
}

void readDecision(TableReader in, TrainConfig& into) {
  in.choice("combined", into.combined, manifest::combineWords);
  in.choice("patients", into.patients, manifest::patientWords);
  in.finish();
}

void readRisk(TableReader in, TrainConfig& into) {
  in.numbers("horizonsYears", into.horizonsYears, {0, 100, false});
  for (std::size_t i = 1; i < into.horizonsYears.size(); ++i)
    if (into.horizonsYears[i] <= into.horizonsYears[i - 1]) in.fail("horizonsYears", "must ascend");
  in.integer("knots", into.riskKnots, {2, 1000});
  in.integer("leastEvents", into.leastRiskEvents, {1, 1e6});
  in.finish();
}

TrainConfig readDocument(const toml::table& document, ReadState& state) {
  TrainConfig config;
  TableReader root(state, &document, "", "");
  readFormat(root);
  readBundle(root.table("bundle", Need::required), config.bundle);
  manifest::readScope(root.table("scope"), config.scope);
  manifest::readAssessable(root.table("assessable"), config.assessable);
  readOutcome(root.table("outcome"), config);
  readLabels(root.table("labels"), config.labels);
  readSplit(root.table("split"), config);
  readTrainedSegmentation(root.table("segmentation"), config.segmentation);
  readTrainedResolutions(root, config.resolutions);
  readSimulatedEncoder(root, config.simulatedEncoder);
  readLearning(root.table("learning"), config.learning);
  readMembers(root.table("members"), config);
  readThresholds(root.table("thresholds"), config.threshold);
  readDecision(root.table("decision"), config);
  readRisk(root.table("risk"), config);
  TableReader reference = root.table("reference");
  reference.integer("bins", config.referenceBins, {2, 100});
  reference.finish();
  root.finish();
  checkTogether(root, config);
  return config;
}

std::string nameAlone(const std::string& file) { return std::filesystem::path(file).filename().string(); }

}  // namespace

std::vector<double> TrainConfig::horizonsDays() const {
  std::vector<double> days;
  for (const double years : horizonsYears) days.push_back(years * labels.daysPerYear);
  return days;
}

bool TrainConfig::needsLabels() const {
  const bool byThreshold = threshold.kind != ThresholdKind::median && threshold.kind != ThresholdKind::poorShare;
  return learning.loss == Loss::distinct || memberFigure == MemberFigure::auc || byThreshold;
}

bool TrainConfig::startsFromSimulated(const ResolutionTraining& resolution) const {
  return simulatedEncoder && resolution.pretrained.empty() && resolution.extractor.file.empty();
}

Result<TrainConfig> parseTrainConfig(std::string_view text) {
  const auto document = parseToml(text, ErrorKind::usage);
  if (!document) return fail(document.error());
  if (auto newer = newerFormat(*document)) return fail(std::move(*newer));
  ReadState state;
  TrainConfig config = readDocument(*document, state);
  if (state.error) return fail(ErrorKind::usage, state.error->message);
  return config;
}

std::set<std::string> trainConfigKeys() {
  ReadState state;
  (void)readDocument(toml::parse("[[resolution]]\n"), state);
  return state.asked;
}

TrainConfig withoutFolders(TrainConfig config) {
  for (ResolutionTraining& resolution : config.resolutions) {
    resolution.pretrained = nameAlone(resolution.pretrained);
    resolution.extractor.file = nameAlone(resolution.extractor.file);
  }
  config.segmentation.file = nameAlone(config.segmentation.file);
  return config;
}

std::string describe(const LabelRule& rule) {
  return "Good: under " + shortest(rule.ageLimitYears) + " years at surgery and followed for more than " +
         shortest(rule.goodYears) + " years without recurrence or cancer death" +
         (rule.laterEventsSpoilGood ? ", nor either of them recorded later" : "") + ". Poor: under " +
         shortest(rule.ageLimitYears) + " years and dead of the cancer from day " + shortest(rule.poorLeastDays) +
         " to " + shortest(rule.poorMostYears) + " years after surgery. A year has " + shortest(rule.daysPerYear) +
         " days. Everybody else lies in between and only tunes";
}

}  // namespace snitt::training
