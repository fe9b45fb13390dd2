// MainWindow: scores that are shown, their model cards, and the outlines that people draw.
#include <QFileDialog>
#include <QPointer>

#include <algorithm>

#include "core/atomic_file.h"
#include "core/drawing/outline_file.h"
#include "core/notes/accepted_cards.h"
#include "core/os/os.h"
#include "core/text/identity.h"
#include "ui/jobs/score_dialog.h"
#include "ui/jobs/score_queue.h"
#include "ui/score/card_dialog.h"
#include "ui/score/score_panel.h"
#include "ui/window/main_window.h"

namespace snitt {

namespace {

bool isTumour(const AnnotationPtr& one) {
  const QString name = QString::fromStdString(one->className).toLower();
  return name == QLatin1String("tumor") || name == QLatin1String("tumour");
}

}  // namespace

void MainWindow::makeOutlineActions() {
  const QString category = tr("Scoring");
  QAction* inside = m_actions->add(QStringLiteral("score.outline"), tr("Score &inside my outline…"),
                                   QStringLiteral("annotations"), {QKeySequence(tr("Ctrl+Shift+Return"))}, category);
  connect(inside, &QAction::triggered, this, &MainWindow::scoreInsideOutline);
  inside->setStatusTip(tr("A new version beside the first: both scores and both outlines stay"));
  inside->setEnabled(m_context.scores != nullptr);
  QAction* correct = m_actions->add(QStringLiteral("score.correct"), tr("&Correct the outline of this score"),
                                    QStringLiteral("edit"), {}, category);
  connect(correct, &QAction::triggered, this, &MainWindow::correctOutline);
  correct->setStatusTip(tr("Make annotations of the outline that was scored, to be edited and scored again"));
}

void MainWindow::chooseScore() {
  const QString folder =
      QFileDialog::getExistingDirectory(this, tr("Open the results folder of a score"), startFolder("scores"));
  if (folder.isEmpty() || !hasSlide()) return;
  // The next score most likely lies beside this one.
  keepFolder("scores", std::filesystem::path(folder.toStdString()).parent_path());
  document()->openScoreFolder(std::filesystem::path(folder.toStdString()));
}

void MainWindow::askToAcceptCard() {
  const auto& score = document() == nullptr ? nullptr : document()->score();
  if (score == nullptr || score->card.empty() || m_context.dataFolder.empty() || !m_cardToAccept.isNull()) return;
  const AcceptedCards cards(m_context.dataFolder / "accepted-cards.json");
  const std::string person = m_context.person;
  const Score& what = score->score;
  if (cards.accepted(what.bundleSha256, person)) return;
  auto* dialog = new CardDialog(cardBundle(what), score->card, CardDialog::Mode::mustAccept, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  m_cardToAccept = dialog;
  connect(dialog, &QDialog::rejected, this, [this, refused = QPointer<SlideDocument>(document())] {
    if (refused == nullptr) return;
    refused->closeScore();
    pane().say(tr("The score is shown once its model card has been read: open it again."));
  });
  connect(dialog, &QDialog::accepted, this,
          [this, cards, person, sha = what.bundleSha256, name = what.bundleName, version = what.bundleVersion] {
            if (const auto kept = cards.accept(sha, name, version, person); !kept)
              pane().say(QString::fromStdString(kept.error().message));
          });
  connect(dialog, &QDialog::finished, this, [this, asked = what.bundleSha256] {
    m_cardToAccept = nullptr;
    // A score of another bundle may have been opened meanwhile.
    const auto& now = document() == nullptr ? nullptr : document()->score();
    if (now != nullptr && now->score.bundleSha256 != asked) askToAcceptCard();
  });
  dialog->open();
}

void MainWindow::showCard() {
  if (document() == nullptr || document()->score() == nullptr) return;
  const ScoreFolder& score = *document()->score();
  auto* dialog = new CardDialog(cardBundle(score.score), score.card, CardDialog::Mode::read, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

// What is selected, else all that is called tumour.
void MainWindow::scoreInsideOutline() {
  if (!hasSlide()) return pane().say(tr("Open the slide first, then score it."));
  const AnnotationSet& set = document()->drawing().annotations();
  std::vector<AnnotationPtr> chosen;
  for (const std::string& id : pane().draw().selection().ids())
    if (AnnotationPtr one = set.find(id)) chosen.push_back(std::move(one));
  if (chosen.empty()) {
    chosen = set.all();
    std::erase_if(chosen, [](const AnnotationPtr& one) { return !isTumour(one); });
  }
  std::erase_if(chosen, [](const AnnotationPtr& one) {
    return one->geometry.areas.empty() || one->kind != ObjectKind::annotation || one->shape == Shape::fieldFrame;
  });
  if (chosen.empty())
    return pane().say(tr("Draw the outline first, and select it or give it the class Tumor; then score inside it."));
  // The job goes on with the outline as it is now, whatever is drawn meanwhile.
  const std::filesystem::path folder = m_context.dataFolder / "outlines";
  const std::filesystem::path file = folder / (randomUuid() + ".geojson");
  auto kept = os::makePrivateFolder(folder);
  if (kept) kept = writePrivateFileAtomically(file, outlineFile(chosen));
  if (!kept) return pane().say(QString::fromStdString(kept.error().message));
  const QString title = chosen.front()->name.empty() || chosen.size() > 1
                            ? tr("%n area(s) drawn by %1", nullptr, static_cast<int>(chosen.size()))
                                  .arg(QString::fromStdString(chosen.front()->author))
                            : QString::fromStdString(chosen.front()->name);
  askToScore({{document()->path(), typedScaleOf(*document())}}, file, title.toStdString());
}

void MainWindow::correctOutline() {
  if (!hasSlide() || document()->score() == nullptr) return;
  Drawing& drawing = document()->drawing();
  const ScoreFolder& folder = *document()->score();
  if (folder.outline.empty()) return pane().say(tr("The outline of this score was not kept."));
  const std::string author = folder.score.bundleName + " " + folder.score.bundleVersion;
  AnnotationEdit edit;
  Ids ids;
  for (const AnnotationPtr& one : outlineAnnotations(folder.outline, author, folder.score.run.started)) {
    ids.push_back(one->id);
    if (!drawing.annotations().find(one->id)) edit.push_back({nullptr, one});
  }
  if (!drawing.canEdit()) return pane().say(tr("Nothing can be drawn on this slide now."));
  drawing.apply(edit, tr("outline of a score"));
  pane().draw().use(ToolKind::select);
  pane().draw().selection().set(ids);
}

void MainWindow::showStale() {
  const auto& score = document() == nullptr ? nullptr : document()->score();
  QString sentence;
  if (score != nullptr && document()->drawing().canEdit()) {
    const Drawing& drawing = document()->drawing();
    switch (outlineState(
        score->outline, [&](const std::string& id) { return drawing.annotations().find(id); },
        [&](const std::string& id) { return drawing.wasRemoved(id); })) {
      case OutlineState::edited:
        sentence = tr("The outline that this score rests on was edited since. Score again inside the present one.");
        break;
      case OutlineState::removed:
        sentence = tr("The outline that this score rests on was deleted since. Score again inside another one.");
        break;
      case OutlineState::asScored:
        break;
    }
  }
  m_scorePanel->setStale(sentence);
}

}  // namespace snitt
