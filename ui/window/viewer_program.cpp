#include "ui/window/viewer_program.h"

#include <QApplication>
#include <QScreen>

#include <algorithm>
#include <mutex>
#include <utility>

#include "core/log.h"
#include "core/os/os.h"
#include "ui/cases/case_desk.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/store_case_book.h"
#include "ui/cohort/cohort_runs.h"
#include "ui/people/backup_notice.h"
#include "ui/people/backup_watch.h"
#include "ui/people/idle_watch.h"
#include "ui/people/lock_screens.h"
#include "ui/people/names_of_sitting.h"
#include "ui/people/sitting.h"
#include "ui/studies/study_work.h"
#include "ui/theme/icons.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/window/arrangement.h"
#include "ui/window/bring_forward.h"
#include "ui/window/cases_windows.h"
#include "ui/window/cohort_windows.h"
#include "ui/window/studies_windows.h"

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

}  // namespace

struct ViewerProgram::SignedIn {
  [[nodiscard]] std::string get() {
    const std::scoped_lock lock(mutex);
    return pass;
  }
  void set(std::string now) {
    const std::scoped_lock lock(mutex);
    pass = std::move(now);
  }

 private:
  std::mutex mutex;
  std::string pass;  // StoreOptions::signedIn
};

namespace {

// What is told nobody in a window.
template <class T>
void logFault(const Result<T>& result) {
  if (!result) log::warning(result.error().message);
}

}  // namespace

ViewerProgram::ViewerProgram(std::filesystem::path dataFolder, std::filesystem::path database)
    : m_settings(dataFolder.empty() ? std::filesystem::path() : ViewerSettings::defaultFile()),
      m_classes(dataFolder.empty() ? std::filesystem::path() : dataFolder / "classes.json"),
      m_scores(queueOptions(dataFolder)),
      m_database(dataFolder.empty() ? std::move(database) : dataFolder / kDefaultDatabase) {
  m_shortcuts.fromMap(m_settings.changedShortcuts());
  connect(&m_shortcuts, &ChangedShortcuts::changed, this,
          [this] { m_settings.setChangedShortcuts(m_shortcuts.toMap()); });
  m_scores.setAtOnce(m_settings.scoresAtOnce());
  connect(&m_settings, &ViewerSettings::changed, this, [this] { m_scores.setAtOnce(m_settings.scoresAtOnce()); });
  m_context.settings = &m_settings;
  m_context.shortcuts = &m_shortcuts;
  m_context.classes = &m_classes;
  m_context.scores = &m_scores;
  m_context.dataFolder = std::move(dataFolder);
  makeCohortWindows();
  makeStudiesWindows();
  if (!m_database.empty()) makePeople();
  m_context.newWindow = [this] { newWindow()->show(); };
  m_context.themeOrLanguageChanged = [this] { applyThemeAndLanguage(); };
  m_context.aboutToClose = [this] { keepArrangement(); };
  QApplication::setWindowIcon(programIcon());
  connect(&m_instance, &SingleInstance::messageReceived, this, &ViewerProgram::take);
}

void ViewerProgram::makePeople() {
  StoreOptions options;
  options.software = "snitt " + QApplication::applicationVersion().toStdString();
  m_signedIn = std::make_shared<SignedIn>();
  m_cases = std::make_unique<CaseDesk>(
      [database = m_database, options, who = m_signedIn](bool make) {
        StoreOptions theirs = options;
        theirs.signedIn = who->get();
        return storeCaseBooks(database, theirs)(make);
      },
      m_database);
  m_context.cases = m_cases.get();
  m_context.showCases = [this] { m_casesWindows->show(); };
  m_backups = std::make_unique<BackupWatch>(m_database, options, m_settings);
  m_context.backups = m_backups.get();
  m_sitting = std::make_unique<Sitting>(Sitting::Place{m_database, options, m_settings.accountWasShared()});
  m_context.sitting = m_sitting.get();
  followSitting(*m_context.names, *m_sitting);
  m_idle = std::make_unique<IdleWatch>();
  connect(m_sitting.get(), &Sitting::stateChanged, this, &ViewerProgram::takeSitting);
  connect(m_sitting.get(), &Sitting::personChanged, this, &ViewerProgram::takePerson);
  connect(m_idle.get(), &IdleWatch::idle, m_sitting.get(), &Sitting::lock);
  // Who makes the database is its first person.
  connect(m_cases.get(), &CaseDesk::stateChanged, this, [this] {
    if (m_cases->state() != CaseDesk::State::ready) return;
    if (m_sitting->actor().person.empty()) m_sitting->lookAgain();
    m_backups->look();
  });
  m_locks = std::make_unique<LockScreens>(*m_sitting);
  connect(m_locks.get(), &LockScreens::quitAsked, qApp, [] { QCoreApplication::exit(0); });
  makeCasesWindows();
  m_sitting->start();
  m_backups->look();
}

void ViewerProgram::makeCasesWindows() {
  CasesWindows::Parts parts;
  parts.desk = m_cases.get();
  parts.sitting = m_sitting.get();
  parts.backups = m_backups.get();
  parts.opener = m_context.opener;
  parts.beforeWindow = [this] { m_locks->begin(); };
  m_casesWindows = std::make_unique<CasesWindows>(std::move(parts));
  connect(m_casesWindows.get(), &CasesWindows::slideChosen, this, &ViewerProgram::showSlideOfCase);
}

void ViewerProgram::makeCohortWindows() {
  m_cohortRuns = std::make_unique<CohortRuns>(ScoreQueue::engineProgram());
  CohortWindows::Parts parts;
  parts.runs = m_cohortRuns.get();
  parts.settings = &m_settings;
  parts.names = m_context.names;
  parts.dataFolder = m_context.dataFolder;
  parts.person = [this] { return m_context.person; };
  parts.beforeWindow = [this] {
    if (m_locks) m_locks->begin();
  };
  parts.isQuitting = [this] { return m_context.quitting; };
  m_cohortWindows = std::make_unique<CohortWindows>(std::move(parts));
  m_context.cohorts = m_cohortWindows.get();
  connect(m_cohortWindows.get(), &CohortWindows::slideChosen, this, &ViewerProgram::showSlideOfCohort);
}

void ViewerProgram::makeStudiesWindows() {
  StudiesWindows::Parts parts;
  parts.program = ScoreQueue::engineProgram();
  parts.dataFolder = m_context.dataFolder;
  parts.database = m_database;
  parts.settings = &m_settings;
  parts.names = m_context.names;
  parts.person = [this] { return m_context.person; };
  parts.persons = [this] {
    std::vector<std::string> names;
    if (m_sitting)
      for (const Person& one : m_sitting->persons()) names.push_back(one.name);
    return names;
  };
  parts.beforeWindow = [this] {
    if (m_locks) m_locks->begin();
  };
  m_studiesWindows = std::make_unique<StudiesWindows>(std::move(parts));
  m_context.showStudies = [this] { m_studiesWindows->show(); };
}

void ViewerProgram::takeSitting() {
  const Sitting::State state = m_sitting->state();
  if (state == Sitting::State::looking) return;
  m_settings.setAccountWasShared(m_sitting->isShared());
  m_idle->setLimit(std::chrono::minutes(m_settings.idleMinutes()));
  m_scores.setSession(m_sitting->pass());
  m_cohortRuns->setSession(m_sitting->pass());
  m_studiesWindows->work().setSession(m_sitting->pass());
  // Good for a day, and new with every sign-in: what is opened from now on is opened with it.
  m_context.drawing.signedIn = m_sitting->signedIn();
  m_signedIn->set(m_sitting->signedIn());
  state == Sitting::State::signedIn ? m_idle->start() : m_idle->stop();
  // Nobody's, where there is no database or it lets nobody in: what is drawn is kept as it was before there was one.
  if (state == Sitting::State::alone && m_context.drawing.folder.empty()) takePerson();
}

void ViewerProgram::takePerson() {
  const Actor& actor = m_sitting->actor();
  m_context.person = actor.name.empty() ? os::accountName() : actor.name;
  if (!m_context.dataFolder.empty()) {
    m_context.drawing.database = m_database;
    m_context.drawing.folder = m_context.dataFolder / "annotations";
  }
  m_context.drawing.software = "snitt " + QApplication::applicationVersion().toStdString();
  m_context.drawing.account = m_context.person;
  m_context.drawing.signedIn = m_sitting->signedIn();
  for (const auto& window : m_windows)
    if (!window.isNull()) window->takePerson();
  const Actor& before = m_cases->actor();
  const bool otherRights =
      m_cases->state() == CaseDesk::State::ready &&
      (before.person != actor.person || before.roles != actor.roles || before.unmask != actor.unmask);
  m_signedIn->set(m_sitting->signedIn());
  // Passes are new with every sign-in: whose they are is what counts.
  const std::string person = m_sitting->isShared() ? actor.person : std::string();
  const bool another = std::exchange(m_deskPerson, person) != person;
  if (another || otherRights) m_cases->reopen();
}

ViewerProgram::~ViewerProgram() {
  m_locks.reset();
  m_casesWindows.reset();
  m_cohortWindows.reset();
  m_studiesWindows.reset();
  for (const auto& window : m_windows) delete window.data();
  logFault(m_settings.save());
}

void ViewerProgram::applyThemeAndLanguage() {
  applyTheme(*qApp, m_settings.theme());
  installLanguage(*qApp, codeOf(m_settings.language()));
}

MainWindow* ViewerProgram::newWindow() {
  if (m_locks) m_locks->begin();
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
  open(*request);
}

void ViewerProgram::open(const OpenRequest& request) {
  for (const auto& folder : request.cohorts) m_cohortWindows->open(folder);
  if (request.validations) m_studiesWindows->show();
  OpenRequest rest = request;
  rest.cohorts.clear();
  rest.validations = false;
  if ((!request.cohorts.empty() || request.validations) && rest == OpenRequest{}) return;
  openAllButCohorts(rest);
}

void ViewerProgram::openAllButCohorts(const OpenRequest& request) {
  if (m_casesWindows) {
    if (!request.refused.empty()) m_casesWindows->say(shownText(request.refused, 500));
    if (request.labCase) m_casesWindows->showCase(*request.labCase);
    const bool others = !request.slides.empty() || !request.scores.empty() || !request.geojson.empty();
    if ((!request.refused.empty() || request.labCase) && !others) return;
  }
  openSlides(request);
  if (m_casesWindows || (!request.labCase && request.refused.empty())) return;
  frontWindow()->pane().say(tr("No case is shown: this account has no folder for data."));
}

void ViewerProgram::openSlides(const OpenRequest& request) {
  if (isShown(request)) return;
  MainWindow* window = frontWindow();
  if (!window->openBeside(request)) {
    window = newWindow();
    window->open(request);
  }
  bringForward(*window);
}

// A slide that is open comes to the front instead of once more.
bool ViewerProgram::isShown(const OpenRequest& request) {
  if (request.slides.size() != 1 || request.at || !request.scores.empty() || !request.geojson.empty()) return false;
  std::error_code ignored;
  const auto slide = std::filesystem::absolute(request.slides.front(), ignored).lexically_normal();
  for (const auto& window : m_windows) {
    if (window.isNull() || !window->isVisible()) continue;
    for (SlidePane* pane : window->grid().panes())
      if (pane->document() != nullptr && pane->document()->path() == slide) {
        window->grid().setActive(pane);
        bringForward(*window);
        return true;
      }
  }
  return false;
}

// The one that is worked in, else the last that was made.
MainWindow* ViewerProgram::frontWindow() {
  std::erase_if(m_windows, [](const auto& window) { return window.isNull(); });
  MainWindow* window = m_windows.empty() ? newWindow() : m_windows.back().data();
  for (const auto& one : m_windows)
    if (one->isActiveWindow()) window = one;
  return window;
}

void ViewerProgram::showSlideOfCase(const std::filesystem::path& slide) {
  MainWindow* window = frontWindow();
  if (!window->openBeside(slide)) {
    window = newWindow();
    window->openSlideOfCase(slide);
  }
  bringForward(*window);
}

// One after the other in one window, as one goes through a table; never in the place of what else is looked at.
void ViewerProgram::showSlideOfCohort(const std::filesystem::path& slide, const std::filesystem::path& score) {
  if (m_cohortSlides.isNull() || !m_cohortSlides->isVisible()) {
    MainWindow* front = frontWindow();
    const auto panes = front->grid().panes();
    const bool free = std::ranges::all_of(panes, [](const SlidePane* one) { return one->document() == nullptr; });
    m_cohortSlides = free ? front : newWindow();
  }
  m_cohortSlides->openSlideOfCohort(slide, score);
  bringForward(*m_cohortSlides);
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
