#include "core/store/cases/event_rows_p.h"

#include <fmt/format.h>
#include <algorithm>

#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/staging_rows_p.h"

namespace snitt {

namespace {

std::int64_t byAccession(const CaseAccess& access, const std::string& site, const std::string& accession) {
  if (accession.empty()) return 0;
  return numberOf(*access.database, "SELECT id FROM lab_case WHERE site = ? AND accession = ?", site, accession)
      .value_or(0);
}

// Cases that bear an order number, as their own while the accession is pending or beside it.
std::vector<std::int64_t> byOrders(const CaseAccess& access, const std::string& site,
                                   const std::vector<std::string>& orders) {
  std::vector<std::int64_t> found;
  for (const std::string& order : orders) {
    Statement row = statementOf(*access.database,
                                "SELECT id FROM lab_case WHERE site = ?1 AND pending = 1 AND accession = ?2"
                                " UNION SELECT lab_case.id FROM case_number"
                                " JOIN lab_case ON lab_case.id = case_id WHERE number = ?2 AND site = ?1",
                                site, order);
    while (row.executeStep())
      if (const auto id = row.getColumn(0).getInt64(); std::ranges::find(found, id) == found.end()) found.push_back(id);
  }
  return found;
}

void keepNumber(const CaseAccess& access, CaseId id, const std::string& number, const char* kind) {
  execute(*access.database, "INSERT OR IGNORE INTO case_number (case_id, number, kind) VALUES (?, ?, ?)", id.value,
          number, kind);
}

void changeName(const CaseAccess& access, CaseId id, const ToldCase& told, Changes& changes) {
  const bool pending =
      numberOf(*access.database, "SELECT pending FROM lab_case WHERE id = ?", id.value).value_or(0) != 0;
  if (pending && !told.accession.empty()) {
    keepNumber(access, id, textIn(access, "SELECT accession FROM lab_case WHERE id = ?", id.value), "order");
    execute(*access.database, "UPDATE lab_case SET accession = ?, pending = 0 WHERE id = ?", told.accession, id.value);
    changes.add("the accession number is known now, in place of the order number");
  }
  const std::string own = textIn(access, "SELECT accession FROM lab_case WHERE id = ?", id.value);
  for (const std::string& order : told.orders)
    if (order != own && isCaseNumber(order)) keepNumber(access, id, order, "order");
}

void changeTexts(const CaseAccess& access, CaseId id, const ToldCase& told, Changes& changes) {
  if (told.priority) {
    const std::int64_t priority = *told.priority == Priority::urgent ? 1 : 0;
    if (numberOf(*access.database, "SELECT priority FROM lab_case WHERE id = ?", id.value).value_or(0) != priority) {
      execute(*access.database, "UPDATE lab_case SET priority = ? WHERE id = ?", priority, id.value);
      changes.add(priority != 0 ? "the case is urgent" : "the case is routine");
    }
  }
  if (!told.received.empty() &&
      textIn(access, "SELECT received FROM lab_case WHERE id = ?", id.value) != told.received) {
    execute(*access.database, "UPDATE lab_case SET received = ? WHERE id = ?", told.received, id.value);
    changes.add("the date received is " + localDay(told.received));
  }
  const std::string state = textIn(access, "SELECT state FROM lab_case WHERE id = ?", id.value);
  if (told.deed == OrderDeed::cancel && state != "cancelled") {
    execute(*access.database, "UPDATE lab_case SET state = 'cancelled' WHERE id = ?", id.value);
    changes.add("the order is cancelled");
  }
  if (told.deed == OrderDeed::place && state == "cancelled") {
    execute(*access.database, "UPDATE lab_case SET state = 'open' WHERE id = ?", id.value);
    changes.add("the order is placed again");
  }
}

void changeGlass(const CaseAccess& access, std::int64_t block, const ToldSlide& told, Changes& changes) {
  const auto there = glassIn(access, block, told.number, told.stain, told.barcode);
  if (!there) {
    (void)addGlass(access, block, told.number, told.stain, told.barcode);
    changes.add("a slide is added");
    return;
  }
  Statement row =
      statementOf(*access.database, "SELECT stain, code_mark, number FROM glass WHERE id = ?", there->id.value);
  row.executeStep();
  const std::string stain = told.stain.empty() ? textOf(row, 0) : told.stain;
  const bool otherCode = !told.barcode.empty() && markBarcode(*access.secrets, told.barcode) != textOf(row, 1);
  const std::string number = told.number.empty() ? textOf(row, 2) : told.number;
  if (stain == textOf(row, 0) && !otherCode && number == textOf(row, 2)) return;
  row.reset();
  execute(*access.database, "UPDATE glass SET number = ? WHERE id = ?", number, there->id.value);
  if (otherCode) keepBarcode(access, there->id, told.barcode);
  if (keepStain(access, there->id, stain)) {
    changes.ofAPersons = true;
    changes.add("a slide that was chosen is not stained with haematoxylin and eosin");
  }
  changes.add("what is known of a slide changes");
}

void changeBlock(const CaseAccess& access, std::int64_t specimen, const ToldBlock& told, Changes& changes) {
  const auto before = access.database->getTotalChanges();
  const std::int64_t block = blockNamed(access, specimen, told.label);
  if (access.database->getTotalChanges() != before) changes.add("a block is added");
  if (told.tumour) {
    const std::int64_t tumour = *told.tumour ? 1 : 0;
    if (numberOf(*access.database, "SELECT coalesce(tumour, -1) FROM block WHERE id = ?", block) != tumour) {
      execute(*access.database, "UPDATE block SET tumour = ? WHERE id = ?", tumour, block);
      changes.add(*told.tumour ? "a block holds the tumour" : "a block does not hold the tumour");
    }
  }
  for (const ToldSlide& slide : told.slides) changeGlass(access, block, slide, changes);
}

void changeSpecimen(const CaseAccess& access, CaseId id, const ToldSpecimen& told, Changes& changes) {
  const auto before = access.database->getTotalChanges();
  const std::int64_t specimen = specimenNamed(access, id, told.label);
  if (access.database->getTotalChanges() != before) changes.add("a specimen is added");
  Statement row = statementOf(*access.database, "SELECT kind, body_site, label FROM specimen WHERE id = ?", specimen);
  row.executeStep();
  const std::string kind = told.kind.empty() ? textOf(row, 0) : told.kind;
  const std::string bodySite = told.bodySite.empty() ? textOf(row, 1) : told.bodySite;
  const bool differs = kind != textOf(row, 0) || bodySite != textOf(row, 1);
  row.reset();
  if (differs) {
    execute(*access.database, "UPDATE specimen SET kind = ?, body_site = ? WHERE id = ?", kind, bodySite, specimen);
    changes.add("what a specimen is changes");
  }
  for (const ToldBlock& block : told.blocks) changeBlock(access, specimen, block, changes);
}

void changeStaging(const CaseAccess& access, CaseId id, const LabEvent& event, const ToldCase& told, Changes& changes) {
  for (const ToldStaging& one : told.staging) {
    AuditEntry entry;
    const auto value = stagingValue(one.item, one.value);
    if (!value || value->empty()) continue;
    Statement row = statementOf(*access.database, "SELECT source FROM staging WHERE case_id = ? AND item = ?", id.value,
                                std::string(toText(one.item)));
    const bool ofAPersons = row.executeStep() && textOf(row, 0).starts_with(kEnteredBy);
    row.reset();
    if (!keepStaging(access, id, one.item, *value, event.source, event.stated, entry)) continue;
    changes.ofAPersons = changes.ofAPersons || ofAPersons;
    const std::string before = entry.details["from"];
    changes.add(before.empty() ? fmt::format("{} is {}", toText(one.item), *value)
                               : fmt::format("{} is {}, it was {}", toText(one.item), *value, before));
  }
}

}  // namespace

Result<CaseId> toldCase(const CaseAccess& access, const std::string& site, const ToldCase& told) {
  const std::int64_t named = byAccession(access, site, told.accession);
  std::vector<std::int64_t> ordered = byOrders(access, site, told.orders);
  // One order may be split into several accessions: an order names a case only while it has no accession of its own.
  if (!told.accession.empty())
    std::erase_if(ordered, [&](std::int64_t id) {
      return numberOf(*access.database, "SELECT pending FROM lab_case WHERE id = ?", id).value_or(0) == 0;
    });
  std::erase(ordered, named);
  if (named != 0) {
    if (!ordered.empty())
      return fail(ErrorKind::refused, "a case of this accession and another one of this order number are both there");
    return CaseId{named};
  }
  if (ordered.size() > 1) return fail(ErrorKind::refused, "several cases have this order number");
  return ordered.empty() ? CaseId{} : CaseId{ordered.front()};
}

Result<void> changeCaseRows(const CaseAccess& access, CaseId id, const LabEvent& event, const ToldCase& told,
                            Changes& changes) {
  changeName(access, id, told, changes);
  changeTexts(access, id, told, changes);
  for (const ToldSpecimen& specimen : told.specimens) changeSpecimen(access, id, specimen, changes);
  changeStaging(access, id, event, told, changes);
  if (!told.comment.empty()) {
    const auto changed = keepComment(access, id, told.comment, CommentOf::laboratory);
    if (!changed) return fail(changed.error());
    if (*changed) changes.add("the laboratory's note changes");
  }
  return {};
}

Result<PatientRow> changePatient(const CaseAccess& access, const LabEvent& event, bool asked, Changes& changes) {
  if (event.patient.numbers.empty()) return PatientRow{};
  const auto found = patientsOf(access, event.site, event.patient.numbers);
  if (!found) return fail(found.error());
  if (found->size() > 1) return fail(ErrorKind::refused, "the numbers of the patient belong to several patients");
  if (found->empty()) {
    if (event.kind != EventKind::order && event.flags.empty()) return PatientRow{};
    const PatientRow added = addPatient(access, event.site, event.stated);
    keepIdentity(access, added, event.patient);
    changes.add("a patient is added");
    return added;
  }
  const PatientRow patient = found->front();
  const auto state = patientState(access, patient);
  const auto before = identityOf(access, patient);
  if (!before) return fail(before.error());
  if (!asked && contradicts(*before, event.patient))
    return fail(ErrorKind::refused, "the number is that of a patient of another name or birth date");
  if (!state || (!asked && event.stated < state->stated)) return patient;
  const PatientIdentity after = updatedIdentity(*before, event.patient);
  for (const std::string& change : identityChanges(*before, after))
    changes.add(fmt::format("the patient's {} changes", change));
  if (after != *before) keepIdentity(access, patient, after);
  if (event.stated > state->stated)
    execute(*access.database, "UPDATE patient SET stated = ? WHERE id = ?", event.stated, patient.value);
  return patient;
}

Result<void> giveToPatient(const CaseAccess& access, CaseId id, PatientRow patient, const LabEvent& event,
                           Changes& changes) {
  const PatientRow before{
      numberOf(*access.database, "SELECT coalesce(patient_id, 0) FROM lab_case WHERE id = ?", id.value).value_or(0)};
  if (patient.value == before.value && patient.value != 0) return {};
  if (patient.value == 0) {
    // Told without a number: who has one is not touched by it, who has none is known by the case alone.
    if (event.patient == PatientIdentity{}) return {};
    PatientRow own = before;
    if (own.value == 0) own = addPatient(access, event.site, event.stated);
    const auto identity = identityOf(access, own);
    if (!identity) return fail(identity.error());
    if (!identity->numbers.empty()) return {};
    const PatientIdentity after = updatedIdentity(*identity, event.patient);
    for (const std::string& change : identityChanges(*identity, after))
      changes.add(fmt::format("the patient's {} changes", change));
    if (after != *identity) keepIdentity(access, own, after);
    patient = own;
  } else if (before.value != 0) {
    const auto identity = identityOf(access, before);
    if (!identity) return fail(identity.error());
    if (!identity->numbers.empty()) return fail(ErrorKind::refused, "the case is another patient's");
    // Who had no number so far has this one; flags that were set meanwhile go along.
    mergePatients(access, before, patient);
    changes.add("the patient's number is known now");
    return {};
  }
  execute(*access.database, "UPDATE lab_case SET patient_id = ? WHERE id = ?", patient.value, id.value);
  return {};
}

Result<void> mergeOrRenumber(const CaseAccess& access, const LabEvent& event, Changes& changes) {
  const auto priors = patientsOf(access, event.site, event.prior.numbers);
  if (!priors) return fail(priors.error());
  if (priors->empty()) return {};
  if (priors->size() > 1) return fail(ErrorKind::refused, "the prior numbers belong to several patients");
  const auto found = patientsOf(access, event.site, event.patient.numbers);
  if (!found) return fail(found.error());
  if (found->size() > 1) return fail(ErrorKind::refused, "the numbers of the patient belong to several patients");
  const auto old = identityOf(access, priors->front());
  if (!old) return fail(old.error());
  if (found->empty() || found->front() == priors->front()) {
    PatientIdentity after = updatedIdentity(*old, event.patient);
    // What the laboratory goes by now comes first; the number before finds the patient still.
    std::ranges::stable_partition(after.numbers, [&](const PatientNumber& one) {
      return std::ranges::find(event.patient.numbers, one) != event.patient.numbers.end();
    });
    if (after == *old) return {};
    keepIdentity(access, priors->front(), after);
    changes.add("the patient's numbers change");
    return {};
  }
  auto whole = identityOf(access, found->front());
  if (!whole) return fail(whole.error());
  // What the laboratory called the patient before finds them still.
  whole->numbers.insert(whole->numbers.end(), old->numbers.begin(), old->numbers.end());
  mergePatients(access, priors->front(), found->front());
  keepIdentity(access, found->front(), *whole);
  changes.add("two patients are one");
  return {};
}

}  // namespace snitt
