// What is for one account, or for the accounts of one group, and never for others.
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "core/os/os.h"
#include "core/secrets/secrets.h"
#include "core/store/backup.h"
#include "core/store/store.h"
#include "support/raw_sqlite_p.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

unsigned modeOf(const fs::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
}

// With whatever the account's umask takes away, or does not.
class PrivateFiles : public testing::TestWithParam<mode_t> {
 protected:
  PrivateFiles() : m_before(::umask(GetParam())) { fs::create_directory(m_folder / "shared"); }
  ~PrivateFiles() override { ::umask(m_before); }
  void share() const { ASSERT_EQ(::chmod((m_folder / "shared").c_str(), 02770), 0); }
  test::TempFolder m_folder;

 private:
  mode_t m_before;
};

TEST_P(PrivateFiles, AreTheirOwnersAlone) {
  ASSERT_TRUE(os::makePrivateFile(m_folder / "file"));
  ASSERT_TRUE(os::makePrivateFolder(m_folder / "a/b"));
  ASSERT_TRUE(os::FileLock::acquire(m_folder / "lock", std::chrono::seconds(1)));
  EXPECT_EQ(modeOf(m_folder / "file"), 0600U);
  EXPECT_EQ(modeOf(m_folder / "a"), 0700U);
  EXPECT_EQ(modeOf(m_folder / "a/b"), 0700U);
  EXPECT_EQ(modeOf(m_folder / "lock"), 0600U);
}

TEST_P(PrivateFiles, AreTheGroupsInAFolderThatAGroupShares) {
  share();
  const fs::path shared = m_folder / "shared";
  ASSERT_TRUE(os::makePrivateFile(shared / "file"));
  ASSERT_TRUE(os::makePrivateFile(shared / "file")) << "one that is there is left";
  ASSERT_TRUE(os::makePrivateFolder(shared / "a/b"));
  ASSERT_TRUE(os::FileLock::acquire(shared / "lock", std::chrono::seconds(1)));
  ASSERT_TRUE(Secrets::generate().write(shared / "key"));
  EXPECT_EQ(modeOf(shared / "file"), 0660U);
  EXPECT_EQ(modeOf(shared / "a"), 02770U);
  EXPECT_EQ(modeOf(shared / "a/b"), 02770U);
  EXPECT_EQ(modeOf(shared / "lock"), 0660U);
  EXPECT_EQ(modeOf(shared / "key"), 0640U);
  int files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(shared)) ++files;
  EXPECT_EQ(files, 4) << "nothing else is left behind";
}

TEST_P(PrivateFiles, ADatabaseItsJournalAndBackupsFollowTheirFolder) {
  share();
  for (const auto& [folder, mode] : {std::pair{m_folder / "shared", 0660U}, {m_folder.path(), 0600U}}) {
    StoreOptions options;
    options.makeIfMissing = true;
    ASSERT_TRUE(Store::open(folder / "snitt.db", options));
    EXPECT_EQ(modeOf(folder / "snitt.db"), mode);
    test::RawSqlite database(folder / "snitt.db");
    database.run("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('test', '')");
    EXPECT_EQ(modeOf(folder / "snitt.db-journal"), mode);
    database.run("ROLLBACK");
    ASSERT_TRUE(backupStore(folder / "snitt.db", folder / "copy.db", false, {}));
    EXPECT_EQ(modeOf(folder / "copy.db"), mode);
  }
}

INSTANTIATE_TEST_SUITE_P(Umasks, PrivateFiles, testing::Values(0, 022, 077));

TEST(SharedFolder, BelongsToAGroupThatThereIs) {
  const test::TempFolder folder;
  EXPECT_EQ(os::shareFolder(folder / "a", "no such group").error().kind, ErrorKind::notFound);
  EXPECT_FALSE(fs::exists(folder / "a"));
  if (::geteuid() != 0) GTEST_SKIP() << "only root is in every group";
  ASSERT_TRUE(os::shareFolder(folder / "a", "users"));
  EXPECT_EQ(modeOf(folder / "a"), 02770U);
  EXPECT_TRUE(os::isSharedFolder(folder / "a"));
  EXPECT_FALSE(os::isSharedFolder(folder.path()));
  ASSERT_EQ(::seteuid(65534), 0);
  const auto refused = os::shareFolder(folder / "b", "shadow");
  ASSERT_EQ(::seteuid(0), 0);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace snitt
