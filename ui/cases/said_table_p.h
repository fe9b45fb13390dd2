// What each source said of a slide, a row a source; what contradicts an earlier one is marked. UI thread.
#pragma once

#include <QTableWidget>

#include <vector>

#include "core/cases/slide_identity.h"

namespace snitt {

class SaidTable : public QTableWidget {
  Q_OBJECT

 public:
  explicit SaidTable(QWidget* parent = nullptr);
  void show(const std::vector<SaidIdentity>& said);
  // Of every field what the first source says that says something; an accession only where none says another.
  [[nodiscard]] static SlideIdentity summed(const std::vector<SaidIdentity>& said);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }
};

}  // namespace snitt
