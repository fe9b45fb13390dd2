#include "bench/viewer/stage.h"

#include <QApplication>
#include <QElapsedTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace snitt::bench {

void waitUntil(const std::function<bool()>& done, const char* what, double seconds) {
  QElapsedTimer timer;
  timer.start();
  while (!done()) {
    QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
    if (static_cast<double>(timer.elapsed()) < seconds * 1000) continue;
    std::fprintf(stderr, "viewer_bench: waited in vain for %s\n", what);
    std::exit(1);
  }
}

void runEvents() {
  QApplication::sendPostedEvents();
  QApplication::processEvents();
}

double nowMs() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Stage::Stage(std::size_t cacheMiB) : m_settings(std::make_unique<ViewerSettings>(std::filesystem::path())) {
  m_settings->setCacheMiB(static_cast<int>(cacheMiB));
  m_context.settings = m_settings.get();
  m_context.shortcuts = &m_shortcuts;
  m_window = std::make_unique<MainWindow>(m_context);
  m_window->setAttribute(Qt::WA_DeleteOnClose, false);
  m_window->show();
  m_window->resize(kViewPx + QSize(600, 300));
  for (int i = 0; i < 4 && view().size() != kViewPx; ++i) {
    runEvents();
    m_window->resize(m_window->size() + kViewPx - view().size());
  }
  if (view().size() != kViewPx) std::fprintf(stderr, "viewer_bench: the view has %d x %d\n", view().width(), view().height());
}

Stage::~Stage() = default;

void Stage::open(const std::filesystem::path& slide) {
  window().openSlide(slide);
  waitUntil([this] { return window().pane().isOpen() || document().state() == SlideDocument::State::failed; }, "a slide");
  if (!window().pane().isOpen()) {
    std::fprintf(stderr, "viewer_bench: %s\n", qPrintable(document().fault()));
    std::exit(1);
  }
  settle();
}

void Stage::settle() {
  waitUntil([this] { return view().complete() && document().idle(); }, "the view to be complete");
  runEvents();
}

double Stage::frameMs(const std::function<void()>& change) {
  const double begin = nowMs();
  change();
  runEvents();
  return nowMs() - begin;
}

}  // namespace snitt::bench
