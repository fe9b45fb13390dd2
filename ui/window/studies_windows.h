// The window of validations, one for the program, and what is done from it: that goes on when the window is closed. UI
// thread.
#pragma once

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ui/document/slide_names.h"

namespace snitt {

class StudiesWindow;
class StudyWork;
class ViewerSettings;

class StudiesWindows : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    std::filesystem::path program;     // snitt
    std::filesystem::path dataFolder;  // where the register lies; empty: there is none
    std::filesystem::path database;    // of cases
    ViewerSettings* settings = nullptr;
    std::shared_ptr<SlideNames> names;
    std::function<std::string()> person;
    std::function<std::vector<std::string>()> persons;  // who may sign
    std::function<void()> beforeWindow = {};            // is made
  };
  // All outlive it.
  explicit StudiesWindows(Parts parts, QObject* parent = nullptr);
  ~StudiesWindows() override;

  // Brings the window to the front; makes it where there is none.
  StudiesWindow* show();
  [[nodiscard]] StudiesWindow* window() const;  // null: there is none
  [[nodiscard]] StudyWork& work() const { return *m_work; }

 protected:
  // While something is done the last window, whichever it is, asks before it closes and ends the program.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] bool mayEnd(QWidget* last);

  Parts m_parts;
  std::unique_ptr<StudyWork> m_work;
  QPointer<StudiesWindow> m_window;
};

}  // namespace snitt
