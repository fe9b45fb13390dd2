// An event as lines that a test can compare with what a person reads in the message.
#pragma once

#include <string>

#include "core/worklist/lab_event.h"

namespace snitt::test {

[[nodiscard]] inline std::string summaryOf(const PatientIdentity& patient) {
  std::string text;
  for (const PatientNumber& number : patient.numbers)
    text += number.number + "/" + number.authority + "/" + number.type + " ";
  return text + patient.family + "," + patient.given + "," + patient.birthDate + "," + patient.sex;
}

[[nodiscard]] inline std::string summaryOf(const ToldCase& told) {
  std::string text = "case " + told.accession + " [";
  for (const std::string& order : told.orders) text += (&order == &told.orders.front() ? "" : ", ") + order;
  text += told.deed == OrderDeed::cancel ? "] cancel" : "]";
  if (told.priority) text += *told.priority == Priority::urgent ? " urgent" : " routine";
  text += " received " + told.received + "\n";
  if (!told.comment.empty()) text += "comment " + told.comment + "\n";
  for (const ToldSpecimen& specimen : told.specimens) {
    text += "specimen " + specimen.label + " (" + specimen.kind + ", " + specimen.bodySite + ")\n";
    for (const ToldBlock& block : specimen.blocks) {
      text += "block " + block.label + (!block.tumour ? "" : *block.tumour ? " tumour" : " no tumour") + "\n";
      for (const ToldSlide& slide : block.slides)
        text += "slide " + slide.number + " " + slide.stain + " " + slide.barcode + "\n";
    }
  }
  for (const ToldStaging& fact : told.staging) text += std::string(toText(fact.item)) + " " + fact.value + "\n";
  return text;
}

[[nodiscard]] inline std::string summaryOf(const LabEvent& event) {
  std::string text =
      event.source + " of " + event.site + " at " + event.stated + "\n" + summaryOf(event.patient) + "\n";
  for (const ToldCase& told : event.cases) text += summaryOf(told);
  return text;
}

}  // namespace snitt::test
