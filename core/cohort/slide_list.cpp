#include "core/cohort/slide_list.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/cohort/list_cells_p.h"
#include "core/csv.h"
#include "core/text/nearest.h"
#include "core/text/trimmed.h"

namespace snitt {
namespace {

struct Header {
  std::map<std::string, std::size_t, std::less<>> known;
  std::vector<std::size_t> others;
};

// Names of columns with blanks around them are what was meant.
Result<CsvRow> headerOf(const CsvReader& reader) {
  if (auto checked = checkSeparator(reader.header()); !checked) return fail(checked.error());
  CsvRow names;
  for (const std::string& name : reader.header()) {
    names.emplace_back(trimmed(name));
    if (std::ranges::count(names, names.back()) > 1)
      return fail(ErrorKind::corrupt, fmt::format("row 1: the column \"{}\" appears twice", names.back()));
  }
  if (std::ranges::find(names, "path") == names.end())
    return fail(ErrorKind::corrupt, fmt::format("row 1: there is no column \"path\"{}", nearestHint("path", names)));
  return names;
}

Header sorted(SlideList& list) {
  Header header;
  for (std::size_t i = 0; i < list.columns.size(); ++i) {
    const std::string& name = list.columns[i];
    if (std::ranges::find(knownListColumns(), name) != knownListColumns().end()) {
      header.known[name] = i;
      continue;
    }
    header.others.push_back(i);
    list.otherColumns.push_back(name);
    // Whoever has the known column too means something else by this one.
    const auto nearest = nearestName(name, knownListColumns());
    if (nearest && !list.has(*nearest))
      list.warnings.push_back(
          {0, name, fmt::format("is not a known column and is carried through (nearest: \"{}\")", *nearest)});
  }
  return header;
}

void addRow(SlideList& list, const Header& header, const CsvRow& cells, std::size_t row,
            const std::filesystem::path& folder) {
  std::vector<ListNote> notes;
  const ListCells values(header.known, cells, row, notes);
  const bool excluded = values.flag("exclude").value_or(false);
  ListedSlide slide = listedSlide(values, folder);
  slide.row = row;
  for (const std::size_t other : header.others) slide.others.push_back(cells[other]);
  if (excluded) {
    list.excluded.push_back(row);
    list.unused.push_back(std::move(slide));
    return;
  }
  (notes.empty() ? list.slides : list.unused).push_back(std::move(slide));
  std::ranges::move(notes, std::back_inserter(list.faults));
}

// Rows without faults of their own that contradict earlier ones.
void takeOut(SlideList& list, std::vector<ListNote> notes) {
  std::set<std::size_t> rows;
  for (const ListNote& note : notes) rows.insert(note.row);
  for (const ListedSlide& slide : list.slides)
    if (rows.contains(slide.row)) list.unused.push_back(slide);
  std::erase_if(list.slides, [&](const ListedSlide& slide) { return rows.contains(slide.row); });
  std::ranges::move(notes, std::back_inserter(list.faults));
  std::ranges::stable_sort(list.faults, {}, &ListNote::row);
  std::ranges::stable_sort(list.unused, {}, &ListedSlide::row);
}

}  // namespace

std::span<const std::string> knownListColumns() {
  static const std::array<std::string, 24> names{
      "path",    "patient", "accession",    "mpp",         "split",          "age",   "sex",    "site",
      "scanner", "organ",   "specimenType", "neoadjuvant", "stain",          "pT",    "pN",     "nodes",
      "time",    "event",   "cause",        "recurrence",  "recurrenceTime", "label", "tumour", "exclude"};
  return names;
}

std::string ListNote::sentence() const {
  if (row == 0) return fmt::format("row 1: column \"{}\" {}", column, what);
  return fmt::format("row {}, column \"{}\": {}", row, column, what);
}

bool SlideList::has(std::string_view column) const { return std::ranges::find(columns, column) != columns.end(); }

Result<SlideList> parseSlideList(std::string_view csv, const std::filesystem::path& folder) {
  auto reader = CsvReader::open(csv);
  if (!reader) return fail(reader.error());
  auto names = headerOf(*reader);
  if (!names) return fail(names.error());
  SlideList list;
  list.columns = *std::move(names);
  const Header header = sorted(list);
  CsvRow cells;
  for (std::size_t row = 2;; ++row) {
    const auto more = reader->next(cells);
    if (!more) return fail(more.error());
    if (!*more) break;
    if (std::ranges::any_of(cells, [](const std::string& cell) { return !trimmed(cell).empty(); }))
      addRow(list, header, cells, row, folder);
  }
  if (list.slides.empty() && list.faults.empty())
    return fail(ErrorKind::corrupt,
                list.excluded.empty() ? "the list has a header and no rows" : "every row of the list is excluded");
  takeOut(list, patientFaults(list.slides));
  std::ranges::move(repeatedSlides(list.slides), std::back_inserter(list.warnings));
  return list;
}

Result<void> checkNoFaults(const SlideList& list) {
  if (list.faults.empty()) return {};
  std::string message = list.faults.front().sentence();
  if (list.faults.size() > 1) message += fmt::format(" (and {} more)", list.faults.size() - 1);
  return fail(ErrorKind::corrupt, std::move(message));
}

}  // namespace snitt
