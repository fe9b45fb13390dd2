// The windows of cohorts, one a folder; and the dialog that starts a run. Runs belong to the program: a window that is
// closed leaves them alone. UI thread.
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

class BackupWatch;
class CohortRuns;
class CohortWindow;
class ViewerSettings;
struct CohortOrder;

class CohortWindows : public QObject {
  Q_OBJECT

 public:
  static constexpr std::size_t kMostRecent = 10;

  struct Parts {
    CohortRuns* runs = nullptr;
    ViewerSettings* settings = nullptr;
    std::shared_ptr<SlideNames> names;
    BackupWatch* backups = nullptr;           // null: nobody's concern here
    std::filesystem::path dataFolder;         // accepted cards; empty: nobody is asked
    std::function<std::string()> person;      // who works here
    std::function<void()> beforeWindow = {};  // is made
    std::function<bool()> isQuitting = {};    // all windows close now
  };
  // All outlive it.
  explicit CohortWindows(Parts parts, QObject* parent = nullptr);
  ~CohortWindows() override;

  // In the window that shows it already, else in a new one. A person who may see names has it among the recent ones.
  CohortWindow* open(const std::filesystem::path& folder);
  // Asks for a folder, above `parent`.
  void askFolder(QWidget* parent);
  // Asks for list, bundle and folder of a run; the fields begin with `order`.
  void askRun(const CohortOrder& order, QWidget* parent);
  [[nodiscard]] std::vector<CohortWindow*> windows() const;
  [[nodiscard]] std::vector<std::filesystem::path> recent() const;

 Q_SIGNALS:
  void slideChosen(const std::filesystem::path& slide, const std::filesystem::path& score);

 protected:
  // While cohorts are run the last window, whichever it is, asks before it closes and ends the program.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void start(const CohortOrder& order, QWidget* parent);
  [[nodiscard]] bool mayEnd(QWidget* last);
  void remember(const std::filesystem::path& folder);

  Parts m_parts;
  std::vector<QPointer<CohortWindow>> m_windows;
  bool m_mayEnd = false;  // somebody has said so, just now
};

}  // namespace snitt
