#include "core/bundle/manifest_parse_p.h"
#include "core/text/number.h"
#include "core/toml_text_p.h"

namespace snitt {
namespace manifest {
namespace {

void readFormat(TableReader& root) {
  std::string format;
  root.text("format", format, Need::required);
  const std::size_t slash = format.find('/');
  const auto major = slash == std::string::npos ? std::nullopt : parseNumber(format.substr(slash + 1));
  if (root.has("format") && (format.substr(0, slash) != formatName || !major || *major < formatMajor))
    return root.fail("format", "is \"" + format + "\" and must be \"snitt-bundle/1\"");
}

// Asked before anything else: a newer manifest may have other keys, and the version is then the error to name.
std::optional<Error> newerFormat(const toml::table& document) {
  const std::string format = document["format"].value_or(std::string());
  if (!format.starts_with(std::string(formatName) + "/")) return std::nullopt;
  const auto major = parseNumber(format.substr(formatName.size() + 1));
  if (!major || *major < formatMajor + 1) return std::nullopt;
  return Error{ErrorKind::unsupported,
               "format is \"" + format + "\", newer than this program, which reads snitt-bundle/1"};
}

void readIdentity(TableReader in, Manifest& into) {
  in.text("id", into.id, Need::required);
  in.text("name", into.name, Need::required);
  in.text("version", into.version, Need::required);
  in.choice("status", into.status, statusWords, Need::required);
  in.text("licence", into.licence, Need::required);
  in.text("intendedUse", into.intendedUse, Need::required);
  in.text("card", into.card, Need::required);
  in.finish();
}

}  // namespace

void readScope(TableReader in, ScopeRules& into) {
  for (const std::string_view key : scopeKeys) {
    std::vector<std::string> values;
    in.texts(key, values);
    if (!values.empty()) into.allowed.emplace(key, std::move(values));
  }
  constexpr Range limit{0, 20, false};
  in.number("leastMpp", into.leastMpp, limit);
  in.number("mostMpp", into.mostMpp, limit);
  if (into.leastMpp && into.mostMpp && *into.leastMpp > *into.mostMpp)
    in.fail("leastMpp",
            "is " + shortest(*into.leastMpp) + " and must not be above mostMpp, which is " + shortest(*into.mostMpp));
  in.finish();
}

namespace {

RiskRow readRiskRow(TableReader in) {
  RiskRow row;
  in.text("group", row.group, Need::required);
  in.texts("class", row.scoreClass);
  in.texts("pT", row.pT);
  in.texts("pN", row.pN);
  in.integer("leastNodes", row.leastNodes, count);
  in.integer("mostNodes", row.mostNodes, count);
  if (row.leastNodes && row.mostNodes && *row.leastNodes > *row.mostNodes)
    in.fail("leastNodes", "is " + std::to_string(*row.leastNodes) + " and must not be above mostNodes, which is " +
                              std::to_string(*row.mostNodes));
  in.finish();
  return row;
}

void readDecision(TableReader in, DecisionRules& into) {
  in.choice("combined", into.combined, combineWords);
  in.choice("patients", into.patients, patientWords);
  TableReader thresholds = in.table("thresholds", Need::required);
  for (const std::string& name : thresholds.names())
    thresholds.number(name, into.thresholds[name], share, Need::required);
  for (TableReader& row : in.tables("risk")) into.risk.push_back(readRiskRow(row));
  readRiskMaps(in, into.riskMaps);
  in.finish();
}

}  // namespace

void readAssessable(TableReader in, AssessableLimits& into) {
  in.number("leastTumourMm2", into.leastTumourMm2, {0, 1e6});
  TableReader leastTiles = in.table("leastTiles");
  for (const std::string& name : leastTiles.names())
    leastTiles.integer(name, into.leastTiles[name], count, Need::required);
  in.number("mostBlurredShare", into.mostBlurredShare, share);
  in.number("mostFoldedShare", into.mostFoldedShare, share);
  in.number("mostInkedShare", into.mostInkedShare, share);
  in.number("mostUnreadableShare", into.mostUnreadableShare, share);
  in.finish();
}

namespace {

void readTolerance(TableReader in, NumericTolerance& into) {
  in.flag("allowBf16", into.allowBf16);
  in.number("mostBf16Difference", into.mostBf16Difference, share);
  in.number("devices", into.devices, share);
  in.number("fp32", into.fp32, share);
  in.finish();
}

void readFiles(TableReader in, std::map<std::string, std::string>& into) {
  for (const std::string& name : in.names()) in.text(name, into[name], Need::required);
}

void readInput(TableReader in, Manifest& into) {
  in.number("maxUpsampling", into.maxUpsampling, {1, 100});
  in.finish();
}

void readOutline(TableReader in, Manifest& into) {
  in.flag("allowed", into.outlineAllowed);
  in.finish();
}

Manifest readDocument(const toml::table& document, ReadState& state) {
  Manifest result;
  TableReader root(state, &document, "", "");
  readFormat(root);
  readIdentity(root.table("bundle", Need::required), result);
  readScope(root.table("scope"), result.scope);
  readInput(root.table("input"), result);
  readOutline(root.table("outline"), result);
  readSegmentation(root, result.segmentation);
  readResolutions(root, result.resolutions);
  readDecision(root.table("decision", Need::required), result.decision);
  readAssessable(root.table("assessable"), result.assessable);
  readTolerance(root.table("tolerance"), result.tolerance);
  readTraining(root, result.training);
  readReferences(root, result.references);
  readGolden(root, result.golden);
  readFiles(root.table("files", Need::required), result.files);
  root.finish();
  return result;
}

}  // namespace
}  // namespace manifest

Result<Manifest> parseManifest(std::string_view text) {
  const auto document = parseToml(text, ErrorKind::model);
  if (!document) return fail(document.error());
  if (auto newer = manifest::newerFormat(*document)) return fail(std::move(*newer));
  manifest::ReadState state;
  Manifest result = manifest::readDocument(*document, state);
  if (!state.error) state.error = manifest::contradiction(result);
  if (state.error) return fail(std::move(*state.error));
  return result;
}

std::set<std::string> manifestKeys() {
  // One of each table that is read only where it stands in the document.
  const toml::table skeleton = toml::parse(
      "[segmentation]\n[[resolution]]\n[[resolution.member]]\n[[decision.risk]]\n[[decision.riskMap]]\n"
      "[training]\n[[reference]]\n[golden]\n[[golden.slide]]\n[[golden.slide.resolution]]\n");
  manifest::ReadState state;
  (void)manifest::readDocument(skeleton, state);
  return state.asked;
}

std::string_view toText(BundleStatus status) { return manifest::wordOf(manifest::statusWords, status); }

const ResolutionSpec* Manifest::resolution(std::string_view resolutionName) const {
  for (const ResolutionSpec& candidate : resolutions)
    if (candidate.name == resolutionName) return &candidate;
  return nullptr;
}

std::vector<const NetworkSpec*> Manifest::networks() const {
  std::vector<const NetworkSpec*> all;
  if (segmentation.useNetwork) all.push_back(&segmentation.network);
  for (const ResolutionSpec& one : resolutions)
    for (const MemberSpec& member : one.members) all.push_back(&member.network);
  return all;
}

}  // namespace snitt
