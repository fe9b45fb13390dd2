// What an empty pane offers: to open a slide or a folder, and the slides of late. UI thread only.
#pragma once

#include <QFrame>

#include <filesystem>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace snitt {

class StartCard : public QFrame {
  Q_OBJECT

 public:
  static constexpr std::size_t kMostRecent = 6;

  explicit StartCard(QWidget* parent);

  // Newest first; more than kMostRecent are left out.
  void setRecent(const std::vector<std::filesystem::path>& files);
  // In the middle of its parent, without the slides of late where these have no room.
  void place();

 Q_SIGNALS:
  void openRequested();
  void openFolderRequested();
  void slideChosen(const std::filesystem::path& slide);

 private:
  QWidget* m_recent = nullptr;
  QVBoxLayout* m_rows = nullptr;
};

}  // namespace snitt
