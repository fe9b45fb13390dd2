// A slider and a spin box for one number, with the neutral value in the slider's middle.
#pragma once

#include <QDoubleSpinBox>
#include <QSlider>
#include <QString>
#include <QWidget>

class QGridLayout;

namespace snitt {

struct AdjustRange {
  double least = 0;
  double neutral = 0;
  double most = 1;
  bool ratio = false;  // even steps on the slider multiply
  int decimals = 2;
  double step = 0.05;
};

class AdjustRow : public QObject {
  Q_OBJECT

 public:
  // Adds label, slider and spin box as a row of `grid`.
  AdjustRow(const QString& name, const QString& objectName, const AdjustRange& range, QGridLayout& grid,
            QWidget& parent);

  // Shows a value without saying so.
  void setValue(double value);
  void setSuffix(const QString& suffix) { m_spin->setSuffix(suffix); }

 Q_SIGNALS:
  void edited(double value);  // by a person

 private:
  [[nodiscard]] double valueAt(int position) const;
  [[nodiscard]] int positionOf(double value) const;

  AdjustRange m_range;
  QSlider* m_slider;
  QDoubleSpinBox* m_spin;
};

}  // namespace snitt
