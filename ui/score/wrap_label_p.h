// Text that wraps and never asks for more width than it gets: paths and hashes break anywhere. Two of a kind: a label,
// and one whose text can be marked and copied.
#pragma once

#include <QLabel>
#include <QTextEdit>
#include <QWheelEvent>

namespace snitt {

enum class TextTone { normal, strong, label, faint };  // label: faint, and as large as what it names

class WrapLabel : public QLabel {
 public:
  explicit WrapLabel(const QString& text, TextTone tone = TextTone::normal, QWidget* parent = nullptr);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  TextTone m_tone;
};

// As high as its text; the wheel goes to whatever scrolls around it.
class CopyableText : public QTextEdit {
 public:
  explicit CopyableText(const QString& text, QWidget* parent = nullptr);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int widthPx) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
  void changeEvent(QEvent* event) override;

 private:
  void followPalette();
};

// A section's heading with a line below it.
class SectionHeading : public QLabel {
 public:
  explicit SectionHeading(const QString& text, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace snitt
