// The pictures of one slide's tiles: a cache with a byte budget and the threads that fill it.
//
// The view says what it wants to see, most wanted first; each call replaces the one before, so that nothing is decoded
// for a place that was left. A tile that cannot be read is kept as failed until forgetFailures(). Used from the UI
// thread alone; decoding runs in threads of the store's own. Destruction never waits for a read that hangs: such a
// thread lives on until its read ends and then goes without a trace.
#pragma once

#include <QImage>
#include <QObject>

#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

#include "tiling/display_look.h"
#include "tiling/slide_reader.h"
#include "ui/view/display_pyramid.h"

namespace snitt {

struct TilePicture {
  QImage picture;       // Format_RGB32; null where the tile failed
  QString fault;        // why it failed
  int lookVersion = 0;  // of the look that it was made with
};

struct TileStoreOptions {
  int threads = 2;
  std::size_t budgetBytes = std::size_t{256} << 20;
};

class TileStore : public QObject {
  Q_OBJECT

 public:
  TileStore(std::shared_ptr<SlideReader> reader, const TileStoreOptions& options, QObject* parent = nullptr);
  ~TileStore() override;

  [[nodiscard]] const DisplayPyramid& pyramid() const { return m_pyramid; }

  // What is there of a tile, also of an earlier look; null where nothing is. Counts as a use.
  [[nodiscard]] std::shared_ptr<const TilePicture> find(const DisplayTile& tile);
  // With the present look, or failed.
  [[nodiscard]] bool isCurrent(const DisplayTile& tile) const;
  // The first `needed` are on the screen: room is made for them even where the budget is smaller.
  void want(std::vector<DisplayTile> tiles, std::size_t needed = 0);
  void setLook(std::shared_ptr<const LookRenderer> look);
  void forgetFailures();

  // Tells at once of what arrived and would be told of in the next turn of the event loop. UI thread.
  void deliver();

  // Neither wanted nor being decoded.
  [[nodiscard]] bool idle() const;
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t failures() const;

 Q_SIGNALS:
  // In the UI thread, several tiles at a time.
  void arrived(const std::vector<snitt::DisplayTile>& tiles);

 private:
  struct Shared;
  static void decodeLoop(const std::shared_ptr<Shared>& shared, const std::stop_token& stop);

  DisplayPyramid m_pyramid;
  std::shared_ptr<Shared> m_shared;
};

}  // namespace snitt
