// The lock of a study: what it freezes, what it tells of changes, and that it cannot be edited unseen.
#include "core/validation/lock.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/sha256.h"
#include "core/validation/protocol_changes.h"
#include "support/run_program.h"
#include "support/sample_study.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::validation {
namespace {

using test::readBytes;
using test::SampleStudy;
using test::writeBytes;

class ValidationLock : public testing::Test {
 protected:
  [[nodiscard]] Frozen now() const {
    const auto files = m_study.files();
    EXPECT_TRUE(files) << files.error().message;
    return files ? files->frozen : Frozen{};
  }
  [[nodiscard]] Lock lock() const {
    Lock made;
    made.study = "Elvehavn 2026";
    made.at = "2026-02-01T10:00:00Z";
    made.by = {"Kari Olsen", "uuid-k", "kari"};
    made.frozen = m_frozen;
    made.entry = {"register", 1, std::string(64, 'a')};
    return sealedLock(made);
  }
  // The one clause that a change gives.
  void expectChange(const std::string& clause) const {
    const auto changes = differences(m_frozen, now());
    ASSERT_EQ(changes.size(), 1U) << listed(changes);
    EXPECT_NE(changes[0].find(clause), std::string::npos) << changes[0];
  }

  test::TempFolder m_folder;
  SampleStudy m_study{m_folder.path()};
  Frozen m_frozen = now();
};

TEST_F(ValidationLock, NothingChangedGivesNoDifference) {
  EXPECT_TRUE(differences(m_frozen, now()).empty());
  EXPECT_EQ(m_frozen.list.sha256, sha256Of(readBytes(m_study.list())));
  EXPECT_EQ(m_frozen.outcomes.rows, 40U);
  EXPECT_EQ(m_frozen.bundle.sha256, sha256Of(readBytes(m_study.bundle() / "manifest.toml")));
}

TEST_F(ValidationLock, AChangedKeyOfTheProtocolIsNamedWithBothValues) {
  SampleStudy::replace(m_study.protocol(), "atLeast = 0.65", "atLeast = 0.55");
  expectChange("criterion 1's atLeast was changed (0.65 locked, 0.55 now)");
}

TEST_F(ValidationLock, AddedAndRemovedKeysAreNamed) {
  SampleStudy::replace(m_study.protocol(), "seed = 7", "seed = 7\nsmallestCell = 10");
  expectChange("analysis.smallestCell was added (10)");
  SampleStudy::replace(m_study.protocol(), "smallestCell = 10", "");
  SampleStudy::replace(m_study.protocol(), "cause = \"cause\"\ncounts = [\"cancer\"]\ncompetes = [\"other\"]\n", "");
  const auto changes = differences(m_frozen, now());
  ASSERT_EQ(changes.size(), 3U) << listed(changes);
  EXPECT_EQ(changes[2], "outcomes.counts was removed ([\"cancer\"] locked)");
}

TEST_F(ValidationLock, ACommentAloneIsAChangeToo) {
  SampleStudy::replace(m_study.protocol(), "seed = 7", "seed = 7  # any");
  expectChange("the protocol's text was changed, though none of its values");
}

TEST_F(ValidationLock, ATextThatIsNoProtocolIsToldByItsHash) {
  const auto changes = protocolChanges(m_frozen.protocol, "= nothing");
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_NE(changes[0].find(sha256Of("= nothing").substr(0, 12)), std::string::npos) << changes[0];
}

TEST_F(ValidationLock, ChangedFilesAreNamedWithBothHashes) {
  const std::string before = sha256Of(readBytes(m_study.outcomes()));
  SampleStudy::replace(m_study.outcomes(), "P001,237,0,", "P001,237,1,cancer");
  const std::string after = sha256Of(readBytes(m_study.outcomes()));
  expectChange("the outcomes file outcomes.csv was changed (SHA-256 " + before.substr(0, 12) + "… locked, " +
               after.substr(0, 12) + "… now)");
  SampleStudy::replace(m_study.list(), "Oslo", "Hamar");
  const auto changes = differences(m_frozen, now());
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_NE(changes[0].find("the slide list list.csv was changed"), std::string::npos) << changes[0];
}

TEST_F(ValidationLock, AChangedBundleIsNamedAndADamagedOneRefused) {
  const std::filesystem::path manifest = m_study.bundle() / "manifest.toml";
  const std::string before = readBytes(manifest);
  SampleStudy::replace(manifest, "version = \"1.0\"", "version = \"1.1\"");
  expectChange("the bundle was changed (sample 1.0, untrained");
  writeBytes(manifest, before);
  SampleStudy::replace(m_study.bundle() / "card.md", "Made for tests", "Made for jests");
  const auto damaged = m_study.files();
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().kind, ErrorKind::model);
}

TEST_F(ValidationLock, ProgramLibrariesAndPathAreCompared) {
  Frozen other = m_frozen;
  other.program.sha256 = std::string(64, 'f');
  other.program.engine[0] = "LibTorch: 2.9.0";
  other.program.readers[1] = "libvips 8.15.0";
  other.path = {"cuda:1", "bf16", "plain"};
  const std::string all = listed(differences(m_frozen, other));
  for (const char* part :
       {"the program's file was changed (SHA-256 eeeeeeeeeeee… locked, ffffffffffff… now)", "LibTorch: 2.8.0 locked",
        "libvips 8.15.0 now", "the device was changed (cpu locked, cuda now)",
        "the precision was changed (fp32 locked, bf16 now)", "the kernels were changed (fused locked, plain now)"})
    EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
  FrozenPath first{"cuda:0", "bf16", "plain"};
  EXPECT_TRUE(differences(first, {"cuda:3", "bf16", "plain"}).empty()) << "which of several is no matter";
}

TEST_F(ValidationLock, IsReadBackAsItWas) {
  const Lock made = lock();
  const auto read = parseLock(formatLock(made));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, made);
  Lock again = made;
  again.again = "the cut-off was a slip";
  again.before = made.entry;
  again = sealedLock(again);
  EXPECT_EQ(parseLock(formatLock(again)).value(), again);
  EXPECT_NE(contentHash(again), contentHash(made));
}

// Whatever is edited, a key that nobody knows included.
TEST_F(ValidationLock, AnEditedLockIsRefused) {
  const std::string text = formatLock(lock());
  const std::vector<std::pair<std::string, std::string>> edits{
      {"2026-02-01T10", "2025-02-01T10"},
      {"Kari Olsen\",\n    \"person", "Ola Olsen\",\n    \"person"},
      {"atLeast = 0.65", "atLeast = 0.55"},
      {"\"format\"", "\"more\": 1,\n  \"format\""},
      {"\"number\": 1", "\"number\": 2"}};
  for (const auto& [from, to] : edits) {
    std::string edited = text;
    ASSERT_NE(edited.find(from), std::string::npos) << from;
    edited.replace(edited.find(from), from.size(), to);
    const auto read = parseLock(edited);
    ASSERT_FALSE(read) << from;
    EXPECT_EQ(read.error().kind, ErrorKind::refused) << from << ": " << read.error().message;
  }
  EXPECT_EQ(parseLock("{}").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(parseLock("{\"format\":\"snitt-lock/2\"}").error().kind, ErrorKind::unsupported);
}

// Python's json module sorts and writes without blanks, which is the canonical form of such objects.
TEST_F(ValidationLock, TheHashIsThatOfCanonicalJson) {
  SampleStudy::replace(m_study.protocol(), "Kari Olsen", "Åse \\\"Ø\\\" 𝒳");
  m_frozen = now();
  const std::filesystem::path file = m_folder / "some.lock.json";
  writeBytes(file, formatLock(lock()));
  const std::string script =
      "import json,hashlib,sys\n"
      "lock=json.load(open(sys.argv[1],encoding='utf-8'))\n"
      "said=lock.pop('hash')\n"
      "text=json.dumps(lock,sort_keys=True,separators=(',',':'),ensure_ascii=False)\n"
      "sys.exit(hashlib.sha256(text.encode()).hexdigest()!=said)\n";
  EXPECT_EQ(test::run({SNITT_PYTHON, "-c", script, file.string()}).code, 0);
}

TEST_F(ValidationLock, LiesBesideItsProtocolAndGivesWayUnderItsNumber) {
  EXPECT_EQ(lockFileOf("/a/P.v2.toml"), "/a/P.v2.lock.json");
  const auto missing = readLockOf(m_study.protocol());
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("validate --lock"), std::string::npos) << missing.error().message;
  writeBytes(lockFileOf(m_study.protocol()), formatLock(lock()));
  EXPECT_EQ(readLockOf(m_study.protocol()).value(), lock());
  EXPECT_EQ(keptLockFileOf(m_study.protocol(), lock()), m_folder / "protocol.lock-1.json");
  writeBytes(m_folder / "protocol.lock-1.json", "another register's");
  EXPECT_EQ(keptLockFileOf(m_study.protocol(), lock()),
            m_folder / ("protocol.lock-1." + lock().hash.substr(0, 12) + ".json"));
}

TEST_F(ValidationLock, AColumnThatNoTableHasIsNamedWithTheNearest) {
  SampleStudy::replace(m_study.protocol(), "column = \"site\"", "column = \"sites\"");
  const auto files = m_study.files();
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().kind, ErrorKind::usage);
  EXPECT_NE(files.error().message.find("\"sites\", which is not in the slide list (nearest: \"site\")"),
            std::string::npos)
      << files.error().message;
}

}  // namespace
}  // namespace snitt::validation
