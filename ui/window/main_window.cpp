#include "ui/window/main_window.h"
#include "ui/cases/case_desk.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QStatusBar>
#include <QVBoxLayout>

#include <utility>

#include "tiling/display_look.h"
#include "ui/marks/new_marks.h"
#include "ui/panels/adjust_panel.h"
#include "ui/panels/annotations_panel.h"
#include "ui/panels/associated_images.h"
#include "ui/panels/film_strip.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/marks_panel.h"
#include "ui/panels/properties_panel.h"
#include "ui/people/backup_notice.h"
#include "ui/people/person_bar.h"
#include "ui/people/sitting.h"
#include "ui/score/score_panel.h"
#include "ui/theme/theme.h"
#include "ui/view/scale_text.h"
#include "ui/window/dock_titles.h"

namespace snitt {

namespace {

constexpr int kStateVersion = 2;
constexpr int kLeastPanelPx = 270;

}  // namespace

MainWindow::MainWindow(ViewerContext& context, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_actions(std::make_unique<ActionRegistry>(*context.shortcuts, this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  setObjectName(QStringLiteral("viewer"));
  setWindowTitle(tr("Snitt"));
  // Room for frame and task bar; on a small screen all there is.
  const QSize screen = QGuiApplication::primaryScreen()->availableSize() - QSize(40, 80);
  resize(QSize(1400, 900).boundedTo(screen));
  m_grid = new PaneGrid(*m_context.classes, *m_context.names);
  auto* middle = new QWidget;
  auto* rows = new QVBoxLayout(middle);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  if (m_context.backups != nullptr) rows->addWidget(new BackupNotice(*m_context.backups));
  rows->addWidget(m_grid, 1);
  setCentralWidget(middle);
  connect(m_grid, &PaneGrid::paneAdded, this, &MainWindow::wirePane);
  connect(m_grid, &PaneGrid::activeChanged, this, &MainWindow::connectActive);
  connect(m_grid, &PaneGrid::documentChanged, this, [this](SlidePane* changed) {
    if (changed == &pane()) connectActive();
    if (changed->isOpen())
      connect(changed->document(), &SlideDocument::fingerprintKnown, this, &MainWindow::askOwners,
              Qt::UniqueConnection);
    askOwner(changed);
  });
  if (m_context.cases != nullptr) {
    connect(m_context.cases, &CaseDesk::stateChanged, this, &MainWindow::askOwners);
    connect(m_context.cases, &CaseDesk::changed, this, &MainWindow::askOwners);
    if (m_context.sitting != nullptr) connect(m_context.sitting, &Sitting::stateChanged, this, &MainWindow::askOwners);
  }
  m_dockTitles = new DockTitles(*this);
  makeDocks();
  makeStatusBar();
  connectAnnotations();
  makeActions();
  makeMenusAndToolBar();
  m_covered = !m_context.names->unmasked();
  connect(m_context.names.get(), &SlideNames::changed, this, &MainWindow::showNames);
  wirePane(&m_grid->pane(0));
  if (!m_context.settings->windowGeometry().isEmpty()) restoreGeometry(m_context.settings->windowGeometry());
  if (!m_context.settings->windowState().isEmpty()) restoreState(m_context.settings->windowState(), kStateVersion);
  connectActive();
}

MainWindow::~MainWindow() {
  // Panes tell of their documents' end while they are destroyed; nobody here is to listen any more.
  m_grid->disconnect(this);
  for (SlidePane* one : m_grid->panes()) one->view().disconnect(this);
  for (const auto& connection : m_activeConnections) disconnect(connection);
}

QDockWidget* MainWindow::addDock(const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(id);
  dock->setWidget(content);
  addDockWidget(area, dock);
  m_docks << dock;
  m_dockTitles->watch(dock);
  return dock;
}

void MainWindow::makeDocks() {
  const auto scrolled = [](QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(kLeastPanelPx);
    scroll->setWidget(content);
    return scroll;
  };
  m_film = new FilmStrip(m_context.opener);
  m_film->setNames(*m_context.names);
  m_layersPanel = new LayersPanel;
  m_scorePanel = new ScorePanel;
  m_properties = new PropertiesPanel;
  m_associated = new AssociatedImages;
  m_adjust = new AdjustPanel;
  m_marksPanel = new MarksPanel;
  m_annotations = new AnnotationsPanel(*m_context.classes);
  QDockWidget* film = addDock(QStringLiteral("dock.slides"), tr("Slides"), m_film, Qt::LeftDockWidgetArea);
  QDockWidget* layers =
      addDock(QStringLiteral("dock.layers"), tr("Layers"), scrolled(m_layersPanel), Qt::RightDockWidgetArea);
  QDockWidget* annotations =
      addDock(QStringLiteral("dock.annotations"), tr("Drawing"), m_annotations, Qt::RightDockWidgetArea);
  QDockWidget* marks =
      addDock(QStringLiteral("dock.marks"), tr("Viewpoints"), scrolled(m_marksPanel), Qt::RightDockWidgetArea);
  QDockWidget* adjust =
      addDock(QStringLiteral("dock.adjust"), tr("Adjust"), scrolled(m_adjust), Qt::RightDockWidgetArea);
  QDockWidget* score = addDock(QStringLiteral("dock.score"), tr("Score"), m_scorePanel, Qt::RightDockWidgetArea);
  m_scoreDock = score;
  QDockWidget* properties =
      addDock(QStringLiteral("dock.properties"), tr("Properties"), m_properties, Qt::RightDockWidgetArea);
  QDockWidget* label =
      addDock(QStringLiteral("dock.label"), tr("Label"), scrolled(m_associated), Qt::RightDockWidgetArea);
  tabifyDockWidget(layers, annotations);
  tabifyDockWidget(layers, marks);
  tabifyDockWidget(layers, adjust);
  tabifyDockWidget(score, properties);
  tabifyDockWidget(score, label);
  makeQueueDock(score);
  layers->raise();
  score->raise();
  resizeDocks({film, layers}, {190, 330}, Qt::Horizontal);
  resizeDocks({layers, score}, {470, 390}, Qt::Vertical);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);

  connect(m_film, &FilmStrip::slideChosen, this, &MainWindow::openSlide);
  connect(m_film, &FilmStrip::listed, this, [this] {
    enableActions();
    prefetch();
  });
  connect(m_film, &FilmStrip::identified, this, &MainWindow::askNames);
  connect(m_layersPanel, &LayersPanel::openScoreRequested, this, &MainWindow::chooseScore);
  connect(m_layersPanel, &LayersPanel::openOverlayRequested, this, &MainWindow::chooseOverlay);
  connect(m_layersPanel, &LayersPanel::tissueRequested, this, [this] {
    if (hasSlide()) document()->findTissueAndQuality();
  });
  connect(m_scorePanel, &ScorePanel::goTo, this, &MainWindow::goToOwnResolution);
  connect(m_scorePanel, &ScorePanel::cardRequested, this, &MainWindow::showCard);
  connect(m_adjust, &AdjustPanel::lookChanged, this, [this](const DisplayLook& look) {
    if (document() != nullptr) document()->setLook(look);
  });
  connect(m_marksPanel, &MarksPanel::notesChanged, this, [this](const SlideNotes& notes) {
    if (hasSlide()) document()->editNotes(notes, tr("viewpoints"));
  });
  connect(m_marksPanel, &MarksPanel::goToBookmark, this,
          [this](const Bookmark& bookmark) { pane().view().glideTo(viewportOf(bookmark, pane().view().viewport())); });
  connect(m_marksPanel, &MarksPanel::addViewpointAsked, this, &MainWindow::addBookmark);
  connect(m_marksPanel, &MarksPanel::exportListAsked, this, &MainWindow::exportMarks);
}

void MainWindow::makeStatusBar() {
  m_hoverText = new QLabel;
  m_hoverText->setTextFormat(Qt::PlainText);
  m_placeText = new QLabel;
  m_scaleText = new QLabel;
  m_hoverText->setAccessibleName(tr("Values under the cursor"));
  m_placeText->setAccessibleName(tr("Place under the cursor"));
  m_scaleText->setAccessibleName(tr("Magnification"));
  statusBar()->addWidget(m_hoverText, 1);
  statusBar()->addPermanentWidget(m_placeText);
  statusBar()->addPermanentWidget(m_scaleText);
  if (m_context.sitting != nullptr)
    statusBar()->addPermanentWidget(new PersonBar(*m_context.sitting, PersonBar::Name::shown));
  statusBar()->setSizeGripEnabled(false);
  for (QLabel* label : {m_hoverText, m_placeText, m_scaleText}) label->setContentsMargins(6, 0, 6, 0);
}

void MainWindow::wirePane(SlidePane* added) {
  SlideView* view = &added->view();
  added->setRecent(m_context.settings->recentFiles());
  if (const QAction* fill = command(QStringLiteral("overlay.fill"))) added->setFilled(fill->isChecked());
  connect(added, &SlidePane::openRequested, this, &MainWindow::chooseSlides);
  connect(added, &SlidePane::openFolderRequested, this, &MainWindow::chooseFolder);
  connect(added, &SlidePane::slideChosen, this, &MainWindow::openSlide);
  connect(m_context.settings, &ViewerSettings::recentFilesChanged, added,
          [this, added] { added->setRecent(m_context.settings->recentFiles()); });
  view->setInvertedWheel(m_context.settings->wheelInverted());
  connect(view, &SlideView::viewChanged, this, [this, added] {
    if (added == &pane()) showStatus();
  });
  connect(view, &SlideView::historyChanged, this, [this, added] {
    if (added == &pane()) enableActions();
  });
  connect(view, &SlideView::hovered, this, &MainWindow::showHover);
  connect(view, &SlideView::left, this, [this] {
    m_placeText->clear();
    m_hoverText->clear();
  });
  connect(view, &SlideView::clicked, this, [this, added](QPointF slide, Qt::KeyboardModifiers) {
    if (added == &pane() && !selectAt(slide)) visitTile(slide);
  });
  connect(&added->draw(), &DrawController::toolChanged, this, [this, added] {
    if (added == &pane()) tellTool();
  });
  connect(&added->draw().selection(), &Selection::changed, this, [this, added] {
    if (added == &pane()) enableDrawActions();
  });
}

// Panels speak of the slide that is worked in.
void MainWindow::connectActive() {
  for (const auto& connection : m_activeConnections) disconnect(connection);
  m_activeConnections.clear();
  SlideDocument* slide = document();
  if (slide != nullptr) {
    m_activeConnections << connect(slide, &SlideDocument::scoreChanged, this,
                                   [this] {
                                     showScore();
                                     enableActions();
                                     if (document()->score() != nullptr) m_scoreDock->raise();
                                     askToAcceptCard();
                                   })
                        << connect(slide, &SlideDocument::scaleChanged, this, &MainWindow::showDocument)
                        << connect(slide, &SlideDocument::notesChanged, this, &MainWindow::showDocument)
                        << connect(&slide->history(), &EditHistory::changed, this, &MainWindow::enableDrawActions)
                        << connect(&slide->drawing(), &Drawing::stateChanged, this, &MainWindow::enableDrawActions)
                        << connect(&slide->drawing(), &Drawing::changed, this, &MainWindow::showStale)
                        << connect(&slide->layers(), &LayerStack::changed, this, &MainWindow::enableActions)
                        << connect(&slide->layers(), &LayerStack::listChanged, this, &MainWindow::enableActions);
  }
  showDocument();
  showAssociated();
  showScore();
  showStatus();
  enableActions();
  askToAcceptCard();
}

void MainWindow::takePerson() {
  for (SlidePane* one : m_grid->panes())
    if (one->document() != nullptr) one->document()->keepDrawing(m_context.drawing);
}

// Who may see what has changed, or a slide is called otherwise.
void MainWindow::showNames() {
  const bool covered = !m_context.names->unmasked();
  if (std::exchange(m_covered, covered) != covered) {
    showAssociated();
    fillRecent();
  }
  showName();
}

void MainWindow::showName() {
  const SlideNames& names = *m_context.names;
  const SlideDocument* slide = document();
  const QString name = slide == nullptr ? QString() : names.name(slide->path());
  setWindowTitle(slide == nullptr ? tr("Snitt") : tr("%1 – Snitt").arg(name));
  m_properties->setMasked(!names.unmasked(), name.isNull() ? QStringLiteral("") : name);
}

void MainWindow::showAssociated() {
  QStringList names;
  m_associated->setMasked(!m_context.names->unmasked());
  if (hasSlide() && m_context.names->unmasked())
    for (const std::string& name : document()->info().associatedImages) names << QString::fromStdString(name);
  m_associated->setNames(names);
  for (const QString& name : names)
    document()->readAssociated(name, m_associated,
                               [this, name, of = QPointer<SlideDocument>(document())](const QImage& picture) {
                                 // Meanwhile another slide may be shown, or another person sit here.
                                 if (of == document() && m_context.names->unmasked())
                                   m_associated->setPicture(name, picture);
                               });
}

void MainWindow::stepViewpoint(int step) { m_marksPanel->stepViewpoint(step); }

void MainWindow::showDocument() {
  SlideDocument* slide = document();
  const bool open = hasSlide();
  showName();
  m_layersPanel->setLayers(open ? &slide->layers() : nullptr);
  m_annotations->setDrawing(open ? &slide->drawing() : nullptr, open ? &pane().draw().selection() : nullptr,
                            open ? &slide->history() : nullptr);
  m_annotations->setScale(open ? slide->mpp() : std::nullopt);
  m_marksPanel->setSlideOpen(open);
  m_marksPanel->setScale(open ? slide->mpp() : std::nullopt);
  m_marksPanel->setNotes(open ? slide->notes() : SlideNotes{});
  if (!open) {
    m_properties->clear();
    m_adjust->setProfile(false, {});
    enableActions();
    return;
  }
  const QString profile = slide->iccProfile().empty() ? QString() : QStringLiteral("") + slide->profileName();
  m_properties->setSlide(slide->info(), slide->mpp(), slide->mppSource(), profile, slide->fingerprint());
  m_adjust->setProfile(!slide->iccProfile().empty(), slide->profileName());
  m_adjust->setProfileFinding(QString::fromStdString(slide->renderer().profileFinding()));
  m_adjust->setLook(slide->look());
  if (m_film->folder() != slide->path().parent_path()) m_film->setFolder(slide->path().parent_path());
  m_film->setCurrent(slide->path());
  enableActions();
}

void MainWindow::showScore() {
  SlideDocument* slide = document();
  m_scorePanel->setScore(slide == nullptr ? nullptr : slide->score());
  showStale();
  if (slide == nullptr || slide->score() == nullptr || !hasSlide()) {
    m_scorePanel->setPictureSource({});
    return;
  }
  m_scorePanel->setPictureSource([slide = QPointer<SlideDocument>(slide)](const LevelZeroRect& rect, int edgePx,
                                                                          QObject* receiver,
                                                                          std::function<void(QImage)> done) {
    if (slide == nullptr) return;
    slide->readPicture(QRectF(static_cast<double>(rect.minX), static_cast<double>(rect.minY),
                              static_cast<double>(rect.width), static_cast<double>(rect.height)),
                       edgePx, receiver, std::move(done));
  });
}

void MainWindow::showStatus() {
  if (!hasSlide()) {
    m_scaleText->clear();
    return;
  }
  const Viewport& view = pane().view().viewport();
  const double um = pane().umPerScreenPx();
  QStringList parts;
  if (um > 0)
    parts << magnificationText(um) << umPerPxText(um);
  else
    parts << tr("%1 px a screen pixel").arg(QLocale().toString(view.downsample, 'g', 3));
  if (view.rotationDeg != 0) parts << tr("%1°").arg(QLocale().toString(view.rotationDeg, 'f', 0));
  if (view.flipped) parts << tr("mirrored");
  m_scaleText->setText(parts.join(QStringLiteral("   ")));
}

void MainWindow::showHover(QPointF slide) {
  const auto* view = qobject_cast<SlideView*>(sender());
  SlideDocument* shown = view == nullptr ? nullptr : view->document();
  if (shown == nullptr || shown->state() != SlideDocument::State::open) return;
  QString place = placeTextPx(slide);
  if (shown->mpp()) place += QStringLiteral("   ") + placeTextMm(slide, *shown->mpp());
  m_placeText->setText(place);
  m_hoverText->setText(shown->layers().describe(slide).replace(QLatin1Char('\n'), QStringLiteral("   |   ")));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!mayLeaveUnsaved() || !mayEndScoring()) {
    event->ignore();
    return;
  }
  m_marksPanel->finishEditing();
  m_annotations->finishEditing();
  if (m_context.aboutToClose) m_context.aboutToClose();
  m_context.settings->setWindowGeometry(saveGeometry());
  m_context.settings->setWindowState(saveState(kStateVersion));
  event->accept();
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::WindowStateChange)
    if (QAction* full = command(QStringLiteral("view.fullscreen"))) full->setChecked(isFullScreen());
  if (event->type() != QEvent::PaletteChange || m_grid == nullptr) return;
  for (SlidePane* one : m_grid->panes()) one->view().setBackdrop(slideBackdrop());
}

}  // namespace snitt
