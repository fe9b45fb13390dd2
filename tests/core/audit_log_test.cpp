// The audit log against people who change the database with other programs.
#include "core/store/audit_log.h"

#include <fstream>

#include "core/atomic_file.h"
#include "core/audit/audit.h"
#include "core/sha256.h"
#include "core/store/people.h"
#include "support/raw_sqlite_p.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class StoredAudit : public testing::Test {
 protected:
  StoredAudit() : m_store(open()) {
    for (int i = 2; i <= 6; ++i) addRow(i);
  }
  Store open() {
    StoreOptions options;
    options.makeIfMissing = true;
    options.account = "kari";
    auto store = Store::open(file(), options);
    if (!store) throw std::runtime_error(store.error().message);
    return std::move(*store);
  }
  void addRow(int number) {
    const auto added = AuditLog(m_store).add({"case.opened", "case:" + std::to_string(number), {}});
    ASSERT_TRUE(added) << added.error().message;
  }
  [[nodiscard]] std::filesystem::path file() const { return m_folder / "snitt.db"; }
  [[nodiscard]] std::filesystem::path seals() const { return m_folder / "seals"; }
  // As somebody does who knows how: the triggers are put back.
  void tamper(const std::string& sql) const {
    test::RawSqlite database(file());
    const std::string triggers = database.run("SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'");
    database.run(
        "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_shortened;"
        "DROP TRIGGER audit_is_only_continued;" +
        sql + ";" + triggers);
  }
  // All hashes from a row on made anew: a chain that holds in itself.
  void rehashFrom(int first) const {
    test::RawSqlite database(file());
    std::string sql;
    std::string hash = database.run("SELECT hash FROM audit WHERE seq = " + std::to_string(first - 1));
    hash.pop_back();
    const int last = std::stoi(database.run("SELECT max(seq) FROM audit"));
    for (int seq = first; seq <= last; ++seq) {
      std::string row = database.run("SELECT row FROM audit WHERE seq = " + std::to_string(seq));
      row.pop_back();
      hash = sha256Of(hash + row);
      sql += "UPDATE audit SET hash = '" + hash + "' WHERE seq = " + std::to_string(seq) + ";";
    }
    tamper(sql);
  }
  AuditSeal seal(const std::string& account = "sealer") {
    const auto made = sealAudit(file(), seals(), m_key, account);
    EXPECT_TRUE(made) << made.error().message;
    return made ? *made : AuditSeal{"", 0, "", "", "", m_key.publicKey()};
  }
  AuditVerdict verdict() {
    const auto verdict = AuditLog(m_store).verify(std::filesystem::exists(seals()) ? seals() : "");
    EXPECT_TRUE(verdict) << verdict.error().message;
    return *verdict;
  }
  std::string fault() { return verdict().fault.value_or("none"); }

  test::TempFolder m_folder;
  Store m_store;
  PrivateKey m_key = PrivateKey::generate();
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(StoredAudit, AnUntouchedLogHoldsAndSaysWhatItCannotKnow) {
  const AuditVerdict without = verdict();
  EXPECT_FALSE(without.fault) << *without.fault;
  EXPECT_EQ(without.rows, 6);
  ASSERT_EQ(without.remarks.size(), 1U);
  EXPECT_TRUE(has(without.remarks[0], "no seals")) << without.remarks[0];
  seal();
  const AuditVerdict with = verdict();
  EXPECT_FALSE(with.fault);
  EXPECT_TRUE(with.remarks.empty()) << with.remarks.front();
  EXPECT_EQ(with.seals, 1);
  EXPECT_EQ(with.lastSeal->seq, 6);
  EXPECT_EQ(with.lastSeal->hash, with.hash);
}

TEST_F(StoredAudit, NamesTheFirstRowThatWasChanged) {
  tamper("UPDATE audit SET row = replace(row, 'case:4', 'case:9'), subject = 'case:9' WHERE seq = 4");
  EXPECT_TRUE(has(fault(), "row 4 of the audit log was changed")) << fault();
  EXPECT_EQ(verdict().rows, 3);
  const auto checked = m_store.check();
  ASSERT_EQ(checked->faults.size(), 1U);
  EXPECT_TRUE(has(checked->faults[0], "row 4 of the audit log")) << checked->faults[0];
}

TEST_F(StoredAudit, NamesTheFirstRowThatWasRemoved) {
  tamper("DELETE FROM audit WHERE seq = 4");
  EXPECT_TRUE(has(fault(), "row 4 of the audit log was removed")) << fault();
  tamper("UPDATE audit SET seq = seq - 1 WHERE seq > 4");
  EXPECT_TRUE(has(fault(), "row 4 of the audit log was removed or moved")) << fault();
}

TEST_F(StoredAudit, NamesTheFirstRowThatWasMoved) {
  tamper(
      "UPDATE audit SET seq = 100 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 5;"
      "UPDATE audit SET seq = 5 WHERE seq = 100");
  EXPECT_TRUE(has(fault(), "row 3 of the audit log was removed or moved: in its place stands what was row 5"))
      << fault();
}

TEST_F(StoredAudit, ACutEndIsNoticedBackToTheLastSeal) {
  tamper("DELETE FROM audit WHERE seq > 5");
  EXPECT_EQ(fault(), "none") << "nothing in the database tells of it";
  addRow(6);
  seal();
  tamper("DELETE FROM audit WHERE seq > 4");
  EXPECT_TRUE(has(fault(), "the end of the audit log was cut off: row 5 is missing, with those up to row 6"))
      << fault();
  // Rows that were added since do not hide it.
  addRow(7);
  addRow(8);
  addRow(9);
  EXPECT_TRUE(has(fault(), "hashes after it were made anew")) << fault();
  EXPECT_EQ(sealAudit(file(), seals(), m_key, "sealer").error().kind, ErrorKind::refused);
}

TEST_F(StoredAudit, AChainMadeAnewIsNoticedByASeal) {
  seal();
  addRow(7);
  seal();
  tamper("UPDATE audit SET row = replace(row, 'case:7', 'case:1'), subject = 'case:1' WHERE seq = 7");
  rehashFrom(7);
  EXPECT_TRUE(has(fault(), "row 7 of the audit log was changed and the hashes after it were made anew")) << fault();
  const AuditVerdict partly = verdict();
  EXPECT_EQ(partly.seals, 1);
  EXPECT_EQ(partly.lastSeal->seq, 6);
  tamper("UPDATE audit SET row = replace(row, 'case:3', 'case:1'), subject = 'case:1' WHERE seq = 3");
  rehashFrom(3);
  EXPECT_TRUE(has(fault(), "row 1 of the audit log, or a later one up to row 6, was changed")) << fault();
  EXPECT_EQ(verdict().seals, 0);
}

TEST_F(StoredAudit, SealsThatDoNotHoldAreTold) {
  const AuditSeal good = seal();
  const PrivateKey other = PrivateKey::generate();
  std::ofstream lines(seals(), std::ios::app);
  std::string forged = formatSeal(good, m_key);
  forged.replace(forged.find("\"seq\":6"), 7, "\"seq\":5");
  lines << forged << "\n<b>no seal</b>\n";
  AuditSeal elsewhere = good;
  elsewhere.database = "another database";
  lines << formatSeal(elsewhere, m_key) << "\n";
  lines << formatSeal(good, other) << "\n";
  lines.close();
  const AuditVerdict found = verdict();
  EXPECT_FALSE(found.fault) << *found.fault;
  EXPECT_EQ(found.seals, 2);
  ASSERT_EQ(found.remarks.size(), 3U);
  EXPECT_TRUE(has(found.remarks[0], "line 2 of")) << found.remarks[0];
  EXPECT_TRUE(has(found.remarks[1], "line 3 of")) << found.remarks[1];
  EXPECT_TRUE(has(found.remarks[2], "2 keys")) << found.remarks[2];
}

TEST_F(StoredAudit, ASealOfAnAccountOfTheDatabaseIsWorthLessAndSaysSo) {
  seal("kari");
  const AuditVerdict found = verdict();
  EXPECT_FALSE(found.fault);
  ASSERT_EQ(found.remarks.size(), 1U);
  EXPECT_TRUE(has(found.remarks[0], "also uses the database")) << found.remarks[0];
}

TEST_F(StoredAudit, WhereNothingHappenedNothingIsSealedAgain) {
  seal();
  seal();
  const std::string once = readFile(seals()).value();
  EXPECT_EQ(std::count(once.begin(), once.end(), '\n'), 1);
  addRow(7);
  EXPECT_EQ(seal().seq, 7);
}

// A power cut in the middle of a line costs that line alone.
TEST_F(StoredAudit, ATornSealSpoilsNoOther) {
  seal();
  std::ofstream(seals(), std::ios::app) << "{\"account\":\"sea";
  addRow(7);
  seal();
  const AuditVerdict found = verdict();
  EXPECT_FALSE(found.fault);
  EXPECT_EQ(found.seals, 2);
  EXPECT_EQ(found.remarks.size(), 1U);
}

TEST_F(StoredAudit, ExportsNameTheLastSealThatHolds) {
  EXPECT_FALSE(AuditLog(m_store).lastSeal().value());
  seal();
  EXPECT_FALSE(AuditLog(m_store).lastSeal().value()) << "nobody has said where seals lie";
  ASSERT_TRUE(AuditLog(m_store).placeSeals(seals()));
  EXPECT_EQ(AuditLog(m_store).lastSeal().value()->seq, 6);
  EXPECT_EQ(verdict().rows, 7) << "the place is a row of its own";
  std::filesystem::remove(seals());
  EXPECT_FALSE(AuditLog(m_store).lastSeal().value());
  EXPECT_TRUE(has(verdict().remarks.at(0), "missing"));
  EXPECT_EQ(AuditLog(m_store).verify(m_folder / "gone").error().kind, ErrorKind::notFound);
}

TEST_F(StoredAudit, IsReadByWhoMayReadIt) {
  People people(m_store);
  ASSERT_TRUE(people.add("Ola", {Role::pathologist}, "ola"));
  ASSERT_TRUE(people.add("Eva", {Role::qa}, "eva"));
  StoreOptions options;
  options.account = "ola";
  auto ola = Store::open(file(), options);
  ASSERT_TRUE(ola) << ola.error().message;
  EXPECT_EQ(AuditLog(*ola).read({}).error().kind, ErrorKind::refused);
  EXPECT_EQ(AuditLog(*ola).rows(0, 10).error().kind, ErrorKind::refused);
  const auto ofCase = AuditLog(*ola).read({"case:4", "", 0, 10});
  ASSERT_TRUE(ofCase) << ofCase.error().message;
  ASSERT_EQ(ofCase->size(), 1U);
  EXPECT_EQ(ofCase->front().entry.action, "case.opened");
  EXPECT_EQ(AuditLog(*ola).placeSeals(seals()).error().kind, ErrorKind::refused);
  options.account = "eva";
  auto eva = Store::open(file(), options);
  const auto all = AuditLog(*eva).read({"", "2020-01-01T00:00:00Z", 2, 3});
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ(all->front().seq, 3);
  EXPECT_TRUE(AuditLog(*eva).read({"", "2100-01-01T00:00:00Z", 0, 10})->empty());
}

TEST_F(StoredAudit, ManyRowsAreReadInPieces) {
  {
    test::RawSqlite database(file());
    std::string hash = database.run("SELECT hash FROM audit WHERE seq = 6");
    hash.pop_back();
    std::string sql = "BEGIN;";
    Actor actor;
    actor.account = "kari";
    for (int seq = 7; seq <= 45000; ++seq) {
      const AuditRow row = auditRow(seq, hash, actor, "2026-01-01T00:00:00Z", {"case.opened", "case:1", {}});
      sql += "INSERT INTO audit VALUES (" + std::to_string(seq) + ", '" + row.row + "', '" + row.hash + "', 'case:1');";
      hash = row.hash;
    }
    database.run(sql + "COMMIT");
  }
  EXPECT_EQ(fault(), "none");
  EXPECT_EQ(verdict().rows, 45000);
  tamper("UPDATE audit SET row = replace(row, 'kari', 'ola') WHERE seq = 40001");
  EXPECT_TRUE(has(fault(), "row 40001 of the audit log was changed")) << fault();
}

// Against the rows themselves, for times before, between, at and after them.
TEST_F(StoredAudit, IsReadFromATimeOn) {
  {
    test::RawSqlite database(file());
    std::string hash = database.run("SELECT hash FROM audit WHERE seq = 6");
    hash.pop_back();
    std::string sql = "BEGIN;";
    Actor actor;
    actor.account = "kari";
    for (int seq = 7; seq <= 300; ++seq) {
      const std::string at = "2150-01-" + std::to_string(10 + seq / 20) + "T08:00:00Z";
      const AuditRow row = auditRow(seq, hash, actor, at, {"case.opened", "case:" + std::to_string(seq % 3), {}});
      sql += "INSERT INTO audit VALUES (" + std::to_string(seq) + ", '" + row.row + "', '" + row.hash + "', '" +
             row.subject + "');";
      hash = row.hash;
    }
    database.run(sql + "COMMIT");
  }
  const AuditLog log(m_store);
  const auto all = log.read({"", "", 0, 1000});
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 300U);
  for (const std::string subject : {"", "case:1"})
    for (const std::int64_t after : {0, 5, 150, 299, 300, 400})
      for (const char* since : {"", "2020-01-01T00:00:00Z", "2150-01-10T08:00:00Z", "2150-01-15T08:00:00Z",
                                "2150-01-17T23:00:00Z", "2150-01-25T08:00:00Z", "2150-02-01T00:00:00Z"})
        for (const int most : {1000, 7}) {
          std::vector<std::int64_t> expected;
          for (const AuditEvent& one : *all)
            if (one.seq > after && one.at >= since && (subject.empty() || one.entry.subject == subject) &&
                static_cast<int>(expected.size()) < most)
              expected.push_back(one.seq);
          const auto read = log.read({subject, since, after, most});
          ASSERT_TRUE(read) << read.error().message;
          std::vector<std::int64_t> rows;
          for (const AuditEvent& one : *read) rows.push_back(one.seq);
          EXPECT_EQ(rows, expected) << subject << " " << after << " " << since;
        }
}

}  // namespace
}  // namespace snitt
