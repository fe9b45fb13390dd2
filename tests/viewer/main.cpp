// Tests of windows need an application object and no screen; user data go to a folder of the process's own.
#include <QApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <chrono>

#include "core/os/os.h"
#include "ui/document/reaper.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const QTemporaryDir home;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
    qputenv(folder, home.path().toLocal8Bit());
  const QApplication application(argc, argv);
  const int code = RUN_ALL_TESTS();
  // As the program's own main(): a thread that still reads a slide must not outlive what static objects it uses.
  constexpr std::chrono::seconds kEnding(20);
  if (!snitt::Reaper::allEnded(kEnding, kEnding)) snitt::os::endProcess(code);
  return code;
}
