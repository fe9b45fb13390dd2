#include "ui/panels/film_strip.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <fstream>
#include <future>
#include <mutex>
#include <set>

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "support/make_slide.h"
#include "support/temp_folder.h"
#include "ui/document/reaper.h"
#include "ui/panels/film_model.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr int kLongMs = 20000;

QListView* viewOf(const FilmStrip& strip) { return strip.findChild<QListView*>(); }
QString nameAt(const FilmStrip& strip, int row) { return viewOf(strip)->model()->index(row, 0).data().toString(); }
QVariant at(const FilmStrip& strip, int row, int role) { return viewOf(strip)->model()->index(row, 0).data(role); }
bool hasPicture(const FilmStrip& strip, int row) {
  return !at(strip, row, FilmModel::PictureRole).value<QPixmap>().isNull();
}

std::string numbered(std::string name, int number) { return name.append(std::to_string(number)).append(".svs"); }

void touch(const fs::path& file) { std::ofstream(file) << "no slide"; }

Result<std::unique_ptr<SlideReader>> greenSlide(const fs::path&) {
  return std::make_unique<test::FakeSlide>(800, 600, [](std::int64_t, std::int64_t, std::uint8_t* rgb) {
    rgb[0] = 20;
    rgb[1] = 160;
    rgb[2] = 40;
  });
}

void listFolder(FilmStrip& strip, const fs::path& folder) {
  QSignalSpy listed(&strip, &FilmStrip::listed);
  strip.setFolder(folder);
  if (listed.isEmpty()) listed.wait(kLongMs);
}

TEST(FilmStrip, ShowsTheSlidesOfAFolderInOrderWithTheirPictures) {
  const test::TempFolder folder;
  test::SlideRecipe recipe;
  recipe.widthPx = 960;
  recipe.heightPx = 480;
  recipe.levels = 2;
  for (const char* name : {"slide10.svs", "slide2.svs"}) test::makeSlide(folder / name, recipe);
  touch(folder / "slide3.svs");
  FilmStrip strip;
  strip.resize(600, 600);
  strip.show();
  listFolder(strip, folder.path());
  ASSERT_EQ(viewOf(strip)->model()->rowCount(), 3);
  EXPECT_EQ(nameAt(strip, 0), "slide2.svs");
  EXPECT_EQ(nameAt(strip, 1), "slide3.svs");
  EXPECT_EQ(nameAt(strip, 2), "slide10.svs");
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasPicture(strip, 0) && hasPicture(strip, 2); }, kLongMs));
  EXPECT_EQ(at(strip, 0, FilmModel::PictureRole).value<QPixmap>().size(), QSize(160, 80));
  // The broken one says why, and is no dead end for "next slide".
  ASSERT_TRUE(QTest::qWaitFor([&] { return !at(strip, 1, FilmModel::ReasonRole).toString().isEmpty(); }, kLongMs));
  EXPECT_TRUE(at(strip, 1, Qt::ToolTipRole).toString().contains("slide3.svs"));
  EXPECT_TRUE(at(strip, 1, Qt::AccessibleTextRole).toString().contains("cannot be opened"));
  strip.setCurrent(folder / "slide2.svs");
  EXPECT_EQ(strip.next(), folder / "slide10.svs");
  EXPECT_EQ(strip.previous(), std::nullopt);
}

TEST(FilmStrip, ClickAndEnterChooseASlide) {
  const test::TempFolder folder;
  for (const char* name : {"a.svs", "b.svs", "c.svs"}) touch(folder / name);
  FilmStrip strip(greenSlide);
  strip.resize(800, 400);
  strip.show();
  listFolder(strip, folder.path());
  std::vector<fs::path> chosen;
  QObject::connect(&strip, &FilmStrip::slideChosen, [&chosen](const fs::path& slide) { chosen.push_back(slide); });
  QListView* view = viewOf(strip);
  const auto middle = [view](int row) { return view->visualRect(view->model()->index(row, 0)).center(); };
  QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle(1));
  QTest::keyClick(view, Qt::Key_Right);
  QTest::keyClick(view, Qt::Key_Return);
  EXPECT_EQ(chosen, (std::vector<fs::path>{folder / "b.svs", folder / "c.svs"}));
}

TEST(FilmStrip, KnowsTheNeighboursOfTheSlideShown) {
  const test::TempFolder folder;
  for (const char* name : {"a.svs", "b.svs", "c.svs"}) touch(folder / name);
  FilmStrip strip(greenSlide);
  strip.setCurrent(folder / "b.svs");
  EXPECT_EQ(strip.next(), std::nullopt);  // not listed yet
  listFolder(strip, folder.path());       // also while the strip itself is not shown
  EXPECT_EQ(strip.next(), folder / "c.svs");
  EXPECT_EQ(strip.previous(), folder / "a.svs");
  strip.setCurrent(folder / "c.svs");
  EXPECT_EQ(strip.next(), std::nullopt);
  strip.setCurrent("/elsewhere/x.svs");
  EXPECT_EQ(strip.previous(), std::nullopt);
}

TEST(FilmStrip, MakesWhatIsInSightAndNotTheWholeFolder) {
  const test::TempFolder folder;
  for (int i = 0; i < 400; ++i) touch(folder / numbered("s", i));
  struct Opened {
    std::mutex mutex;
    std::set<std::string> names;
  };
  auto opened = std::make_shared<Opened>();
  FilmStrip strip([opened](const fs::path& slide) {
    const std::lock_guard lock(opened->mutex);
    opened->names.insert(slide.filename().string());
    return greenSlide(slide);
  });
  strip.resize(200, 500);
  strip.show();
  listFolder(strip, folder.path());
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasPicture(strip, 0); }, kLongMs));
  strip.setCurrent(folder / "s300.svs");
  ASSERT_TRUE(QTest::qWaitFor([&] { return hasPicture(strip, 300); }, kLongMs));
  const std::lock_guard lock(opened->mutex);
  EXPECT_LT(opened->names.size(), 100U);
  EXPECT_FALSE(opened->names.contains("s150.svs"));
}

TEST(FilmModel, KeepsToItsMemory) {
  FilmModel model(std::size_t{10} * 160 * 100 * 4);
  std::vector<FolderSlide> slides;
  for (int i = 0; i < 50; ++i) slides.push_back({"/s/" + std::to_string(i), {}});
  model.setSlides(slides);
  QImage picture(160, 100, QImage::Format_RGB32);
  picture.fill(Qt::red);
  for (const FolderSlide& slide : slides) model.setThumbnail({slide.path, picture, {}});
  int kept = 0;
  for (int row = 0; row < 50; ++row) kept += model.lacksThumbnail(row) ? 0 : 1;
  EXPECT_EQ(kept, 10);
  EXPECT_FALSE(model.lacksThumbnail(49));
}

TEST(FilmStrip, AShareThatHangsHoldsUpNothing) {
  const test::TempFolder folder;
  for (int i = 0; i < 6; ++i) touch(folder / numbered("s", i));
  std::promise<void> gate;
  struct Hanging {
    std::shared_future<void> wait;
    std::atomic<int> inside{0};
  };
  auto hanging = std::make_shared<Hanging>();
  hanging->wait = gate.get_future().share();
  auto strip = std::make_unique<FilmStrip>([hanging](const fs::path& slide) {
    ++hanging->inside;
    hanging->wait.wait();
    return greenSlide(slide);
  });
  strip->resize(600, 600);
  strip->show();
  listFolder(*strip, folder.path());
  ASSERT_TRUE(QTest::qWaitFor([&] { return hanging->inside == 2; }, kLongMs));
  // The window lives on: it draws, scrolls, and its event loop turns.
  int turns = 0;
  QTimer ticks;
  QObject::connect(&ticks, &QTimer::timeout, [&turns] { ++turns; });
  ticks.start(5);
  strip->resize(300, 500);
  strip->setCurrent(folder / "s5.svs");
  EXPECT_TRUE(QTest::qWaitFor([&turns] { return turns >= 10; }, kLongMs));
  EXPECT_FALSE(strip->grab().isNull());
  EXPECT_EQ(hanging->inside, 2) << "no more than two threads";
  // Nor does it wait at its end: the reads hang on until the gate opens below.
  strip.reset();
  EXPECT_EQ(Reaper::waiting(), 2U);
  EXPECT_FALSE(Reaper::allEnded(milliseconds(10)));
  gate.set_value();
  EXPECT_TRUE(Reaper::allEnded(milliseconds(kLongMs)));
  QTest::qWait(20);  // late results find nobody
}

TEST(FilmStrip, AnotherFolderComesUpWhileOneHangs) {
  const test::TempFolder slow;
  const test::TempFolder quick;
  for (int i = 0; i < 3; ++i) touch(slow / numbered("slow", i));
  touch(quick / "quick.svs");
  std::promise<void> gate;
  auto hangs = [wait = gate.get_future().share()](const fs::path& slide) {
    if (slide.filename().string().starts_with("slow")) wait.wait();
    return greenSlide(slide);
  };
  FilmStrip strip(hangs);
  strip.resize(600, 600);
  strip.show();
  listFolder(strip, slow.path());
  QTest::qWait(60);
  listFolder(strip, quick.path());
  EXPECT_TRUE(QTest::qWaitFor([&] { return hasPicture(strip, 0); }, kLongMs));
  EXPECT_EQ(nameAt(strip, 0), "quick.svs");
  gate.set_value();
  EXPECT_TRUE(Reaper::allEnded(milliseconds(kLongMs)));
}

TEST(FilmStrip, SaysWhyThereIsNothingToShow) {
  const test::TempFolder folder;
  FilmStrip strip(greenSlide);
  strip.resize(300, 300);
  strip.show();
  const auto words = [&strip] {
    QString all;
    for (const QLabel* label : strip.findChildren<QLabel*>())
      if (label->isVisible()) all += label->text() + u'\n';
    return all;
  };
  strip.setFolder(folder.path());
  EXPECT_TRUE(QTest::qWaitFor([&] { return words().contains("no slides"); }, kLongMs));
  strip.setFolder(folder / "gone");
  EXPECT_TRUE(QTest::qWaitFor([&] { return words().contains("does not exist"); }, kLongMs));
  // A folder that has got slides meanwhile.
  fs::create_directory(folder / "gone");
  touch(folder / "gone" / "new.svs");
  QTest::mouseClick(strip.findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_TRUE(QTest::qWaitFor([&] { return viewOf(strip)->model()->rowCount() == 1; }, kLongMs));
}

}  // namespace
}  // namespace snitt
