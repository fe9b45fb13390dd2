#include "ui/people/idle_watch.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

namespace snitt {
namespace {

using namespace std::chrono_literals;

class IdleWatchTest : public testing::Test {
 protected:
  IdleWatchTest() {
    watch.setLimit(10min);
    watch.start();
    window.show();
  }
  void touch() { QTest::keyClick(&window, Qt::Key_A); }

  std::chrono::milliseconds now = 1h;
  IdleWatch watch{nullptr, [this] { return now; }};
  QSignalSpy idle{&watch, &IdleWatch::idle};
  QWidget window;
};

TEST_F(IdleWatchTest, KeysAndMouseCountAndNothingElse) {
  now += 9min;
  touch();
  now += 9min;
  QTest::mouseMove(&window, QPoint(3, 3));
  QTest::mouseClick(&window, Qt::LeftButton);
  now += 9min;
  watch.look();
  EXPECT_EQ(idle.count(), 0);
  // What the program does by itself.
  window.resize(300, 200);
  QMouseEvent made(QEvent::MouseMove, QPointF(5, 5), QPointF(5, 5), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &made);
  now += 1min;
  watch.look();
  EXPECT_EQ(idle.count(), 1);
  now += 1h;
  watch.look();
  EXPECT_EQ(idle.count(), 1) << "once";
}

class KeyCounter : public QWidget {
 public:
  int keys = 0;

 protected:
  void keyPressEvent(QKeyEvent* /*event*/) override { ++keys; }
};

TEST_F(IdleWatchTest, TheTouchAfterASleepReachesNothing) {
  KeyCounter counter;
  counter.show();
  now += 2h;
  QTest::keyClick(&counter, Qt::Key_Delete);
  EXPECT_EQ(idle.count(), 1) << "before the timer noticed";
  EXPECT_EQ(counter.keys, 0);
}

}  // namespace
}  // namespace snitt
