// What must not be told in a document, and what its tables are made of.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/document/columns.h"
#include "core/document/document.h"

namespace snitt::validation {

using document::countCell;
using document::countColumn;
using document::counted;
using document::hiddenColumn;
using document::numberColumn;
using document::pColumn;
using document::percentColumn;
using document::textColumn;
using document::toldIf;

// What stands under a table in which something is not told.
inline constexpr std::string_view kWithheldNote =
    "“·” is not told: fewer patients than the smallest cell, or a figure that would show such a cell.";

// A chart in whose first table something is told (in the last column), or a sentence in its place.
[[nodiscard]] document::Block chartOrSentence(document::Chart chart, std::size_t least);
// Whether a cell tells a figure, or that somebody is there.
[[nodiscard]] bool tellsAnything(const document::Cell& cell);

// Hides rows beside hidden ones until no hidden row follows from the totals of both columns and the rows that are told,
// and until the hidden ones come to at least `least` in each column; the smallest go first.
void hideBeside(std::vector<bool>& told, std::span<const std::size_t> first, std::span<const std::size_t> second,
                std::size_t least);

// Groups of patients with how many had the event; a reader knows the totals, and from other tables the groups' sizes as
// far as toldCounts tells them.
struct ToldGroups {
  std::vector<bool> n;       // whether it may be told
  std::vector<bool> events;  // whether this and what follows from it (events-free patients, a rate) may be told
};
// With `least` of 1 everything is told.
[[nodiscard]] ToldGroups toldGroups(std::span<const std::size_t> n, std::span<const std::size_t> events,
                                    std::size_t least);
// Of a table of counts (rows × parts, row by row) beside which a reader knows the sums of rows and of columns: which
// cells may be told; and of each row whether its sum may.
struct ToldMatrix {
  std::vector<bool> cells;
  std::vector<bool> sums;
};
[[nodiscard]] ToldMatrix toldMatrix(std::span<const std::size_t> counts, std::size_t parts, std::size_t least);
// The same of one count a group.
[[nodiscard]] std::vector<bool> toldCounts(std::span<const std::size_t> n, std::size_t least);

}  // namespace snitt::validation
