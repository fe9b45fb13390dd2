#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "core/text/lowered.h"
#include "core/worklist/hl7_staging_p.h"

namespace snitt::told {
namespace {

using hl7::Segment;
using hl7::Value;

std::optional<StagingItem> itemOf(const Value& code) {
  static constexpr std::array<std::pair<std::string_view, StagingItem>, 4> kCodes{{
      {"21899-0", StagingItem::pT},
      {"21900-6", StagingItem::pN},
      {"21894-1", StagingItem::nodes},
      {"21893-3", StagingItem::positiveNodes},
  }};
  for (const int component : {1, 4})
    for (const auto& [loinc, item] : kCodes)
      if (code.text(component) == loinc) return item;
  return std::nullopt;
}

// Results that were taken back (table 0085): deleted, not obtained, wrong.
bool isTakenBack(const Segment& observation) {
  const std::string state = observation.field(11).text();
  return state == "D" || state == "X" || state == "W" || state == "N";
}

}  // namespace

std::vector<ToldStaging> stagingOf(const OrderGroup& order) {
  std::map<StagingItem, std::set<std::string>> told;
  for (const Segment& observation : order.all("OBX")) {
    const auto item = itemOf(observation.field(3));
    if (!item || isTakenBack(observation)) continue;
    for (const int component : {1, 2, 5, 9}) {
      std::string text = lowered(observation.field(5).text(component));
      const bool treated = text.starts_with("yp") && (*item == StagingItem::pT || *item == StagingItem::pN);
      if (treated) text.erase(0, 1);
      const auto value = stagingValue(*item, text);
      if (!value || value->empty()) continue;
      told[*item].insert(*value);
      if (treated) told[StagingItem::yPrefix].insert("yes");
      break;
    }
  }
  std::vector<ToldStaging> facts;
  for (auto& [item, values] : told)
    if (values.size() == 1) facts.push_back({item, *values.begin()});
  return facts;
}

}  // namespace snitt::told
