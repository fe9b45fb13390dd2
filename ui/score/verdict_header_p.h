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

// `more`: banners before those of the score itself.
class VerdictHeader : public QWidget {
 public:
  VerdictHeader(const Score& score, const std::vector<Banner>& more, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace snitt
