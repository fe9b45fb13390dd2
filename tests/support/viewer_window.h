// The viewer's window with settings and a data folder of the test's own.
#pragma once

#include <QPointer>
#include <QTest>

#include <string>

#include "support/make_slide.h"
#include "support/open_view.h"
#include "support/temp_folder.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"

namespace snitt::test {

class ViewerWindow {
 public:
  ViewerWindow() {
    context.settings = &settings;
    context.shortcuts = &shortcuts;
    context.dataFolder = folder / "data";
    context.classes = &classes;
    context.drawing = {folder / "data/snitt.db", folder / "data/annotations", "test", "tester", {}};
    context.newWindow = [] {};
    context.themeOrLanguageChanged = [] {};
  }
  ~ViewerWindow() { close(); }
  ViewerWindow(const ViewerWindow&) = delete;
  ViewerWindow& operator=(const ViewerWindow&) = delete;

  MainWindow& show() {
    close();
    m_window = new MainWindow(context);
    m_window->resize(1200, 800);
    m_window->show();
    return *m_window;
  }

  MainWindow& window() { return m_window == nullptr ? show() : *m_window; }

  // As a person closes it.
  void close() {
    if (m_window == nullptr) return;
    m_window->close();
    delete m_window.data();
  }

  std::filesystem::path slide(const std::string& name, SlideRecipe recipe = {}) const {
    const auto file = folder / name;
    std::filesystem::create_directories(file.parent_path());
    makeSlide(file, recipe);
    return file;
  }

  void trigger(const char* command) { window().command(QString::fromLatin1(command))->trigger(); }

  [[nodiscard]] static bool isComplete(SlidePane& pane) { return pane.isOpen() && pane.view().complete(); }

  [[nodiscard]] bool open(const std::filesystem::path& path) {
    window().openSlide(path);
    return complete(path);
  }
  [[nodiscard]] bool complete(const std::filesystem::path& path) {
    const bool done = waitFor([&] {
      SlidePane& pane = window().pane();
      return pane.document() != nullptr && pane.document()->path() == path && isComplete(pane) &&
             !pane.document()->fingerprint().isEmpty() && pane.document()->idle();
    });
    // What the last job found is still to be delivered.
    QTest::qWait(10);
    return done;
  }

  [[nodiscard]] QStringList notices() { return window().pane().findChild<NoticeBar*>()->sentences(); }

  TempFolder folder;
  ViewerSettings settings{folder / "viewer.ini"};
  ChangedShortcuts shortcuts;
  ClassList classes{folder / "data/classes.json"};
  ViewerContext context;

 private:
  QPointer<MainWindow> m_window;
};

}  // namespace snitt::test
