// The program as somebody starts it: without a display, beside one that runs, and with a command line that is wrong.
#include <QImage>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "support/make_slide.h"
#include "support/run_program.h"
#include "support/score_files.h"
#include "support/temp_folder.h"
#include "tiling/slide_reader.h"
#include "ui/window/viewer_settings.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using test::Ran;
using test::RunOptions;

class ViewerProgramTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"config", "data", "state", "cache", "runtime"}) {
      fs::create_directory(m_folder / name);
      fs::permissions(m_folder / name, fs::perms::owner_all);
    }
    test::makeSlide(slide("a.svs"), {});
  }

  [[nodiscard]] fs::path slide(const std::string& name) const { return m_folder / name; }

  // With folders of the test's own and no display.
  [[nodiscard]] RunOptions options() const {
    RunOptions options;
    options.environment = {{"XDG_CONFIG_HOME", (m_folder / "config").string()},
                           {"XDG_DATA_HOME", (m_folder / "data").string()},
                           {"XDG_STATE_HOME", (m_folder / "state").string()},
                           {"XDG_CACHE_HOME", (m_folder / "cache").string()},
                           {"XDG_RUNTIME_DIR", (m_folder / "runtime").string()},
                           {"HOME", m_folder.path().string()},
                           {"DISPLAY", ""},
                           {"WAYLAND_DISPLAY", ""},
                           {"QT_QPA_PLATFORM", ""}};
    return options;
  }

  [[nodiscard]] Ran viewer(std::vector<std::string> arguments, RunOptions how) const {
    arguments.insert(arguments.begin(), SNITT_VIEWER);
    return test::run(arguments, how);
  }
  [[nodiscard]] Ran viewer(std::vector<std::string> arguments) const { return viewer(std::move(arguments), options()); }

  static void expectOneSentence(const std::string& text) {
    EXPECT_GT(text.size(), 20U);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  }

  // The offscreen platform stands for a desktop.
  [[nodiscard]] RunOptions windowed() const {
    RunOptions how = options();
    how.environment["QT_QPA_PLATFORM"] = "offscreen";
    return how;
  }

  [[nodiscard]] bool wasOpened(const std::string& name) const {
    const auto file = m_folder / "config/snitt/viewer.ini";
    if (!fs::exists(file)) return false;
    return std::ranges::any_of(ViewerSettings(file).recentFiles(),
                               [&name](const fs::path& one) { return one.filename() == name; });
  }

  test::TempFolder m_folder;
};

bool soon(const std::function<bool()>& what) {
  const auto until = std::chrono::steady_clock::now() + 30s;
  while (!what()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(20ms);
  }
  return true;
}

TEST_F(ViewerProgramTest, APictureNeedsNoDisplay) {
  const auto file = m_folder / "bild.png";
  const Ran ran = viewer({slide("a.svs").string(), "--screenshot", file.string(), "--size", "900x700"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const QImage picture(QString::fromStdString(file.string()));
  EXPECT_EQ(picture.size(), QSize(900, 700));
  // Pink tissue somewhere.
  int tissue = 0;
  for (int y = 0; y < picture.height(); y += 4)
    for (int x = 0; x < picture.width(); x += 4) {
      const QColor colour(picture.pixel(x, y));
      tissue += colour.red() > colour.green() + 40 && colour.blue() > colour.green() + 20 ? 1 : 0;
    }
  EXPECT_GT(tissue, 500);
}

TEST_F(ViewerProgramTest, AWrongCommandLineIsOne) {
  const std::string file = (m_folder / "bild.png").string();
  const std::string a = slide("a.svs").string();
  for (const auto& arguments : std::vector<std::vector<std::string>>{{a, "--screenshot", file, "--size", "900"},
                                                                     {a, "--screenshot", file, "--size", "0x0"},
                                                                     {a, "--screenshot", file, "--size", "nanx700"},
                                                                     {a, "--screenshot", file, "--at", "1,2"},
                                                                     {a, "--screenshot", file, "--at", "1,2,0"},
                                                                     {a, "--screenshot", file, "--at", "1,2,inf"},
                                                                     {a, "--screenshot", file, "--theme", "pink"},
                                                                     {a, "--nonsense"},
                                                                     {a, a, a, a, a, "--screenshot", file}}) {
    const Ran ran = viewer(arguments);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_FALSE(ran.err.empty());
    EXPECT_FALSE(fs::exists(file));
  }
}

TEST_F(ViewerProgramTest, WhatCannotBeShownIsSaidInASentence) {
  const std::string file = (m_folder / "bild.png").string();
  Ran ran = viewer({slide("nowhere.svs").string(), "--screenshot", file});
  EXPECT_EQ(ran.code, 1);
  expectOneSentence(ran.err);
  EXPECT_NE(ran.err.find("nowhere.svs"), std::string::npos) << ran.err;
  ran = viewer({slide("a.svs").string(), "--score", (m_folder / "no-score").string(), "--screenshot", file});
  EXPECT_EQ(ran.code, 1) << ran.err;
  expectOneSentence(ran.err);
  EXPECT_FALSE(fs::exists(file));
  ran = viewer({slide("a.svs").string(), "--screenshot", (m_folder / "no-folder/bild.png").string()});
  EXPECT_EQ(ran.code, 1);
  expectOneSentence(ran.err);
}

TEST_F(ViewerProgramTest, OpensNoNetworkConnection) {
  const auto reader = openSlide(slide("a.svs"));
  ASSERT_TRUE(reader) << reader.error().message;
  test::writeScoreFolder(m_folder / "score", test::recordOf((*reader)->info()));
  RunOptions how = options();
  how.environment["LD_PRELOAD"] = SNITT_CONNECT_GUARD;
  const Ran ran = viewer({slide("a.svs").string(), "--score", (m_folder / "score").string(), "--show", "all",
                          "--screenshot", (m_folder / "bild.png").string()},
                         how);
  EXPECT_EQ(ran.code, 0) << ran.err;
}

TEST_F(ViewerProgramTest, ASecondStartHandsItsSlideToTheWindowThatIsOpen) {
  test::makeSlide(slide("b.svs"), {});
  test::makeSlide(slide("c.svs"), {});
  Ran second;
  Ran another;
  bool opened = false;
  bool handedOver = false;
  RunOptions first = windowed();
  first.whenSeen = [&](test::Child& window) {
    opened = soon([&] { return wasOpened("a.svs"); });
    second = viewer({slide("b.svs").string()}, windowed());
    handedOver = soon([&] { return wasOpened("b.svs"); });
    RunOptions apart = windowed();
    apart.whenSeen = [](test::Child& child) {
      // Longer than handing over takes.
      std::this_thread::sleep_for(4s);
      kill(child.processId(), SIGTERM);
    };
    another = viewer({slide("c.svs").string(), "--new"}, apart);
    kill(window.processId(), SIGTERM);
  };
  const Ran ran = viewer({slide("a.svs").string()}, first);
  EXPECT_TRUE(opened) << ran.err;
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_TRUE(handedOver);
  EXPECT_EQ(another.code, 128 + SIGTERM) << "it left by itself: " << another.err;
  EXPECT_EQ(ran.code, 128 + SIGTERM) << ran.err;
}

// --- cases by name

class ViewerOfCases : public ViewerProgramTest {
 protected:
  void SetUp() override {
    ViewerProgramTest::SetUp();
    ASSERT_EQ(ran({"db", "create", "--role", "pathologist"}).code, 0);
    ASSERT_EQ(ran({"case", "make", "STJ:26-H-1"}).code, 0);
    ASSERT_EQ(ran({"case", "make", "STJ:26/H 2"}).code, 0);
    ASSERT_EQ(ran({"case", "make", "NORTH:26-H-1"}).code, 0);
    ASSERT_EQ(ran({"case", "link", slide("a.svs").string(), "STJ:26-H-1", "--specimen", "A", "--stain", "HE"}).code, 0);
  }
  [[nodiscard]] Ran ran(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), test::snittProgram());
    Ran ended = test::run(arguments, options());
    if (ended.code != 0) ADD_FAILURE() << ended.err;
    return ended;
  }
  [[nodiscard]] int looks() const {
    const std::string log = ran({"audit", "list"}).out;
    int count = 0;
    for (auto at = log.find("case.opened"); at != std::string::npos; at = log.find("case.opened", at + 1)) ++count;
    return count;
  }
};

TEST_F(ViewerOfCases, APictureOfACase) {
  const auto file = m_folder / "case.png";
  for (const char* named : {"--accession=STJ:26-H-1", "snitt://case/STJ/26-H-1", "snitt://case/STJ/26%2FH%202"}) {
    fs::remove(file);
    const Ran ran = viewer({named, "--screenshot", file.string(), "--size", "1200x800"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(QImage(QString::fromStdString(file.string())).size(), QSize(1200, 800));
  }
  EXPECT_EQ(looks(), 3) << "the record says who looked";
  EXPECT_FALSE(fs::exists(m_folder / "config/snitt/viewer.ini")) << "nothing else is kept";
}

TEST_F(ViewerOfCases, WhatIsNoCaseOrSeveralIsSaidInASentence) {
  const auto file = m_folder / "case.png";
  for (const auto& [named, word] : std::vector<std::pair<std::string, std::string>>{
           {"STJ:26-H-99", "26-H-99"}, {"nowhere", "nowhere"}, {"26-H-1", "SITE:ACCESSION"}}) {
    const Ran ran = viewer({"--accession", named, "--screenshot", file.string()});
    EXPECT_EQ(ran.code, 1);
    expectOneSentence(ran.err);
    EXPECT_NE(ran.err.find(word), std::string::npos) << ran.err;
  }
  EXPECT_FALSE(fs::exists(file));
  EXPECT_EQ(looks(), 0);
}

TEST_F(ViewerOfCases, ALinkThatIsNoneIsRefusedAndChangesNothing) {
  const std::string before = test::readBytes(m_folder / "data/snitt/snitt.db");
  const auto file = m_folder / "case.png";
  for (const char* link : {"snitt://case/STJ/26-H-1?erase=1", "snitt://erase/STJ/26-H-1", "snitt:///etc/passwd",
                           "snitt://case/STJ/..", "snitt://case/STJ/%00", "snitt://case/STJ/%E2%80%AE1", "snitt:"}) {
    const Ran ran = viewer({link});
    EXPECT_EQ(ran.code, 2) << link;
    expectOneSentence(ran.err);
  }
  EXPECT_EQ(viewer({"snitt://case/STJ/26-H-1", "snitt://case/NORTH/26-H-1"}).code, 2);
  EXPECT_EQ(viewer({"snitt://case/STJ/26-H-1", "--accession", "STJ:26-H-1"}).code, 2);
  EXPECT_EQ(viewer({"--accession", ""}).code, 2);
  EXPECT_EQ(viewer({"--accession", "STJ:"}).code, 2);
  EXPECT_EQ(viewer({"--accession", "STJ:26-H-1", slide("a.svs").string(), "--screenshot", file.string()}).code, 2);
  EXPECT_EQ(test::readBytes(m_folder / "data/snitt/snitt.db"), before) << "not a byte";
}

TEST_F(ViewerOfCases, ASecondStartHandsItsCaseOver) {
  RunOptions first = windowed();
  Ran second;
  bool looked = false;
  first.whenSeen = [&](test::Child& window) {
    looked = soon([&] { return looks() == 1; });
    second = viewer({"snitt://case/NORTH/26-H-1"}, windowed());
    looked = looked && soon([&] { return looks() == 2; });
    kill(window.processId(), SIGTERM);
  };
  const Ran ran = viewer({"--accession", "STJ:26-H-1"}, first);
  EXPECT_TRUE(looked) << ran.err;
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_EQ(ran.code, 128 + SIGTERM) << ran.err;
}

// The viewer works where no engine is installed.
TEST_F(ViewerProgramTest, LoadsNoEngine) {
  const Ran ran = test::run({"ldd", SNITT_VIEWER});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("libQt6Widgets"), std::string::npos);
  for (const char* library : {"libtorch", "libc10"}) EXPECT_EQ(ran.out.find(library), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace snitt
