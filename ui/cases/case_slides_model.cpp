#include "ui/cases/case_slides_model.h"

#include <QPixmap>

#include <algorithm>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/slide_pictures.h"

namespace snitt {

namespace {

// Of the current scan, the newest.
std::optional<ScanScore> scoreOf(const Glass& slide, const std::vector<ScanScore>& scores) {
  std::optional<ScanScore> newest;
  const Scan* scan = slide.current();
  if (scan == nullptr) return newest;
  for (const ScanScore& one : scores)
    if (one.scan == scan->id && !one.superseded && (!newest || one.started > newest->started)) newest = one;
  return newest;
}

ClassKind kindOf(const ScanScore& score) {
  if (!score.notAssessable.empty()) return ClassKind::notAssessable;
  if (score.prognosis && score.bundleStatus == BundleStatus::untrained) return ClassKind::meaningless;
  return classKindOf(score.prognosis);
}

// Beside the class what it is worth.
QString wordOf(const ScanScore& score) {
  if (!score.notAssessable.empty()) return CaseSlidesModel::tr("Not assessable");
  if (!score.prognosis) return CaseSlidesModel::tr("No class");
  if (score.bundleStatus == BundleStatus::untrained) return CaseSlidesModel::tr("No meaning");
  const QString word = classShort(score.prognosis);
  return score.bundleStatus == BundleStatus::demonstrator ? CaseSlidesModel::tr("%1 (demo)").arg(word) : word;
}

}  // namespace

CaseSlidesModel::CaseSlidesModel(SlidePictures& pictures, QObject* parent)
    : QAbstractListModel(parent), m_pictures(pictures) {
  connect(&pictures, &SlidePictures::made, this, [this](ScanId scan) {
    for (int row = 0; row < rowCount(); ++row) {
      const Glass* slide = slideAt(index(row));
      if (slide != nullptr && slide->current() != nullptr && slide->current()->id == scan)
        Q_EMIT dataChanged(index(row), index(row), {PictureRole, FaultRole});
    }
  });
}

void CaseSlidesModel::setCase(const LabCase& labCase, bool mayChoose) {
  beginResetModel();
  m_mayChoose = mayChoose;
  m_rows.clear();
  for (const Specimen& specimen : labCase.specimens) {
    QStringList what;
    for (const std::string& word : {specimen.kind, specimen.bodySite})
      if (!word.empty()) what << shownText(word, 60);
    const QString label = shownText(specimen.label, 20);
    const QString title = label.isEmpty() ? tr("Specimen") : tr("Specimen %1").arg(label);
    const auto addHeading = [&](const QString& heading, QStringList notes) {
      notes = what + notes;
      m_rows.push_back({heading, notes.join(QStringLiteral("  ·  ")), {}, {}, {}});
    };
    if (specimen.blocks.empty()) addHeading(title, {tr("no block is known")});
    for (const Block& block : specimen.blocks) {
      const QString blockLabel = shownText(block.label, 20);
      QStringList notes;
      if (block.tumour)
        notes << (*block.tumour ? tr("the laboratory says: tumour") : tr("the laboratory says: no tumour"));
      if (block.slides.empty()) notes << tr("no slide is known");
      addHeading(blockLabel.isEmpty() ? title : tr("%1, block %2").arg(title, blockLabel), notes);
      for (const Glass& slide : block.slides) {
        m_rows.push_back({{}, {}, slide, label + blockLabel, scoreOf(slide, labCase.scores)});
        // Laboratories write names into codes.
        if (labCase.patient.masked) m_rows.back().slide->barcode.clear();
      }
    }
  }
  endResetModel();
}

int CaseSlidesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

const Glass* CaseSlidesModel::slideAt(const QModelIndex& index) const {
  if (!index.isValid() || index.row() >= rowCount()) return nullptr;
  const auto& slide = m_rows[static_cast<std::size_t>(index.row())].slide;
  return slide ? &*slide : nullptr;
}

QModelIndex CaseSlidesModel::indexOf(GlassId id) const {
  for (int row = 0; row < rowCount(); ++row)
    if (const Glass* slide = slideAt(index(row)); slide != nullptr && slide->id == id) return index(row);
  return {};
}

QModelIndex CaseSlidesModel::firstSlide() const {
  for (int row = 0; row < rowCount(); ++row)
    if (slideAt(index(row)) != nullptr) return index(row);
  return {};
}

QString CaseSlidesModel::nameOf(const QModelIndex& index) const {
  const Glass* slide = slideAt(index);
  if (slide == nullptr) return {};
  const QString place = m_rows[static_cast<std::size_t>(index.row())].place;
  const QString text = data(index).toString();
  return place.isEmpty() ? text : tr("%1, block %2").arg(text, place);
}

QString CaseSlidesModel::stateOf(const Glass& slide) const {
  const Scan* scan = slide.current();
  if (scan == nullptr) return tr("Not scanned yet");
  const auto scans = static_cast<int>(slide.scans.size());
  if (scan->missing) return tr("File missing");
  if (m_pictures.isReplaced(scan->id)) return tr("File was replaced");
  return scans > 1 ? tr("Rescan %1").arg(scans - 1) : tr("Current");
}

QString CaseSlidesModel::toolTipOf(const Row& row) const {
  const Glass& slide = *row.slide;
  QStringList lines;
  lines << tr("Stain %1").arg(slide.stain.empty() ? tr("not known") : shownText(slide.stain, 60));
  const Scan* scan = slide.current();
  if (scan == nullptr)
    lines << tr("The laboratory names this slide; no image of it has been found.");
  else if (scan->missing)
    lines << tr("The image was not where it had been when it was last looked for.");
  else if (m_pictures.isReplaced(scan->id))
    lines << tr("Another slide lies where this one was found. It is not shown here.");
  if (scan != nullptr && !scan->scanner.empty()) lines << tr("Scanner %1").arg(shownText(scan->scanner, 60));
  if (scan != nullptr && !scan->added.empty()) lines << tr("Found %1").arg(timeWords(scan->added));
  if (slide.scans.size() > 1)
    lines << tr("Earlier images: %1. Their scores are superseded and count for nothing.").arg(slide.scans.size() - 1);
  if (slide.chosen != Chosen::unsaid && !slide.chosenBy.empty())
    lines << tr("%1, says %2, %3")
                 .arg(chosenWords(slide.chosen), shownText(slide.chosenBy, 60), timeWords(slide.chosenAt));
  if (!slide.barcode.empty()) lines << tr("Barcode %1").arg(shownText(slide.barcode, 60));
  if (row.score && !row.score->notAssessable.empty())
    lines << tr("Not assessable: %1").arg(shownText(row.score->notAssessable));
  if (row.score)
    lines << tr("Scored by %1 %2, %3")
                 .arg(shownText(row.score->bundleName, 60), shownText(row.score->bundleVersion, 20),
                      timeWords(row.score->started));
  return lines.join(u'\n');
}

QVariant CaseSlidesModel::slideData(const Row& row, int role) const {
  const Glass& slide = *row.slide;
  const Scan* scan = slide.current();
  switch (role) {
    case Qt::DisplayRole: {
      const QString stain = slide.stain.empty() ? tr("Stain not known") : shownText(slide.stain, 40);
      return slide.number.empty() ? stain : tr("%1, slide %2").arg(stain, shownText(slide.number, 20));
    }
    case Qt::ToolTipRole:
      return asToolTip(toolTipOf(row));
    case NoteRole:
      return stateOf(slide);
    case MissingRole:
      return scan == nullptr || scan->missing || m_pictures.isReplaced(scan->id);
    case ChosenRole:
      return static_cast<int>(slide.chosen);
    case ChosenTextRole:
      if (slide.chosen != Chosen::unsaid) return chosenWords(slide.chosen);
      return m_mayChoose ? tr("Primary tumour? Y / N") : tr("Primary tumour: not said");
    case ClassRole:
      return static_cast<int>(row.score ? kindOf(*row.score) : ClassKind::none);
    case ClassTextRole:
      return row.score ? wordOf(*row.score) : QString();
    case PictureRole:
      return scan == nullptr ? QPixmap() : m_pictures.picture(scan->id);
    case FaultRole:
      return scan != nullptr && m_pictures.cannotBeOpened(scan->id);
    default:
      return {};
  }
}

QVariant CaseSlidesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  if (role == HeadingRole) return !row.slide;
  if (role == Qt::AccessibleTextRole) {
    if (!row.slide) return row.note.isEmpty() ? row.heading : QStringLiteral("%1, %2").arg(row.heading, row.note);
    QStringList all{nameOf(index), stateOf(*row.slide), tr("primary tumour: %1").arg(chosenWords(row.slide->chosen))};
    if (row.score) all << slideData(row, ClassTextRole).toString();
    return all.join(QStringLiteral(", "));
  }
  if (row.slide) return slideData(row, role);
  if (role == Qt::DisplayRole) return row.heading;
  if (role == NoteRole) return row.note;
  return {};
}

Qt::ItemFlags CaseSlidesModel::flags(const QModelIndex& index) const {
  return slideAt(index) == nullptr ? Qt::ItemFlags() : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

}  // namespace snitt
