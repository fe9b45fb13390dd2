// A picture of the window of a case that was called, once everything in it is there, for the command line.
#pragma once

#include <QObject>

#include "ui/window/screenshot.h"

namespace snitt {

class CasesWindows;
class LockScreens;

// Waits for the case and its pictures, writes the file and ends the program: exit code 0, or 1 with a sentence on
// standard error where the case cannot be shown, it is not the only one of its number, nobody is signed in, the file
// cannot be written, or a minute was not enough. Lives until then; layers and tissue of the request count for nothing.
class CaseScreenshot : public QObject {
  Q_OBJECT

 public:
  // After the case was called. All outlive it.
  CaseScreenshot(CasesWindows& windows, const LockScreens& locks, ScreenshotRequest request);

 private:
  void look();
  void giveUp(const QString& sentence);

  CasesWindows& m_windows;
  const LockScreens& m_locks;
  ScreenshotRequest m_request;
  int m_quiet = 0;  // looks in a row at which nothing was going on
  int m_looks = 0;
};

}  // namespace snitt
