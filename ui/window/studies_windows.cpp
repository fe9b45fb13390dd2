#include "ui/window/studies_windows.h"

#include <QApplication>
#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

#include "ui/jobs/known_bundle.h"
#include "ui/studies/studies_window.h"
#include "ui/studies/study_work.h"
#include "ui/window/bring_forward.h"
#include "ui/window/viewer_settings.h"

namespace snitt {

namespace {

// As the command line calls it (snitt validate --register).
constexpr const char* kRegister = "validations.jsonl";

const QString kBundle = QStringLiteral("bundle");

}  // namespace

StudiesWindows::StudiesWindows(Parts parts, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)), m_work(std::make_unique<StudyWork>(m_parts.program)) {
  connect(m_work.get(), &StudyWork::changed, this, [this] {
    qApp->removeEventFilter(this);
    if (m_work->isAlive()) qApp->installEventFilter(this);
  });
}

StudiesWindows::~StudiesWindows() { delete m_window.data(); }

StudiesWindow* StudiesWindows::window() const {
  // One that was closed is deleted within moments.
  return m_window.isNull() || !m_window->isVisible() ? nullptr : m_window.data();
}

StudiesWindow* StudiesWindows::show() {
  if (StudiesWindow* there = window(); there != nullptr) {
    bringForward(*there);
    return there;
  }
  if (m_parts.beforeWindow) m_parts.beforeWindow();
  StudiesWindowParts parts;
  if (!m_parts.dataFolder.empty()) parts.registerFile = m_parts.dataFolder / kRegister;
  std::error_code ignored;
  if (std::filesystem::exists(m_parts.database, ignored)) parts.database = m_parts.database;
  parts.work = m_work.get();
  parts.settings = m_parts.settings;
  parts.names = m_parts.names;
  parts.person = m_parts.person;
  parts.persons = m_parts.persons;
  if (const auto last = m_parts.settings->folder(kBundle); !last.empty()) parts.bundles.push_back(last);
  for (const auto& bundle : shippedBundles())
    if (std::ranges::find(parts.bundles, bundle) == parts.bundles.end()) parts.bundles.push_back(bundle);
  m_window = new StudiesWindow(std::move(parts));
  m_window->setAttribute(Qt::WA_DeleteOnClose);
  bringForward(*m_window);
  return m_window;
}

bool StudiesWindows::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::Close) return QObject::eventFilter(watched, event);
  auto* window = qobject_cast<QWidget*>(watched);
  if (window == nullptr || !window->testAttribute(Qt::WA_QuitOnClose) || !window->isVisible()) return false;
  const auto all = QApplication::topLevelWidgets();
  const bool last = std::ranges::none_of(all, [window](const QWidget* one) {
    return one != window && one->isVisible() && one->testAttribute(Qt::WA_QuitOnClose);
  });
  if (!last || mayEnd(window)) return false;
  event->ignore();
  return true;
}

bool StudiesWindows::mayEnd(QWidget* last) {
  if (!m_work->isAlive()) return true;
  QMessageBox box(QMessageBox::Question, tr("A validation is being worked on"),
                  tr("A validation is being worked on. If you close the viewer now, that stops; a run that has begun "
                     "stays in the register without a conclusion."),
                  QMessageBox::NoButton, last);
  box.setObjectName(QStringLiteral("mayEndStudies"));
  QPushButton* close = box.addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
  close->setObjectName(QStringLiteral("close"));
  box.setDefaultButton(box.addButton(tr("Go on"), QMessageBox::RejectRole));
  box.exec();
  if (box.clickedButton() != close) return false;
  m_work->cancel();
  return true;
}

}  // namespace snitt
