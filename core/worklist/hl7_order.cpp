#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/hl7/time.h"
#include "core/text/lowered.h"
#include "core/worklist/hl7_order_p.h"
#include "core/worklist/hl7_specimen_p.h"
#include "core/worklist/hl7_staging_p.h"

namespace snitt::told {
namespace {

using hl7::Segment;
using hl7::Value;

std::string placeOf(const Hl7Field& field) { return fmt::format("{}-{}", field.segment, field.field); }

// Of type EIP: the orderer's number and the laboratory's, each with its name space in subcomponents of its own.
bool isNumberPair(const Hl7Field& field) {
  static constexpr std::array<std::pair<std::string_view, int>, 4> kPairs{
      {{"SPM", 2}, {"SPM", 3}, {"ORC", 8}, {"OBR", 29}}};
  return std::ranges::find(kPairs, std::pair(std::string_view(field.segment), field.field)) != kPairs.end();
}

// Other components than these are name spaces, authorities, code systems: the same for all cases of a laboratory.
std::string valueOf(const Segment& segment, const Hl7Field& field) {
  const Value value = segment.field(field.field);
  if (value.empty()) return {};
  if (field.component > 0) return value.text(field.component);
  std::string first = value.text(1);
  return first.empty() && isNumberPair(field) ? value.text(2) : first;
}

// The one value of the field in these segments; reports several: a case is never guessed.
std::string onlyValue(const OrderGroup& group, const Hl7Field& field, Hl7Faults& faults) {
  std::set<std::string> values;
  for (const Segment& segment : group.all(field.segment))
    if (std::string value = valueOf(segment, field); !value.empty()) values.insert(std::move(value));
  if (values.size() > 1) {
    faults.report(placeOf(field), "names several accessions for one order");
    return {};
  }
  return values.empty() ? std::string() : faults.name(placeOf(field), *values.begin());
}

std::string accessionOf(const OrderGroup& order, const OrderGroup& head, const Site& site, Hl7Faults& faults) {
  for (const Hl7Field& field : site.accessionFields())
    for (const OrderGroup* group : {&order, &head})
      if (std::string value = onlyValue(*group, field, faults); !value.empty()) return value;
  return {};
}

void readOrders(const OrderGroup& order, ToldCase& told, Hl7Faults& faults) {
  for (const auto& [segment, field] : {std::pair{"OBR", 2}, {"ORC", 2}, {"OBR", 3}, {"ORC", 3}}) {
    const std::string where = fmt::format("{}-{}", segment, field);
    for (const Segment& found : order.all(segment))
      if (const std::string number = faults.name(where, found.field(field).text()); number != told.accession)
        addOrder(told, number);
  }
}

// Table 0119: cancel request, order cancelled, discontinue request, cancelled or discontinued as requested; or the
// order's state (table 0038) says so.
OrderDeed deedOf(const OrderGroup& order) {
  const auto orders = order.all("ORC");
  const bool cancelled = !orders.empty() && std::ranges::all_of(orders, [](const Segment& orc) {
    static constexpr std::array<std::string_view, 7> kCancels{"CA", "OC", "DC", "CR", "DR", "OD", "RC"};
    const std::string control = orc.field(1).text();
    const std::string state = orc.field(5).text();
    return std::ranges::find(kCancels, control) != kCancels.end() ||
           (control == "SC" && (state == "CA" || state == "DC"));
  });
  return cancelled ? OrderDeed::cancel : OrderDeed::place;
}

std::optional<Priority> priorityOf(const std::string& code) {
  static constexpr std::array<std::string_view, 9> kUrgent{"s", "a", "stat", "asap", "urgent", "u", "ur", "t", "e"};
  const std::string plain = lowered(code);
  if (plain == "r" || plain == "routine") return Priority::routine;
  const bool timed = plain.size() > 1 && plain[0] == 't' && (plain[1] == 's' || plain[1] == 'm' || plain[1] == 'h');
  if (timed || std::ranges::find(kUrgent, plain) != kUrgent.end()) return Priority::urgent;
  return std::nullopt;
}

void readPriority(const OrderGroup& order, ToldCase& told) {
  const auto take = [&](const std::string& code) {
    const auto priority = priorityOf(code);
    if (priority && told.priority != Priority::urgent) told.priority = priority;
  };
  for (const Segment& timing : order.all("TQ1")) {
    const auto codes = timing.field(9).each();
    for (std::size_t i = 0; i < std::min<std::size_t>(codes.size(), 10); ++i) take(codes[i].text());
  }
  for (const Segment& orc : order.all("ORC")) take(orc.field(7).text(6));
  for (const Segment& obr : order.all("OBR")) {
    take(obr.field(27).text(6));
    take(obr.field(5).text());
  }
}

// When the laboratory got the specimen; for a new order at least when it was placed.
void readReceived(const OrderGroup& order, const OrderGroup& head, const Site& site, ToldCase& told) {
  const auto zone = head.segments.empty() ? std::nullopt : hl7::zoneOf(head.segments.front().field(7).text());
  const auto take = [&](const OrderGroup& group, std::string_view name, int field) {
    for (const Segment& segment : group.all(name))
      if (told.received.empty())
        told.received = hl7::utcOf(segment.field(field).text(), zone, site.timezone()).value_or("");
  };
  take(order, "SPM", 18);
  take(order, "OBR", 14);
  const auto orders = order.all("ORC");
  const bool isNew = orders.empty() || orders.front().field(1).text() == "NW" || orders.front().field(1).empty();
  if (!isNew) return;
  take(order, "ORC", 9);
  take(head, "MSH", 7);
}

// Clinical information and notes on the order; notes on observations are those of somebody's results.
void readNotes(const OrderGroup& order, Notes& notes, ToldCase& told) {
  bool onOrder = false;
  for (const Segment& segment : order.segments) {
    const std::string_view name = segment.name();
    if (name == "OBR")
      for (const Value& value : segment.field(13).each()) notes.add(told, display(value));
    if (name == "NTE" && onOrder)
      for (const Value& value : segment.field(3).each()) notes.add(told, value.whole());
    if (name == "ORC" || name == "OBR" || name == "SPM" || name == "TQ1" || name == "DG1" || name == "TXA")
      onOrder = true;
    if (name == "OBX") onOrder = false;
  }
}

ToldCase caseOf(const OrderGroup& order, const OrderGroup& head, const Site& site, std::set<std::string>& numbers,
                Hl7Faults& faults) {
  ToldCase told;
  told.accession = accessionOf(order, head, site, faults);
  readOrders(order, told, faults);
  if (told.accession.empty() && told.orders.empty())
    faults.report(order.segments.front().name(),
                  "belongs to an order that has neither an accession nor an order number");
  told.deed = deedOf(order);
  readPriority(order, told);
  readReceived(order, head, site, told);
  readSpecimens(order, site, told, numbers, faults);
  told.staging = stagingOf(order);
  return told;
}

}  // namespace

std::vector<ToldCase> casesOf(const MessageParts& parts, const Site& site, Hl7Faults& faults) {
  std::vector<ToldCase> cases;
  std::vector<Notes> notes;                                   // beside the cases
  std::vector<std::set<std::string>> numbers;                 // beside the cases
  std::map<std::pair<bool, std::string>, std::size_t> known;  // by accession, else by the chief order number
  for (const OrderGroup& order : parts.orders) {
    std::set<std::string> own;
    ToldCase told = caseOf(order, parts.head, site, own, faults);
    if (faults.error()) return {};
    const bool pending = told.accession.empty();
    const auto [at, isNew] =
        known.emplace(std::pair{pending, pending ? told.orders.front() : told.accession}, cases.size());
    if (isNew) {
      cases.push_back(std::move(told));
      notes.emplace_back();
      numbers.push_back(std::move(own));
    } else {
      merge(cases[at->second], std::move(told));
      numbers[at->second].merge(own);
    }
    readNotes(order, notes[at->second], cases[at->second]);
  }
  for (std::size_t i = 0; i < cases.size(); ++i) countSpecimens(numbers[i], cases[i]);
  return cases;
}

std::vector<ToldFlag> flagsOf(const hl7::Message& message, const Site& site) {
  std::vector<ToldFlag> flags;
  for (const MessageFlag& rule : site.messageFlags())
    for (const Segment& segment : message.segments()) {
      if (segment.name() != rule.field.segment || valueOf(segment, rule.field) != rule.value) continue;
      ToldFlag flag{rule.flag, rule.ofPatient, rule.set, {}};
      if (std::ranges::find(flags, flag) == flags.end()) flags.push_back(std::move(flag));
    }
  return flags;
}

}  // namespace snitt::told
