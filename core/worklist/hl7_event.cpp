#include "core/worklist/hl7_event.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/hl7/time.h"
#include "core/sha256.h"
#include "core/worklist/hl7_groups_p.h"
#include "core/worklist/hl7_order_p.h"
#include "core/worklist/hl7_patient_p.h"

namespace snitt {
namespace {

using hl7::Message;
using hl7::Segment;
using told::Hl7Faults;

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> all) {
  return std::ranges::find(all, text) != all.end();
}

bool isOrder(std::string_view type, std::string_view trigger) {
  if (type == "OML") return isOneOf(trigger, {"O21", "O33", "O35", ""});
  if (type == "ORM") return trigger == "O01" || trigger.empty();
  if (type == "OMI") return trigger == "O23";
  if (type == "OMG") return trigger == "O19";
  return type == "OUL" && isOneOf(trigger, {"R21", "R22", "R23", "R24"});
}

// Of the trigger event of an ADT message (HL7 2.9, chapter 3); nothing for those that move visits or accounts between
// patients, unlink or delete: a person has to see to these.
std::optional<EventKind> patientKind(std::string_view trigger) {
  if (isOneOf(trigger, {"A18", "A30", "A34", "A36", "A39", "A40"})) return EventKind::patientMerge;
  if (isOneOf(trigger, {"A46", "A47"})) return EventKind::numberChange;
  if (isOneOf(trigger, {"A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12",
                        "A13", "A14", "A15", "A16", "A21", "A22", "A25", "A26", "A27", "A28", "A31", "A32",
                        "A33", "A35", "A38", "A41", "A42", "A49", "A50", "A51", "A52", "A53", "A54", "A55"}))
    return EventKind::patientUpdate;
  return std::nullopt;
}

// A type as a message may be told it; anything else in MSH-9 may be anything.
bool isCode(std::string_view text) {
  return text.size() == 3 &&
         std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

Result<std::string> siteNameOf(const Segment& header, const Site* site) {
  if (site != nullptr) return site->name();
  std::string name = header.field(4).text(1);
  if (name.empty()) name = header.field(4).text(2);
  if (name.empty()) return fail(ErrorKind::corrupt, "MSH-4 names no laboratory; a site file would");
  if (!isSiteName(name))
    return fail(ErrorKind::corrupt,
                "MSH-4 is no name of a laboratory: at most 100 bytes without colon and control characters");
  return name;
}

// What all events of a message have alike.
Result<LabEvent> eventHead(const Message& message, std::string_view bytes, const Site* site) {
  const Segment header = message.first("MSH");
  auto name = siteNameOf(header, site);
  if (!name) return fail(name.error());
  LabEvent event;
  event.site = std::move(*name);
  event.control = told::word(header.field(10).text());
  event.digest = sha256Of(bytes);
  const auto stated = hl7::utcOf(header.field(7).text(), std::nullopt, site != nullptr ? site->timezone() : "");
  if (!stated) return fail(ErrorKind::corrupt, "MSH-7 is no time: it says which of two messages is the newer one");
  // It would be newer than every correction until that time has come.
  if (hl7::isAhead(*stated))
    return fail(
        ErrorKind::corrupt,
        "MSH-7 is a time that has not come yet: the clock or time zone of the sender or of this machine is wrong");
  event.stated = *stated;
  return event;
}

Result<std::vector<LabEvent>> orderEvents(const Message& message, LabEvent event, const Site& site) {
  Hl7Faults faults;
  const auto parts = told::partsOf(message);
  if (parts.orders.empty()) return fail(ErrorKind::corrupt, "it holds no order: neither ORC, OBR nor SPM");
  const bool severalPatients =
      std::ranges::count_if(message.segments(), [](const Segment& segment) { return segment.name() == "PID"; }) > 1;
  if (severalPatients)
    return fail(ErrorKind::unsupported, "it has a second segment PID: orders with prior results are not read");
  event.kind = EventKind::order;
  event.patient = told::patientOf(message.first("PID"), faults);
  event.cases = told::casesOf(parts, site, faults);
  event.flags = told::flagsOf(message, site);
  if (faults.error()) return fail(*faults.error());
  std::vector<LabEvent> events;
  events.push_back(std::move(event));
  return events;
}

void checkMerge(const LabEvent& event, Hl7Faults& faults) {
  if (event.prior.numbers.empty()) return faults.report("MRG-1", "names no patient");
  const bool same = std::ranges::any_of(event.prior.numbers, [&](const PatientNumber& number) {
    return std::ranges::find(event.patient.numbers, number) != event.patient.numbers.end();
  });
  if (same && event.kind == EventKind::patientMerge) faults.report("MRG-1", "names the patient of PID-3");
}

Result<std::vector<LabEvent>> patientEvents(const Message& message, const LabEvent& head, const Site& site) {
  Hl7Faults faults;
  std::vector<LabEvent> events;
  for (const Segment& segment : message.segments()) {
    if (segment.name() == "PID") {
      LabEvent event = head;
      event.patient = told::patientOf(segment, faults);
      if (event.patient.numbers.empty()) faults.report("PID-3", "holds no patient number");
      // Each event has a digest of its own.
      if (!events.empty()) event.digest = sha256Of(fmt::format("{}\n{}", head.digest, events.size() + 1));
      events.push_back(std::move(event));
    }
    if (segment.name() == "MRG" && !events.empty() && head.kind != EventKind::patientUpdate)
      events.back().prior.numbers = told::numbersOf(segment.field(1), "MRG-1", faults);
  }
  if (events.empty()) faults.report("PID", "is missing");
  for (LabEvent& event : events) {
    if (head.kind != EventKind::patientUpdate) checkMerge(event, faults);
    for (const ToldFlag& flag : told::flagsOf(message, site))
      if (flag.ofPatient && events.size() == 1) event.flags.push_back(flag);
  }
  if (faults.error()) return fail(*faults.error());
  return events;
}

}  // namespace

Result<std::vector<LabEvent>> hl7Events(std::string_view bytes, const Site* site) {
  const auto message = Message::parse(bytes);
  if (!message) return fail(message.error());
  const hl7::Value type = message->first("MSH").field(9);
  const std::string kind = type.text(1);
  const std::string trigger = type.text(2);
  const auto patient = kind == "ADT" ? patientKind(trigger) : std::nullopt;
  if (!isOrder(kind, trigger) && !patient) {
    if (kind.empty()) return fail(ErrorKind::corrupt, "MSH-9, the type of the message, is empty");
    const bool named = isCode(kind) && (trigger.empty() || isCode(trigger));
    return fail(ErrorKind::unsupported,
                fmt::format("MSH-9 says {}, which is neither an order nor a patient message that is read",
                            named ? fmt::format("{}{}{}", kind, trigger.empty() ? "" : "^", trigger) : "something"));
  }
  auto head = eventHead(*message, bytes, site);
  if (!head) return fail(head.error());
  head->source = fmt::format("HL7 {}{}{}", kind, trigger.empty() ? "" : "^", trigger);
  const Site rules = site == nullptr ? Site::withoutFile(head->site) : *site;
  if (!patient) return orderEvents(*message, std::move(*head), rules);
  head->kind = *patient;
  return patientEvents(*message, *head, rules);
}

}  // namespace snitt
