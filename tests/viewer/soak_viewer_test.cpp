// Somebody looks around a large slide for ten minutes and memory stays within what the settings allow.
#include <QApplication>
#include <QElapsedTimer>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <memory>
#include <random>

#include <gtest/gtest.h>

#include "support/big_slide.h"
#include "support/soak.h"
#include "support/temp_folder.h"
#include "ui/window/main_window.h"

namespace snitt {
namespace {

constexpr int kCacheMiB = 256;
constexpr int kBesidesMiB = 300;
constexpr int kWholeSeconds = 600;

int residentMiB() {
  std::ifstream file("/proc/self/statm");
  long pages = 0;
  long resident = 0;
  file >> pages >> resident;
  return static_cast<int>(resident * sysconf(_SC_PAGESIZE) >> 20);
}

void runEvents(int ms) {
  QElapsedTimer timer;
  timer.start();
  do {
    QApplication::processEvents(QEventLoop::AllEvents, 5);
  } while (timer.elapsed() < ms);
}

// What a person does next, at random.
class Walker {
 public:
  explicit Walker(SlidePane& pane) : m_pane(pane) {}

  void step() {
    SlideView& view = m_pane.view();
    switch (pick(0, 11)) {
      case 0:
        return jump();
      case 1:
      case 2:
        return view.zoomBy(std::pow(2.0, real(-2, 2)));
      case 3:
        return view.turnBy(pick(0, 1) == 0 ? 90 : real(-40, 40));
      case 4:
        return pick(0, 3) == 0 ? look() : view.mirror();
      default:
        return view.panBy({pick(-700, 700), pick(-500, 500)});
    }
  }

 private:
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_random); }
  double real(double low, double high) { return std::uniform_real_distribution<double>(low, high)(m_random); }

  void jump() {
    Viewport view = m_pane.view().viewport();
    const QSizeF slide = m_pane.document()->sizePx();
    view.centre = QPointF(real(0, slide.width()), real(0, slide.height()));
    view.downsample = std::pow(2.0, real(-1, 5));
    m_pane.view().setViewport(view);
  }

  void look() {
    DisplayLook look;
    look.brightness = real(-0.2, 0.2);
    look.contrast = real(0.8, 1.3);
    look.stain = pick(0, 3) == 0 ? StainView::haematoxylin : StainView::colour;
    m_pane.document()->setLook(look);
  }

  SlidePane& m_pane;
  std::mt19937 m_random{11};
};

TEST(SoakViewer, MemoryStaysWithinTheCacheAndAMargin) {
  const int seconds = test::soaked(kWholeSeconds);
  test::TempFolder folder;
  const auto slide = folder.path() / "large.svs";
  test::makeBigSlide(slide, seconds < kWholeSeconds ? 16000 : 40000);

  ViewerSettings settings{std::filesystem::path()};
  settings.setCacheMiB(kCacheMiB);
  ASSERT_EQ(settings.cacheMiB(), kCacheMiB);
  ChangedShortcuts shortcuts;
  ClassList classes{{}};
  ViewerContext context;
  context.classes = &classes;
  context.settings = &settings;
  context.shortcuts = &shortcuts;
  auto* const window = new MainWindow(context);
  window->resize(1920, 1080);
  window->show();
  window->openSlide(slide);
  for (int i = 0; i < 200 && !window->pane().isOpen(); ++i) runEvents(50);
  ASSERT_TRUE(window->pane().isOpen());

  Walker walker(window->pane());
  QElapsedTimer timer;
  timer.start();
  int most = 0;
  int steps = 0;
  while (timer.elapsed() < qint64{seconds} * 1000) {
    walker.step();
    ++steps;
    runEvents(steps % 20 == 0 ? 200 : 25);
    most = std::max(most, residentMiB());
    ASSERT_LE(most, kCacheMiB + kBesidesMiB) << "after " << timer.elapsed() / 1000 << " s and " << steps << " steps";
  }
  // Less than the cache holds would have shown nothing.
  EXPECT_GT(window->pane().document()->tiles().bytes(), std::size_t{kCacheMiB} / 2 << 20);
  RecordProperty("most_mib", most);
  std::printf("[          ] %d steps, at most %d MiB resident\n", steps, most);
  delete window;
}

}  // namespace
}  // namespace snitt
