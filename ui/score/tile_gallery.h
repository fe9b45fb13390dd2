// The tiles that count most and least for a score, six each a resolution, as pictures that lead to them.
//
// All of it lives on the UI thread. Pictures come later, one by one, from a source that somebody else owns; what
// arrives for a score that is no longer shown is thrown away.
#pragma once

#include <QImage>
#include <QPointer>
#include <QRectF>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

#include "tiling/score_folder.h"
#include "ui/score/tile_ranking.h"

class QVBoxLayout;

namespace snitt {

class TileButton;

// Reads a level-0 rectangle as a picture of `edgePx` × `edgePx` device pixels and calls `done` once, on the UI thread,
// at once or later; a null image where it could not be read. Once `receiver` is destroyed nobody waits any more: the
// reading may be dropped, and a call of `done` does nothing.
using PictureSource =
    std::function<void(const LevelZeroRect& rect, int edgePx, QObject* receiver, std::function<void(QImage)> done)>;

class TileGallery : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t tilesAnEnd = 6;

  explicit TileGallery(QWidget* parent = nullptr);

  // Asks for the pictures anew. An empty source: none is open, and the tiles stay without pictures.
  void setPictureSource(PictureSource source);
  // Null: empty. The folder is not kept.
  void setScore(const ScoreFolder* folder);

 Q_SIGNALS:
  void goTo(const QRectF& level0Rect, double mpp);
  // Reached by the keyboard; what scrolls should bring it into view.
  void tileFocused(QWidget* tile);

 private:
  void addTable(const TileTable& table, double mpp);
  void addGroup(const TileTable& table, double mpp, TileEnd end);
  void askForPictures();

  PictureSource m_source;
  QVBoxLayout* m_layout;
  std::vector<TileButton*> m_tiles;
  QObject* m_receiver = nullptr;  // of the pictures now wanted
  int m_generation = 0;
};

}  // namespace snitt
