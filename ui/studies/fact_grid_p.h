// Facts in two columns: what each is called, and its value, which can be copied. UI thread.
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace snitt {

struct ShownFact {
  QString label;
  QString value;
  QString whole{};  // a hash, shown shortened as `value`, which a button copies; empty: nothing to copy
};

class FactGrid : public QWidget {
  Q_OBJECT

 public:
  explicit FactGrid(QWidget* parent = nullptr);
  void show(const std::vector<ShownFact>& facts);

 private:
  void addRow(int row, const ShownFact& fact);

  QGridLayout* m_grid;
  QWidget* m_box = nullptr;
};

}  // namespace snitt
