#include "app/snitt/validation/study_desk.h"

#include <fmt/format.h>

#include "app/snitt/database_option.h"
#include "core/os/os.h"
#include "core/store/audit_log.h"
#include "core/store/people.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using validation::EntryKind;
using validation::StudyRegister;

constexpr int kRowsAtOnce = 1000;

bool isThere(const DatabasePlace& place) {
  if (place.file.empty()) return false;
  std::error_code ignored;
  return !place.isDefault || (fs::exists(place.file, ignored) && os::networkFileSystem(place.file).empty());
}

std::string detail(const AuditEvent& event, const std::string& name) {
  const auto found = event.entry.details.find(name);
  return found == event.entry.details.end() ? std::string() : found->second;
}

bool holds(const Result<StudyRegister>& all, const AuditEvent& event) {
  if (!all) return false;
  for (const validation::RegisterEntry& entry : all->entries())
    if (std::to_string(entry.number) == detail(event, "number")) return entry.hash == detail(event, "hash");
  return false;
}

}  // namespace

Result<fs::path> usualRegister(const CommonOptions& options) {
  const DatabasePlace place = databasePlace(options);
  if (!place.file.empty() && !place.isDefault) {
    fs::path file = place.file;
    return file.replace_filename(place.file.stem().string() + "-validations.jsonl");
  }
  const fs::path folder = os::dataFolder();
  if (folder.empty())
    return fail(ErrorKind::usage,
                "there is no home folder for a register of validations: name one with --register FILE");
  return folder / "validations.jsonl";
}

AuditEntry validationEntry(const std::string& action, const validation::RegisterPlace& place,
                           std::map<std::string, std::string> details) {
  details["register"] = place.id;
  details["number"] = std::to_string(place.number);
  if (!place.hash.empty()) details["hash"] = place.hash;
  return {action, kValidationSubject, std::move(details)};
}

Result<StudyDesk> StudyDesk::open(const CommonOptions& options, const fs::path& registerFile) {
  StudyDesk desk;
  desk.m_by.account = os::accountName();
  desk.m_register = registerFile;
  if (registerFile.empty()) {
    auto usual = usualRegister(options);
    if (!usual) return fail(usual.error());
    desk.m_register = std::move(*usual);
  }
  const DatabasePlace place = databasePlace(options);
  if (place.file.empty()) {
    CommonOptions usual = options;
    usual.database.clear();
    desk.m_wasNotAsked = isThere(databasePlace(usual));
  }
  if (!isThere(place)) return desk;
  auto store = Store::open(place.file, storeOptions(false));
  if (!store) return fail(store.error());
  if (auto may = People(*store).require(Permission::validate, kValidationSubject); !may) return fail(may.error());
  desk.m_by = {store->actor().name, store->actor().person, store->actor().account};
  desk.m_store = std::move(*store);
  return desk;
}

bool StudyDesk::mayUnmask() const { return !m_store || m_store->actor().may(Permission::unmask); }

Result<void> StudyDesk::log(const std::string& action, const validation::RegisterPlace& place,
                            std::map<std::string, std::string> details) {
  if (!m_store) return {};
  return AuditLog(*m_store).add(validationEntry(action, place, std::move(details)));
}

Result<std::vector<std::string>> StudyDesk::missingFromRegister(std::int64_t as) {
  std::vector<std::string> missing;
  if (m_wasNotAsked) missing.emplace_back("the audit log was not asked, since no database was to be used");
  if (!m_store) return missing;
  const auto all = StudyRegister::read(m_register);
  const validation::RegisterEntry* again = all ? all->entry(as, EntryKind::run) : nullptr;
  const std::string id = all ? all->id() : std::string();
  std::size_t elsewhere = 0;
  AuditQuery query;
  query.subject = kValidationSubject;
  query.most = kRowsAtOnce;
  while (true) {
    const auto events = AuditLog(*m_store).read(query);
    if (!events) return fail(events.error());
    for (const AuditEvent& event : *events) {
      query.after = event.seq;
      if (detail(event, "hash").empty() || (again != nullptr && event.at > again->at)) continue;
      if (detail(event, "register") != id)
        ++elsewhere;
      else if (!holds(all, event))
        missing.push_back(fmt::format("the audit log tells of entry {} of {:.10}, which the register does not hold",
                                      detail(event, "number"), event.at));
    }
    if (events->size() < kRowsAtOnce) break;
  }
  if (elsewhere > 0)
    missing.push_back(fmt::format("the audit log tells of {} in another register than this",
                                  elsewhere == 1 ? std::string("one entry") : fmt::format("{} entries", elsewhere)));
  return missing;
}

}  // namespace snitt::app
