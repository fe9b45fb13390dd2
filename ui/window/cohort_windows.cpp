#include "ui/window/cohort_windows.h"

#include <QApplication>
#include <QEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <utility>

#include "ui/cohort/cohort_runs.h"
#include "ui/cohort/cohort_window.h"
#include "ui/cohort/cohort_words.h"
#include "ui/cohort/run_cohort_dialog.h"
#include "ui/jobs/known_bundle.h"
#include "ui/people/backup_notice.h"
#include "ui/window/bring_forward.h"
#include "ui/window/viewer_settings.h"

namespace snitt {

namespace {

// Of the settings' folders.
const QString kCohorts = QStringLiteral("cohorts");
const QString kBundle = QStringLiteral("bundle");

}  // namespace

CohortWindows::CohortWindows(Parts parts, QObject* parent) : QObject(parent), m_parts(std::move(parts)) {
  connect(m_parts.runs, &CohortRuns::started, this, [this] {
    qApp->removeEventFilter(this);
    qApp->installEventFilter(this);
  });
}

CohortWindows::~CohortWindows() {
  for (const auto& one : m_windows) delete one.data();
}

std::vector<CohortWindow*> CohortWindows::windows() const {
  std::vector<CohortWindow*> all;
  for (const auto& one : m_windows)
    // A window that was closed is deleted within moments.
    if (!one.isNull() && one->isVisible()) all.push_back(one);
  return all;
}

CohortWindow* CohortWindows::open(const std::filesystem::path& folder) {
  const auto key = folderKey(folder);
  for (CohortWindow* one : windows())
    if (folderKey(one->folder()) == key) {
      bringForward(*one);
      return one;
    }
  if (m_parts.beforeWindow) m_parts.beforeWindow();
  std::erase_if(m_windows, [](const auto& one) { return one.isNull(); });
  CohortWindowParts parts;
  parts.runs = m_parts.runs;
  parts.settings = m_parts.settings;
  parts.names = m_parts.names;
  auto* window = new CohortWindow(key, parts);
  window->setAttribute(Qt::WA_DeleteOnClose);
  if (m_parts.backups != nullptr) window->addOnTop(new BackupNotice(*m_parts.backups));
  connect(window, &CohortWindow::slideChosen, this, &CohortWindows::slideChosen);
  connect(window, &CohortWindow::runAsked, this, [this, window](const std::filesystem::path& list) {
    CohortOrder order;
    if (const CohortRun* before = m_parts.runs->find(window->folder())) order = before->order();
    if (m_parts.names->unmasked() && order.list.empty()) order.list = list;
    order.out = window->folder();
    askRun(order, window);
  });
  if (const auto all = windows(); !all.empty()) window->move(all.back()->pos() + QPoint(32, 32));
  m_windows.emplace_back(window);
  remember(key);
  bringForward(*window);
  return window;
}

void CohortWindows::remember(const std::filesystem::path& folder) {
  if (m_parts.names->unmasked()) m_parts.settings->addRecentCohort(folder);
}

std::vector<std::filesystem::path> CohortWindows::recent() const { return m_parts.settings->recentCohorts(); }

void CohortWindows::askFolder(QWidget* parent) {
  const auto kept = m_parts.names->unmasked() ? m_parts.settings->folder(kCohorts) : std::filesystem::path();
  const QString folder = QFileDialog::getExistingDirectory(parent, tr("Open the folder of a cohort"),
                                                           QString::fromStdString(kept.string()));
  if (folder.isEmpty()) return;
  const std::filesystem::path chosen = folder.toStdString();
  m_parts.settings->setFolder(kCohorts, chosen.parent_path());
  open(chosen);
}

void CohortWindows::askRun(const CohortOrder& order, QWidget* parent) {
  if (const QString why = m_parts.runs->obstacle(); !why.isEmpty()) {
    QMessageBox::warning(parent, tr("Run a cohort"), why);
    return;
  }
  RunCohortOptions options;
  options.program = m_parts.runs->program();
  options.session = m_parts.runs->session();
  options.order = order;
  const auto offer = [&options](const std::filesystem::path& bundle) {
    if (!bundle.empty() && std::ranges::find(options.bundles, bundle) == options.bundles.end())
      options.bundles.push_back(bundle);
  };
  offer(order.bundle);
  offer(m_parts.settings->folder(kBundle));
  for (const auto& bundle : shippedBundles()) offer(bundle);
  options.person = m_parts.person();
  if (!m_parts.dataFolder.empty()) options.cardsFile = m_parts.dataFolder / "accepted-cards.json";
  options.names = m_parts.names.get();
  auto* dialog = new RunCohortDialog(std::move(options), parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog, parent = QPointer<QWidget>(parent)] { start(dialog->order(), parent); });
  dialog->open();
}

void CohortWindows::start(const CohortOrder& order, QWidget* parent) {
  m_parts.settings->setFolder(kBundle, order.bundle);
  const auto started = m_parts.runs->start(order);
  if (!started) {
    QMessageBox::warning(parent, tr("Run a cohort"), faultWords(started.error()));
    return;
  }
  open(order.out);
}

bool CohortWindows::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::Close) return QObject::eventFilter(watched, event);
  auto* window = qobject_cast<QWidget*>(watched);
  if (window == nullptr || !window->testAttribute(Qt::WA_QuitOnClose) || !window->isVisible()) return false;
  const auto all = QApplication::topLevelWidgets();
  const bool last = std::ranges::none_of(all, [window](const QWidget* one) {
    return one != window && one->isVisible() && one->testAttribute(Qt::WA_QuitOnClose);
  });
  const bool quitting = m_parts.isQuitting && m_parts.isQuitting();
  if ((!last && !quitting) || mayEnd(window)) return false;
  event->ignore();
  return true;
}

bool CohortWindows::mayEnd(QWidget* last) {
  if (m_mayEnd || m_parts.runs->alive() == 0) return true;
  QMessageBox box(QMessageBox::Question, tr("A cohort is being scored"),
                  tr("A cohort is being scored. If you close the viewer now, its run stops; what is scored stays, and "
                     "the next run goes on from there."),
                  QMessageBox::NoButton, last);
  box.setObjectName(QStringLiteral("mayEnd"));
  QPushButton* close = box.addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
  close->setObjectName(QStringLiteral("close"));
  box.setDefaultButton(box.addButton(tr("Go on scoring"), QMessageBox::RejectRole));
  box.exec();
  m_mayEnd = box.clickedButton() == close;
  // Windows that close together at the program's end ask once.
  if (m_mayEnd) QTimer::singleShot(0, this, [this] { m_mayEnd = false; });
  return m_mayEnd;
}

}  // namespace snitt
