#include "core/cohort/cohort_slide.h"

#include <algorithm>

#include "core/cohort/escaped_path_p.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/sha256.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-cohort-slide/1";

// Fields cannot run into each other: each is told with its length.
class KeyHash {
 public:
  KeyHash& add(std::string_view field) {
    m_hash.add(std::to_string(field.size()) + ":");
    m_hash.add(field);
    return *this;
  }
  std::string hex() { return m_hash.hex(); }

 private:
  Sha256 m_hash;
};

void replaceAll(std::string& text, const std::string& what, std::string_view with) {
  if (what.empty()) return;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

std::string formatSlide(const CohortSlide& slide) {
  JsonWriter out;
  out.openObject(JsonWriter::Layout::oneLine);
  out.key("format").text(kFormat);
  out.key("row").integer(static_cast<std::int64_t>(slide.row));
  out.key("path").text(escapedPath(slide.path));
  out.key("mpp").number(slide.mpp);
  out.key("facts").openArray();
  for (const Fact& fact : slide.facts) {
    out.openObject();
    out.key("key").text(fact.key);
    out.key("value").text(fact.value);
    out.key("source").text(fact.source);
    out.close();
  }
  out.close();
  out.key("fingerprint").textOrNull(slide.fingerprint);
  out.key("sha256").textOrNull(slide.sha256);
  out.close();
  std::string line = out.take();
  line.pop_back();
  return line;
}

Result<CohortSlide> parseSlide(std::string_view line) {
  const auto json = parseJson(line);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  if (const std::string format = in.text("format"); !error && format != kFormat)
    return fail(ErrorKind::unsupported, "the line is no " + std::string(kFormat) + " but \"" + format + "\"");
  CohortSlide slide;
  slide.row = static_cast<std::size_t>(in.integer("row"));
  const auto path = unescapedPath(in.text("path"));
  if (!path) in.fail("path", "is not written as it should be");
  slide.path = path.value_or("");
  slide.mpp = in.numberOrNull("mpp");
  for (JsonReader& fact : in.objects("facts"))
    slide.facts.push_back({fact.text("key"), fact.text("value"), fact.text("source")});
  slide.fingerprint = in.textOrNull("fingerprint");
  slide.sha256 = in.textOrNull("sha256");
  if (error) return fail(*error);
  return slide;
}

std::string inputKey(const CohortParameters& parameters, const CohortSlide& slide, const std::string& fingerprint) {
  KeyHash hash;
  hash.add("snitt cohort input 1").add(fingerprint).add(slide.mpp ? shortest(*slide.mpp) : "");
  hash.add(parameters.parts.segmentation).add(parameters.parts.networks);
  if (!parameters.allowMixed) hash.add(parameters.device).add(parameters.precision).add(parameters.kernels);
  return hash.hex();
}

std::string decisionKey(const CohortParameters& parameters, const CohortSlide& slide, const std::string& fingerprint) {
  KeyHash hash;
  hash.add("snitt cohort decision 1").add(inputKey(parameters, slide, fingerprint)).add(parameters.bundleSha256);
  hash.add(parameters.outsideScope).add(parameters.allowMixed ? "" : parameters.software);
  for (const Fact& fact : slide.facts) hash.add(fact.key).add(fact.value);
  return hash.hex();
}

std::string withoutPath(std::string message, const std::filesystem::path& path) {
  // The longest first: a file's name may be the folder's too.
  std::vector<std::string> names{path.string(), path.filename().string(), path.stem().string()};
  std::error_code ignored;
  names.push_back(std::filesystem::absolute(path, ignored).string());
  names.push_back(path.parent_path().string());
  std::ranges::sort(names, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const std::string& name : names)
    // A stem of a letter or two is in every sentence.
    if (name.size() > 3) replaceAll(message, name, "the slide");
  return message;
}

}  // namespace snitt
