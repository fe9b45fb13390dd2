// One case with all that belongs to it.
#include <algorithm>

#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_results_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/staging_rows_p.h"
#include "core/store/store_data_p.h"

namespace snitt {

namespace {

Result<void> loadCase(const CaseAccess& access, CaseId id, LabCase& out) {
  Statement row = statementOf(*access.database,
                              "SELECT uuid, site, accession, pending, coalesce(patient_id, 0), priority, state,"
                              " received, ai_state FROM lab_case WHERE id = ?",
                              id.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such case any more");
  out.id = id;
  out.uuid = textOf(row, 0);
  out.name = {textOf(row, 1), textOf(row, 2)};
  out.pending = row.getColumn(3).getInt() != 0;
  out.priority = row.getColumn(5).getInt() != 0 ? Priority::urgent : Priority::routine;
  out.state = stateOf(textOf(row, 6));
  out.received = textOf(row, 7);
  out.ai = static_cast<AiState>(row.getColumn(8).getInt());
  if (access.unmasked()) {
    auto comment = commentOf(access, id, CommentOf::persons);
    if (!comment) return fail(comment.error());
    out.comment = std::move(*comment);
    auto note = commentOf(access, id, CommentOf::laboratory);
    if (!note) return fail(note.error());
    out.note = std::move(*note);
  }
  auto patient = patientFor(access, {row.getColumn(4).getInt64()});
  if (!patient) return fail(patient.error());
  out.patient = std::move(*patient);
  Statement numbers =
      statementOf(*access.database, "SELECT number FROM case_number WHERE case_id = ? ORDER BY number", id.value);
  while (numbers.executeStep()) out.otherNumbers.push_back(textOf(numbers, 0));
  return {};
}

std::string personName(const CaseAccess& access, const std::string& uuid) {
  Statement row = statementOf(*access.database, "SELECT name FROM person WHERE uuid = ?", uuid);
  return row.executeStep() ? textOf(row, 0) : uuid;
}

Result<Glass> glassOf(const CaseAccess& access, Statement& row) {
  Glass glass;
  glass.id = {row.getColumn(0).getInt64()};
  glass.uuid = textOf(row, 1);
  glass.number = textOf(row, 2);
  glass.stain = textOf(row, 3);
  if (access.unmasked()) {
    auto barcode = barcodeIn(access, glass.uuid, row.getColumn(4));
    if (!barcode) return fail(barcode.error());
    glass.barcode = std::move(*barcode);
  }
  if (!row.getColumn(5).isNull())
    glass.chosen = row.getColumn(5).getInt() != 0 ? Chosen::primaryTumour : Chosen::notPrimaryTumour;
  if (const std::string by = textOf(row, 6); !by.empty()) glass.chosenBy = personName(access, by);
  glass.chosenAt = textOf(row, 7);
  auto scans = scansOf(access, glass.id);
  if (!scans) return fail(scans.error());
  glass.scans = std::move(*scans);
  return glass;
}

Result<std::vector<Glass>> slidesOf(const CaseAccess& access, std::int64_t block) {
  Statement row = statementOf(*access.database,
                              "SELECT id, uuid, number, stain, code, confirmed, confirmed_by, confirmed_at"
                              " FROM glass WHERE block_id = ? ORDER BY length(number), number, stain, id",
                              block);
  std::vector<Glass> slides;
  while (row.executeStep()) {
    auto glass = glassOf(access, row);
    if (!glass) return fail(glass.error());
    slides.push_back(std::move(*glass));
  }
  return slides;
}

Result<std::vector<Block>> blocksOf(const CaseAccess& access, std::int64_t specimen) {
  Statement row = statementOf(
      *access.database, "SELECT id, uuid, label, tumour FROM block WHERE specimen_id = ? ORDER BY length(label), label",
      specimen);
  std::vector<Block> blocks;
  while (row.executeStep()) {
    Block block;
    block.uuid = textOf(row, 1);
    block.label = textOf(row, 2);
    if (!row.getColumn(3).isNull()) block.tumour = row.getColumn(3).getInt() != 0;
    auto slides = slidesOf(access, row.getColumn(0).getInt64());
    if (!slides) return fail(slides.error());
    block.slides = std::move(*slides);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

Result<void> loadSpecimens(const CaseAccess& access, CaseId id, LabCase& out) {
  Statement row = statementOf(*access.database,
                              "SELECT id, uuid, label, kind, body_site FROM specimen WHERE case_id = ?"
                              " ORDER BY length(label), label, id",
                              id.value);
  while (row.executeStep()) {
    auto blocks = blocksOf(access, row.getColumn(0).getInt64());
    if (!blocks) return fail(blocks.error());
    out.specimens.push_back({textOf(row, 1), textOf(row, 2), textOf(row, 3), textOf(row, 4), std::move(*blocks)});
  }
  return {};
}

void loadFacts(const CaseAccess& access, CaseId id, LabCase& out) {
  Statement fact =
      statementOf(*access.database, "SELECT item, value, source, at FROM staging WHERE case_id = ?", id.value);
  while (fact.executeStep())
    if (const auto item = stagingItemOf(textOf(fact, 0)))
      out.staging.push_back({*item, textOf(fact, 1), textOf(fact, 2), textOf(fact, 3)});
  std::ranges::sort(out.staging, {}, &StagingFact::item);
  Statement flag = statementOf(*access.database,
                               "SELECT kind, patient_id IS NOT NULL, since, source, set_at FROM flag"
                               " WHERE lifted_at = '' AND (case_id = ? OR patient_id = ?) ORDER BY id",
                               id.value, out.patient.id.value);
  while (flag.executeStep())
    out.flags.push_back({static_cast<Flag>(flag.getColumn(0).getInt64()), flag.getColumn(1).getInt() != 0,
                         textOf(flag, 2), textOf(flag, 3), textOf(flag, 4)});
}

void loadWork(const CaseAccess& access, CaseId id, LabCase& out) {
  Statement work = statementOf(*access.database,
                               "SELECT DISTINCT person FROM case_work WHERE case_id = ? AND person <> ? AND seen >= ?",
                               id.value, access.actor->person, workSeenSince());
  while (work.executeStep()) out.workedOnBy.push_back(personName(access, textOf(work, 0)));
  out.held = static_cast<int>(
      numberOf(*access.database,
               "SELECT count(*) FROM lab_event_case JOIN lab_event ON lab_event.id = lab_event_case.event_id"
               " WHERE case_id = ? AND outcome = 'held'",
               id.value)
          .value_or(0));
}

Result<LabCase> loadAll(const CaseAccess& access, CaseId id) {
  LabCase out;
  if (auto done = loadCase(access, id, out); !done) return fail(done.error());
  if (auto done = loadSpecimens(access, id, out); !done) return fail(done.error());
  loadFacts(access, id, out);
  loadWork(access, id, out);
  out.scores = scoresOf(access, id);
  auto outcome = outcomeOf(access, id);
  if (!outcome) return fail(outcome.error());
  out.results = std::move(outcome->results);
  return out;
}

Result<void> mayLook(const CaseAccess& access) {
  if (access.actor->may(Permission::look)) return {};
  return fail(ErrorKind::refused, access.actor->id.value == 0 ? std::string("nobody is signed in")
                                                              : access.actor->name + " may not look at cases");
}

}  // namespace

CaseAccess Cases::access() const {
  Store::Data& data = *m_store.m_data;
  const auto known = data.refreshActor();
  CaseAccess access{&data.connection, &data.connection.file, &data.connection.database,
                    data.secrets ? &*data.secrets : nullptr, &data.actor};
  if (!known) access.fault = known.error();
  return access;
}

Result<std::string> uuidOfCase(const CaseAccess& access, CaseId id) {
  Statement row = statementOf(*access.database, "SELECT uuid FROM lab_case WHERE id = ?", id.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such case any more");
  return textOf(row, 0);
}

Result<CaseId> Cases::find(const CaseName& name) const {
  const CaseAccess access = this->access();
  return inDatabase(*access.file, [&]() -> Result<CaseId> {
    const auto byAccession = numberOf(*access.database, "SELECT id FROM lab_case WHERE site = ? AND accession = ?",
                                      name.site, name.accession);
    if (byAccession) return CaseId{*byAccession};
    Statement row = statementOf(*access.database,
                                "SELECT lab_case.id FROM case_number JOIN lab_case ON lab_case.id = case_id"
                                " WHERE number = ? AND site = ? LIMIT 2",
                                name.accession, name.site);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "no case " + toText(name) + " is known");
    const CaseId found{row.getColumn(0).getInt64()};
    if (row.executeStep())
      return fail(ErrorKind::notFound, "several cases have the order number " + toText(name) + ": use an accession");
    return found;
  });
}

Result<std::vector<CaseId>> Cases::called(const CaseName& name) const {
  static constexpr const char* kBy[] = {
      "SELECT id FROM lab_case WHERE accession = ?1 AND (?2 = '' OR site = ?2) ORDER BY site, id LIMIT 50",
      "SELECT DISTINCT lab_case.id FROM case_number JOIN lab_case ON lab_case.id = case_id"
      " WHERE number = ?1 AND (?2 = '' OR site = ?2) ORDER BY site, lab_case.id LIMIT 50"};
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<CaseId>> {
    if (auto may = mayLook(access); !may) return fail(may.error());
    std::vector<CaseId> found;
    for (const char* sql : kBy) {
      Statement row = statementOf(*access.database, sql, name.accession, name.site);
      while (row.executeStep()) found.push_back({row.getColumn(0).getInt64()});
      if (!found.empty()) return found;
    }
    return found;
  });
}

Result<LabCase> Cases::load(CaseId id) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<LabCase> {
    if (auto may = mayLook(access); !may) return fail(may.error());
    return loadAll(access, id);
  });
}

Result<LabCase> Cases::open(CaseId id) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::look); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<LabCase> {
    auto labCase = loadAll(access, id);
    if (!labCase) return labCase;
    appendAudit(*access.database, *access.actor,
                {"case.opened", caseSubject(labCase->uuid), {{"shown", access.unmasked() ? "all" : "masked"}}});
    return labCase;
  });
}

}  // namespace snitt
