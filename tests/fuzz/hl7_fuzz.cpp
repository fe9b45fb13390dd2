// Files of messages -> events, with and without a site file; an event survives as JSON.
#include "core/hl7/message.h"
#include "core/worklist/hl7_event.h"
#include "fuzz.h"

using namespace snitt;

namespace {

const Site& site() {
  static const auto parsed = Site::parse(R"(
format = "snitt-site/1"
name = "HOSP"
[messages]
accession = ["SPM-30", "SAC-2", "OBR-3.1", "PV1-19"]
[[messages.flag]]
field = "ZCO-1"
value = "N"
flag = "no-ai"
[[pattern]]
sources = ["barcode"]
match = '(?P<accession>H\d+)(?:;(?P<specimen>[A-Z])(?:;(?P<block>\d+)(?:;(?P<slide>\d+);(?P<stain>.+))?)?)?'
[[pattern.example]]
text = "H1"
accession = "H1"
)",
                                         "/");
  fuzz::require(parsed.has_value());
  return *parsed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  const auto messages = hl7::messagesIn(text);
  if (!messages) return 0;
  for (const std::string_view message : *messages)
    for (const Site* rules : {static_cast<const Site*>(nullptr), &site()}) {
      const auto events = hl7Events(message, rules);
      if (!events) continue;
      for (const LabEvent& event : *events) {
        const auto again = parseEvent(formatEvent(event));
        fuzz::require(again && *again == event);
      }
    }
  return 0;
}
