#include "core/golden/golden_check.h"
#include "core/golden/golden_json_p.h"

namespace snitt {
namespace golden {
namespace {

void writeValue(JsonWriter& out, const GoldenValue& value) {
  out.openObject(JsonWriter::Layout::oneLine);
  out.key("what").text(value.what);
  out.key("expected").number(value.expected);
  out.key("found").number(value.found);
  out.key("difference").number(value.difference());
  out.key("tolerance").number(value.tolerance);
  out.key("pass").flag(value.passes());
  out.close();
}

void writeClass(JsonWriter& out, const GoldenClass& prognosis) {
  out.openObject(JsonWriter::Layout::oneLine);
  out.key("expected").text(prognosis.expected);
  out.key("found").text(prognosis.found);
  out.key("open").textOrNull(prognosis.open);
  out.key("pass").flag(prognosis.passes());
  out.close();
}

void writeSlide(JsonWriter& out, const GoldenOutcome& slide) {
  out.openObject();
  out.key("origin").text(toText(slide.origin));
  out.key("slide").text(slide.slide);
  out.key("status").text(slide.passes() ? "pass" : slide.fails() ? "fail" : "not compared");
  out.key("problem").textOrNull(slide.problem);
  out.key("notCompared").textOrNull(slide.notCompared);
  out.key("notes").openArray();
  for (const std::string& note : slide.notes) out.text(note);
  out.close();
  out.key("device").textOrNull(slide.path.device);
  out.key("precision").textOrNull(slide.path.precision);
  out.key("numericPath").textOrNull(slide.path.words);
  out.key("values").openArray();
  for (const GoldenValue& value : slide.values) writeValue(out, value);
  out.close();
  out.key("class");
  if (slide.prognosis)
    writeClass(out, *slide.prognosis);
  else
    out.null();
  out.close();
}

}  // namespace

void writeReport(JsonWriter& out, const GoldenReport& report) {
  out.key("pass").flag(report.passes());
  out.key("sentence").text(report.sentence());
  out.key("slides").openArray();
  for (const GoldenOutcome& slide : report.slides) writeSlide(out, slide);
  out.close();
}

}  // namespace golden

std::string formatGoldenReport(const GoldenReport& report) {
  JsonWriter out;
  out.openObject();
  out.key("format").text("snitt-golden-check/1");
  out.key("bundle").openObject();
  out.key("id").text(report.bundleId);
  out.key("name").text(report.bundleName);
  out.key("version").text(report.bundleVersion);
  out.key("sha256").text(report.bundleSha256);
  out.close();
  golden::writeReport(out, report);
  out.close();
  return out.take();
}

}  // namespace snitt
