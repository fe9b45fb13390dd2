// How long the UI thread keeps a person's input waiting, whatever is done.
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "bench/viewer/benches.h"
#include "bench/viewer/figures.h"
#include "bench/viewer/stage.h"
#include "bench/viewer/watchdog.h"

namespace snitt::bench {

namespace {

// Stands for a running score: a thread on every core at the priority that everything has.
class BusyCores {
 public:
  BusyCores() {
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
      m_threads.emplace_back([](const std::stop_token& stop) {
        volatile double sum = 0;
        while (!stop.stop_requested())
          for (int k = 1; k < 10000; ++k) sum = sum + 1.0 / k;
      });
  }

 private:
  std::vector<std::jthread> m_threads;
};

// Returns to the event loop between two calls, as input does.
void everyMs(int periodMs, int times, const std::function<void(int)>& act) {
  for (int i = 0; i < times; ++i) {
    act(i);
    QElapsedTimer timer;
    timer.start();
    waitUntil([&] { return timer.elapsed() >= periodMs; }, "time to go by");
  }
}

void sendMouse(SlideView& view, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
  QMouseEvent event(type, at, view.mapToGlobal(at), button, buttons, Qt::NoModifier);
  QApplication::sendEvent(&view, &event);
}

void drag(Stage& stage) {
  SlideView& view = stage.view();
  QPointF at(900, 500);
  sendMouse(view, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
  everyMs(8, 150, [&](int i) {
    at += QPointF(12 * std::cos(i / 30.0), 9 * std::sin(i / 20.0));
    sendMouse(view, QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
  });
  sendMouse(view, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
}

void wheel(Stage& stage) {
  everyMs(40, 60, [&](int i) {
    const QPointF at(700 + 5 * i, 400);
    QWheelEvent event(at, stage.view().mapToGlobal(at), {}, QPoint(0, i % 30 < 18 ? 120 : -120), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&stage.view(), &event);
  });
}

void look(Stage& stage) {
  everyMs(100, 12, [&](int i) {
    DisplayLook look = stage.document().look();
    look.brightness = 0.02 * i;
    stage.document().setLook(look);
  });
  stage.document().setLook({});
}

void turn(Stage& stage) {
  everyMs(250, 8, [&](int i) { stage.view().turnBy(i % 2 == 0 ? 90 : 33); });
  stage.view().turnTo(0);
}

// A million tiles and a quarter of a million cells.
void writeOverlays(const QSizeF& slide, const std::filesystem::path& tiles, const std::filesystem::path& cells) {
  constexpr int kEdge = 1000;
  std::ofstream table(tiles);
  table << "minx,miny,width,height,prob_tumor\n";
  const int step = static_cast<int>(slide.width()) / kEdge;
  for (int i = 0; i < kEdge * kEdge; ++i)
    table << i % kEdge * step << ',' << i / kEdge * step << ',' << step << ',' << step << ',' << (i % 97) / 97.0
          << '\n';
  std::ofstream json(cells);
  json << R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < kEdge * kEdge / 4; ++i) {
    const int x = i % 500 * step * 2;
    const int y = i / 500 * step * 2;
    json << (i == 0 ? "" : ",") << R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[)" << '[' << x
         << ',' << y << "],[" << x + 20 << ',' << y << "],[" << x + 24 << ',' << y + 18 << "],[" << x << ',' << y
         << R"(]]]},"properties":{"classification":{"name":")" << (i % 2 == 0 ? "one" : "other") << R"("}}})";
  }
  json << "]}";
}

void report(Watchdog& dog, const std::string& what, Samples& allWorked) {
  const Watchdog::Found found = dog.take();
  print("viewer_ui_worked_max_ms_" + what, quantile(found.worked, 1));
  print("viewer_ui_waited_max_ms_" + what, quantile(found.waited, 1));
  print("viewer_ui_waited_p999_ms_" + what, quantile(found.waited, 0.999));
  allWorked.insert(allWorked.end(), found.worked.begin(), found.worked.end());
}

void showAllLayers(Stage& stage, bool shown) {
  for (const auto& layer : stage.document().layers().layers()) layer->setVisible(shown);
}

}  // namespace

void blockedBench(const std::filesystem::path& slide, const std::filesystem::path& work) {
  Samples worked;
  Stage stage(512);
  stage.open(slide);
  const auto tiles = work / "million-tiles.csv";
  const auto cells = work / "cells.geojson";
  writeOverlays(stage.document().sizePx(), tiles, cells);
  stage.view().setViewport(Viewport{kViewPx, QPointF(9000, 9000), 2.3, 0, false});
  stage.settle();

  Watchdog dog;
  const auto measured = [&](const std::string& what, const std::function<void()>& act) {
    everyMs(50, 1, [](int) {});
    (void)dog.take();
    act();
    report(dog, what, worked);
  };
  measured("open", [&] {
    for (int i = 0; i < 4; ++i) stage.open(slide);
  });
  stage.view().setViewport(Viewport{kViewPx, QPointF(9000, 9000), 2.3, 0, false});
  measured("pan", [&] { drag(stage); });
  measured("zoom", [&] { wheel(stage); });
  measured("turn", [&] { turn(stage); });
  measured("look", [&] { look(stage); });
  measured("tissue", [&] {
    stage.document().findTissueAndQuality();
    drag(stage);
    stage.settle();
  });
  if (const auto scores = work / "results"; std::filesystem::exists(scores))
    for (const auto& entry : std::filesystem::directory_iterator(scores))
      measured("score_folder", [&] {
        stage.document().openScoreFolder(entry.path());
        stage.settle();
      });
  measured("overlays", [&] {
    stage.document().openOverlay(tiles);
    stage.document().openOverlay(cells);
    drag(stage);
    stage.settle();
  });
  if (stage.document().layers().layers().size() < 2) {
    std::fprintf(stderr, "viewer_bench: the overlays were not opened\n");
    std::exit(1);
  }
  measured("overlays_shown", [&] {
    showAllLayers(stage, true);
    drag(stage);
    wheel(stage);
  });
  measured("close", [&] { stage.open(slide); });
  // While something else takes all cores the threads wait for each other: what the UI thread works counts, and what is
  // waited for tells of the system.
  stage.view().setViewport(Viewport{kViewPx, QPointF(9000, 9000), 2.3, 0, false});
  stage.settle();
  {
    const BusyCores busy;
    measured("pan_busy", [&] { drag(stage); });
    measured("zoom_busy", [&] { wheel(stage); });
  }
  print("viewer_ui_worked_p999_ms", quantile(worked, 0.999));
  print("viewer_ui_blocked_max_ms", quantile(worked, 1));
}

}  // namespace snitt::bench
