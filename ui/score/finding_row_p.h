// A symbol beside a sentence.
#pragma once

#include <QWidget>

#include "core/decision/scope.h"

namespace snitt {

class FindingRow : public QWidget {
 public:
  FindingRow(FactState state, const QString& title, const QString& detail, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  FactState m_state;
};

}  // namespace snitt
