// The golden slides in a manifest.
#include <algorithm>

#include "core/bundle/manifest_parse_p.h"
#include "core/bundle/manifest_write_p.h"
#include "core/text/number.h"

namespace snitt::manifest {
namespace {

constexpr Range seedRange{0, 2147483647};
constexpr Range edgeRange{1000, 100000};
constexpr Range latentRange{-10, 10};

template <class Values, class Format>
std::string inlineTable(const Values& values, Format format) {
  std::string text = "{";
  for (const auto& [key, value] : values) {
    text += text.size() > 1 ? ", " : " ";
    text += tomlKey(key);
    text += " = ";
    text += format(value);
  }
  return text + " }";
}

GoldenPhantom readPhantom(TableReader& in) {
  GoldenPhantom phantom;
  in.integer("seed", phantom.seed, seedRange, Need::required);
  in.integer("sizePx", phantom.sizePx, edgeRange, Need::required);
  in.text("scanner", phantom.scanner, Need::required);
  in.number("mpp", phantom.mpp, mppRange, Need::required);
  in.number("architecture", phantom.architecture, latentRange, Need::required);
  in.number("cells", phantom.cells, latentRange, Need::required);
  return phantom;
}

GoldenResolution readResolution(TableReader& in) {
  GoldenResolution resolution;
  in.text("name", resolution.name, Need::required);
  in.number("score", resolution.score, share, Need::required);
  TableReader members = in.table("members", Need::required);
  for (const std::string& id : members.names()) members.number(id, resolution.members[id], share, Need::required);
  in.finish();
  return resolution;
}

GoldenSlide readSlide(TableReader& in) {
  GoldenSlide slide;
  slide.phantom = readPhantom(in);
  in.text("pixels", slide.pixelsSha256, Need::required);
  TableReader facts = in.table("facts");
  for (const std::string& key : facts.names()) facts.text(key, slide.facts[key], Need::required);
  in.text("class", slide.scores.prognosis, Need::required);
  in.number("combined", slide.scores.combined, share, Need::required);
  for (TableReader& resolution : in.tables("resolution", Need::required))
    slide.scores.resolutions.push_back(readResolution(resolution));
  in.finish();
  return slide;
}

Error wrong(const std::string& key, const std::string& what) { return {ErrorKind::model, key + " " + what}; }

std::optional<Error> wrongMembers(const GoldenResolution& golden, const ResolutionSpec& spec, const std::string& key) {
  if (golden.name != spec.name)
    return wrong(key + ".name", "is \"" + golden.name + "\" and must be \"" + spec.name + "\", as in the bundle");
  for (const MemberSpec& member : spec.members)
    if (!golden.members.contains(member.id)) return wrong(key + ".members", "lacks \"" + member.id + "\"");
  for (const auto& [id, score] : golden.members)
    if (!std::ranges::any_of(spec.members, [&](const MemberSpec& one) { return one.id == id; }))
      return wrong(key + ".members", "has \"" + id + "\", which is no member of " + spec.name);
  return std::nullopt;
}

std::optional<Error> wrongSlide(const Manifest& manifest, const GoldenSlide& slide, const std::string& key) {
  if (std::ranges::find(classWords, slide.scores.prognosis) == classWords.end())
    return wrong(key + ".class", "is \"" + slide.scores.prognosis + "\" and must be good, uncertain or poor");
  if (!isSha256(slide.pixelsSha256))
    return wrong(key + ".pixels", "must be a SHA-256 of 64 lower-case hexadecimal digits");
  const auto& resolutions = slide.scores.resolutions;
  if (resolutions.size() != manifest.resolutions.size())
    return wrong(key + ".resolution", "has " + std::to_string(resolutions.size()) + " tables and must have one for " +
                                          "each of the bundle's " + std::to_string(manifest.resolutions.size()));
  for (std::size_t r = 0; r < resolutions.size(); ++r)
    if (auto error =
            wrongMembers(resolutions[r], manifest.resolutions[r], key + ".resolution[" + std::to_string(r) + "]"))
      return error;
  return std::nullopt;
}

}  // namespace

void readGolden(TableReader& root, std::optional<GoldenSet>& into) {
  TableReader in = root.table("golden");
  if (!root.has("golden")) return;
  GoldenSet& golden = into.emplace();
  in.text("software", golden.software, Need::required);
  in.text("path", golden.path, Need::required);
  for (TableReader& slide : in.tables("slide", Need::required)) golden.slides.push_back(readSlide(slide));
  in.finish();
}

std::optional<Error> wrongGolden(const Manifest& manifest) {
  if (!manifest.golden) return std::nullopt;
  const auto& slides = manifest.golden->slides;
  for (std::size_t i = 0; i < slides.size(); ++i)
    if (auto error = wrongSlide(manifest, slides[i], "golden.slide[" + std::to_string(i) + "]")) return error;
  return std::nullopt;
}

void writeGolden(TomlWriter& out, const GoldenSet& golden) {
  out.header("[golden]");
  out.text("software", golden.software);
  out.text("path", golden.path);
  for (const GoldenSlide& slide : golden.slides) {
    out.header("[[golden.slide]]");
    out.integer("seed", slide.phantom.seed);
    out.integer("sizePx", slide.phantom.sizePx);
    out.text("scanner", slide.phantom.scanner);
    out.number("mpp", slide.phantom.mpp);
    out.number("architecture", slide.phantom.architecture);
    out.number("cells", slide.phantom.cells);
    out.text("pixels", slide.pixelsSha256);
    if (!slide.facts.empty()) out.raw("facts", inlineTable(slide.facts, tomlText));
    out.text("class", slide.scores.prognosis);
    out.number("combined", slide.scores.combined);
    for (const GoldenResolution& resolution : slide.scores.resolutions) {
      out.header("[[golden.slide.resolution]]");
      out.text("name", resolution.name);
      out.number("score", resolution.score);
      out.raw("members", inlineTable(resolution.members, shortest));
    }
  }
}

}  // namespace snitt::manifest
