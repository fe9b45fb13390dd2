#include <algorithm>
#include <set>

#include "core/bundle/manifest_parse_p.h"
#include "core/decision/tnm.h"
#include "core/trust/signature.h"

namespace snitt::manifest {
namespace {

std::string inQuotes(std::string_view text) {
  std::string result(1, '"');
  result += text;
  result += '"';
  return result;
}

Error wrong(const std::string& key, const std::string& what) { return {ErrorKind::model, key + " " + what}; }

bool isPlainName(std::string_view name, std::string_view alsoAllowed) {
  const auto plain = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           alsoAllowed.find(c) != std::string_view::npos;
  };
  return !name.empty() && name.size() <= 64 && name.front() != '.' && std::ranges::all_of(name, plain);
}

std::optional<Error> wrongNames(const Manifest& manifest) {
  if (!isPlainName(manifest.id, "."))
    return wrong("bundle.id", "is " + inQuotes(manifest.id) + " and may hold letters, digits, '-', '_' and '.' alone");
  std::set<std::string> names;
  std::set<std::string> ids;
  for (std::size_t r = 0; r < manifest.resolutions.size(); ++r) {
    const std::string key = "resolution[" + std::to_string(r) + "]";
    const ResolutionSpec& resolution = manifest.resolutions[r];
    // The name becomes part of file names and of column names.
    if (!isPlainName(resolution.name, "."))
      return wrong(key + ".name",
                   "is " + inQuotes(resolution.name) + " and may hold letters, digits, '-', '_' and '.' alone");
    if (!names.insert(resolution.name).second)
      return wrong(key + ".name", "is " + inQuotes(resolution.name) + ", which another resolution has");
    for (std::size_t m = 0; m < resolution.members.size(); ++m) {
      const std::string& id = resolution.members[m].id;
      const std::string idKey = key + ".member[" + std::to_string(m) + "].id";
      if (!isPlainName(id, ""))
        return wrong(idKey, "is " + inQuotes(id) + " and may hold letters, digits, '-' and '_' alone");
      // prob_ensemble is a column of the tiles' table beside prob_<member>.
      if (id == "ensemble") return wrong(idKey, "is \"ensemble\", which names the mean of the members");
      if (!ids.insert(id).second) return wrong(idKey, "is " + inQuotes(id) + ", which another member has");
    }
  }
  return std::nullopt;
}

template <class T>
std::optional<Error> strayResolution(const Manifest& manifest, const std::map<std::string, T>& values,
                                     const std::string& key) {
  for (const auto& [name, value] : values)
    if (manifest.resolution(name) == nullptr)
      return wrong(key + "." + inQuotes(name), "names a resolution that the manifest does not have");
  return std::nullopt;
}

std::optional<Error> wrongThresholds(const Manifest& manifest) {
  for (const ResolutionSpec& resolution : manifest.resolutions)
    if (!manifest.decision.thresholds.contains(resolution.name))
      return wrong("decision.thresholds." + inQuotes(resolution.name), "is missing");
  if (auto stray = strayResolution(manifest, manifest.decision.thresholds, "decision.thresholds")) return stray;
  return strayResolution(manifest, manifest.assessable.leastTiles, "assessable.leastTiles");
}

using Category = std::optional<std::string> (*)(std::string_view);

std::optional<Error> wrongCategory(const std::vector<std::string>& values, Category category, const std::string& key) {
  for (const std::string& value : values) {
    const auto known = category(value);
    if (!known || *known == "X") return wrong(key, "lists " + inQuotes(value) + ", which is no category of TNM");
  }
  return std::nullopt;
}

template <class Words>
std::optional<Error> unknownWord(const std::vector<std::string>& values, const Words& words, const std::string& key) {
  for (const std::string& value : values)
    if (std::ranges::find(words, value) == std::end(words)) {
      std::string known;
      for (const std::string_view word : words) known += (known.empty() ? "" : ", ") + inQuotes(word);
      return wrong(key, "lists " + inQuotes(value) + "; it may list " + known);
    }
  return std::nullopt;
}

std::optional<Error> wrongCategories(const Manifest& manifest) {
  static constexpr std::array<std::string_view, 3> stages{"I", "II", "III"};
  for (const auto& [key, values] : manifest.scope.allowed) {
    std::optional<Error> error;
    if (key == "pT") error = wrongCategory(values, pTCategory, "scope.pT");
    if (key == "pN") error = wrongCategory(values, pNCategory, "scope.pN");
    if (key == "stage") error = unknownWord(values, stages, "scope.stage");
    if (error) return error;
  }
  for (std::size_t i = 0; i < manifest.decision.risk.size(); ++i) {
    const RiskRow& row = manifest.decision.risk[i];
    const std::string key = "decision.risk[" + std::to_string(i) + "]";
    if (auto error = unknownWord(row.scoreClass, classWords, key + ".class")) return error;
    if (auto error = wrongCategory(row.pT, pTCategory, key + ".pT")) return error;
    if (auto error = wrongCategory(row.pN, pNCategory, key + ".pN")) return error;
  }
  return std::nullopt;
}

std::optional<Error> wrongFiles(const Manifest& manifest) {
  for (const auto& [path, hash] : manifest.files) {
    const std::string key = "files." + inQuotes(path);
    if (!isSafePath(path)) return wrong(key, "is no relative path that stays inside the bundle");
    if (path == "manifest.toml") return wrong(key, "is the manifest itself, which cannot hold its own hash");
    if (path == signatureFileName) return wrong(key, "is the signature, which is made over the manifest");
    if (!isSha256(hash)) return wrong(key, "must be a SHA-256 of 64 lower-case hexadecimal digits");
  }
  const auto unlisted = [&](const std::string& key, const std::string& path) -> std::optional<Error> {
    if (!isSafePath(path))
      return wrong(key, "is " + inQuotes(path) + ", no relative path that stays inside the bundle");
    if (!manifest.files.contains(path)) return wrong(key, "is " + inQuotes(path) + ", which [files] does not list");
    return std::nullopt;
  };
  const auto unlistedNetwork = [&](const std::string& key, const NetworkSpec& network) -> std::optional<Error> {
    if (auto error = unlisted(key + ".file", network.file)) return error;
    return network.headFile.empty() ? std::nullopt : unlisted(key + ".headFile", network.headFile);
  };
  if (auto error = unlisted("bundle.card", manifest.card)) return error;
  if (manifest.training)
    for (const auto& [key, path] : {std::pair("training.config", &manifest.training->config),
                                    std::pair("training.cohort", &manifest.training->cohort),
                                    std::pair("training.curves", &manifest.training->curves),
                                    std::pair("training.tuning", &manifest.training->tuning)})
      if (!path->empty())
        if (auto error = unlisted(key, *path)) return error;
  if (manifest.segmentation.useNetwork)
    if (auto error = unlistedNetwork("segmentation.network", manifest.segmentation.network)) return error;
  for (std::size_t r = 0; r < manifest.resolutions.size(); ++r)
    for (std::size_t m = 0; m < manifest.resolutions[r].members.size(); ++m)
      if (auto error = unlistedNetwork("resolution[" + std::to_string(r) + "].member[" + std::to_string(m) + "]",
                                       manifest.resolutions[r].members[m].network))
        return error;
  return std::nullopt;
}

std::optional<Error> wrongScripts(const Manifest& manifest) {
  const auto networks = manifest.networks();
  const bool any = std::ranges::any_of(networks, [](const NetworkSpec* one) { return one->isScript(); });
  if (any && manifest.tolerance.allowBf16)
    return wrong("tolerance.allowBf16", "is true, but TorchScript networks run in float32 alone");
  const SegmentationSpec& segmentation = manifest.segmentation;
  // Which dimension holds the classes is told by its size.
  if (segmentation.useNetwork && segmentation.network.isScript() &&
      segmentation.classes.size() == static_cast<std::size_t>(segmentation.tilePx))
    return wrong("segmentation.tilePx", "must differ from the number of classes for a TorchScript network");
  return std::nullopt;
}

}  // namespace

bool isSha256(std::string_view text) {
  const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 64 && std::ranges::all_of(text, isDigit);
}

bool isSafePath(std::string_view path) {
  if (path.empty() || path.size() > 1024) return false;
  // A backslash or a colon means a folder or a drive on Windows.
  for (const char c : path)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\' || c == ':') return false;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    // An empty part stands for an absolute path, a doubled or a trailing slash.
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

std::optional<Error> contradiction(const Manifest& manifest) {
  for (const auto check : {wrongNames, wrongThresholds, wrongCategories, wrongFiles, wrongScripts, wrongGolden})
    if (auto error = check(manifest)) return error;
  return std::nullopt;
}

}  // namespace snitt::manifest
