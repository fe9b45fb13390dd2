// A bundle's model card: intended use, limits, training population, performance. Shown on demand, or before a bundle
// version is used for the first time.
#pragma once

#include <QDialog>
#include <QString>

#include <string>

#include "core/score.h"

class QPushButton;

namespace snitt {

struct CardBundle {
  QString name;
  QString version;
  BundleStatus status = BundleStatus::untrained;
};
[[nodiscard]] CardBundle cardBundle(const Score& score);

class CardDialog : public QDialog {
  Q_OBJECT

 public:
  enum class Mode { read, mustAccept };

  // `card` is Markdown from whoever made the bundle: its HTML is shown as text, nothing that it refers to is loaded or
  // opened. An empty card can be seen, and not be accepted. exec() gives Accepted where the person accepted it.
  CardDialog(const CardBundle& bundle, const std::string& card, Mode mode, QWidget* parent = nullptr);

  [[nodiscard]] bool accepted() const { return result() == QDialog::Accepted; }

 private:
  QWidget* makeHead(const CardBundle& bundle);
  QWidget* makeText(const std::string& card);
  QWidget* makeButtons(bool acceptable);
};

}  // namespace snitt
