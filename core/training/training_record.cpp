#include "core/training/training_record.h"

#include <charconv>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"

namespace snitt::training {
namespace {

constexpr std::string_view kFormat = "snitt-training-record/1";

// JSON's numbers are doubles to most readers, and lose the last bits of 64.
std::string hexOf(std::uint64_t bits) {
  std::string text(16, '0');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = "0123456789abcdef"[bits >> (60 - 4 * i) & 15U];
  return text;
}

std::optional<std::uint64_t> bitsOf(std::string_view hex) {
  std::uint64_t bits = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), bits, 16);
  if (hex.size() != 16 || error != std::errc() || end != hex.data() + hex.size()) return std::nullopt;
  return bits;
}

void writeSlide(JsonWriter& json, const RecordedSlide& slide) {
  json.openObject(JsonWriter::Layout::oneLine);
  json.key("slide").text(slide.slide);
  json.key("path").text(slide.path);
  json.key("sha256").text(slide.sha256);
  json.key("fingerprint").text(slide.fingerprint);
  json.key("imageFingerprint").textOrNull(slide.imageFingerprint ? hexOf(*slide.imageFingerprint) : "");
  json.close();
}

void writePatient(JsonWriter& json, const RecordedPatient& patient) {
  json.openObject();
  json.key("patient").text(patient.id);
  json.key("side").text(toText(patient.side.side));
  json.key("moved").flag(patient.side.moved);
  json.key("label").text(patient.label);
  json.key("why").text(patient.why);
  json.key("timeDays").number(patient.timeDays);
  json.key("event").flag(patient.event);
  json.key("scores").openObject(JsonWriter::Layout::oneLine);
  for (const auto& [name, score] : patient.scores) json.key(name).number(score);
  json.close();
  json.key("slides").openArray();
  for (const RecordedSlide& slide : patient.slides) writeSlide(json, slide);
  json.close();
  json.close();
}

RecordedSlide readSlide(JsonReader in) {
  RecordedSlide slide{in.text("slide"), in.text("path"), in.text("sha256"), in.text("fingerprint"), {}};
  const std::string hex = in.textOrNull("imageFingerprint");
  if (hex.empty()) return slide;
  slide.imageFingerprint = bitsOf(hex);
  if (!slide.imageFingerprint) in.fail("imageFingerprint", "must have 16 hexadecimal digits");
  return slide;
}

RecordedPatient readPatient(JsonReader in) {
  RecordedPatient patient;
  patient.id = in.text("patient");
  const auto side = sideOf(in.text("side"));
  if (!side) in.fail("side", "must be train, tune or test");
  patient.side = {side.value_or(Side::train), in.flag("moved")};
  patient.label = in.text("label");
  patient.why = in.text("why");
  patient.timeDays = in.number("timeDays");
  patient.event = in.flag("event");
  patient.scores = in.numbers("scores");
  for (JsonReader& slide : in.objects("slides")) patient.slides.push_back(readSlide(slide));
  return patient;
}

}  // namespace

std::string formatRecord(const TrainingRecord& record) {
  JsonWriter json;
  json.openObject();
  json.key("format").text(kFormat);
  json.key("bundle").openObject(JsonWriter::Layout::oneLine);
  json.key("id").text(record.bundleId);
  json.key("version").text(record.bundleVersion);
  json.key("sha256").text(record.bundleSha256);
  json.close();
  json.key("software").text(record.software);
  if (!record.device.empty()) json.key("device").text(record.device);
  json.key("config").text(record.config);
  json.key("patients").openArray();
  for (const RecordedPatient& patient : record.patients) writePatient(json, patient);
  json.close();
  json.close();
  return json.take();
}

Result<TrainingRecord> parseRecord(std::string_view text) {
  const auto json = parseVersioned(text, kFormat);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  TrainingRecord record;
  JsonReader bundle = in.object("bundle");
  record.bundleId = bundle.text("id");
  record.bundleVersion = bundle.text("version");
  record.bundleSha256 = bundle.text("sha256");
  record.software = in.text("software");
  if (in.has("device")) record.device = in.text("device");
  record.config = in.text("config");
  for (JsonReader& patient : in.objects("patients")) record.patients.push_back(readPatient(patient));
  if (error) return fail(*error);
  return record;
}

Overlap overlapWith(const TrainingRecord& record, const std::vector<PlacedSlide>& others, int mostDistance) {
  Overlap overlap;
  // Whatever helped to make the bundle counts, tuning included; its own test side did not.
  for (const RecordedPatient& patient : record.patients) {
    if (patient.side.side == Side::test) continue;
    for (const RecordedSlide& slide : patient.slides)
      overlap.slides.push_back({patient.id, slide.slide, 0, slide.sha256, slide.imageFingerprint, Side::train});
  }
  for (PlacedSlide other : others) {
    other.side = Side::test;
    overlap.slides.push_back(std::move(other));
  }
  overlap.leaks = findLeaks(overlap.slides, mostDistance);
  return overlap;
}

}  // namespace snitt::training
