#include "core/store/cases/unmatched_rows_p.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/json_reader_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/listed_rows_p.h"
#include "core/store/cases/scan_rows_p.h"

namespace snitt {

namespace {

std::string sealedSaid(const std::string& uuid) { return "unmatched.said:" + uuid; }

nlohmann::ordered_json jsonOf(const std::vector<SaidIdentity>& said) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const SaidIdentity& one : said) {
    nlohmann::ordered_json json = {{"source", toText(one.source)}, {"text", one.text}, {"site", one.site}};
    if (one.identity)
      json["identity"] = {{"accession", one.identity->accession},
                          {"specimen", one.identity->specimen},
                          {"block", one.identity->block},
                          {"slide", one.identity->slide},
                          {"stain", one.identity->stain}};
    list.push_back(std::move(json));
  }
  return list;
}

std::string formatSaid(const Said& said) {
  return nlohmann::ordered_json{{"said", jsonOf(said.enriched)}, {"given", jsonOf(said.given)}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

IdentitySource sourceOf(const std::string& text) {
  for (const IdentitySource one :
       {IdentitySource::fileName, IdentitySource::folderName, IdentitySource::list, IdentitySource::person})
    if (toText(one) == text) return one;
  return IdentitySource::barcode;
}

std::vector<SaidIdentity> readSaid(JsonReader& reader, std::string_view key) {
  std::vector<SaidIdentity> said;
  for (JsonReader& one : reader.objects(key)) {
    SaidIdentity out{sourceOf(one.text("source")), one.text("text"), one.text("site"), std::nullopt};
    if (one.has("identity")) {
      JsonReader who = one.object("identity");
      out.identity = SlideIdentity{who.text("accession"), who.text("specimen"), who.text("block"), who.text("slide"),
                                   who.text("stain")};
    }
    said.push_back(std::move(out));
  }
  return said;
}

Result<Said> parseSaid(const std::string& text) {
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader reader(error, &*json, "said");
  Said said;
  said.enriched = readSaid(reader, "said");
  if (reader.has("given")) {
    said.given = readSaid(reader, "given");
  } else {
    // What lists say of it is asked again.
    said.given = said.enriched;
    std::erase_if(said.given, [](const SaidIdentity& one) { return one.source == IdentitySource::list; });
  }
  if (error) return fail(*error);
  return said;
}

Result<Said> openSaid(const Secrets& secrets, const std::string& uuid, const std::string& sealed) {
  const auto text = secrets.open(sealed, sealedSaid(uuid));
  if (!text) return failIn("what was said of a slide", text.error());
  return parseSaid(*text);
}

std::string markCase(const Secrets& secrets, const std::string& site, const std::string& accession) {
  return secrets.mark("unmatched-case", site + '\n' + accession);
}

void forgetMarks(const StoreDatabase& database, std::int64_t slide) {
  execute(database, "DELETE FROM unmatched_mark WHERE unmatched_id = ?", slide);
}

}  // namespace

void markUnmatched(const StoreDatabase& database, const Secrets& secrets, std::int64_t slide, const Said& said) {
  forgetMarks(database, slide);
  const auto add = [&](const std::string& mark) {
    execute(database, "INSERT OR IGNORE INTO unmatched_mark (mark, unmatched_id) VALUES (?, ?)", Blob{mark}, slide);
  };
  for (const SaidIdentity& one : said.enriched)
    if (one.identity) add(markCase(secrets, one.site, one.identity->accession));
  for (const SaidIdentity& one : said.given) {
    add(markListed(secrets, one.site, one.text));
    if (one.source == IdentitySource::barcode) add(markBarcode(secrets, one.text));
  }
}

Result<void> markAllUnmatched(const StoreDatabase& database, const Secrets& secrets) {
  Statement row =
      statementOf(database, "SELECT id, uuid, said FROM unmatched WHERE state = 'open' AND said IS NOT NULL");
  while (row.executeStep()) {
    const auto said = openSaid(secrets, textOf(row, 1), textOf(row, 2));
    if (!said) return fail(said.error());
    markUnmatched(database, secrets, row.getColumn(0).getInt64(), *said);
  }
  return {};
}

std::vector<QueuedSlide> queuedSince(const CaseAccess& access, const std::string& since) {
  const std::string open =
      "SELECT DISTINCT unmatched.id, fingerprint FROM unmatched JOIN unmatched_mark ON unmatched_id = unmatched.id"
      " WHERE state = 'open' AND by_person = 0 AND mark ";
  std::vector<QueuedSlide> slides;
  const auto take = [&](Statement& row) {
    while (row.executeStep()) slides.push_back({{row.getColumn(0).getInt64()}, textOf(row, 1)});
  };
  if (!numberOf(*access.database, "SELECT 1 FROM unmatched WHERE state = 'open' AND by_person = 0 LIMIT 1")) return {};
  // A change is seen once its transaction has ended, and bears the time at which it was made.
  Statement earlier =
      statementOf(*access.database, "SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', ?, '-10 minutes'), '')", since);
  earlier.executeStep();
  const std::string from = textOf(earlier, 0);
  Statement cases =
      statementOf(*access.database, "SELECT site, accession FROM lab_case WHERE changed >= ? AND pending = 0", from);
  Statement named = statementOf(*access.database, open + "= ?");
  while (cases.executeStep()) {
    const std::string mark = markCase(*access.secrets, textOf(cases, 0), textOf(cases, 1));
    named.reset();
    bindOne(named, 1, Blob{mark});
    take(named);
  }
  Statement rest = statementOf(
      *access.database, open +
                            "IN (SELECT code_mark FROM lab_case JOIN specimen ON specimen.case_id = lab_case.id"
                            " JOIN block ON block.specimen_id = specimen.id JOIN glass ON glass.block_id = block.id"
                            " WHERE lab_case.changed >= ?1 AND code_mark IS NOT NULL"
                            " UNION SELECT mark FROM listed_slide WHERE coalesce(changed, '') >= ?1)");
  bindOne(rest, 1, from);
  take(rest);
  std::ranges::sort(slides, {}, [](const QueuedSlide& one) { return one.id.value; });
  const auto twice = std::ranges::unique(slides, {}, [](const QueuedSlide& one) { return one.id.value; });
  slides.erase(twice.begin(), twice.end());
  return slides;
}

Result<LinkedScan> putUnmatched(const CaseAccess& access, const FoundScan& found, const Said& said,
                                const std::string& reason) {
  Statement row = statementOf(*access.database, "SELECT uuid, state, reason FROM unmatched WHERE fingerprint = ?",
                              found.fingerprint);
  const bool there = row.executeStep();
  const std::string uuid = there ? textOf(row, 0) : randomUuid();
  const bool news = !there || textOf(row, 1) != "open" || textOf(row, 2) != reason;
  row.reset();
  const std::string text = formatSaid(said);
  const nlohmann::json all = {found.path, found.sizeBytes, found.modified, text, reason};
  const std::string known =
      access.secrets->mark("unmatched", all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  // A watcher that looks again every minute writes it once.
  if (numberOf(*access.database, "SELECT 1 FROM unmatched WHERE fingerprint = ? AND known = ? AND state = 'open'",
               found.fingerprint, Blob{known}))
    return LinkedScan{ScanOutcome::unmatched, {}, reason};
  const std::string sealed = sealPath(access, uuid, found.path);
  const std::string mark = markPath(access, found.path);
  const std::string what = access.secrets->seal(text, sealedSaid(uuid));
  const std::string site = said.given.empty() ? std::string() : said.given.front().site;
  execute(
      *access.database,
      "INSERT INTO unmatched (uuid, fingerprint, path, path_mark, size_bytes, modified, scanner, site, said, reason,"
      " known, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET"
      " path = excluded.path, path_mark = excluded.path_mark, size_bytes = excluded.size_bytes,"
      " modified = excluded.modified, site = excluded.site, said = excluded.said, reason = excluded.reason,"
      " known = excluded.known, state = 'open'",
      uuid, found.fingerprint, Blob{sealed}, Blob{mark}, found.sizeBytes, found.modified, found.scanner, site,
      Blob{what}, reason, Blob{known}, utcNow());
  const auto id = numberOf(*access.database, "SELECT id FROM unmatched WHERE fingerprint = ?", found.fingerprint);
  markUnmatched(*access.database, *access.secrets, id.value_or(0), said);
  if (news)
    appendAudit(*access.database, *access.actor,
                {"slide.unmatched", "slide:" + found.fingerprint, {{"reason", reason}}});
  return LinkedScan{ScanOutcome::unmatched, {}, reason};
}

void closeUnmatched(const CaseAccess& access, const std::string& fingerprint) {
  execute(*access.database,
          "UPDATE unmatched SET state = 'linked', path = NULL, path_mark = NULL, said = NULL, by_person = 0"
          " WHERE fingerprint = ?",
          fingerprint);
  execute(*access.database,
          "DELETE FROM unmatched_mark WHERE unmatched_id IN (SELECT id FROM unmatched WHERE fingerprint = ?)",
          fingerprint);
}

Result<Said> saidOf(const CaseAccess& access, RowId<struct UnmatchedRow> slide) {
  Statement row =
      statementOf(*access.database, "SELECT uuid, said FROM unmatched WHERE id = ? AND state = 'open'", slide.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide is not in the queue any more");
  return openSaid(*access.secrets, textOf(row, 0), textOf(row, 1));
}

Result<FoundScan> unmatchedScan(const CaseAccess& access, RowId<struct UnmatchedRow> slide) {
  Statement row = statementOf(*access.database,
                              "SELECT uuid, path, fingerprint, size_bytes, modified, scanner FROM unmatched"
                              " WHERE id = ? AND state = 'open'",
                              slide.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide is not in the queue any more");
  auto path = openPath(access, textOf(row, 0), textOf(row, 1));
  if (!path) return fail(path.error());
  return FoundScan{std::move(*path), textOf(row, 2), row.getColumn(3).getInt64(), textOf(row, 4), textOf(row, 5)};
}

void leaveToPersons(const CaseAccess& access, const std::string& fingerprint) {
  execute(*access.database, "UPDATE unmatched SET by_person = 1 WHERE fingerprint = ?", fingerprint);
}

bool isForPersons(const CaseAccess& access, const std::string& fingerprint) {
  return numberOf(*access.database, "SELECT 1 FROM unmatched WHERE fingerprint = ? AND by_person = 1", fingerprint)
      .has_value();
}

bool isDismissed(const CaseAccess& access, const std::string& fingerprint) {
  return numberOf(*access.database, "SELECT 1 FROM unmatched WHERE fingerprint = ? AND state = 'dismissed'",
                  fingerprint)
      .has_value();
}

Result<std::vector<UnmatchedSlide>> Cases::unmatched() const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<UnmatchedSlide>> {
    Statement row = statementOf(*access.database,
                                "SELECT id, uuid, fingerprint, path, scanner, site, said, reason, added FROM unmatched"
                                " WHERE state = 'open' ORDER BY added, id");
    std::vector<UnmatchedSlide> slides;
    while (access.actor->may(Permission::look) && row.executeStep()) {
      UnmatchedSlide one;
      one.id = {row.getColumn(0).getInt64()};
      one.uuid = textOf(row, 1);
      one.fingerprint = textOf(row, 2);
      one.scanner = textOf(row, 4);
      one.site = textOf(row, 5);
      one.reason = textOf(row, 7);
      one.added = textOf(row, 8);
      if (access.unmasked()) {
        auto path = openPath(access, one.uuid, textOf(row, 3));
        if (!path) return fail(path.error());
        one.path = std::move(*path);
        auto said = openSaid(*access.secrets, one.uuid, textOf(row, 6));
        if (!said) return fail(said.error());
        one.said = std::move(said->enriched);
      }
      slides.push_back(std::move(one));
    }
    return slides;
  });
}

Result<void> Cases::dismiss(RowId<struct UnmatchedRow> slide, const std::string& reason) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::link); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<void> {
    Statement row =
        statementOf(*access.database, "SELECT fingerprint FROM unmatched WHERE id = ? AND state = 'open'", slide.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide is not in the queue any more");
    const std::string fingerprint = textOf(row, 0);
    row.reset();
    execute(*access.database,
            "UPDATE unmatched SET state = 'dismissed', path = NULL, path_mark = NULL, said = NULL WHERE id = ?",
            slide.value);
    forgetMarks(*access.database, slide.value);
    appendAudit(*access.database, *access.actor, {"slide.dismissed", "slide:" + fingerprint, {{"reason", reason}}});
    return {};
  });
}

}  // namespace snitt
