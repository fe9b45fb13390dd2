// Who a database belongs to, its key, and what it keeps from whoever reads its bytes.
#include <fstream>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/secrets/secrets.h"
#include "core/store/store.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

class StorePeople : public testing::Test {
 protected:
  [[nodiscard]] StoreOptions options(const std::string& account = "kari") const {
    StoreOptions options;
    options.makeIfMissing = true;
    options.software = "snitt test";
    options.account = account;
    options.keyFolder = m_folder / "keys";
    return options;
  }
  [[nodiscard]] fs::path file() const { return m_folder / "snitt.db"; }
  std::string query(const std::string& sql) const { return test::RawSqlite(file()).run(sql); }
  [[nodiscard]] fs::path keyFile() const { return *fs::directory_iterator(m_folder / "keys"); }
  [[nodiscard]] int keyFiles() const {
    int count = 0;
    if (fs::exists(m_folder / "keys"))
      for ([[maybe_unused]] const auto& entry : fs::directory_iterator(m_folder / "keys")) ++count;
    return count;
  }
  // As programs before people and keys left it: schema 2, with scores and remembered hashes.
  void makeOld(const std::vector<ScoreRecord>& records) {
    const std::vector<Migration> old(builtInMigrations().begin(), builtInMigrations().begin() + 2);
    StoreOptions before = options();
    before.migrations = &old;
    ASSERT_TRUE(Store::open(file(), before));
    // Scores as a new database has them, with the paths put where they were.
    const fs::path other = m_folder / "other.db";
    {
      StoreOptions elsewhere = options();
      elsewhere.keyFolder = m_folder / "other-keys";
      auto store = Store::open(other, elsewhere);
      ASSERT_TRUE(store) << store.error().message;
      for (const ScoreRecord& record : records) ASSERT_TRUE(store->save(record, test::sampleParameters()));
    }
    test::RawSqlite database(file());
    database.run("ATTACH '" + other.string() + "' AS other");
    for (const std::string table : {"slide", "bundle", "run", "member_score", "tile_grid", "annotation"}) {
      const std::string columns = database.run("SELECT group_concat(name) FROM pragma_table_info('" + table + "')");
      database.run("INSERT INTO " + table + " SELECT " + columns + " FROM other." + table);
    }
    const std::string columns = database.run("SELECT group_concat(name) FROM pragma_table_info('score')");
    database.run("PRAGMA foreign_keys=OFF; INSERT INTO score SELECT " + columns + " FROM other.score");
    for (std::size_t i = 0; i < records.size(); ++i) {
      std::string json = formatScore(records[i].score);
      for (std::size_t at = 0; (at = json.find('\'', at)) != std::string::npos; at += 2) json.insert(at, 1, '\'');
      database.run("UPDATE score SET json = '" + json + "' WHERE id = " + std::to_string(i + 1));
    }
  }

  test::TempFolder m_folder;
};

TEST_F(StorePeople, WhoMakesADatabaseIsItsAdministratorAndTheLogSaysSo) {
  const auto store = Store::open(file(), options());
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->actor().name, "kari");
  EXPECT_TRUE(store->actor().may(Permission::managePeople));
  EXPECT_FALSE(store->actor().may(Permission::unmask));
  EXPECT_EQ(store->uuid().size(), 36U);
  const std::string row = query("SELECT row FROM audit WHERE seq = 1");
  EXPECT_NE(row.find("\"action\":\"person.added\""), std::string::npos) << row;
  EXPECT_NE(row.find("made the database"), std::string::npos) << row;
  EXPECT_EQ(query("SELECT count(*) FROM audit"), "1\n");
}

TEST_F(StorePeople, AnAccountThatIsNobodyIsRefusedWithTheCommandThatAddsIt) {
  ASSERT_TRUE(Store::open(file(), options()));
  const auto stranger = Store::open(file(), options("ola"));
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().kind, ErrorKind::refused);
  EXPECT_NE(stranger.error().message.find("snitt person add NAME --account ola --role ROLE"), std::string::npos)
      << stranger.error().message;
  const std::string row = query("SELECT row FROM audit ORDER BY seq DESC LIMIT 1");
  EXPECT_NE(row.find("\"action\":\"refused\""), std::string::npos) << row;
  EXPECT_NE(row.find("\"account\":\"ola\""), std::string::npos) << row;
}

TEST_F(StorePeople, AnInactivePersonIsRefused) {
  ASSERT_TRUE(Store::open(file(), options()));
  query("UPDATE person SET active = 0");
  const auto store = Store::open(file(), options());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::refused);
  EXPECT_NE(store.error().message.find("inactive"), std::string::npos) << store.error().message;
}

TEST_F(StorePeople, AtASharedAccountNobodyMayAnythingBeforeSigningIn) {
  ASSERT_TRUE(Store::open(file(), options())->save(test::sampleRecord(1), test::sampleParameters()));
  query("INSERT INTO account (name, shared) VALUES ('lab', 1)");
  auto store = Store::open(file(), options("lab"));
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_TRUE(store->actor().person.empty());
  EXPECT_EQ(store->save(test::sampleRecord(2), test::sampleParameters()).error().kind, ErrorKind::refused);
  EXPECT_EQ(store->scoreCount().value(), 1);
  StoreOptions signedIn = options("lab");
  // What anybody can list there is no way in.
  const std::string uuid = query("SELECT uuid FROM person");
  for (const std::string& text : {uuid.substr(0, uuid.size() - 1), std::string("kari"), std::string("pass:")}) {
    signedIn.signedIn = text;
    const auto refused = Store::open(file(), signedIn);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  }
  // At an account of one person nobody else can be.
  StoreOptions own = options("kari");
  own.signedIn = "somebody else";
  EXPECT_EQ(Store::open(file(), own)->actor().name, "kari");
}

TEST_F(StorePeople, TheKeyLiesApartForItsOwnerAlone) {
  ASSERT_TRUE(Store::open(file(), options()));
  EXPECT_EQ(keyFiles(), 1);
  EXPECT_EQ(keyFile().filename().string(), Store::open(file(), options())->uuid() + ".key");
  struct stat status {};
  ASSERT_EQ(stat(keyFile().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(stat((m_folder / "keys").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(StorePeople, AMissingOrForeignKeyIsNamed) {
  ASSERT_TRUE(Store::open(file(), options()));
  const fs::path key = keyFile();
  fs::rename(key, m_folder / "kept");
  auto store = Store::open(file(), options());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::database);
  EXPECT_NE(store.error().message.find(key.string()), std::string::npos) << store.error().message;
  EXPECT_NE(store.error().message.find("missing"), std::string::npos) << store.error().message;
  EXPECT_FALSE(fs::exists(key)) << "a new key would hide that the old one is gone";

  ASSERT_TRUE(Secrets::generate().write(key));
  store = Store::open(file(), options());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::database);
  EXPECT_NE(store.error().message.find("another"), std::string::npos) << store.error().message;

  fs::rename(m_folder / "kept", key);
  ASSERT_EQ(chmod(key.c_str(), 0604), 0);
  store = Store::open(file(), options());
  ASSERT_FALSE(store);
  EXPECT_NE(store.error().message.find("chmod"), std::string::npos) << store.error().message;
  ASSERT_EQ(chmod(key.c_str(), 0600), 0);
  EXPECT_TRUE(Store::open(file(), options()));
}

TEST_F(StorePeople, CanBeLookedOverWithoutPersonOrKey) {
  ASSERT_TRUE(Store::open(file(), options())->save(test::sampleRecord(1), test::sampleParameters()));
  fs::remove(keyFile());
  auto store = Store::openToLook(file(), options("ola"));
  ASSERT_TRUE(store) << store.error().message;
  const auto checked = store->check();
  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_TRUE(checked->faults.empty()) << checked->faults.front();
  EXPECT_EQ(checked->scores, 1);
  EXPECT_EQ(store->save(test::sampleRecord(2), test::sampleParameters()).error().kind, ErrorKind::refused);
}

TEST_F(StorePeople, PathsStandNowhereInTheFileAndComeBack) {
  ScoreRecord record = test::sampleRecord(1);
  record.score.slide.path = "/slides/Nordmann Kari 010203-12345.svs";
  {
    auto store = Store::open(file(), options());
    ASSERT_TRUE(store->save(record, test::sampleParameters()));
    ASSERT_TRUE(store->rememberHash({record.score.slide.path, 1, "2"}, "finger", "hash"));
    EXPECT_EQ(store->load({1})->score.slide.path, record.score.slide.path);
    EXPECT_EQ(formatScore(store->load({1})->score), formatScore(record.score));
  }
  EXPECT_EQ(readFile(file()).value().find("Nordmann"), std::string::npos);
  // One score's path does not open as another's.
  ASSERT_TRUE(Store::open(file(), options())->save(test::sampleRecord(2), test::sampleParameters()));
  query("UPDATE score SET path = (SELECT path FROM score WHERE id = 1) WHERE id = 2");
  EXPECT_EQ(Store::open(file(), options())->load({2}).error().kind, ErrorKind::database);
}

TEST_F(StorePeople, AnOlderDatabaseKeepsItsScoresAndHidesItsPaths) {
  std::vector<ScoreRecord> records;
  for (int i = 1; i <= 3; ++i) {
    records.push_back(test::sampleRecord(i));
    records.back().score.slide.path = "/slides/Nordmann \"Kari\" " + std::to_string(i) + ".svs";
  }
  records.push_back(test::sampleRecord(4));
  records.back().score.slide.path.clear();
  makeOld(records);
  query("INSERT INTO slide_file VALUES ('/slides/Nordmann.svs', 17, '18', 'finger', 'hash')");
  // One that another version wrote, with a key that this one does not know.
  query("UPDATE score SET json = replace(json, '\"vendor\":', '\"novel\": 1, \"vendor\":') WHERE id = 2");
  ASSERT_NE(readFile(file()).value().find("Nordmann"), std::string::npos);

  auto store = Store::open(file(), options());
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->schema(), static_cast<int>(builtInMigrations().size()));
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto loaded = store->load({static_cast<std::int64_t>(i + 1)});
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(formatScore(loaded->score), formatScore(records[i].score));
  }
  EXPECT_EQ(store->rememberedHash({"/slides/Nordmann.svs", 17, "18"}, "finger").value(), "hash");
  const auto checked = store->check();
  EXPECT_TRUE(checked->faults.empty()) << checked->faults.front();
  EXPECT_EQ(readFile(file()).value().find("Nordmann"), std::string::npos);
  EXPECT_TRUE(store->actor().may(Permission::managePeople));
  EXPECT_NE(query("SELECT row FROM audit WHERE seq = 1").find("owns the database"), std::string::npos);
}

// Neither a half-made schema nor a key that belongs to nothing.
TEST_F(StorePeople, AKeyThatCannotBeWrittenLeavesTheDatabaseAsItWas) {
  makeOld({});
  std::ofstream(m_folder / "no-folder") << "a file";
  StoreOptions nowhere = options();
  nowhere.keyFolder = m_folder / "no-folder" / "keys";
  const auto store = Store::open(file(), nowhere);
  ASSERT_FALSE(store);
  EXPECT_EQ(query("PRAGMA user_version"), "2\n");
  EXPECT_EQ(query("SELECT count(*) FROM slide_file"), "0\n");
  EXPECT_TRUE(Store::open(file(), options()));
  EXPECT_EQ(keyFiles(), 1);
}

TEST_F(StorePeople, ManyThatMakeItAtOnceAgreeOnOneKeyAndOneAdministrator) {
  std::vector<std::string> ids(8);
  {
    std::vector<std::jthread> openers;
    for (std::string& id : ids)
      openers.emplace_back([&] {
        StoreOptions patient = options();
        patient.busyWait = std::chrono::seconds(60);
        const auto store = Store::open(file(), patient);
        id = store ? store->uuid() : store.error().message;
      });
  }
  for (const std::string& id : ids) EXPECT_EQ(id, ids.front());
  EXPECT_EQ(ids.front().size(), 36U);
  EXPECT_EQ(keyFiles(), 1);
  EXPECT_EQ(query("SELECT count(*) FROM person"), "1\n");
}

TEST_F(StorePeople, TheLogIsOnlyAddedTo) {
  ASSERT_TRUE(Store::open(file(), options())->save(test::sampleRecord(1), test::sampleParameters()));
  ASSERT_EQ(query("SELECT count(*) FROM audit"), "2\n");
  for (const char* harm :
       {"UPDATE audit SET row = '{}' WHERE seq = 1", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 2",
        "REPLACE INTO audit VALUES (2, '{}', 'x', '')", "INSERT INTO audit VALUES (4, '{}', 'x', '')"})
    EXPECT_THROW(query(harm), std::runtime_error) << harm;
  EXPECT_EQ(query("SELECT count(*) FROM audit"), "2\n");
}

TEST_F(StorePeople, StoringAScoreIsARowInTheSameTransaction) {
  auto store = Store::open(file(), options());
  const ScoreRecord record = test::sampleRecord(1);
  ASSERT_TRUE(store->save(record, test::sampleParameters(), IfStored::keepThat));
  ASSERT_TRUE(store->save(record, test::sampleParameters(), IfStored::keepThat));
  EXPECT_EQ(query("SELECT subject FROM audit WHERE row LIKE '%\"score.stored\"%'"),
            "slide:" + record.score.slide.fingerprint + "\n");
}

// Its key would lie with somebody else, and the owner, its only administrator, could not open it.
TEST_F(StorePeople, OnlyTheOwnerBringsADatabaseToPersons) {
  makeOld({test::sampleRecord(1)});
  StoreOptions colleague = options();
  colleague.keyFolder = m_folder / "keys-of-a-colleague";
  colleague.ownerOf = [](const fs::path&) { return std::string("ola"); };
  const auto refused = Store::open(file(), colleague);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_NE(refused.error().message.find("only ola can open it now"), std::string::npos) << refused.error().message;
  EXPECT_EQ(query("PRAGMA user_version"), "2\n");
  EXPECT_FALSE(fs::exists(m_folder / "keys-of-a-colleague"));
  const auto owner = Store::open(file(), options());
  ASSERT_TRUE(owner) << owner.error().message;
  EXPECT_EQ(owner->scoreCount().value(), 1);
}

// A hundred strokes in a minute are one row.
TEST_F(StorePeople, DrawingIsARowASlideAndMinute) {
  auto store = Store::open(file(), options());
  const auto stroke = [&](const std::string& slide, int number) {
    auto one = std::make_shared<Annotation>();
    one->id = "a" + std::to_string(number);
    return store->saveAnnotations(slide, {{one->id, nullptr, 0}});
  };
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(stroke("first", i));
  ASSERT_TRUE(stroke("second", 1));
  EXPECT_EQ(query("SELECT subject FROM audit WHERE row LIKE '%drawing.changed%' ORDER BY seq"),
            "slide:first\nslide:second\n");
}

}  // namespace
}  // namespace snitt
