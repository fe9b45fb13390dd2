#include "core/audit/audit.h"

#include "core/audit/canonical_json.h"
#include "core/sha256.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

Actor kari() {
  Actor actor;
  actor.person = "uuid-of-kari";
  actor.name = "Kari";
  actor.account = "kari";
  return actor;
}

std::vector<AuditRow> chainOf(int rows) {
  std::vector<AuditRow> chain;
  std::string hash(kFirstHash);
  for (int i = 1; i <= rows; ++i) {
    chain.push_back(
        auditRow(i, hash, kari(), "2026-01-01T00:00:00Z", {"case.opened", "case:" + std::to_string(i), {}}));
    hash = chain.back().hash;
  }
  return chain;
}

// The first complaint about these rows; empty when there is none.
std::string complaint(const std::vector<AuditRow>& rows) {
  ChainCheck check;
  for (const AuditRow& row : rows)
    if (const auto added = check.add(row); !added) return added.error().message;
  return "";
}

bool names(const std::string& message, const std::string& what) { return message.find(what) != std::string::npos; }

// RFC 8785, section 3.2.2.2: short escapes, other control characters as \u00xx, everything else as it is.
TEST(CanonicalJson, TextsAreAsTheRfcWritesThem) {
  EXPECT_EQ(canonicalText("\u20ac$\u000F\u000aA'\u0042\"\\\"/"), "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\"");
  EXPECT_EQ(canonicalText("\b\f\r\t\x1f\x7f"), "\"\\b\\f\\r\\t\\u001f\x7f\"");
  EXPECT_EQ(canonicalText("<\u2028\u2029&\u202E>"), "\"<\u2028\u2029&\u202E>\"");
  EXPECT_EQ(canonicalText("a\xFF"), "\"a\uFFFD\"");
}

// Section 3.2.3: names by UTF-16 code units, where letters beyond U+FFFF come before U+E000 and above.
TEST(CanonicalJson, NamesAreSortedAsUtf16) {
  EXPECT_EQ(canonicalObject({{"\u20ac", "5"},
                             {"\r", "1"},
                             {"\uFB33", "7"},
                             {"1", "2"},
                             {"\U0001F600", "6"},
                             {"\u0080", "3"},
                             {"\u00f6", "4"}}),
            "{\"\\r\":1,\"1\":2,\"\u0080\":3,\"\u00f6\":4,\"\u20ac\":5,\"\U0001F600\":6,\"\uFB33\":7}");
  EXPECT_EQ(canonicalObject({{"ab", "2"}, {"a", "1"}}), "{\"a\":1,\"ab\":2}");
  EXPECT_EQ(canonicalObject({}), "{}");
}

TEST(Audit, ARowIsCanonicalAndHashedOverTheOneBefore) {
  const AuditRow row = auditRow(7, std::string(64, 'a'), kari(), "2026-01-01T00:00:00Z",
                                {"slide.linked", "case:1", {{"to", "B\n1"}, {"from", ""}}});
  EXPECT_EQ(
      row.row,
      R"({"account":"kari","action":"slide.linked","at":"2026-01-01T00:00:00Z","details":{"from":"","to":"B\n1"},)"
      R"("person":"uuid-of-kari","seq":7,"subject":"case:1"})");
  EXPECT_EQ(row.hash, sha256Of(std::string(64, 'a') + row.row));
  const auto event = parseAuditRow(row);
  ASSERT_TRUE(event) << event.error().message;
  EXPECT_EQ(event->entry.action, "slide.linked");
  EXPECT_EQ(event->entry.details.at("to"), "B\n1");
  EXPECT_EQ(event->person, "uuid-of-kari");
}

TEST(Audit, HostileTextReadsBackAsItself) {
  const std::string text = "'; DROP TABLE audit; --<script>\u202E\x01\"}";
  const AuditRow row = auditRow(1, kFirstHash, kari(), "t", {"refused", "case:" + text, {{text, text}}});
  EXPECT_EQ(parseAuditRow(row)->entry.details.at(text), text);
  EXPECT_EQ(complaint({row}), "");
  const AuditRow broken = auditRow(1, kFirstHash, kari(), "t", {"refused", "case:\xFF", {{"reason", "\xC3"}}});
  EXPECT_EQ(complaint({broken}), "");
}

TEST(Audit, AWholeChainHolds) {
  EXPECT_EQ(complaint(chainOf(5)), "");
  EXPECT_EQ(complaint({}), "");
}

TEST(Audit, NamesTheFirstRowThatWasChanged) {
  auto rows = chainOf(5);
  rows[2].row.replace(rows[2].row.find("case:3"), 6, "case:9");
  EXPECT_TRUE(names(complaint(rows), "row 3 of the audit log was changed")) << complaint(rows);
  rows = chainOf(5);
  rows[2].subject = "case:9";
  EXPECT_TRUE(names(complaint(rows), "row 3 of the audit log was changed")) << complaint(rows);
  rows = chainOf(5);
  rows[2].hash[0] = rows[2].hash[0] == '0' ? '1' : '0';
  EXPECT_TRUE(names(complaint(rows), "row 3 of the audit log was changed")) << complaint(rows);
  rows = chainOf(5);
  rows[2].row = "[]";
  EXPECT_TRUE(names(complaint(rows), "row 3 of the audit log was changed")) << complaint(rows);
}

// One who makes the row's own hash anew breaks the next.
TEST(Audit, ANewHashOfTheRowAloneIsNotEnough) {
  auto rows = chainOf(5);
  rows[2] = auditRow(3, rows[1].hash, kari(), "2026-01-01T00:00:00Z", {"case.opened", "case:9", {}});
  EXPECT_TRUE(names(complaint(rows), "row 4 of the audit log was changed")) << complaint(rows);
}

TEST(Audit, NamesTheFirstRowThatWasRemovedOrMoved) {
  auto rows = chainOf(5);
  rows.erase(rows.begin() + 2);
  EXPECT_TRUE(names(complaint(rows), "row 3 of the audit log was removed")) << complaint(rows);
  // Numbered anew, so that no gap shows.
  rows[2].seq = 3;
  rows[3].seq = 4;
  EXPECT_TRUE(names(complaint(rows), "row 3 of the audit log was removed or moved")) << complaint(rows);
  rows = chainOf(5);
  std::swap(rows[1], rows[3]);
  std::swap(rows[1].seq, rows[3].seq);
  EXPECT_TRUE(names(complaint(rows), "in its place stands what was row 4")) << complaint(rows);
  rows = chainOf(5);
  rows.erase(rows.begin());
  EXPECT_TRUE(names(complaint(rows), "row 1 of the audit log was removed")) << complaint(rows);
}

TEST(AuditSeal, ReadsBackAndBelongsToItsLine) {
  const PrivateKey key = PrivateKey::generate();
  const AuditSeal seal{"db", 12, std::string(64, 'b'), "2026-01-01T00:00:00Z", "sealer", key.publicKey()};
  const std::string line = formatSeal(seal, key);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto again = parseSeal(line);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->seq, 12);
  EXPECT_EQ(again->hash, seal.hash);
  EXPECT_EQ(again->account, "sealer");
  EXPECT_TRUE(again->key == key.publicKey());
  for (const auto& [from, to] : {std::pair{"\"seq\":12", "\"seq\":13"}, {"sealer", "sealex"}, {"bbbb", "bbbc"}}) {
    std::string changed = line;
    changed.replace(changed.find(from), std::string(from).size(), to);
    EXPECT_EQ(parseSeal(changed).error().kind, ErrorKind::refused) << from;
  }
  EXPECT_EQ(parseSeal("").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(parseSeal(line.substr(0, line.size() / 2)).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(parseSeal("{\"format\":\"snitt-seal/2\"}").error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace snitt
