// The label of a slide, large and to be turned: read from the slide's file off the UI thread, kept in memory while it
// is shown and nowhere else. UI thread.
#pragma once

#include <QImage>
#include <QWidget>

#include <filesystem>

#include "ui/document/background.h"
#include "ui/panels/thumbnail.h"

class QToolButton;

namespace snitt {

class LabelPicture : public QWidget {
  Q_OBJECT

 public:
  // `opener` empty: openSlide.
  explicit LabelPicture(SlideOpener opener, QWidget* parent = nullptr);
  // Of the file; an empty path clears it.
  void showOf(const std::filesystem::path& file);
  [[nodiscard]] bool hasPicture() const { return !m_picture.isNull(); }
  void turn();  // a quarter, clockwise; stays for the slides to come

 Q_SIGNALS:
  void read();  // the picture came, or that there is none

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  SlideOpener m_opener;
  std::filesystem::path m_file;
  QImage m_picture;
  QString m_words;
  int m_turnDeg = 0;
  QToolButton* m_turn;
  Background m_background{Background::Order::newestFirst};
};

}  // namespace snitt
