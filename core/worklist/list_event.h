// Lists of laboratories (CSV, with the site's columns) as events. One row is a slide, block, specimen or case, as deep
// as its columns go; rows of one case are one event. A byte-order mark, Excel's line "sep=;" and ISO 8859-1 are
// understood. Pure functions. Errors name line and column, and never a value: values name patients.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/site/site_file.h"
#include "core/worklist/lab_event.h"

namespace snitt {

inline constexpr std::size_t kMostListBytes = std::size_t{256} << 20U;

// A slide that the list names by its barcode or its file: what it says when that text is seen (IdentitySource::list).
struct SlideOnList {
  std::string text;  // a barcode as it is read, or a file's name without folder and extension
  CaseName name;
  SlideIdentity identity;
  bool operator==(const SlideOnList&) const = default;
};

struct LabList {
  std::vector<LabEvent> events;     // in the order of their first rows; `control` is the line of that row
  std::vector<SlideOnList> slides;  // sorted by text
};

// `stated` is when the list was made (ISO 8601, UTC). The header must hold the site's columns: the accession or order
// number at least. Errors: corrupt (no CSV, a cell that says nothing readable, rows of one case that contradict one
// another, a text that names two slides), usage (the site maps no columns, or one that the list does not have).
[[nodiscard]] Result<LabList> readList(std::string_view text, const Site& site, std::string_view stated);

}  // namespace snitt
