// Where a score comes from: bundle, slide, run. Text that can be marked and copied, one value or all.
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

#include "core/score.h"

namespace snitt {

struct ProvenanceRow {
  QString label;
  QString shown;
  QString full;  // what is copied; of a hash all digits
};
// In the order shown; what was not recorded says so. Pure.
[[nodiscard]] std::vector<ProvenanceRow> provenanceRows(const Score& score);
// One line a row, "label: value", as "Copy all" puts it on the clipboard.
[[nodiscard]] QString provenanceText(const Score& score);

class ProvenanceView : public QWidget {
  Q_OBJECT

 public:
  explicit ProvenanceView(const Score& score, QWidget* parent = nullptr);
};

}  // namespace snitt
