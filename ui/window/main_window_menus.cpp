// MainWindow: its menus and tool bar.
#include <QDockWidget>
#include <QMenuBar>
#include <QToolBar>

#include "ui/draw/class_picker.h"
#include "ui/theme/icons.h"
#include "ui/window/main_window.h"

namespace snitt {

void MainWindow::makeMenusAndToolBar() {
  const auto fill = [this](QMenu* menu, const QStringList& ids) {
    for (const QString& id : ids) {
      if (id.isEmpty())
        menu->addSeparator();
      else
        menu->addAction(command(id));
    }
  };
  const auto addMenu = [this](const QString& title) {
    QMenu* menu = menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    return menu;
  };
  const auto ids = [](const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
  QMenu* file = addMenu(tr("&File"));
  fill(file, ids("file.open file.open-folder cases.worklist"));
  m_recent = file->addMenu(icon("recent"), tr("&Recent slides"));
  m_recent->setObjectName(QStringLiteral("recent"));
  m_recent->setToolTipsVisible(true);
  connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
  fill(file, ids("file.open-cohort"));
  m_recentCohorts = file->addMenu(icon("recent"), tr("Recent co&horts"));
  m_recentCohorts->setObjectName(QStringLiteral("recentCohorts"));
  m_recentCohorts->setToolTipsVisible(true);
  m_recentCohorts->setEnabled(m_context.cohorts != nullptr);
  connect(m_recentCohorts, &QMenu::aboutToShow, this, &MainWindow::fillRecentCohorts);
  fill(file, ids("file.previous file.next file.close  file.open-score file.open-overlay  file.snapshot file.copy  "
                 "file.new-window file.settings people.switch  file.quit"));
  QMenu* edit = addMenu(tr("&Edit"));
  fill(edit, ids("edit.undo edit.redo  edit.select-all edit.duplicate edit.delete  edit.merge edit.subtract draw.cut "
                 "edit.parts edit.fill-holes edit.simplify  edit.lock edit.verify edit.hierarchy  "
                 "annotations.import annotations.export"));
  QMenu* view = addMenu(tr("&View"));
  fill(view, ids("view.zoom-in view.zoom-out view.fit"));
  QMenu* presets = view->addMenu(tr("&Magnification"));
  presets->setToolTipsVisible(true);
  for (int preset = 1; preset <= 7; ++preset) presets->addAction(command(QStringLiteral("view.preset-%1").arg(preset)));
  fill(view, ids(" view.back view.forward  view.rotate-left view.rotate-right view.rotate view.flip view.upright  "
                 "view.panes-1 view.panes-2 "
                 "view.panes-4 view.synchronise view.sync-offset view.sync-reset  view.overview view.adjust"));
  QMenu* panels = view->addMenu(tr("Pa&nels"));
  panels->setToolTipsVisible(true);
  for (QDockWidget* dock : m_docks) panels->addAction(dock->toggleViewAction());
  fill(view, ids("view.panels view.fullscreen"));
  QMenu* overlays = addMenu(tr("&Overlays"));
  fill(overlays, ids("overlay.heatmaps overlay.annotations overlay.fill overlay.tissue  overlay.card"));
  QMenu* draw = addMenu(tr("&Draw"));
  fill(draw, ids("draw.move draw.select  draw.rectangle draw.ellipse draw.polygon draw.brush draw.wand  draw.line "
                 "draw.polyline draw.point  draw.count draw.frame-0785 draw.frame-1 draw.frame-2"));
  QMenu* viewpoints = addMenu(tr("View&points"));
  fill(viewpoints, ids("mark.bookmark mark.previous-viewpoint mark.next-viewpoint"));
  QMenu* scoring = addMenu(tr("S&coring"));
  fill(scoring, ids("score.this score.open score.folder  score.cohort score.validations  score.outline score.correct  "
                    "score.queue"));
  QMenu* help = addMenu(tr("&Help"));
  fill(help, ids("help.manual help.shortcuts  help.about"));

  QToolBar* bar = addToolBar(tr("Tools"));
  bar->setObjectName(QStringLiteral("tools"));
  bar->setMovable(false);
  bar->setIconSize(QSize(20, 20));
  for (const QString& id :
       ids("cases.worklist file.open file.previous file.next  view.zoom-out view.zoom-in view.fit view.preset-7 "
           "view.back  "
           "view.rotate-left "
           "view.rotate-right view.flip  draw.move draw.select draw.rectangle draw.ellipse draw.polygon draw.brush "
           "draw.wand "
           "draw.line draw.polyline draw.point draw.count draw.frame-0785 draw.class  edit.undo edit.redo  "
           "mark.bookmark  "
           "overlay.heatmaps overlay.annotations view.adjust  view.panes-1 view.panes-2 view.panes-4 view.synchronise "
           " file.snapshot")) {
    if (id.isEmpty())
      bar->addSeparator();
    else if (id == QLatin1String("draw.class"))
      bar->addWidget(new ClassPicker(*m_context.classes));
    else
      bar->addAction(command(id));
  }
}

}  // namespace snitt
