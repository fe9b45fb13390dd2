// A picture of a window once everything in it is there, for the command line.
#pragma once

#include <QObject>
#include <QSize>
#include <QStringList>

#include <filesystem>
#include <memory>

#include "ui/window/main_window.h"

namespace snitt {

class Sitting;

struct ScreenshotRequest {
  std::filesystem::path file;  // PNG
  QSize size{1600, 1000};      // logical pixels of the window
  QStringList layers;          // to be shown: "all", or the beginnings of layers' names
  bool tissue = false;         // look for tissue and quality first
};

// Shows the window, waits for its slides, layers and pictures, writes the file and ends the program: exit code 0, or 1
// with a sentence on standard error where a slide or overlay cannot be shown, the file not be written, or a minute was
// not enough. Whoever the case database does not let see what names patients gets none of it in the picture. Lives
// until then.
class Screenshot : public QObject {
  Q_OBJECT

 public:
  Screenshot(MainWindow& window, ScreenshotRequest request);
  ~Screenshot() override;

 private:
  void look();
  [[nodiscard]] bool ready() const;
  void showLayers();
  void finish();
  void giveUp(const QString& sentence);

  MainWindow& m_window;
  ScreenshotRequest m_request;
  std::unique_ptr<Sitting> m_sitting;  // null where nothing is kept
  QString m_told;
  int m_quiet = 0;  // looks in a row at which nothing was going on
  int m_looks = 0;
  bool m_layersShown = false;
};

}  // namespace snitt
