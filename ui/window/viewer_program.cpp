#include "ui/window/viewer_program.h"

#include <QApplication>
#include <QScreen>

#include <utility>

#include "core/log.h"
#include "core/os/os.h"
#include "ui/cases/case_desk.h"
#include "ui/cases/cases_window.h"
#include "ui/cases/store_case_book.h"
#include "ui/theme/icons.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/window/arrangement.h"

namespace snitt {

namespace {

QString codeOf(LanguageChoice language) {
  switch (language) {
    case LanguageChoice::english:
      return QStringLiteral("en");
    case LanguageChoice::bokmal:
      return QStringLiteral("nb");
    case LanguageChoice::system:
      break;
  }
  return {};
}

QueueOptions queueOptions(const std::filesystem::path& dataFolder) {
  QueueOptions options;
  options.dataFolder = dataFolder;
  options.program = ScoreQueue::engineProgram();
  return options;
}

// What is told nobody in a window.
template <class T>
void logFault(const Result<T>& result) {
  if (!result) log::warning(result.error().message);
}

void bringForward(QWidget& window) {
  window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
  window.show();
  window.raise();
  window.activateWindow();
}

}  // namespace

ViewerProgram::ViewerProgram(std::filesystem::path dataFolder)
    : m_settings(dataFolder.empty() ? std::filesystem::path() : ViewerSettings::defaultFile()),
      m_classes(dataFolder.empty() ? std::filesystem::path() : dataFolder / "classes.json"),
      m_scores(queueOptions(dataFolder)) {
  m_shortcuts.fromMap(m_settings.changedShortcuts());
  connect(&m_shortcuts, &ChangedShortcuts::changed, this,
          [this] { m_settings.setChangedShortcuts(m_shortcuts.toMap()); });
  m_scores.setAtOnce(m_settings.scoresAtOnce());
  connect(&m_settings, &ViewerSettings::changed, this, [this] { m_scores.setAtOnce(m_settings.scoresAtOnce()); });
  m_context.settings = &m_settings;
  m_context.shortcuts = &m_shortcuts;
  m_context.classes = &m_classes;
  if (!dataFolder.empty())
    m_context.drawing = {dataFolder / kDefaultDatabase,
                         dataFolder / "annotations",
                         "snitt " + QApplication::applicationVersion().toStdString(),
                         os::accountName(),
                         {}};
  if (!dataFolder.empty()) {
    StoreOptions options;
    options.software = m_context.drawing.software;
    m_cases = std::make_unique<CaseDesk>(storeCaseBooks(dataFolder / kDefaultDatabase, options),
                                         dataFolder / kDefaultDatabase);
    m_context.cases = m_cases.get();
    m_context.showCases = [this] { showCases(); };
  }
  m_context.scores = &m_scores;
  m_context.dataFolder = std::move(dataFolder);
  m_context.newWindow = [this] { newWindow()->show(); };
  m_context.themeOrLanguageChanged = [this] { applyThemeAndLanguage(); };
  m_context.aboutToClose = [this] { keepArrangement(); };
  QApplication::setWindowIcon(programIcon());
  connect(&m_instance, &SingleInstance::messageReceived, this, &ViewerProgram::take);
}

ViewerProgram::~ViewerProgram() {
  delete m_casesWindow.data();
  for (const auto& window : m_windows) delete window.data();
  logFault(m_settings.save());
}

void ViewerProgram::applyThemeAndLanguage() {
  applyTheme(*qApp, m_settings.theme());
  installLanguage(*qApp, codeOf(m_settings.language()));
}

MainWindow* ViewerProgram::newWindow() {
  std::erase_if(m_windows, [](const auto& window) { return window.isNull(); });
  m_windows.emplace_back(new MainWindow(m_context));
  return m_windows.back();
}

void ViewerProgram::listen() {
  if (!m_instance.listen()) log::warning("another start of the viewer cannot hand its slides to this window");
}

void ViewerProgram::take(const QByteArray& message) {
  const auto request = OpenRequest::fromBytes(message);
  if (!request) {
    log::warning("a start of the viewer handed over what is no request: " + request.error().message);
    return;
  }
  MainWindow* window = frontWindow();
  window->open(*request);
  bringForward(*window);
}

// The one that is worked in, else the last that was made.
MainWindow* ViewerProgram::frontWindow() {
  std::erase_if(m_windows, [](const auto& window) { return window.isNull(); });
  MainWindow* window = m_windows.empty() ? newWindow() : m_windows.back().data();
  for (const auto& one : m_windows)
    if (one->isActiveWindow()) window = one;
  return window;
}

void ViewerProgram::showCases() {
  if (m_casesWindow.isNull()) {
    m_casesWindow = new CasesWindow(*m_cases, m_context.opener);
    m_casesWindow->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_casesWindow, &CasesWindow::slideChosen, this, &ViewerProgram::showSlideOfCase);
  }
  bringForward(*m_casesWindow);
}

void ViewerProgram::showSlideOfCase(const std::filesystem::path& slide) {
  MainWindow* window = frontWindow();
  window->openSlideOfCase(slide);
  bringForward(*window);
}

// Before a window closes: all that stand now. Windows that close together, at the program's end, are kept as one
// arrangement, since each of them asks within moments of the first.
void ViewerProgram::keepArrangement() {
  if (m_context.dataFolder.empty() || m_keptAtEnd) return;
  Arrangement kept;
  for (const auto& window : m_windows)
    if (!window.isNull() && window->isVisible()) kept.push_back(window->arrangement());
  if (m_context.quitting) m_keptAtEnd = true;
  logFault(ArrangementStore().save(kept));
}

bool ViewerProgram::restoreArrangement() {
  if (m_context.dataFolder.empty()) return false;
  const auto kept = ArrangementStore().load();
  logFault(kept);
  if (!kept || kept->empty()) return false;
  std::vector<QRect> screens;
  for (const QScreen* screen : QApplication::screens()) screens.push_back(screen->availableGeometry());
  for (WindowArrangement one : *kept) {
    one.geometry = onPresentScreen(one.geometry, screens);
    newWindow()->restore(one);
  }
  return true;
}

}  // namespace snitt
