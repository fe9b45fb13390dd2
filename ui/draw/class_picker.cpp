#include "ui/draw/class_picker.h"

#include <QPainter>
#include <QSignalBlocker>

namespace snitt {

namespace {

constexpr int kSwatchPx = 12;

QIcon swatch(const Colour& colour) {
  QPixmap picture(kSwatchPx, kSwatchPx);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(0, 0, 0, 120), 1));
  painter.setBrush(QColor(colour[0], colour[1], colour[2]));
  painter.drawRoundedRect(QRectF(0.5, 0.5, kSwatchPx - 1, kSwatchPx - 1), 2, 2);
  return picture;
}

}  // namespace

ClassPicker::ClassPicker(ClassList& classes, QWidget* parent) : QComboBox(parent), m_classes(classes) {
  setAccessibleName(tr("Class of new annotations"));
  setToolTip(tr("The class that new annotations get"));
  setSizeAdjustPolicy(QComboBox::AdjustToContents);
  setMaxVisibleItems(20);
  // Keys are the tools' as soon as something was chosen.
  setFocusPolicy(Qt::TabFocus);
  list();
  connect(&m_classes, &ClassList::changed, this, &ClassPicker::list);
  connect(&m_classes, &ClassList::currentChanged, this, &ClassPicker::list);
  connect(this, &QComboBox::activated, this,
          [this](int row) { m_classes.setCurrent(itemData(row).toString().toStdString()); });
}

void ClassPicker::list() {
  const QSignalBlocker quiet(this);
  clear();
  addItem(swatch(m_classes.colourOf({})), tr("No class"), QString());
  for (const AnnotationClass& one : m_classes.classes()) {
    const QString name = QString::fromStdString(one.name);
    addItem(swatch(one.colour), name, name);
  }
  setCurrentIndex(std::max(0, findData(QString::fromStdString(m_classes.current()))));
}

}  // namespace snitt
