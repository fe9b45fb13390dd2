#include "core/validation/register.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/json_reader_p.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/text/identity.h"
#include "core/validation/canonical_p.h"
#include "core/validation/register_json_p.h"

namespace snitt::validation {
namespace {

using nlohmann::json;

constexpr std::size_t kMarkDigits = 16;
constexpr std::string_view kFormatName = "snitt-validation-register/";

std::string lineOf(const RegisterEntry& entry) {
  json out = jsonOf(entry);
  out["hash"] = entry.hash;
  return canonicalJson(out);
}

RegisterEntry sealed(RegisterEntry entry) {
  entry.hash = hashOfObject(jsonOf(entry), entry.previous);
  return entry;
}

bool isNewer(std::string_view text) {
  const auto first = parseJson(text.substr(0, text.find('\n')));
  if (!first || !first->is_object()) return false;
  const auto found = first->find("format");
  if (found == first->end() || !found->is_string()) return false;
  const auto& format = found->get_ref<const std::string&>();
  return format.starts_with(kFormatName) && format != kRegisterFormat;
}

Result<void> append(const std::filesystem::path& file, const RegisterEntry& entry) {
  return os::appendLineSynced(file, lineOf(entry));
}

// The first entry, where there is none: also after a first one that was torn off.
Result<void> begin(const RegisterWriting& writing, const std::string& torn) {
  RegisterEntry entry;
  entry.at = utcNow();
  entry.by = writing.by;
  entry.id = randomUuid();
  entry.salt = randomUuid();
  entry.torn = torn;
  if (auto made = os::makePrivateFile(writing.file); !made) return made;
  return append(writing.file, sealed(std::move(entry)));
}

std::filesystem::path lockBeside(const std::filesystem::path& file) {
  std::filesystem::path lock = file;
  return lock += ".lock";
}

}  // namespace

Result<StudyRegister> StudyRegister::read(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  if (isNewer(*text))
    return fail(ErrorKind::unsupported,
                fmt::format("{} was written by a newer version of Snitt than this one", file.string()));
  StudyRegister all;
  std::string_view rest = *text;
  while (!rest.empty() && !all.m_fault) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    all.add(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all;
}

void StudyRegister::add(std::string_view line) {
  const auto object = parseJson(line);
  if (!object) {
    // A write that was torn off: it is the last line, or the entry after it tells of it.
    m_torn = sha256Of(m_torn + std::string(line));
    return;
  }
  auto entry = object->is_object() ? entryOf(*object) : fail(ErrorKind::corrupt, "it is no object");
  const auto number = static_cast<std::int64_t>(m_entries.size());
  const std::string previous = m_entries.empty() ? std::string() : m_entries.back().hash;
  if (!entry) {
    m_fault = fmt::format("entry {} cannot be read: {}", number, entry.error().message);
  } else if (hashOfObject(*object, entry->previous) != entry->hash) {
    m_fault = fmt::format("entry {} was changed", number);
  } else if (entry->number != number || entry->previous != previous) {
    m_fault = fmt::format("entry {} does not follow the one before it: something was taken out or put in", number);
  } else if (entry->torn != m_torn) {
    m_fault = fmt::format("a line before entry {} was changed", number);
  } else if ((entry->kind == EntryKind::begun) != (number == 0)) {
    m_fault = fmt::format("entry {} begins a register within one", number);
  } else {
    m_torn.clear();
    if (number == 0) {
      m_id = entry->id;
      m_salt = entry->salt;
    }
    m_entries.push_back(std::move(*entry));
  }
}

const RegisterEntry* StudyRegister::entry(std::int64_t number, EntryKind kind) const {
  if (number < 0 || number >= static_cast<std::int64_t>(m_entries.size())) return nullptr;
  const RegisterEntry& found = m_entries[static_cast<std::size_t>(number)];
  return found.kind == kind ? &found : nullptr;
}

std::string StudyRegister::mark(std::string_view kind, std::string_view text) const {
  return sha256Of(fmt::format("{}\n{}\n{}", m_salt, kind, text)).substr(0, kMarkDigits);
}

std::string StudyRegister::patientMark(std::string_view patient) const { return mark("patient", patient); }

std::string StudyRegister::slideMark(std::string_view sha256) const { return mark("slide", sha256); }

Result<RegisterEntry> addToRegister(const RegisterWriting& writing, const EntryMaker& make) {
  const auto inFile = [&](Error error) { return failIn(fmt::format("the register {}", writing.file.string()), error); };
  if (writing.makeIfMissing && writing.file.has_parent_path())
    if (auto made = os::makePrivateFolder(writing.file.parent_path()); !made) return fail(made.error());
  const auto lock = os::FileLock::acquire(lockBeside(writing.file), writing.wait);
  if (!lock) return inFile(lock.error());
  auto there = StudyRegister::read(writing.file);
  const bool isMissing = !there && there.error().kind == ErrorKind::notFound;
  const bool isEmpty = there && there->entries().empty() && !there->fault();
  if ((isMissing || isEmpty) && writing.makeIfMissing) {
    if (auto begun = begin(writing, there ? there->torn() : std::string()); !begun) return inFile(begun.error());
    there = StudyRegister::read(writing.file);
  }
  if (!there) return fail(there.error());
  if (there->entries().empty() && !there->fault()) return inFile({ErrorKind::refused, "it holds no entry"});
  if (there->fault())
    return inFile({ErrorKind::refused, fmt::format("{}; nothing is added to it: keep it as it is and name another with "
                                                   "--register",
                                                   *there->fault())});
  auto entry = make(*there);
  if (!entry) return entry;
  entry->number = static_cast<std::int64_t>(there->entries().size());
  entry->at = utcNow();
  entry->by = writing.by;
  entry->torn = there->torn();
  entry->previous = there->entries().back().hash;
  *entry = sealed(std::move(*entry));
  if (auto added = append(writing.file, *entry); !added) return inFile(added.error());
  return entry;
}

}  // namespace snitt::validation
