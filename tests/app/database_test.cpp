// The database as a person meets it: what `snitt score` keeps and gives again, and the verbs of `snitt db`.
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

#include "core/atomic_file.h"
#include "core/store/migrations.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

class Database : public ScoreFixture {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return m_folder / "scores.db"; }
  [[nodiscard]] Ran scoreKept(std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--db", file().string(), "--json"});
    return score(slide(), more);
  }
  // The first slide of what --json said.
  static nlohmann::json first(const Ran& ran) {
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out.empty() ? nlohmann::json() : nlohmann::json::parse(ran.out)["slides"][0];
  }
  [[nodiscard]] Ran db(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command{"db"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    command.insert(command.end(), {"--db", file().string()});
    return snitt(command);
  }
  [[nodiscard]] int scores() const {
    const Ran ran = db({"check", "--json"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return nlohmann::json::parse(ran.out)["scores"].get<int>();
  }
};

TEST_F(Database, AScoreIsGivenAgainWithoutComputingIt) {
  const auto made = first(scoreKept());
  EXPECT_TRUE(made["stored"]);
  EXPECT_FALSE(made["reused"]);
  std::map<std::string, std::string> files;
  for (const std::string& name : resultsLeft()) files[name] = readFile(out() / name).value();
  std::filesystem::remove_all(out());
  const Ran again = scoreKept();
  EXPECT_TRUE(first(again)["reused"]);
  EXPECT_EQ(first(again)["score"]["run"], made["score"]["run"]);
  EXPECT_EQ(again.err.find("\"tissue\""), std::string::npos) << "it was computed: " << again.err;
  ASSERT_EQ(resultsLeft().size(), files.size());
  for (const auto& [name, bytes] : files) EXPECT_EQ(readFile(out() / name), bytes) << name;
  EXPECT_EQ(scores(), 1);
  const Ran told = score(slide(), {"--db", file().string()});
  EXPECT_NE(told.out.find("scored on 20"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("--again computes it anew"), std::string::npos) << told.out;
}

TEST_F(Database, AgainComputesAnewAndKeepsBoth) {
  const auto made = first(scoreKept());
  const auto again = first(scoreKept({"--again"}));
  EXPECT_FALSE(again["reused"]);
  EXPECT_TRUE(again["stored"]);
  EXPECT_NE(again["score"]["run"]["id"], made["score"]["run"]["id"]);
  EXPECT_EQ(scores(), 2);
  EXPECT_EQ(first(scoreKept())["score"]["run"]["id"], again["score"]["run"]["id"]) << "the newest is given";
}

TEST_F(Database, OtherParametersAreAnotherScore) {
  ASSERT_TRUE(first(scoreKept())["stored"]);
  EXPECT_FALSE(first(scoreKept({"--tumour", "tissue"}))["reused"]);
  EXPECT_FALSE(first(scoreKept({"--fact", "pT=3"}))["reused"]);
  EXPECT_FALSE(first(scoreKept({"--mpp", "0.26"}))["reused"]);
  EXPECT_TRUE(first(scoreKept({"--threads", "1"}))["reused"]) << "how many threads makes no difference";
  EXPECT_EQ(scores(), 4);
}

TEST_F(Database, AMovedSlideIsFoundAndAChangedOneIsNot) {
  // Longer than the two ends that the fingerprint covers.
  writeBytes(slide(), readBytes(slide()) + std::string(std::size_t{3} << 20, '\0'));
  const auto made = first(scoreKept());
  std::filesystem::create_directory(m_folder / "moved");
  std::filesystem::rename(slide(), m_folder / "moved/slide.svs");
  const Ran moved = score(m_folder / "moved/slide.svs", {"--db", file().string(), "--json"});
  EXPECT_TRUE(first(moved)["reused"]);
  // Under the name that it has now: one that was taken from it must not come back.
  EXPECT_EQ(first(moved)["score"]["slide"]["path"], (m_folder / "moved/slide.svs").string());
  EXPECT_EQ(readBytes(out() / "slide/score.json").find(slide().string() + "\""), std::string::npos);
  std::string bytes = readBytes(m_folder / "moved/slide.svs");
  bytes[bytes.size() - (std::size_t{5} << 19)] = 'x';
  writeBytes(slide(), bytes);
  const auto changed = first(scoreKept());
  EXPECT_FALSE(changed["reused"]);
  EXPECT_EQ(changed["score"]["slide"]["fingerprint"], made["score"]["slide"]["fingerprint"]);
  EXPECT_NE(changed["score"]["slide"]["sha256"], made["score"]["slide"]["sha256"]);
}

TEST_F(Database, WithoutOneItIsSaidOnceAndNotWhenAskedFor) {
  const std::vector<std::string> plain{"score", slide().string(), "--bundle",        bundle().string(),
                                       "--out", out().string(),   "--outside-scope", "a test"};
  const Ran said = snitt(plain);
  EXPECT_EQ(said.code, 0);
  expectOneSentence(said, "no database is written");
  std::vector<std::string> quiet = plain;
  quiet.emplace_back("--quiet");
  EXPECT_TRUE(snitt(quiet).err.empty());
  std::vector<std::string> json = plain;
  json.emplace_back("--json");
  const Ran asJson = snitt(json);
  EXPECT_NE(asJson.err.find("{\"event\":\"notice\",\"message\":\"no database is written"), std::string::npos);
  EXPECT_FALSE(first(asJson)["stored"]);
  EXPECT_TRUE(score(slide()).err.empty()) << "--db none";
}

TEST_F(Database, TheDefaultOneIsUsedOnceItIsMade) {
  RunOptions home;
  home.environment["XDG_DATA_HOME"] = (m_folder / "data").string();
  const Ran made = snitt({"db", "create"}, home);
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_TRUE(std::filesystem::exists(m_folder / "data/snitt/snitt.db"));
  EXPECT_EQ(nlohmann::json::parse(snitt({"db", "create", "--json"}, home).out)["created"], false);
  const std::vector<std::string> plain{"score",        slide().string(),  "--bundle", bundle().string(), "--out",
                                       out().string(), "--outside-scope", "a test",   "--json"};
  EXPECT_TRUE(first(snitt(plain, home))["stored"]);
  EXPECT_TRUE(first(snitt(plain, home))["reused"]);
  EXPECT_NE(snitt({"doctor"}, home).out.find("schema " + std::to_string(builtInMigrations().size()) + ", 1 score"),
            std::string::npos);
}

// Hours of work are not thrown away for a database that cannot take them; but it is a failure.
TEST_F(Database, ADatabaseThatFailsAtTheEndLeavesTheFiles) {
  ASSERT_EQ(db({"create"}).code, 0);
  // No file may grow beyond 40 kB, which the database is already: it can be read, but not added to.
  std::vector<std::string> command{"sh", "-ec", "ulimit -f 80; exec \"$@\"", "sh", snittProgram()};
  for (const std::string& one : scoreCommand(slide(), {"--db", file().string(), "--json", "--outputs", "score"}))
    command.push_back(one);
  RunOptions own;
  own.environment["XDG_STATE_HOME"] = (m_folder / "state").string();
  const Ran ran = run(command, own);
  EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
  EXPECT_NE(ran.err.find("are not stored"), std::string::npos) << ran.err;
  EXPECT_EQ(resultsLeft(), (std::vector<std::string>{"slide/model-card.md", "slide/score.json"}));
  const auto told = nlohmann::json::parse(ran.out)["slides"][0];
  EXPECT_EQ(told["status"], "failed");
  EXPECT_EQ(told["stored"], false);
  EXPECT_EQ(told["folder"], (out() / "slide").string());
  EXPECT_EQ(scores(), 0);
}

TEST_F(Database, OneThatCannotBeUsedStopsBeforeAnythingIsComputed) {
  std::ofstream(file()) << std::string(9000, 'x');
  expectRefused(score(slide(), {"--db", file().string()}), 1, "no database of Snitt");
  std::filesystem::remove(file());
  expectRefused(score(slide(), {"--db", (m_folder / "gone/scores.db").string()}), 1, "does not exist");
  expectRefused(score(slide(), {"--db", m_folder.path().string()}), 1, "folder");
  expectRefused(score(slide(), {"--db", " "}), 2, "--db");
}

TEST_F(Database, BackupAndRestore) {
  ASSERT_TRUE(first(scoreKept())["stored"]);
  const std::string copy = (m_folder / "copy.db").string();
  const Ran backup = db({"backup", copy, "--json"});
  ASSERT_EQ(backup.code, 0) << backup.err;
  EXPECT_EQ(nlohmann::json::parse(backup.out)["scores"], 1);
  EXPECT_EQ(db({"backup", copy}).code, 3);
  EXPECT_EQ(db({"backup", copy, "--force"}).code, 0);
  ASSERT_FALSE(first(scoreKept({"--again"}))["reused"]);
  ASSERT_EQ(scores(), 2);
  const Ran restored = db({"restore", copy, "--json"});
  ASSERT_EQ(restored.code, 0) << restored.err;
  EXPECT_TRUE(std::filesystem::exists(nlohmann::json::parse(restored.out)["kept"].get<std::string>()));
  EXPECT_EQ(scores(), 1);
  EXPECT_EQ(db({"restore", (m_folder / "none.db").string()}).code, 1);
}

TEST_F(Database, CheckTellsDamageAndTheVerbsNeedADatabase) {
  const Ran missing = db({"check"});
  EXPECT_EQ(missing.code, 1);
  expectOneSentence(missing, "there is no database");
  expectOneSentence(db({"backup", (m_folder / "copy.db").string()}), "there is no database");
  const Ran none = snitt({"db", "check", "--db", "none"});
  EXPECT_EQ(none.code, 2);
  ASSERT_TRUE(first(scoreKept())["stored"]);
  const Ran sound = db({"check"});
  EXPECT_EQ(sound.code, 0);
  EXPECT_NE(sound.out.find("is sound"), std::string::npos) << sound.out;
  std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(2 * 4096);
  bytes << std::string(15 * 4096, 'x');
  bytes.close();
  const Ran damaged = db({"check"});
  EXPECT_EQ(damaged.code, 1);
  expectOneSentence(damaged, "is damaged");
}

}  // namespace
}  // namespace snitt::test
