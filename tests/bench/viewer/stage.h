// The viewer's window as a person has it, with a view of 1920 x 1080 device pixels, and ways to drive it. UI thread.
#pragma once

#include <QString>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "bench/viewer/figures.h"
#include "ui/window/main_window.h"

namespace snitt::bench {

constexpr QSize kViewPx{1920, 1080};

// Runs events until `done` or until `seconds` are over; a benchmark that gets no further ends the program.
void waitUntil(const std::function<bool()>& done, const char* what, double seconds = 60);
// All events that are there, painting among them.
void runEvents();
[[nodiscard]] double nowMs();
[[nodiscard]] double threadWorkMs();   // of the calling thread so far
[[nodiscard]] double programWorkMs();  // of all threads

// From a document's making to the frame that shows all of the view, several times.
[[nodiscard]] Samples firstPictures(const std::filesystem::path& slide);

class PaintCount : public QObject {
 public:
  std::uint64_t count = 0;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

class Stage {
 public:
  explicit Stage(std::size_t cacheMiB = 1024);
  ~Stage();

  [[nodiscard]] MainWindow& window() { return *m_window; }
  [[nodiscard]] SlideView& view() { return m_window->pane().view(); }
  [[nodiscard]] SlideDocument& document() { return *m_window->pane().document(); }
  void open(const std::filesystem::path& slide);
  void settle();  // everything read that is wanted, and painted
  // One frame more: the change, and all that the UI thread does until it is on the (offscreen) screen.
  void frame(Frames& frames, const std::function<void()>& change);

 private:
  PaintCount m_frames;
  std::unique_ptr<ViewerSettings> m_settings;
  ChangedShortcuts m_shortcuts;
  ClassList m_classes{{}};
  ViewerContext m_context;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace snitt::bench
