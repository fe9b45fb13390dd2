// Draws in the viewer's window, by mouse, until it is killed: `drawing_hand SLIDE DATAFOLDER SEED`. Writes a line for
// each edit once it is shown: "<ms of the monotonic clock> <id> <state>", where the state is "gone" or a hash of what
// the annotation is.
#include <QApplication>
#include <QTest>

#include <chrono>
#include <cstdio>
#include <random>

#include "core/annotation/wkb.h"
#include "core/sha256.h"
#include "support/open_view.h"
#include "ui/window/main_window.h"

namespace {

using namespace snitt;

long long nowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void tell(const AnnotationEdit& edit) {
  for (const AnnotationChange& change : edit) {
    const std::string& id = change.after ? change.after->id : change.before->id;
    const std::string state = change.after ? sha256Of(toWkb(change.after->geometry)).substr(0, 16) : "gone";
    std::printf("%lld %s %s\n", nowMs(), id.c_str(), state.c_str());
  }
  std::fflush(stdout);
}

class Hand {
 public:
  Hand(MainWindow& window, unsigned seed) : m_window(window), m_random(seed) {}

  void drawSomething() {
    SlideView& view = m_window.pane().view();
    switch (pick(0, 6)) {
      case 0:
        m_window.command("edit.undo")->trigger();
        return;
      case 1:
        m_window.command("draw.select")->trigger();
        break;
      case 2:
        m_window.command("draw.brush")->trigger();
        break;
      default:
        m_window.command("draw.rectangle")->trigger();
    }
    const QPoint from(pick(20, view.width() - 20), pick(20, view.height() - 20));
    test::mouse(view, QEvent::MouseMove, from);
    test::mouse(view, QEvent::MouseButtonPress, from);
    QPoint at = from;
    for (int i = 0; i < 4; ++i) {
      at += QPoint(pick(-40, 40), pick(-40, 40));
      test::mouse(view, QEvent::MouseMove, at);
      QTest::qWait(pick(0, 15));
    }
    test::mouse(view, QEvent::MouseButtonRelease, at);
    if (pick(0, 5) == 0) m_window.command("edit.delete")->trigger();
  }
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_random); }

 private:
  MainWindow& m_window;
  std::mt19937 m_random;
};

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QApplication application(argc, argv);
  const std::filesystem::path data = argv[2];
  ViewerSettings settings{data / "viewer.ini"};
  ChangedShortcuts shortcuts;
  ClassList classes{data / "classes.json"};
  ViewerContext context;
  context.settings = &settings;
  context.shortcuts = &shortcuts;
  context.classes = &classes;
  context.dataFolder = data;
  context.drawing = {data / "snitt.db", data / "annotations", "test", "hand", {}};
  context.newWindow = [] {};
  context.themeOrLanguageChanged = [] {};
  MainWindow window(context);
  window.setAttribute(Qt::WA_DeleteOnClose, false);
  window.resize(1200, 800);
  window.show();
  window.openSlide(argv[1]);
  const auto isReady = [&] {
    const SlidePane& pane = window.pane();
    return pane.isOpen() && pane.document()->drawing().canEdit();
  };
  if (!test::waitFor(isReady)) return 1;
  QObject::connect(&window.pane().document()->drawing(), &Drawing::changed, tell);
  std::puts("ready");
  std::fflush(stdout);
  Hand hand(window, static_cast<unsigned>(std::atoi(argv[3])));
  for (;;) {
    hand.drawSomething();
    QTest::qWait(hand.pick(5, 60));
  }
}
