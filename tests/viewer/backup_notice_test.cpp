// The warning of a database without a young backup.
#include "ui/people/backup_notice.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

#include "core/store/backup.h"
#include "support/case_fixture.h"
#include "support/open_view.h"
#include "support/raw_sqlite_p.h"
#include "ui/people/backup_watch.h"
#include "ui/window/viewer_settings.h"

namespace snitt {
namespace {

using test::waitFor;

class BackupNoticeTest : public testing::Test {
 protected:
  void open(const std::filesystem::path& file) {
    watch = std::make_unique<BackupWatch>(file, database.options(), settings);
    notice = std::make_unique<BackupNotice>(*watch, &window);
    window.show();
    watch->look();
  }
  [[nodiscard]] QString words() const { return notice->findChild<QLabel*>("backupWords")->text(); }

  test::CaseDatabase database;
  ViewerSettings settings{std::filesystem::path()};
  QWidget window;
  std::unique_ptr<BackupWatch> watch;
  std::unique_ptr<BackupNotice> notice;
};

TEST_F(BackupNoticeTest, WithoutADatabaseThereIsNothingToWarnOf) {
  open(database.folder() / "none.db");
  QTest::qWait(300);
  EXPECT_TRUE(notice->isHidden());
}

TEST_F(BackupNoticeTest, WarnsWhereThereIsNoneAndSaysWhatToDo) {
  open(database.file());
  ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
  EXPECT_TRUE(words().contains("no backup")) << words().toStdString();
  EXPECT_TRUE(words().contains("snitt db backup --folder"));
  notice->findChild<QPushButton*>("backupAway")->click();
  EXPECT_TRUE(notice->isHidden()) << "for the day";
  settings.setBackupPutAway("2020-01-01");
  EXPECT_FALSE(watch->warning().isEmpty()) << "not for longer";
}

TEST_F(BackupNoticeTest, AYoungOneIsEnoughAnOldOneIsNot) {
  ASSERT_TRUE(backupStore(database.file(), database.folder() / "copy.db", false, database.options()));
  open(database.file());
  QTest::qWait(300);
  EXPECT_TRUE(notice->isHidden());
  test::RawSqlite(database.file())
      .run(
          "UPDATE setting SET value = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-3 days', '-1 hour')"
          " WHERE name = 'backup.at'");
  watch->look();
  ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
  EXPECT_TRUE(words().contains("3 day")) << words().toStdString();
  ASSERT_TRUE(backupStore(database.file(), database.folder() / "copy.db", true, database.options()));
  watch->look();
  EXPECT_TRUE(waitFor([&] { return notice->isHidden(); })) << "once there is a young one";
}

}  // namespace
}  // namespace snitt
