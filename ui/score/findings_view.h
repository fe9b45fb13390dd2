// What was found about the slide: each fact that the bundle limits with met, violated or unknown, the figures of
// quality, findings about the file, tiles that could not be read.
#pragma once

#include <QWidget>

#include "core/score.h"

class QVBoxLayout;

namespace snitt {

class FindingsView : public QWidget {
  Q_OBJECT

 public:
  explicit FindingsView(const Score& score, QWidget* parent = nullptr);

 private:
  void addScope(const Score& score);
  void addRegion(const Score& score);
  void addQuality(const Score& score);
  void addFile(const Score& score);
  void addUnreadable(const Score& score);
  void addHeading(const QString& words);

  QVBoxLayout* m_layout;
};

}  // namespace snitt
