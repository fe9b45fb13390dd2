// What the networks of one resolution said, on an axis from 0 to 1: members as dots, their mean as a diamond, the
// threshold as a line, the range of the members as a bar, and in words how far from the threshold.
#pragma once

#include <QWidget>

#include "ui/score/strip_layout.h"

namespace snitt {

class StripPlot : public QWidget {
  Q_OBJECT

 public:
  // `meaningful` false: no colours of a class (an untrained bundle, a slide that is not assessable).
  StripPlot(const ScoredResolution& resolution, bool meaningful, QWidget* parent = nullptr);

  // The words that stand under this place of the widget: a member with its score, the ensemble, the threshold. Empty
  // beside all marks.
  [[nodiscard]] QString tipAt(QPointF place) const;
  // Where the marks stand at the widget's present size.
  [[nodiscard]] StripLayout marks() const;

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QRectF stripArea(int widthPx) const;
  [[nodiscard]] QString memberWords(std::size_t member) const;
  [[nodiscard]] QString ensembleWords() const;
  [[nodiscard]] QString description() const;
  void paintTitle(QPainter& painter) const;
  void paintStrip(QPainter& painter, const StripLayout& strip) const;
  void paintMarks(QPainter& painter, const StripLayout& strip) const;
  void paintAxis(QPainter& painter, const QRectF& strip) const;

  ScoredResolution m_resolution;
  bool m_meaningful;
};

// Says what the marks are.
class StripKey : public QWidget {
  Q_OBJECT

 public:
  explicit StripKey(QWidget* parent = nullptr);
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {60, 16}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Entry {
    QString words;
    QRectF mark;
    QPointF text;  // baseline
  };
  [[nodiscard]] std::vector<Entry> entries(int widthPx) const;
};

}  // namespace snitt
