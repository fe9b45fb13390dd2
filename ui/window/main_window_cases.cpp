// Slides of cases in the window: whose they are.
#include <algorithm>

#include "ui/cases/case_desk.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/identity_bar.h"
#include "ui/panels/film_strip.h"
#include "ui/people/sitting.h"
#include "ui/window/main_window.h"

namespace snitt {

namespace {

QString wordsOf(const SlideIdentity& slide) { return shownText(inWords(slide), 80); }

}  // namespace

void MainWindow::askOwner(SlidePane* pane) {
  pane->identity().setOwner(std::nullopt);
  tellOwners();
  if (m_context.cases == nullptr || !pane->isOpen()) return;
  // Nobody is refused, which is a row of the record, before they have said who they are.
  const Sitting* sitting = m_context.sitting;
  if (sitting == nullptr || sitting->state() == Sitting::State::alone || sitting->state() == Sitting::State::signedIn)
    m_context.cases->start();
  const QString fingerprint = pane->document()->fingerprint();
  if (m_context.cases->state() != CaseDesk::State::ready || fingerprint.isEmpty()) return;
  m_context.cases->ask<std::optional<SlideOwner>>(
      pane, "owner", [text = fingerprint.toStdString()](CaseBook& book) { return book.ownerOf(text); },
      [this, pane, fingerprint](const Result<std::optional<SlideOwner>>& owner) {
        if (!pane->isOpen() || pane->document()->fingerprint() != fingerprint) return;
        pane->identity().setOwner(owner.value_or(std::nullopt));
        if (owner) m_context.names->learn(pane->document()->path(), *owner ? wordsOf((*owner)->slide) : QString());
        tellOwners();
      });
}

void MainWindow::askOwners() {
  for (SlidePane* one : m_grid->panes()) askOwner(one);
  askNames();
}

// Of the film strip: who may see names of files needs no others.
void MainWindow::askNames() {
  if (m_context.cases == nullptr || m_context.cases->state() != CaseDesk::State::ready) return;
  std::vector<std::filesystem::path> slides;
  std::vector<std::string> fingerprints;
  for (const auto& [slide, fingerprint] : m_film->fingerprints()) {
    slides.push_back(slide);
    fingerprints.push_back(fingerprint);
  }
  if (slides.empty()) return;
  using Names = std::vector<std::optional<SlideIdentity>>;
  m_context.cases->ask<Names>(
      this, "names", [fingerprints](CaseBook& book) { return book.namesOf(fingerprints); },
      [this, slides](const Result<Names>& names) {
        if (!names) return;
        for (std::size_t i = 0; i < slides.size(); ++i)
          m_context.names->learn(slides[i], (*names)[i] ? wordsOf(*(*names)[i]) : QString());
      });
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
