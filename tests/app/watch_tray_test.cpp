// A message is taken, read and put away; a watcher that is killed at any moment of it loses nothing and doubles
// nothing.
#include "app/snitt/watch_tray.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "support/temp_folder.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;
using app::MessageTray;
using app::TakenFile;

class WatchTray : public testing::Test {
 protected:
  WatchTray() { begin(m_folder / "away"); }

  void begin(const fs::path& away) {
    for (const fs::path& folder : {m_folder / "in", m_away}) fs::remove_all(folder);
    m_away = away;
    fs::remove_all(m_away);
    fs::create_directories(m_folder / "in");
    std::ofstream(m_folder / "in/a.hl7") << "first\nsecond\n";
  }
  [[nodiscard]] MessageTray tray(std::function<void()> afterStep = {}) const {
    return {m_folder / "in", "NORTH", std::move(afterStep)};
  }
  [[nodiscard]] fs::path arrived() const { return m_folder / "in/a.hl7"; }

  // What a watcher does, first with what an earlier one left.
  using Work = std::function<void(MessageTray&, const TakenFile&)>;
  void watch(MessageTray& tray, const Work& work) const {
    for (const TakenFile& left : tray.left()) work(tray, left);
    if (!fs::exists(arrived())) return;
    const auto taken = tray.take(arrived());
    ASSERT_TRUE(taken) << taken.error().message;
    work(tray, *taken);
  }
  // Does the work in a process that ends at its n-th step. False: it has fewer.
  [[nodiscard]] bool isKilledAt(int n, const Work& work) const {
    const pid_t child = fork();
    if (child == 0) {
      int step = 0;
      MessageTray dying = tray([&] {
        if (++step == n) _exit(9);
      });
      watch(dying, work);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status) == 9;
  }
  // Name and contents of every file; reasons without the reference.
  [[nodiscard]] static std::map<std::string, std::string> filesIn(const fs::path& folder) {
    std::map<std::string, std::string> files;
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(folder, none)) {
      const std::string name = fs::relative(entry.path(), folder).string();
      files[name] = entry.is_directory() ? "a folder" : readFile(entry.path()).value();
      if (const auto at = files[name].find("\nreference: "); at != std::string::npos) files[name].resize(at);
    }
    return files;
  }
  void survivesAKillAtEachStep(const Work& work, const fs::path& away,
                               const std::map<std::string, std::string>& expected, int leastSteps) {
    int n = 1;
    for (;; ++n) {
      begin(away);
      const bool killed = isKilledAt(n, work);
      MessageTray next = tray();
      watch(next, work);
      EXPECT_EQ(filesIn(away), expected) << "killed at step " << n;
      EXPECT_TRUE(fs::is_empty(m_folder / "in")) << "killed at step " << n;
      if (!killed) break;
      ASSERT_LT(n, 100);
    }
    EXPECT_GT(n, leastSteps);
  }

  TempFolder m_folder;
  fs::path m_away;
};

void require(const Result<void>& done) { EXPECT_TRUE(done) << done.error().message; }

TEST_F(WatchTray, AKillAtAnyStepOfPuttingAwayLosesAndDoublesNothing) {
  const Work work = [this](MessageTray& tray, const TakenFile& taken) { require(tray.putAway(taken, m_away)); };
  survivesAKillAtEachStep(work, m_folder / "away", {{"a.hl7", "first\nsecond\n"}}, 3);
}

TEST_F(WatchTray, AKillAtAnyStepOfTheQuarantineLosesAndDoublesNothing) {
  const Work work = [this](MessageTray& tray, const TakenFile& taken) {
    require(tray.quarantine(taken, m_away, "it is torn"));
  };
  survivesAKillAtEachStep(work, m_folder / "away", {{"a.hl7", "first\nsecond\n"}, {"a.hl7.reason.txt", "it is torn"}},
                          4);
}

TEST_F(WatchTray, AKillBetweenTheMessagesOfAFileLosesAndDoublesNone) {
  const Work work = [this](MessageTray& tray, const TakenFile& taken) {
    require(tray.quarantinePart(taken, m_away, 1, "first", "message 1: it is torn"));
    require(tray.quarantinePart(taken, m_away, 2, "second", "message 2: it is torn"));
    require(tray.putAway(taken, {}));
  };
  survivesAKillAtEachStep(work, m_folder / "away",
                          {{"a-1.hl7", "first"},
                           {"a-1.hl7.reason.txt", "message 1: it is torn"},
                           {"a-2.hl7", "second"},
                           {"a-2.hl7.reason.txt", "message 2: it is torn"}},
                          7);
}

TEST_F(WatchTray, AKillAtAnyStepOfACopyToAnotherDiskLosesAndDoublesNothing) {
  const fs::path onAnother = fs::path("/dev/shm") / ("snitt-test-" + std::to_string(getpid()));
  std::error_code none;
  if (!fs::create_directory(onAnother, none)) GTEST_SKIP() << "there is no /dev/shm to write to";
  struct stat one {};
  struct stat other {};
  stat(m_folder.path().c_str(), &one);
  stat(onAnother.c_str(), &other);
  if (one.st_dev == other.st_dev) fs::remove_all(onAnother);
  if (one.st_dev == other.st_dev) GTEST_SKIP() << "both folders lie on one file system";
  const Work away = [this](MessageTray& tray, const TakenFile& taken) { require(tray.putAway(taken, m_away)); };
  survivesAKillAtEachStep(away, onAnother / "away", {{"a.hl7", "first\nsecond\n"}}, 5);
  const Work quarantine = [this](MessageTray& tray, const TakenFile& taken) {
    require(tray.quarantine(taken, m_away, "it is torn"));
  };
  survivesAKillAtEachStep(quarantine, onAnother / "away",
                          {{"a.hl7", "first\nsecond\n"}, {"a.hl7.reason.txt", "it is torn"}}, 5);
  fs::remove_all(onAnother);
}

// Laboratories use names again: "latest.hl7" every minute.
TEST_F(WatchTray, AFileThatTakesThePlaceOfATakenOneIsAnotherMessage) {
  MessageTray tray = this->tray();
  const auto first = tray.take(arrived());
  ASSERT_TRUE(first) << first.error().message;
  std::ofstream(arrived()) << "third\n";
  EXPECT_EQ(readFile(first->file).value(), "first\nsecond\n");
  require(tray.putAway(*first, m_away));
  EXPECT_EQ(readFile(arrived()).value(), "third\n");
  const auto second = tray.take(arrived());
  ASSERT_TRUE(second) << second.error().message;
  require(tray.putAway(*second, m_away));
  EXPECT_EQ(filesIn(m_away),
            (std::map<std::string, std::string>{{"a.hl7", "first\nsecond\n"}, {"a.hl7-2", "third\n"}}));
}

// The same message twice is two files, also where one was put away by a watcher that was killed.
TEST_F(WatchTray, AnEqualMessageThatCameLaterIsPutAwayBesideTheFirst) {
  for (int i = 0; i < 2; ++i) {
    std::ofstream(arrived()) << "first\nsecond\n";
    MessageTray tray = this->tray();
    const auto taken = tray.take(arrived());
    ASSERT_TRUE(taken) << taken.error().message;
    require(tray.quarantine(*taken, m_away, "it is torn"));
  }
  EXPECT_EQ(filesIn(m_away).size(), 4U);
}

TEST_F(WatchTray, AFolderThatCannotBeWrittenIsNamedAndTheFileStays) {
  std::ofstream(m_folder / "blocked") << "a file where the folder should be";
  MessageTray tray = this->tray();
  const auto taken = tray.take(arrived());
  ASSERT_TRUE(taken) << taken.error().message;
  for (const auto& done :
       {tray.putAway(*taken, m_folder / "blocked"), tray.quarantine(*taken, m_folder / "blocked", "it is torn"),
        tray.quarantinePart(*taken, m_folder / "blocked", 1, "x", "it is torn")}) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::io);
    EXPECT_NE(done.error().message.find((m_folder / "blocked").string()), std::string::npos) << done.error().message;
    EXPECT_EQ(done.error().message.find("a.hl7"), std::string::npos) << done.error().message;
  }
  EXPECT_EQ(readFile(taken->file).value(), "first\nsecond\n");
}

TEST_F(WatchTray, ALinkIsTakenAsWhatItLeadsTo) {
  fs::remove(arrived());
  std::ofstream(m_folder / "real.hl7") << "linked\n";
  fs::create_symlink("../real.hl7", arrived());
  MessageTray tray = this->tray();
  const auto taken = tray.take(arrived());
  ASSERT_TRUE(taken) << taken.error().message;
  require(tray.putAway(*taken, m_away));
  EXPECT_EQ(filesIn(m_away), (std::map<std::string, std::string>{{"a.hl7", "linked\n"}}));
  EXPECT_TRUE(fs::exists(m_folder / "real.hl7"));
}

}  // namespace
}  // namespace snitt::test
