// From a slide's file to its first picture, and from the program's start to a window that takes input.
#include <QApplication>
#include <QPainter>
#include <QProcess>

#include <cstdio>

#include "bench/viewer/benches.h"
#include "bench/viewer/figures.h"
#include "bench/viewer/stage.h"
#include "ui/window/viewer_program.h"

namespace snitt::bench {

Samples firstPictures(const std::filesystem::path& slide) {
  Samples opened;
  for (int i = 0; i < 9; ++i) {
    SlideView view;
    view.resize(kViewPx);
    view.setVisible(true);
    runEvents();
    bool painted = false;
    QObject::connect(&view, &SlideView::completed, &view, [&] { painted = true; });
    const double begin = nowMs();
    SlideDocument document(slide, {});
    view.setDocument(&document);
    waitUntil([&] { return painted; }, "the first picture");
    runEvents();
    opened.push_back(nowMs() - begin);
    view.setDocument(nullptr);
  }
  return opened;
}

void openBench(const std::filesystem::path& slide) {
  const Samples opened = firstPictures(slide);
  print("viewer_open_first_picture_ms", median(opened));
  print("viewer_open_first_picture_max_ms", quantile(opened, 1));

  Samples started;
  for (int i = 0; i < 5; ++i) {
    QProcess program;
    program.start(QApplication::applicationFilePath(), {QStringLiteral("--start"), QString::number(nowMs(), 'f', 3)});
    if (!program.waitForFinished(60000) || program.exitCode() != 0) {
      std::fprintf(stderr, "viewer_bench: the program did not start\n");
      std::exit(1);
    }
    started.push_back(program.readAllStandardOutput().trimmed().toDouble());
  }
  print("viewer_start_to_window_ms", median(started));
}

int startedProgram(int argc, char** argv, double sinceMs) {
  const QApplication application(argc, argv);
  ViewerProgram program{std::filesystem::path()};
  program.applyThemeAndLanguage();
  MainWindow* window = program.newWindow();
  window->show();
  runEvents();
  std::printf("%.3f\n", nowMs() - sinceMs);
  return 0;
}

}  // namespace snitt::bench
