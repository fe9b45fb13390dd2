#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/site/patterns_p.h"
#include "core/site/site_file.h"
#include "core/text/one_line.h"

namespace snitt::site {
namespace {

using manifest::Need;
using manifest::ReadState;
using manifest::TableReader;

constexpr std::size_t kMostPatterns = 100;
constexpr std::size_t kMostExamples = 100;  // of one pattern
constexpr std::size_t kMostPatternBytes = 1000;
constexpr std::int64_t kMostMemory = 4 << 20;  // of one expression

constexpr std::array<std::pair<std::string_view, IdentitySource>, 3> kSources{{
    {"barcode", IdentitySource::barcode},
    {"fileName", IdentitySource::fileName},
    {"folderName", IdentitySource::folderName},
}};

constexpr std::array<std::pair<std::string_view, std::string SlideIdentity::*>, 5> kParts{{
    {"accession", &SlideIdentity::accession},
    {"specimen", &SlideIdentity::specimen},
    {"block", &SlideIdentity::block},
    {"slide", &SlideIdentity::slide},
    {"stain", &SlideIdentity::stain},
}};

std::optional<SlideIdentity> matched(const re2::RE2& expression, std::string_view text) {
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(expression.NumberOfCapturingGroups()) + 1);
  const re2::StringPiece whole(text.data(), text.size());
  if (!expression.Match(whole, 0, text.size(), re2::RE2::ANCHOR_BOTH, groups.data(), static_cast<int>(groups.size())))
    return std::nullopt;
  SlideIdentity identity;
  for (const auto& [name, group] : expression.NamedCapturingGroups())
    for (const auto& [part, member] : kParts)
      if (name == part) identity.*member = std::string(groups[static_cast<std::size_t>(group)]);
  if (identity.accession.empty()) return std::nullopt;  // a group that may be left out was
  return identity;
}

void checkGroups(const re2::RE2& expression, const std::string& path, ReadState& state) {
  bool accession = false;
  for (const auto& [name, group] : expression.NamedCapturingGroups()) {
    const bool known = std::any_of(kParts.begin(), kParts.end(), [&](const auto& part) { return part.first == name; });
    if (!known)
      return state.report(ErrorKind::usage, fmt::format("{} has a group named \"{}\"; known are accession, specimen, "
                                                        "block, slide and stain",
                                                        path, oneLine(name, 40)));
    accession = accession || name == "accession";
  }
  if (!accession) state.report(ErrorKind::usage, path + " has no group named accession: (?P<accession>…)");
}

std::vector<IdentitySource> readSources(TableReader& in) {
  std::vector<std::string> names;
  in.texts("sources", names);
  std::vector<IdentitySource> sources;
  for (const std::string& name : names) {
    const auto* found = std::find_if(kSources.begin(), kSources.end(), [&](const auto& s) { return s.first == name; });
    if (found == kSources.end())
      in.fail("sources", "must list some of \"barcode\", \"fileName\", \"folderName\"");
    else
      sources.push_back(found->second);
  }
  if (names.empty()) in.fail("sources", "is missing");
  return sources;
}

// The examples as they stand, tried once all patterns and the names of stains are known.
struct Example {
  std::string path;
  std::string text;
  SlideIdentity wanted;
};

Example readExample(TableReader in) {
  Example example;
  example.path = in.path();
  in.text("text", example.text, Need::required);
  for (const auto& [name, member] : kParts)
    in.text(name, example.wanted.*member, name == "accession" ? Need::required : Need::optional);
  in.finish();
  return example;
}

void tryExample(const re2::RE2& expression, const Patterns& all, const Example& example, ReadState& state) {
  auto given = matched(expression, example.text);
  if (!given) return state.report(ErrorKind::corrupt, example.path + ".text does not match its pattern");
  if (const auto stain = all.stains.find(given->stain); stain != all.stains.end()) given->stain = stain->second;
  for (const auto& [name, member] : kParts)
    if ((*given).*member != example.wanted.*member)
      return state.report(ErrorKind::corrupt,
                          fmt::format("{}: the pattern gives {} \"{}\" where the example says \"{}\"", example.path,
                                      name, oneLine((*given).*member, 60), oneLine(example.wanted.*member, 60)));
}

void readPattern(TableReader in, Patterns& into, ReadState& state) {
  Pattern pattern;
  pattern.sources = readSources(in);
  std::string text;
  in.text("match", text, Need::required);
  std::vector<std::string> refuses;
  in.texts("refuses", refuses);
  std::vector<Example> examples;
  for (TableReader& example : in.tables("example", Need::required)) examples.push_back(readExample(example));
  in.finish();
  const std::string path = in.pathOf("match");
  if (text.size() > kMostPatternBytes)
    return in.fail("match", fmt::format("is longer than {} bytes", kMostPatternBytes));
  if (examples.size() > kMostExamples || refuses.size() > kMostExamples)
    return in.fail("example", fmt::format("is there more than {} times", kMostExamples));
  std::string why;
  pattern.expression = compiled(text, why);
  if (!pattern.expression) return state.report(ErrorKind::corrupt, fmt::format("{} is no pattern: {}", path, why));
  checkGroups(*pattern.expression, path, state);
  for (const Example& example : examples) tryExample(*pattern.expression, into, example, state);
  for (const std::string& text_ : refuses)
    if (matched(*pattern.expression, text_))
      state.report(ErrorKind::corrupt,
                   fmt::format("{} matches \"{}\", which {} lists", path, oneLine(text_, 60), in.pathOf("refuses")));
  into.patterns.push_back(std::move(pattern));
}

}  // namespace

std::shared_ptr<const re2::RE2> compiled(const std::string& pattern, std::string& why) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  auto expression = std::make_shared<re2::RE2>(pattern, options);
  if (expression->ok()) return expression;
  why = oneLine(expression->error(), 200);
  return nullptr;
}

std::optional<SlideIdentity> Patterns::identity(IdentitySource source, std::string_view text) const {
  if (text.empty() || text.size() > kMostIdentityBytes) return std::nullopt;
  for (const Pattern& pattern : patterns) {
    if (std::find(pattern.sources.begin(), pattern.sources.end(), source) == pattern.sources.end()) continue;
    auto identity = matched(*pattern.expression, text);
    if (!identity) continue;
    if (const auto stain = stains.find(identity->stain); stain != stains.end()) identity->stain = stain->second;
    return identity;
  }
  return std::nullopt;
}

Patterns readPatterns(TableReader& root, ReadState& state) {
  Patterns result;
  TableReader stains = root.table("stains");
  for (const std::string& code : stains.names()) stains.text(code, result.stains[code], Need::required);
  auto tables = root.tables("pattern");
  if (tables.size() > kMostPatterns) {
    root.fail("pattern", fmt::format("is there more than {} times", kMostPatterns));
    return result;
  }
  for (TableReader& table : tables) readPattern(table, result, state);
  return result;
}

}  // namespace snitt::site
