#include "ui/window/case_screenshot.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <utility>

#include "ui/cases/case_chooser.h"
#include "ui/cases/case_view.h"
#include "ui/cases/cases_window.h"
#include "ui/people/lock_screens.h"
#include "ui/window/cases_windows.h"

namespace snitt {

namespace {

constexpr int kLookMs = 30;
constexpr int kMostLooks = 60 * 1000 / kLookMs;
constexpr int kQuietLooks = 8;

}  // namespace

CaseScreenshot::CaseScreenshot(CasesWindows& windows, const LockScreens& locks, ScreenshotRequest request)
    : m_windows(windows), m_locks(locks), m_request(std::move(request)) {
  for (CasesWindow* one : m_windows.windows()) one->resize(m_request.size);
  auto* timer = new QTimer(this);
  connect(timer, &QTimer::timeout, this, &CaseScreenshot::look);
  timer->start(kLookMs);
}

void CaseScreenshot::look() {
  if (!m_windows.said().isEmpty()) return giveUp(m_windows.said());
  if (m_locks.isLocked()) return giveUp(tr("nobody is signed in"));
  if (++m_looks > kMostLooks) return giveUp(tr("the case was not complete within a minute"));
  CasesWindow* window = m_windows.windows().empty() ? nullptr : m_windows.windows().back();
  if (window == nullptr) return;
  if (window->findChild<CaseChooser*>() != nullptr)
    return giveUp(tr("several cases bear this number: write SITE:ACCESSION"));
  if (const QString fault = window->caseView().fault(); !fault.isEmpty()) return giveUp(fault);
  m_quiet = window->caseView().complete() ? m_quiet + 1 : 0;
  if (m_quiet < kQuietLooks) return;
  const QString file = QString::fromStdString(m_request.file.string());
  if (!window->grab().save(file, "PNG")) return giveUp(tr("the picture could not be saved to %1").arg(file));
  QApplication::exit(0);
}

void CaseScreenshot::giveUp(const QString& sentence) {
  std::fprintf(stderr, "snitt-viewer: %s\n", qPrintable(sentence));
  QApplication::exit(1);
}

}  // namespace snitt
