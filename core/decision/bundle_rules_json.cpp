#include <algorithm>

#include "core/bundle/manifest_words_p.h"
#include "core/decision/patient.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-bundle-rules/1";

void writeTexts(JsonWriter& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key).openArray(JsonWriter::Layout::oneLine);
  for (const std::string& text : texts) out.text(text);
  out.close();
}

void writeCount(JsonWriter& out, std::string_view key, std::optional<int> count) {
  out.key(key);
  if (count)
    out.integer(*count);
  else
    out.null();
}

void writeRow(JsonWriter& out, const RiskRow& row) {
  out.openObject();
  out.key("group").text(row.group);
  writeTexts(out, "class", row.scoreClass);
  writeTexts(out, "pT", row.pT);
  writeTexts(out, "pN", row.pN);
  writeCount(out, "leastNodes", row.leastNodes);
  writeCount(out, "mostNodes", row.mostNodes);
  out.close();
}

std::optional<int> readCount(JsonReader& in, std::string_view key) {
  return in.isGiven(key) ? std::optional(in.smallInteger(key)) : std::nullopt;
}

RiskRow readRow(JsonReader& in) {
  return {in.text("group"), in.texts("class"),           in.texts("pT"),
          in.texts("pN"),   readCount(in, "leastNodes"), readCount(in, "mostNodes")};
}

template <class E, std::size_t N>
E readWord(JsonReader& in, std::string_view key, const std::array<manifest::Word<E>, N>& words) {
  const std::string text = in.text(key);
  for (const auto& [word, meaning] : words)
    if (word == text) return meaning;
  in.fail(key, "has a value that is not known");
  return words.front().second;
}

}  // namespace

std::string formatRules(const BundleRules& rules) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  out.key("patients").text(manifest::wordOf(manifest::patientWords, rules.patients));
  out.key("combined").text(manifest::wordOf(manifest::combineWords, rules.combined));
  out.key("risk").openArray();
  for (const RiskRow& row : rules.riskTable) writeRow(out, row);
  out.close();
  out.close();
  return out.take();
}

Result<BundleRules> parseRules(std::string_view json) {
  const auto object = parseVersioned(json, kFormat);
  if (!object) return fail(object.error());
  std::optional<Error> error;
  JsonReader in(error, &*object, "");
  BundleRules rules;
  rules.patients = readWord(in, "patients", manifest::patientWords);
  rules.combined = readWord(in, "combined", manifest::combineWords);
  for (JsonReader& row : in.objects("risk")) rules.riskTable.push_back(readRow(row));
  if (error) return fail(*error);
  return rules;
}

}  // namespace snitt
