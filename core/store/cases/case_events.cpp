// What laboratories tell, applied, held for a person, or found to be old.
#include <fmt/format.h>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/json_reader_p.h"
#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/event_rows_p.h"
#include "core/store/cases/message_time_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/staging_rows_p.h"

namespace snitt {

namespace {

// What an event did, before it is kept or taken back.
struct Effect {
  std::string told;  // the time that the message gave, where that of its receipt was taken instead
  std::vector<CaseId> cases;
  std::vector<CaseId> made;
  std::vector<PatientRow> patients;
  Changes changes;
  bool older = false;    // some of it is older than what is stored
  std::string conflict;  // why only a person can decide

  // What only a person can decide is no fault.
  Result<void> hold(const Error& error) {
    if (error.kind != ErrorKind::refused) return fail(error);
    conflict = error.message;
    return {};
  }
};

std::string statedOf(const CaseAccess& access, CaseId id) {
  Statement row = statementOf(*access.database, "SELECT stated FROM lab_case WHERE id = ?", id.value);
  return row.executeStep() ? believedTime(textOf(row, 0)) : std::string();
}

Result<void> setFlags(const CaseAccess& access, const LabEvent& event, PatientRow patient, Effect& effect) {
  const auto tell = [&](const ToldFlag& flag, const Result<bool>& changed) {
    if (changed && *changed)
      effect.changes.add(fmt::format("{} is {}", inWords(flag.flag), flag.set ? "set" : "lifted"));
  };
  for (const ToldFlag& flag : event.flags) {
    if (flag.ofPatient && patient.value != 0) {
      const auto changed = keepPatientFlag(access, patient, flag, event.source);
      if (!changed) return fail(changed.error());
      tell(flag, changed);
      continue;
    }
    ToldFlag own = flag;
    own.ofPatient = false;
    for (const CaseId id : effect.cases) {
      const auto changed = keepFlag(access, id, own, event.source);
      if (!changed) return fail(changed.error());
      tell(flag, changed);
    }
  }
  return {};
}

// The case of an order that is told of for the first time.
CaseId newCase(const CaseAccess& access, const LabEvent& event, const ToldCase& told, Effect& effect) {
  const bool pending = told.accession.empty();
  const CaseId id = addCase(access, {event.site, pending ? told.orders.front() : told.accession}, pending,
                            told.received, event.stated);
  effect.made.push_back(id);
  effect.changes.add("a case is added");
  return id;
}

Result<void> placeOrder(const CaseAccess& access, const LabEvent& event, const ToldCase& told, PatientRow patient,
                        bool asked, Effect& effect) {
  const auto known = toldCase(access, event.site, told);
  if (!known) return effect.hold(known.error());
  CaseId id = *known;
  if (id.value == 0) {
    // A cancellation that overtakes its order is remembered; of an order number alone it would be a case of nothing.
    if (told.deed == OrderDeed::cancel && told.accession.empty()) return {};
    id = newCase(access, event, told, effect);
  } else if (!asked && event.stated < statedOf(access, id)) {
    effect.older = true;
    return {};
  }
  effect.cases.push_back(id);
  if (auto given = giveToPatient(access, id, patient, event, effect.changes); !given) return effect.hold(given.error());
  if (event.stated > statedOf(access, id))
    execute(*access.database, "UPDATE lab_case SET stated = ? WHERE id = ?", event.stated, id.value);
  return changeCaseRows(access, id, event, told, effect.changes);
}

Result<void> takeOrder(const CaseAccess& access, const LabEvent& event, bool asked, Effect& effect) {
  const auto patient = changePatient(access, event, asked, effect.changes);
  if (!patient) return effect.hold(patient.error());
  if (patient->value != 0) effect.patients.push_back(*patient);
  // A new name is a change of all cases of this patient.
  if (patient->value != 0 && !effect.changes.empty()) effect.cases = casesOf(access, *patient);
  for (const ToldCase& told : event.cases)
    if (auto done = placeOrder(access, event, told, *patient, asked, effect); !done) return done;
  return effect.conflict.empty() ? setFlags(access, event, *patient, effect) : Result<void>{};
}

Result<void> takePatient(const CaseAccess& access, const LabEvent& event, bool asked, Effect& effect) {
  for (const auto* numbers : {&event.prior.numbers, &event.patient.numbers}) {
    const auto named = patientsOf(access, event.site, *numbers);
    if (!named) return fail(named.error());
    for (const PatientRow one : *named) {
      effect.patients.push_back(one);
      if (const auto state = patientState(access, one); state && event.stated < state->stated) effect.older = true;
      for (const CaseId id : casesOf(access, one)) effect.cases.push_back(id);
    }
  }
  if (effect.older && !asked) return {};
  if (event.kind != EventKind::patientUpdate)
    if (auto done = mergeOrRenumber(access, event, effect.changes); !done) return effect.hold(done.error());
  const auto patient = changePatient(access, event, asked, effect.changes);
  if (!patient) return effect.hold(patient.error());
  if (patient->value != 0) effect.patients.push_back(*patient);
  return setFlags(access, event, *patient, effect);
}

template <class T>
void onceEach(std::vector<T>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
}

Result<Effect> effectOf(const CaseAccess& access, const LabEvent& event, bool asked) {
  Effect effect;
  auto done = event.kind == EventKind::order ? takeOrder(access, event, asked, effect)
                                             : takePatient(access, event, asked, effect);
  if (!done) return fail(done.error());
  onceEach(effect.cases);
  onceEach(effect.patients);
  return effect;
}

std::string sealedEvent(const std::string& digest) { return "lab-event:" + digest; }

// What it says, whenever it says it: the same list of another day has the same.
std::string contentOf(const CaseAccess& access, LabEvent event) {
  event.digest.clear();
  event.control.clear();
  event.stated.clear();
  return access.secrets->mark("lab-event", formatEvent(event));
}

// A list that is exported every day says nearly all of it again.
bool isRepeated(const CaseAccess& access, const LabEvent& event) {
  return numberOf(*access.database, "SELECT 1 FROM lab_event WHERE content = ?", Blob{contentOf(access, event)})
      .has_value();
}

std::int64_t keepEvent(const CaseAccess& access, const LabEvent& event, const Effect& effect, EventOutcome outcome) {
  std::optional<std::string> sealed;
  if (outcome == EventOutcome::held) sealed = access.secrets->seal(formatEvent(event), sealedEvent(event.digest));
  const std::string content = contentOf(access, event);
  Statement row = statementOf(*access.database,
                              "INSERT INTO lab_event (digest, site, kind, stated, taken, outcome, changes, content)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                              event.digest, event.site, event.source, event.stated, utcNow(),
                              std::string(toText(outcome)), nlohmann::json(effect.changes.told).dump(), Blob{content});
  row.exec();
  const std::int64_t id = access.database->getLastInsertRowid();
  if (sealed) execute(*access.database, "UPDATE lab_event SET event = ? WHERE id = ?", Blob{*sealed}, id);
  for (const CaseId one : effect.cases)
    // A case that the attempt made is gone again when it is held.
    execute(*access.database,
            "INSERT OR IGNORE INTO lab_event_case (event_id, case_id) SELECT ?, id FROM lab_case WHERE id = ?", id,
            one.value);
  for (const PatientRow one : effect.patients)
    execute(*access.database,
            "INSERT OR IGNORE INTO lab_event_patient (event_id, patient_id) SELECT ?, id FROM patient WHERE id = ?", id,
            one.value);
  return id;
}

std::string listOf(const Changes& changes) {
  std::string text;
  for (const std::string& change : changes.told)
    if (text.find(change) == std::string::npos) text.append(text.empty() ? "" : "; ").append(change);
  return text;
}

// Rows of the log for each case and patient it touched, one of the message itself where it touched none that is there.
Result<void> tell(const CaseAccess& access, const LabEvent& event, const Effect& effect, EventOutcome outcome,
                  const std::string& why) {
  std::vector<std::string> subjects;
  for (const CaseId id : effect.cases)
    if (const auto uuid = uuidOfCase(access, id)) subjects.push_back(caseSubject(*uuid));
  for (const PatientRow id : effect.patients)
    if (const auto state = patientState(access, id)) subjects.push_back(patientSubject(state->uuid));
  if (subjects.empty()) subjects.push_back("message:" + event.digest);
  AuditEntry entry{
      "laboratory." + std::string(toText(outcome)),
      "",
      {{"source", event.source}, {"message", event.digest}, {"changes", listOf(effect.changes)}, {"why", why}}};
  if (!effect.told.empty()) entry.details["statedInTheFuture"] = effect.told;
  for (const std::string& subject : subjects) {
    entry.subject = subject;
    appendAudit(*access.database, *access.actor, entry);
  }
  if (outcome != EventOutcome::applied) return {};
  for (const CaseId id : effect.cases)
    if (auto done = refreshCase(access, id); !done) return done;
  return {};
}

AppliedEvent verdictOn(const CaseAccess& access, const Effect& effect, bool asked) {
  const auto busy = [&](CaseId id) {
    return std::ranges::find(effect.made, id) == effect.made.end() && isBusy(access, id);
  };
  if (!effect.conflict.empty()) return {EventOutcome::held, effect.cases, effect.conflict};
  if (effect.changes.empty() && effect.older) return {EventOutcome::older, effect.cases, "what is stored is newer"};
  if (effect.changes.empty())
    return {EventOutcome::unchanged, effect.cases,
            effect.cases.empty() && effect.patients.empty() ? "it names no case and no patient that are known"
                                                            : "nothing in it is new"};
  if (!asked && std::ranges::any_of(effect.cases, busy))
    return {EventOutcome::held, effect.cases, "somebody works on a case that it changes, or has closed it"};
  if (!asked && effect.changes.ofAPersons)
    return {EventOutcome::held, effect.cases, "it changes what a person has entered"};
  return {EventOutcome::applied, effect.cases, ""};
}

// Tries it, and keeps what it did only where nobody must be asked first.
Result<AppliedEvent> attempt(const CaseAccess& access, const LabEvent& given, bool asked) {
  const SavePoint before(access);
  LabEvent event = given;
  if (believedTime(given.stated) != given.stated) event.stated = utcNow();
  auto effect = effectOf(access, event, asked);
  if (!effect) {
    before.restore();
    return fail(effect.error());
  }
  if (event.stated != given.stated) effect->told = given.stated;
  AppliedEvent out = verdictOn(access, *effect, asked);
  if (out.outcome == EventOutcome::held) before.restore();
  std::erase_if(out.cases, [&](CaseId id) { return !uuidOfCase(access, id); });
  const bool ofNobody = out.outcome == EventOutcome::unchanged && effect->cases.empty() && effect->patients.empty();
  // What names nothing known is not remembered: sent again once its patient is there, it counts.
  const bool again = out.outcome == EventOutcome::unchanged && isRepeated(access, event);
  if (!asked && !ofNobody && !again) (void)keepEvent(access, event, *effect, out.outcome);
  if (out.outcome == EventOutcome::applied || (out.outcome == EventOutcome::held && !asked))
    if (auto told = tell(access, event, *effect, out.outcome, out.why); !told) return fail(told.error());
  return out;
}

Result<void> checkEvent(const LabEvent& event) {
  if (event.digest.empty() || !isCaseNumber(event.site))
    return fail(ErrorKind::corrupt, "what the laboratory sent names no site");
  for (const ToldCase& told : event.cases) {
    if (told.accession.empty() && told.orders.empty())
      return fail(ErrorKind::corrupt, "it names neither an accession nor an order number");
    if (!told.accession.empty() && !isCaseNumber(told.accession))
      return fail(ErrorKind::corrupt, "the accession number is too long or holds control characters");
    if (told.accession.empty() && !isCaseNumber(told.orders.front()))
      return fail(ErrorKind::corrupt, "the order number is too long or holds control characters");
  }
  return {};
}

Result<AppliedEvent> applyOne(const CaseAccess& access, const LabEvent& event) {
  if (auto valid = checkEvent(event); !valid) return fail(valid.error());
  if (numberOf(*access.database, "SELECT 1 FROM lab_event WHERE digest = ?", event.digest))
    return AppliedEvent{EventOutcome::unchanged, {}, "it was taken before"};
  return attempt(access, event, false);
}

// As many of `events` as there is time for, at least one. An error of any of them is that of all.
Result<std::vector<AppliedEvent>> applySome(const CaseAccess& access, std::span<const LabEvent> events) {
  return inTransaction(access, [&]() -> Result<std::vector<AppliedEvent>> {
    const TimeToShare time;
    std::vector<AppliedEvent> outcomes;
    for (const LabEvent& event : events) {
      auto one = applyOne(access, event);
      if (!one) return fail(one.error());
      outcomes.push_back(std::move(*one));
      if (time.isUp()) break;
    }
    return outcomes;
  });
}

}  // namespace

bool isOfTheEvent(const Error& error) {
  return error.kind == ErrorKind::corrupt || error.kind == ErrorKind::usage || error.kind == ErrorKind::unsupported ||
         error.kind == ErrorKind::notFound;
}

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
  return inTransaction(access, [&] { return applyOne(access, event); });
}

Result<std::vector<Result<AppliedEvent>>> Cases::apply(std::span<const LabEvent> events) {
  std::vector<Result<AppliedEvent>> outcomes;
  while (outcomes.size() < events.size()) {
    const CaseAccess access = this->access();
    if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
    const auto rest = events.subspan(outcomes.size());
    const auto next = rest.first(std::min(kMostTogether, rest.size()));
    if (const auto some = applySome(access, next)) {
      outcomes.insert(outcomes.end(), some->begin(), some->end());
      continue;
    }
    // One of them cannot be taken: the others are, one after the other.
    for (const LabEvent& event : next) {
      auto one = apply(event);
      if (!one && !isOfTheEvent(one.error())) return fail(one.error());
      outcomes.push_back(std::move(one));
    }
  }
  return outcomes;
}

Result<std::vector<HeldEvent>> Cases::held() const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<HeldEvent>> {
    Statement row = statementOf(
        *access.database, "SELECT id, site, kind, taken, changes FROM lab_event WHERE outcome = 'held' ORDER BY id");
    std::vector<HeldEvent> events;
    while (row.executeStep()) {
      HeldEvent one{row.getColumn(0).getInt64(), textOf(row, 1), textOf(row, 2), textOf(row, 3), {}, {}};
      const auto changes = parseJson(textOf(row, 4));
      if (!changes) return fail(changes.error());
      for (const auto& change : *changes) one.changes.push_back(change.get<std::string>());
      Statement cases = statementOf(*access.database, "SELECT case_id FROM lab_event_case WHERE event_id = ?", one.id);
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
    Statement row =
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
    Statement cases = statementOf(
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
