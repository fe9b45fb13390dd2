// Slides of cases in the window: whose they are.
#include <algorithm>

#include "ui/cases/case_desk.h"
#include "ui/cases/identity_bar.h"
#include "ui/window/main_window.h"

namespace snitt {

void MainWindow::askOwner(SlidePane* pane) {
  pane->identity().setOwner(std::nullopt);
  tellOwners();
  if (m_context.cases == nullptr || m_context.cases->state() != CaseDesk::State::ready || !pane->isOpen()) return;
  const QString fingerprint = pane->document()->fingerprint();
  m_context.cases->ask<std::optional<SlideOwner>>(
      pane, "owner", [text = fingerprint.toStdString()](CaseBook& book) { return book.ownerOf(text); },
      [this, pane, fingerprint](const Result<std::optional<SlideOwner>>& owner) {
        if (!pane->isOpen() || pane->document()->fingerprint() != fingerprint) return;
        pane->identity().setOwner(owner.value_or(std::nullopt));
        tellOwners();
      });
}

void MainWindow::askOwners() {
  for (SlidePane* one : m_grid->panes()) askOwner(one);
}

void MainWindow::tellOwners() {
  std::vector<SlideOwner> owners;
  bool ofAnyCase = false;
  for (SlidePane* one : m_grid->panes()) {
    if (!one->isOpen()) continue;
    ofAnyCase = ofAnyCase || one->identity().owner().has_value();
    owners.push_back(one->identity().owner().value_or(SlideOwner{}));
  }
  const bool differ = ofAnyCase && ofDifferentPatients(owners);
  for (SlidePane* one : m_grid->panes()) one->identity().setOthersOpen(differ && one->isOpen());
}

// A link or the worklist never takes the place of what a person works on: it opens beside it, in a free pane of this
// window, in a second one, or in a window of its own where there are four.
bool MainWindow::openBeside(const std::filesystem::path& slide) {
  const auto isEmpty = [](const SlidePane* one) { return one->document() == nullptr; };
  const std::vector<SlidePane*> panes = m_grid->panes();
  if (std::ranges::none_of(panes, isEmpty)) {
    if (m_grid->count() == 4) return false;
    command(m_grid->count() == 1 ? QStringLiteral("view.panes-2") : QStringLiteral("view.panes-4"))->trigger();
  }
  m_grid->setActive(&m_grid->target());
  openSlideOfCase(slide);
  return true;
}

}  // namespace snitt
