// The class that new annotations get, chosen from the list, always in sight while one draws. UI thread only.
#pragma once

#include <QComboBox>

#include "ui/draw/class_list.h"

namespace snitt {

class ClassPicker : public QComboBox {
  Q_OBJECT

 public:
  // `classes` outlives it.
  explicit ClassPicker(ClassList& classes, QWidget* parent = nullptr);

 private:
  void list();

  ClassList& m_classes;
};

}  // namespace snitt
