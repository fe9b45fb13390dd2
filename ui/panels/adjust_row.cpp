#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "ui/panels/adjust_row_p.h"

namespace snitt {

namespace {

constexpr int kHalf = 100;  // steps of the slider on each side of the middle
constexpr int kPageStep = 10;

}  // namespace

AdjustRow::AdjustRow(const QString& name, const QString& objectName, const AdjustRange& range, QGridLayout& grid,
                     QWidget& parent)
    : QObject(&parent),
      m_range(range),
      m_slider(new QSlider(Qt::Horizontal, &parent)),
      m_spin(new QDoubleSpinBox(&parent)) {
  m_slider->setRange(-kHalf, kHalf);
  m_slider->setPageStep(kPageStep);
  m_slider->setAccessibleName(name);
  m_slider->setObjectName(objectName + QStringLiteral("-slider"));
  m_slider->setMinimumWidth(60);
  m_spin->setRange(range.least, range.most);
  m_spin->setDecimals(range.decimals);
  m_spin->setSingleStep(range.step);
  m_spin->setAccelerated(true);
  m_spin->setAlignment(Qt::AlignRight);
  m_spin->setAccessibleName(name);
  m_spin->setObjectName(objectName);
  auto* label = new QLabel(name, &parent);
  label->setBuddy(m_spin);
  const int row = grid.rowCount();
  grid.addWidget(label, row, 0);
  grid.addWidget(m_slider, row, 1);
  grid.addWidget(m_spin, row, 2);
  m_slider->setValue(0);
  m_spin->setValue(range.neutral);

  connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
    const QSignalBlocker quiet(m_spin);
    m_spin->setValue(valueAt(position));
    // What the box shows is what is meant, not a value between its decimals.
    Q_EMIT edited(m_spin->value());
  });
  connect(m_spin, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(positionOf(value));
    Q_EMIT edited(value);
  });
}

void AdjustRow::setValue(double value) {
  // The slider has finer places than the box has decimals: it must not jump back under the hand that moves it.
  if (std::abs(m_spin->value() - value) < 0.5 * std::pow(10.0, -m_range.decimals)) return;
  const QSignalBlocker quietSlider(m_slider);
  const QSignalBlocker quietSpin(m_spin);
  m_slider->setValue(positionOf(value));
  m_spin->setValue(value);
}

double AdjustRow::valueAt(int position) const {
  const double share = std::abs(position) / static_cast<double>(kHalf);
  const double end = position < 0 ? m_range.least : m_range.most;
  if (m_range.ratio) return m_range.neutral * std::pow(end / m_range.neutral, share);
  return m_range.neutral + (end - m_range.neutral) * share;
}

int AdjustRow::positionOf(double value) const {
  const double inRange = std::clamp(value, m_range.least, m_range.most);
  const double end = inRange < m_range.neutral ? m_range.least : m_range.most;
  const double share = m_range.ratio ? std::log(inRange / m_range.neutral) / std::log(end / m_range.neutral)
                                     : (inRange - m_range.neutral) / (end - m_range.neutral);
  return static_cast<int>(std::lround((inRange < m_range.neutral ? -kHalf : kHalf) * share));
}

}  // namespace snitt
