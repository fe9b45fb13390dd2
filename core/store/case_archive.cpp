#include "core/store/case_archive.h"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/store/archive/archive_json_p.h"
#include "core/store/archive/archive_rows_p.h"
#include "core/store/audit_log.h"
#include "core/store/cases/case_counts_p.h"
#include "core/text/visible.h"

namespace snitt {

namespace {

constexpr int kMostHistory = 10'000;              // rows
constexpr std::size_t kMostHistoryText = 64'000;  // bytes of it in one row of the log

int scansOf(const ArchivedCase& of) {
  int scans = 0;
  for (const ArchivedSpecimen& specimen : of.specimens)
    for (const ArchivedBlock& block : specimen.blocks)
      for (const ArchivedGlass& glass : block.slides) scans += static_cast<int>(glass.scans.size());
  return scans;
}

int drawingsOf(const ArchivedCase& of) {
  int drawings = 0;
  for (const ArchivedDrawings& one : of.drawings) drawings += static_cast<int>(one.drawn.size());
  return drawings;
}

bool hasChoices(const ArchivedCase& of) {
  for (const ArchivedSpecimen& specimen : of.specimens)
    for (const ArchivedBlock& block : specimen.blocks)
      for (const ArchivedGlass& glass : block.slides)
        if (glass.chosen != Chosen::unsaid) return true;
  return false;
}

struct ExportState {
  std::string uuid;
  Flags flags = 0;
  bool erased = false;
};

Result<ExportState> stateOf(const CaseAccess& access, CaseId id) {
  return inDatabase(*access.file, [&]() -> Result<ExportState> {
    Statement row = statementOf(*access.database, "SELECT uuid, flags, erased FROM lab_case WHERE id = ?", id.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such case any more");
    return ExportState{textOf(row, 0), static_cast<Flags>(row.getColumn(1).getInt64()), row.getColumn(2).getInt() != 0};
  });
}

Result<std::vector<ArchivedEvent>> historyOf(Store& store, const CaseAccess& access, const std::string& uuid) {
  AuditQuery query;
  query.subject = caseSubject(uuid);
  query.most = kMostHistory;
  const auto events = AuditLog(store).read(query);
  if (!events) return fail(events.error());
  return inDatabase(*access.file, [&]() -> Result<std::vector<ArchivedEvent>> {
    std::vector<ArchivedEvent> history;
    for (const AuditEvent& event : *events) {
      Statement row = statementOf(*access.database, "SELECT name FROM person WHERE uuid = ?", event.person);
      history.push_back(
          {event.at, row.executeStep() ? textOf(row, 0) : event.person, event.entry.action, event.entry.details});
    }
    return history;
  });
}

// A line an event; what is too much for a row of the log is counted.
std::string textOf(const std::vector<ArchivedEvent>& history) {
  std::string text;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const ArchivedEvent& one = history[i];
    std::string line = fmt::format("{} {} {}", visibleText(one.at), visibleText(one.person), visibleText(one.action));
    for (const auto& [name, value] : one.details) line += fmt::format(" {}={}", visibleText(name), visibleText(value));
    if (text.size() + line.size() > kMostHistoryText) return text + fmt::format("and {} more\n", history.size() - i);
    text += line + "\n";
  }
  return text;
}

Result<std::string> bytesOf(const std::filesystem::path& file) {
  const auto opened = os::ReadOnlyFile::open(file);
  if (!opened) return fail(opened.error());
  if (opened->sizeBytes() > kMostArchiveBytes)
    return fail(ErrorKind::corrupt, file.string() + ": it is larger than an archive of a case can be");
  return readFile(file);
}

}  // namespace

Result<CaseExported> CaseArchive::exportTo(CaseId id, const std::filesystem::path& file, const CaseExport& options) {
  const CaseAccess access = Cases(m_store).access();
  const auto state = stateOf(access, id);
  if (!state) return fail(state.error());
  const std::string subject = caseSubject(state->uuid);
  if (auto may = allowed(access, Permission::exportCases, subject); !may) return fail(may.error());
  if (options.withIdentity)
    if (auto may = allowed(access, Permission::unmask, subject); !may) return fail(may.error());
  if (state->erased)
    return fail(ErrorKind::refused, "what named this case was erased: there is nothing to take elsewhere");
  if (const auto flag = forbids(state->flags, Use::exporting))
    return fail(refuse(*access.connection, *access.actor,
                       {"refused", subject, {{"what", "case.exported"}, {"flag", std::string(toText(*flag))}}},
                       fmt::format("the case is flagged \"{}\": it is not exported", inWords(*flag))));
  std::error_code ignored;
  if (!options.replace && std::filesystem::exists(std::filesystem::symlink_status(file, ignored)))
    return fail(ErrorKind::usage, file.string() + " is there already");

  ArchiveOrigin origin{utcNow(), m_store.actor().name, options.software, m_store.uuid(), {}, {}};
  auto seal = AuditLog(m_store).lastSeal();
  if (!seal) return fail(seal.error());
  origin.seal = std::move(*seal);
  auto history = historyOf(m_store, access, state->uuid);
  if (!history) return fail(history.error());
  origin.history = std::move(*history);
  const auto archived = reading(access, [&] { return archivedCase(access, id, !options.withIdentity); });
  if (!archived) return fail(archived.error());
  const auto bytes = zipOf(formatArchive(*archived, origin), options.password);
  if (!bytes) return fail(bytes.error());

  CaseExported out{sha256Of(*bytes),
                   bytes->size(),
                   archived->masked,
                   scansOf(*archived),
                   static_cast<int>(archived->scores.size()),
                   drawingsOf(*archived),
                   origin.seal ? origin.seal->seq : 0};
  // First the log: a file that nobody wrote down must not be there, even after a power cut.
  AuditEntry entry{
      "case.exported",
      subject,
      {{"file", out.sha256}, {"shown", out.masked ? "masked" : "all"}, {"seal", std::to_string(out.seal)}}};
  if (auto logged = AuditLog(m_store).add(entry); !logged) return fail(logged.error());
  if (auto written = writePrivateFileAtomically(file, *bytes); !written) {
    (void)AuditLog(m_store).add({"case.export-failed", subject, {{"file", out.sha256}}});
    return fail(written.error());
  }
  return out;
}

namespace {

// A case that is there: the same, or a reason against it.
Result<std::optional<CaseId>> sameCase(const CaseAccess& access, const ArchivedCase& archived) {
  const auto named = numberOf(*access.database, "SELECT id FROM lab_case WHERE site = ? AND accession = ?",
                              archived.name.site, archived.name.accession);
  const auto known = numberOf(*access.database, "SELECT id FROM lab_case WHERE uuid = ?", archived.uuid);
  if (!named && !known) return std::nullopt;
  if (!named) return fail(ErrorKind::refused, "nothing was imported: the case is there under another accession");
  const auto here = archivedCase(access, {*named}, archived.masked);
  if (!here) return fail(here.error());
  if (*here == archived) return std::optional(CaseId{*named});
  return fail(ErrorKind::refused, "nothing was imported: a case " + visibleText(toText(archived.name)) +
                                      " is there already, and differs from the one in the file");
}

AuditEntry importedEntry(const ArchivedCase& archived, const std::string& sha256,
                         const std::vector<ArchivedEvent>& history) {
  return {"case.imported",
          caseSubject(archived.uuid),
          {{"file", sha256}, {"shown", archived.masked ? "masked" : "all"}, {"history", textOf(history)}}};
}

Result<CaseImported> addAll(const CaseAccess& access, const ReadArchive& read, const std::string& sha256) {
  const ArchivedCase& archived = read.archived;
  const auto there = sameCase(access, archived);
  if (!there) return fail(there.error());
  CaseImported out{{}, archived.name, false, archived.masked, scansOf(archived), 0, 0, {}};
  if (*there) {
    out.labCase = **there;
    return out;
  }
  auto added = addArchivedCase(access, archived);
  if (!added) return fail(added.error());
  appendAudit(*access.database, *access.actor, importedEntry(archived, sha256, read.history));
  if (auto done = addArchivedScores(access, archived, *added); !done) return fail(done.error());
  addArchivedDrawings(access, archived, *added);
  const auto patient =
      numberOf(*access.database, "SELECT coalesce(patient_id, 0) FROM lab_case WHERE id = ?", added->id.value);
  // The patient's flags may have grown: their other cases show them.
  if (patient.value_or(0) != 0)
    if (auto done = refreshCasesOf(access, {*patient}); !done) return fail(done.error());
  if (auto done = refreshCase(access, added->id); !done) return fail(done.error());
  out.labCase = added->id;
  out.added = true;
  out.scores = added->scores;
  out.drawings = added->drawings;
  out.findings = std::move(added->findings);
  return out;
}

}  // namespace

Result<CaseImported> CaseArchive::importFrom(const std::filesystem::path& file, const std::string& password) {
  const CaseAccess access = Cases(m_store).access();
  if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
  auto bytes = bytesOf(file);
  if (!bytes) return fail(bytes.error());
  const std::string sha256 = sha256Of(*bytes);
  auto zip = ZipReader::open(std::move(*bytes), password);
  if (!zip) return failIn(file.string(), zip.error());
  const auto read = parseArchive(*zip);
  if (!read) return failIn(file.string(), read.error());
  if (hasChoices(read->archived))
    if (auto may = allowed(access, Permission::confirm); !may) return fail(may.error());
  auto imported = inTransaction(access, [&] { return addAll(access, *read, sha256); });
  if (!imported) return failIn(file.string(), imported.error());
  if (const std::int64_t others = zip->unread(); others > 0)
    imported->findings.push_back(fmt::format("the archive holds {} that no case has: ignored",
                                             others == 1 ? "an entry" : fmt::format("{} entries", others)));
  return imported;
}

}  // namespace snitt
