// The list of layers over a slide with what can be changed about each. UI thread only.
#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/layers/layer_stack.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QSlider;
class QCheckBox;

namespace snitt {

class ValueLayer;

class LayersPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LayersPanel(QWidget* parent = nullptr);

  // Not owned; null empties the panel.
  void setLayers(LayerStack* layers);

 Q_SIGNALS:
  void openScoreRequested();
  void openOverlayRequested();
  void tissueRequested();

 private:
  void rebuild();
  void refresh();
  void showDetails();
  [[nodiscard]] Layer* current() const;
  [[nodiscard]] ValueLayer* currentValues() const;
  QWidget* makeDetails();

  QPointer<LayerStack> m_layers;
  QListWidget* m_list = nullptr;
  QLabel* m_empty = nullptr;
  QWidget* m_details = nullptr;
  QWidget* m_valueDetails = nullptr;
  QSlider* m_opacity = nullptr;
  QLabel* m_opacityText = nullptr;
  QComboBox* m_blend = nullptr;
  QComboBox* m_map = nullptr;
  QSlider* m_threshold = nullptr;
  QDoubleSpinBox* m_thresholdValue = nullptr;
  QCheckBox* m_smooth = nullptr;
  QPushButton* m_remove = nullptr;
  QList<QPushButton*> m_openers;  // of what lies over a slide
  bool m_filling = false;
};

}  // namespace snitt
