// Lists -> events, by a site that maps every column.
#include <fmt/format.h>

#include "core/worklist/list_event.h"
#include "fuzz.h"

using namespace snitt;

namespace {

// Each column is called as its meaning is.
const Site& site() {
  static const Site parsed = [] {
    std::string toml = "format = \"snitt-site/1\"\nname = \"HOSP\"\n[list]\ndates = \"day-first\"\n[list.columns]\n";
    for (const std::string& meaning :
         {"accession", "order", "patientNumber", "name", "birthDate", "sex", "received", "urgent", "specimen", "block",
          "tumourBlock", "slide", "stain", "barcode", "file", "flags", "pT", "nodes"})
      toml += fmt::format("{0} = \"{0}\"\n", meaning);
    const auto result = Site::parse(toml, "/");
    fuzz::require(result.has_value());
    return *result;
  }();
  return parsed;
}

constexpr std::string_view kHeader =
    "accession,order,patientNumber,name,birthDate,sex,received,urgent,specimen,block,tumourBlock,slide,stain,barcode,"
    "file,flags,pT,nodes\n";

void tryList(std::string_view text) {
  const auto list = readList(text, site(), "2024-01-01T00:00:00Z");
  if (!list) return;
  for (const LabEvent& event : list->events) {
    const auto again = parseEvent(formatEvent(event));
    fuzz::require(again && *again == event);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  tryList(text);
  tryList(fmt::format("{}{}", kHeader, text));
  return 0;
}
