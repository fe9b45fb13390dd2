#include "core/store/cases/patient_rows_p.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/json_reader_p.h"
#include "core/store/cases/message_time_p.h"

namespace snitt {

namespace {

std::string sealedPlace(const std::string& uuid) { return "patient.identity:" + uuid; }

// A number means something only beside who gave it, and to the laboratory that tells it.
std::string markBy(const CaseAccess& access, const std::string& site, const std::string& authority,
                   const std::string& number) {
  const nlohmann::json whole = {site, authority, number};
  return access.secrets->mark("patient-number", whole.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

// Lists often leave out who gave the number of their own hospital, which messages tell: both are the same number then.
// Of national numbers and the like that is not so.
bool isOwnNumber(const PatientNumber& number) {
  return number.type.empty() || number.type == "MR" || number.type == "MRN" || number.type == "PI";
}

// What stands for a number whoever gave it.
std::string markByAnybody(const CaseAccess& access, const std::string& site, const std::string& number) {
  const nlohmann::json whole = {site, number};
  return access.secrets->mark("patient-number-of-anybody",
                              whole.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string siteOf(const CaseAccess& access, PatientRow id) {
  Statement row = statementOf(*access.database, "SELECT site FROM patient WHERE id = ?", id.value);
  return row.executeStep() ? textOf(row, 0) : std::string();
}

std::string formatIdentity(const PatientIdentity& identity) {
  nlohmann::ordered_json numbers = nlohmann::ordered_json::array();
  for (const PatientNumber& one : identity.numbers)
    numbers.push_back({{"number", one.number}, {"authority", one.authority}, {"type", one.type}});
  const nlohmann::ordered_json json = {{"numbers", numbers},
                                       {"family", identity.family},
                                       {"given", identity.given},
                                       {"birthDate", identity.birthDate},
                                       {"sex", identity.sex}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<PatientIdentity> parseIdentity(const std::string& text) {
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader reader(error, &*json, "identity");
  PatientIdentity out;
  for (JsonReader& one : reader.objects("numbers"))
    out.numbers.push_back({one.text("number"), one.text("authority"), one.text("type")});
  out.family = reader.text("family");
  out.given = reader.text("given");
  out.birthDate = reader.text("birthDate");
  out.sex = reader.text("sex");
  if (error) return fail(*error);
  return out;
}

std::set<std::string> wordsOf(const PatientIdentity& identity) {
  std::set<std::string> words;
  const auto add = [&](const std::string& text) {
    for (std::string& word : searchWords(text)) words.insert(std::move(word));
  };
  add(identity.family);
  add(identity.given);
  for (const PatientNumber& one : identity.numbers) add(one.number);
  // A birth date is looked for as people write it: whole, with or without dashes; its parts name half a hospital.
  std::string digits = identity.birthDate;
  std::erase(digits, '-');
  if (!digits.empty()) words.insert(digits);
  return words;
}

}  // namespace

std::optional<PatientState> patientState(const CaseAccess& access, PatientRow id) {
  Statement row = statementOf(*access.database, "SELECT uuid, stated FROM patient WHERE id = ?", id.value);
  if (!row.executeStep()) return std::nullopt;
  return PatientState{id, textOf(row, 0), believedTime(textOf(row, 1))};
}

namespace {

// Whether a patient bears these digits under another authority's name.
Result<bool> bearsAnother(const CaseAccess& access, PatientRow id, const PatientNumber& told) {
  const auto identity = identityOf(access, id);
  if (!identity) return fail(identity.error());
  return std::ranges::any_of(identity->numbers, [&](const PatientNumber& one) {
    return one.number == told.number && !one.authority.empty() && one.authority != told.authority;
  });
}

}  // namespace

Result<std::vector<PatientRow>> patientsOf(const CaseAccess& access, const std::string& site,
                                           const std::vector<PatientNumber>& numbers) {
  std::vector<PatientRow> found;
  const auto add = [&](const std::string& mark) {
    Statement row = statementOf(*access.database, "SELECT patient_id FROM patient_number WHERE mark = ?", Blob{mark});
    bool any = false;
    while (row.executeStep()) {
      const PatientRow one{row.getColumn(0).getInt64()};
      if (std::ranges::find(found, one) == found.end()) found.push_back(one);
      any = true;
    }
    return any;
  };
  for (const PatientNumber& number : numbers) {
    const bool exact = add(markBy(access, site, number.authority, number.number));
    if (exact || !isOwnNumber(number)) continue;
    const std::size_t before = found.size();
    (void)add(number.authority.empty() ? markByAnybody(access, site, number.number)
                                       : markBy(access, site, "", number.number));
    if (number.authority.empty()) continue;
    for (std::size_t i = found.size(); i-- > before;) {
      const auto another = bearsAnother(access, found[i], number);
      if (!another) return fail(another.error());
      if (*another) found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  return found;
}

PatientRow addPatient(const CaseAccess& access, const std::string& site, const std::string& stated) {
  const std::string now = utcNow();
  execute(*access.database, "INSERT INTO patient (uuid, site, stated, created, changed) VALUES (?, ?, ?, ?, ?)",
          randomUuid(), site, stated, now, now);
  return {access.database->getLastInsertRowid()};
}

Result<PatientIdentity> identityOf(const CaseAccess& access, PatientRow id) {
  Statement row = statementOf(*access.database, "SELECT uuid, identity FROM patient WHERE id = ?", id.value);
  if (!row.executeStep() || row.getColumn(1).isNull()) return PatientIdentity{};
  const auto text = access.secrets->open(textOf(row, 1), sealedPlace(textOf(row, 0)));
  if (!text) return failIn("patient " + std::to_string(id.value), text.error());
  return parseIdentity(*text);
}

void keepIdentity(const CaseAccess& access, PatientRow id, const PatientIdentity& identity) {
  const auto state = patientState(access, id);
  if (!state) return;
  const std::string sealed = access.secrets->seal(formatIdentity(identity), sealedPlace(state->uuid));
  execute(*access.database, "UPDATE patient SET identity = ?, changed = ? WHERE id = ?", Blob{sealed}, utcNow(),
          id.value);
  execute(*access.database, "DELETE FROM patient_number WHERE patient_id = ?", id.value);
  execute(*access.database, "DELETE FROM patient_word WHERE patient_id = ?", id.value);
  const std::string site = siteOf(access, id);
  const auto keepMark = [&](const std::string& mark) {
    execute(*access.database, "INSERT OR IGNORE INTO patient_number (mark, patient_id) VALUES (?, ?)", Blob{mark},
            id.value);
  };
  for (const PatientNumber& number : identity.numbers) {
    keepMark(markBy(access, site, number.authority, number.number));
    if (!number.authority.empty() && isOwnNumber(number)) keepMark(markByAnybody(access, site, number.number));
  }
  for (const std::string& word : wordsOf(identity)) {
    const std::string mark = access.secrets->mark("patient-word", word);
    execute(*access.database, "INSERT OR IGNORE INTO patient_word (mark, patient_id) VALUES (?, ?)", Blob{mark},
            id.value);
  }
}

PatientIdentity updatedIdentity(const PatientIdentity& known, const PatientIdentity& told) {
  PatientIdentity out = known;
  for (const PatientNumber& one : told.numbers) {
    const auto same = [&](const PatientNumber& other) {
      return other.number == one.number &&
             (other.authority == one.authority || (one.authority.empty() && isOwnNumber(other)));
    };
    if (std::ranges::none_of(out.numbers, same)) out.numbers.push_back(one);
  }
  // A name is told as a whole: a new family name does not keep the old given one where none is told with it.
  if (!told.family.empty() || !told.given.empty()) {
    out.family = told.family;
    out.given = told.given;
  }
  if (!told.birthDate.empty()) out.birthDate = told.birthDate;
  if (!told.sex.empty()) out.sex = told.sex;
  return out;
}

bool contradicts(const PatientIdentity& known, const PatientIdentity& told) {
  // Of a date that is told in part the part counts; nothing told contradicts nothing.
  const bool date = !known.birthDate.starts_with(told.birthDate) && !told.birthDate.starts_with(known.birthDate);
  const std::vector<std::string> had = searchWords(known.family + " " + known.given);
  const std::vector<std::string> has = searchWords(told.family + " " + told.given);
  const bool name = !had.empty() && !has.empty() && std::ranges::none_of(has, [&](const std::string& word) {
    return std::ranges::find(had, word) != had.end();
  });
  const bool vague = std::ranges::all_of(told.numbers, [](const PatientNumber& one) { return one.authority.empty(); });
  return vague ? date || name : date && name;
}

std::vector<std::string> identityChanges(const PatientIdentity& before, const PatientIdentity& after) {
  std::vector<std::string> changes;
  if (before.family != after.family || before.given != after.given) changes.emplace_back("name");
  if (before.birthDate != after.birthDate) changes.emplace_back("birth date");
  if (before.sex != after.sex) changes.emplace_back("sex");
  if (before.numbers != after.numbers) changes.emplace_back("numbers");
  return changes;
}

Result<Patient> patientFor(const CaseAccess& access, PatientRow id) {
  Patient out;
  Statement row =
      statementOf(*access.database, "SELECT uuid, flags, identity IS NULL FROM patient WHERE id = ?", id.value);
  // Of nobody nothing is hidden from who may see it.
  out.masked = !access.unmasked();
  if (!row.executeStep()) return out;
  out.id = id;
  out.uuid = textOf(row, 0);
  out.flags = static_cast<Flags>(row.getColumn(1).getInt64());
  out.erased = row.getColumn(2).getInt() != 0;
  if (out.masked) return out;
  auto identity = identityOf(access, id);
  if (!identity) return fail(identity.error());
  out.identity = std::move(*identity);
  return out;
}

std::vector<CaseId> casesOf(const CaseAccess& access, PatientRow id) {
  std::vector<CaseId> cases;
  Statement row = statementOf(*access.database, "SELECT id FROM lab_case WHERE patient_id = ? ORDER BY id", id.value);
  while (row.executeStep()) cases.push_back({row.getColumn(0).getInt64()});
  return cases;
}

void mergePatients(const CaseAccess& access, PatientRow from, PatientRow into) {
  execute(*access.database, "UPDATE lab_case SET patient_id = ? WHERE patient_id = ?", into.value, from.value);
  execute(*access.database, "UPDATE flag SET patient_id = ? WHERE patient_id = ?", into.value, from.value);
  execute(*access.database, "DELETE FROM patient_number WHERE patient_id = ?", from.value);
  execute(*access.database, "DELETE FROM patient_word WHERE patient_id = ?", from.value);
  execute(*access.database, "UPDATE patient SET identity = NULL, merged_into = ?, changed = ? WHERE id = ?", into.value,
          utcNow(), from.value);
}

}  // namespace snitt
