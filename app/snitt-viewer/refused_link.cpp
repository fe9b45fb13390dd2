#include "app/snitt-viewer/refused_link.h"

#include <QApplication>
#include <QMessageBox>

#include <cstdio>

#include "core/os/os.h"
#include "ui/cases/case_words.h"
#include "ui/window/single_instance.h"

namespace snitt::app {

namespace {

constexpr int kUsage = 2;
constexpr int kHandOverMs = 1500;

// Started by a browser or a desktop: what is written to standard error is read by nobody.
bool nobodyReads() {
  const bool display = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
  return display && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && !os::standardErrorIsTerminal();
}

}  // namespace

int tellRefused(int argc, char** argv, const ViewerOptions& options) {
  std::fprintf(stderr, "snitt-viewer: %s\n", options.request.refused.c_str());
  OpenRequest only;
  only.refused = sentenceOf({ErrorKind::usage, options.request.refused}).toStdString();
  if (!options.screenshot.file.empty() || SingleInstance::handOver(only.toBytes(), kHandOverMs) || !nobodyReads())
    return kUsage;
  const QApplication application(argc, argv);
  QMessageBox box(QMessageBox::Warning, QStringLiteral("Snitt"), QString::fromStdString(only.refused));
  // What a link holds is never taken for rich text.
  box.setTextFormat(Qt::PlainText);
  box.exec();
  return kUsage;
}

}  // namespace snitt::app
