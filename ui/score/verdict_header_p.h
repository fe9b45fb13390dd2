// The top of the score panel: the class as a word with its shape, and the banners below it.
#pragma once

#include <QWidget>

#include "core/score.h"
#include "ui/score/score_summary.h"

namespace snitt {

// A shape and a word, large; hatched where the class means nothing.
class ClassCard : public QWidget {
 public:
  explicit ClassCard(const ClassWord& word, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  ClassWord m_word;
};

class BannerView : public QWidget {
 public:
  explicit BannerView(const Banner& banner, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Severity m_severity;
};

class VerdictHeader : public QWidget {
 public:
  explicit VerdictHeader(const Score& score, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace snitt
