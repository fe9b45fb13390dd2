// The slides of a folder as rows, with as many thumbnails as a budget of memory allows. UI thread.
#pragma once

#include <QAbstractListModel>
#include <QCache>
#include <QPixmap>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/document/slide_names.h"
#include "ui/panels/folder_job.h"

namespace snitt {

class FilmModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { PathRole = Qt::UserRole, PictureRole, ReasonRole, ShownRole };

  explicit FilmModel(std::size_t pictureBytes, QObject* parent = nullptr);

  // What slides are called; outlive the model.
  void setNames(const SlideNames& names);

  void setSlides(std::vector<FolderSlide> slides);
  // What came of making one; a slide that is not here is passed over.
  void setThumbnail(const Thumbnail& thumbnail);
  // The slide that is on the screen, by any of its files.
  void setShown(const std::filesystem::path& slide);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] std::filesystem::path path(int row) const;
  [[nodiscard]] std::optional<int> rowOf(const std::filesystem::path& slide) const;
  [[nodiscard]] std::optional<int> shownRow() const { return m_shownRow; }
  // Whether nothing is known yet of what the slide looks like.
  [[nodiscard]] bool lacksThumbnail(int row) const;

 private:
  [[nodiscard]] QString nameOf(int row) const;
  [[nodiscard]] QString reasonOf(int row) const;
  [[nodiscard]] QString accessibleText(int row) const;
  [[nodiscard]] QString toolTip(int row) const;

  const SlideNames* m_names = &unmaskedNames();
  std::vector<FolderSlide> m_slides;
  std::vector<QString> m_reasons;               // why a slide cannot be opened, by row
  std::unordered_map<std::string, int> m_rows;  // by each path of a slide
  std::filesystem::path m_shown;
  std::optional<int> m_shownRow;
  mutable QCache<int, QPixmap> m_pictures;  // by row; the least recently used goes first
};

}  // namespace snitt
