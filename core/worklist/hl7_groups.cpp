#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/worklist/hl7_groups_p.h"

namespace snitt::told {
namespace {

using hl7::Segment;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// The segment that begins an order in this message; empty where it holds none.
std::string_view starterOf(const hl7::Message& message) {
  for (const Segment& segment : message.segments())
    if (isOneOf(segment.name(), {"ORC", "OBR", "SPM"})) return segment.name();
  return {};
}

}  // namespace

std::vector<Segment> OrderGroup::all(std::string_view name) const {
  std::vector<Segment> found;
  for (const Segment& segment : segments)
    if (segment.name() == name) found.push_back(segment);
  return found;
}

bool OrderGroup::has(std::string_view name) const {
  return std::ranges::any_of(segments, [&](const Segment& segment) { return segment.name() == name; });
}

MessageParts partsOf(const hl7::Message& message) {
  MessageParts parts;
  const std::string_view starter = starterOf(message);
  std::vector<Segment> early;    // containers that wait for their order
  bool containersFirst = false;  // as in OUL^R21
  for (const Segment& segment : message.segments()) {
    const std::string_view name = segment.name();
    // One ORC may stand over several OBR: each is an order under it.
    const bool another = starter == "ORC" && name == "OBR" && !parts.orders.empty() && parts.orders.back().has("OBR");
    if (!starter.empty() && (name == starter || another)) {
      OrderGroup order;
      if (another) order.segments = parts.orders.back().all("ORC");
      order.segments.insert(order.segments.end(), early.begin(), early.end());
      early.clear();
      parts.orders.push_back(std::move(order));
    }
    containersFirst = containersFirst || (parts.orders.empty() && name == "SAC");
    if (containersFirst && name == "SAC")
      early.push_back(segment);
    else
      (parts.orders.empty() ? parts.head : parts.orders.back()).segments.push_back(segment);
  }
  return parts;
}

}  // namespace snitt::told
