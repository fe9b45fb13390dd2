// When a file that is being written is complete.
#include "app/snitt/watch_arrivals.h"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;
using app::ArrivalKind;
using app::Arrivals;
using std::chrono::hours;
using std::chrono::seconds;

class WatchArrivals : public testing::Test {
 protected:
  void put(const fs::path& name, const std::string& text = "x") const {
    fs::create_directories((m_folder / name).parent_path());
    std::ofstream(m_folder / name, std::ios::app) << text;
  }
  // Relative to the folder.
  std::vector<std::string> settledAt(Arrivals& arrivals, seconds since, bool trustTimes = false) const {
    std::vector<std::string> names;
    for (const fs::path& path : arrivals.look(m_start + since, trustTimes).settled)
      names.push_back(fs::relative(path, m_folder.path()).string());
    std::ranges::sort(names);
    return names;
  }
  [[nodiscard]] Arrivals slides() const { return {{m_folder.path()}, ArrivalKind::slides, seconds(60)}; }
  [[nodiscard]] Arrivals messages() const { return {{m_folder.path()}, ArrivalKind::messages, seconds(60)}; }

  using Names = std::vector<std::string>;
  TempFolder m_folder;
  Arrivals::Clock::time_point m_start = Arrivals::Clock::now();
};

TEST_F(WatchArrivals, FileThatGrowsIsNotComplete) {
  Arrivals arrivals = slides();
  put("a.svs");
  EXPECT_EQ(settledAt(arrivals, seconds(0)), Names{});
  EXPECT_EQ(settledAt(arrivals, seconds(59)), Names{});
  put("a.svs", "more");
  EXPECT_EQ(settledAt(arrivals, seconds(61)), Names{});
  EXPECT_EQ(settledAt(arrivals, seconds(120)), Names{});
  EXPECT_EQ(settledAt(arrivals, seconds(121)), Names{"a.svs"});
  // Once.
  EXPECT_EQ(settledAt(arrivals, seconds(500)), Names{});
  // And again when it has changed.
  put("a.svs", "rescan");
  EXPECT_EQ(settledAt(arrivals, seconds(501)), Names{});
  EXPECT_EQ(settledAt(arrivals, seconds(561)), Names{"a.svs"});
}

TEST_F(WatchArrivals, TimesAreTrustedWhereThatIsAskedFor) {
  Arrivals arrivals = slides();
  put("old.svs");
  put("new.svs");
  fs::last_write_time(m_folder / "old.svs", fs::file_time_type::clock::now() - hours(1));
  EXPECT_EQ(settledAt(arrivals, seconds(0), true), Names{"old.svs"});
}

TEST_F(WatchArrivals, SlideOfSeveralFilesSettlesAsAWhole) {
  Arrivals arrivals = slides();
  put("a.mrxs");
  put("a/Data0000.dat");
  put("a/Slidedat.ini");
  put("case 1/b.dcm");
  put("case 1/c.dcm");
  EXPECT_EQ(settledAt(arrivals, seconds(0)), Names{});
  put("a/Data0000.dat", "more");
  put("case 1/d.dcm");
  EXPECT_EQ(settledAt(arrivals, seconds(61)), Names{});
  EXPECT_EQ(settledAt(arrivals, seconds(121)), (Names{"a.mrxs", "case 1"}));
}

TEST_F(WatchArrivals, OnlySlidesAreSlides) {
  Arrivals arrivals = slides();
  for (const char* name : {"a.svs", "b.SVS.part", ".c.svs", "d.txt", "e.svs.tmp", "deep/er/f.ndpi", "g.png"}) put(name);
  (void)settledAt(arrivals, seconds(0));
  EXPECT_EQ(settledAt(arrivals, seconds(61)), (Names{"a.svs", "deep/er/f.ndpi"}));
}

TEST_F(WatchArrivals, MessagesLieInTheFolderItself) {
  Arrivals arrivals = messages();
  for (const char* name : {"a.hl7", "b", "c.tmp", "taken/d.hl7"}) put(name);
  (void)settledAt(arrivals, seconds(0));
  EXPECT_EQ(settledAt(arrivals, seconds(61)), (Names{"a.hl7", "b"}));
}

TEST_F(WatchArrivals, WhatFailedIsTriedEverMoreSeldom) {
  Arrivals arrivals = messages();
  put("a.hl7");
  (void)settledAt(arrivals, seconds(0));
  ASSERT_EQ(settledAt(arrivals, seconds(60)), Names{"a.hl7"});
  arrivals.tryAgain(m_folder / "a.hl7", m_start + seconds(60), seconds(60));
  EXPECT_EQ(settledAt(arrivals, seconds(119)), Names{});
  ASSERT_EQ(settledAt(arrivals, seconds(120)), Names{"a.hl7"});
  arrivals.tryAgain(m_folder / "a.hl7", m_start + seconds(120), seconds(60));
  EXPECT_EQ(settledAt(arrivals, seconds(239)), Names{});
  EXPECT_EQ(settledAt(arrivals, seconds(240)), Names{"a.hl7"});
  for (int i = 0; i < 40; ++i) arrivals.tryAgain(m_folder / "a.hl7", m_start, seconds(60));
  EXPECT_EQ(settledAt(arrivals, hours(24) - seconds(1)), Names{});
  EXPECT_EQ(settledAt(arrivals, hours(24)), Names{"a.hl7"});
}

TEST_F(WatchArrivals, FolderThatIsAwayHasLostNothing) {
  Arrivals arrivals({m_folder / "share"}, ArrivalKind::slides, seconds(60));
  put("share/a.svs");
  (void)settledAt(arrivals, seconds(0));
  ASSERT_EQ(settledAt(arrivals, seconds(60)), Names{"share/a.svs"});
  fs::rename(m_folder / "share", m_folder / "gone");
  const auto away = arrivals.look(m_start + seconds(70), false).away;
  ASSERT_EQ(away.size(), 1U);
  EXPECT_EQ(away[0], m_folder / "share");
  fs::rename(m_folder / "gone", m_folder / "share");
  EXPECT_TRUE(arrivals.look(m_start + seconds(80), false).away.empty());
  EXPECT_EQ(settledAt(arrivals, seconds(200)), Names{});
}

}  // namespace
}  // namespace snitt::test
