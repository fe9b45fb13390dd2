#include "ui/panels/layers_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

#include "ui/layers/value_layer.h"

namespace snitt {

namespace {

constexpr int kThresholdSteps = 200;

QString textOf(ColourMap map) {
  switch (map) {
    case ColourMap::magma:
      return QStringLiteral("magma");
    case ColourMap::inferno:
      return QStringLiteral("inferno");
    case ColourMap::plasma:
      return QStringLiteral("plasma");
    case ColourMap::coolwarm:
      return QStringLiteral("coolwarm");
    case ColourMap::viridis:
      break;
  }
  return QStringLiteral("viridis");
}

QPixmap swatch(ColourMap map) {
  QPixmap picture(48, 12);
  QPainter painter(&picture);
  for (int x = 0; x < picture.width(); ++x) {
    const auto rgb = colourAt(map, x / (picture.width() - 1.0));
    painter.fillRect(x, 0, 1, picture.height(), QColor(rgb[0], rgb[1], rgb[2]));
  }
  return picture;
}

constexpr std::array kMaps{ColourMap::viridis, ColourMap::magma, ColourMap::inferno, ColourMap::plasma,
                           ColourMap::coolwarm};

}  // namespace

LayersPanel::LayersPanel(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(8);
  m_empty = new QLabel;
  m_empty->setWordWrap(true);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setMargin(8);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  column->addWidget(m_empty, 1);
  m_list = new QListWidget;
  m_list->setAccessibleName(tr("Layers"));
  m_list->setToolTip(tr("Tick a layer to show it over the slide"));
  m_list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
  m_list->setMinimumHeight(90);
  column->addWidget(m_list, 1);
  column->addWidget(makeDetails());

  auto* buttons = new QHBoxLayout;
  const auto button = [&](const QString& text, const QString& tip, void (LayersPanel::*signal)()) {
    auto* made = new QPushButton(text);
    made->setToolTip(tip);
    connect(made, &QPushButton::clicked, this, signal);
    buttons->addWidget(made);
    m_openers << made;
  };
  button(tr("Score…"), tr("Open the results folder of a score"), &LayersPanel::openScoreRequested);
  button(tr("File…"), tr("Open a heatmap, a table of tiles or detections"), &LayersPanel::openOverlayRequested);
  button(tr("Tissue"), tr("Look for tissue, pen, folds and blur on this slide"), &LayersPanel::tissueRequested);
  // Above the list, where no layer's details push it out of sight.
  column->insertLayout(0, buttons);

  connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    if (m_filling) return;
    if (auto* layer = item->data(Qt::UserRole).value<Layer*>()) layer->setVisible(item->checkState() == Qt::Checked);
  });
  connect(m_list, &QListWidget::currentItemChanged, this, &LayersPanel::showDetails);
  rebuild();
}

QWidget* LayersPanel::makeDetails() {
  m_details = new QWidget;
  auto* column = new QVBoxLayout(m_details);
  column->setContentsMargins(0, 0, 0, 0);
  auto* form = new QFormLayout;
  m_opacity = new QSlider(Qt::Horizontal);
  m_opacity->setRange(0, 100);
  m_opacity->setAccessibleName(tr("Opacity"));
  m_opacityText = new QLabel;
  m_opacityText->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
  auto* opacity = new QHBoxLayout;
  opacity->addWidget(m_opacity, 1);
  opacity->addWidget(m_opacityText);
  // Two forms below each other look like one.
  const std::array labels{tr("Opacity"), tr("Blending"), tr("Colours"), tr("Show from")};
  int labelWidth = 0;
  for (const QString& text : labels) labelWidth = std::max(labelWidth, fontMetrics().horizontalAdvance(text));
  const auto labelled = [labelWidth](const QString& text, QWidget* control) {
    auto* label = new QLabel(text);
    label->setMinimumWidth(labelWidth);
    label->setBuddy(control);
    return label;
  };
  form->addRow(labelled(labels[0], m_opacity), opacity);
  m_blend = new QComboBox;
  m_blend->setAccessibleName(tr("Blending"));
  m_blend->addItem(tr("Normal"), static_cast<int>(Blend::normal));
  m_blend->addItem(tr("Multiply"), static_cast<int>(Blend::multiply));
  m_blend->addItem(tr("Screen"), static_cast<int>(Blend::screen));
  m_blend->addItem(tr("Overlay"), static_cast<int>(Blend::overlay));
  form->addRow(labelled(labels[1], m_blend), m_blend);
  column->addLayout(form);

  m_valueDetails = new QWidget;
  auto* grid = new QFormLayout(m_valueDetails);
  grid->setContentsMargins(0, 0, 0, 0);
  m_map = new QComboBox;
  m_map->setAccessibleName(tr("Colour map"));
  m_map->setIconSize(QSize(48, 12));
  for (const ColourMap map : kMaps) m_map->addItem(QIcon(swatch(map)), textOf(map), static_cast<int>(map));
  grid->addRow(labelled(labels[2], m_map), m_map);
  m_threshold = new QSlider(Qt::Horizontal);
  m_threshold->setRange(0, kThresholdSteps);
  m_threshold->setAccessibleName(tr("Show from"));
  m_thresholdValue = new QDoubleSpinBox;
  m_thresholdValue->setDecimals(2);
  m_thresholdValue->setSingleStep(0.05);
  m_thresholdValue->setAccessibleName(tr("Show from"));
  auto* threshold = new QHBoxLayout;
  threshold->addWidget(m_threshold, 1);
  threshold->addWidget(m_thresholdValue);
  grid->addRow(labelled(labels[3], m_threshold), threshold);
  auto* note = new QLabel(tr("Changes what is shown, not the score."));
  note->setWordWrap(true);
  grid->addRow(QString(), note);
  m_smooth = new QCheckBox(tr("Smooth between tiles"));
  grid->addRow(QString(), m_smooth);
  column->addWidget(m_valueDetails);
  m_remove = new QPushButton(tr("Remove layer"));
  m_remove->setToolTip(tr("Take this layer off the slide; its file stays"));
  column->addWidget(m_remove, 0, Qt::AlignLeft);

  connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
    m_opacityText->setText(tr("%1 %").arg(value));
    if (!m_filling && current() != nullptr) current()->setOpacity(value / 100.0);
  });
  connect(m_blend, &QComboBox::currentIndexChanged, this, [this] {
    if (!m_filling && current() != nullptr) current()->setBlend(static_cast<Blend>(m_blend->currentData().toInt()));
  });
  connect(m_map, &QComboBox::currentIndexChanged, this, [this] {
    if (!m_filling && currentValues() != nullptr)
      currentValues()->setColourMap(static_cast<ColourMap>(m_map->currentData().toInt()));
  });
  connect(m_threshold, &QSlider::valueChanged, this, [this](int value) {
    ValueLayer* layer = currentValues();
    if (m_filling || layer == nullptr) return;
    layer->setShownFrom(layer->low() + (layer->high() - layer->low()) * value / kThresholdSteps);
    m_filling = true;
    m_thresholdValue->setValue(layer->shownFrom());
    m_filling = false;
  });
  connect(m_thresholdValue, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    ValueLayer* layer = currentValues();
    if (m_filling || layer == nullptr) return;
    layer->setShownFrom(value);
    m_filling = true;
    const double share = (value - layer->low()) / std::max(1e-12, layer->high() - layer->low());
    m_threshold->setValue(static_cast<int>(std::lround(share * kThresholdSteps)));
    m_filling = false;
  });
  connect(m_smooth, &QCheckBox::toggled, this, [this](bool on) {
    if (!m_filling && currentValues() != nullptr) currentValues()->setSmooth(on);
  });
  connect(m_remove, &QPushButton::clicked, this, [this] {
    if (current() != nullptr && m_layers != nullptr) m_layers->remove(current());
  });
  return m_details;
}

void LayersPanel::setLayers(LayerStack* layers) {
  if (m_layers != nullptr) m_layers->disconnect(this);
  m_layers = layers;
  if (layers != nullptr) {
    connect(layers, &LayerStack::listChanged, this, &LayersPanel::rebuild);
    connect(layers, &LayerStack::changed, this, &LayersPanel::refresh);
  }
  rebuild();
}

Layer* LayersPanel::current() const {
  const QListWidgetItem* item = m_list->currentItem();
  return item == nullptr ? nullptr : item->data(Qt::UserRole).value<Layer*>();
}

ValueLayer* LayersPanel::currentValues() const { return qobject_cast<ValueLayer*>(current()); }

void LayersPanel::rebuild() {
  m_filling = true;
  const Layer* selected = current();
  m_list->clear();
  if (m_layers != nullptr)
    for (const auto& layer : m_layers->layers() | std::views::reverse) {
      auto* item = new QListWidgetItem(layer->name(), m_list);
      item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
      item->setData(Qt::UserRole, QVariant::fromValue(layer.get()));
      item->setToolTip(layer->name());
      item->setCheckState(layer->visible() ? Qt::Checked : Qt::Unchecked);
      if (layer.get() == selected) m_list->setCurrentItem(item);
    }
  if (m_list->currentItem() == nullptr && m_list->count() > 0) m_list->setCurrentRow(0);
  m_filling = false;
  m_list->setVisible(m_list->count() > 0);
  m_empty->setVisible(m_list->count() == 0);
  m_empty->setText(m_layers == nullptr
                       ? tr("No slide is open.")
                       : tr("Nothing lies over this slide yet. Open the folder of a score, a heatmap, a "
                            "table of tiles or detections, or look for tissue."));
  for (QPushButton* button : m_openers) button->setEnabled(m_layers != nullptr);
  showDetails();
}

void LayersPanel::refresh() {
  if (m_filling) return;
  m_filling = true;
  for (int row = 0; row < m_list->count(); ++row) {
    QListWidgetItem* item = m_list->item(row);
    if (const auto* layer = item->data(Qt::UserRole).value<Layer*>()) {
      item->setCheckState(layer->visible() ? Qt::Checked : Qt::Unchecked);
      item->setText(layer->name());
      item->setToolTip(layer->name());
      // Hidden by the key for its group: ticked, and yet not to be seen.
      QFont font = m_list->font();
      font.setItalic(layer->visible() && m_layers != nullptr && !m_layers->isShown(*layer));
      item->setFont(font);
    }
  }
  m_filling = false;
}

void LayersPanel::showDetails() {
  if (m_filling) return;
  const Layer* layer = current();
  m_details->setVisible(layer != nullptr);
  if (layer == nullptr) return;
  m_filling = true;
  m_opacity->setValue(static_cast<int>(std::lround(layer->opacity() * 100)));
  m_opacityText->setText(tr("%1 %").arg(m_opacity->value()));
  m_blend->setCurrentIndex(m_blend->findData(static_cast<int>(layer->blend())));
  // What is drawn is no file that could be opened again.
  m_remove->setVisible(layer->kind() != LayerKind::annotations);
  const ValueLayer* values = currentValues();
  m_valueDetails->setVisible(values != nullptr);
  if (values != nullptr) {
    m_map->setCurrentIndex(m_map->findData(static_cast<int>(values->colourMap())));
    m_thresholdValue->setRange(values->low(), values->high());
    m_thresholdValue->setValue(values->shownFrom());
    const double share = (values->shownFrom() - values->low()) / std::max(1e-12, values->high() - values->low());
    m_threshold->setValue(static_cast<int>(std::lround(share * kThresholdSteps)));
    m_smooth->setChecked(values->smooth());
    m_smooth->setVisible(values->canSmooth());
  }
  m_filling = false;
}

}  // namespace snitt
