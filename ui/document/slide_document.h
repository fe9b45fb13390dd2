// One slide that a window shows, with everything that belongs to it. UI thread only; opening, reading and looking for
// tissue happen off it. Destruction never waits for a file system that hangs.
//
// opening ──► open        the reader is there; pictures arrive by themselves
//    └──────► failed      reopen() tries again
#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "core/drawing/drawing_file.h"
#include "core/notes/slide_notes.h"
#include "tiling/score_folder.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "ui/document/background.h"
#include "ui/document/drawing.h"
#include "ui/document/edit_history.h"
#include "ui/document/overlay_data.h"
#include "ui/layers/layer_stack.h"
#include "ui/view/tile_store.h"

namespace snitt {

using SlideOpener = std::function<Result<std::unique_ptr<SlideReader>>(const std::filesystem::path&)>;

struct DocumentOptions {
  std::size_t cacheBytes = std::size_t{512} << 20;  // of decoded pixels, all in all
  int threads = 2;
  std::filesystem::path notesFolder;  // empty: nothing is kept
  SlideOpener opener;                 // empty: openSlide; another one for tests
  ValueLook values;                   // of heatmaps that are opened
};

class SlideDocument : public QObject {
  Q_OBJECT

 public:
  enum class State { opening, open, failed };

  SlideDocument(std::filesystem::path path, DocumentOptions options, QObject* parent = nullptr);
  ~SlideDocument() override;

  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
  [[nodiscard]] QString name() const;  // the file's name
  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] const QString& fault() const { return m_fault; }
  void reopen();

  // While open.
  [[nodiscard]] const SlideInfo& info() const { return m_reader->info(); }
  [[nodiscard]] QSizeF sizePx() const { return m_tiles->pyramid().slideSizePx(); }
  [[nodiscard]] TileStore& tiles() const { return *m_tiles; }
  [[nodiscard]] const QString& fingerprint() const { return m_fingerprint; }
  [[nodiscard]] const std::vector<std::uint8_t>& iccProfile() const { return m_icc; }
  [[nodiscard]] const QString& profileName() const { return m_profileName; }  // empty where none is usable
  [[nodiscard]] const QImage& thumbnail() const { return m_thumbnail; }       // null until it is there

  [[nodiscard]] LayerStack& layers() { return m_layers; }
  [[nodiscard]] const std::optional<Mpp>& mpp() const { return m_mpp; }
  [[nodiscard]] const QString& mppSource() const { return m_mppSource; }
  void typeScale(const TypedMpp& typed);

  [[nodiscard]] const DisplayLook& look() const { return m_look; }
  [[nodiscard]] const LookRenderer& renderer() const { return *m_renderer; }  // while open
  void setLook(const DisplayLook& look);

  [[nodiscard]] const SlideNotes& notes() const { return m_notes; }
  void setNotes(const SlideNotes& notes);
  // The same as a step that can be undone; undoing leaves alone what came from elsewhere meanwhile.
  void editNotes(const SlideNotes& notes, const QString& what);

  // From now on what is drawn on it is read, locked and kept; a slide that is only read ahead is left to others.
  // Again when another person works here.
  void keepDrawing(const DrawingPlaces& places);
  // What is drawn on it; lives as long as the document.
  [[nodiscard]] Drawing& drawing() { return m_drawing; }
  // Of annotations and notes, since the slide was opened.
  [[nodiscard]] EditHistory& history() { return m_history; }

  // While open. Adds layers and, of the last folder, the score; a folder that is opened again takes the place of its
  // layers. Faults come as `told`, and as overlayFailed before.
  void openScoreFolder(const std::filesystem::path& folder);
  // A heatmap (TIFF), a table of tiles (CSV, GeoJSON) or detections (GeoJSON), by its contents.
  void openOverlay(const std::filesystem::path& file);
  // Takes away the score and the layers that came with score folders.
  void closeScore();
  [[nodiscard]] const std::shared_ptr<const ScoreFolder>& score() const { return m_score; }

  // Tissue and quality are searched for once somebody asks.
  void findTissueAndQuality();

  // Whether the file can still be found; asked off the UI thread.
  void lookForFile(QObject* receiver, std::function<void(bool)> done);
  // Reads off the UI thread; null where it could not be read.
  void readPicture(const QRectF& slide, int longestEdgePx, QObject* receiver, std::function<void(QImage)> done);
  // The pixels as the reader gives them, without any look; none where they could not be read.
  void readPixels(const Region& region, QObject* receiver, std::function<void(std::optional<Image>)> done);
  void readAssociated(const QString& name, QObject* receiver, std::function<void(QImage)> done);

  // Nothing of the document's own is being read or computed.
  [[nodiscard]] bool idle() const;

 Q_SIGNALS:
  void stateChanged();
  void fingerprintKnown();  // a while after it was opened
  void scaleChanged();
  void thumbnailChanged();
  void notesChanged();
  void scoreChanged();
  void lookChanged();
  void told(const QString& sentence);  // something a person should read
  void overlayFailed(const QString& sentence);

 private:
  struct Opened;
  static Opened openIt(const std::filesystem::path& path, const DocumentOptions& options, const DisplayLook& look);
  void takeOpened(Opened opened);
  void setState(State state);
  void resolveMpp();
  void makeThumbnail();
  void takeScore(std::shared_ptr<const ScoreFolder> score);
  void readNotes();
  void drawNotes();
  void openDrawing();
  void takeNotes(const Result<SlideNotes>& notes);
  void tellOverlayFault(const Error& error);

  std::filesystem::path m_path;
  DocumentOptions m_options;
  State m_state = State::opening;
  QString m_fault;
  std::shared_ptr<SlideReader> m_reader;
  std::unique_ptr<TileStore> m_tiles;
  EditHistory m_history;
  Drawing m_drawing{m_history};
  DrawingPlaces m_drawingPlaces;  // without a folder nothing can be drawn
  LayerStack m_layers;            // one of them shows what is drawn
  QString m_fingerprint;
  std::vector<std::uint8_t> m_icc;
  QString m_profileName;
  QImage m_thumbnail;
  std::optional<Mpp> m_mpp;
  QString m_mppSource;
  DisplayLook m_look;
  std::shared_ptr<const LookRenderer> m_renderer;  // while open
  SlideNotes m_notes;
  // What was last read or saved; touched in the thread of m_keeping alone.
  std::shared_ptr<SlideNotes> m_savedNotes = std::make_shared<SlideNotes>();
  SlideNotes m_knownNotes;              // what the file was last known to hold
  std::optional<bool> m_notesReadable;  // none until it was tried
  bool m_tissueAsked = false;
  std::shared_ptr<const ScoreFolder> m_score;
  QList<QPointer<Layer>> m_scoreLayers;
  Background m_pictures{Background::Order::newestFirst};
  Background m_work;
  Background m_search;  // for tissue: up to a minute, which nothing else is to wait for
  Background m_keeping{Background::Order::oldestFirst, Background::AtEnd::kept};
};

}  // namespace snitt
