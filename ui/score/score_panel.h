// What the networks said of a slide: the class and why, and everything that a person should know before believing it.
//
// The class and the banners stand above what scrolls, so that they stay in sight; where they would take most of a
// low panel, they scroll along at its top. Good from 280 px of width on.
#pragma once

#include <QWidget>

#include <memory>

#include "tiling/score_folder.h"
#include "ui/score/tile_gallery.h"

class QScrollArea;
class QVBoxLayout;

namespace snitt {

class ScorePanel : public QWidget {
  Q_OBJECT

 public:
  explicit ScorePanel(QWidget* parent = nullptr);

  // Null: no score. Scrolls to the top.
  void setScore(std::shared_ptr<const ScoreFolder> folder);
  [[nodiscard]] const std::shared_ptr<const ScoreFolder>& score() const { return m_folder; }
  // Why the score does not stand for what is drawn any more, a sentence; empty: it does.
  void setStale(const QString& sentence);
  // For the gallery; see PictureSource. Set it anew when another slide is shown.
  void setPictureSource(PictureSource source);

  [[nodiscard]] QSize sizeHint() const override { return {340, 700}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, 160}; }

 Q_SIGNALS:
  // A tile of the gallery was chosen: its level-0 rectangle and its resolution's own µm/px.
  void goTo(const QRectF& level0Rect, double mpp);
  // The person wants to see the bundle's card.
  void cardRequested();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void showNothing();
  void showScore();
  void makeHeader();
  void addBundle(QVBoxLayout* lines);
  void addScores(QVBoxLayout* lines);
  void arrange();

  std::shared_ptr<const ScoreFolder> m_folder;
  QString m_stale;
  QScrollArea* m_scroll;
  QWidget* m_header = nullptr;       // null without a score
  QVBoxLayout* m_content = nullptr;  // what scrolls
  TileGallery* m_gallery = nullptr;
  PictureSource m_source;
};

}  // namespace snitt
