// The program's window: slides in the middle, panels around them, every command with a shortcut. UI thread only.
#pragma once

#include <QMainWindow>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/exchange/annotation_file.h"
#include "core/os/os.h"
#include "ui/actions/action_registry.h"
#include "ui/actions/changed_shortcuts.h"
#include "ui/document/background.h"
#include "ui/document/slide_document.h"
#include "ui/document/slide_names.h"
#include "ui/window/arrangement.h"
#include "ui/window/open_request.h"
#include "ui/window/pane_grid.h"
#include "ui/window/single_instance.h"
#include "ui/window/viewer_settings.h"

class QDialog;
class QDockWidget;
class QLabel;
class QMenu;

namespace snitt {

class AdjustPanel;
class AnnotationsPanel;
class AssociatedImages;
class BackupWatch;
class CaseDesk;
class CohortWindows;
class DockTitles;
class FilmStrip;
class LayersPanel;
class MarksPanel;
class PropertiesPanel;
class QueuePanel;
class ScorePanel;
class ScoreQueue;
class Sitting;
struct ScoreJob;
struct SlideToAskFor;

// What all windows of the program share. Outlives them.
struct ViewerContext {
  ViewerSettings* settings = nullptr;
  ChangedShortcuts* shortcuts = nullptr;
  std::filesystem::path dataFolder;  // notes, accepted cards; empty: nothing is kept
  SlideOpener opener;                // empty: openSlide
  ScoreQueue* scores = nullptr;      // null: nothing is scored from these windows
  ClassList* classes = nullptr;      // of annotations
  DrawingPlaces drawing;             // where what is drawn is kept; without a folder nothing can be drawn
  std::shared_ptr<SlideNames> names = std::make_shared<SlideNames>();  // what slides are called
  CohortWindows* cohorts = nullptr;                                    // null: none are opened from these windows
  CaseDesk* cases = nullptr;                                           // null: there are no cases in these windows
  Sitting* sitting = nullptr;                                          // null: nobody is asked who they are
  BackupWatch* backups = nullptr;                                      // null: backups are nobody's concern here
  std::string person = os::accountName();                              // who works here, as notes and scales name them
  std::function<void()> newWindow;                                     // opens another one
  std::function<void()> showCases;                                     // the window of cases; needs `cases`
  std::function<void()> showStudies;                                   // that of validations; empty: there is none
  std::function<void()> themeOrLanguageChanged;
  std::function<void()> aboutToClose;  // a window; before it does
  bool quitting = false;               // all windows close now
};

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(ViewerContext& context, QWidget* parent = nullptr);
  ~MainWindow() override;

  void openSlide(const std::filesystem::path& slide);
  // One of a case: kept neither among the recent ones nor for the next start, since its path may name the patient.
  void openSlideOfCase(const std::filesystem::path& slide);
  // One of a cohort with the folder of its score (empty: none), in the active pane; kept nowhere, as one of a case.
  void openSlideOfCohort(const std::filesystem::path& slide, const std::filesystem::path& score);
  // The same in a pane of its own; false where all four are taken.
  [[nodiscard]] bool openBeside(const std::filesystem::path& slide);
  // The same beside what is open, remembered as usual; false where the panes do not suffice.
  [[nodiscard]] bool openBeside(const OpenRequest& request);
  // Slides into panes (as many as there is room for), then scores and overlays onto the first.
  void open(const OpenRequest& request);
  [[nodiscard]] PaneGrid& grid() { return *m_grid; }
  [[nodiscard]] SlidePane& pane() { return m_grid->active(); }
  [[nodiscard]] SlideNames& slideNames() const { return *m_context.names; }
  // The next slide, which is opened and read ahead; null while there is none.
  [[nodiscard]] const SlideDocument* prefetched() const { return m_prefetched.get(); }
  [[nodiscard]] QAction* command(const QString& id) const { return m_actions->action(id); }

  // Asks how these slides are to be scored; inside an outline (GeoJSON in level-0 pixels, of one slide) the result lies
  // beside the slide's first one. Needs ViewerContext::scores.
  void askToScore(std::vector<SlideToAskFor> slides, const std::filesystem::path& outline, const std::string& title);
  void scoreFolderOf(const std::filesystem::path& folder);
  // The context's person and drawing places are others now: whatever is open is theirs from here on.
  void takePerson();

  [[nodiscard]] WindowArrangement arrangement() const;
  // Shows the window there.
  void restore(const WindowArrangement& arrangement);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void makeDocks();
  QDockWidget* addDock(const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea area);
  void makeStatusBar();
  void makeActions();
  void makeFileActions();
  void makeViewActions();
  void makeOverlayActions();
  void makeMarkActions();
  void makeScoringActions();
  void makeDrawActions();
  void makeEditActions();
  void enableDrawActions();
  void makeCaseActions();
  void makeHelpActions();
  void makeMenusAndToolBar();
  void wirePane(SlidePane* pane);
  void askOwner(SlidePane* pane);
  void askOwners();
  void tellOwners();
  void connectActive();
  void showDocument();
  void showNames();
  void showName();
  void askNames();
  void showScore();
  void showStatus();
  void showHover(QPointF slide);
  void enableActions();
  void showGroup(const QString& id, bool (*belongs)(const Layer&));

  void chooseSlides();
  void chooseFolder();
  void chooseScore();
  void chooseOverlay();
  void openOverlays(const OpenRequest& request, SlidePane& pane);
  [[nodiscard]] QString startFolder(const char* purpose) const;
  void keepFolder(const char* purpose, const std::filesystem::path& folder);
  void step(int direction);
  void prefetch();
  std::unique_ptr<SlideDocument> makeDocument(const std::filesystem::path& path);
  void fillRecent();
  void fillRecentCohorts();
  [[nodiscard]] bool keepsPath(const std::filesystem::path& slide) const;
  void saveSnapshot();
  void copySnapshot();
  void zoomToPreset(int preset);
  void goToOwnResolution(const QRectF& tile, double mpp);
  bool selectAt(QPointF slide);
  void visitTile(QPointF slide);
  void askToAcceptCard();
  void showCard();
  void addBookmark();
  void stepViewpoint(int step);
  void showAssociated();
  void exportMarks();
  void makeQueueDock(QDockWidget* beside);
  void takeEndedJob(const std::string& id);
  void showQueue();
  // Asks, where closing this window ends the program and with it a score in the making.
  [[nodiscard]] bool mayEndScoring();
  void scoreThis();
  void scoreOpen();
  void scoreFolder();
  void askToScore(std::vector<SlideToAskFor> slides);
  void queueJobs(const std::vector<ScoreJob>& jobs);
  [[nodiscard]] static std::optional<TypedMpp> typedScaleOf(const SlideDocument& slide);
  void placeFrame(double areaMm2, FrameForm form);
  void tellTool();
  void makeOutlineActions();
  void makeExchangeActions();
  void connectAnnotations();
  void importAnnotations();
  void takeImported(const AnnotationFile& file, const QString& name);
  void exportAnnotations();
  void saveCounts(const QByteArray& csv);
  bool mayLeaveUnsaved();
  void scoreInsideOutline();
  void correctOutline();
  void showStale();
  void showShortcuts();
  void showSettings();
  void showAbout();
  [[nodiscard]] SlideDocument* document() const { return m_grid->active().document(); }
  [[nodiscard]] bool hasSlide() const { return m_grid->active().isOpen(); }

  ViewerContext& m_context;
  std::unique_ptr<ActionRegistry> m_actions;
  PaneGrid* m_grid = nullptr;
  FilmStrip* m_film = nullptr;
  LayersPanel* m_layersPanel = nullptr;
  ScorePanel* m_scorePanel = nullptr;
  PropertiesPanel* m_properties = nullptr;
  AssociatedImages* m_associated = nullptr;
  AdjustPanel* m_adjust = nullptr;
  MarksPanel* m_marksPanel = nullptr;
  AnnotationsPanel* m_annotations = nullptr;
  QueuePanel* m_queuePanel = nullptr;  // none without a queue
  QList<QDockWidget*> m_docks;
  QDockWidget* m_scoreDock = nullptr;  // comes forward when a score is opened, from behind the queue as well
  DockTitles* m_dockTitles = nullptr;
  QMenu* m_recent = nullptr;
  QMenu* m_recentCohorts = nullptr;
  bool m_covered = false;  // names of files and labels, now
  QPointer<QDialog> m_cardToAccept;
  QLabel* m_placeText = nullptr;
  QLabel* m_scaleText = nullptr;
  QLabel* m_hoverText = nullptr;
  QList<QMetaObject::Connection> m_activeConnections;
  std::unique_ptr<SlideDocument> m_prefetched;
  std::unique_ptr<Background> m_lookingForRecent;
  std::set<std::filesystem::path> m_ofCases;  // slides that were opened from there
  Background m_dropped;
};

}  // namespace snitt
