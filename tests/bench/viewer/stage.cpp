#include "bench/viewer/stage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace snitt::bench {

void waitUntil(const std::function<bool()>& done, const char* what, double seconds) {
  QElapsedTimer timer;
  timer.start();
  // Ends the wait for events now and then, so that the thread sleeps and `done` is asked all the same.
  QTimer tick;
  tick.start(1);
  while (!done()) {
    QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
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

bool PaintCount::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Paint) ++count;
  return QObject::eventFilter(watched, event);
}

namespace {

double clockMs(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace

double threadWorkMs() { return clockMs(CLOCK_THREAD_CPUTIME_ID); }

double programWorkMs() { return clockMs(CLOCK_PROCESS_CPUTIME_ID); }

Stage::Stage(std::size_t cacheMiB) : m_settings(std::make_unique<ViewerSettings>(std::filesystem::path())) {
  m_settings->setCacheMiB(static_cast<int>(cacheMiB));
  m_context.classes = &m_classes;
  m_context.settings = m_settings.get();
  m_context.shortcuts = &m_shortcuts;
  m_window = std::make_unique<MainWindow>(m_context);
  m_window->setAttribute(Qt::WA_DeleteOnClose, false);
  view().installEventFilter(&m_frames);
  m_window->show();
  m_window->resize(kViewPx + QSize(600, 300));
  for (int i = 0; i < 4 && view().size() != kViewPx; ++i) {
    runEvents();
    m_window->resize(m_window->size() + kViewPx - view().size());
  }
  if (view().size() != kViewPx)
    std::fprintf(stderr, "viewer_bench: the view has %d x %d\n", view().width(), view().height());
}

Stage::~Stage() = default;

void Stage::open(const std::filesystem::path& slide) {
  window().openSlide(slide);
  waitUntil([this] { return window().pane().isOpen() || document().state() == SlideDocument::State::failed; },
            "a slide");
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

void Stage::frame(Frames& frames, const std::function<void()>& change) {
  const std::uint64_t before = m_frames.count;
  const double begin = nowMs();
  const double worked = threadWorkMs();
  change();
  runEvents();
  frames.worked.push_back(threadWorkMs() - worked);
  frames.took.push_back(nowMs() - begin);
  if (m_frames.count == before) {
    std::fprintf(stderr, "viewer_bench: a frame was not painted\n");
    std::exit(1);
  }
}

}  // namespace snitt::bench
