#include "ui/window/cases_windows.h"

#include <QKeySequence>
#include <QShortcut>

#include <algorithm>
#include <utility>

#include "core/cases/worklist.h"
#include "ui/cases/case_call.h"
#include "ui/cases/case_chooser.h"
#include "ui/cases/case_desk.h"
#include "ui/cases/case_view.h"
#include "ui/cases/cases_window.h"
#include "ui/people/backup_notice.h"
#include "ui/people/person_bar.h"
#include "ui/people/sitting.h"
#include "ui/window/bring_forward.h"

namespace snitt {

CasesWindows::CasesWindows(Parts parts, QObject* parent) : QObject(parent), m_parts(std::move(parts)) {
  connect(m_parts.sitting, &Sitting::stateChanged, this, &CasesWindows::beginWaiting);
}

CasesWindows::~CasesWindows() {
  for (const auto& one : m_windows) delete one.data();
}

std::vector<CasesWindow*> CasesWindows::windows() const {
  std::vector<CasesWindow*> all;
  for (const auto& one : m_windows)
    // A window that was closed is deleted within moments.
    if (!one.isNull() && one->isVisible()) all.push_back(one);
  return all;
}

CasesWindow* CasesWindows::add() {
  if (m_parts.beforeWindow) m_parts.beforeWindow();
  std::erase_if(m_windows, [](const auto& one) { return one.isNull(); });
  auto* window = new CasesWindow(*m_parts.desk, m_parts.opener);
  window->setAttribute(Qt::WA_DeleteOnClose);
  window->addOnTop(new BackupNotice(*m_parts.backups));
  window->addToCorner(new PersonBar(*m_parts.sitting, PersonBar::Name::hidden));
  auto* other = new QShortcut(QKeySequence(tr("Ctrl+Alt+L")), window);
  connect(other, &QShortcut::activated, m_parts.sitting, &Sitting::lock);
  connect(window, &CasesWindow::slideChosen, this, &CasesWindows::slideChosen);
  connect(window, &CasesWindow::caseAskedApart, this, [this](CaseId id) { showCase(id, Where::newWindow); });
  connect(window, &CasesWindow::activated, this, [this, window] {
    const auto at = std::ranges::find_if(m_windows, [window](const auto& one) { return one == window; });
    if (at != m_windows.end()) std::rotate(at, at + 1, m_windows.end());
  });
  // Windows of one size exactly above each other look like one.
  if (const auto all = windows(); !all.empty()) window->move(all.back()->pos() + QPoint(32, 32));
  m_windows.emplace_back(window);
  return window;
}

void CasesWindows::show() {
  const auto all = windows();
  bringForward(all.empty() ? *add() : *all.back());
}

CasesWindow* CasesWindows::windowFor(Where where) {
  const auto all = windows();
  if (where == Where::freeWindow)
    for (auto one = all.rbegin(); one != all.rend(); ++one)
      if ((*one)->isFree()) return *one;
  if (static_cast<int>(all.size()) < kMostWindows) return add();
  say(tr("%1 windows of cases are open. Close one to open another case.").arg(kMostWindows));
  return nullptr;
}

void CasesWindows::showCase(const CaseName& name) {
  m_said.clear();
  // Something is to be seen at once, whatever the database is doing.
  if (windows().empty()) add()->show();
  std::erase_if(m_calls, [](const auto& one) { return one.isNull(); });
  const auto isSame = [&name](const CaseName& one) { return one == name; };
  const bool waits = std::ranges::any_of(m_waiting, isSame) ||
                     std::ranges::any_of(m_calls, [&](const auto& one) { return isSame(one->name()); });
  if (!waits && m_waiting.size() + m_calls.size() >= static_cast<std::size_t>(kMostWindows))
    return say(tr("So many cases wait to be shown that no other was taken."));
  if (m_parts.sitting->mustSignIn()) {
    if (!waits) m_waiting.push_back(name);
    return bringForward(*windows().back());
  }
  if (!waits) begin(name);
}

void CasesWindows::beginWaiting() {
  if (m_parts.sitting->mustSignIn()) return;
  for (const CaseName& name : std::exchange(m_waiting, {})) begin(name);
}

void CasesWindows::begin(const CaseName& name) {
  auto* call = new CaseCall(*m_parts.desk, name, this);
  m_calls.emplace_back(call);
  connect(call, &CaseCall::waits, this, &CasesWindows::say);
  connect(call, &CaseCall::failed, this, [this, call](const QString& sentence) {
    call->deleteLater();
    say(sentence);
  });
  connect(call, &CaseCall::found, this, [this, call](CaseId id) {
    call->deleteLater();
    showCase(id);
  });
  connect(call, &CaseCall::several, this, [this, call](const std::vector<WorklistRow>& rows) {
    call->deleteLater();
    choose(call->nameWords(), rows);
  });
  call->begin();
}

void CasesWindows::showCase(CaseId id, Where where) {
  m_said.clear();
  const auto all = windows();
  for (CasesWindow* one : all) one->forgetSaid();
  for (CasesWindow* one : all)
    if (one->caseView().shown() == id) return bringForward(*one);
  CasesWindow* window = windowFor(where);
  if (window == nullptr) return;
  window->showCase(id);
  bringForward(*window);
}

void CasesWindows::choose(const QString& name, const std::vector<WorklistRow>& rows) {
  CasesWindow* window = windowFor(Where::freeWindow);
  if (window == nullptr) return;
  bringForward(*window);
  auto* chooser = new CaseChooser(name, rows, window);
  chooser->setAttribute(Qt::WA_DeleteOnClose);
  connect(chooser, &CaseChooser::chosen, this, [this](CaseId id) { showCase(id); });
  chooser->open();
}

void CasesWindows::say(const QString& sentence) {
  m_said = sentence;
  const auto all = windows();
  CasesWindow* window = all.empty() ? add() : all.back();
  window->say(sentence);
  bringForward(*window);
}

}  // namespace snitt
