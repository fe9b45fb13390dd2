#include "ui/cohort/slide_table.h"

#include "core/cohort/cohort_figures.h"
#include "ui/cohort/cohort_words.h"

namespace snitt {

void SlideTable::setNamesShown(bool shown) {
  if (m_names == shown) return;
  m_names = shown;
  const Reading now = reading();
  show(nullptr);
  show(now);
}

std::size_t SlideTable::countIn(const CohortReading& reading) const { return reading.slides.size(); }

std::vector<CohortTable::Column> SlideTable::columnsOf(const CohortReading& reading) const {
  std::vector<Column> columns{
      {tr("Slide"), "slide", true}, {tr("Patient"), "patient"}, {tr("Status"), "status"}, {tr("Class"), "class"}};
  for (const CohortResolution& one : reading.resolutions)
    columns.push_back({tr("Score %1").arg(toQString(one.name)), "score_" + one.name, true});
  columns.push_back({tr("Combined"), "score_combined", true});
  columns.push_back({tr("Spread"), "spread", true});
  columns.push_back({tr("Reason"), "reason"});
  columns.push_back({tr("Tumour mm²"), "tumourMm2", true});
  columns.push_back({tr("Unreadable"), "unreadable", true});
  columns.push_back({tr("Device"), "device"});
  if (m_names) columns.push_back({tr("Accession"), "accession"});
  if (m_names) columns.push_back({tr("File"), "path"});
  return columns;
}

CohortTable::Cell SlideTable::cellOf(const CohortReading& reading, std::size_t item, int column) const {
  const SlideReading& slide = reading.slides[item];
  static const CohortSlideResult none;
  const CohortSlideResult& one = slide.result ? *slide.result : none;
  const auto resolutions = static_cast<int>(reading.resolutions.size());
  switch (column) {
    case 0:
      return countCell(slide.row);
    case 1:
      return textCell(reading.patients[slide.patient].patient);
    case 2: {
      Cell cell{statusWord(slide.result), std::string(slide.result ? toText(one.status) : "waiting")};
      cell.warning = slide.result && one.status == SlideStatus::failed;
      cell.muted = !slide.result || one.status == SlideStatus::excluded;
      return cell;
    }
    case 3:
      return classCell(one.prognosis, reading.facts.bundleStatus);
    default:
      break;
  }
  if (column < 4 + resolutions)
    return scoreCell(one.resolutions, reading.resolutions[static_cast<std::size_t>(column - 4)].name);
  switch (column - 4 - resolutions) {
    case 0:
      return numberCell(one.combined, 3);
    case 1:
      return numberCell(spreadOf(one), 3);
    case 2:
      return textCell(one.reason);
    case 3:
      return numberCell(one.tumourMm2, 1);
    case 4:
      return one.unreadable ? countCell(static_cast<std::size_t>(*one.unreadable)) : Cell();
    case 5:
      return textCell(one.precision.empty() ? one.device : one.device + " " + one.precision);
    case 6:
      return textCell(slide.accession);
    default:
      return textCell(slide.path.string());
  }
}

}  // namespace snitt
