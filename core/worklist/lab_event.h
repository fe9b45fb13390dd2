// What a laboratory tells: a message or a row of a list, in words of Snitt's own. Plain values. Times are ISO 8601 in
// UTC; empty where nothing is told, which changes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/lab_case.h"
#include "core/cases/patient.h"
#include "core/result.h"

namespace snitt {

struct ToldSlide {
  std::string number;
  std::string stain;
  std::string barcode;
  bool operator==(const ToldSlide&) const = default;
};

struct ToldBlock {
  std::string label;
  std::optional<bool> tumour;
  std::vector<ToldSlide> slides;
  bool operator==(const ToldBlock&) const = default;
};

struct ToldSpecimen {
  std::string label;
  std::string kind;
  std::string bodySite;
  std::vector<ToldBlock> blocks;
  bool operator==(const ToldSpecimen&) const = default;
};

struct ToldFlag {
  Flag flag = Flag::noAi;
  bool ofPatient = true;
  bool set = true;  // false: lifted
  std::string since;
  bool operator==(const ToldFlag&) const = default;
};

struct ToldStaging {
  StagingItem item = StagingItem::pT;
  std::string value;
  bool operator==(const ToldStaging&) const = default;
};

enum class OrderDeed { place, cancel };

struct ToldCase {
  std::string accession;            // empty: `orders` alone name the case
  std::vector<std::string> orders;  // placer and other order numbers, the chief one first
  OrderDeed deed = OrderDeed::place;
  std::optional<Priority> priority;
  std::string received;
  std::string comment;  // notes of the laboratory
  std::vector<ToldSpecimen> specimens;
  std::vector<ToldStaging> staging;
  bool operator==(const ToldCase&) const = default;
};

enum class EventKind {
  order,          // cases of one patient
  patientUpdate,  // ADT^A08, A31 and the like: who the patient is
  patientMerge,   // ADT^A40, A18, A34 and the like: `prior` is the same patient as `patient`, and no longer used
  numberChange,   // ADT^A47: `prior`'s number becomes that of `patient`
};

struct LabEvent {
  EventKind kind = EventKind::order;
  std::string site;
  std::string source;           // "HL7 OML^O21", "list"
  std::string control;          // MSH-10, or the line of a list
  std::string digest;           // SHA-256 of the message's bytes, or of the list's time, header and rows
  std::string stated;           // when it was sent
  PatientIdentity patient;      // without numbers and name: not told
  PatientIdentity prior;        // only the numbers count
  std::vector<ToldFlag> flags;  // of the patient, or of each case
  std::vector<ToldCase> cases;
  bool operator==(const LabEvent&) const = default;
};

// JSON (format snitt-lab-event/1), for events that wait for a person.
[[nodiscard]] std::string formatEvent(const LabEvent& event);
[[nodiscard]] Result<LabEvent> parseEvent(std::string_view json);

}  // namespace snitt
