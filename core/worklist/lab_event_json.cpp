#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/worklist/lab_event.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-lab-event/1";

constexpr std::array<std::pair<std::string_view, EventKind>, 4> kKinds{{
    {"order", EventKind::order},
    {"patientUpdate", EventKind::patientUpdate},
    {"patientMerge", EventKind::patientMerge},
    {"numberChange", EventKind::numberChange},
}};

void writePatient(JsonWriter& out, const PatientIdentity& patient) {
  out.openObject();
  out.key("numbers").openArray();
  for (const PatientNumber& number : patient.numbers) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("number").text(number.number);
    out.key("authority").text(number.authority);
    out.key("type").text(number.type);
    out.close();
  }
  out.close();
  out.key("family").text(patient.family);
  out.key("given").text(patient.given);
  out.key("birthDate").text(patient.birthDate);
  out.key("sex").text(patient.sex);
  out.close();
}

void writeBlock(JsonWriter& out, const ToldBlock& block) {
  out.openObject();
  out.key("label").text(block.label);
  out.key("tumour");
  if (block.tumour)
    out.flag(*block.tumour);
  else
    out.null();
  out.key("slides").openArray();
  for (const ToldSlide& slide : block.slides) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("number").text(slide.number);
    out.key("stain").text(slide.stain);
    out.key("barcode").text(slide.barcode);
    out.close();
  }
  out.close();
  out.close();
}

void writeSpecimen(JsonWriter& out, const ToldSpecimen& specimen) {
  out.openObject();
  out.key("label").text(specimen.label);
  out.key("kind").text(specimen.kind);
  out.key("bodySite").text(specimen.bodySite);
  out.key("blocks").openArray();
  for (const ToldBlock& block : specimen.blocks) writeBlock(out, block);
  out.close();
  out.close();
}

void writeCase(JsonWriter& out, const ToldCase& told) {
  out.openObject();
  out.key("accession").text(told.accession);
  out.key("orders").openArray(JsonWriter::Layout::oneLine);
  for (const std::string& order : told.orders) out.text(order);
  out.close();
  out.key("deed").text(told.deed == OrderDeed::place ? "place" : "cancel");
  out.key("priority").textOrNull(!told.priority ? "" : *told.priority == Priority::urgent ? "urgent" : "routine");
  out.key("received").text(told.received);
  out.key("comment").text(told.comment);
  out.key("specimens").openArray();
  for (const ToldSpecimen& specimen : told.specimens) writeSpecimen(out, specimen);
  out.close();
  out.key("staging").openArray();
  for (const ToldStaging& fact : told.staging) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("item").text(toText(fact.item));
    out.key("value").text(fact.value);
    out.close();
  }
  out.close();
  out.close();
}

PatientIdentity readPatient(JsonReader in) {
  PatientIdentity patient;
  for (JsonReader& number : in.objects("numbers"))
    patient.numbers.push_back({number.text("number"), number.text("authority"), number.text("type")});
  patient.family = in.text("family");
  patient.given = in.text("given");
  patient.birthDate = in.text("birthDate");
  patient.sex = in.text("sex");
  return patient;
}

ToldSpecimen readSpecimen(JsonReader& in) {
  ToldSpecimen specimen{in.text("label"), in.text("kind"), in.text("bodySite"), {}};
  for (JsonReader& block : in.objects("blocks")) {
    ToldBlock& told = specimen.blocks.emplace_back();
    told.label = block.text("label");
    if (block.isGiven("tumour")) told.tumour = block.flag("tumour");
    for (JsonReader& slide : block.objects("slides"))
      told.slides.push_back({slide.text("number"), slide.text("stain"), slide.text("barcode")});
  }
  return specimen;
}

ToldCase readCase(JsonReader& in) {
  ToldCase told;
  told.accession = in.text("accession");
  told.orders = in.texts("orders");
  const std::string deed = in.text("deed");
  if (deed != "place" && deed != "cancel") in.fail("deed", "is unknown");
  told.deed = deed == "cancel" ? OrderDeed::cancel : OrderDeed::place;
  if (const std::string priority = in.textOrNull("priority"); !priority.empty())
    told.priority = priority == "urgent" ? Priority::urgent : Priority::routine;
  told.received = in.text("received");
  told.comment = in.text("comment");
  for (JsonReader& specimen : in.objects("specimens")) told.specimens.push_back(readSpecimen(specimen));
  for (JsonReader& fact : in.objects("staging")) {
    const auto item = stagingItemOf(fact.text("item"));
    if (!item) fact.fail("item", "is unknown");
    told.staging.push_back({item.value_or(StagingItem::pT), fact.text("value")});
  }
  return told;
}

ToldFlag readFlag(JsonReader& in) {
  const auto flag = flagOf(in.text("flag"));
  if (!flag) in.fail("flag", "is unknown");
  return {flag.value_or(Flag::doNotUse), in.flag("ofPatient"), in.flag("set"), in.text("since")};
}

EventKind readKind(JsonReader& in) {
  const std::string word = in.text("kind");
  for (const auto& [name, kind] : kKinds)
    if (name == word) return kind;
  in.fail("kind", "is unknown");
  return EventKind::order;
}

}  // namespace

std::string formatEvent(const LabEvent& event) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  for (const auto& [name, kind] : kKinds)
    if (kind == event.kind) out.key("kind").text(name);
  out.key("site").text(event.site);
  out.key("source").text(event.source);
  out.key("control").text(event.control);
  out.key("digest").text(event.digest);
  out.key("stated").text(event.stated);
  writePatient(out.key("patient"), event.patient);
  writePatient(out.key("prior"), event.prior);
  out.key("flags").openArray();
  for (const ToldFlag& flag : event.flags) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("flag").text(toText(flag.flag));
    out.key("ofPatient").flag(flag.ofPatient);
    out.key("set").flag(flag.set);
    out.key("since").text(flag.since);
    out.close();
  }
  out.close();
  out.key("cases").openArray();
  for (const ToldCase& told : event.cases) writeCase(out, told);
  out.close();
  out.close();
  return out.take();
}

Result<LabEvent> parseEvent(std::string_view json) {
  const auto document = parseJson(json);
  if (!document) return fail(document.error());
  std::optional<Error> error;
  JsonReader in(error, document->is_object() ? &*document : nullptr, "");
  if (in.text("format") != kFormat) in.fail("format", fmt::format("must be {}", kFormat));
  LabEvent event;
  event.kind = readKind(in);
  event.site = in.text("site");
  event.source = in.text("source");
  event.control = in.text("control");
  event.digest = in.text("digest");
  event.stated = in.text("stated");
  event.patient = readPatient(in.object("patient"));
  event.prior = readPatient(in.object("prior"));
  for (JsonReader& flag : in.objects("flags")) event.flags.push_back(readFlag(flag));
  for (JsonReader& told : in.objects("cases")) event.cases.push_back(readCase(told));
  if (error) return fail(std::move(*error));
  return event;
}

}  // namespace snitt
