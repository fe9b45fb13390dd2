#include "ui/window/viewer_settings.h"

#include <QSignalSpy>

#include <random>

#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

class ViewerSettingsFile : public testing::Test {
 protected:
  // Reads what lies on the disk, as the next start does: under a new name, since QSettings remembers files by theirs.
  [[nodiscard]] ViewerSettings* next() {
    m_settings.reset();
    const fs::path before = m_file;
    m_file.replace_filename("viewer-" + std::to_string(++m_starts) + ".ini");
    if (fs::exists(before)) fs::copy_file(before, m_file);
    m_settings = std::make_unique<ViewerSettings>(m_file);
    return m_settings.get();
  }

  void expectDefaults(const ViewerSettings& settings) {
    EXPECT_LE(settings.cacheMiB(), 1024);
    EXPECT_GE(settings.cacheMiB(), 64);
    EXPECT_EQ(settings.decoderThreads(), 0);
    EXPECT_EQ(settings.theme(), ThemeChoice::system);
    EXPECT_EQ(settings.language(), LanguageChoice::system);
    EXPECT_TRUE(settings.colourProfile());
    EXPECT_FALSE(settings.smoothHeatmap());
    EXPECT_FALSE(settings.wheelInverted());
    EXPECT_EQ(settings.colourMap(), ColourMap::viridis);
    EXPECT_TRUE(settings.windowGeometry().isEmpty());
    EXPECT_TRUE(settings.windowState().isEmpty());
    EXPECT_TRUE(settings.changedShortcuts().isEmpty());
    EXPECT_TRUE(settings.recentFiles().empty());
  }

  test::TempFolder m_folder;
  fs::path m_file = m_folder / "config" / "snitt" / "viewer.ini";
  std::unique_ptr<ViewerSettings> m_settings;
  int m_starts = 0;
};

TEST_F(ViewerSettingsFile, BeginWithDefaultsAndWriteNothing) {
  expectDefaults(*next());
  EXPECT_FALSE(fs::exists(m_file));
  EXPECT_EQ(ViewerSettings::defaultCacheMiB(std::uint64_t{64} << 30), 1024);
  EXPECT_EQ(ViewerSettings::defaultCacheMiB(std::uint64_t{2} << 30), 512);
  EXPECT_EQ(ViewerSettings::defaultCacheMiB(0), 64);
}

TEST_F(ViewerSettingsFile, ComeBackAtTheNextStart) {
  QByteArray blob("\0\xff\x01@Variant(\n", 13);
  const QMap<QString, QStringList> shortcuts{
      {"view.zoom-in", {"Ctrl+,", "+"}}, {"view.fit", {}}, {"file.open", {"Ctrl+K, Ctrl+O"}}};
  ViewerSettings* settings = next();
  settings->setCacheMiB(2048);
  settings->setDecoderThreads(3);
  settings->setTheme(ThemeChoice::light);
  settings->setLanguage(LanguageChoice::bokmal);
  settings->setColourProfile(false);
  settings->setSmoothHeatmap(true);
  settings->setWheelInverted(true);
  settings->setColourMap(ColourMap::coolwarm);
  settings->setWindowGeometry(blob);
  settings->setWindowState(blob + blob);
  settings->setChangedShortcuts(shortcuts);
  ASSERT_TRUE(settings->save());
  settings = next();
  EXPECT_EQ(settings->cacheMiB(), 2048);
  EXPECT_EQ(settings->decoderThreads(), 3);
  EXPECT_EQ(settings->theme(), ThemeChoice::light);
  EXPECT_EQ(settings->language(), LanguageChoice::bokmal);
  EXPECT_FALSE(settings->colourProfile());
  EXPECT_TRUE(settings->smoothHeatmap());
  EXPECT_TRUE(settings->wheelInverted());
  EXPECT_EQ(settings->colourMap(), ColourMap::coolwarm);
  EXPECT_EQ(settings->windowGeometry(), blob);
  EXPECT_EQ(settings->windowState(), blob + blob);
  EXPECT_EQ(settings->changedShortcuts(), shortcuts);
  settings->setChangedShortcuts({{"view.fit", {"F"}}});
  ASSERT_TRUE(settings->save());
  EXPECT_EQ(next()->changedShortcuts(), (QMap<QString, QStringList>{{"view.fit", {"F"}}}));
}

// Names of patients may stand among the recent files.
TEST_F(ViewerSettingsFile, AreTheOwnersAlone) {
  next()->addRecentFile("/data/Kari Nordmann.svs");
  ASSERT_TRUE(m_settings->save());
  EXPECT_EQ(fs::status(m_file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(m_file.parent_path()).permissions(), fs::perms::owner_all);
}

// Also for whoever reads the disk.
TEST_F(ViewerSettingsFile, NameNoPathInTheClear) {
  next()->addRecentFile("/data/Kari Nordmann.svs");
  m_settings->setFolder("slides", "/data/Nordmann, Kari");
  ASSERT_TRUE(m_settings->save());
  const std::string text = test::readBytes(m_file);
  EXPECT_EQ(text.find("Nordmann"), std::string::npos) << text;
  EXPECT_EQ(next()->recentFiles(), std::vector<fs::path>{"/data/Kari Nordmann.svs"});
  EXPECT_EQ(m_settings->folder("slides"), "/data/Nordmann, Kari");
}

TEST_F(ViewerSettingsFile, PathsOfEarlierVersionsAreSealedAtTheNextStart) {
  fs::create_directories(m_file.parent_path());
  test::writeBytes(m_file,
                   "[recent]\nfiles=/data/Kari%20Nordmann.svs, /data/two.svs\n[folders]\nslides=/data/Nordmann\n");
  EXPECT_EQ(next()->recentFiles(), (std::vector<fs::path>{"/data/Kari Nordmann.svs", "/data/two.svs"}));
  EXPECT_EQ(m_settings->folder("slides"), "/data/Nordmann");
  ASSERT_TRUE(m_settings->save());
  const std::string text = test::readBytes(m_file);
  EXPECT_EQ(text.find("Nordmann"), std::string::npos) << text;
  EXPECT_EQ(next()->recentFiles().size(), 2U);
}

TEST_F(ViewerSettingsFile, AreHeldWithinTheirRange) {
  fs::create_directories(m_file.parent_path());
  const auto cacheOf = [&](const std::string& text) {
    test::writeBytes(m_file, "[cache]\nmib=" + text + "\n[decoder]\nthreads=" + text + "\n");
    return next()->cacheMiB();
  };
  const int usual = ViewerSettings(fs::path()).cacheMiB();
  EXPECT_EQ(cacheOf("63"), 64);
  EXPECT_EQ(cacheOf("-5"), 64);
  EXPECT_EQ(m_settings->decoderThreads(), 0);
  EXPECT_EQ(cacheOf("99999999999999999999"), 16384);
  EXPECT_EQ(m_settings->decoderThreads(), 64);
  EXPECT_EQ(cacheOf("1e300"), 16384);
  EXPECT_EQ(cacheOf("inf"), 16384);
  for (const std::string text : {"nan", "", "lots", "0x", "@Invalid()", "@Variant(\\0\\0\\0\\x7f)", "1, 2"})
    EXPECT_EQ(cacheOf(text), usual) << text;
  next()->setCacheMiB(1);
  EXPECT_EQ(m_settings->cacheMiB(), 64);
}

TEST_F(ViewerSettingsFile, UnknownWordsAreTheDefault) {
  fs::create_directories(m_file.parent_path());
  test::writeBytes(
      m_file,
      "[look]\ntheme=pink\nlanguage=kl\ncolourProfile=perhaps\ncolourMap=jet\nsmoothHeatmap=@Rect(0 0 1 1)\n"
      "[window]\ngeometry=***\nstate=@ByteArray(x)\n[recent]\nfiles=relative.svs, , %00\n");
  expectDefaults(*next());
}

TEST_F(ViewerSettingsFile, ADamagedFileGivesWhatCanBeReadAndIsKeptAside) {
  fs::create_directories(m_file.parent_path());
  const std::string damaged = "[look]\ntheme=dark\nthis is no setting\n[[[\n\\x\n=\n";
  test::writeBytes(m_file, damaged);
  EXPECT_EQ(next()->theme(), ThemeChoice::dark);
  EXPECT_EQ(test::readBytes(fs::path(m_file).concat(".damaged")), damaged);
  m_settings->setCacheMiB(100);
  ASSERT_TRUE(m_settings->save());
  EXPECT_EQ(next()->cacheMiB(), 100);
  EXPECT_EQ(m_settings->theme(), ThemeChoice::dark);
}

TEST_F(ViewerSettingsFile, BytesOfAnyKindDoNoHarm) {
  fs::create_directories(m_file.parent_path());
  std::mt19937 random(5);
  const std::string letters =
      "[]=%@\\\"\n\r,;()x0/ \0\xff"
      "Variantlookthemerecentfiles";
  for (int round = 0; round < 300; ++round) {
    std::string bytes = round % 2 == 0 ? "[cache]\nmib=" : "[recent]\nfiles=@Variant(";
    for (int i = 0; i < 200; ++i)
      bytes += round % 3 == 0 ? static_cast<char>(random()) : letters[random() % letters.size()];
    test::writeBytes(m_file, bytes);
    ViewerSettings* settings = next();
    EXPECT_GE(settings->cacheMiB(), 64);
    EXPECT_LE(settings->cacheMiB(), 16384);
    for (const fs::path& path : settings->recentFiles()) EXPECT_TRUE(path.is_absolute());
    std::ignore = settings->changedShortcuts();
    std::ignore = settings->windowState();
  }
}

TEST_F(ViewerSettingsFile, RecentFilesAreNewestFirstAndTwentyAtMost) {
  ViewerSettings* settings = next();
  for (int i = 0; i < 25; ++i) settings->addRecentFile("/data/" + std::to_string(i) + ".svs");
  settings->addRecentFile("/data/10.svs");
  settings->addRecentFile("/data/x/../Ø, \"1\" = \xE6;.svs");  // not all of it UTF-8
  ASSERT_TRUE(settings->save());
  const auto files = next()->recentFiles();
  ASSERT_EQ(files.size(), 20U);
  EXPECT_EQ(files[0], "/data/Ø, \"1\" = \xE6;.svs");
  EXPECT_EQ(files[1], "/data/10.svs");
  EXPECT_EQ(files[2], "/data/24.svs");
  EXPECT_EQ(std::ranges::count(files, fs::path("/data/10.svs")), 1);
  m_settings->clearRecentFiles();
  EXPECT_TRUE(m_settings->recentFiles().empty());
}

TEST_F(ViewerSettingsFile, TwoProgramsKeepEachOthersRecentFiles) {
  // Two names of one folder, so that QSettings does not share what it has read.
  fs::create_directories(m_file.parent_path());
  fs::create_directory_symlink(m_file.parent_path(), m_folder / "same");
  ViewerSettings one(m_file);
  ViewerSettings two(m_folder / "same" / m_file.filename());
  one.addRecentFile("/data/one.svs");
  ASSERT_TRUE(one.save());
  two.addRecentFile("/data/two.svs");
  ASSERT_TRUE(two.save());
  EXPECT_EQ(next()->recentFiles(), (std::vector<fs::path>{"/data/two.svs", "/data/one.svs"}));
}

TEST_F(ViewerSettingsFile, MissingFilesStayAndAreMarked) {
  test::writeBytes(m_folder / "there.svs", "x");
  next()->addRecentFile(m_folder / "gone.svs");
  m_settings->addRecentFile(m_folder / "there.svs");
  const auto marked = markMissing(m_settings->recentFiles());
  ASSERT_EQ(marked.size(), 2U);
  EXPECT_FALSE(marked[0].missing);
  EXPECT_TRUE(marked[1].missing);
  EXPECT_EQ(marked[1].path, m_folder / "gone.svs");
}

TEST_F(ViewerSettingsFile, TellWhatChanged) {
  ViewerSettings* settings = next();
  QSignalSpy changed(settings, &ViewerSettings::changed);
  QSignalSpy recent(settings, &ViewerSettings::recentFilesChanged);
  settings->setTheme(ThemeChoice::dark);
  settings->setTheme(ThemeChoice::dark);
  settings->setColourProfile(false);
  settings->addRecentFile("/a.svs");
  EXPECT_EQ(changed.size(), 2);
  EXPECT_EQ(recent.size(), 1);
}

TEST_F(ViewerSettingsFile, WithoutAPlaceTheyHoldUntilTheEnd) {
  test::writeBytes(m_folder / "config", "a file where the folder should be");
  for (const fs::path& file : {m_file, fs::path()}) {
    ViewerSettings settings(file);
    expectDefaults(settings);
    settings.setTheme(ThemeChoice::dark);
    settings.addRecentFile("/a.svs");
    EXPECT_EQ(settings.theme(), ThemeChoice::dark);
    settings.setChangedShortcuts({{"view.fit", {"F"}}});
    settings.setChangedShortcuts({{"view.fit", {"G"}}});
    EXPECT_EQ(settings.changedShortcuts().value("view.fit"), QStringList{"G"});
    const auto saved = settings.save();
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, ErrorKind::io);
    EXPECT_EQ(settings.recentFiles().size(), 1U);
  }
}

}  // namespace
}  // namespace snitt
