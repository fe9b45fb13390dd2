#include "core/audit/audit.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/audit/canonical_json.h"
#include "core/json_reader_p.h"
#include "core/sha256.h"
#include "core/text/utf8.h"

namespace snitt {
namespace {

constexpr std::string_view kSealFormat = "snitt-seal/1";

std::string hashOf(std::string_view previous, std::string_view row) {
  Sha256 hash;
  hash.add(previous);
  hash.add(row);
  return hash.hex();
}

// As it reads back from canonical JSON.
std::string asText(const std::string& text) {
  if (!firstNotUtf8(text)) return text;
  return nlohmann::json::parse(canonicalText(text)).get<std::string>();
}

tl::unexpected<Error> wrongRow(std::int64_t seq, const std::string& what) {
  return fail(ErrorKind::refused, "row " + std::to_string(seq) + " of the audit log " + what);
}

std::string unsignedSeal(const AuditSeal& seal) {
  return canonicalObject({{"account", canonicalText(seal.account)},
                          {"at", canonicalText(seal.at)},
                          {"database", canonicalText(seal.database)},
                          {"format", canonicalText(kSealFormat)},
                          {"hash", canonicalText(seal.hash)},
                          {"key", canonicalText(seal.key.pem())},
                          {"seq", canonicalInteger(seal.seq)}});
}

}  // namespace

AuditRow auditRow(std::int64_t seq, std::string_view previousHash, const Actor& actor, std::string_view at,
                  const AuditEntry& entry) {
  std::vector<std::pair<std::string, std::string>> details;
  for (const auto& [name, value] : entry.details) details.emplace_back(name, canonicalText(value));
  AuditRow row;
  row.seq = seq;
  row.row = canonicalObject({{"account", canonicalText(actor.account)},
                             {"action", canonicalText(entry.action)},
                             {"at", canonicalText(at)},
                             {"details", canonicalObject(std::move(details))},
                             {"person", canonicalText(actor.person)},
                             {"seq", canonicalInteger(seq)},
                             {"subject", canonicalText(entry.subject)}});
  row.hash = hashOf(previousHash, row.row);
  row.subject = asText(entry.subject);
  return row;
}

Result<AuditEvent> parseAuditRow(const AuditRow& row) {
  const auto json = parseJson(row.row);
  if (!json || !json->is_object()) return fail(ErrorKind::corrupt, "it is no JSON object");
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  AuditEvent event;
  event.account = in.text("account");
  event.entry.action = in.text("action");
  event.at = in.text("at");
  event.person = in.text("person");
  event.seq = in.integer("seq");
  event.entry.subject = in.text("subject");
  const auto details = json->find("details");
  if (details == json->end() || !details->is_object()) return fail(ErrorKind::corrupt, "its details are no object");
  for (const auto& [name, value] : details->items()) {
    if (!value.is_string()) return fail(ErrorKind::corrupt, "its details are no texts");
    event.entry.details[name] = value.get<std::string>();
  }
  if (error) return fail(*error);
  return event;
}

Result<void> ChainCheck::add(const AuditRow& row) {
  const std::int64_t due = m_rows + 1;
  if (row.seq > due)
    return wrongRow(
        due, row.seq == due + 1 ? "was removed" : "was removed, with those up to row " + std::to_string(row.seq - 1));
  if (row.seq < due) return wrongRow(row.seq, "is there twice or out of order");
  const auto event = parseAuditRow(row);
  if (!event) return wrongRow(due, "was changed: " + event.error().message);
  if (event->seq != due)
    return wrongRow(due, "was removed or moved: in its place stands what was row " + std::to_string(event->seq));
  if (hashOf(m_hash, row.row) != row.hash) return wrongRow(due, "was changed: it does not belong to its hash");
  if (event->entry.subject != row.subject) return wrongRow(due, "was changed: its subject is not that of its column");
  m_rows = row.seq;
  m_hash = row.hash;
  return {};
}

std::string formatSeal(const AuditSeal& seal, const PrivateKey& key) {
  AuditSeal own = seal;
  own.key = key.publicKey();
  const Ed25519Signature signature = key.sign(unsignedSeal(own));
  return canonicalObject({{"account", canonicalText(own.account)},
                          {"at", canonicalText(own.at)},
                          {"database", canonicalText(own.database)},
                          {"format", canonicalText(kSealFormat)},
                          {"hash", canonicalText(own.hash)},
                          {"key", canonicalText(own.key.pem())},
                          {"seq", canonicalInteger(own.seq)},
                          {"signature", canonicalText(base64Of(std::string(signature.begin(), signature.end())))}});
}

Result<AuditSeal> parseSeal(std::string_view line) {
  const auto json = parseJson(line);
  if (!json || !json->is_object()) return fail(ErrorKind::corrupt, "it is no JSON object");
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  if (in.text("format") != kSealFormat) return fail(ErrorKind::corrupt, "it is no seal of Snitt");
  auto key = PublicKey::fromPem(in.text("key"));
  if (!key) return fail(ErrorKind::corrupt, "key: " + key.error().message);
  AuditSeal seal{in.text("database"), in.integer("seq"), in.text("hash"), in.text("at"), in.text("account"), *key};
  const auto bytes = base64Bytes(in.text("signature"));
  if (error) return fail(*error);
  Ed25519Signature signature{};
  if (!bytes || bytes->size() != signature.size()) return fail(ErrorKind::corrupt, "its signature is damaged");
  std::copy(bytes->begin(), bytes->end(), signature.begin());
  if (!seal.key.verifies(unsignedSeal(seal), signature))
    return fail(ErrorKind::refused, "its signature does not belong to it");
  return seal;
}

}  // namespace snitt
