#include "ui/window/arrangement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

Arrangement sample() {
  return {{QRect(-1920, 30, 1900, 1000),
           WindowShape::maximised,
           QByteArray("\0\xff state", 8),
           4,
           {"/data/Ø 1.svs", {}, "/data/\xE6.svs", {}}},
          {QRect(10, 20, 800, 600), WindowShape::normal, {}, 1, {"/data/2.svs"}}};
}

TEST(Arrangement, ComesBackAtTheNextStart) {
  const test::TempFolder folder;
  const fs::path file = folder / "data" / "arrangement.json";
  const ArrangementStore store(file);
  EXPECT_EQ(store.load(), Arrangement());
  ASSERT_TRUE(store.save(sample()));
  EXPECT_EQ(ArrangementStore(file).load(), sample());
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(test::readBytes(file).find("/data"), std::string::npos) << "a slide may be called after a patient";
  test::writeBytes(file, formatArrangement(sample()).toStdString());
  EXPECT_EQ(store.load(), sample()) << "as earlier versions kept it";
}

TEST(Arrangement, ADamagedFileIsAnErrorAndCanBeReplaced) {
  const test::TempFolder folder;
  const fs::path file = folder / "arrangement.json";
  const ArrangementStore store(file);
  const std::string whole = formatArrangement(sample()).trimmed().toStdString();
  for (std::size_t size = 0; size < whole.size(); size += 11) {
    test::writeBytes(file, whole.substr(0, size));
    const auto loaded = store.load();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, ErrorKind::corrupt);
    EXPECT_NE(loaded.error().message.find(file.string()), std::string::npos) << loaded.error().message;
  }
  ASSERT_TRUE(store.save(sample()));
  EXPECT_EQ(store.load(), sample());
}

TEST(Arrangement, ValuesThatNoWindowHasAreNamed) {
  for (const auto& [key, value] : {std::pair<const char*, QJsonValue>("x", 1e12),
                                   {"width", 0},
                                   {"height", "many"},
                                   {"panes", 3},
                                   {"panes", 1000000},
                                   {"shape", "round"},
                                   {"state", "*"},
                                   {"slides", QJsonArray{"relative.svs"}}}) {
    QJsonObject whole = QJsonDocument::fromJson(formatArrangement(sample())).object();
    QJsonArray windows = whole["windows"].toArray();
    QJsonObject window = windows[1].toObject();
    window.insert(QLatin1String(key), value);
    windows[1] = window;
    whole["windows"] = windows;
    const auto read = parseArrangement(QJsonDocument(whole).toJson());
    ASSERT_FALSE(read) << key;
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
    EXPECT_NE(read.error().message.find(key), std::string::npos) << read.error().message;
  }
}

TEST(Arrangement, ANewerFileIsNamedAndKept) {
  const test::TempFolder folder;
  const fs::path file = folder / "arrangement.json";
  const std::string newer = "{\"format\": \"snitt-arrangement/2\"}";
  test::writeBytes(file, newer);
  const ArrangementStore store(file);
  EXPECT_EQ(store.load().error().kind, ErrorKind::unsupported);
  EXPECT_NE(store.load().error().message.find("snitt-arrangement/2"), std::string::npos);
  EXPECT_FALSE(store.save(sample()));
  EXPECT_EQ(test::readBytes(file), newer);
}

TEST(Arrangement, AFolderThatCannotBeWrittenGivesOneSentence) {
  const test::TempFolder folder;
  test::writeBytes(folder / "data", "a file where the folder should be");
  const auto saved = ArrangementStore(folder / "data" / "arrangement.json").save(sample());
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().kind, ErrorKind::io);
  EXPECT_FALSE(ArrangementStore(fs::path()).save(sample()));
}

// A laptop's screen with a taller monitor to its right.
const std::vector<QRect> kDesk{QRect(0, 30, 1366, 738), QRect(1366, 0, 1920, 1200)};

TEST(PresentScreen, LeavesAWindowThatIsSeenWhole) {
  for (const QRect& window : {QRect(100, 100, 800, 600), QRect(1400, 0, 1800, 1200), QRect(1000, 100, 1000, 600)})
    EXPECT_EQ(onPresentScreen(window, kDesk), window);
}

TEST(PresentScreen, BringsBackAWindowOfAScreenThatIsGone) {
  const QRect window(1500, 200, 1000, 500);
  EXPECT_EQ(onPresentScreen(window, {kDesk[0]}), QRect(366, 200, 1000, 500));
  EXPECT_EQ(onPresentScreen(QRect(-3000, -2000, 1000, 500), kDesk), QRect(0, 30, 1000, 500));
  // Above and to the right: the nearest of the two.
  EXPECT_EQ(onPresentScreen(QRect(2000, -900, 1000, 500), kDesk), QRect(2000, 0, 1000, 500));
}

TEST(PresentScreen, ShrinksWhatIsLargerThanTheScreen) {
  EXPECT_EQ(onPresentScreen(QRect(1400, 10, 1800, 1100), {kDesk[0]}), kDesk[0]);
  EXPECT_EQ(onPresentScreen(QRect(2000, 100, 1800, 900), kDesk), QRect(1486, 100, 1800, 900));
}

TEST(PresentScreen, TheTitleBarIsAlwaysInReach) {
  for (int x = -5000; x < 5000; x += 331)
    for (int y = -3000; y < 3000; y += 217) {
      const QRect placed = onPresentScreen(QRect(x, y, 900, 700), kDesk);
      EXPECT_TRUE(kDesk[0].contains(placed) || kDesk[1].contains(placed) || placed == QRect(x, y, 900, 700));
      const QPoint title = placed.topLeft() + QPoint(450, 5);
      EXPECT_TRUE(kDesk[0].contains(title) || kDesk[1].contains(title)) << x << " " << y;
    }
}

TEST(PresentScreen, AWindowWithoutASizeGetsOne) {
  const QRect placed = onPresentScreen(QRect(), kDesk);
  EXPECT_TRUE(kDesk[0].contains(placed));
  EXPECT_GT(placed.width(), 600);
  EXPECT_EQ(onPresentScreen(QRect(1, 2, 3, 4), {}), QRect(1, 2, 3, 4));
}

}  // namespace
}  // namespace snitt
