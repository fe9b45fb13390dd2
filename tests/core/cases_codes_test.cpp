// Codes on slides may be patients' numbers: they stand nowhere in the clear, and find their slides still.
#include "core/atomic_file.h"
#include "core/secrets/secrets.h"
#include "core/text/identity.h"
#include "support/case_fixture.h"
#include "support/raw_sqlite_p.h"

namespace snitt {
namespace {

using test::foundScan;
using test::orderOf;
using test::resent;
using test::searching;

constexpr const char* kCode = "14065822334";  // as a national number may be printed on a label

LabEvent orderWithCode(const std::string& accession = "H26-1") {
  LabEvent event = orderOf(accession);
  event.cases[0].specimens[0].blocks[0].slides[0].barcode = kCode;
  return resent(event);
}

class CodesOfSlides : public testing::Test {
 protected:
  [[nodiscard]] std::string query(const std::string& sql) const { return test::RawSqlite(m_database.file()).run(sql); }

  test::CaseDatabase m_database;
};

TEST_F(CodesOfSlides, StandNowhereInTheClearAndAreShownToWhoMaySeePatients) {
  Store store = m_database.open();
  Cases cases(store);
  ASSERT_TRUE(cases.apply(orderWithCode()));
  EXPECT_EQ(m_database.bytes().find(kCode), std::string::npos);
  const LabCase one = *cases.load(*cases.find({"STJ", "H26-1"}));
  EXPECT_EQ(one.specimens[0].blocks[0].slides[0].barcode, kCode);
  Store masked = m_database.openAs("anders", {Role::researcher});
  EXPECT_EQ(Cases(masked).load(one.id)->specimens[0].blocks[0].slides[0].barcode, "");
}

TEST_F(CodesOfSlides, FindTheirCaseAsAWholeForWhoMaySeePatients) {
  Store store = m_database.open();
  Cases cases(store);
  ASSERT_TRUE(cases.apply(orderWithCode()));
  const auto found = [&](const std::string& text) { return cases.list(searching(text), {})->size(); };
  EXPECT_EQ(found(kCode), 1U);
  EXPECT_EQ(found("1406582233"), 0U);
  // Beside it everything is found as before, and all words must fit.
  EXPECT_EQ(found("H26"), 1U);
  EXPECT_EQ(found("caecum CDX2"), 1U);
  EXPECT_EQ(found("caecum nowhere"), 0U);
  EXPECT_EQ(found("..."), 1U);
  Store masked = m_database.openAs("anders", {Role::researcher});
  EXPECT_EQ(Cases(masked).list(searching(kCode), {})->size(), 0U);
  EXPECT_EQ(Cases(masked).list(searching("H26"), {})->size(), 1U);
}

TEST_F(CodesOfSlides, ASecondMessageWithTheSameCodeChangesNothingAndAnotherCodeIsAnotherSlide) {
  Store store = m_database.open();
  Cases cases(store);
  ASSERT_TRUE(cases.apply(orderWithCode()));
  LabEvent again = orderWithCode();
  again.stated = "2026-01-06T08:00:00Z";
  EXPECT_EQ(cases.apply(resent(again))->outcome, EventOutcome::unchanged);
  LabEvent other = orderWithCode();
  other.stated = "2026-01-07T08:00:00Z";
  other.cases[0].specimens[0].blocks[0].slides[0].barcode = "0017735";
  EXPECT_EQ(cases.apply(resent(other))->outcome, EventOutcome::applied);
  EXPECT_EQ(cases.list(searching("0017735"), {})->size(), 1U);
  EXPECT_EQ(cases.list(searching(kCode), {})->size(), 1U);
  EXPECT_EQ(cases.load(*cases.find({"STJ", "H26-1"}))->specimens[0].blocks[0].slides.size(), 3U);
}

// A database of the schema before this one, as its program left it.
TEST_F(CodesOfSlides, OfAnOlderDatabaseAreTakenOutOfTheClear) {
  const std::vector<Migration> before(builtInMigrations().begin(), builtInMigrations().begin() + 4);
  test::TempFolder folder;
  StoreOptions old = m_database.options();
  old.keyFolder = folder / "keys";
  old.migrations = &before;
  const auto file = folder / "old.db";
  std::string uuid = "3b6cbb0f-0f6b-4f5e-9d7e-0a55f3a6d001";
  {
    auto store = Store::open(file, old);
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_EQ(store->schema(), 4);
    const Secrets secrets = Secrets::read(store->keyFile()).value();
    const std::string said =
        R"({"said":[{"source":"barcode","text":")" + std::string(kCode) +
        R"(","site":"STJ"},)"
        R"({"source":"list","text":"x","site":"STJ","identity":{"accession":"H26-7","specimen":"A","block":"1",)"
        R"("slide":"1","stain":"HE"}}]})";
    const auto hex = [](const std::string& bytes) {
      std::string text;
      for (const char byte : bytes) {
        constexpr const char* kDigits = "0123456789abcdef";
        text += kDigits[static_cast<unsigned char>(byte) >> 4U];
        text += kDigits[static_cast<unsigned char>(byte) & 15U];
      }
      return "x'" + text + "'";
    };
    test::RawSqlite raw(file);
    raw.run(
        "INSERT INTO lab_case (id, uuid, site, accession, received, stated, created, changed, specimens, slides,"
        " slides_missing, specimen_text) VALUES (5, 'c', 'STJ', 'H26-1', '', '', '', '', 1, 1, 1, 'A');"
        "INSERT INTO specimen VALUES (1, 's', 5, 'A', 'Tissue', 'caecum'); INSERT INTO block VALUES (1, 'b', 1, '1', "
        "1);"
        "INSERT INTO glass (uuid, block_id, number, stain, barcode) VALUES ('g', 1, '1', 'HE', '" +
        std::string(kCode) +
        "'); INSERT INTO case_search (rowid, accession, specimens, slides) VALUES (5, 'H26-1', 'A', '1 HE " +
        std::string(kCode) + "')");
    raw.run(
        "INSERT INTO unmatched (id, uuid, fingerprint, path, size_bytes, modified, scanner, site, said, reason,"
        " known, added) VALUES (3, '" +
        uuid + "', 'f', " + hex(secrets.seal("/x.svs", "path:" + uuid)) + ", 1, '1', '', 'STJ', " +
        hex(secrets.seal(said, "unmatched.said:" + uuid)) + ", 'no case yet', x'00', '2026-01-01T00:00:00Z')");
  }
  ASSERT_NE(readFile(file)->find(kCode), std::string::npos);
  StoreOptions now = old;
  now.migrations = &builtInMigrations();
  {
    // Without its key nothing is lost, and nothing half done.
    StoreOptions keyless = now;
    keyless.keyFolder = folder / "elsewhere";
    EXPECT_EQ(Store::open(file, keyless).error().kind, ErrorKind::database);
    EXPECT_EQ(test::RawSqlite(file).run("PRAGMA user_version"), "4\n");
  }
  auto store = Store::open(file, now);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(readFile(file)->find(kCode), std::string::npos);
  ASSERT_TRUE(People(*store).setRoles(People(*store).find(store->actor().name)->id,
                                      {Role::administrator, Role::pathologist}, std::nullopt));
  Cases cases(*store);
  EXPECT_EQ(cases.load({5})->specimens[0].blocks[0].slides[0].barcode, kCode);
  EXPECT_EQ(cases.list(searching(kCode), {})->size(), 1U);
  EXPECT_EQ(cases.list(searching("caecum"), {})->size(), 1U);
  // The slide of the queue finds its case when that comes.
  ASSERT_TRUE(cases.apply(orderOf("H26-7")));
  const auto waiting = cases.queued(utcNow());
  ASSERT_TRUE(waiting) << waiting.error().message;
  ASSERT_EQ(waiting->size(), 1U);
  EXPECT_EQ(waiting->front().fingerprint, "f");
  EXPECT_TRUE(store->check()->faults.empty()) << store->check()->faults.front();
  // A program that knows nothing of it must not write codes in the clear again.
  old.makeIfMissing = false;
  EXPECT_EQ(Store::open(file, old).error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace snitt
