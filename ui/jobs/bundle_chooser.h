// Chooses a model bundle: those that are known and any other folder, with what each says of itself. Bundles are read
// off the UI thread. UI thread only.
#pragma once

#include <QWidget>

#include <filesystem>
#include <map>
#include <vector>

#include "ui/document/background.h"
#include "ui/jobs/known_bundle.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace snitt {

class BundleChooser : public QWidget {
  Q_OBJECT

 public:
  // The first of `folders` is chosen; the same folder twice counts once.
  explicit BundleChooser(const std::vector<std::filesystem::path>& folders, QWidget* parent = nullptr);

  // The one that is chosen, once it was read; null until then, and where there is none.
  [[nodiscard]] const KnownBundle* bundle() const;
  // Adds the folder where it is not known yet, and chooses it.
  void choose(const std::filesystem::path& folder);

 Q_SIGNALS:
  // Another one is chosen, or the chosen one has been read.
  void changed();

 private:
  int add(const std::filesystem::path& folder);
  void askForFolder();
  void showCard();
  void showChosen();
  [[nodiscard]] std::filesystem::path chosenFolder() const;

  std::map<std::filesystem::path, KnownBundle> m_known;
  QComboBox* m_box;
  QPushButton* m_card;
  QLabel* m_facts;
  QLabel* m_warning;
  Background m_work;
};

}  // namespace snitt
