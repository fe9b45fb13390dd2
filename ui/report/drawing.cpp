#include <QtCore/QHashFunctions>
#include <QtCore/QResource>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>

#include <array>
#include <string>

#include "core/log.h"
#include "ui/report/drawing_p.h"

// The macro must stand outside of any namespace.
static void loadFontResources() { Q_INIT_RESOURCE(report_fonts); }

namespace snitt::report {

namespace {

// What Qt has to say about displays and run-time folders is nothing to a person at a terminal.
void toLog(QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& message) {
  log::info("Qt: " + message.toStdString());
}

void ensureApplication() {
  if (QCoreApplication::instance() != nullptr) return;
  qInstallMessageHandler(toLog);
  // Order of a PDF's objects follows hash tables; with a random seed no two runs give the same bytes.
  QHashSeed::setDeterministicGlobalSeed();
  // Whatever the person's desktop asks for: a platform that needs a display would end the program without one.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // Qt keeps references to both for as long as the application lives, which is until the process ends.
  static int argc = 1;
  static std::array<char, 6> name{'s', 'n', 'i', 't', 't', '\0'};
  static std::array<char*, 2> argv{name.data(), nullptr};
  // Never destroyed: at the end of a process its plugins may be gone before it.
  static const auto* application = new QGuiApplication(argc, argv.data());
  static_cast<void>(application);
}

}  // namespace

Result<void> startDrawing() {
  static const bool loaded = [] {
    ensureApplication();
    loadFontResources();
    bool all = true;
    for (const char* file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-Bold.otf"})
      all = QFontDatabase::addApplicationFont(QStringLiteral(":/snitt/fonts/") + QLatin1String(file)) >= 0 && all;
    return all;
  }();
  if (!loaded) return fail(ErrorKind::io, "the report's fonts could not be loaded");
  return {};
}

}  // namespace snitt::report
