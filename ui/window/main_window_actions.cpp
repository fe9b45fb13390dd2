// MainWindow: its commands.
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QInputDialog>
#include <QMessageBox>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

#include "ui/actions/shortcut_help.h"
#include "ui/help/help_window.h"
#include "ui/layers/value_layer.h"
#include "ui/panels/film_strip.h"
#include "ui/people/sitting.h"
#include "ui/window/cohort_windows.h"
#include "ui/window/main_window.h"
#include "ui/window/settings_dialog.h"

namespace snitt {

namespace {

using Keys = QList<QKeySequence>;

// Objective-equivalents of the keys 1 to 6; 7 shows a pixel of the slide on a pixel of the screen.
constexpr std::array kPresets{1.25, 2.5, 5.0, 10.0, 20.0, 40.0};
// Where a slide has no scale: level-0 pixels a screen pixel.
constexpr std::array kPresetDownsamples{32.0, 16.0, 8.0, 4.0, 2.0, 1.0};
constexpr double kZoomStep = 1.5;
constexpr double kTurnStep = 90;
constexpr double kUmAtOne = 10;  // µm a pixel at 1×

bool isHeatmap(const Layer& layer) { return qobject_cast<const ValueLayer*>(&layer) != nullptr; }

bool isAnnotation(const Layer& layer) {
  return layer.kind() == LayerKind::tumour || layer.kind() == LayerKind::unreadable ||
         layer.kind() == LayerKind::detections || (layer.kind() == LayerKind::annotations && !layer.isEmpty());
}

}  // namespace

void MainWindow::makeActions() {
  makeFileActions();
  makeViewActions();
  makeOverlayActions();
  makeMarkActions();
  makeDrawActions();
  makeOutlineActions();
  makeExchangeActions();
  makeScoringActions();
  makeCaseActions();
  makeHelpActions();
}

void MainWindow::makeFileActions() {
  const QString file = tr("File");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const Keys& keys, auto call) {
    QAction* made = m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), keys, file);
    connect(made, &QAction::triggered, this, call);
  };
  add("file.open", tr("&Open…"), "open", {QKeySequence::Open}, &MainWindow::chooseSlides);
  add("file.open-folder", tr("Open &folder…"), "open-folder", {QKeySequence(tr("Ctrl+Shift+O"))},
      &MainWindow::chooseFolder);
  QAction* cohort = m_actions->add(QStringLiteral("file.open-cohort"), tr("Open coho&rt…"), QStringLiteral("score"),
                                   {QKeySequence(tr("Ctrl+K"))}, file);
  cohort->setStatusTip(tr("Patients, scores and progress of a run over many slides"));
  cohort->setEnabled(m_context.cohorts != nullptr);
  connect(cohort, &QAction::triggered, this, [this] { m_context.cohorts->askFolder(this); });
  add("file.previous", tr("&Previous slide"), "previous", {QKeySequence(tr("Ctrl+Left"))}, [this] { step(-1); });
  add("file.next", tr("&Next slide"), "next", {QKeySequence(tr("Ctrl+Right"))}, [this] { step(1); });
  add("file.close", tr("&Close slide"), "close", {QKeySequence(tr("Ctrl+W"))}, [this] { pane().setDocument(nullptr); });
  add("file.open-score", tr("Open &score…"), "score", {QKeySequence(tr("Ctrl+E"))}, &MainWindow::chooseScore);
  add("file.open-overlay", tr("Open &overlay…"), "layers", {QKeySequence(tr("Ctrl+Shift+L"))},
      &MainWindow::chooseOverlay);
  add("file.snapshot", tr("&Save picture of view…"), "snapshot", {QKeySequence(tr("Ctrl+Shift+S"))},
      &MainWindow::saveSnapshot);
  add("file.copy", tr("&Copy picture of view"), "copy", {QKeySequence(tr("Ctrl+Shift+C"))}, &MainWindow::copySnapshot);
  add("file.new-window", tr("New &window"), "window-new", {QKeySequence(tr("Ctrl+N"))},
      [this] { m_context.newWindow(); });
  add("file.settings", tr("Se&ttings…"), "settings", {QKeySequence(tr("Ctrl+,"))}, &MainWindow::showSettings);
  add("file.quit", tr("&Quit"), "quit", {QKeySequence(tr("Ctrl+Q"))}, [this] {
    m_context.quitting = true;
    QApplication::closeAllWindows();
    m_context.quitting = false;
  });
}

void MainWindow::makeViewActions() {
  const QString category = tr("View");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const Keys& keys, auto call) {
    QAction* made = m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), keys, category);
    connect(made, &QAction::triggered, this, call);
    return made;
  };
  add("view.zoom-in", tr("Zoom &in"), "zoom-in", {QKeySequence(tr("+")), QKeySequence(tr("="))},
      [this] { pane().view().zoomBy(kZoomStep); });
  add("view.zoom-out", tr("Zoom &out"), "zoom-out", {QKeySequence(tr("-"))},
      [this] { pane().view().zoomBy(1 / kZoomStep); });
  add("view.fit", tr("&Fit slide"), "zoom-fit", {QKeySequence(tr("0"))}, [this] { pane().view().fit(); });
  for (int preset = 1; preset <= 6; ++preset)
    add(qPrintable(QStringLiteral("view.preset-%1").arg(preset)),
        tr("%1×").arg(QLocale().toString(kPresets[static_cast<std::size_t>(preset - 1)])), "",
        {QKeySequence(QString::number(preset))}, [this, preset] { zoomToPreset(preset); });
  add("view.preset-7", tr("Pixel for pixel"), "zoom-one-to-one", {QKeySequence(tr("7"))}, [this] { zoomToPreset(7); });
  add("view.back", tr("&Back to where the view was"), "back", {QKeySequence(tr("Alt+Left"))},
      [this] { pane().view().goBack(); });
  add("view.forward", tr("For&ward again"), "", {QKeySequence(tr("Alt+Right"))}, [this] { pane().view().goForward(); });
  add("view.rotate-left", tr("Rotate &left 90°"), "rotate-left", {QKeySequence(tr("Ctrl+Shift+R"))},
      [this] { pane().view().turnBy(-kTurnStep); });
  add("view.rotate-right", tr("Rotate &right 90°"), "rotate-right", {QKeySequence(tr("Ctrl+R"))},
      [this] { pane().view().turnBy(kTurnStep); });
  add("view.rotate", tr("Rotate &to…"), "rotate-free", {QKeySequence(tr("Ctrl+Alt+R"))}, [this] {
    bool accepted = false;
    const double degrees = QInputDialog::getDouble(this, tr("Rotate the view"), tr("Degrees clockwise:"),
                                                   pane().view().viewport().rotationDeg, -360, 360, 1, &accepted);
    if (accepted) pane().view().turnTo(degrees);
  });
  add("view.upright", tr("&Upright"), "reset", {QKeySequence(tr("Ctrl+0"))}, [this] {
    if (pane().view().viewport().flipped) pane().view().mirror();
    pane().view().turnTo(0);
  });
  add("view.flip", tr("&Mirror left to right"), "flip-horizontal", {QKeySequence(tr("Ctrl+M"))},
      [this] { pane().view().mirror(); });

  auto* panes = new QActionGroup(this);
  for (const int count : {1, 2, 4}) {
    const QString text = count == 1 ? tr("&One slide") : count == 2 ? tr("&Two slides") : tr("Fou&r slides");
    QAction* made = add(qPrintable(QStringLiteral("view.panes-%1").arg(count)), text,
                        qPrintable(QStringLiteral("panes-%1").arg(count)),
                        {QKeySequence(QStringLiteral("Ctrl+%1").arg(count))}, [this, count] {
                          m_grid->setCount(count);
                          connectActive();
                        });
    made->setCheckable(true);
    made->setChecked(count == 1);
    panes->addAction(made);
  }
  QAction* sync =
      add("view.synchronise", tr("&Synchronise slides"), "synchronise", {QKeySequence(tr("Ctrl+Y"))}, [this](bool on) {
        m_grid->sync().setLinked(on, &pane().view());
        enableActions();
      });
  sync->setCheckable(true);
  sync->setStatusTip(tr("Slides beside each other move, zoom and turn as one"));
  QAction* adjust = add("view.sync-offset", tr("&Adjust offset"), "move", {QKeySequence(tr("Ctrl+Shift+Y"))},
                        [this](bool on) { m_grid->sync().setAdjusting(on); });
  adjust->setCheckable(true);
  adjust->setStatusTip(tr("While this is on, a synchronised slide is moved alone"));
  add("view.sync-reset", tr("Reset o&ffset"), "", {}, [this] { m_grid->sync().resetOffsets(&pane().view()); });
  QAction* overview = add("view.overview", tr("O&verview"), "overview", {QKeySequence(tr("Ctrl+Shift+V"))},
                          [this](bool on) { m_grid->setOverviewShown(on); });
  overview->setCheckable(true);
  overview->setChecked(true);
  QAction* full = add("view.fullscreen", tr("F&ull screen"), "fullscreen", {QKeySequence(tr("F11"))},
                      [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
  full->setCheckable(true);
  QAction* calm = add("view.panels", tr("Hide &panels"), "hidden", {QKeySequence(tr("F9"))}, [this](bool on) {
    for (QDockWidget* dock : m_docks) {
      if (on) dock->setProperty("wasVisible", dock->toggleViewAction()->isChecked());
      if (on || dock->property("wasVisible").toBool()) dock->setVisible(!on);
    }
  });
  calm->setCheckable(true);
  QAction* contrast = add("view.adjust", tr("&Brightness and contrast"), "contrast", {QKeySequence(tr("C"))}, [this] {
    for (QDockWidget* dock : m_docks)
      if (dock->objectName() == QLatin1String("dock.adjust")) {
        dock->show();
        dock->raise();
      }
  });
  contrast->setStatusTip(tr("Also the colour profile and the stains"));
}

void MainWindow::makeOverlayActions() {
  const QString category = tr("Overlays");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const Keys& keys, auto call) {
    QAction* made = m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), keys, category);
    connect(made, &QAction::triggered, this, call);
    return made;
  };
  QAction* heatmaps = add("overlay.heatmaps", tr("&Heatmaps"), "layers", {QKeySequence(tr("H"))}, [this] {
    if (!hasSlide()) return;
    LayerStack& layers = document()->layers();
    const bool any =
        std::ranges::any_of(layers.layers(), [](const auto& layer) { return layer->visible() && isHeatmap(*layer); });
    // With none chosen yet the key shows the first of them.
    if (!any) {
      const auto first = std::ranges::find_if(layers.layers(), [](const auto& layer) { return isHeatmap(*layer); });
      if (first != layers.layers().end()) (*first)->setVisible(true);
      layers.setHeatmapsShown(true);
      return;
    }
    layers.setHeatmapsShown(!layers.heatmapsShown());
    enableActions();
  });
  heatmaps->setCheckable(true);
  heatmaps->setStatusTip(tr("Show or hide all heatmaps"));
  QAction* outlines = add("overlay.annotations", tr("&Annotations"), "annotations", {QKeySequence(tr("A"))}, [this] {
    if (!hasSlide()) return;
    LayerStack& layers = document()->layers();
    Layer* tumour = layers.first(LayerKind::tumour);
    const bool any = std::ranges::any_of(layers.layers(),
                                         [](const auto& layer) { return layer->visible() && isAnnotation(*layer); });
    if (!any && tumour != nullptr) {
      tumour->setVisible(true);
      layers.setAnnotationsShown(true);
      return;
    }
    layers.setAnnotationsShown(!layers.annotationsShown());
  });
  outlines->setCheckable(true);
  outlines->setStatusTip(tr("Show or hide outlines and detections"));
  QAction* fill = add("overlay.fill", tr("&Fill annotations"), "fill", {QKeySequence(tr("F"))}, [this](bool on) {
    for (SlidePane* one : m_grid->panes()) one->setFilled(on);
  });
  fill->setCheckable(true);
  fill->setStatusTip(tr("Tint the areas that are drawn"));
  add("overlay.tissue", tr("&Tissue and quality"), "tissue", {QKeySequence(tr("T"))}, [this] {
    if (hasSlide()) document()->findTissueAndQuality();
  })->setStatusTip(tr("Look for tissue, pen, folds and blur"));
  add("overlay.card", tr("Model &card…"), "card", {}, &MainWindow::showCard);
}

void MainWindow::makeCaseActions() {
  QAction* worklist = m_actions->add(QStringLiteral("cases.worklist"), tr("&Worklist…"), QStringLiteral("worklist"),
                                     {QKeySequence(tr("Ctrl+L"))}, tr("Cases"));
  worklist->setStatusTip(tr("The cases of the laboratory, and slides that belong to none yet"));
  worklist->setEnabled(m_context.cases != nullptr);
  connect(worklist, &QAction::triggered, this, [this] { m_context.showCases(); });
  QAction* other = m_actions->add(QStringLiteral("people.switch"), tr("S&witch person"), QStringLiteral("lock"),
                                  {QKeySequence(tr("Ctrl+Alt+L"))}, tr("Cases"));
  other->setStatusTip(tr("Locks all windows until somebody signs in; slides stay open"));
  Sitting* sitting = m_context.sitting;
  const auto enable = [other, sitting] { other->setEnabled(sitting != nullptr && sitting->isShared()); };
  enable();
  if (sitting == nullptr) return;
  connect(sitting, &Sitting::stateChanged, other, enable);
  connect(other, &QAction::triggered, sitting, &Sitting::lock);
}

void MainWindow::makeHelpActions() {
  const QString category = tr("Help");
  connect(m_actions->add(QStringLiteral("help.shortcuts"), tr("&Keys and commands…"), QStringLiteral("shortcuts"),
                         {QKeySequence(tr("F1")), QKeySequence(tr("?"))}, category),
          &QAction::triggered, this, &MainWindow::showShortcuts);
  connect(m_actions->add(QStringLiteral("help.manual"), tr("&Manual…"), QStringLiteral("help"),
                         {QKeySequence(tr("Shift+F1"))}, category),
          &QAction::triggered, this, [this] {
            auto* manual = new HelpWindow(this);
            manual->show();
          });
  connect(m_actions->add(QStringLiteral("help.about"), tr("&About Snitt"), QStringLiteral("info"), {}, category),
          &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::enableActions() {
  const bool open = hasSlide();
  for (const QString& id : m_actions->ids())
    if (id.startsWith(QLatin1String("view.zoom")) || id.startsWith(QLatin1String("view.preset")) ||
        id.startsWith(QLatin1String("view.rotate")) || id.startsWith(QLatin1String("overlay.")) ||
        id.startsWith(QLatin1String("mark.")))
      command(id)->setEnabled(open);
  enableDrawActions();
  for (const char* id : {"view.fit", "view.upright", "view.flip", "file.close", "file.open-score", "file.open-overlay",
                         "file.snapshot", "file.copy"})
    command(QString::fromLatin1(id))->setEnabled(open);
  command(QStringLiteral("file.close"))->setEnabled(document() != nullptr);
  command(QStringLiteral("file.next"))->setEnabled(m_film->next().has_value());
  command(QStringLiteral("file.previous"))->setEnabled(m_film->previous().has_value());
  command(QStringLiteral("view.back"))->setEnabled(open && pane().view().history().canGoBack());
  command(QStringLiteral("view.forward"))->setEnabled(open && pane().view().history().canGoForward());
  const bool several = m_grid->count() > 1;
  command(QStringLiteral("view.synchronise"))->setEnabled(several);
  for (const char* id : {"view.sync-offset", "view.sync-reset"})
    command(QString::fromLatin1(id))->setEnabled(several && command(QStringLiteral("view.synchronise"))->isChecked());
  showGroup(QStringLiteral("overlay.heatmaps"), isHeatmap);
  showGroup(QStringLiteral("overlay.annotations"), isAnnotation);
  command(QStringLiteral("overlay.card"))->setEnabled(open && document()->score() != nullptr);
}

// Pressed while something of the group is to be seen; of no use where there is nothing of it.
void MainWindow::showGroup(const QString& id, bool (*belongs)(const Layer&)) {
  bool any = false;
  bool shown = false;
  if (hasSlide())
    for (const auto& layer : document()->layers().layers()) {
      if (!belongs(*layer)) continue;
      any = true;
      shown = shown || document()->layers().isShown(*layer);
    }
  command(id)->setEnabled(any);
  command(id)->setChecked(shown);
}

void MainWindow::zoomToPreset(int preset) {
  if (!hasSlide()) return;
  const auto index = static_cast<std::size_t>(preset - 1);
  if (preset == 7) return pane().view().zoomTo(1);
  const auto& mpp = document()->mpp();
  pane().view().zoomTo(mpp ? kUmAtOne / kPresets[index] / ((mpp->x + mpp->y) / 2) : kPresetDownsamples[index]);
}

void MainWindow::goToOwnResolution(const QRectF& tile, double mpp) {
  if (!hasSlide()) return;
  const auto& scale = document()->mpp();
  const bool known = scale && mpp > 0;
  pane().view().goTo(tile, known ? std::optional(mpp / ((scale->x + scale->y) / 2)) : std::nullopt);
}

// A click on a heatmap goes to the tile, at the resolution in which the networks saw it.
void MainWindow::visitTile(QPointF slide) {
  if (!hasSlide()) return;
  const auto tile = document()->layers().tileAt(slide);
  if (!tile) return;
  double mpp = 0;
  if (const auto& score = document()->score(); score != nullptr && document()->mpp())
    for (const ScoredResolution& one : score->score.resolutions)
      if (std::abs(one.tileUm - tile->width() * document()->mpp()->x) < 0.05 * one.tileUm) mpp = one.mpp;
  goToOwnResolution(*tile, mpp);
}

void MainWindow::showShortcuts() {
  auto* help = new ShortcutHelp(*m_actions, this);
  help->setAttribute(Qt::WA_DeleteOnClose);
  help->show();
}

void MainWindow::showSettings() {
  SettingsDialog dialog(*m_context.settings, this);
  if (dialog.exec() != QDialog::Accepted) return;
  for (SlidePane* one : m_grid->panes()) one->view().setInvertedWheel(m_context.settings->wheelInverted());
  m_context.themeOrLanguageChanged();
}

void MainWindow::showAbout() {
  QMessageBox box(this);
  box.setWindowTitle(tr("About Snitt"));
  box.setIconPixmap(QApplication::windowIcon().pixmap(64, 64));
  box.setText(tr("<b>Snitt %1</b><br>Whole-slide images of colorectal cancer, and what the networks saw in them.")
                  .arg(QApplication::applicationVersion()));
  box.setInformativeText(
      tr("Research software. Not a medical device, not for diagnosis, and not the DoMore model. "
         "Apache-2.0. Uses Qt and OpenSlide (LGPL), libvips, libtiff, libjpeg-turbo, OpenCV, Little "
         "CMS and Breeze icons (LGPL). It opens no network connection."));
  box.exec();
}

}  // namespace snitt
