#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "core/worklist/hl7_specimen_p.h"

namespace snitt::told {
namespace {

using hl7::Segment;
using hl7::Value;

// What the site's patterns make of a number on a container; nothing where it names another case.
std::optional<SlideIdentity> understood(const Site& site, const std::string& number, const ToldCase& told) {
  auto identity = site.understand(IdentitySource::barcode, number).identity;
  if (!identity || (!told.accession.empty() && identity->accession != told.accession)) return std::nullopt;
  return identity;
}

// SPM-2 holds the orderer's number and the laboratory's (type EIP). The laboratory's counts, unless it is no more than
// a name space that stands where no number belongs.
std::string specimenNumber(const Segment& specimen, Hl7Faults& faults) {
  const Value pair = specimen.field(2);
  const Value filler = pair.component(2);
  const std::string placed = pair.text(1);
  const bool fillerIsNumber = placed.empty() || !filler.subcomponent(2).empty();
  std::string number = filler.text().empty() || !fillerIsNumber ? placed : filler.text();
  return faults.name("SPM-2", std::move(number));
}

// "2017-PAT-123456-1" of the accession "2017-PAT-123456" is its specimen "1".
std::string withoutAccession(std::string number, const std::string& accession) {
  if (accession.empty() || !number.starts_with(accession)) return number;
  const std::size_t rest = number.find_first_not_of("-_./;:# ", accession.size());
  return rest == std::string::npos || rest == accession.size() ? number : number.substr(rest);
}

// "A", "12", "S2"; not "H24-7", "380604-s" or a name space.
bool isLabel(std::string_view text) {
  constexpr std::size_t kMostLetters = 8;
  constexpr std::size_t kMostDigits = 3;
  constexpr std::string_view kDigits = "0123456789";
  if (text.size() > kMostLetters) return false;
  const std::size_t first = text.find_first_of(kDigits);
  if (first == std::string_view::npos) return true;
  const std::size_t end = std::min(text.find_first_not_of(kDigits, first), text.size());
  return end - first <= kMostDigits && text.find_first_of(kDigits, end) == std::string_view::npos;
}

}  // namespace

void readSpecimens(const OrderGroup& order, const Site& site, ToldCase& told, std::set<std::string>& numbers,
                   Hl7Faults& faults) {
  std::string label;  // of the specimen to which containers belong
  for (const Segment& segment : order.segments) {
    if (segment.name() == "SPM") {
      const std::string number = specimenNumber(segment, faults);
      const auto identity = number.empty() ? std::nullopt : understood(site, number, told);
      const bool named = identity && !identity->specimen.empty();
      label = named ? identity->specimen : withoutAccession(number, told.accession);
      if (!named && !isLabel(label)) numbers.insert(label);
      ToldSpecimen& specimen = specimenOf(told, label);
      if (specimen.kind.empty()) specimen.kind = display(segment.field(4));
      if (specimen.bodySite.empty()) specimen.bodySite = display(segment.field(8));
      if (identity) place(told, *identity, number, label);
    }
    if (segment.name() == "SAC")
      for (const int field : {3, 4}) {
        const std::string number = faults.name(fmt::format("SAC-{}", field), segment.field(field).text());
        if (number.empty()) continue;
        if (const auto identity = understood(site, number, told)) place(told, *identity, number, label);
      }
  }
  if (!told.specimens.empty()) return;
  // Before the segment SPM there was the field OBR-15 (type SPS): what, additives, text, body site.
  for (const Segment& request : order.all("OBR")) {
    const Value source = request.field(15);
    if (source.empty()) continue;
    ToldSpecimen& specimen = specimenOf(told, "");
    const Value kind = source.component(1);
    const Value body = source.component(4);
    specimen.kind = word(kind.subcomponent(2).empty() ? kind.text() : kind.subcomponent(2).text());
    specimen.bodySite = word(body.subcomponent(2).empty() ? body.text() : body.subcomponent(2).text());
  }
}

void countSpecimens(const std::set<std::string>& numbers, ToldCase& told) {
  std::set<std::string> taken;
  for (const ToldSpecimen& specimen : told.specimens)
    if (!numbers.contains(specimen.label)) taken.insert(specimen.label);
  std::string next;
  int count = 1;
  for (ToldSpecimen& specimen : told.specimens) {
    if (!numbers.contains(specimen.label)) continue;
    while (!taken.insert(next).second) next = std::to_string(++count);
    specimen.label = next;
  }
}

}  // namespace snitt::told
