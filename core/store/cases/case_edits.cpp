// What persons enter on a case.
#include <fmt/format.h>

#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/event_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/staging_rows_p.h"

namespace snitt {

namespace {

// Runs a change of one case: permission, transaction, row in the log, counts.
template <class Work>
Result<void> changeCase(const CaseAccess& access, CaseId id, Permission permission, const std::string& action,
                        const Work& work) {
  if (auto may = allowed(access, permission); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<void> {
    const auto uuid = uuidOfCase(access, id);
    if (!uuid) return fail(uuid.error());
    AuditEntry entry{action, caseSubject(*uuid), {}};
    const Result<bool> changed = work(entry);
    if (!changed) return fail(changed.error());
    if (!*changed) return {};
    appendAudit(*access.database, *access.actor, entry);
    return refreshCase(access, id);
  });
}

std::optional<std::int64_t> stored(Chosen chosen) {
  if (chosen == Chosen::unsaid) return std::nullopt;
  return chosen == Chosen::primaryTumour ? 1 : 0;
}

Chosen chosenIn(const SQLite::Column& column) {
  if (column.isNull()) return Chosen::unsaid;
  return column.getInt() != 0 ? Chosen::primaryTumour : Chosen::notPrimaryTumour;
}

const char* inWords(Chosen chosen) {
  if (chosen == Chosen::unsaid) return "unsaid";
  return chosen == Chosen::primaryTumour ? "primary tumour" : "not primary tumour";
}

Result<void> checkNew(const CaseName& name, const PatientIdentity& identity) {
  if (!isCaseNumber(name.site) || !isCaseNumber(name.accession))
    return fail(ErrorKind::usage,
                "a case needs a site and an accession number, without control characters and of at"
                " most 100 letters each");
  if (name.site.find(':') != std::string::npos) return fail(ErrorKind::usage, "the name of a site has no colon");
  for (const std::string* text : {&identity.family, &identity.given})
    if (!text->empty() && !isCaseNumber(*text))
      return fail(ErrorKind::usage, "a name has no control characters and at most 100 letters");
  for (const PatientNumber& one : identity.numbers)
    if (!isCaseNumber(one.number))
      return fail(ErrorKind::usage, "a patient's number has no control characters and at most 100 letters");
  if (!identity.birthDate.empty() && birthDateOf(identity.birthDate, localNow().substr(0, 10)) != identity.birthDate)
    return fail(ErrorKind::usage, "the birth date is no day: write it as 1951-03-02, or the year alone");
  return {};
}

// As a message would, but what a message told before or tells later counts more. Says what it did; tells no values.
Result<std::string> givePatient(const CaseAccess& access, CaseId id, const std::string& site,
                                const PatientIdentity& identity) {
  LabEvent event;
  event.site = site;
  event.source = kEnteredBy + access.actor->name;
  event.patient = identity;
  Changes changes;
  const auto patient = changePatient(access, event, false, changes);
  if (!patient) return fail(patient.error());
  const bool added = patient->value == 0 || !changes.empty();
  if (auto given = giveToPatient(access, id, *patient, event, changes); !given) return fail(given.error());
  return added ? "entered" : "known by the number";
}

}  // namespace

Result<void> Cases::choose(GlassId slide, Chosen chosen) {
  const CaseAccess access = this->access();
  const auto id = numberOf(*access.database,
                           "SELECT specimen.case_id FROM glass JOIN block ON block.id = glass.block_id"
                           " JOIN specimen ON specimen.id = block.specimen_id WHERE glass.id = ?",
                           slide.value);
  if (!id) return fail(ErrorKind::notFound, "there is no such slide any more");
  return changeCase(access, {*id}, Permission::confirm, "slide.chosen", [&](AuditEntry& entry) -> Result<bool> {
    Statement row = statementOf(*access.database, "SELECT uuid, confirmed, stain FROM glass WHERE id = ?", slide.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such slide any more");
    const Chosen before = chosenIn(row.getColumn(1));
    entry.details = {{"glass", textOf(row, 0)}, {"from", inWords(before)}, {"to", inWords(chosen)}};
    if (chosen == Chosen::primaryTumour && !isHe(textOf(row, 2)))
      return fail(ErrorKind::usage, "only a slide stained with haematoxylin and eosin can be chosen: its stain is " +
                                        (textOf(row, 2).empty() ? "unknown" : textOf(row, 2)));
    row.reset();
    if (before == chosen) return false;
    const bool said = chosen != Chosen::unsaid;
    execute(*access.database, "UPDATE glass SET confirmed = ?, confirmed_by = ?, confirmed_at = ? WHERE id = ?",
            stored(chosen), said ? access.actor->person : "", said ? utcNow() : "", slide.value);
    return true;
  });
}

Result<void> Cases::setStain(GlassId slide, const std::string& stain) {
  const CaseAccess access = this->access();
  const auto id = numberOf(*access.database,
                           "SELECT specimen.case_id FROM glass JOIN block ON block.id = glass.block_id"
                           " JOIN specimen ON specimen.id = block.specimen_id WHERE glass.id = ?",
                           slide.value);
  if (!id) return fail(ErrorKind::notFound, "there is no such slide any more");
  return changeCase(access, {*id}, Permission::confirm, "slide.stain", [&](AuditEntry& entry) -> Result<bool> {
    const std::string before = textIn(access, "SELECT stain FROM glass WHERE id = ?", slide.value);
    entry.details = {
        {"glass", textIn(access, "SELECT uuid FROM glass WHERE id = ?", slide.value)}, {"from", before}, {"to", stain}};
    if (before == stain) return false;
    if (keepStain(access, slide, stain)) entry.details["chosen"] = "no longer";
    return true;
  });
}

Result<void> Cases::setStaging(CaseId id, StagingItem item, const std::string& value) {
  const CaseAccess access = this->access();
  const auto clean = stagingValue(item, value);
  if (!clean) return fail(ErrorKind::usage, fmt::format("\"{}\" is no value of {}", value, toText(item)));
  return changeCase(access, id, Permission::confirm, "staging.changed", [&](AuditEntry& entry) -> Result<bool> {
    return keepStaging(access, id, item, *clean, kEnteredBy + access.actor->name, utcNow(), entry);
  });
}

Result<void> Cases::setState(CaseId id, CaseState state) {
  const CaseAccess access = this->access();
  return changeCase(access, id, Permission::confirm, "case.state", [&](AuditEntry& entry) -> Result<bool> {
    const std::string before = textIn(access, "SELECT state FROM lab_case WHERE id = ?", id.value);
    entry.details = {{"from", before}, {"to", std::string(toText(state))}};
    if (before == toText(state)) return false;
    execute(*access.database, "UPDATE lab_case SET state = ? WHERE id = ?", std::string(toText(state)), id.value);
    return true;
  });
}

Result<void> Cases::setPriority(CaseId id, Priority priority) {
  const CaseAccess access = this->access();
  return changeCase(access, id, Permission::link, "case.priority", [&](AuditEntry& entry) -> Result<bool> {
    const std::int64_t after = priority == Priority::urgent ? 1 : 0;
    const auto before = numberOf(*access.database, "SELECT priority FROM lab_case WHERE id = ?", id.value).value_or(0);
    entry.details = {{"to", after != 0 ? "urgent" : "routine"}};
    if (before == after) return false;
    execute(*access.database, "UPDATE lab_case SET priority = ? WHERE id = ?", after, id.value);
    return true;
  });
}

Result<std::optional<std::string>> Cases::setComment(CaseId id, const std::string& comment,
                                                     const std::optional<std::string>& from) {
  const CaseAccess access = this->access();
  // Who may not read it must not write over it.
  if (auto may = allowed(access, Permission::unmask); !may) return fail(may.error());
  std::optional<std::string> another;
  const auto done = changeCase(access, id, Permission::link, "case.comment", [&](AuditEntry&) -> Result<bool> {
    auto now = commentOf(access, id, CommentOf::persons);
    if (!now) return fail(now.error());
    if (from && *now != *from && *now != comment) {
      another = std::move(*now);
      return false;
    }
    return keepComment(access, id, comment, CommentOf::persons);
  });
  if (!done) return fail(done.error());
  return another;
}

Result<void> Cases::setFlag(CaseId id, Flag flag, bool ofPatient, bool set, const std::string& since,
                            const std::string& source) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::flag); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<void> {
    const auto done = keepFlag(access, id, {flag, ofPatient, set, since}, source);
    return done ? Result<void>{} : fail(done.error());
  });
}

Result<CaseId> Cases::make(const CaseName& name, const PatientIdentity& identity) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::link); !may) return fail(may.error());
  const bool told = identity != PatientIdentity{};
  // Who may not read it must not write it.
  if (told)
    if (auto may = allowed(access, Permission::unmask); !may) return fail(may.error());
  if (auto valid = checkNew(name, identity); !valid) return fail(valid.error());
  return inTransaction(access, [&]() -> Result<CaseId> {
    if (find(name)) return fail(ErrorKind::usage, "the case " + toText(name) + " is there already");
    const CaseId id = addCase(access, name, false, utcNow(), "");
    AuditEntry entry{"case.made", caseSubject(*uuidOfCase(access, id)), {{"by", "person"}}};
    if (told) {
      const auto patient = givePatient(access, id, name.site, identity);
      if (!patient) return fail(patient.error());
      entry.details["patient"] = *patient;
    }
    appendAudit(*access.database, *access.actor, entry);
    if (auto done = refreshCase(access, id); !done) return fail(done.error());
    return id;
  });
}

Result<void> Cases::workOn(CaseId id, const std::string& token) {
  const CaseAccess access = this->access();
  return inTransaction(access, [&]() -> Result<void> {
    const std::string now = utcNow();
    execute(*access.database,
            "INSERT INTO case_work (case_id, token, person, since, seen) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (case_id, token) DO UPDATE SET seen = excluded.seen, person = excluded.person",
            id.value, token, access.actor->person, now, now);
    execute(*access.database, "DELETE FROM case_work WHERE seen < ?", workSeenSince());
    return {};
  });
}

Result<void> Cases::endWork(CaseId id, const std::string& token) {
  const CaseAccess access = this->access();
  return inTransaction(access, [&]() -> Result<void> {
    execute(*access.database, "DELETE FROM case_work WHERE case_id = ? AND token = ?", id.value, token);
    return {};
  });
}

}  // namespace snitt
