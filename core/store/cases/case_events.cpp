// What laboratories tell, applied, held for a person, or found to be old.
#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/json_reader_p.h"
#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/event_rows_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/staging_rows_p.h"

namespace snitt {

namespace {

constexpr const char* kTry = "snitt_event";

// What an event did, before it is kept or taken back.
struct Effect {
  std::vector<CaseId> cases;
  std::vector<CaseId> made;
  std::vector<std::string> changes;
  bool older = false;    // all of it is older than what is stored
  std::string conflict;  // why only a person can decide
};

std::string statedOf(const CaseAccess& access, CaseId id) {
  SQLite::Statement row = statementOf(*access.database, "SELECT stated FROM lab_case WHERE id = ?", id.value);
  return row.executeStep() ? textOf(row, 0) : std::string();
}

Result<void> flagCases(const CaseAccess& access, const LabEvent& event, const std::vector<CaseId>& cases,
                       Changes& changes) {
  for (const ToldFlag& flag : event.flags)
    for (const CaseId id : cases) {
      ToldFlag one = flag;
      const auto patient = numberOf(*access.database, "SELECT patient_id FROM lab_case WHERE id = ?", id.value);
      if (patient.value_or(0) == 0) one.ofPatient = false;
      const auto before = access.database->getTotalChanges();
      if (auto done = keepFlag(access, id, one, event.source); !done) return done;
      if (access.database->getTotalChanges() != before)
        changes.push_back(fmt::format("{} is {}", inWords(flag.flag), flag.set ? "set" : "lifted"));
    }
  return {};
}

Result<void> placeOrder(const CaseAccess& access, const LabEvent& event, const ToldCase& told, PatientRow patient,
                        Effect& effect) {
  const auto known = toldCase(access, event.site, told);
  if (!known && known.error().kind == ErrorKind::refused) {
    effect.conflict = known.error().message;
    return {};
  }
  if (!known) return fail(known.error());
  CaseId id = *known;
  if (id.value == 0) {
    if (told.deed == OrderDeed::cancel) return {};
    const bool pending = told.accession.empty();
    id = addCase(access, {event.site, pending ? told.orders.front() : told.accession}, pending, told.received,
                 event.stated);
    effect.made.push_back(id);
    effect.changes.emplace_back("a case is added");
  } else if (event.stated < statedOf(access, id)) {
    effect.older = true;
    return {};
  }
  effect.cases.push_back(id);
  if (patient.value != 0) {
    const auto before =
        numberOf(*access.database, "SELECT coalesce(patient_id, 0) FROM lab_case WHERE id = ?", id.value);
    if (before.value_or(0) != patient.value) {
      execute(*access.database, "UPDATE lab_case SET patient_id = ? WHERE id = ?", patient.value, id.value);
      if (before.value_or(0) != 0) effect.changes.emplace_back("the case is another patient's");
    }
  }
  execute(*access.database, "UPDATE lab_case SET stated = ? WHERE id = ?", event.stated, id.value);
  return changeCaseRows(access, id, event, told, effect.changes);
}

Result<void> takeOrder(const CaseAccess& access, const LabEvent& event, Effect& effect) {
  const auto patient = changePatient(access, event, effect.changes);
  if (!patient && patient.error().kind == ErrorKind::refused) {
    effect.conflict = patient.error().message;
    return {};
  }
  if (!patient) return fail(patient.error());
  // A new name is a change of all cases of this patient.
  if (patient->value != 0 && !effect.changes.empty()) effect.cases = casesOf(access, *patient);
  for (const ToldCase& told : event.cases)
    if (auto done = placeOrder(access, event, told, *patient, effect); !done) return done;
  return {};
}

Result<void> takePatient(const CaseAccess& access, const LabEvent& event, Effect& effect) {
  const auto add = [&](const std::vector<PatientNumber>& numbers) {
    for (const PatientRow one : patientsOf(access, event.site, numbers)) {
      if (const auto state = patientState(access, one); state && event.stated < state->stated) effect.older = true;
      for (const CaseId id : casesOf(access, one)) effect.cases.push_back(id);
    }
  };
  add(event.prior.numbers);
  add(event.patient.numbers);
  if (effect.older) return {};
  if (event.kind != EventKind::patientUpdate)
    if (auto done = mergeOrRenumber(access, event, effect.changes); !done) {
      if (done.error().kind != ErrorKind::refused) return done;
      effect.conflict = done.error().message;
      return {};
    }
  const auto patient = changePatient(access, event, effect.changes);
  if (patient) return {};
  if (patient.error().kind != ErrorKind::refused) return fail(patient.error());
  effect.conflict = patient.error().message;
  return {};
}

Result<Effect> effectOf(const CaseAccess& access, const LabEvent& event) {
  Effect effect;
  auto done = event.kind == EventKind::order ? takeOrder(access, event, effect) : takePatient(access, event, effect);
  if (!done) return fail(done.error());
  std::ranges::sort(effect.cases);
  effect.cases.erase(std::ranges::unique(effect.cases).begin(), effect.cases.end());
  if (effect.conflict.empty())
    if (auto flagged = flagCases(access, event, effect.cases, effect.changes); !flagged) return fail(flagged.error());
  return effect;
}

std::string sealedEvent(const std::string& digest) { return "lab-event:" + digest; }

std::int64_t keepEvent(const CaseAccess& access, const LabEvent& event, const Effect& effect, EventOutcome outcome) {
  std::optional<std::string> sealed;
  if (outcome == EventOutcome::held) sealed = access.secrets->seal(formatEvent(event), sealedEvent(event.digest));
  SQLite::Statement row = statementOf(
      *access.database,
      "INSERT INTO lab_event (digest, site, kind, stated, taken, outcome, changes) VALUES (?, ?, ?, ?, ?, ?, ?)",
      event.digest, event.site, event.source, event.stated, utcNow(), std::string(toText(outcome)),
      nlohmann::json(effect.changes).dump());
  row.exec();
  const std::int64_t id = access.database->getLastInsertRowid();
  if (sealed) execute(*access.database, "UPDATE lab_event SET event = ? WHERE id = ?", Blob{*sealed}, id);
  for (const CaseId one : effect.cases)
    // A case that the attempt made is gone again when it is held.
    execute(*access.database,
            "INSERT OR IGNORE INTO lab_event_case (event_id, case_id) SELECT ?, id FROM lab_case WHERE id = ?", id,
            one.value);
  return id;
}

std::string listOf(const Changes& changes) {
  std::string text;
  for (const std::string& change : changes)
    if (text.find(change) == std::string::npos) text += (text.empty() ? "" : "; ") + change;
  return text;
}

Result<void> tell(const CaseAccess& access, const LabEvent& event, const Effect& effect, EventOutcome outcome,
                  const std::string& why) {
  for (const CaseId id : effect.cases) {
    const auto uuid = uuidOfCase(access, id);
    if (!uuid) continue;
    appendAudit(
        *access.database, *access.actor,
        {"laboratory." + std::string(toText(outcome)),
         caseSubject(*uuid),
         {{"source", event.source}, {"message", event.digest}, {"changes", listOf(effect.changes)}, {"why", why}}});
    if (outcome != EventOutcome::applied) continue;
    if (auto done = refreshCase(access, id); !done) return done;
  }
  return {};
}

// Tries it, and keeps what it did only where nobody must be asked first.
Result<AppliedEvent> attempt(const CaseAccess& access, const LabEvent& event, bool asked) {
  access.database->exec(std::string("SAVEPOINT ") + kTry);
  const auto takeBack = [&] {
    access.database->exec(std::string("ROLLBACK TO ") + kTry);
    access.database->exec(std::string("RELEASE ") + kTry);
  };
  auto effect = effectOf(access, event);
  if (!effect) {
    takeBack();
    return fail(effect.error());
  }
  AppliedEvent out{EventOutcome::applied, effect->cases, ""};
  const auto busy = [&](CaseId id) {
    return std::ranges::find(effect->made, id) == effect->made.end() && isBusy(access, id);
  };
  if (effect->older && effect->changes.empty()) {
    out = {EventOutcome::older, effect->cases, "what is stored is newer"};
  } else if (!effect->conflict.empty()) {
    out = {EventOutcome::held, effect->cases, effect->conflict};
  } else if (effect->changes.empty()) {
    out = {EventOutcome::unchanged, effect->cases,
           effect->cases.empty() ? "it names no case and no patient that are known" : "nothing in it is new"};
  } else if (!asked && std::ranges::any_of(effect->cases, busy)) {
    out = {EventOutcome::held, effect->cases, "somebody works on a case that it changes, or has closed it"};
  }
  if (out.outcome == EventOutcome::held)
    takeBack();
  else
    access.database->exec(std::string("RELEASE ") + kTry);
  std::erase_if(out.cases, [&](CaseId id) { return !uuidOfCase(access, id); });
  if (!asked) (void)keepEvent(access, event, *effect, out.outcome);
  if (out.outcome == EventOutcome::applied || out.outcome == EventOutcome::held)
    if (auto told = tell(access, event, *effect, out.outcome, out.why); !told) return fail(told.error());
  return out;
}

Result<void> checkEvent(const LabEvent& event) {
  if (event.digest.empty() || !isNumber(event.site))
    return fail(ErrorKind::corrupt, "what the laboratory sent names no site");
  for (const ToldCase& told : event.cases) {
    if (told.accession.empty() && told.orders.empty())
      return fail(ErrorKind::corrupt, "it names neither an accession nor an order number");
    if (!told.accession.empty() && !isNumber(told.accession))
      return fail(ErrorKind::corrupt, "the accession number is too long or holds control characters");
    if (told.accession.empty() && !isNumber(told.orders.front()))
      return fail(ErrorKind::corrupt, "the order number is too long or holds control characters");
  }
  return {};
}

}  // namespace

std::string_view toText(EventOutcome outcome) {
  switch (outcome) {
    case EventOutcome::applied:
      return "applied";
    case EventOutcome::unchanged:
      return "unchanged";
    case EventOutcome::older:
      return "older";
    case EventOutcome::held:
      return "held";
  }
  return "applied";
}

Result<AppliedEvent> Cases::apply(const LabEvent& event) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
  if (auto valid = checkEvent(event); !valid) return fail(valid.error());
  return inTransaction(access, [&]() -> Result<AppliedEvent> {
    if (numberOf(*access.database, "SELECT 1 FROM lab_event WHERE digest = ?", event.digest))
      return AppliedEvent{EventOutcome::unchanged, {}, "it was taken before"};
    return attempt(access, event, false);
  });
}

Result<std::vector<HeldEvent>> Cases::held() const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<HeldEvent>> {
    SQLite::Statement row(*access.database,
                          "SELECT id, site, kind, taken, changes FROM lab_event WHERE outcome = 'held' ORDER BY id");
    std::vector<HeldEvent> events;
    while (row.executeStep()) {
      HeldEvent one{row.getColumn(0).getInt64(), textOf(row, 1), textOf(row, 2), textOf(row, 3), {}, {}};
      const auto changes = parseJson(textOf(row, 4));
      if (!changes) return fail(changes.error());
      for (const auto& change : *changes) one.changes.push_back(change.get<std::string>());
      SQLite::Statement cases =
          statementOf(*access.database, "SELECT case_id FROM lab_event_case WHERE event_id = ?", one.id);
      while (cases.executeStep()) one.cases.push_back({cases.getColumn(0).getInt64()});
      events.push_back(std::move(one));
    }
    return events;
  });
}

Result<AppliedEvent> Cases::decide(std::int64_t held, bool accept) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::confirm); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<AppliedEvent> {
    SQLite::Statement row =
        statementOf(*access.database, "SELECT digest, event FROM lab_event WHERE id = ? AND outcome = 'held'", held);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "this change does not wait any more");
    const auto text = access.secrets->open(textOf(row, 1), sealedEvent(textOf(row, 0)));
    if (!text) return failIn("a held message", text.error());
    row.reset();
    const auto event = parseEvent(*text);
    if (!event) return failIn("a held message", event.error());
    AppliedEvent out{EventOutcome::unchanged, {}, "declined"};
    if (accept) {
      auto done = attempt(access, *event, true);
      if (!done) return done;
      if (done->outcome == EventOutcome::held) return fail(ErrorKind::refused, done->why);
      out = std::move(*done);
    }
    SQLite::Statement cases = statementOf(
        *access.database,
        "SELECT lab_case.uuid FROM lab_event_case JOIN lab_case ON lab_case.id = case_id WHERE event_id = ?", held);
    std::vector<std::string> uuids;
    while (cases.executeStep()) uuids.push_back(textOf(cases, 0));
    cases.reset();
    execute(*access.database, "UPDATE lab_event SET outcome = ?, event = NULL WHERE id = ?",
            accept ? "accepted" : "declined", held);
    for (const std::string& uuid : uuids)
      appendAudit(
          *access.database, *access.actor,
          {accept ? "laboratory.accepted" : "laboratory.declined", caseSubject(uuid), {{"message", event->digest}}});
    return out;
  });
}

}  // namespace snitt
