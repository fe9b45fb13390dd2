// MainWindow: scoring of slides from the window.
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

#include "core/os/os.h"
#include "ui/cohort/cohort_order.h"
#include "ui/jobs/known_bundle.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/score_dialog.h"
#include "ui/jobs/score_queue.h"
#include "ui/panels/film_strip.h"
#include "ui/panels/slide_folder.h"
#include "ui/window/cohort_windows.h"
#include "ui/window/main_window.h"

namespace snitt {

namespace {

// Of the dialogs' folders: the bundle that was used last, and where results went.
constexpr const char* kBundlePurpose = "bundle";
constexpr const char* kResultsPurpose = "results";

std::filesystem::path pathOf(const QString& text) { return text.toStdString(); }

}  // namespace

void MainWindow::makeScoringActions() {
  const QString category = tr("Scoring");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const QList<QKeySequence>& keys,
                       auto call) {
    QAction* made = m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), keys, category);
    connect(made, &QAction::triggered, this, call);
    made->setEnabled(m_context.scores != nullptr);
    return made;
  };
  add("score.this", tr("&Score this slide…"), "score", {QKeySequence(tr("Ctrl+Return"))}, &MainWindow::scoreThis);
  add("score.open", tr("Score all &open slides…"), "", {}, &MainWindow::scoreOpen);
  add("score.folder", tr("Score a &folder…"), "open-folder", {}, &MainWindow::scoreFolder);
  QAction* cohort = add("score.cohort", tr("Run a &cohort…"), "", {}, [this] { m_context.cohorts->askRun({}, this); });
  cohort->setStatusTip(tr("Score a list of slides unattended"));
  cohort->setEnabled(m_context.cohorts != nullptr);
  QAction* studies = add("score.validations", tr("&Validations…"), "verify", {QKeySequence(tr("Ctrl+Shift+K"))},
                         [this] { m_context.showStudies(); });
  studies->setStatusTip(tr("Studies that say how well a bundle does here, and whether anything drifts"));
  studies->setEnabled(static_cast<bool>(m_context.showStudies));
  add("score.queue", tr("Show the &queue"), "", {QKeySequence(tr("Ctrl+J"))}, &MainWindow::showQueue)
      ->setStatusTip(tr("Slides that are being scored or wait"));
}

void MainWindow::makeQueueDock(QDockWidget* beside) {
  if (m_context.scores == nullptr) return;
  m_queuePanel = new QueuePanel(*m_context.scores, *m_context.names);
  QDockWidget* queue = addDock(QStringLiteral("dock.queue"), tr("Queue"), m_queuePanel, Qt::RightDockWidgetArea);
  tabifyDockWidget(beside, queue);
  connect(m_queuePanel, &QueuePanel::scoreRequested, this, &MainWindow::scoreThis);
  connect(m_queuePanel, &QueuePanel::openResultRequested, this, [this](const ScoreJob& job) {
    OpenRequest request;
    // A slide that is looked at stays where it is.
    if (document() == nullptr || document()->path() != job.slide) request.slides = {job.slide};
    request.scores = {job.result};
    open(request);
  });
  const auto raise = [queue] {
    queue->show();
    queue->raise();
  };
  connect(m_queuePanel, &QueuePanel::attentionWanted, queue, raise);
  // After the window's state of last time is back.
  if (m_queuePanel->wantsAttention()) QTimer::singleShot(0, queue, raise);
  connect(m_context.scores, &ScoreQueue::jobEnded, this, &MainWindow::takeEndedJob);
}

// What was scored appears by itself where its slide is looked at.
void MainWindow::takeEndedJob(const std::string& id) {
  const ScoreJob* job = m_context.scores->find(id);
  if (job == nullptr) return;
  for (SlidePane* one : m_grid->panes()) {
    if (one->document() == nullptr || one->document()->path() != job->slide) continue;
    const QString reason = QString::fromStdString(job->reason);
    switch (job->state) {
      case JobState::finished:
        one->inform(tr("This slide has been scored: the result is shown."));
        break;
      case JobState::notAssessable:
        one->say(tr("This slide is not assessable: %1").arg(reason));
        break;
      case JobState::refused:
        one->say(tr("This slide was not scored, a safety rule refuses: %1").arg(reason));
        break;
      case JobState::failed:
        one->say(tr("Scoring this slide failed: %1").arg(reason));
        break;
      default:
        break;
    }
    if (job->result.empty()) continue;
    OpenRequest result;
    result.scores = {job->result};
    openOverlays(result, *one);
  }
}

bool MainWindow::mayEndScoring() {
  if (m_context.scores == nullptr || m_context.scores->readOnly()) return true;
  const bool works =
      std::ranges::any_of(m_context.scores->jobs(), [](const ScoreJob& job) { return isActive(job.state); });
  const auto windows = QApplication::topLevelWidgets();
  const bool last = std::ranges::none_of(windows, [this](const QWidget* one) {
    return one != this && one->isVisible() && qobject_cast<const MainWindow*>(one) != nullptr;
  });
  if (!works || !last) return true;
  QMessageBox box(QMessageBox::Question, tr("A slide is being scored"),
                  tr("A slide is being scored. If you close the viewer now, its scoring begins anew the next time."),
                  QMessageBox::NoButton, this);
  const QPushButton* close = box.addButton(tr("Close"), QMessageBox::DestructiveRole);
  box.setDefaultButton(box.addButton(tr("Go on scoring"), QMessageBox::RejectRole));
  box.exec();
  return box.clickedButton() == close;
}

void MainWindow::showQueue() {
  for (QDockWidget* dock : m_docks)
    if (dock->objectName() == QLatin1String("dock.queue")) {
      dock->show();
      dock->raise();
      m_queuePanel->setFocus();
    }
}

void MainWindow::scoreThis() {
  if (document() == nullptr) {
    pane().say(tr("Open the slide first, then score it."));
    return;
  }
  askToScore({{document()->path(), typedScaleOf(*document())}});
}

void MainWindow::scoreOpen() {
  std::vector<SlideToAskFor> slides;
  for (SlidePane* one : m_grid->panes())
    if (one->document() != nullptr && std::ranges::none_of(slides, [&](const SlideToAskFor& listed) {
          return listed.slide == one->document()->path();
        }))
      slides.push_back({one->document()->path(), typedScaleOf(*one->document())});
  if (slides.empty()) {
    pane().say(tr("Open slides first, then score them."));
    return;
  }
  askToScore(std::move(slides));
}

void MainWindow::scoreFolder() {
  const QString chosen =
      QFileDialog::getExistingDirectory(this, tr("Score the slides of a folder"), startFolder("slides"));
  if (!chosen.isEmpty()) scoreFolderOf(pathOf(chosen));
}

void MainWindow::scoreFolderOf(const std::filesystem::path& folder) {
  keepFolder("slides", folder);
  // A share may take its time.
  m_dropped.run<Result<std::vector<FolderSlide>>>(
      this, [folder](const std::stop_token& stop) { return slidesIn(folder, stop); },
      [this, folder](const Result<std::vector<FolderSlide>>& found) {
        if (!found || found->empty()) {
          pane().say(found ? tr("There are no slides in %1.").arg(QString::fromStdString(folder.string()))
                           : QString::fromStdString(found.error().message));
          return;
        }
        std::vector<SlideToAskFor> slides;
        for (const FolderSlide& slide : *found) slides.push_back({slide.path, std::nullopt});
        askToScore(std::move(slides));
      });
}

std::optional<TypedMpp> MainWindow::typedScaleOf(const SlideDocument& slide) {
  const auto& typed = slide.notes().scale;
  return typed ? std::optional(TypedMpp{typed->mpp, typed->reason, typed->typedBy}) : std::nullopt;
}

void MainWindow::askToScore(std::vector<SlideToAskFor> slides) { askToScore(std::move(slides), {}, {}); }

void MainWindow::askToScore(std::vector<SlideToAskFor> slides, const std::filesystem::path& outline,
                            const std::string& title) {
  ScoreQueue& queue = *m_context.scores;
  if (const QString why = queue.obstacle(); !why.isEmpty()) {
    pane().say(why);
    return;
  }
  ScoreDialogOptions options;
  options.slides = std::move(slides);
  options.outline = outline;
  options.title = title;
  const auto offer = [&options](const std::filesystem::path& bundle) {
    if (!bundle.empty() && std::ranges::find(options.bundles, bundle) == options.bundles.end())
      options.bundles.push_back(bundle);
  };
  offer(m_context.settings->folder(QString::fromLatin1(kBundlePurpose)));
  for (const auto& bundle : shippedBundles()) offer(bundle);
  for (const ScoreJob& job : queue.jobs()) offer(job.bundle);
  const auto kept = m_context.settings->folder(QString::fromLatin1(kResultsPurpose));
  // What was kept may be another person's folder of slides.
  options.out = kept.empty() || !m_context.names->unmasked() ? queue.defaultOut() : kept;
  options.names = m_context.names.get();
  options.person = m_context.person;
  if (!m_context.dataFolder.empty()) options.cardsFile = m_context.dataFolder / "accepted-cards.json";
  options.opener = m_context.opener;
  auto* dialog = new ScoreDialog(std::move(options), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { queueJobs(dialog->jobs()); });
  connect(dialog, &QDialog::rejected, this, [outline] {
    std::error_code ignored;
    if (!outline.empty()) std::filesystem::remove(outline, ignored);
  });
  dialog->open();
}

void MainWindow::queueJobs(const std::vector<ScoreJob>& jobs) {
  if (jobs.empty()) return;
  keepFolder(kBundlePurpose, jobs.front().bundle);
  keepFolder(kResultsPurpose, jobs.front().out);
  std::string last;
  for (const ScoreJob& job : jobs) {
    const auto added = m_context.scores->add(job);
    if (added)
      last = *added;
    else
      pane().say(QString::fromStdString(added.error().message));
  }
  if (last.empty()) return;
  showQueue();
  m_queuePanel->select(last);
}

}  // namespace snitt
