#include "core/store/cases/unmatched_rows_p.h"

#include <nlohmann/json.hpp>

#include "core/json_reader_p.h"
#include "core/store/cases/scan_rows_p.h"

namespace snitt {

namespace {

std::string sealedSaid(const std::string& uuid) { return "unmatched.said:" + uuid; }

std::string formatSaid(const std::vector<SaidIdentity>& said) {
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
  return nlohmann::ordered_json{{"said", list}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

IdentitySource sourceOf(const std::string& text) {
  for (const IdentitySource one :
       {IdentitySource::fileName, IdentitySource::folderName, IdentitySource::list, IdentitySource::person})
    if (toText(one) == text) return one;
  return IdentitySource::barcode;
}

Result<std::vector<SaidIdentity>> parseSaid(const std::string& text) {
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader reader(error, &*json, "said");
  std::vector<SaidIdentity> said;
  for (JsonReader& one : reader.objects("said")) {
    SaidIdentity out{sourceOf(one.text("source")), one.text("text"), one.text("site"), std::nullopt};
    if (one.has("identity")) {
      JsonReader who = one.object("identity");
      out.identity = SlideIdentity{who.text("accession"), who.text("specimen"), who.text("block"), who.text("slide"),
                                   who.text("stain")};
    }
    said.push_back(std::move(out));
  }
  if (error) return fail(*error);
  return said;
}

}  // namespace

Result<LinkedScan> putUnmatched(const CaseAccess& access, const FoundScan& found, const std::vector<SaidIdentity>& said,
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
  const std::string site = said.empty() ? std::string() : said.front().site;
  execute(
      *access.database,
      "INSERT INTO unmatched (uuid, fingerprint, path, path_mark, size_bytes, modified, scanner, site, said, reason,"
      " known, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET"
      " path = excluded.path, path_mark = excluded.path_mark, size_bytes = excluded.size_bytes,"
      " modified = excluded.modified, site = excluded.site, said = excluded.said, reason = excluded.reason,"
      " known = excluded.known, state = 'open'",
      uuid, found.fingerprint, Blob{sealed}, Blob{mark}, found.sizeBytes, found.modified, found.scanner, site,
      Blob{what}, reason, Blob{known}, utcNow());
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
        const auto said = access.secrets->open(textOf(row, 6), sealedSaid(one.uuid));
        if (!said) return fail(said.error());
        auto list = parseSaid(*said);
        if (!list) return fail(list.error());
        one.said = std::move(*list);
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
    appendAudit(*access.database, *access.actor, {"slide.dismissed", "slide:" + fingerprint, {{"reason", reason}}});
    return {};
  });
}

}  // namespace snitt
