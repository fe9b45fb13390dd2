#include <algorithm>
#include <utility>

#include "core/hl7/time.h"
#include "core/text/lowered.h"
#include "core/worklist/hl7_patient_p.h"

namespace snitt::told {
namespace {

using hl7::Segment;
using hl7::Value;

constexpr std::size_t kMostRepetitions = 50;  // of identifiers and names; real patients have a few

// Of the repetitions of PID-5 the legal name; else the first that is no other kind of name (table 0200: maiden name,
// alias, nickname, coded, …).
Value legalName(const Value& field) {
  const std::vector<Value> names = field.each(kMostRepetitions);
  for (const Value& name : names)
    if (name.text(7) == "L") return name;
  for (const Value& name : names) {
    const std::string type = name.text(7);
    if (!name.empty() && (type.empty() || type == "D" || type == "U" || type == "C")) return name;
  }
  for (const Value& name : names)
    if (!name.empty()) return name;
  return {};
}

std::string sexOf(const Value& field) {
  const std::string code = lowered(field.text());
  if (code == "f" || code == "m" || code == "o" || code == "u")
    return std::string(1, static_cast<char>(code[0] - 'a' + 'A'));
  if (code == "a") return "O";  // ambiguous
  if (code == "n") return "U";  // not applicable
  return {};
}

}  // namespace

std::vector<PatientNumber> numbersOf(const Value& field, std::string_view where, Hl7Faults& faults) {
  std::vector<PatientNumber> numbers;
  if (field.repetitions() > kMostRepetitions) {
    faults.report(where, fmt::format("has more than {} repetitions", kMostRepetitions));
    return numbers;
  }
  for (const Value& identifier : field.each()) {
    if (identifier.empty()) continue;
    PatientNumber number;
    number.number = faults.name(where, identifier.text(1));
    if (number.number.empty()) continue;
    number.authority = faults.name(where, identifier.text(4));
    if (number.authority.empty()) number.authority = faults.name(where, identifier.component(4).subcomponent(2).text());
    number.type = faults.name(where, identifier.text(5));
    if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(std::move(number));
  }
  return numbers;
}

PatientIdentity patientOf(const Segment& pid, Hl7Faults& faults) {
  PatientIdentity patient;
  for (const auto& [field, where] : {std::pair{3, "PID-3"}, std::pair{2, "PID-2"}, std::pair{4, "PID-4"}})
    if (patient.numbers.empty()) patient.numbers = numbersOf(pid.field(field), where, faults);
  const Value name = legalName(pid.field(5));
  patient.family = word(name.text(1));
  patient.given = word(name.text(2));
  if (const std::string further = name.text(3); !further.empty())
    patient.given = word(patient.given.empty() ? further : fmt::format("{} {}", patient.given, further));
  if (const std::string birth = pid.field(7).text(); !birth.empty()) {
    const auto day = hl7::dayOf(birth);
    if (!day) faults.report("PID-7", "is no date");
    patient.birthDate = day.value_or("");
  }
  patient.sex = sexOf(pid.field(8));
  return patient;
}

}  // namespace snitt::told
