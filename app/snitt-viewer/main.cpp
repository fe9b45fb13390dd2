// snitt-viewer: looks at slides. Parses its command line, hands over to a window that is open already, or opens one.
#include <CLI/CLI.hpp>

#include <QApplication>
#include <QLoggingCategory>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/snitt-viewer/refused_link.h"
#include "app/snitt-viewer/viewer_options.h"
#include "core/log.h"
#include "core/os/os.h"
#include "core/os/own_files.h"
#include "core/store/store.h"
#include "tiling/libraries.h"
#include "ui/document/reaper.h"
#include "ui/window/case_screenshot.h"
#include "ui/window/cases_windows.h"
#include "ui/window/screenshot.h"
#include "ui/window/viewer_program.h"

namespace {

using snitt::app::ViewerOptions;

constexpr int kHandOverMs = 1500;
constexpr std::chrono::milliseconds kEndingTime{400};
constexpr std::chrono::milliseconds kSavingTime{5000};

// Threads that hang in a read are left behind: nothing waits for a share that went away.
int ended(int code) {
  if (!snitt::Reaper::allEnded(kEndingTime, kSavingTime)) snitt::os::endProcess(code);
  return code;
}

std::filesystem::path databaseOfCases() {
  const auto folder = snitt::os::dataFolder();
  return folder.empty() ? folder : folder / snitt::kDefaultDatabase;
}

// Without one Qt would end the program with a dump of its memory.
bool mayHaveDisplay() {
  for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    if (!qEnvironmentVariableIsEmpty(variable)) return true;
  return false;
}

int runPicture(const ViewerOptions& options) {
  // Of a case the database is read as it would be for a window; nothing else is kept or begun.
  const bool ofCase = options.request.labCase.has_value();
  snitt::ViewerProgram program({}, ofCase ? databaseOfCases() : std::filesystem::path());
  if (options.theme) program.settings().setTheme(*options.theme);
  program.applyThemeAndLanguage();
  if (ofCase && program.casesWindows() == nullptr) {
    std::fprintf(stderr, "snitt-viewer: this account has no folder for data, so there are no cases\n");
    return 1;
  }
  if (ofCase) {
    program.open(options.request);
    const snitt::CaseScreenshot screenshot(*program.casesWindows(), *program.locks(), options.screenshot);
    return QApplication::exec();
  }
  snitt::MainWindow* window = program.newWindow();
  window->open(options.request);
  const snitt::Screenshot screenshot(*window, options.screenshot);
  return QApplication::exec();
}

int runWindows(const ViewerOptions& options) {
  snitt::ViewerProgram program(snitt::os::dataFolder());
  if (options.theme) program.settings().setTheme(*options.theme);
  program.applyThemeAndLanguage();
  program.listen();
  const bool nothingAsked = options.request.slides.empty() && options.request.cohorts.empty() &&
                            !options.request.validations && !options.request.labCase && !options.newWindow;
  if (!nothingAsked || !program.restoreArrangement()) program.open(options.request);
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  snitt::os::ensureStandardStreams();
  snitt::os::tellLibrariesOfOwnFiles();
  ViewerOptions options;
  if (const auto code = snitt::app::parse(argc, argv, options)) return *code;
  if (!options.request.refused.empty()) return snitt::app::tellRefused(argc, argv, options);
  snitt::log::start();
  snitt::useOneThreadPerWorkerForPixels();
  const bool picture = !options.screenshot.file.empty();
  if (!picture && !options.newWindow && snitt::SingleInstance::handOver(options.request.toBytes(), kHandOverMs))
    return 0;
  if (!picture && !mayHaveDisplay()) {
    std::fprintf(stderr, "snitt-viewer: a window needs a display (DISPLAY is not set); --screenshot FILE needs none\n");
    return 1;
  }
  if (picture && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  // Qt tells of what the offscreen platform cannot do; whoever asked for a picture is to read what concerns it.
  if (picture) QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("snitt-viewer"));
  QApplication::setApplicationDisplayName(QStringLiteral("Snitt"));
  QApplication::setApplicationVersion(QStringLiteral(SNITT_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("snitt-viewer"));
  return ended(picture ? runPicture(options) : runWindows(options));
}
