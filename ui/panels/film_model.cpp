#include "ui/panels/film_model.h"

#include <utility>

#include "tiling/readers/slide_files.h"

namespace snitt {

namespace {

std::size_t at(int row) { return static_cast<std::size_t>(row); }

}  // namespace

FilmModel::FilmModel(std::size_t pictureBytes, QObject* parent)
    : QAbstractListModel(parent), m_pictures(static_cast<qsizetype>(pictureBytes)) {}

void FilmModel::setNames(const SlideNames& names) {
  m_names->disconnect(this);
  m_names = &names;
  connect(m_names, &SlideNames::changed, this, [this] {
    if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  });
}

// One of several files of a slide may be the one that was opened.
QString FilmModel::nameOf(int row) const {
  return m_names->name(m_shownRow == row && !m_names->unmasked() ? m_shown : m_slides[at(row)].path);
}

QString FilmModel::reasonOf(int row) const { return m_names->sentence(m_reasons[at(row)], m_slides[at(row)].path); }

void FilmModel::setSlides(std::vector<FolderSlide> slides) {
  beginResetModel();
  m_slides = std::move(slides);
  m_reasons.assign(m_slides.size(), {});
  m_pictures.clear();
  m_rows.clear();
  for (int row = 0; row < rowCount(); ++row)
    for (const std::filesystem::path& file : m_slides[at(row)].files) m_rows.emplace(file.string(), row);
  for (int row = 0; row < rowCount(); ++row) m_rows.emplace(m_slides[at(row)].path.string(), row);
  m_shownRow = rowOf(m_shown);
  endResetModel();
}

void FilmModel::setThumbnail(const Thumbnail& thumbnail) {
  const auto row = rowOf(thumbnail.slide);
  if (!row) return;
  m_reasons[at(*row)] = thumbnail.picture.isNull() ? thumbnail.reason : QString();
  if (!thumbnail.picture.isNull())
    m_pictures.insert(*row, new QPixmap(QPixmap::fromImage(thumbnail.picture)), thumbnail.picture.sizeInBytes());
  Q_EMIT dataChanged(index(*row), index(*row));
}

void FilmModel::setShown(const std::filesystem::path& slide) {
  const auto before = m_shownRow;
  m_shown = slide;
  m_shownRow = rowOf(slide);
  for (const auto& row : {before, m_shownRow})
    if (row) Q_EMIT dataChanged(index(*row), index(*row), {ShownRole});
}

int FilmModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_slides.size());
}

QVariant FilmModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const int row = index.row();
  const FolderSlide& slide = m_slides[at(row)];
  switch (role) {
    case Qt::DisplayRole:
      return nameOf(row);
    case Qt::ToolTipRole:
      return toolTip(row);
    case Qt::AccessibleTextRole:
      return accessibleText(row);
    case PathRole:
      return m_names->place(slide.path);
    case PictureRole: {
      const QPixmap* picture = m_pictures.object(row);
      return picture == nullptr ? QVariant() : QVariant(*picture);
    }
    case ReasonRole:
      return reasonOf(row);
    case ShownRole:
      return m_shownRow == row;
    default:
      return {};
  }
}

std::filesystem::path FilmModel::path(int row) const { return m_slides[at(row)].path; }

std::optional<int> FilmModel::rowOf(const std::filesystem::path& slide) const {
  auto found = m_rows.find(slide.string());
  // A file inside a DICOM folder that stands here as one slide.
  if (found == m_rows.end() && lowerExtension(slide) == ".dcm") found = m_rows.find(slide.parent_path().string());
  if (found == m_rows.end()) return std::nullopt;
  return found->second;
}

bool FilmModel::lacksThumbnail(int row) const { return m_reasons[at(row)].isEmpty() && !m_pictures.contains(row); }

QString FilmModel::accessibleText(int row) const {
  const QString name = nameOf(row);
  if (!m_reasons[at(row)].isEmpty()) return tr("%1, cannot be opened: %2").arg(name, reasonOf(row));
  return m_shownRow == row ? tr("%1, the slide that is shown").arg(name) : name;
}

QString FilmModel::toolTip(int row) const {
  const QString reason = reasonOf(row);
  // Rich text, so that long reasons are wrapped; names may hold any letters.
  QString name = QStringLiteral("<b>%1</b>").arg(nameOf(row).toHtmlEscaped());
  if (reason.isEmpty()) return name;
  return name + QStringLiteral("<br>") + tr("Cannot be opened: %1.").arg(reason).toHtmlEscaped();
}

}  // namespace snitt
