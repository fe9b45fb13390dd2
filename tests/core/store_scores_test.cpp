#include "core/store/store.h"

#include <algorithm>

#include "core/store/grid_blob.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class StoreScores : public testing::Test {
 protected:
  static StoreOptions making() {
    StoreOptions options;
    options.makeIfMissing = true;
    options.software = "snitt test";
    return options;
  }
  Store open() {
    auto store = Store::open(m_folder / "snitt.db", making());
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }
  std::string query(const std::string& sql) const { return test::RawSqlite(m_folder / "snitt.db").run(sql); }

  test::TempFolder m_folder;
};

void expectSame(const ScoreRecord& loaded, const ScoreRecord& saved) {
  EXPECT_EQ(formatScore(loaded.score), formatScore(saved.score));
  EXPECT_EQ(loaded.tumour, saved.tumour);
  ASSERT_EQ(loaded.grids.size(), saved.grids.size());
  // NaN is equal to nothing; the bytes are.
  for (std::size_t i = 0; i < saved.grids.size(); ++i) EXPECT_EQ(packGrid(loaded.grids[i]), packGrid(saved.grids[i]));
}

ScoreKey keyOf(const ScoreRecord& record, const ScoreParameters& parameters) {
  return {record.score.slide.fingerprint, record.score.bundleSha256, parametersSha256(parameters)};
}

TEST_F(StoreScores, GivesBackExactlyWhatWasSaved) {
  const ScoreRecord record = test::sampleRecord(1);
  Store store = open();
  const auto saved = store.save(record, test::sampleParameters());
  ASSERT_TRUE(saved) << saved.error().message;
  const auto loaded = open().load(saved->id);
  ASSERT_TRUE(loaded) << loaded.error().message;
  expectSame(*loaded, record);
}

TEST_F(StoreScores, KeepsAScoreWithoutClassGridsOrOutline) {
  ScoreRecord record = test::sampleRecord(1);
  record.tumour.clear();
  record.grids.clear();
  record.score.resolutions.clear();
  record.score.combined.reset();
  record.score.prognosis.reset();
  record.score.notAssessable = "no tumour was found";
  Store store = open();
  const auto saved = store.save(record, test::sampleParameters());
  ASSERT_TRUE(saved) << saved.error().message;
  const auto loaded = store.load(saved->id);
  ASSERT_TRUE(loaded) << loaded.error().message;
  expectSame(*loaded, record);
  EXPECT_EQ(query("SELECT not_assessable FROM score WHERE class IS NULL AND combined IS NULL"),
            "no tumour was found\n");
}

// What other programs read: columns that lists sort by, in plain SQL.
TEST_F(StoreScores, ColumnsSayWhatTheScoreSays) {
  Store store = open();
  ASSERT_TRUE(store.save(test::sampleRecord(1), test::sampleParameters()));
  EXPECT_EQ(query("SELECT class || ' ' || risk_group || ' ' || tumour_mm2 FROM score"), "good low 7.25\n");
  EXPECT_EQ(query("SELECT resolution || ' ' || member FROM member_score ORDER BY 1"),
            "10x 10x-1\n10x 10x-2\n40x 40x-1\n40x 40x-2\n");
  EXPECT_EQ(query("SELECT score FROM member_score WHERE member = '40x-2'"), "1.0e-07\n");
  EXPECT_EQ(query("SELECT origin || ', ' || author || ', ' || class FROM annotation"),
            "ai, snitt 0.1.0, Sample 1.0, Tumor\n");
  EXPECT_EQ(query("SELECT json_extract(geometry, '$.type') FROM annotation"), "MultiPolygon\n");
  EXPECT_EQ(query("SELECT json_extract(geometry, '$.coordinates[1][0][0][0]') FROM annotation"), "2000\n");
  EXPECT_EQ(query("SELECT json_extract(json, '$.slide.sha256') = sha256 FROM score JOIN slide"), "1\n");
  EXPECT_EQ(query("SELECT started FROM run"), "2026-01-31T23:59:59Z\n");
}

TEST_F(StoreScores, AnOutlineThatAPersonDrewIsThatPersons) {
  ScoreRecord record = test::sampleRecord(1);
  record.score.tumourSource = "outline given by anna (sha256 0123456789abcdef)";
  ASSERT_TRUE(open().save(record, test::sampleParameters()));
  EXPECT_EQ(query("SELECT origin || ' ' || author FROM annotation"), "human anna\n");
}

TEST_F(StoreScores, FindsAScoreBySlideBundleAndParametersAlone) {
  Store store = open();
  const ScoreRecord record = test::sampleRecord(1);
  const ScoreParameters parameters = test::sampleParameters();
  ASSERT_TRUE(store.save(record, parameters));
  const auto found = store.find(keyOf(record, parameters));
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().slideSha256, record.score.slide.sha256);
  EXPECT_EQ(found->front().typedBy, "anna");
  ScoreParameters other = parameters;
  other.outsideScope = "a reason";
  EXPECT_TRUE(store.find(keyOf(record, other))->empty());
  EXPECT_TRUE(store.find(keyOf(test::sampleRecord(2), parameters))->empty());
  ScoreKey otherBundle = keyOf(record, parameters);
  otherBundle.bundleSha256 = "other";
  EXPECT_TRUE(store.find(otherBundle)->empty());
}

TEST_F(StoreScores, TheSameScoreIsKeptOnceUnlessAskedForAgain) {
  Store store = open();
  const auto first = store.save(test::sampleRecord(1), test::sampleParameters(), IfStored::keepThat);
  const auto second = store.save(test::sampleRecord(1), test::sampleParameters(), IfStored::keepThat);
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->added);
  EXPECT_FALSE(second->added);
  EXPECT_EQ(second->id, first->id);
  const ScoreRecord again = test::sampleRecord(1);
  const auto third = store.save(again, test::sampleParameters(), IfStored::addAnother);
  ASSERT_TRUE(third && third->added);
  const auto found = store.find(keyOf(again, test::sampleParameters()));
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(found->front().id, third->id) << "newest first";
  EXPECT_EQ(query("SELECT count(*) FROM slide"), "1\n");
}

// One run gives one score: a second save of the very same one is a mistake, and leaves nothing behind.
TEST_F(StoreScores, ARunIsNotStoredTwice) {
  Store store = open();
  const ScoreRecord record = test::sampleRecord(1);
  ASSERT_TRUE(store.save(record, test::sampleParameters()));
  EXPECT_FALSE(store.save(record, test::sampleParameters()));
  EXPECT_EQ(query("SELECT (SELECT count(*) FROM score) || (SELECT count(*) FROM annotation)"), "11\n");
}

TEST_F(StoreScores, WhatCouldNotBeGivenBackIsNotTaken) {
  Store store = open();
  ScoreRecord lost = test::sampleRecord(1);
  lost.grids[0].scores.pop_back();
  EXPECT_EQ(store.save(lost, test::sampleParameters()).error().kind, ErrorKind::corrupt);
  ScoreRecord flat = test::sampleRecord(1);
  flat.tumour[0].outer.resize(2);
  EXPECT_EQ(store.save(flat, test::sampleParameters()).error().kind, ErrorKind::corrupt);
  ScoreRecord nameless = test::sampleRecord(1);
  nameless.score.slide.sha256.clear();
  EXPECT_EQ(store.save(nameless, test::sampleParameters()).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(store.scoreCount(), 0);
}

TEST_F(StoreScores, RemembersAHashAsLongAsNothingAboutTheFileChanges) {
  Store store = open();
  const SlideStamp stamp{"/slides/a.svs", 1000, "17"};
  ASSERT_TRUE(store.rememberHash(stamp, "finger", "hash"));
  EXPECT_EQ(store.rememberedHash(stamp, "finger").value(), "hash");
  EXPECT_FALSE(store.rememberedHash(stamp, "other").value());
  EXPECT_FALSE(store.rememberedHash({stamp.path, 1001, "17"}, "finger").value());
  EXPECT_FALSE(store.rememberedHash({stamp.path, 1000, "18"}, "finger").value());
  EXPECT_FALSE(store.rememberedHash({"/slides/b.svs", 1000, "17"}, "finger").value());
  ASSERT_TRUE(store.rememberHash({stamp.path, 1000, "18"}, "finger", "new"));
  EXPECT_EQ(store.rememberedHash({stamp.path, 1000, "18"}, "finger").value(), "new");
  EXPECT_EQ(query("SELECT count(*) FROM slide_file"), "1\n");
}

TEST_F(StoreScores, IsForItsOwnerAloneAndUsesARollbackJournal) {
  Store store = open();
  ASSERT_TRUE(store.save(test::sampleRecord(1), test::sampleParameters()));
  const auto mode = std::filesystem::status(m_folder / "snitt.db").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(query("PRAGMA journal_mode"), "delete\n");
  EXPECT_FALSE(std::filesystem::exists(m_folder / "snitt.db-wal"));
}

TEST_F(StoreScores, CheckFindsWhatSqliteCannot) {
  {
    Store store = open();
    ASSERT_TRUE(store.save(test::sampleRecord(1), test::sampleParameters()));
    const auto sound = store.check();
    ASSERT_TRUE(sound) << sound.error().message;
    EXPECT_TRUE(sound->faults.empty()) << sound->faults.front();
    EXPECT_EQ(sound->scores, 1);
    EXPECT_EQ(sound->schema, static_cast<int>(builtInMigrations().size()));
  }
  const auto faultsAfter = [&](const std::string& harm, const std::string& repair) {
    query(harm);
    const auto checked = open().check();
    query(repair);
    return checked ? checked->faults : std::vector<std::string>{checked.error().message};
  };
  EXPECT_EQ(faultsAfter("UPDATE tile_grid SET grid = substr(grid, 1, 100) WHERE place = 1",
                        "UPDATE tile_grid SET grid = (SELECT grid FROM tile_grid WHERE place = 0) WHERE place = 1")
                .size(),
            1U);
  EXPECT_EQ(faultsAfter("UPDATE score SET class = 'poor'", "UPDATE score SET class = 'good'").size(), 1U);
  EXPECT_EQ(
      faultsAfter("UPDATE score SET json = replace(json, '{', '[')", "UPDATE score SET json = replace(json, '[', '{')")
          .size(),
      1U);
  query("PRAGMA foreign_keys=OFF; DROP INDEX score_by_bundle; CREATE TABLE strange (x)");
  const auto schema = open().check();
  EXPECT_NE(std::ranges::find(schema->faults, "the index score_by_bundle is missing"), schema->faults.end());
  EXPECT_NE(std::ranges::find(schema->faults, "the table strange is not of Snitt's making"), schema->faults.end());
}

TEST_F(StoreScores, IsRefusedOnANetworkFileSystem) {
  StoreOptions options = making();
  std::filesystem::path asked;
  options.networkFileSystem = [&](const std::filesystem::path& path) {
    asked = path;
    return std::string("NFS");
  };
  const auto store = Store::open(m_folder / "snitt.db", options);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::refused);
  EXPECT_NE(store.error().message.find("NFS"), std::string::npos);
  EXPECT_EQ(asked, m_folder.path()) << "the folder tells, before there is a file";
  EXPECT_FALSE(std::filesystem::exists(m_folder / "snitt.db"));
}

TEST(ScoreParameters, TheOrderOfFactsDoesNotMatterAndEveryFieldDoes) {
  ScoreParameters a = test::sampleParameters();
  a.facts = {{"pT", "3"}, {"organ", "colon"}};
  ScoreParameters b = a;
  std::swap(b.facts[0], b.facts[1]);
  EXPECT_EQ(parametersSha256(a), parametersSha256(b));
  const auto differs = [&](const auto& change) {
    ScoreParameters other = a;
    change(other);
    return parametersSha256(other) != parametersSha256(a);
  };
  EXPECT_TRUE(differs([](auto& p) { p.typedMpp = 0.25; }));
  EXPECT_TRUE(differs([](auto& p) { p.mppReason = "label"; }));
  EXPECT_TRUE(differs([](auto& p) { p.facts.pop_back(); }));
  EXPECT_TRUE(differs([](auto& p) { p.tumour = "tissue"; }));
  EXPECT_TRUE(differs([](auto& p) { p.outsideScope = "a test"; }));
  EXPECT_TRUE(differs([](auto& p) { p.device = "cuda"; }));
  EXPECT_TRUE(differs([](auto& p) { p.precision = "bf16"; }));
  EXPECT_TRUE(differs([](auto& p) { p.kernels = "plain"; }));
}

}  // namespace
}  // namespace snitt
