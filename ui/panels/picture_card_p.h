// One picture with its caption and buttons.
#pragma once

#include <QImage>
#include <QPixmap>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

namespace snitt {

// The picture itself, as wide as there is room for, or a sentence in its place.
class PictureArea : public QWidget {
  Q_OBJECT

 public:
  explicit PictureArea(QWidget* parent = nullptr);
  void showPicture(const QImage& picture, int turnDeg);
  void showSentence(const QString& sentence);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override { return {200, heightForWidth(200)}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {90, 48}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage m_picture;
  QPixmap m_scaled;
  QString m_sentence;
};

// Whole texts, since "show the …" does not translate piece by piece.
struct PictureWords {
  QString caption, show, hide;
};

class PictureCard : public QWidget {
  Q_OBJECT

 public:
  PictureCard(const QString& name, const PictureWords& words, bool covered, QWidget* parent);

  void setPicture(const QImage& picture);
  void setTurnDeg(int degrees);
  [[nodiscard]] bool isCovered() const { return m_covered; }

 Q_SIGNALS:
  void coverToggled(bool covered);
  void turned(int degrees);

 private:
  void build(const QString& name, bool coverable);
  void setCovered(bool covered);
  void show();

  PictureWords m_words;
  PictureArea* m_area;
  QPushButton* m_reveal = nullptr;
  QToolButton* m_turn = nullptr;
  QImage m_picture;
  bool m_arrived = false;
  bool m_covered;
  int m_turnDeg = 0;
};

}  // namespace snitt
